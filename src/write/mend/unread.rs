//! Why a change of records that are there cannot be made: a file cannot be read, which may be so only now, or the change
//! is refused for what the records say.

use std::fmt::Display;

/// A file or folder of the district that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be read: {why}")]
pub(crate) struct Unread {
    path: String,
    why: String,
}

impl Unread {
    /// The one at `path`, and why.
    pub(super) fn of(path: &str, why: impl Display) -> Self {
        Self { path: path.to_owned(), why: why.to_string() }
    }
}

impl From<Unread> for String {
    fn from(unread: Unread) -> Self {
        unread.to_string()
    }
}

/// Why records are not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotChanged {
    #[error(transparent)]
    Unread(#[from] Unread),
    /// What they say does not allow it, in words.
    #[error("{0}")]
    Refused(String),
}

impl From<String> for NotChanged {
    fn from(why: String) -> Self {
        Self::Refused(why)
    }
}

impl From<NotChanged> for String {
    fn from(why: NotChanged) -> Self {
        why.to_string()
    }
}
