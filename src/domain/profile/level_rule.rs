//! The level rules: when a function, a tier or the whole instrument is at a level. How each is written, what
//! it takes and what it means is told here; the reader of profiles and the schema for editors follow it.

use std::ops::RangeInclusive;

use super::bounds;
use crate::text::wording::count;
use crate::text::words::words;

/// How a level is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelRule {
    /// What is asked of the items.
    pub test: Test,
    /// Whether, beside that, every critical item that applies has to be in place.
    pub no_critical_missed: bool,
}

/// What a level asks of the items that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Every applicable item is in place.
    All,
    /// So many items are in place.
    Count(Bar),
    /// This percentage of the applicable items is in place, compared exactly.
    Percent(Bar),
    /// At most this many applicable items are missing.
    Missing {
        /// Items.
        at_most: u32,
    },
    /// So many points.
    Points(Bar),
    /// This percentage of the points that the applicable items can have, compared exactly.
    PointsPercent(Bar),
    /// The items were rated, and no better level is reached.
    Otherwise,
    /// A rater judges it against the rubric; it is never computed.
    Judged,
}

/// A number that has to be reached, or to be exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The number.
    pub number: u32,
    /// Whether the number itself is not enough.
    pub more_than: bool,
}

impl Bar {
    /// This many are enough.
    pub fn at_least(number: u32) -> Self {
        Self { number, more_than: false }
    }

    /// More than this many are needed.
    pub fn more_than(number: u32) -> Self {
        Self { number, more_than: true }
    }

    /// Whether `value` is enough, where a bar of 1 is as high as `unit`.
    ///
    /// ```
    /// # use coach::domain::profile::Bar;
    /// // 15 of 30 points are 50 percent: 15 × 100 against 50 × 30.
    /// assert!(Bar::at_least(50).is_met(15 * 100, 30));
    /// assert!(!Bar::more_than(50).is_met(15 * 100, 30));
    /// ```
    pub fn is_met(self, value: u64, unit: u64) -> bool {
        let bar = u64::from(self.number) * unit;
        if self.more_than { value > bar } else { value >= bar }
    }

    fn in_words(self) -> &'static str {
        if self.more_than { "more than" } else { "at least" }
    }
}

words! {
    /// What a level is of.
    pub enum LevelOf {
        /// Each function by itself.
        Function = "function",
        /// Each tier by itself: functions that are judged together.
        Tier = "tier",
        /// The whole instrument.
        Whole = "whole",
    }
}

/// How a level rule is written in a profile.
pub(crate) struct LevelForm {
    /// Its name.
    pub name: &'static str,
    /// The rule in a message.
    pub named: &'static str,
    /// What it means, in a sentence for editors.
    pub means: &'static str,
    /// What it takes beside its name.
    pub takes: Takes,
}

/// The number that a level rule needs.
pub(crate) enum Takes {
    /// None.
    Nothing(Test),
    /// A number under [`AT_MOST`].
    AtMost(Number<u32>),
    /// A number under [`AT_LEAST`] or [`MORE_THAN`].
    Bar(Number<Bar>),
}

/// A number of a level rule.
pub(crate) struct Number<T> {
    /// Both ends included.
    pub bounds: RangeInclusive<u32>,
    /// What is counted, in the plural.
    pub unit: &'static str,
    /// The test with that number.
    pub test: fn(T) -> Test,
}

/// The key of a number that is enough.
pub(crate) const AT_LEAST: &str = "at_least";
/// The key of a number that is not quite enough.
pub(crate) const MORE_THAN: &str = "more_than";
/// The key of the most that may be missing.
pub(crate) const AT_MOST: &str = "at_most";
/// The key that asks for every critical item beside.
pub(crate) const NO_CRITICAL_MISSED: &str = "no_critical_missed";

/// Keys of numbers beside the names of level rules, with a sentence for editors.
pub(crate) const LEVEL_NUMBERS: [(&str, &str); 3] = [
    (AT_LEAST, "So many items in place, points, or percent of them, are enough, for example 80."),
    (MORE_THAN, "The same, where the number itself is not enough, for example 80."),
    (AT_MOST, "Items missing, for example 1."),
];

/// What [`NO_CRITICAL_MISSED`] means, in a sentence for editors.
pub(crate) const ABOUT_CRITICAL: &str =
    "Whether every critical item has to be in place too, for example true.";

