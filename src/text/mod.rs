//! The ground floor: text itself. Bytes into text, places in it, how people spell, the nearest word, plain wording, and what
//! makes a text harmless. Knows nothing of records.

pub mod encoding;
pub(crate) mod html;
pub(crate) mod line_ends;
pub(crate) mod made_by;
pub mod markdown;
mod nearest;
pub mod path;
pub mod source;
pub mod spelling;
pub mod width;
pub mod wording;
pub(crate) mod words;

pub(crate) use nearest::near;
pub use nearest::nearest;
