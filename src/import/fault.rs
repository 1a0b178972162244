//! What is wrong with the rows of a source: faults of cells come in; the same fault of many cells is one.

use std::collections::HashSet;

use super::cell::Wrong;
use crate::text::wording::{quote, visible};

/// Cells that are named of one cause.
const MOST_NAMED: usize = 5;

/// Something wrong with some cells, or with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The cells, by their addresses.
    pub cells: Vec<String>,
    /// The table and the row in it, by index; `None` where it is the fault of no row.
    pub spot: Option<(usize, usize)>,
    /// What the column is called; empty where it is the row's fault.
    pub column: String,
    /// What stands in the first of the cells; `None` where that is confidential, prose or a name, or says nothing.
    pub content: Option<String>,
    pub wrong: Wrong,
}

impl Fault {
    /// Its cells, with what stands in the first of them, in short; empty where it has none.
    pub(crate) fn place(&self) -> String {
        let content = self.content.as_deref().map(|content| format!(" {}", quote(content)));
        format!("{}{}", visible(&self.cells.join(", ")), content.unwrap_or_default())
    }

    /// More about it, behind a colon; empty where there is no more.
    pub(crate) fn detail(&self) -> String {
        match self.wrong.detail.as_str() {
            "" => String::new(),
            detail => format!(": {}", visible(detail)),
        }
    }

    /// All of it in a line: `log.xlsx!May!C7 `x`: Min: is no whole number of minutes`.
    pub(crate) fn line(&self) -> String {
        let place = match self.place() {
            place if place.is_empty() => place,
            place => format!("{place}: "),
        };
        let column = match self.column.as_str() {
            "" => String::new(),
            column => format!("{}: ", visible(column)),
        };
        format!("{place}{column}{}{}", visible(&self.wrong.cause), self.detail())
    }
}

/// Faults with one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cause<'f> {
    pub column: &'f str,
    pub cause: &'f str,
    pub remedy: &'f str,
    pub faults: Vec<&'f Fault>,
}

/// `faults` by cause, in the order in which the first of each was found.
pub(crate) fn causes(faults: &[Fault]) -> Vec<Cause<'_>> {
    let mut causes: Vec<Cause> = Vec::new();
    for fault in faults {
        let known = causes
            .iter_mut()
            .find(|known| known.column == fault.column && known.cause == fault.wrong.cause);
        match known {
            Some(known) => known.faults.push(fault),
            None => causes.push(Cause {
                column: &fault.column,
                cause: &fault.wrong.cause,
                remedy: &fault.wrong.remedy,
                faults: vec![fault],
            }),
        }
    }
    causes
}

impl Cause<'_> {
    /// Those that are named one by one, and how many more there are. What many rows have from one cell is named once.
    pub(crate) fn named(&self) -> (Vec<&Fault>, usize) {
        let mut seen = HashSet::new();
        let mut named: Vec<&Fault> = Vec::new();
        for fault in &self.faults {
            if seen.insert((&fault.cells, &fault.wrong.detail)) && named.len() < MOST_NAMED {
                named.push(fault);
            }
        }
        let more = seen.len() - named.len();
        (named, more)
    }
}
