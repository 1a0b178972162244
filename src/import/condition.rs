//! Whether a row fulfills a condition of a map: the condition, the row and its table come in; yes, no, or the cell by
//! which nobody can tell goes out.

use super::build::said;
use super::cell::{Content, Row, Wrong};
use super::map::{Condition, Map, Test};
use super::table::Table;
use super::value::prose::prose;

/// Whether a row fulfills a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Yes,
    No,
    /// The cell in this column does not say.
    Unsure(usize, Wrong),
}

/// Whether `row` of `table` surely fulfills `condition`.
pub(crate) fn holds(map: &Map, table: &Table, row: &Row, condition: &Condition) -> bool {
    answer(map, table, row, condition) == Answer::Yes
}

/// Whether `row` of `table` fulfills all of `conditions`: one that it surely does not fulfill decides.
pub(super) fn all(map: &Map, table: &Table, row: &Row, conditions: &[Condition]) -> Answer {
    let mut unsure = Answer::Yes;
    for condition in conditions {
        match answer(map, table, row, condition) {
            Answer::Yes => {}
            Answer::No => return Answer::No,
            other => unsure = other,
        }
    }
    unsure
}

/// Whether `row` of `table` fulfills `condition`.
pub(super) fn answer(map: &Map, table: &Table, row: &Row, condition: &Condition) -> Answer {
    let is_so = |content: &Content| match &condition.test {
        Test::Empty => content.is_empty(),
        Test::Is(patterns) => {
            let text = prose(content);
            patterns.iter().any(|pattern| pattern.fits(&text))
        }
    };
    let decided = |is_so: bool| if is_so != condition.is_not { Answer::Yes } else { Answer::No };
    let Some(patterns) = &condition.columns else {
        return decided(row.cells.iter().any(is_so));
    };
    // One cell that says it decides of words, and one that says anything decides of emptiness.
    let is_about_nothing = matches!(condition.test, Test::Empty);
    let mut unsure = None;
    for column in patterns.iter().flat_map(|pattern| table.columns.of_pattern(pattern)) {
        let own = said(map, row, column.index);
        // A map may name a mark or an error itself.
        if !is_about_nothing && is_so(own) {
            return decided(true);
        }
        let content = match own.is_empty() && !condition.is_as_above {
            true => Ok(own),
            false => table.meant(map, row, column.index),
        };
        match content {
            Ok(content) if is_so(content) != is_about_nothing => return decided(!is_about_nothing),
            Ok(_) => {}
            Err(wrong) => unsure = unsure.or(Some(Answer::Unsure(column.index, wrong))),
        }
    }
    unsure.unwrap_or_else(|| decided(is_about_nothing))
}
