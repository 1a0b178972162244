//! `coach explain` of a number: each kind of figure of a report is explained and comes out the same, by the
//! library and by the program; records are named so that they can be opened; faults say what is allowed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod harness;

#[path = "harness/explained.rs"]
mod explained;

#[path = "explain/addresses.rs"]
mod addresses;
#[path = "explain/figures.rs"]
mod figures;
#[path = "explain/shown.rs"]
mod shown;
