//! What files say and what is found in them: YAML and TOML, records, profiles, schemas, the checks
//! and the formats in which findings are told.

#![allow(clippy::disallowed_methods, reason = "tests name paths as the system does")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "../harness/copy.rs"]
mod copy;
#[path = "../harness/every_kind.rs"]
mod every_kind;
#[path = "../harness/mod.rs"]
mod harness;
#[path = "../harness/lines.rs"]
mod lines;
#[path = "../harness/not_tested.rs"]
mod not_tested;

mod check;
mod editing;
mod export;
mod forms;
mod fuzzed;
mod gallery;
mod import;
mod profile;
mod reading;
mod riverbend;
mod schema;
mod steady;
mod two_faults;
mod yaml_suite;
