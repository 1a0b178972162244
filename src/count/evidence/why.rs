//! Why a rule of evidence refuses a record. The report only sees that it does; the words are put
//! together where they are shown.

use std::fmt;

use chrono::NaiveDate;

use crate::count::moment::{Moment, Refusal};
use crate::domain::calendar::AsOf;

/// What one record does for an item: supports it on a day, or why the rule refuses it.
pub(super) type Verdict = Result<NaiveDate, Why>;

/// Why a rule refuses a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Its day.
    Day(Refusal),
    /// The rule's own words.
    Words(&'static str),
    /// The rule's own words before and after a detail.
    Around(&'static str, Detail, &'static str),
}

/// What a reason names: never a record's prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    Number(u32),
    Day(NaiveDate),
    AsOf(AsOf),
    /// The first and the last day of the window.
    Window(NaiveDate, NaiveDate),
}

impl Detail {
    pub(super) fn window(moment: &Moment) -> Self {
        Detail::Window(moment.window.from, moment.window.to)
    }
}

/// `day`, where the window holds it.
pub(super) fn in_window(day: NaiveDate, moment: &Moment) -> Verdict {
    Refusal::in_window(day, moment).map_err(Why::Day)
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Day(refusal) => refusal.fmt(f),
            Why::Words(words) => f.write_str(words),
            Why::Around(before, detail, after) => write!(f, "{before}{detail}{after}"),
        }
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Detail::Number(number) => number.fmt(f),
            Detail::Day(day) => day.fmt(f),
            Detail::AsOf(as_of) => as_of.fmt(f),
            Detail::Window(from, to) => write!(f, "{from} to {to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_its_days_and_numbers() {
        let day = |n| NaiveDate::from_ymd_opt(2025, 9, n).unwrap_or_default();
        let first = Why::Around("not on one of the first ", Detail::Number(3), " days");
        assert_eq!(first.to_string(), "not on one of the first 3 days");
        let after = Why::Around("after ", Detail::Day(day(4)), "");
        assert_eq!(after.to_string(), "after 2025-09-04");
        let window = Why::Around("outside ", Detail::Window(day(1), day(30)), "");
        assert_eq!(window.to_string(), "outside 2025-09-01 to 2025-09-30");
        assert_eq!(Why::Words("has no data").to_string(), "has no data");
        let refused = Why::Day(Refusal::AfterEnd(day(2)));
        assert_eq!(refused.to_string(), "dated after the relationship ended on 2025-09-02");
    }
}
