//! The numbers, against what the design says they are: each evidence rule, ratings, levels, windows,
//! one relationship by hand and the whole example district counted a second time.
//!
//! Expected numbers are worked out from the design, never copied from the program's output.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod harness;

#[path = "harness/copy.rs"]
mod copy;

#[path = "fidelity/attention.rs"]
mod attention;
#[path = "fidelity/by_hand.rs"]
mod by_hand;
#[path = "fidelity/documents.rs"]
mod documents;
#[path = "fidelity/exit_codes.rs"]
mod exit_codes;
#[path = "fidelity/expiry.rs"]
mod expiry;
#[path = "fidelity/explain.rs"]
mod explain;
#[path = "fidelity/explained_raters.rs"]
mod explained_raters;
#[path = "fidelity/groups.rs"]
mod groups;
#[path = "fidelity/levels.rs"]
mod levels;
#[path = "fidelity/moments.rs"]
mod moments;
#[path = "fidelity/naive.rs"]
mod naive;
#[path = "fidelity/not_applicable.rs"]
mod not_applicable;
#[path = "fidelity/observers.rs"]
mod observers;
#[path = "fidelity/raters.rs"]
mod raters;
#[path = "fidelity/raters_report.rs"]
mod raters_report;
#[path = "fidelity/ratings.rs"]
mod ratings;
#[path = "fidelity/recount.rs"]
mod recount;
#[path = "fidelity/timely.rs"]
mod timely;
