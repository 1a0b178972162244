//! A map: which columns of a source become which keys of which records. `read` makes it of TOML; nothing
//! here looks at a sheet.

mod columns;
pub(crate) mod pattern;
pub(crate) mod read;

use chrono::NaiveDate;

use super::value::day::DayOrder;
use super::value::duration::{Decimal, Unit};
use crate::domain::key::Form;
use crate::domain::record::Kind;
use pattern::Pattern;

/// What a source is and what its rows become.
#[derive(Clone, Debug)]
pub(crate) struct Map {
    /// The source's name, which stays the same when its file is called otherwise.
    pub name: String,
    /// How its bytes are read, where that is said.
    pub reading: Reading,
    /// Which sheets of a workbook are read; all where none is named.
    pub sheets: Vec<Pattern>,
    /// How the head of a table is found.
    pub header: Header,
    /// What ends a table before the next one begins, whichever comes first.
    pub ends: Vec<End>,
    /// Words that say nothing, such as `-99`.
    pub empty: Vec<String>,
    /// What separates whole numbers from their parts.
    pub decimal: Decimal,
    /// How many minutes a full day has, where durations are told in days.
    pub full_day: Option<u32>,
    /// The time zone of the district, for moments that tell theirs.
    pub zone: Option<chrono_tz::Tz>,
    /// The first day of the school year of days without a year.
    pub year_of: Option<NaiveDate>,
    /// Rows that are no records.
    pub leave_out: Vec<LeaveOut>,
    /// What tells a record from all others.
    pub identity: Identity,
    /// The kinds of records that a row may become.
    pub records: Vec<RecordMap>,
    /// How a relationship that a row needs and that is not there is opened.
    pub open: Option<Open>,
    /// Where relationships are listed, which are opened when a row needs one.
    pub roster: Option<Roster>,
    /// Where it is written which id stands for whom.
    pub people: Option<People>,
    /// Files, from where the map is, that say what the source's codes mean.
    pub code_books: Vec<String>,
    /// Tables that belong to those that become records.
    pub joins: Vec<Join>,
    /// Which rows are one, where several are.
    pub gather: Option<Gather>,
}

/// A list of people and their ids, outside the district's folder.
#[derive(Clone, Debug)]
pub(crate) struct People {
    /// The file, from where the map is.
    pub file: String,
    /// The form of new ids, such as `t-###`, for those who get one.
    pub new: Vec<(Role, String)>,
}

/// What someone is in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Educator,
    Coach,
    Other,
}

/// A table whose columns are given to the rows of another.
#[derive(Clone, Debug)]
pub(crate) struct Join {
    /// The sheet, by its name, or by that of its file where it is no workbook.
    pub sheet: Pattern,
    /// How its columns are called: `name/column`, and `name/1/column` where there are many rows.
    pub name: Option<String>,
    /// The key in the table that gets the columns.
    pub here: Pattern,
    /// The key in the table that gives them.
    pub there: Pattern,
    /// Which rows there belong to none, and are no fault: those that fulfill one of these.
    pub leave_out: Vec<Condition>,
    /// Whether many rows there may belong to a row here, and each to one; else one there to any here.
    pub is_many: bool,
    /// How its head is found.
    pub header: Header,
}

/// A rule by which several rows are one record.
#[derive(Clone, Debug)]
pub(crate) struct Gather {
    /// The column that is the same in all of them.
    pub by: Pattern,
    /// Whether an empty cell of it means the one above.
    pub is_as_above: bool,
    /// How the columns of each are called: `name/1/column`.
    pub name: String,
}

/// A rule by which relationships are opened.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    /// What the row says of a relationship; whose it is, is said by the record that needs it.
    pub record: RecordMap,
    /// Its first day, where none of its keys says it.
    pub started: Option<Started>,
    /// Whether each school year of a pair is a relationship of its own.
    pub is_per_year: bool,
}

/// Which day is the first of a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Started {
    /// That of its first record.
    FirstDay,
    /// That of the school year of its first record.
    SchoolYear,
}

/// A list of relationships in another file.
#[derive(Clone, Debug)]
pub(crate) struct Roster {
    /// The file, from where the map is.
    pub file: String,
    /// How it is read.
    pub map: Box<Map>,
}

/// How bytes are read; what is not said is found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    pub quote: Option<char>,
    /// The way to the list of records in JSON, such as `response.items`.
    pub rows_in: Option<String>,
}

/// How the rows that name the columns are found.
#[derive(Clone, Debug)]
pub(crate) enum Header {
    /// The first row with anything in it.
    First,
    /// These rows, by number.
    Rows(Vec<u32>),
    /// Each row with a cell of one of these texts, and as many below it as are said. A new one begins a new table.
    With { texts: Vec<Pattern>, rows: u32 },
}

