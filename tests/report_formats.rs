//! The formats of `coach report`: the same numbers in all of them, each written where it was asked
//! for and nowhere else, and nothing in them that a reader's program could act upon.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod harness;

#[cfg(unix)]
#[path = "harness/not_tested.rs"]
mod not_tested;
#[path = "properties/random.rs"]
#[allow(dead_code, reason = "the properties of the numbers use the rest")]
mod random;

#[path = "report_formats/expected.rs"]
mod expected;
#[path = "report_formats/hostile.rs"]
mod hostile;
#[path = "report_formats/outputs.rs"]
mod outputs;
#[path = "report_formats/refusals.rs"]
mod refusals;
#[path = "report_formats/same_numbers.rs"]
mod same_numbers;
#[path = "report_formats/shown_markdown.rs"]
mod shown_markdown;
#[path = "report_formats/shown_text.rs"]
mod shown_text;
