//! Dosage, gaps, timeliness and who was active when: worked out by hand, counted a second time in
//! the example district, and explained entry by entry.

mod answers;
mod called_off;
mod coaches;
mod explained;
mod meetings;
pub(crate) mod recount;
mod reported;
mod rhythm;
