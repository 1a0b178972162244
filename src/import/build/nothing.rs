//! What a map gives where a cell says nothing: a value and the row come in; the word for it goes out.

use super::Building;
use super::scalar::plain_or_text;
use crate::domain::key::Form;
use crate::import::map::pattern::Pattern;
use crate::import::map::{From, Value};
use crate::import::table::Column;
use crate::syntax::yaml::Written;

impl<'b> Building<'b, '_> {
    /// The columns of `patterns` that the table has, each once; those of the group alone where there are several.
    pub(super) fn there(&self, patterns: &[Pattern]) -> Vec<&'b Column> {
        let (table, mut there) = (self.table, Vec::<&Column>::new());
        for pattern in patterns {
            for column in table.columns.of_pattern(pattern) {
                let is_other = self.fill.is_some()
                    && pattern.has_gap()
                    && column.fills.first() != self.fill.as_ref();
                if !is_other && there.iter().all(|known| known.index != column.index) {
                    there.push(column);
                }
            }
        }
        there
    }

    /// What `value`, for the key at `path`, is where nothing says it and its column is there. Ratings have a word for
    /// each empty cell instead.
    pub(super) fn nothing(&mut self, path: &str, value: &Value) -> Option<Written> {
        let word = value.nothing_is.as_ref()?;
        if matches!(value.form, Form::Ratings | Form::Levels | Form::Comments) {
            return None;
        }
        let columns: Vec<usize> = match &value.from {
            From::Columns(patterns) => {
                self.there(patterns).iter().map(|column| column.index).collect()
            }
            From::Cell(..) => Vec::new(),
            From::Beside { .. } | From::Constant(_) | From::SheetName(_) => return None,
        };
        if columns.is_empty() && matches!(value.from, From::Columns(_)) {
            return None;
        }
        // Nothing makes no group.
        if !path.contains('.') {
            self.note(path, columns);
        }
        Some(plain_or_text(value.form, word.clone()))
    }
}
