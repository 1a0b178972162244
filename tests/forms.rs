//! The forms of `coach check` for other programs: workflow commands, SARIF and JUnit. Each is read back
//! by the rules of what reads it in earnest (the runner's parser, the standard's schema, Jenkins'
//! schema), and every finding is there, at its place, whatever stands in the records.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod harness;

#[path = "forms/arbitrary.rs"]
mod arbitrary;
#[path = "forms/github.rs"]
mod github;
#[path = "forms/junit.rs"]
mod junit;
#[path = "forms/runner.rs"]
mod runner;
#[path = "forms/sample.rs"]
mod sample;
#[path = "forms/sarif.rs"]
mod sarif;
#[path = "forms/schemas.rs"]
mod schemas;
#[path = "forms/text.rs"]
mod text;
