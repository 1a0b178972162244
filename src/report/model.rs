//! What a report says, independent of how it is shown. Serialized as is, this is the JSON format
//! `coach-report/3`; its schema is made from what is written here.

mod beside;
mod level_word;
mod members;
mod relationship;

use std::sync::Arc;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::trends::{Succession, Trends};
use super::{
    ActivityReport, Address, CoachRow, DosageReport, Order, RatersReport, TimelinessReport,
};
use crate::count::{Attention, Coverage, Share, StudentDataSum, Value};
use crate::domain::calendar::{AsOf, DayFrom, Month, Window};
use crate::domain::district::ExpiresAfter;
use crate::domain::profile::FromOutside;
use crate::domain::profile::in_short;
use crate::formats::Format;
use crate::text::words::words;

pub(super) use beside::{FunctionBefore, Need, YearBefore};
pub(super) use level_word::LevelWord;
pub(super) use members::Members;
pub(super) use relationship::{
    Basis, ExpiredEvidence, FunctionBasis, Judgment, LapsedOn, Lift, RatingOn, RelationshipLevel,
    WhyNotApplicable,
};
pub(crate) use relationship::{Behind, RelationshipItem};

/// For whom the report is.
pub(crate) const AUDIENCE: &str = "internal, not for publication";

/// The same numbers as in the report as text. Every proportion is a pair of counts: k of n.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::Report.name()))]
    pub format: Format,
    /// For whom the report is.
    #[schemars(extend("const" = AUDIENCE))]
    pub audience: &'static str,
    /// The program that made it.
    pub tool: Tool,
    /// The district's name in coach.toml.
    pub district: String,
    /// The day as of which everything is judged.
    pub as_of: NaiveDate,
    /// Where that day comes from.
    #[serde(skip)]
    pub as_of_from: DayFrom,
    /// The git commit the folder is at; `null` outside a repository or where git is not there.
    pub commit: Option<Commit>,
    /// The SHA-256 of the records that were read and used, filters or not: equal where two reports rest on the
    /// same records. The guide's page on formats says how to make it with other programs.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub records_sha256: Option<String>,
    /// The filters in words; empty when everything is in.
    pub selection: Vec<String>,
    /// Days with school and without a session after which a pair counts as not met.
    pub not_met_days: u32,
    /// A relationship under way for fewer days than this is new.
    pub new_pair_days: u32,
    /// For how many days evidence that an item is in place counts, by its source.
    pub expires_after: ExpiresAfter,
    /// What the rows of `groups` are: none, one or two, crossed.
    #[schemars(length(max = 2))]
    pub by: Vec<Dimension>,
    /// What the rows are sorted by, if that was asked for.
    pub sort: Option<Order>,
    /// One for each period, in the order asked for.
    #[schemars(length(min = 1))]
    pub periods: Vec<Period>,
}

impl Report {
    /// The day as of which everything is judged, with where it comes from.
    pub(crate) fn looked_at(&self) -> AsOf {
        AsOf { day: self.as_of, from: self.as_of_from }
    }
}

/// The report on one period.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Period {
    /// The days looked at; both ends count, and none lies after the as-of day.
    pub window: Window,
    /// Where the days looked at are the school year that holds the as-of day, up to that day: how far it
    /// is. `null` for every other time.
    pub school_year: Option<YearSoFar>,
    /// Months of the window that have no day with school in it; none where it has more than 120 months.
    pub months_without_school: Vec<Month>,
    /// How many records there were and what became of them.
    pub records: Records,
    /// What each coach did, sorted by id; none where nobody kept time without an educator and nobody was a
    /// second coach, and where the filters name more than coaches and schools.
    pub coaches: Vec<CoachRow>,
    /// One entry for each profile that active relationships use, sorted by id; profiles are never
    /// pooled.
    pub profiles: Vec<ProfileReport>,
    /// Every number of the report on this period with its address, from which `coach explain` finds
    /// the records behind it.
    pub figures: Vec<Figure>,
}

/// How far a school year is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearSoFar {
    /// The school year, such as 2026-27, or 2026 where school years are calendar years.
    pub label: String,
    /// The as-of day's number in it, in calendar days: 1 on the district's `year_starts`.
    #[schemars(range(min = 1, max = 366))]
    pub day: u32,
    /// The day from which `--fail-under` judges the year: `judge_from_day` in coach.toml.
    #[schemars(range(min = 0, max = 366))]
    pub judged_from_day: u32,
}

