//! Records as rows: one for each, with a column for every key that holds one thing. Which keys there are, what
//! each holds and what is confidential is told by the tables of the kinds; lists have tables of their own
//! (`list`). Trees come in, so that what people wrote is there; typed records, for what follows from it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::cell::{Cell, Column, Holds, Made, made};
use crate::count::{Dated, Moment, due_day};
use crate::domain::key::{Form, Key, Needed, Table};
use crate::domain::record::{Home, Kind, Record, Relationship, SOURCE, rater_of};
use crate::syntax::tree::{Node, Value, read::parse_date};
use crate::text::spelling::canonical;

/// A record and whose it is.
pub(super) struct OfRecord<'r> {
    /// The district's name.
    pub district: &'r str,
    /// The folder: `records/<school>/<pair>`, or that of a coach.
    pub folder: &'r str,
    /// The file's name.
    pub file: &'r str,
    /// The relationship, where it is one's.
    pub relationship: Option<&'r Relationship>,
    /// The id of the coach.
    pub coach: &'r str,
    pub record: &'r Record,
    /// What the file says.
    pub root: &'r Node<'r>,
    pub moment: &'r Moment<'r>,
    /// Whether another checklist replaces it.
    pub is_replaced: bool,
}

impl OfRecord<'_> {
    fn day(&self) -> NaiveDate {
        self.record.date().value
    }

    fn path(&self) -> String {
        format!("{}/{}", self.folder, self.file)
    }

    fn counts(&self) -> bool {
        let as_of = self.moment.as_of;
        match self.relationship {
            Some(pair) => {
                let dated = Dated { file: self.file, record: self.record };
                dated.counts(pair, as_of) && !self.is_replaced
            }
            None => self.day() <= as_of.day,
        }
    }
}

/// A column that is made of a record.
pub(super) type MadeOfRecord = Made<for<'a, 'r> fn(&'a OfRecord<'r>) -> Cell>;

const COUNTS: &str = "Whether numbers count it: it is dated by the as-of day and within the relationship's \
                      own dates, and it is no checklist that a later one of the same rater replaces. A \
                      period that ends before the later one still counts the older one.";

/// What every row about a relationship begins with.
const WHOSE: &[MadeOfRecord] = &[
    made("district", Holds::Text, |of| of.district.into(), "The district's name in coach.toml."),
    made("relationship", Holds::Text, |of| of.folder.into(), "The relationship's folder."),
    made(
        "school",
        Holds::Text,
        |of| Cell::of(of.relationship.map(|pair| pair.school.value.as_str())),
        "Id of the school.",
    ),
    made("coach", Holds::Text, |of| of.coach.into(), "Id of the educator-coach."),
    made(
        "educator",
        Holds::Text,
        |of| Cell::of(of.relationship.map(|pair| pair.educator.value.as_str())),
        "Id of the coached educator or team.",
    ),
];

/// What every row about a record of a relationship has next.
const WHICH: &[MadeOfRecord] = &[
    made("record", Holds::Text, |of| of.path().into(), "The record's file."),
    made("date", Holds::Day, |of| of.day().into(), "The day that dates the record."),
    made("counts", Holds::Truth, |of| of.counts().into(), COUNTS),
];

/// What a row about a coach's own time begins with.
const OWN_TIME: &[MadeOfRecord] = &[
    made("district", Holds::Text, |of| of.district.into(), "The district's name in coach.toml."),
    made("coach", Holds::Text, |of| of.coach.into(), "Id of the educator-coach."),
    made("record", Holds::Text, |of| of.path().into(), "The record's file."),
    made("date", Holds::Day, |of| of.day().into(), "The day of the time."),
    made("counts", Holds::Truth, |of| of.counts().into(), "Whether it is dated by the as-of day."),
];

/// What a row about a relationship has beside its keys.
const OF_PAIR: &[MadeOfRecord] = &[
    made(
        "is_team",
        Holds::Truth,
        |of| Cell::of(of.relationship.map(Relationship::is_team)),
        "Whether a team is coached; it counts as no educator.",
    ),
    made(
        "all_groups",
        Holds::Text,
        |of| Cell::of(of.relationship.map(|pair| pair.groups.join(" "))),
        "Its groups and those of its school, with a space between.",
    ),
];

const OF_REQUEST: &[MadeOfRecord] = &[made(
    "due",
    Holds::Day,
    |of| {
        let due = of
            .relationship
            .and_then(|pair| due_day(&pair.agreement, of.day(), of.moment.school_days));
        Cell::of(due)
    },
    "The last day on which an answer is in time; empty where no number of days was agreed.",
)];

