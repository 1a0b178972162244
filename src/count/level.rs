//! The level of a function, of a tier or of the whole: computed where the profile has a rule, else the
//! latest judgment of a rater, else none. Nothing is rounded up.

use chrono::NaiveDate;

use super::narrow::NarrowKey;
use super::ratings::Counted;
use super::row::{Kind, Row};
use super::{Coverage, Share};
use crate::domain::district::Numbers;
use crate::domain::profile::{LevelRule, Part, Profile, Test};
use crate::domain::record::{Checklist, Role};

/// The level of one function, tier or whole of one relationship.
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

/// Whether items with `coverage` reach a level by `rule`. Nothing reaches one that nobody rated and no record
/// documents.
///
/// ```
/// # use coach::count::{reaches, Coverage, Share};
/// # use coach::domain::profile::{Bar, LevelRule, Test};
/// // Three of four items in place, all of them observed, with 5 of 8 points.
/// let three_of_four = Share { k: 3, n: 4 };
/// let coverage = Coverage {
///     in_place: three_of_four,
///     observed: three_of_four,
///     points: Share { k: 5, n: 8 },
///     ..Coverage::default()
/// };
/// let holds = |test| reaches(LevelRule::of(test), &coverage);
/// assert!(!holds(Test::All));
/// assert!(holds(Test::Missing { at_most: 1 }));
/// assert!(holds(Test::Percent(Bar::at_least(75))) && !holds(Test::Percent(Bar::more_than(75))));
/// // 5 of 8 points are 62.5 %.
/// assert!(holds(Test::PointsPercent(Bar::more_than(62))) && !holds(Test::Points(Bar::at_least(6))));
/// assert!(!reaches(LevelRule::of(Test::Otherwise), &Coverage::default()));
/// // Without points there is no percentage of them.
/// let unpointed = Coverage { points: Share::default(), ..coverage };
/// assert!(!reaches(LevelRule::of(Test::PointsPercent(Bar::at_least(0))), &unpointed));
/// ```
pub fn reaches(rule: LevelRule, coverage: &Coverage) -> bool {
    let Share { k, n } = coverage.in_place;
    let (in_place, applicable) = (u64::from(k), u64::from(n));
    let points = [coverage.points.k, coverage.points.n].map(u64::from);
    if n == 0 || !coverage.is_rated() {
        return false;
    }
    if rule.no_critical_missed && coverage.critical_missing > 0 {
        return false;
    }
    match rule.test {
        Test::All => k == n,
        Test::Count(bar) => bar.is_met(in_place, 1),
        Test::Percent(bar) => bar.is_met(in_place * 100, applicable),
        Test::Missing { at_most } => n - k <= at_most,
        Test::Points(bar) => bar.is_met(points[0], 1),
        Test::PointsPercent(bar) => points[1] > 0 && bar.is_met(points[0] * 100, points[1]),
        Test::Otherwise => true,
        Test::Judged => false,
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

/// The judgments of the part at index `part` in the checklist, if it counts as one in `role`.
pub(super) fn judgments_in(
    part: usize,
    checklist: &Checklist,
    role: Role,
) -> impl Iterator<Item = Precedence<'_>> {
    let judged = checklist.judgments.iter().filter(move |judged| judged.part == part);
    judged.map(move |judged| (checklist.date.value, judged.level, role, checklist.rater.who()))
}

/// The latest judgment of each rater of the part at index `part`; the one that stands comes first.
pub(super) fn judged(part: usize, checklists: &[Counted]) -> Vec<JudgedLevel> {
    let mut judgments: Vec<Precedence> = checklists
        .iter()
        .flat_map(|counted| judgments_in(part, counted.checklist, counted.role))
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

/// The level of `part` with the given coverage and judgments.
pub(super) fn of(
    profile: &Profile,
    part: Part,
    coverage: &Coverage,
    judged: &[JudgedLevel],
) -> FunctionLevel {
    if coverage.in_place.n == 0 {
        return FunctionLevel::NoApplicableItems;
    }
    let computed = profile.levels_of(part).find(|(_, rule)| reaches(*rule, coverage));
    if let Some((level, _)) = computed {
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
    numbers: Numbers::Levels,
    narrowed_by: &[NarrowKey::Function, NarrowKey::Part, NarrowKey::Level],
    column: None,
    made: AtLevel::Computed,
};

pub(super) const LEVEL_JUDGED: Row<AtLevel> = Row {
    name: "level-judged",
    meaning: "relationships at a level of a function because a rater's latest judgment says so",
    formula: "Of the relationships in which an item of the function applies, those that meet no \
              rule and where the latest judgment by a rater is this level.",
    kind: Kind::Share,
    numbers: Numbers::Levels,
    narrowed_by: &[NarrowKey::Function, NarrowKey::Part, NarrowKey::Level],
    column: None,
    made: AtLevel::Judged,
};

pub(super) const NO_LEVEL: Row<AtLevel> = Row {
    name: "no-level",
    meaning: "relationships without a level for a function",
    formula: "Of the relationships in which an item of the function applies, those that meet no \
              rule and that no rater has judged.",
    kind: Kind::Share,
    numbers: Numbers::Levels,
    narrowed_by: &[NarrowKey::Function, NarrowKey::Part],
    column: None,
    made: AtLevel::None,
};