impl YearSoFar {
    /// How far it is, in words: "day 20 of the school year 2026-27".
    pub fn in_words(&self) -> String {
        format!("day {} of the school year {}", self.day, self.label)
    }

    /// Whether the year is old enough to be judged.
    ///
    /// ```
    /// # use coach::report::YearSoFar;
    /// let on = |day| YearSoFar { label: "2026-27".to_owned(), day, judged_from_day: 60 };
    /// assert!(!on(59).is_judged() && on(60).is_judged());
    /// ```
    pub fn is_judged(&self) -> bool {
        self.day >= self.judged_from_day
    }
}

/// A number and its address: k of n, a count, or an estimate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// The address.
    pub address: Address,
    /// The number.
    #[serde(flatten)]
    pub value: Value,
}

/// The program that made a report.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    #[schemars(extend("const" = Tool::THIS.name))]
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Tool {
    /// This program.
    pub(crate) const THIS: Tool = Tool { name: "coach", version: env!("CARGO_PKG_VERSION") };
}

/// The git commit that a folder is at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Commit {
    /// Its full id.
    pub id: String,
    /// Whether coach.toml, the district's own profiles or the records differ from it; `null` if a git
    /// filter changes how files are stored, so nobody can tell.
    pub has_changes: Option<bool>,
}

impl Commit {
    /// The commit in words: ten digits of its id, and what is known of changes since.
    ///
    /// ```
    /// # use coach::report::Commit;
    /// let commit = Commit { id: "0123456789abcdef".to_owned(), has_changes: Some(true) };
    /// assert_eq!(commit.in_words(), "commit 0123456789 with uncommitted changes");
    /// ```
    pub fn in_words(&self) -> String {
        let id = self.id.get(..10).unwrap_or(&self.id);
        let changes = match self.has_changes {
            Some(false) => "",
            Some(true) => " with uncommitted changes",
            None => ", changes since it unknown",
        };
        format!("commit {id}{changes}")
    }
}

/// What became of the records: `found` is `left_out` and all that was read, selected or not.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Records {
    /// Records in the folder, relationships included.
    pub found: usize,
    /// Of those, records that could not be used; `coach check` says why.
    pub left_out: usize,
    /// Folders that could not be read; how many records they hold is unknown.
    pub unread_folders: usize,
    /// Of the selected relationships: the relationships themselves, whenever they were under way. Without
    /// filters, `found` is `left_out` and this and the four counts below.
    pub relationships: usize,
    /// Their records that count and are dated in the window. Without filters but coaches, here and in the next
    /// two, coaches' own time is among them.
    pub in_window: u32,
    /// Their records that count and are dated at other times.
    pub other_times: u32,
    /// Their records dated after the as-of day: left for later.
    pub for_later: u32,
    /// Their records outside the relationship's dates: they never count.
    pub outside_dates: u32,
}

words! {
    /// What divides the relationships of a report, or the numbers of each, into rows.
    pub enum Dimension {
        /// One row per relationship.
        Relationship = "relationship",
        /// One row per coach.
        Coach = "coach",
        /// One row per school.
        School = "school",
        /// One row per teaching practice.
        Practice = "practice",
        /// One row per essential function.
        Function = "function",
    }
}

impl Dimension {
    /// What several of its rows are called.
    pub(super) fn in_plural(self) -> &'static str {
        match self {
            Self::Relationship => "pairs",
            Self::Coach => "groups of coaches",
            Self::School => "schools",
            Self::Practice => "groups of practices",
            Self::Function => "functions",
        }
    }
}

/// Which row a group is, in one dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Key {
    /// What the row is one of.
    pub by: Dimension,
    /// Id of the coach, school or function; the relationship's folder; or the practice, empty if a
    /// relationship names none.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// The relationships under one profile.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProfileReport {
    /// Id of the profile.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// SHA-256 of its text.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub hash: String,
    /// The profile's levels, best first, and how each is reached.
    pub levels: Vec<LevelMeaning>,
    /// How pages speak of ratings from outside.
    #[serde(skip)]
    pub(super) from_outside: FromOutside,
    /// Whether records of these relationships can document an item.
    #[serde(skip)]
    pub has_documents: bool,
    /// Number of the profile's items.
    pub items_per_relationship: usize,
    /// Days with school and without a session after which a pair counts as not met, where the district has
    /// another number for this profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_met_days: Option<u32>,
    /// Everything selected.
    pub total: Group,
    /// The same a year before; `null` where nothing was written down then, or where several times are
    /// looked at.
    pub year_before: Option<YearBefore>,
    /// Where something is overdue: first where most kinds of things wait, then where one has waited
    /// longest.
    pub needs: Vec<Need>,
    /// Observed ratings across the change from an older profile, where relationships under both were
    /// active. No other number is pooled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Succession>,
    /// One row for each value of the dimensions that has relationships, sorted as `sort` says, else by id,
    /// functions in the profile's order; none where the district is the only row.
    pub groups: Vec<Group>,
}

