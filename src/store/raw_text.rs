//! The text of a record that is to change: its path comes in; all of it goes out, a byte-order mark included, or why it
//! cannot be read. Whoever takes that for an empty record writes less than there was.

use std::io;
use std::path::Path;

use super::text_file::{LARGEST, read_bounded, reason};

/// A file or folder of the district that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be read: {why}")]
pub(crate) struct Unread {
    /// The path from the district's folder.
    pub path: String,
    /// Why, in words.
    pub why: String,
}

impl Unread {
    /// The one at `path`, of which the system says `error`.
    pub(crate) fn of(path: &str, error: &io::Error) -> Self {
        Self { path: path.to_owned(), why: reason(error) }
    }
}

impl From<Unread> for String {
    fn from(unread: Unread) -> Self {
        unread.to_string()
    }
}

/// The text of the file at `path` in the district's folder `root`.
///
/// # Errors
/// It cannot be read, is no file, is larger than 1 MiB, or is not UTF-8.
pub(crate) fn raw_text(root: &Path, path: &str) -> Result<String, Unread> {
    let bytes = read_bounded(&root.join(path)).map_err(|error| Unread::of(path, &error))?;
    let unread = |why: &str| Unread { path: path.to_owned(), why: why.to_owned() };
    if bytes.len() > LARGEST {
        return Err(unread("it is larger than 1 MiB"));
    }
    String::from_utf8(bytes).map_err(|_| unread("it is not UTF-8"))
}
