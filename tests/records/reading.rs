//! Faults in records, as coaches make them: every one is found at its place in one run, under its
//! rule, and the message says what to do. Prose never appears in any output. Each topic has its file.

mod arbitrary;
mod binary;
mod bytes;
mod dates;
mod desk;
mod features;
mod hostile;
mod keys;
mod numbers;
mod outdented;
mod prose;
mod rendered;
mod syntax;
mod types;
mod words;
