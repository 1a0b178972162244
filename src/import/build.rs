//! One row of a table made into one record of a map: the row, the map's record and the words of the district come
//! in; keys with values go out, with the cells that each came from, or what is wrong with the row.
//! Whether the record makes sense is judged later, as of any other.

mod list;
mod nothing;
mod scalar;

use chrono::NaiveDate;

use super::cell::{Content, Row, Wrong};
use super::condition::{self, Answer};
use super::fault::Fault;
use super::lexicon::Lexicon;
use super::map::pattern::Pattern;
use super::map::{From, Give, Map, RecordMap, Value};
use super::table::{Column, Table};
use crate::domain::key::{Form, Needed};
use crate::domain::record::Kind;
use crate::syntax::yaml::Written;

/// A record that a row became.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    pub kind: Kind,
    /// Its keys, and those that say whose it is.
    pub keys: Vec<(String, Written)>,
    /// The columns that each key came from, by the way to it: `next_steps.0.due`.
    pub cells: Vec<(String, Vec<usize>)>,
}

impl Built {
    /// The texts under `key`: the one that stands there, or each of a list.
    pub(crate) fn texts(&self, key: &str) -> Vec<&str> {
        match self.keys.iter().find(|(known, _)| known == key) {
            Some((_, Written::List(all))) => all.iter().filter_map(Written::word).collect(),
            Some((_, one)) => one.word().into_iter().collect(),
            None => Vec::new(),
        }
    }
}

/// A row that is being made into a record.
pub(crate) struct Building<'b, 's> {
    pub map: &'b Map,
    pub lexicon: &'b Lexicon<'b>,
    pub table: &'b Table<'s>,
    spot: Option<(usize, usize)>,
    pub row: &'b Row,
    /// The day after which nothing can have happened yet.
    today: NaiveDate,
    pub faults: &'b mut Vec<Fault>,
    kind: Option<Kind>,
    /// Faults of keys that have to be there, as long as nobody knows whether their group is.
    missing: Vec<Fault>,
    cells: Vec<(String, Vec<usize>)>,
    /// What fills the gap of columns, in a group of which there are as many.
    fill: Option<String>,
}

/// What stands in a column of the row.
#[derive(Clone, Copy, Debug)]
struct Found<'b> {
    column: &'b Column,
    content: &'b Content,
}

impl<'b, 's> Building<'b, 's> {
    pub(crate) fn new(
        map: &'b Map,
        lexicon: &'b Lexicon<'b>,
        (table, spot, today): (&'b Table<'s>, Option<(usize, usize)>, NaiveDate),
        row: &'b Row,
        faults: &'b mut Vec<Fault>,
    ) -> Self {
        Self {
            map,
            lexicon,
            table,
            spot,
            today,
            row,
            faults,
            kind: None,
            missing: Vec::new(),
            cells: Vec::new(),
            fill: None,
        }
    }

    /// The record that `record` makes of the row; `None` where the row has a fault.
    pub(crate) fn record(mut self, record: &RecordMap) -> Option<Built> {
        let before = self.faults.len();
        self.kind = Some(record.kind);
        let keys = self.keys("", &record.keys);
        self.faults.append(&mut self.missing);
        let is_clean = self.faults.len() == before;
        is_clean.then_some(Built { kind: record.kind, keys, cells: self.cells })
    }

    fn keys(&mut self, above: &str, keys: &[(String, Give)]) -> Vec<(String, Written)> {
        let mut written = Vec::new();
        for (key, give) in keys {
            let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            let value = match give {
                Give::One(value) => self.needed_value(&path, key, value),
                Give::Group(keys) => Some(Written::Map(self.group(&path, keys).0)),
                Give::Groups(groups) => Some(Written::List(self.groups(&path, groups))),
            };
            written
                .extend(value.filter(|value| !value.is_empty()).map(|value| (key.clone(), value)));
        }
        written
    }

    /// The keys of a group, and whether the row says anything in it. Where it does not and need not, nothing is missing
    /// there.
    fn group(&mut self, path: &str, keys: &[(String, Give)]) -> (Vec<(String, Written)>, bool) {
        let before = (self.cells.len(), self.faults.len(), self.missing.len());
        let group = self.keys(path, keys);
        let is_said = self.cells.len() > before.0;
        let key = self.kind.and_then(|kind| kind.table().key(path));
        let is_needed = key.is_some_and(|key| key.needed == Needed::Always);
        if !is_said && !is_needed && self.faults.len() == before.1 {
            self.missing.truncate(before.2);
        }
        (group, is_said)
    }

    /// What the row says for `key`; that it says nothing is a fault where the key has to be there.
    fn needed_value(&mut self, path: &str, key: &str, value: &Value) -> Option<Written> {
        let before = self.faults.len();
        let written = self.value(path, value);
        let columns = match &value.from {
            From::Columns(patterns) if written.is_none() && value.is_needed => {
                let columns = patterns.iter().map(|pattern| self.table.columns.of_pattern(pattern));
                let fits = |column: &&Column| {
                    self.fill.is_none() || column.fills.first() == self.fill.as_ref()
                };
                columns.flatten().filter(fits).map(|column| column.index).collect()
            }
            _ => Vec::new(),
        };
        if let Some(&first) = columns.first()
            && self.faults.len() == before
            && self.applies(value)
        {
            let cause = format!("nothing is in it, and a record needs its `{key}`");
            let wrong = Wrong { cause, detail: String::new(), remedy: String::new() };
            let fault = self.fault(value, &[first], wrong);
            self.missing.push(fault);
        }
        written
    }

