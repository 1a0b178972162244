//! Why reports cannot be combined: the file, the place in it where that can be known, what is wrong and
//! what to do.

use serde_json::error::Category;

use super::place::{Step, byte_of};
use crate::text::source::{Position, Source};
use crate::text::wording::visible;

/// Something in one of the files.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    path: String,
    position: Option<Position>,
    message: String,
    remedy: String,
}

impl Fault {
    /// About the value of `source` to which `way` leads; about the whole file where it leads nowhere.
    pub(super) fn at(source: &Source, way: &[Step], message: String, remedy: &str) -> Self {
        let byte = byte_of(&source.text, way).filter(|_| !way.is_empty());
        let byte = byte.and_then(|byte| u32::try_from(byte).ok());
        let position = byte.map(|byte| source.position(byte));
        Self { path: source.path.to_string(), position, message, remedy: remedy.to_owned() }
    }

    /// That `source`, whose text begins as a report of this version does, is none where the reader of JSON stopped.
    pub(super) fn of_json(source: &Source, error: &serde_json::Error, remedy: &str) -> Self {
        let message = match error.classify() {
            Category::Eof => "the file is cut off: it ends in the middle of the report",
            Category::Syntax => "the file is no JSON from here on",
            Category::Data | Category::Io => {
                "something here is not as a report has it, or is missing: the file was changed, or another \
                 version of coach made it"
            }
        };
        let (line, column) = (error.line(), error.column());
        let starts = source.text.split_inclusive('\n').take(line.saturating_sub(1));
        // The reader counts a column in bytes.
        let byte = starts.map(str::len).sum::<usize>() + column.saturating_sub(1);
        let position = u32::try_from(byte).ok().filter(|_| line > 0);
        let position = position.map(|byte| source.position(byte));
        let (message, remedy) = (message.to_owned(), remedy.to_owned());
        Self { path: source.path.to_string(), position, message, remedy }
    }

    /// About the whole of a file that could not be read.
    pub(crate) fn of_file(path: &str, message: String, remedy: &str) -> Self {
        Self { path: path.to_owned(), position: None, message, remedy: remedy.to_owned() }
    }

    /// In two lines for a terminal or a log, ending with a line break.
    pub(crate) fn in_words(&self) -> String {
        let place = match self.position {
            Some(Position { line, column }) => format!(":{line}:{column}"),
            None => String::new(),
        };
        let [path, message, remedy] = [&self.path, &self.message, &self.remedy].map(|t| visible(t));
        format!("{path}{place}: error: {message}\n  help: {remedy}\n")
    }
}