/// A level of the profile.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelMeaning {
    /// Its id.
    pub id: String,
    /// The document's name for it.
    pub name: String,
    /// How it is reached, in words.
    pub reached: String,
}

/// The counts of some relationships.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Group {
    /// Which row it is: one for each dimension, none for the whole district.
    pub keys: Vec<Key>,
    /// The ids of the keys, joined by commas; the district's name for all.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Who is in it.
    pub members: Members,
    /// Coverage over all functions, without new relationships.
    pub coverage: Coverage,
    /// Coverage of the new relationships that it leaves out; not there where it leaves out none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apart: Option<Coverage>,
    /// Coverage and levels of each function, in the profile's order; one where the row is a function.
    pub functions: Vec<GroupFunction>,
    /// The same of each tier and of the whole instrument, where the profile has levels of these; none where the
    /// row is a function.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<GroupFunction>,
    /// Its items, the one most often missing first.
    pub items: Vec<ItemRow>,
    /// What is counted of relationships as a whole; none where the row is a function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
    /// What the counts rest on; only if the group is one relationship.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship: Option<Behind>,
}

/// The id of small groups that are put together. No other id has parentheses.
pub(super) const COMBINED: &str = "(combined)";

impl Group {
    /// Whether it is small groups put together.
    pub(super) fn is_combined(&self) -> bool {
        self.keys.iter().any(|key| key.id == COMBINED)
    }
}

/// Numbers about whole relationships, which no function has a part of.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Whole {
    /// Relationships that an observer rated in the window, of relationships active in it.
    pub outside_observation: Share,
    /// What raters say beside each other.
    #[serde(flatten)]
    pub raters: RatersReport,
    /// What is overdue on the as-of day.
    pub attention: Attention,
    /// How much coaching there was.
    pub dosage: DosageReport,
    /// What became of the window's requests.
    pub timeliness: TimelinessReport,
    /// When something happened.
    pub activity: ActivityReport,
    /// Coached educators, of all educators in the school; only for schools whose number of educators
    /// coach.toml gives, and only if no filter splits schools.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<Share>,
    /// Which way student data went; not evidence of cause.
    pub student_data: StudentDataSum,
    /// What the records give month by month.
    pub trends: Trends,
}

/// One essential function in a group, or one tier, or the whole instrument.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GroupFunction {
    /// Id of the function or tier; `whole` for the whole instrument.
    pub id: String,
    /// The document's heading.
    pub heading: String,
    /// Its coverage.
    pub coverage: Coverage,
    /// How many relationships are at each level, best first.
    pub levels: Vec<LevelCount>,
    /// Relationships in which an item of the function applies: levels are counted among these.
    pub with_applicable_items: usize,
}

/// Relationships at one level of a function, a tier or the whole.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LevelCount {
    /// Id of the level.
    pub id: String,
    /// The document's name for it.
    pub name: String,
    /// Relationships at it because the profile's rule is met.
    pub computed: usize,
    /// Relationships at it because a rater's latest judgment says so.
    pub judged: usize,
    /// Whether the profile's rule computes it.
    #[serde(skip)]
    pub is_computed: bool,
}

impl LevelCount {
    /// What it is called in a heading.
    pub(super) fn called(&self) -> String {
        in_short(&self.id, &self.name)
    }
}

/// How often one item is missing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ItemRow {
    /// Id of the item.
    pub id: String,
    /// Id of its function.
    pub function: String,
    /// The profile's short name for it.
    pub label: Arc<str>,
    /// The document's words.
    pub text: Arc<str>,
    /// Relationships in which it applies and is not in place, of all in which it applies.
    pub missing: Share,
}
