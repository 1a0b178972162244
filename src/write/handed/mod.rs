//! Records that a script hands over: which of them are there already, and where in the text that was handed
//! over a finding in a new record is. Whose they are is settled by the command.

mod imported;
mod twin;

pub(crate) use imported::{Existing, Imported, differences, of_source, part_of};
pub(crate) use twin::{Text, begin, relocate};
