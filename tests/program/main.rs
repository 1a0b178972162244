//! The program as a coach meets it: what it writes, asks and says, at a terminal, in a pipe and beside
//! git; its help, manual and completions; and that the README is true.

#![allow(clippy::disallowed_methods, reason = "tests name paths as the system does")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]
#![cfg_attr(not(unix), allow(dead_code, reason = "what drives a terminal or a shell is for Unix"))]

#[path = "../harness/copy.rs"]
mod copy;
#[path = "../harness/mod.rs"]
mod harness;
#[path = "../harness/not_tested.rs"]
mod not_tested;

#[cfg(unix)]
#[path = "../harness/repository.rs"]
mod repository;

mod checklist;
mod cli;
mod completions;
mod dependencies;
#[cfg(unix)]
mod git;
mod init;
mod log;
mod man;
mod map_keys;
mod new_profile;
mod packaging;
mod pipeline;
mod profile;
mod readme;
mod review;
mod rust_version;
#[cfg(unix)]
mod script;
mod show;
#[cfg(unix)]
mod terminal;
mod week;
mod whom;
