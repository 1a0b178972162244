//! An estimate, its interval, or why either is missing: no number goes out without saying why it has
//! no interval, or why there is no number at all.

use std::fmt;

/// An estimate. Where the value is missing, or an interval it could have, `reason` says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// The value; `None` where it is undefined. Always finite.
    pub value: Option<f64>,
    /// The 95 % interval, where there is one.
    pub interval: Option<Interval>,
    /// Why there is no value or, beside a value, no interval.
    pub reason: Option<Reason>,
}

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower limit.
    pub low: f64,
    /// Upper limit, never below the lower.
    pub high: f64,
    /// What was taken to be independent.
    pub rests_on: Independent,
}

/// What an interval takes to be independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Independent {
    /// Single items, although items of one visit are not.
    Items,
    /// So many visits: each was left out once (the jackknife).
    Visits(usize),
}

impl fmt::Display for Independent {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Independent::Items => write!(f, "items treated as independent"),
            Independent::Visits(visits) => write!(f, "jackknife over {visits} visits"),
        }
    }
}

/// Why there is no value, or no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No item was rated by two raters.
    NoPairs,
    /// So few items were rated by two that only the counts are given.
    TooFewItems {
        /// Items rated by two.
        items: u64,
        /// From how many on there is an estimate.
        at_least: u64,
    },
    /// Every rating is the same, so there is nothing that chance is measured by.
    AllTheSame,
    /// All ratings agree, so their spread gives no interval.
    AllAgree,
    /// Every part agrees as much as the next, so their spread gives no interval.
    NoSpread,
    /// Only one item was rated by two.
    OneItem,
    /// The measure has no interval of its own, and there are too few visits for the jackknife.
    TooFewVisits {
        /// From how many visits on there is an interval.
        at_least: usize,
    },
    /// Without one of the visits the measure is undefined.
    RestsOnOneVisit,
    /// No item was rated differently, so there is nothing to weigh.
    NoneDiffers,
    /// The measure needs the same two raters throughout.
    NotTheSameTwo,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Reason::NoPairs => write!(f, "no item was rated by two raters"),
            Reason::TooFewItems { items: 1, at_least } => {
                write!(
                    f,
                    "only 1 item was rated by two raters; fewer than {at_least} give only counts"
                )
            }
            Reason::TooFewItems { items, at_least } => {
                write!(
                    f,
                    "only {items} items were rated by two raters; fewer than {at_least} give only \
                     counts"
                )
            }
            Reason::AllTheSame => write!(f, "every rating is the same"),
            Reason::AllAgree => write!(f, "all ratings agree, so there is no interval"),
            Reason::NoSpread => {
                write!(f, "each part agrees as much as the next, so there is no interval")
            }
            Reason::OneItem => write!(f, "only one item has two ratings, so there is no interval"),
            Reason::TooFewVisits { at_least } => {
                write!(f, "fewer than {at_least} visits give no interval")
            }
            Reason::RestsOnOneVisit => {
                write!(f, "without one of the visits it is undefined, so there is no interval")
            }
            Reason::NoneDiffers => write!(f, "no item was rated differently"),
            Reason::NotTheSameTwo => write!(f, "it needs the same two raters on every visit"),
        }
    }
}

impl Estimate {
    /// No value.
    pub const fn undefined(reason: Reason) -> Self {
        Self { value: None, interval: None, reason: Some(reason) }
    }

    /// A value without an interval.
    pub(super) fn alone(value: f64, reason: Reason) -> Self {
        Self { value: Some(value), interval: None, reason: Some(reason) }
    }

    /// `value` ± `margin`, cut at `bounds`.
    pub(super) fn within(value: f64, margin: f64, bounds: [f64; 2], rests_on: Independent) -> Self {
        let [least, most] = bounds;
        let low = (value - margin).clamp(least, most);
        let high = (value + margin).clamp(least, most);
        let interval = Some(Interval { low, high, rests_on });
        Self { value: Some(value), interval, reason: None }
    }
}

/// A count as a real number; exact up to 2^53.
#[allow(clippy::cast_precision_loss, reason = "counts of ratings are far below 2^53")]
pub(super) fn real(count: u64) -> f64 {
    count as f64
}
