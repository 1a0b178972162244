//! Records of JSON as rows of one table: each path, such as `teacher.id` or `scores[0].n`, is a column.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::tree::{elements, entries};
use crate::import::cell::{Content, Row};
use crate::import::source::room::Room;

/// Columns of the widest sheet.
const MOST_COLUMNS: usize = 16_384;
/// How deep values may be in each other.
const DEEPEST: usize = 64;
/// The last whole number up to which a cell tells all apart: 2^53.
const EXACT: u64 = 1 << 53;

/// Paths of values and the columns that they have.
#[derive(Default)]
pub(super) struct Flat {
    pub paths: Vec<String>,
    known: HashMap<String, usize>,
}

/// Why a record cannot be read.
enum Unread {
    /// Something in it: the row is at fault.
    Row(String),
    /// It takes too much memory: the file cannot be read.
    File(String),
}

impl Flat {
    /// `row` with the cells of the record `text`, or with why it has none.
    ///
    /// # Errors
    /// There is no room for it, in words that follow the file's name.
    pub(super) fn row(&mut self, text: &str, row: Row, room: &mut Room) -> Result<Row, String> {
        if !text.starts_with('{') {
            let fault = "it is no object, in braces, with keys";
            return Ok(Row { fault: Some(fault.into()), ..row });
        }
        let mut cells = Vec::new();
        match self.put(String::new(), text, 0, &mut cells, room) {
            Ok(()) => Ok(Row { cells, ..row }),
            Err(Unread::Row(fault)) => Ok(Row { fault: Some(fault.into()), ..row }),
            Err(Unread::File(why)) => Err(why),
        }
    }

    /// Puts the value `text` at `path`, and what it holds, into `cells`.
    fn put(
        &mut self,
        path: String,
        text: &str,
        depth: usize,
        cells: &mut Vec<Content>,
        room: &mut Room,
    ) -> Result<(), Unread> {
        if depth > DEEPEST {
            return Err(Unread::Row(format!("values in it are more than {DEEPEST} deep")));
        }
        let no_json = || Unread::Row("it is no JSON".to_owned());
        if text.starts_with('{') {
            let entries = entries(text).map_err(|_| no_json())?;
            let mut seen = std::collections::HashSet::new();
            for (key, value) in &entries {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                if !seen.insert(key) {
                    return Err(twice(&below));
                }
                self.put(below, value.get(), depth + 1, cells, room)?;
            }
            return Ok(());
        }
        if text.starts_with('[') {
            let elements = elements(text).ok_or_else(no_json)?;
            for (element, at) in elements.into_iter().map(RawValue::get).zip(0..) {
                self.put(format!("{path}[{at}]"), element, depth + 1, cells, room)?;
            }
            return Ok(());
        }
        let content = content(text).ok_or_else(no_json)?;
        let column = self.column(path)?;
        if let Content::Text(text) = &content {
            room.take(text.len()).map_err(Unread::File)?;
        }
        if cells.len() <= column {
            room.take_cells(column + 1 - cells.len()).map_err(Unread::File)?;
            cells.resize(column + 1, Content::Empty);
        }
        if cells[column] != Content::Empty {
            return Err(twice(&self.paths[column]));
        }
        cells[column] = content;
        Ok(())
    }

    fn column(&mut self, path: String) -> Result<usize, Unread> {
        let next = self.paths.len();
        let column = *self.known.entry(path.clone()).or_insert(next);
        if column == next {
            if next >= MOST_COLUMNS {
                let why = format!("its records have more than {MOST_COLUMNS} different keys");
                return Err(Unread::File(why));
            }
            self.paths.push(path);
        }
        Ok(column)
    }
}

fn twice(path: &str) -> Unread {
    Unread::Row(format!("`{path}` stands in it twice"))
}

/// What the value `text`, which holds no others, is; `None` where it is none.
fn content(text: &str) -> Option<Content> {
    Some(match text {
        "null" => Content::Empty,
        "true" => Content::Truth(true),
        "false" => Content::Truth(false),
        text if text.starts_with('"') => {
            let text: String = serde_json::from_str(text).ok()?;
            Content::Text(text.into())
        }
        text => {
            let is_whole = !text.contains(['.', 'e', 'E']);
            let digits = text.trim_start_matches('-');
            let is_exact = digits.parse().is_ok_and(|digits: u64| digits <= EXACT);
            if is_whole && !is_exact {
                // Someone's id: as a number it would lose its last digits.
                Content::Text(text.into())
            } else {
                Content::Number(text.parse().ok()?)
            }
        }
    })
}
