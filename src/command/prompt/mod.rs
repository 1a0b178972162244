//! Questions at a terminal, from the keys up: bytes become keys, keys become what someone typed or pasted,
//! and that becomes an answer. A signal, or a terminal that is gone, ends every question in the same way,
//! and hands on what was typed of its answer.

#[cfg(any(unix, test))]
mod bytes;
mod frame;
mod input;
mod line;
mod list;
mod person;
mod reader;
mod session;
pub(super) mod signals;
#[cfg(unix)]
#[path = "source_unix.rs"]
mod source;
#[cfg(not(unix))]
#[path = "source_other.rs"]
mod source;
mod stop;
mod text;

pub(super) use input::{Input, Key, Mode};
pub(super) use list::List;
pub(super) use person::Person;
pub(super) use reader::Reader;
pub(super) use session::{Session, Window, room};
pub(super) use stop::{Ended, Stopped, Typed, Why};
pub(super) use text::Text;
