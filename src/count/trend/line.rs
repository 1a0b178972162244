//! The lines over months, what a month says of each, and the statistics of their slopes.

use crate::count::narrow::NarrowKey;
use crate::count::row::{Kind, Row};
use crate::count::{MonthCounts, Share, Value};
use crate::domain::district::Numbers;
use crate::domain::record::Role;

/// What a trend is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Requests answered in time of those that fell due, in percent.
    AnsweredInTime,
    /// Sessions of each relationship under way: with more pairs there are more sessions, and that is no
    /// trend of the coaching.
    Sessions,
    /// Observers' levels in place of all levels they gave, in percent.
    Observed,
}

impl Line {
    /// Every line, in the order of reports.
    pub const ALL: [Line; 3] = [Line::Observed, Line::AnsweredInTime, Line::Sessions];

    /// Whose ratings, where it is one of ratings.
    pub fn role(self) -> Option<Role> {
        (self == Line::Observed).then_some(Role::Observer)
    }

    /// What a month says; `None` where there was no occasion. No session in a month without school is no
    /// lack of one.
    pub fn value(self, counts: &MonthCounts) -> Option<MonthValue> {
        match self {
            Line::AnsweredInTime => MonthValue::of(counts.answered),
            Line::Sessions => {
                let (sessions, relationships) = (counts.sessions, counts.relationships);
                let has_occasion = counts.has_school || sessions > 0;
                (relationships > 0 && has_occasion)
                    .then_some(MonthValue::Sessions { sessions, relationships })
            }
            Line::Observed => MonthValue::of(counts.observed()),
        }
    }
}

/// What one month says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthValue {
    /// Sessions, and the relationships under way, more than 0.
    Sessions {
        /// Sessions.
        sessions: u32,
        /// Relationships.
        relationships: u32,
    },
    /// k of n, n more than 0.
    Share(Share),
}

impl MonthValue {
    pub(super) fn of(share: Share) -> Option<Self> {
        (share.n > 0).then_some(MonthValue::Share(share))
    }

    /// The number that a slope is computed from: 100 k ÷ n percent, or sessions ÷ relationships.
    pub fn value(self) -> f64 {
        match self {
            MonthValue::Sessions { sessions, relationships } => {
                f64::from(sessions) / f64::from(relationships)
            }
            MonthValue::Share(Share { k, n }) => f64::from(k) * 100.0 / f64::from(n),
        }
    }
}

impl From<MonthValue> for Value {
    fn from(value: MonthValue) -> Self {
        match value {
            MonthValue::Sessions { sessions, .. } => Value::Count { count: sessions.into() },
            MonthValue::Share(share) => Value::Share(share),
        }
    }
}

/// What is estimated of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfLine {
    /// Its slope.
    Slope(Line),
    /// The p-value of its slope.
    P(Line),
}

impl OfLine {
    /// The line.
    pub(crate) fn line(self) -> Line {
        match self {
            OfLine::Slope(line) | OfLine::P(line) => line,
        }
    }
}

pub(in crate::count) const OBSERVED_TREND: Row<OfLine> = Row {
    name: "observed-trend",
    meaning: "change of observers' ratings in place, in percentage points per 30 days",
    formula: "Theil–Sen slope of the share of observers' levels that are in place in each month: \
              the median of the slopes of all pairs of months, each month placed at its first day.",
    kind: Kind::Estimate,
    numbers: Numbers::Observed,
    narrowed_by: &[NarrowKey::SharedWith],
    column: None,
    made: OfLine::Slope(Line::Observed),
};

pub(in crate::count) const OBSERVED_TREND_P: Row<OfLine> = Row {
    name: "observed-trend-p",
    meaning: "p of the change of observers' ratings in place",
    formula: "Two-sided Mann–Kendall test of the share of observers' levels that are in place in \
              each month; exact for up to 10 months with no equal values.",
    kind: Kind::P,
    numbers: Numbers::Observed,
    narrowed_by: &[NarrowKey::SharedWith],
    column: None,
    made: OfLine::P(Line::Observed),
};

pub(in crate::count) const ANSWERED_IN_TIME_TREND: Row<OfLine> = Row {
    name: "answered-in-time-trend",
    meaning: "change of requests answered in time, in percentage points per 30 days",
    formula: "Theil–Sen slope of the share of requests that fell due in each month and were \
              answered in time: the median of the slopes of all pairs of months, each month placed \
              at its first day.",
    kind: Kind::Estimate,
    numbers: Numbers::Answers,
    narrowed_by: &[],
    column: None,
    made: OfLine::Slope(Line::AnsweredInTime),
};

pub(in crate::count) const ANSWERED_IN_TIME_TREND_P: Row<OfLine> = Row {
    name: "answered-in-time-trend-p",
    meaning: "p of the change of requests answered in time",
    formula: "Two-sided Mann–Kendall test of the share of requests answered in time in each month; \
              exact for up to 10 months with no equal values.",
    kind: Kind::P,
    numbers: Numbers::Answers,
    narrowed_by: &[],
    column: None,
    made: OfLine::P(Line::AnsweredInTime),
};

pub(in crate::count) const SESSIONS_TREND: Row<OfLine> = Row {
    name: "sessions-trend",
    meaning: "change of sessions per relationship per 30 days",
    formula: "Theil–Sen slope of the sessions of each whole month per relationship under way in \
              it: the median of the slopes of all pairs of months, each month placed at its first \
              day.",
    kind: Kind::Estimate,
    numbers: Numbers::Sessions,
    narrowed_by: &[],
    column: None,
    made: OfLine::Slope(Line::Sessions),
};

pub(in crate::count) const SESSIONS_TREND_P: Row<OfLine> = Row {
    name: "sessions-trend-p",
    meaning: "p of the change of sessions per relationship",
    formula: "Two-sided Mann–Kendall test of the sessions of each whole month per relationship \
              under way in it; exact for up to 10 months with no equal values.",
    kind: Kind::P,
    numbers: Numbers::Sessions,
    narrowed_by: &[],
    column: None,
    made: OfLine::P(Line::Sessions),
};
