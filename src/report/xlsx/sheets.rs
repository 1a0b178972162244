//! The tables of the workbook, as grids: functions, groups, who needs someone, items, answers, dosage, every figure,
//! and what their words mean. A report comes in. Several periods or profiles stand below each other, told apart by
//! columns of their own; all together stands below the rows of all of them.

mod figures;
mod functions;
mod groups;
mod items;
mod made;
mod needs;
mod words;

use super::workbook::Sheet;
use crate::report::model::{Dimension, Group, Report};
use crate::report::page::About;

pub(super) use needs::NAME as NEEDS;
pub(super) use words::words;

/// Rows that a chart has room for.
const MOST_BARS: usize = 30;

/// The sheets of `report`, in order, without the first.
pub(super) fn sheets(report: &Report) -> Vec<Sheet> {
    let mut sheets = vec![functions::functions(report)];
    // The rows of functions alone are the sheet of functions.
    if report.by != [Dimension::Function] {
        sheets.push(groups::groups(report));
    }
    sheets.extend(needs::needs(report));
    sheets.push(items::items(report));
    sheets.extend(items::by_group(report));
    sheets.push(groups::answers(report));
    sheets.push(groups::dosage(report));
    sheets.push(figures::figures(report));
    sheets.push(words(&sheets, &words::levels(report)));
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

/// Whether all rows of a sheet are parts of the last.
fn is_of_one(report: &Report) -> bool {
    abouts(report).len() == 1
}

/// A group, and whose.
#[derive(Clone, Copy)]
struct Row<'r> {
    about: About<'r>,
    group: &'r Group,
    /// Whether it is all of them together.
    is_total: bool,
}

impl Row<'_> {
    /// What it is called. All together are the district or, where only some were asked for, those.
    fn name(&self) -> String {
        match self.about.report.selection.as_slice() {
            selection @ [_, ..] if self.is_total => called(selection),
            _ => self.group.name.clone(),
        }
    }
}

/// What `selection` selects: of one pair, who it is.
fn called(selection: &[String]) -> String {
    let one = |words: &str, of: &str| {
        let id = words.strip_prefix(of)?.strip_prefix(' ')?;
        (!id.contains(' ')).then(|| id.to_owned())
    };
    if let [coach, educator] = selection
        && let (Some(coach), Some(educator)) = (one(coach, "coach"), one(educator, "educator"))
    {
        return format!("{coach} with {educator}");
    }
    selection.join(", ")
}

/// The groups of the whole report and, below them, those of each profile and period together.
fn rows(report: &Report) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for about in abouts(report) {
        let groups = about.profile.groups.iter();
        rows.extend(groups.map(|group| Row { about, group, is_total: false }));
    }
    for about in abouts(report) {
        rows.push(Row { about, group: &about.profile.total, is_total: true });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn one_pair_is_called_by_who_it_is_and_others_by_what_was_asked_for() {
        let said = |selection: &[&str]| {
            called(&selection.iter().map(|&words| words.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(said(&["coach c-01", "educator t-104"]), "c-01 with t-104");
        assert_eq!(
            said(&["coach c-01 or c-02", "educator t-1"]),
            "coach c-01 or c-02, educator t-1"
        );
        assert_eq!(said(&["school lincoln"]), "school lincoln");
    }
}
