//! Dosage, gaps, timeliness and who was active when: worked out by hand, counted a second time in
//! the example district, and explained entry by entry.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod harness;

#[path = "dosage/answers.rs"]
mod answers;
#[path = "dosage/explained.rs"]
mod explained;
#[path = "dosage/meetings.rs"]
mod meetings;
#[path = "dosage/recount.rs"]
mod recount;
#[path = "dosage/reported.rs"]
mod reported;
#[path = "dosage/rhythm.rs"]
mod rhythm;
