//! What to do now as plain data: what every form shows. Serialized as is, it is the format
//! `coach-next/1`; its schema is made from the comments here.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::count::adds_up::adds_up;
use crate::count::agenda::{Matter, WaitsFor};
use crate::count::{Coverage, Share};
use crate::domain::calendar::Window;
use crate::formats::Format;
use crate::report::Tool;
use crate::report::model::{AUDIENCE, LevelWord, RatingOn, RelationshipLevel};
use crate::text::words::words;

/// The same list of what to do as in text, without a word of the records' prose.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Next {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::Next.name()))]
    pub format: Format,
    /// For whom it is.
    #[schemars(extend("const" = AUDIENCE))]
    pub audience: &'static str,
    /// The program that made it.
    pub tool: Tool,
    /// The district's name in coach.toml.
    pub district: String,
    /// The day as of which everything is judged.
    pub as_of: NaiveDate,
    /// The school year to date, in which items are judged.
    pub window: Window,
    /// The filters, in words; empty when everyone is meant.
    pub selection: Vec<String>,
    /// Whether pages fold what is left over from earlier school years into one line.
    #[serde(skip)]
    pub folds: bool,
    /// Whether `due` holds only what has a due day, and relationships have no detail.
    pub only_due: bool,
    /// The last due day that `due` lists; `null` where it lists every one.
    pub due_until: Option<NaiveDate>,
    /// Records that could not be used and may concern those selected.
    pub left_out: usize,
    /// Folders that could not be read.
    pub unread_folders: usize,
    /// How much waits, listed in `due` or not.
    pub counts: Counts,
    /// What waits, most urgent first: by due day, then what has none.
    pub due: Vec<DueRow>,
    /// What had a due day and no longer waits, for calendars that still show it.
    #[serde(skip)]
    pub closed: Vec<DueRow>,
    /// The relationships under way, the one with the most urgent thing first, what is left over last.
    pub relationships: Vec<PairToDo>,
    /// Selected relationships that are not under way on the as-of day: they owe nothing.
    pub not_under_way: Vec<Rest>,
    /// The profiles by which items are judged.
    pub profiles: Vec<Judged>,
}

impl Next {
    /// Things overdue, those left over from earlier school years among them only where they are listed.
    pub(crate) fn overdue(&self) -> usize {
        self.overdue_of(self.counts)
    }

    /// The same of `counts`.
    pub(super) fn overdue_of(&self, counts: Counts) -> usize {
        if self.folds { counts.overdue - counts.left_over } else { counts.overdue }
    }
}

/// How many things wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Things whose due day is past.
    pub overdue: usize,
    /// Things due on the as-of day.
    pub today: usize,
    /// Things due later.
    pub later: usize,
    /// Things without a due day; they are never overdue.
    pub without_day: usize,
    /// Of those overdue: left over from an earlier school year, because they were due in it.
    pub left_over: usize,
}

impl Counts {
    /// One thing with so many days left; whether it is left over.
    pub(super) fn count(&mut self, days_left: Option<i64>, is_left_over: bool) {
        self.left_over += usize::from(is_left_over);
        match days_left {
            None => self.without_day += 1,
            Some(0) => self.today += 1,
            Some(n) if n < 0 => self.overdue += 1,
            Some(_) => self.later += 1,
        }
    }
}

adds_up!(Counts { overdue, today, later, without_day, left_over });

/// Something that waits.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DueRow {
    /// What it is, in one word.
    pub kind: Matter,
    /// What it is and what it rests on, in a few words.
    pub what: Cow<'static, str>,
    /// The last day on which it is in time; `null` where nobody set one.
    pub due: Option<NaiveDate>,
    /// The day since which it waits: asked, agreed, requested or received; for a meeting, the latest
    /// session or the start; for a review, the last review.
    pub since: Option<NaiveDate>,
    /// Days from the as-of day to the due day: 0 on it, negative when it is overdue. A meeting is overdue
    /// by days with school.
    pub days_left: Option<i64>,
    /// Whether the due day is past.
    pub overdue: bool,
    /// The school year in which it was due, where that year is over: it is left over from there. `null`
    /// for everything else, and for a meeting once the district's `not_met_days` of the new year are over.
    pub left_from: Option<String>,
    /// Who it waits for; `null` for a step that names nobody.
    pub waits_for: Option<WaitsFor>,
    /// The record that says so: its path; for a step also `#` and its id or, if it has none, its
    /// number in the file from 1.
    pub address: String,
    /// The pair's folder.
    pub pair: String,
    /// Id of the coach.
    pub coach: String,
    /// Id of the coached educator.
    pub educator: String,
    /// What the record itself says, confidential: for the pair's own screen and never serialized.
    #[serde(skip)]
    pub words: Option<String>,
}

impl DueRow {
    /// Whether it stands in the folder of an earlier pair.
    pub(super) fn is_taken_over(&self) -> bool {
        let within = self.address.strip_prefix(&self.pair);
        !within.is_some_and(|rest| rest.starts_with('/'))
    }