/// All level rules.
pub(crate) static LEVEL_RULES: [LevelForm; 8] = [
    LevelForm {
        name: "all",
        named: "level rule `all`",
        means: "Every applicable item is in place.",
        takes: Takes::Nothing(Test::All),
    },
    LevelForm {
        name: "count",
        named: "level rule `count`",
        means: "At least this many items are in place.",
        takes: Takes::Bar(Number { bounds: bounds::IN_PLACE, unit: "items", test: Test::Count }),
    },
    LevelForm {
        name: "percent",
        named: "level rule `percent`",
        means: "At least this percentage of the applicable items is in place.",
        takes: Takes::Bar(Number { bounds: bounds::PERCENT, unit: "percent", test: Test::Percent }),
    },
    LevelForm {
        name: "missing",
        named: "level rule `missing`",
        means: "At most this many applicable items are missing.",
        takes: Takes::AtMost(Number {
            bounds: bounds::MISSING,
            unit: "items",
            test: |at_most| Test::Missing { at_most },
        }),
    },
    LevelForm {
        name: "points",
        named: "level rule `points`",
        means: "At least this many points.",
        takes: Takes::Bar(Number { bounds: bounds::POINTS, unit: "points", test: Test::Points }),
    },
    LevelForm {
        name: "points-percent",
        named: "level rule `points-percent`",
        means: "At least this percentage of the points that the applicable items can have.",
        takes: Takes::Bar(Number {
            bounds: bounds::PERCENT,
            unit: "percent",
            test: Test::PointsPercent,
        }),
    },
    LevelForm {
        name: "otherwise",
        named: "level rule `otherwise`",
        means: "The items were rated, and no better level is reached.",
        takes: Takes::Nothing(Test::Otherwise),
    },
    LevelForm {
        name: "judged",
        named: "level rule `judged`",
        means: "A rater judges it against the rubric; it is never computed.",
        takes: Takes::Nothing(Test::Judged),
    },
];

impl LevelForm {
    /// The keys of its numbers, of which it needs one, and the bounds of that, if it takes any.
    pub(crate) fn numbers(&self) -> Option<(&'static [&'static str], &RangeInclusive<u32>)> {
        match &self.takes {
            Takes::Nothing(_) => None,
            Takes::AtMost(number) => Some((&[AT_MOST], &number.bounds)),
            Takes::Bar(number) => Some((&[AT_LEAST, MORE_THAN], &number.bounds)),
        }
    }

    /// Whether it can ask for every critical item beside.
    pub(crate) fn takes_critical(&self) -> bool {
        !matches!(self.takes, Takes::Nothing(Test::Otherwise | Test::Judged))
    }
}

impl LevelRule {
    /// The rule that asks for `test` alone.
    pub const fn of(test: Test) -> Self {
        Self { test, no_critical_missed: false }
    }

    /// Whether it is computed from the items; otherwise a rater judges.
    pub fn is_computed(&self) -> bool {
        self.test != Test::Judged
    }

    /// Whether it counts points.
    pub(crate) fn is_of_points(&self) -> bool {
        match self.test {
            Test::Points(_) | Test::PointsPercent(_) => true,
            Test::All
            | Test::Count(_)
            | Test::Percent(_)
            | Test::Missing { .. }
            | Test::Otherwise
            | Test::Judged => false,
        }
    }
}

/// How a level is reached under `rule`.
pub(crate) fn level_in_words(rule: &LevelRule) -> String {
    let test = match rule.test {
        Test::All => "every applicable item is in place".to_owned(),
        Test::Count(bar) => {
            let items = count(bar.number as usize, "item");
            format!("{} {items} in place", bar.in_words())
        }
        Test::Percent(bar) => {
            format!("{} {} percent of the applicable items in place", bar.in_words(), bar.number)
        }
        Test::Missing { at_most } => {
            format!("at most {} not in place", count(at_most as usize, "applicable item"))
        }
        Test::Points(bar) => {
            format!("{} {}", bar.in_words(), count(bar.number as usize, "point"))
        }
        Test::PointsPercent(bar) => {
            format!("{} {} percent of the points", bar.in_words(), bar.number)
        }
        Test::Otherwise => "rated, and no better level is reached".to_owned(),
        Test::Judged => "a rater judges it; it is never computed".to_owned(),
    };
    match rule.no_critical_missed {
        true => format!("{test}, and no critical item is missing"),
        false => test,
    }
}
