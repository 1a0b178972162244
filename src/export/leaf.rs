//! Keys of records as columns: which keys become one, what it is called, what it holds and what that means, and its
//! cell of a record. The tables of keys come in, and trees, so that what people wrote is there.

use super::cell::{Cell, Column, Holds};
use crate::domain::key::{Form, Key, Needed, Table};
use crate::domain::record::SOURCE;
use crate::syntax::tree::{Node, Value, read::parse_date};
use crate::text::spelling::canonical;
use crate::text::wording::any_of;

/// A key that becomes a column.
pub(super) struct Leaf {
    /// The keys that lead to it.
    path: Vec<&'static str>,
    key: &'static Key,
    /// Whether it is a list of words, which stand in one cell with a space between.
    is_list: bool,
    holds: Holds,
}

/// What becomes of a key.
enum Becomes {
    /// A column.
    Cell(Holds),
    /// A column of words with a space between.
    Words,
    /// A column of confidential text, and one that says whether there is any.
    Prose,
    /// A column for each key of the group.
    Columns(&'static Table),
    /// Rows of another table.
    Rows,
    /// Nothing: no record has such a key, or what it names depends on the folder, and it stands among what
    /// follows from a record.
    Nothing,
}

fn becomes(form: Form) -> Becomes {
    match form {
        Form::Date => Becomes::Cell(Holds::Day),
        Form::Integer(_) | Form::Version(_) => Becomes::Cell(Holds::Whole),
        Form::Number => Becomes::Cell(Holds::Number),
        Form::Boolean => Becomes::Cell(Holds::Truth),
        Form::Time
        | Form::Id
        | Form::PersonId
        | Form::Profile
        | Form::School
        | Form::Title
        | Form::FileName
        | Form::OneOf(_)
        | Form::Term(_) => Becomes::Cell(Holds::Text),
        Form::Ids | Form::PersonIds | Form::Profiles | Form::Terms(_) => Becomes::Words,
        Form::Prose | Form::Statement => Becomes::Prose,
        Form::Group(table) => Becomes::Columns(table),
        Form::Groups(_) | Form::SomeGroups(_) | Form::Ratings | Form::Comments | Form::Levels => {
            Becomes::Rows
        }
        Form::Pair | Form::OfSettings(_) | Form::OfProfile(_) => Becomes::Nothing,
    }
}

/// The keys of `table` that become columns.
pub(super) fn leaves(table: &'static Table) -> Vec<Leaf> {
    let mut all = Vec::new();
    add_leaves(table, &[], &mut all);
    all
}

fn add_leaves(table: &'static Table, before: &[&'static str], all: &mut Vec<Leaf>) {
    for key in table.keys {
        let path = [before, &[key.name]].concat();
        let (is_list, holds) = match becomes(key.form) {
            Becomes::Cell(holds) => (false, holds),
            Becomes::Words => (true, Holds::Text),
            Becomes::Prose => (false, Holds::Text),
            Becomes::Columns(table) => {
                add_leaves(table, &path, all);
                continue;
            }
            Becomes::Rows | Becomes::Nothing => continue,
        };
        all.push(Leaf { path, key, is_list, holds });
    }
}

impl Leaf {
    /// Its column's name: the keys that lead to it. Words that SQL has for itself are replaced, so that nobody
    /// has to quote a column.
    pub(super) fn name(&self) -> String {
        match self.path.as_slice() {
            ["on"] => "measured_on".to_owned(),
            ["by"] => "called_off_by".to_owned(),
            ["n"] => "students".to_owned(),
            path => path.join("_"),
        }
    }

    /// Whether it is prose that may not be there: then that is told.
    fn may_lack(&self) -> bool {
        self.is_prose() && self.key.needed != Needed::Always
    }

    fn is_prose(&self) -> bool {
        self.key.form.is_confidential()
    }

    /// Whether it is the source's own key of a record. That may be a name or an address, so it is there only where
    /// prose is; whether there is one is no secret, and `source_name` tells it.
    fn is_key_of_source(&self) -> bool {
        self.path == [SOURCE, "key"]
    }

    /// What its cells hold: the sentence for the key without what is said to who writes it, which begins with an
    /// example or behind a semicolon; then which words there may be, and how several stand together.
    fn about(&self) -> String {
        let said = self.key.about();
        let ends = ["for example", "; ", ", in quotes", ". "].map(|end| said.find(end));
        let end = ends.into_iter().flatten().min().unwrap_or(said.len());
        let mut about = said[..end].trim_end_matches([' ', ',', '.', ':']).to_owned();
        about.push('.');
        if let Form::OneOf(meanings) = self.key.form {
            let words = meanings();
            about.push_str(&format!(" One of {}.", any_of(words.iter().map(|it| it.word))));
        }
        if matches!(self.key.form, Form::FileName) {
            about.push_str(" Its name in the same folder.");
        }
        if self.is_list {
            about.push_str(" Several stand with a space between.");
        }
        if self.is_prose() || self.is_key_of_source() {
            about.push_str(" Confidential.");
        }
        about
    }

