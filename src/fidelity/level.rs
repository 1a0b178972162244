//! A function's level: computed where the profile has a rule, else the latest judgement of a rater,
//! else none. Nothing is rounded up.

use chrono::NaiveDate;

use super::ratings::Counted;
use super::{Coverage, Share};
use crate::profile::{LevelRule, Profile};
use crate::record::Role;

/// The level of one function of one relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FunctionLevel {
    /// No item of the function applies, so there is nothing to judge.
    NoApplicableItems,
    /// The profile's rule is met: index of the level.
    Computed(usize),
    /// A rater's latest judgement.
    Judged {
        /// Index of the level.
        level: usize,
        /// The rater's role.
        by: Role,
        /// The rater's id, where the checklist names one.
        rater: Option<String>,
        /// The day of the judgement.
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
/// # use coach::fidelity::{reaches, Share};
/// # use coach::profile::LevelRule;
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

/// The level of function `function` with the given coverage.
pub(super) fn of(
    profile: &Profile,
    function: usize,
    coverage: &Coverage,
    checklists: &[Counted],
) -> FunctionLevel {
    if coverage.in_place.n == 0 {
        return FunctionLevel::NoApplicableItems;
    }
    let computed = profile.levels.iter().position(|level| reaches(level.rule, coverage.in_place));
    if let Some(level) = computed {
        return FunctionLevel::Computed(level);
    }
    let judgements = checklists.iter().flat_map(|counted| {
        let judged = counted.checklist.judgements.iter();
        judged
            .filter(|judgement| judgement.function == function)
            .map(move |judgement| (counted.checklist.date.value, judgement.level, counted))
    });
    // Levels stand best first, so of one day the larger index is the lower level. Of raters who judge
    // the same, one is named whatever the files are called: an observer before the pair.
    let latest = judgements.max_by_key(|&(on, level, counted)| {
        (on, level, counted.role, counted.checklist.rater.who())
    });
    match latest {
        Some((on, level, counted)) => FunctionLevel::Judged {
            level,
            by: counted.role,
            rater: counted.checklist.rater.who().map(str::to_owned),
            on,
        },
        None => FunctionLevel::None,
    }
}