const OF_CHECKLIST: &[MadeOfRecord] = &[
    made(
        "instrument",
        Holds::Text,
        |of| match (of.record, of.relationship) {
            (Record::Checklist(checklist), Some(pair)) => {
                checklist.profile(pair).id.as_str().into()
            }
            _ => Cell::Empty,
        },
        "Id of the profile whose items are rated.",
    ),
    made(
        "counts_as",
        Holds::Text,
        |of| match (of.record, of.relationship) {
            (Record::Checklist(checklist), Some(pair)) => rater_of(pair, checklist).0.name().into(),
            _ => Cell::Empty,
        },
        "The role in which the rater counts; an observer with the coach's id is the coach.",
    ),
];

/// The columns that come first in a table of records of `kind`, or of something in them.
pub(super) fn first(kind: Kind) -> impl Iterator<Item = &'static MadeOfRecord> {
    let lists: [&'static [MadeOfRecord]; 2] = match (kind, kind.home()) {
        (Kind::Relationship, _) => [WHOSE, &[]],
        (_, Home::Pair) => [WHOSE, WHICH],
        (_, Home::Coach) => [OWN_TIME, &[]],
    };
    lists.into_iter().flatten()
}

/// What follows from a record of `kind` and stands behind its keys.
fn derived(kind: Kind) -> &'static [MadeOfRecord] {
    match kind {
        Kind::Relationship => OF_PAIR,
        Kind::Request => OF_REQUEST,
        Kind::Checklist => OF_CHECKLIST,
        Kind::Session
        | Kind::Contact
        | Kind::Feedback
        | Kind::Review
        | Kind::Missed
        | Kind::Time => &[],
    }
}

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
    /// Nothing: no record has such a key.
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
        | Form::Pair
        | Form::FileName
        | Form::OneOf(_)
        | Form::Term(_) => Becomes::Cell(Holds::Text),
        Form::Ids | Form::PersonIds | Form::Profiles | Form::Terms(_) => Becomes::Words,
        Form::Prose | Form::Statement => Becomes::Prose,
        Form::Group(table) => Becomes::Columns(table),
        Form::Groups(_) | Form::SomeGroups(_) | Form::Ratings | Form::Comments | Form::Levels => {
            Becomes::Rows
        }
        Form::OfSettings(_) | Form::OfProfile(_) => Becomes::Nothing,
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
    fn name(&self) -> String {
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

    /// Its columns, those of prose only `with_prose`; without, whether there is any is told all the same.
    fn columns(&self, with_prose: bool) -> Vec<Column> {
        if self.is_key_of_source() && !with_prose {
            return Vec::new();
        }
        let (name, holds, about) = (self.name(), self.holds, self.key.about());
        if !self.is_prose() {
            return vec![Column { name, holds, about }];
        }
        let has = self.may_lack().then(|| Column {
            name: format!("has_{name}"),
            holds: Holds::Truth,
            about: format!("Whether the record says so: {}.", self.key.says),
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

/// The keys of `kind` that become columns and are in none of the [first].
fn own_leaves(kind: Kind) -> &'static [Leaf] {
    static ALL: LazyLock<BTreeMap<Kind, Vec<Leaf>>> = LazyLock::new(|| {
        let own = |kind: Kind| {
            let is_new = |leaf: &Leaf| first(kind).all(|made| made.name != leaf.name());
            (kind, leaves(kind.table()).into_iter().filter(is_new).collect())
        };
        Kind::ALL.into_iter().map(own).collect()
    });
    ALL.get(&kind).map_or(&[], Vec::as_slice)
}

/// The columns of the table of records of `kind`.
pub(super) fn columns(kind: Kind, with_prose: bool) -> Vec<Column> {
    let first = first(kind).map(Made::column);
    let keys = leaf_columns(own_leaves(kind), with_prose);
    first.chain(keys).chain(derived(kind).iter().map(Made::column)).collect()
}

/// The row of `of`.
pub(super) fn row(of: &OfRecord, with_prose: bool) -> Vec<Cell> {
    let kind = of.record.kind();
    let mut row = first_cells(kind, of);
    row.extend(leaf_cells(own_leaves(kind), of.root, with_prose));
    row.extend(derived(kind).iter().map(|made| (made.cell)(of)));
    row
}

/// The cells that come first in a row about `of`, or about something in it.
pub(super) fn first_cells(kind: Kind, of: &OfRecord) -> Vec<Cell> {
    first(kind).map(|made| (made.cell)(of)).collect()
}
