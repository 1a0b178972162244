//! A record that was looked at for a number, and what became of it.

/// A record that was looked at, and what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// File name within the pair's folder, or the whole path of a record in that of an earlier pair.
    pub file: String,
    /// Whether it counted.
    pub counts: bool,
    /// The rule that counted or refused it, in words.
    pub why: String,
}