    /// The last `parts` parts of the address: the file, the pair's folder and the file.
    pub(super) fn last_parts(&self, parts: usize) -> &str {
        let mut slashes = self.address.rmatch_indices('/').map(|(at, _)| at + 1);
        let start = slashes.nth(parts.saturating_sub(1)).unwrap_or_default();
        &self.address[start..]
    }
}

/// One relationship that is under way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PairToDo {
    /// Its folder, `records/<school>/<pair>`.
    pub path: String,
    /// Id of its profile.
    pub profile: String,
    /// Id of the coach.
    pub coach: String,
    /// Id of the coached educator.
    pub educator: String,
    /// Id of the school.
    pub school: String,
    /// The school's name.
    pub school_name: String,
    /// First day.
    pub started: NaiveDate,
    /// How much waits.
    pub counts: Counts,
    /// The earliest due day.
    pub next_due: Option<NaiveDate>,
    /// The earliest due day of what is not left over from an earlier school year.
    pub next_due_this_year: Option<NaiveDate>,
    /// The counts over all items, as in `coach-report/3`.
    pub coverage: Coverage,
    /// What to work on; `null` if only what is due was asked for.
    pub detail: Option<Detail>,
    /// What is in place by each instrument that is used beside the profile.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<BesideRow>,
}

/// What is in place by an instrument that is used beside the profile.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BesideRow {
    /// Id of the instrument's profile.
    pub profile: String,
    /// Its title.
    pub title: String,
    /// The counts over all its items.
    pub coverage: Coverage,
    /// The level of each tier and of the whole, where it has such levels.
    pub levels: Vec<RelationshipLevel>,
}

/// What to work on in one relationship.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Detail {
    /// Applicable items that are not in place, in the document's order.
    pub items: Vec<ItemRow>,
    /// Every function, and what would lift it.
    pub functions: Vec<FunctionRow>,
    /// Ids of `items` in the order in which to ask about them: first those that a document can put in
    /// place, and among these first the functions that need the fewest items.
    pub ask: Vec<String>,
}

/// An item that is not in place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ItemRow {
    /// Id of the item.
    pub id: String,
    /// Id of its function.
    pub function: String,
    /// A few words for it, the encoder's.
    pub label: String,
    /// The document's words before the items of the function.
    pub lead_in: Option<String>,
    /// The document's words for the item.
    pub text: String,
    /// What it lacks, in one word.
    pub lacks: Lacks,
    /// What would put it in place, in words.
    pub remedy: String,
    /// The last day on which a document can be dated, where the rule sets one.
    pub until: Option<NaiveDate>,
    /// The observation below in place that keeps it out of place.
    pub observed: Option<RatingOn>,
}

words! {
    /// What an item that is not in place lacks.
    pub enum Lacks {
        /// A document.
        Document = "document",
        /// An observer's checklist, because the rule asks for a document from the beginning, which is
        /// over.
        BeginningOver = "beginning-over",
        /// A new observation, because an observer saw it below in place.
        Observation = "observation",
        /// An observer's checklist, because the rule accepts no document.
        ObserverOnly = "observer-only",
    }
}

/// A function and what would lift it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FunctionRow {
    /// The document's heading.
    pub heading: String,
    /// Items in place, of applicable items.
    pub in_place: Share,
    /// Whether the profile has levels of it.
    #[serde(skip)]
    pub has_levels: bool,
    /// The level now.
    #[serde(flatten)]
    pub level: RelationshipLevel,
    /// The next better level, where a rater judges it.
    pub judged: Option<JudgedLevel>,
    /// The better level that is computed and takes the fewest items, of several the best.
    pub computed: Option<ComputedLevel>,
}

/// A level that a rater judges.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JudgedLevel {
    /// Id of the level.
    pub level: LevelWord,
    /// The rubric for the function or, if there is none, what the level means.
    pub rubric: Option<String>,
}

/// A level that is computed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ComputedLevel {
    /// Id of the level.
    pub level: LevelWord,
    /// How it is reached, in words.
    pub reached: String,
    /// How many more items have to be in place.
    #[schemars(range(min = 1))]
    pub need: u32,
    /// How many more points are needed; only where the level asks for points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// Ids of critical items that are needed whatever else is in place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub critical: Vec<String>,
    /// Ids of the items to choose from: those that a document can put in place first.
    pub of: Vec<String>,
}

/// A selected relationship that is not under way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Rest {
    /// Its folder, `records/<school>/<pair>`.
    pub path: String,
    /// Id of the coached educator.
    pub educator: String,
    /// First day.
    pub started: NaiveDate,
    /// Last day, if there is one.
    pub ended: Option<NaiveDate>,
}

/// A profile by which items are judged.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Judged {
    /// Its id.
    pub id: String,
    /// The document's title.
    pub title: String,
    /// The document's edition.
    pub edition: String,
    /// SHA-256 of its text.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub hash: String,
}
