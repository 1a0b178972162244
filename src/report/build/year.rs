//! How far the school year is that a report looks at. A window comes in; its school year goes out, where
//! the window is the one under way.

use chrono::NaiveDate;

use crate::domain::calendar::{SchoolYear, Window};
use crate::domain::district::{District, Usual};
use crate::report::model::YearSoFar;

/// The school year that holds `as_of`, where `window` is that year up to that day. `asked` is the period
/// as someone asked for it: two dates are no school year, even where they are the same days.
pub(super) fn so_far(
    district: &District,
    window: &Window,
    as_of: NaiveDate,
    asked: Option<&str>,
) -> Option<YearSoFar> {
    let year = SchoolYear::of(district.year_starts, as_of);
    let label = year.label();
    let is_asked = asked.is_none_or(|period| period == label || period == Usual::SchoolYear.name());
    (is_asked && window.from == year.first() && window.to == as_of).then(|| YearSoFar {
        label,
        day: year.day(as_of),
        judged_from_day: district.thresholds.judge_from_day,
    })
}
