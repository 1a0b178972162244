//! The rules that reading any tree can break.

use crate::diagnostic::reading_rules;

reading_rules! {
    /// A key that the reader does not know.
    UNKNOWN_KEY = "unknown-key", "Every key is one the file's kind knows";
    /// A required key is absent or empty.
    MISSING_KEY = "missing-key", "Every required key is there and has a value";
    /// A key stands twice in one map.
    DUPLICATE_KEY = "duplicate-key", "No key stands twice in one group of keys";
    /// A list where text belongs, text where a number belongs, …
    WRONG_TYPE = "wrong-type", "Every value is of the type its key asks for";
    /// A date or time that is none, or is not written `YYYY-MM-DD` or `HH:MM`.
    BAD_DATE = "bad-date", "Every date exists and is written YYYY-MM-DD, every time HH:MM";
    /// A number or text outside its bounds.
    OUT_OF_RANGE = "out-of-range", "Every value lies within its bounds";
    /// An id that is not made of `[a-z0-9-]`, is too long, or has no digit where one belongs.
    BAD_ID = "bad-id", "Ids are made of a-z, 0-9 and -; people's ids have a digit and are never names";
    /// A word outside a closed list of words.
    UNKNOWN_WORD = "unknown-word", "Where a list of words is given, the value is one of them";
}
