//! Tables of cells and what they mean.

mod day;
mod duration;
