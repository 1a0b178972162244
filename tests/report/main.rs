//! What is counted and how it is shown: statistics, fidelity, dosage, what is due, the pages of
//! reports, and the records behind each number.

#![allow(clippy::disallowed_methods, reason = "tests name paths as the system does")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "../harness/copy.rs"]
mod copy;
#[path = "../harness/mod.rs"]
mod harness;
#[path = "../harness/not_tested.rs"]
mod not_tested;
#[path = "../harness/repository.rs"]
mod repository;

mod audience;
mod better;
#[cfg(unix)] // where .ci/run has a browser
mod browser;
mod by_hand;
mod combine;
mod compare;
mod dosage;
mod editions;
mod explain;
mod explained;
mod fidelity;
mod form;
mod groups;
mod hand_over;
mod instruments;
mod months;
mod next;
mod properties;
mod report_formats;
mod screen;
mod second_profile;
mod statistics;
mod trends;
mod wide;
