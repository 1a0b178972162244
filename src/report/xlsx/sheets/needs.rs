//! The sheet of needs: every pair that needs someone, the one that waits for most first.

use super::abouts;
use super::made::{Made, grid, lead, made, words};
use crate::report::grid::{Datum, Holds};
use crate::report::model::{Need, Report};
use crate::report::page::About;
use crate::report::xlsx::workbook::Sheet;

/// What the sheet is called.
pub(in crate::report::xlsx) const NAME: &str = "Needs";

/// A pair, and whose.
struct Of<'r> {
    about: About<'r>,
    need: &'r Need,
}

/// The sheet; none where nobody waits.
pub(super) fn needs(report: &Report) -> Option<Sheet> {
    let mut rows = Vec::new();
    for about in abouts(report) {
        rows.extend(about.profile.needs.iter().map(|need| Of { about, need }));
    }
    let mut columns = lead(report, |of: &Of| of.about);
    columns.extend([
        words("school", "School", |of: &Of| of.need.school_name.clone()),
        words("coach", "Coach", |of: &Of| of.need.coach.clone()),
        words("educator", "Educator", |of: &Of| of.need.educator.clone()),
        days("answer-overdue-days", "answer overdue, days", |need| need.answer_overdue_days),
        days("step-overdue-days", "next step overdue, days", |need| need.step_overdue_days),
        days("not-met-days", "not met, days", |need| need.not_met_for_days),
    ]);
    (!rows.is_empty()).then(|| grid(NAME, columns, &rows, 0).into())
}

fn days<'r>(id: &'static str, title: &str, days: fn(&Need) -> Option<i64>) -> Made<'r, Of<'r>> {
    made(id, title, Holds::Counts, move |of: &Of| {
        days(of.need).map_or(Datum::Nothing, |days| Datum::Count(days.unsigned_abs()))
    })
}