/// What ends a table. The row itself is no part of it.
#[derive(Clone, Debug)]
pub(crate) enum End {
    /// A row without anything in it, below the first row of the table.
    Blank,
    /// A row that fulfills this.
    When(Condition),
}

/// Rows that become no record.
#[derive(Clone, Debug)]
pub(crate) struct LeaveOut {
    pub condition: Condition,
    /// Why, for the plan.
    pub because: String,
}

/// What a row has to say.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    /// The columns, of which one has to fulfill it; any cell of the row where none is named.
    pub columns: Option<Vec<Pattern>>,
    pub test: Test,
    /// Whether the opposite is asked for.
    pub is_not: bool,
    /// Whether an empty cell means the one above.
    pub is_as_above: bool,
}

/// What a cell is held against.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    /// It is one of these.
    Is(Vec<Pattern>),
    /// Nothing is in it.
    Empty,
}

/// What tells records of a source from each other.
#[derive(Clone, Debug)]
pub(crate) enum Identity {
    /// The source's own id, in these columns; of rows with the same, the one that `latest` tells, or else the last.
    Columns { columns: Vec<Pattern>, latest: Option<Latest>, same_content_is_one: bool },
    /// Who, whom, day, kind and rater; of several the last.
    Natural,
    /// What it says, and how many that say the same come before.
    Content,
}

/// A record that a row becomes.
#[derive(Clone, Debug)]
pub(crate) struct RecordMap {
    pub kind: Kind,
    /// Whether each sheet becomes one, by cells above its table, and not each row.
    pub is_of_sheet: bool,
    /// When a row becomes it.
    pub when: Vec<Condition>,
    /// Its keys, and those that say whose it is.
    pub keys: Vec<(String, Give)>,
}

/// What tells which of several rows with one id was sent last.
#[derive(Clone, Debug)]
pub(crate) struct Latest {
    /// A column that grows with every answer: a number, a day with or without a time, or a text.
    pub column: Pattern,
    /// In which order the numbers of its days stand, where the map says so.
    pub order: Option<DayOrder>,
}

/// What is given to a key.
#[derive(Clone, Debug)]
pub(crate) enum Give {
    /// One value.
    One(Box<Value>),
    /// Keys below it.
    Group(Vec<(String, Give)>),
    /// A list of groups, each with keys of its own; a group whose columns have a gap is as many as fill it.
    Groups(Vec<Vec<(String, Give)>>),
}

/// Where a value comes from and how it is read.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub from: From,
    /// What the key holds.
    pub form: Form,
    /// Who it is, where the key holds people.
    pub role: Role,
    /// Whether the key has to be there.
    pub is_needed: bool,
    /// Whether a day under it may be after today.
    pub may_lie_ahead: bool,
    /// Where else to look if there is nothing.
    pub or: Option<Box<Value>>,
    /// Whether an empty cell means the one above.
    pub is_as_above: bool,
    /// Whether its columns may be missing: some programs leave out what is empty everywhere.
    pub is_optional: bool,
    /// When it is given at all.
    pub when: Vec<Condition>,
    /// The source's words and the record's, in the order of the map.
    pub words: Vec<(Pattern, String)>,
    /// Items by what the source calls them, for ratings and marks.
    pub items: Vec<(Pattern, String)>,
    /// The word for a cell with nothing in it, where its column is there.
    pub nothing_is: Option<String>,
    pub order: Option<DayOrder>,
    /// Whether a program on the way took the months of true days for days, where the map says so.
    pub is_swapped: Option<bool>,
    /// Whether its column has moments of UTC, and the map no zone.
    pub needs_zone: bool,
    /// Whether its column has midnights of UTC alone, which stand for days.
    pub holds_days: bool,
    pub bare: Option<Unit>,
    /// Whether time on the road is left out of durations.
    pub leaves_travel_out: bool,
    /// What stands between several texts that are joined.
    pub between: String,
    pub is_html: bool,
    /// Whether the several columns are added up.
    pub is_sum: bool,
    /// Whether any content of a column counts as a mark.
    pub is_marked_by_anything: bool,
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub(crate) enum From {
    /// Columns, by their headers: one, several, or as many as fill a gap.
    Columns(Vec<Pattern>),
    /// The same, where other columns that fill the gap likewise say of which item it is.
    Beside { items: Pattern, values: Pattern },
    /// Always the same.
    Constant(String),
    /// A cell above the table, by row from 1 and column from 0.
    Cell(u32, u32),
    /// What fills the gap in the name of the sheet.
    SheetName(Pattern),
}
