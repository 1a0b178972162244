//! The times that are counted: the one that was asked for, whole, and each month of it. A window comes in;
//! windows go out, each with the id by which rows name it.

use crate::count::MOST_MONTHS;
use crate::domain::calendar::{Month, Window};

/// A time that is counted.
#[derive(Clone, Debug)]
pub(super) struct Period {
    /// What rows call it: `2025-09`, or `whole`.
    pub id: String,
    /// Whether it is one month of the whole.
    pub is_month: bool,
    /// Its days.
    pub window: Window,
}

/// The id of the time that was asked for.
pub(super) const WHOLE: &str = "whole";

/// `whole` and each of its months, cut at its ends; without months where there are more than a report
/// looks at one by one.
pub(super) fn periods(whole: &Window) -> Vec<Period> {
    let mut all = vec![Period { id: WHOLE.to_owned(), is_month: false, window: whole.clone() }];
    if is_too_long(whole) {
        return all;
    }
    let months = Month::from_to(whole.from, whole.to, MOST_MONTHS);
    all.extend(months.map(|month| Period {
        id: month.to_string(),
        is_month: true,
        window: Window {
            from: month.first().max(whole.from),
            to: month.last().min(whole.to),
            label: month.to_string(),
        },
    }));
    all
}

/// Whether `whole` has more months than are counted one by one.
pub(crate) fn is_too_long(whole: &Window) -> bool {
    Month::from_to(whole.from, whole.to, MOST_MONTHS + 1).count() > MOST_MONTHS
}
