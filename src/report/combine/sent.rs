//! What is needed of a district's report, read back from its JSON.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::calendar::Window;
use crate::domain::district::ExpiresAfter;
use crate::report::model::{Commit, Figure, Records};

/// A report as a district sent it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Sent {
    /// The program that made it.
    pub tool: SentTool,
    /// The district's name.
    pub district: String,
    /// Its as-of day.
    pub as_of: NaiveDate,
    /// The commit of its folder.
    pub commit: Option<Commit>,
    /// Its filters in words.
    pub selection: Vec<String>,
    /// Days without a session after which a pair counts as not met.
    pub not_met_days: u32,
    /// A relationship under way for fewer days than this is new.
    pub new_pair_days: u32,
    /// For how long evidence counts; earlier programs did not say.
    pub expires_after: Option<ExpiresAfter>,
    /// What its rows are.
    pub by: Vec<String>,
    /// One for each time it is about.
    pub periods: Vec<SentPeriod>,
}

/// The program that made a report.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentTool {
    pub version: String,
}

/// A time of a report.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentPeriod {
    /// The days looked at.
    pub window: Window,
    /// The school year, where the time is the one under way.
    pub school_year: Option<SentYear>,
    /// How many records there were.
    pub records: Records,
    /// The profiles that are used.
    pub profiles: Vec<SentProfile>,
    /// Every number.
    pub figures: Vec<Figure>,
}

/// How far a school year is.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentYear {
    /// The day from which it is judged.
    pub judged_from_day: u32,
}

/// A profile, and what its parts are called.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentProfile {
    pub id: String,
    pub title: String,
    pub edition: String,
    pub hash: String,
    /// Its levels, best first.
    pub levels: Vec<SentLevel>,
    /// Days after which a pair counts as not met, where that is another number for this profile.
    pub not_met_days: Option<u32>,
    pub total: SentTotal,
}

/// A level.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentLevel {
    pub id: String,
    pub name: String,
}

/// The parts of the profile, as the total lists them.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentTotal {
    pub functions: Vec<SentPart>,
    #[serde(default)]
    pub parts: Vec<SentPart>,
    pub items: Vec<SentItem>,
    pub whole: SentWhole,
}

/// A function, a tier or the whole.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentPart {
    pub id: String,
    pub heading: String,
    /// Its levels, best first.
    pub levels: Vec<SentLevel>,
}

/// An item.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentItem {
    pub id: String,
    pub function: String,
    pub label: String,
}

/// Of the numbers about whole relationships, the settings that some are judged by.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentWhole {
    pub double_rating: SentDoubleRating,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct SentDoubleRating {
    /// The percent of visits that two observers should rate.
    pub floor_percent: u32,
}
