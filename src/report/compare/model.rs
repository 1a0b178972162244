//! What a comparison says. Serialised as it stands, this is the JSON format `coach-compare/1`, described
//! key by key in `compare.schema.json` beside this file.

use chrono::NaiveDate;
use serde::Serialize;

use super::Because;
use crate::count::Value;
use crate::domain::calendar::Window;
use crate::report::Address;
use crate::report::model::{Commit, Dimension, Tool};

/// The version of the JSON format; raised when a key changes its meaning or goes away.
pub const FORMAT: &str = "coach-compare/1";

/// Two reports held against each other.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// `coach-compare/1`.
    pub format: &'static str,
    /// For whom it is.
    pub audience: &'static str,
    /// The program that made it.
    pub tool: Tool,
    /// The district's name.
    pub district: String,
    /// The filters in words; empty when everything is in.
    pub selection: Vec<String>,
    /// What the rows of both are.
    pub by: Vec<Dimension>,
    /// What is held against the other.
    pub now: Side,
    /// What it is held against.
    pub before: Side,
    /// What both were not made alike by, one sentence each: another profile text, another version.
    pub unlike: Vec<String>,
    /// Numbers that are the same in both.
    pub unchanged: usize,
    /// Numbers that are not, in the order of the report.
    pub changes: Vec<Change>,
    /// What made the difference, relationship by relationship.
    pub because: Vec<Because>,
    /// Why that cannot be told; `null` where it can.
    pub because_unknown: Option<String>,
}

/// One of the two reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Its address, without the time.
    pub address: Address,
    /// Before; `null` where there was no such number.
    pub before: Option<Value>,
    /// Now; `null` where there is none any more.
    pub now: Option<Value>,
}