    /// Its columns, those of prose only `with_prose`; without, whether there is any is told all the same.
    fn columns(&self, with_prose: bool) -> Vec<Column> {
        if self.is_key_of_source() && !with_prose {
            return Vec::new();
        }
        let (name, holds, about) = (self.name(), self.holds, self.about());
        if !self.is_prose() {
            return vec![Column { name, holds, about }];
        }
        let has = self.may_lack().then(|| Column {
            name: format!("has_{name}"),
            holds: Holds::Truth,
            about: format!("Whether the record says anything under `{}`.", self.path.join(".")),
        });
        let prose = with_prose.then_some(Column { name, holds, about });
        has.into_iter().chain(prose).collect()
    }

    fn cells(&self, root: &Node, with_prose: bool) -> Vec<Cell> {
        if self.is_key_of_source() && !with_prose {
            return Vec::new();
        }
        let found = self.path.iter().try_fold(root, |node, key| node.get(key));
        if !self.is_prose() {
            return vec![found.map_or(Cell::Empty, |node| self.cell(node))];
        }
        let text = found.and_then(Node::text).filter(|text| !text.trim().is_empty());
        let has = self.may_lack().then_some(Cell::Truth(text.is_some()));
        let prose = with_prose.then(|| Cell::of(text));
        has.into_iter().chain(prose).collect()
    }

    fn cell(&self, node: &Node) -> Cell {
        if let (true, Value::List(all)) = (self.is_list, &node.value) {
            let words: Vec<&str> = all.iter().filter_map(Node::text).collect();
            return if words.is_empty() { Cell::Empty } else { words.join(" ").into() };
        }
        let Some(text) = node.text() else { return Cell::Empty };
        match self.holds {
            // Two spellings of one practice or measure are one.
            Holds::Text if ["practice", "measure"].contains(&self.key.name) => {
                canonical(text).into_owned().into()
            }
            Holds::Text => text.into(),
            Holds::Whole => Cell::of(text.parse().ok().map(Cell::Whole)),
            Holds::Number => Cell::of(text.parse::<f64>().ok()),
            Holds::Truth => Cell::of(text.parse::<bool>().ok()),
            Holds::Day => Cell::of(parse_date(text).ok()),
        }
    }
}

/// The columns of `leaves`.
pub(super) fn leaf_columns(leaves: &[Leaf], with_prose: bool) -> impl Iterator<Item = Column> {
    leaves.iter().flat_map(move |leaf| leaf.columns(with_prose))
}

/// The cells of those columns for the record or group `node`.
pub(super) fn leaf_cells<'c>(
    leaves: &'c [Leaf],
    node: &'c Node,
    with_prose: bool,
) -> impl Iterator<Item = Cell> + use<'c> {
    leaves.iter().flat_map(move |leaf| leaf.cells(node, with_prose))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::domain::record::Kind;

    fn about(kind: Kind, column: &str) -> String {
        let mut columns = leaves(kind.table()).into_iter().flat_map(|leaf| leaf.columns(true));
        columns.find(|it| it.name == column).unwrap().about
    }

    #[test]
    fn a_column_tells_what_its_cells_hold_and_not_how_to_write_yaml() {
        for (kind, column, expected) in [
            (Kind::Session, "starts", "The time of day at which it began."),
            (
                Kind::Session,
                "items",
                "What the coach did, by the ids of the profile's items. Several stand with a space between.",
            ),
            (Kind::Session, "has_notes", "Whether the record says anything under `notes`."),
            (Kind::Request, "answered", "The day of the answer."),
            (Kind::Request, "about", "What was asked. Confidential."),
            (
                Kind::Feedback,
                "requested",
                "The day on which the coach asked how the coaching is going.",
            ),
            (
                Kind::Missed,
                "called_off_by",
                "Who called it off. One of coach, educator, school or other.",
            ),
            (
                Kind::Contact,
                "source_key",
                "What tells the record from all others of that source. Confidential.",
            ),
        ] {
            assert_eq!(about(kind, column), expected);
        }
    }

    #[test]
    fn no_column_gives_an_example_of_yaml_or_an_order() {
        for kind in Kind::ALL {
            for leaf in leaves(kind.table()) {
                let about = leaf.about();
                for word in ["for example", "quotes", "Leave", "Never", "file's name", "[", "{"] {
                    assert!(!about.contains(word), "{}: {about}", leaf.name());
                }
                assert!(about.len() > 5 && about.ends_with('.'), "{about}");
            }
        }
    }
}
