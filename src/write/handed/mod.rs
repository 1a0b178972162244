//! Records that a script hands over: which of them are there already, how these differ, and where in the text that was
//! handed over a finding in a new record is. Whose they are is settled by the command.

mod differences;
mod imported;
mod merge;
mod revision;
#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests;
mod twin;

pub(crate) use differences::Differences;
pub(crate) use imported::{Existing, Imported, Wanted, part_of};
pub(crate) use revision::{Revision, sealed};
pub(crate) use twin::{Text, begin, relocate};
