//! Reports for audiences: each is shown what its policy names, and nothing else.

mod drawn;
mod few;
mod marked;
mod policy;
mod rows;
mod sums;
mod walls;
