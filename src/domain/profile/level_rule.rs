//! The level rules: when a function is at a level. How each is written, what it takes and what it
//! means is told here; the reader of profiles and the schema for editors follow it.

use std::ops::RangeInclusive;

use super::bounds;
use crate::text::wording::count;

/// How a function reaches a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelRule {
    /// Every applicable item is in place.
    All,
    /// At least this many items are in place.
    Count {
        /// Items.
        at_least: u32,
    },
    /// At least this percentage of the applicable items is in place, compared exactly.
    Percent {
        /// Percent, 1 to 100.
        at_least: u32,
    },
    /// At most this many applicable items are missing.
    Missing {
        /// Items.
        at_most: u32,
    },
    /// A rater judges it against the rubric; it is never computed.
    Judged,
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
    pub takes: LevelNumber,
}

/// The number that a level rule needs.
pub(crate) enum LevelNumber {
    /// None.
    Nothing(LevelRule),
    /// A number under `key`.
    Number {
        /// One of [`LEVEL_PARAMETERS`].
        key: &'static str,
        /// Both ends included.
        bounds: RangeInclusive<u32>,
        /// What is counted, in the plural.
        unit: &'static str,
        /// The rule with that number.
        rule: fn(u32) -> LevelRule,
    },
}

/// Keys beside the names of level rules, with a sentence for editors.
pub(crate) const LEVEL_PARAMETERS: [(&str, &str); 2] = [
    (AT_LEAST, "Items in place, or percent of them, for example 80."),
    (AT_MOST, "Items missing, for example 1."),
];
const AT_LEAST: &str = "at_least";
const AT_MOST: &str = "at_most";

/// All level rules.
pub(crate) static LEVEL_RULES: [LevelForm; 5] = [
    LevelForm {
        name: "all",
        named: "level rule `all`",
        means: "Every applicable item is in place.",
        takes: LevelNumber::Nothing(LevelRule::All),
    },
    LevelForm {
        name: "count",
        named: "level rule `count`",
        means: "At least this many items are in place.",
        takes: LevelNumber::Number {
            key: AT_LEAST,
            bounds: bounds::IN_PLACE,
            unit: "items",
            rule: |at_least| LevelRule::Count { at_least },
        },
    },
    LevelForm {
        name: "percent",
        named: "level rule `percent`",
        means: "At least this percentage of the applicable items is in place.",
        takes: LevelNumber::Number {
            key: AT_LEAST,
            bounds: bounds::PERCENT,
            unit: "percent",
            rule: |at_least| LevelRule::Percent { at_least },
        },
    },
    LevelForm {
        name: "missing",
        named: "level rule `missing`",
        means: "At most this many applicable items are missing.",
        takes: LevelNumber::Number {
            key: AT_MOST,
            bounds: bounds::MISSING,
            unit: "items",
            rule: |at_most| LevelRule::Missing { at_most },
        },
    },
    LevelForm {
        name: "judged",
        named: "level rule `judged`",
        means: "A rater judges it against the rubric; it is never computed.",
        takes: LevelNumber::Nothing(LevelRule::Judged),
    },
];

impl LevelForm {
    /// The key of its number and the bounds of that, if it takes one.
    pub(crate) fn number(&self) -> Option<(&'static str, &RangeInclusive<u32>)> {
        match &self.takes {
            LevelNumber::Nothing(_) => None,
            LevelNumber::Number { key, bounds, .. } => Some((key, bounds)),
        }
    }
}

/// How a function reaches a level under `rule`.
pub(crate) fn level_in_words(rule: &LevelRule) -> String {
    match rule {
        LevelRule::All => "every applicable item is in place".to_owned(),
        LevelRule::Count { at_least } => {
            format!("at least {} in place", count(*at_least as usize, "item"))
        }
        LevelRule::Percent { at_least } => {
            format!("at least {at_least} percent of the applicable items in place")
        }
        LevelRule::Missing { at_most } => {
            format!("at most {} not in place", count(*at_most as usize, "applicable item"))
        }
        LevelRule::Judged => "a rater judges it; it is never computed".to_owned(),
    }
}
