//! Why a change of records that are there cannot be made.

use crate::store::Unread;

/// Why records are not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotChanged {
    /// One cannot be read, which may be so only now.
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
