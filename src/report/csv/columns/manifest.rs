//! What the report was made with and what it rests on: the same in every row of a period and profile.

use super::{Cell, Column, column, date, number, of_part, text, word, yes_no};
use crate::count::Kept::{Always, Asked};
use crate::formats::Format;
use crate::report::Report;
use crate::report::model::Period;

/// Its columns.
pub(super) fn columns() -> Vec<Column> {
    let of =
        |kept, title, cell: fn(&Report) -> Cell| column(kept, title, move |row| cell(row.report));
    let in_period =
        |kept, title, cell: fn(&Period) -> Cell| column(kept, title, move |row| cell(row.period));
    vec![
        of(Always, "format", |_| word(Format::ReportCsv.name())),
        of(Always, "audience", |report| word(report.audience)),
        of(Asked, "tool", |report| word(report.tool.name)),
        of(Always, "tool_version", |report| word(report.tool.version)),
        of(Always, "commit", |report| text(&report.commit.as_ref()?.id)),
        of(Always, "commit_has_changes", |report| yes_no(report.commit.as_ref()?.has_changes?)),
        of(Always, "records_sha256", |report| text(report.records_sha256.as_deref()?)),
        of_part(Always, "profile_hash", |part| text(&part.profile.hash)),
        of(Always, "as_of", |report| date(report.as_of)),
        in_period(Always, "from", |period| date(period.window.from)),
        in_period(Always, "to", |period| date(period.window.to)),
        of(Asked, "selection", |report| text(&report.selection.join(", "))),
        column(Asked, "not_met_days", |row| {
            let of_profile = row.part.and_then(|part| part.profile.not_met_days);
            number(of_profile.unwrap_or(row.report.not_met_days))
        }),
        in_period(Always, "records_found", |period| number(period.records.found)),
        in_period(Always, "records_left_out", |period| number(period.records.left_out)),
        in_period(Asked, "unread_folders", |period| number(period.records.unread_folders)),
        in_period(Asked, "records_relationships", |period| number(period.records.relationships)),
        in_period(Asked, "records_in_window", |period| number(period.records.in_window)),
        in_period(Asked, "records_other_times", |period| number(period.records.other_times)),
        in_period(Asked, "records_for_later", |period| number(period.records.for_later)),
        in_period(Asked, "records_outside_dates", |period| number(period.records.outside_dates)),
        in_period(Asked, "school_year_day", |period| number(period.school_year.as_ref()?.day)),
        in_period(Asked, "judged_from_day", |period| {
            number(period.school_year.as_ref()?.judged_from_day)
        }),
    ]
}
