//! A function's level: computed where the profile has a rule, else the latest judgment of a rater,
//! else none. Nothing is rounded up.

use chrono::NaiveDate;

use super::narrow::NarrowKey;
use super::ratings::Counted;
use super::row::{Kind, Row};
use super::{Coverage, Share};
use crate::domain::profile::{LevelRule, Profile};
use crate::domain::record::{Checklist, Role};

/// The level of one function of one relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FunctionLevel {
    /// No item of the function applies, so there is nothing to judge.
    NoApplicableItems,
    /// The profile's rule is met: index of the level.
    Computed(usize),
    /// A rater's latest judgment.
    Judged {
        /// Index of the level.
        level: usize,
        /// The rater's role.
        by: Role,
        /// The rater's id, where the checklist names one.
        rater: Option<String>,
        /// The day of the judgment.
        on: NaiveDate,
    },
    /// No rule is met and nobody judged.
    None,
}

impl FunctionLevel {
    /// Index of the level, if there is one.
    pub fn level(&self) -> Option<usize> {
        match self {
            FunctionLevel::Computed(level) | FunctionLevel::Judged { level, .. } => Some(*level),
            FunctionLevel::NoApplicableItems | FunctionLevel::None => None,
        }
    }
}

/// Whether `in_place` (k items in place of n applicable, n > 0) reaches a level by `rule`.
///
/// ```
/// # use coach::count::{reaches, Share};
/// # use coach::domain::profile::LevelRule;
/// let three_of_four = Share { k: 3, n: 4 };
/// assert!(!reaches(LevelRule::All, three_of_four));
/// assert!(reaches(LevelRule::Missing { at_most: 1 }, three_of_four));
/// assert!(reaches(LevelRule::Percent { at_least: 75 }, three_of_four));
/// assert!(!reaches(LevelRule::Percent { at_least: 76 }, three_of_four));
/// assert!(!reaches(LevelRule::All, Share { k: 0, n: 0 }));
/// ```
pub fn reaches(rule: LevelRule, in_place: Share) -> bool {
    if in_place.n == 0 {
        return false;
    }
    match rule {
        LevelRule::All => in_place.k == in_place.n,
        LevelRule::Count { at_least } => in_place.k >= at_least,
        LevelRule::Percent { at_least } => {
            in_place.reaches_percent(u64::from(at_least), 1) == Some(true)
        }
        LevelRule::Missing { at_most } => in_place.n - in_place.k <= at_most,
        LevelRule::Judged => false,
    }
}

/// A rater's latest judgment of a function's level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedLevel {
    /// Index of the level.
    pub level: usize,
    /// The rater's role.
    pub by: Role,
    /// The rater's id, where the checklist names one.
    pub rater: Option<String>,
    /// The day of the judgment.
    pub on: NaiveDate,
}

/// What puts one judgment before another: the later, of one day the lower level, and of those who
/// judge the same an observer before the pair, so that one is named whatever the files are called.
/// Levels stand best first, so the larger index is the lower level.
type Precedence<'r> = (NaiveDate, usize, Role, Option<&'r str>);

/// The judgments of function `function` in the checklist, if it counts as one in `role`.
pub(super) fn judgments_in(
    function: usize,
    checklist: &Checklist,
    role: Role,
) -> impl Iterator<Item = Precedence<'_>> {
    let judged = checklist.judgments.iter().filter(move |judged| judged.function == function);
    judged.map(move |judged| (checklist.date.value, judged.level, role, checklist.rater.who()))
}

/// The latest judgment of each rater of function `function`; the one that stands comes first.
pub(super) fn judged(function: usize, checklists: &[Counted]) -> Vec<JudgedLevel> {
    let mut judgments: Vec<Precedence> = checklists
        .iter()
        .flat_map(|counted| judgments_in(function, counted.checklist, counted.role))
        .collect();
    judgments.sort_unstable_by(|a, b| b.cmp(a));
    let mut seen = Vec::new();
    judgments.retain(|&(_, _, role, who)| {
        let is_new = !seen.contains(&(role, who));
        seen.push((role, who));
        is_new
    });
    let judged = judgments.into_iter().map(|(on, level, by, rater)| JudgedLevel {
        level,
        by,
        rater: rater.map(str::to_owned),
        on,
    });
    judged.collect()
}

/// The level of a function with the given coverage and judgments.
pub(super) fn of(profile: &Profile, coverage: &Coverage, judged: &[JudgedLevel]) -> FunctionLevel {
    if coverage.in_place.n == 0 {
        return FunctionLevel::NoApplicableItems;
    }
    let computed = profile.levels.iter().position(|level| reaches(level.rule, coverage.in_place));
    if let Some(level) = computed {
        return FunctionLevel::Computed(level);
    }
    match judged.first().cloned() {
        Some(JudgedLevel { level, by, rater, on }) => {
            FunctionLevel::Judged { level, by, rater, on }
        }
        None => FunctionLevel::None,
    }
}

/// Which relationships a statistic of levels counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtLevel {
    /// Those at a level because the profile's rule is met.
    Computed,
    /// Those at a level because a rater judged so last.
    Judged,
    /// Those at no level.
    None,
}

pub(super) const LEVEL_COMPUTED: Row<AtLevel> = Row {
    name: "level-computed",
    meaning: "relationships at a level of a function because the profile's rule is met",
    formula: "Of the relationships in which an item of the function applies, those whose items in \
              place meet the profile's rule for the level.",
    kind: Kind::Share,
    narrowed_by: &[NarrowKey::Function, NarrowKey::Level],
    column: None,
    made: AtLevel::Computed,
};

pub(super) const LEVEL_JUDGED: Row<AtLevel> = Row {
    name: "level-judged",
    meaning: "relationships at a level of a function because a rater's latest judgment says so",
    formula: "Of the relationships in which an item of the function applies, those that meet no \
              rule and where the latest judgment by a rater is this level.",
    kind: Kind::Share,
    narrowed_by: &[NarrowKey::Function, NarrowKey::Level],
    column: None,
    made: AtLevel::Judged,
};

pub(super) const NO_LEVEL: Row<AtLevel> = Row {
    name: "no-level",
    meaning: "relationships without a level for a function",
    formula: "Of the relationships in which an item of the function applies, those that meet no \
              rule and that no rater has judged.",
    kind: Kind::Share,
    narrowed_by: &[NarrowKey::Function],
    column: None,
    made: AtLevel::None,
};