    /// Each of `groups` in which the row says something.
    fn groups(&mut self, path: &str, groups: &[Vec<(String, Give)>]) -> Vec<Written> {
        let mut written = Vec::new();
        for keys in groups {
            let mut fills: Vec<Option<String>> = Vec::new();
            self.fills(keys, &mut fills);
            if fills.is_empty() {
                fills.push(None);
            }
            for fill in fills {
                let outer = std::mem::replace(&mut self.fill, fill.clone());
                self.fill = fill.or(outer.clone());
                let (group, is_said) = self.group(&format!("{path}.{}", written.len()), keys);
                // Only what comes from the row makes a group; what is always the same does not.
                if is_said {
                    written.push(Written::Map(group));
                }
                self.fill = outer;
            }
        }
        written
    }

    /// What fills the gaps of the columns of `keys`, in the order of the columns.
    fn fills(&self, keys: &[(String, Give)], fills: &mut Vec<Option<String>>) {
        for (_, give) in keys {
            match give {
                Give::Group(keys) => self.fills(keys, fills),
                Give::Groups(_) => {}
                Give::One(value) => {
                    let From::Columns(patterns) = &value.from else { continue };
                    for pattern in patterns.iter().filter(|pattern| pattern.has_gap()) {
                        for column in self.table.columns.of_pattern(pattern) {
                            let fill = column.fills.first().cloned();
                            let fits = self.fill.is_none() || self.fill == fill;
                            if fits && !fills.contains(&fill) {
                                fills.push(fill);
                            }
                        }
                    }
                }
            }
        }
    }

    /// What stands in the columns of `value` and says something; what the workbook could not compute is a fault.
    fn found(&mut self, value: &Value, patterns: &[Pattern]) -> Vec<Found<'b>> {
        let mut found = Vec::new();
        for column in self.there(patterns) {
            let content = self.content(value, column.index);
            found.extend(
                content.filter(|it| !it.is_empty()).map(|content| Found { column, content }),
            );
        }
        found
    }

    /// What the cell in the column `index` means for `value`; `None` where that is a fault, which is then told.
    fn content(&mut self, value: &Value, index: usize) -> Option<&'b Content> {
        let mut content = self.cell(index);
        if value.is_as_above && content.means_above() {
            content = self.table.above(self.row, index);
        }
        if let Content::Fault(_) = content {
            self.wrong(value, &[index], not_computed());
            return None;
        }
        Some(content)
    }

    /// What stands in the column `index`, with words that say nothing taken for nothing.
    fn cell(&self, index: usize) -> &'b Content {
        said(self.map, self.row, index)
    }

    /// Whether the row fulfills all conditions of `value`; that a cell does not tell is a fault.
    fn applies(&mut self, value: &Value) -> bool {
        match condition::all(self.map, self.table, self.row, &value.when) {
            Answer::Yes => true,
            Answer::No => false,
            Answer::Unsure(column, wrong) => {
                let fault = self.table.fault(self.row, (self.spot, column), wrong);
                self.faults.push(fault);
                false
            }
        }
    }

    fn note(&mut self, path: &str, columns: impl IntoIterator<Item = usize>) {
        self.cells.push((path.to_owned(), columns.into_iter().collect()));
    }

    /// Says that the cells in `columns` are `wrong`; what stands in the first is shown unless it is confidential.
    fn wrong(&mut self, value: &Value, columns: &[usize], wrong: Wrong) {
        let fault = self.fault(value, columns, wrong);
        self.faults.push(fault);
    }

    fn fault(&self, value: &Value, columns: &[usize], wrong: Wrong) -> Fault {
        let cells = match columns {
            [] => vec![self.table.address(self.row, None)],
            _ => columns.iter().map(|&at| self.table.address(self.row, Some(at))).collect(),
        };
        let column = columns.first().map_or("", |&at| self.table.columns.name(at)).to_owned();
        let is_hidden_person =
            self.lexicon.has_list() && matches!(value.form, Form::PersonId | Form::PersonIds);
        let is_open = !value.form.is_confidential() && !is_hidden_person;
        let content = columns.first().filter(|_| is_open);
        let content = content.map(|&at| super::value::prose::prose(self.cell(at)));
        let content = content.filter(|content| !content.is_empty());
        Fault { cells, spot: self.spot, column, content, wrong }
    }
}

/// A cell holds what a program says where it could compute nothing.
pub(super) fn not_computed() -> Wrong {
    Wrong {
        cause: "was not computed".to_owned(),
        detail: String::new(),
        remedy: "open the workbook in its program, mend the formula and save it; words that mean nothing \
                 belong under `empty` in the map"
            .to_owned(),
    }
}

/// What `row` says in the column `index`; a word of `map` that says nothing is nothing.
pub(crate) fn said<'r>(map: &Map, row: &'r Row, index: usize) -> &'r Content {
    let content = row.cells.get(index).unwrap_or(&Content::Empty);
    let says_nothing = |text: &str| map.empty.iter().any(|empty| empty.trim() == text.trim());
    let is_nothing = match content {
        Content::Text(text) | Content::Fault(text) => says_nothing(text),
        Content::Number(number) => !map.empty.is_empty() && says_nothing(&number.to_string()),
        _ => false,
    };
    if is_nothing { &Content::Empty } else { content }
}
