//! Faults in records, as coaches make them: every one is found at its place in one run, under its
//! rule, and the message says what to do. Prose never appears in any output. Each topic has its file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

#[path = "reading/arbitrary.rs"]
mod arbitrary;
#[path = "reading/binary.rs"]
mod binary;
#[path = "reading/bytes.rs"]
mod bytes;
#[path = "reading/dates.rs"]
mod dates;
#[path = "reading/desk.rs"]
mod desk;
#[path = "reading/features.rs"]
mod features;
#[path = "reading/hostile.rs"]
mod hostile;
#[path = "reading/keys.rs"]
mod keys;
#[path = "reading/numbers.rs"]
mod numbers;
#[path = "reading/outdented.rs"]
mod outdented;
#[path = "reading/prose.rs"]
mod prose;
#[path = "reading/rendered.rs"]
mod rendered;
#[path = "reading/syntax.rs"]
mod syntax;
#[path = "reading/types.rs"]
mod types;
#[path = "reading/words.rs"]
mod words;
