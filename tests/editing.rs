//! Small edits in records that people wrote: the new keys are read, every other byte stays, and what
//! cannot be done safely is refused with the line to write.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "editing/generated.rs"]
mod generated;
#[path = "editing/layouts.rs"]
mod layouts;
#[path = "editing/refusals.rs"]
mod refusals;
#[path = "editing/riverbend.rs"]
mod riverbend;
#[path = "editing/typed.rs"]
mod typed;
