//! What a report says of one relationship: every item with all its sources, and the level of each
//! function with what it rests on.

use std::sync::Arc;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::count::{Gap, Share};
use crate::domain::record::Role;
use crate::report::model::LevelWord;
use crate::report::trends::StudentData;
use crate::text::words::words;

/// One relationship in full.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Behind {
    /// Its folder from the district's folder.
    pub path: String,
    /// Id of the coach.
    pub coach: String,
    /// Id of the educator.
    pub educator: String,
    /// Id of the school.
    pub school: String,
    /// The school's name.
    #[serde(skip)]
    pub school_name: String,
    /// The teaching practice.
    pub practice: Option<String>,
    /// First day.
    pub started: NaiveDate,
    /// Last day, if it has ended.
    pub ended: Option<NaiveDate>,
    /// Every item.
    pub items: Vec<RelationshipItem>,
    /// Stretches without a session in which an agreed meeting is missing.
    pub long_gaps: Vec<Gap>,
    /// The level of each function and what it rests on.
    pub levels: Vec<FunctionBasis>,
    /// Its student data, before and after its first day.
    pub student_data: Vec<StudentData>,
}

/// One item of one relationship.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RelationshipItem {
    /// Id of the item.
    pub id: String,
    /// A few words for it.
    pub label: Arc<str>,
    /// Whether a document can put it in place, and not an observer alone.
    #[serde(skip)]
    pub is_documentable: bool,
    /// Whether it is in place; `null` when it does not apply.
    pub in_place: Option<bool>,
    /// Why it does not apply; `null` where it does.
    pub not_applicable: Option<WhyNotApplicable>,
    /// Groups that it is only for, where the pair is in none of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_for: Vec<String>,
    /// An observer's current rating.
    pub observed: Option<RatingOn>,
    /// The latest day of a document.
    pub documented: Option<NaiveDate>,
    /// The coach's own current rating.
    pub by_coach: Option<RatingOn>,
    /// The educator's current rating.
    pub by_educator: Option<RatingOn>,
    /// Whether two sources differ.
    pub differs: bool,
    /// Whether the latest votes are no score, because all have to agree and do not.
    #[serde(skip)]
    pub votes_differ: bool,
    /// Evidence in place that no longer counts; `null` where nothing has expired.
    pub expired: Option<Box<ExpiredEvidence>>,
}

impl RelationshipItem {
    /// Whether it applies, is not in place, and would be if nothing had expired.
    pub(in crate::report) fn is_expired(&self) -> bool {
        let expired = self.expired.as_deref();
        let evidence = expired.and_then(|expired| expired.observed.or(expired.documented));
        self.in_place == Some(false) && self.observed.is_none() && evidence.is_some()
    }
}

words! {
    /// Why an item does not apply.
    pub enum WhyNotApplicable {
        /// The item's rule found no occasion for it.
        NoOccasion = "no-occasion",
        /// An observer says so.
        Observer = "observer",
        /// It is only for groups that neither the pair nor its school is in.
        OnlyFor = "only-for",
    }
}

/// Evidence that an item is in place which has expired, by source.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct ExpiredEvidence {
    /// The latest observation.
    pub observed: Option<LapsedOn>,
    /// The latest document.
    pub documented: Option<LapsedOn>,
    /// The coach's own latest rating.
    pub by_coach: Option<LapsedOn>,
    /// The educator's latest rating.
    pub by_educator: Option<LapsedOn>,
}

/// Evidence that counted once.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct LapsedOn {
    /// The day of the evidence.
    pub on: NaiveDate,
    /// The first day on which it no longer counts.
    pub since: NaiveDate,
}

/// A rating and its day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RatingOn {
    /// The rating as written in records, in the instrument's words; never `not-observed`.
    pub rating: String,
    /// Its day.
    pub on: NaiveDate,
    /// Whether that day had different ratings, of which this is the lower.
    pub lower_of_day: bool,
}

/// The level of one function of one relationship, and what it rests on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FunctionBasis {
    /// The level.
    #[serde(flatten)]
    pub level: RelationshipLevel,
    /// Its items in place of those that apply.
    pub in_place: Share,
    /// Its points of the most that it can have; only where the instrument counts points.
    #[serde(skip_serializing_if = "Share::is_of_nothing")]
    pub points: Share,
    /// Ids of its items that apply and are not in place.
    pub missing: Vec<String>,
    /// The latest judgment of each rater; if no level is computed, the first one counts.
    pub judgments: Vec<Judgment>,
    /// How a better level that is computed can be reached: the one that takes the fewest items, of several the
    /// best; `null` where there is none.
    pub lift: Option<Lift>,
}

/// A rater's latest judgment of a function's level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Judgment {
    /// Id of the level.
    pub level: LevelWord,
    /// The rater's role.
    pub by: Role,
    /// The rater's id, where the checklist names one.
    pub rater: Option<String>,
    /// Its day.
    pub on: NaiveDate,
}

/// The fewest items that lift a function to a better level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Lift {
    /// Id of the level.
    pub level: LevelWord,
    /// How many more items have to be in place.
    #[schemars(range(min = 1))]
    pub need: u32,
    /// How many more points are needed; only where the level asks for points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// Ids of critical items that are needed whatever else is in place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub critical: Vec<String>,
    /// Ids of the items to choose from.
    pub of: Vec<String>,
}

/// The level of one function of one relationship.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RelationshipLevel {
    /// Id of the function or tier; `whole` for the whole instrument.
    pub function: String,
    /// Id of the level; `null` when there is none.
    pub level: Option<LevelWord>,
    /// On what the level rests.
    pub basis: Basis,
    /// The role of who judged it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Role>,
    /// The id of who judged it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rater: Option<String>,
    /// The day of the judgment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

words! {
    /// On what the level of a function rests.
    pub enum Basis {
        /// The profile's rule is met.
        Computed = "computed",
        /// A rater's latest judgment.
        Judged = "judged",
        /// No item of the function applies, so there is nothing to judge.
        NoApplicableItems = "no-applicable-items",
        /// No rule is met and nobody judged.
        None = "none",
    }
}
