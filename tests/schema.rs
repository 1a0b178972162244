//! `coach schema`: what an editor is told about a file and what `coach check` reads agree, but for a
//! few things that a schema cannot say, each named here with its reason.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // a panic is how a test fails

#[path = "schema/agreement.rs"]
mod agreement;
#[path = "schema/command.rs"]
mod command;
#[path = "harness/copy.rs"]
mod copy;
#[path = "schema/examples.rs"]
mod examples;
#[path = "schema/exceptions.rs"]
mod exceptions;
mod harness;
#[path = "schema/keys.rs"]
mod keys;
#[path = "schema/mutation.rs"]
mod mutation;
#[path = "schema/reading.rs"]
mod reading;
#[path = "schema/seen.rs"]
mod seen;
#[path = "schema/words.rs"]
mod words;
