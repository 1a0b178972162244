//! What a comparison says. Serialized as is, this is the JSON format `coach-compare/2`; its schema is
//! made from what is written here.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Because, Head};
use crate::count::Value;
use crate::domain::calendar::Window;
use crate::formats::Format;
use crate::report::Address;
use crate::report::model::{AUDIENCE, Commit, Dimension, Tool};

/// Which numbers of a report changed, and because of which records.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Comparison {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::Compare.name()))]
    pub format: Format,
    /// For whom it is.
    #[schemars(extend("const" = AUDIENCE))]
    pub audience: &'static str,
    /// The program that made it.
    pub tool: Tool,
    /// The district's name in coach.toml.
    pub district: String,
    /// The filters in words; empty when everything is in.
    pub selection: Vec<String>,
    /// What the rows of both reports are.
    pub by: Vec<Dimension>,
    /// The report that is compared.
    pub now: Side,
    /// The report it is compared with.
    pub before: Side,
    /// Whether `before` is the same time of last year, judged as of the same day of that year.
    pub is_last_year: bool,
    /// Whether `before` is the same folder as a commit has it, so that what changed is what somebody changed.
    #[serde(skip)]
    pub is_of_a_commit: bool,
    /// How the two were made differently, one sentence each: times of unlike length, another profile
    /// text, another version.
    pub unlike: Vec<String>,
    /// The comparison in short, one entry for each profile that either report has.
    pub head: Vec<Head>,
    /// Numbers that are the same in both; p-values are not counted.
    pub unchanged: usize,
    /// Numbers that differ, in the order of the report. A p-value is never one of them.
    pub changes: Vec<Change>,
    /// What counts differently than before, relationship by relationship.
    pub because: Vec<Because>,
    /// Why it is unknown which records made the difference; `null` where it is known.
    pub because_unknown: Option<String>,
}

/// One of the two reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// What it is, in words: a time, a file, a commit.
    pub what: String,
    /// The days looked at.
    pub window: Window,
    /// The as-of day.
    pub as_of: NaiveDate,
    /// The commit of the folder, where it is known.
    pub commit: Option<Commit>,
    /// Records there were.
    pub found: usize,
    /// Of those, records that could not be used.
    pub left_out: usize,
}

/// A number that is not the same.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// Its address, without the time.
    pub address: Address,
    /// Before; `null` where there was no such number.
    pub before: Option<Value>,
    /// Now; `null` where there is none any more.
    pub now: Option<Value>,
}
