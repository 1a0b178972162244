//! The tables of the workbook, as grids: functions, groups, items, answers, dosage, and every figure. A report comes
//! in. Several periods or profiles stand below each other, told apart by columns of their own.

mod figures;
mod functions;
mod groups;
mod items;
mod made;

use super::workbook::Sheet;
use crate::report::model::{Dimension, Group, Report};
use crate::report::page::About;

/// Rows that a chart has room for.
const MOST_BARS: usize = 40;

/// The sheets of `report`, in order, without the first.
pub(super) fn sheets(report: &Report) -> Vec<Sheet> {
    let mut sheets = vec![functions::functions(report)];
    // The rows of functions alone are the sheet of functions.
    if report.by != [Dimension::Function] {
        sheets.push(groups::groups(report));
    }
    sheets.push(items::items(report));
    sheets.push(groups::answers(report));
    sheets.push(groups::dosage(report));
    sheets.push(figures::figures(report).into());
    sheets
}

/// The pairs under each profile in each period.
fn abouts(report: &Report) -> Vec<About<'_>> {
    let mut abouts = Vec::new();
    for period in &report.periods {
        abouts.extend(period.profiles.iter().map(|profile| About { report, period, profile }));
    }
    abouts
}

/// A group, and whose.
#[derive(Clone, Copy)]
struct Row<'r> {
    about: About<'r>,
    group: &'r Group,
    /// Whether it is all of them together.
    is_total: bool,
}

/// The groups of the whole report, below those of each profile and period all of them together.
fn rows(report: &Report) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for about in abouts(report) {
        let row = |group, is_total| Row { about, group, is_total };
        rows.extend(about.profile.groups.iter().map(|group| row(group, false)));
        rows.push(row(&about.profile.total, true));
    }
    rows
}
