//! The report as CSV (RFC 4180, UTF-8), for spreadsheets and statistics: a header, then one row for
//! each function of each group, one for all its functions, and one an item. Proportions stand in two
//! columns of whole numbers; a cell is empty where a number has no meaning. What is the same for the
//! whole report stands in every row, so that any part of the file can stand alone.

mod columns;
pub mod figures;

use ::csv::{Terminator, WriterBuilder};

use super::Report;
use super::model::{Group, GroupFunction, ItemRow, Period, ProfileReport, RelationshipItem};
use crate::text::wording::visible;
use columns::{Column, columns};

/// `report` as CSV with a header.
///
/// # Errors
/// None in practice: it is written to memory, and every row is as long as the header.
pub fn render(report: &Report) -> Result<String, std::io::Error> {
    let columns: Vec<Column> = columns(report);
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| &column.title))?;
    let dimensions: Vec<&str> = report.by.iter().map(|by| by.name()).collect();
    for row in rows(report, &dimensions.join(",")) {
        writer
            .write_record(columns.iter().map(|column| (column.cell)(&row).unwrap_or_default()))?;
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

/// What one row is about.
#[derive(Clone, Copy, Debug)]
struct Row<'r> {
    report: &'r Report,
    period: &'r Period,
    /// `None` only where there is no relationship at all.
    part: Option<Part<'r>>,
}

/// One function, all functions or one item of one group.
#[derive(Clone, Copy, Debug)]
struct Part<'r> {
    profile: &'r ProfileReport,
    /// What the group is.
    kind: &'r str,
    group: &'r Group,
    topic: Topic<'r>,
}

#[derive(Clone, Copy, Debug)]
enum Topic<'r> {
    AllFunctions,
    /// A function.
    Function(&'r GroupFunction),
    /// The item, and what each source says of it where the group is one relationship.
    Item(&'r ItemRow, Option<&'r RelationshipItem>),
}

/// The rows of all periods; `kind` is what their groups are.
fn rows<'r>(report: &'r Report, kind: &'r str) -> Vec<Row<'r>> {
    let mut rows = Vec::new();
    for period in &report.periods {
        let mut parts = Vec::new();
        for profile in &period.profiles {
            add_group(profile, "district", &profile.total, &mut parts);
            profile.groups.iter().for_each(|group| add_group(profile, kind, group, &mut parts));
        }
        if parts.is_empty() {
            rows.push(Row { report, period, part: None });
        }
        rows.extend(parts.into_iter().map(|part| Row { report, period, part: Some(part) }));
    }
    rows
}

fn add_group<'r>(
    profile: &'r ProfileReport,
    kind: &'r str,
    group: &'r Group,
    parts: &mut Vec<Part<'r>>,
) {
    let mut topics = Vec::new();
    if group.whole.is_some() {
        topics.push(Topic::AllFunctions);
    }
    topics.extend(group.functions.iter().map(Topic::Function));
    match &group.relationship {
        None => topics.extend(group.items.iter().map(|item| Topic::Item(item, None))),
        Some(behind) => topics.extend(behind.items.iter().filter_map(|item| {
            let row = group.items.iter().find(|row| row.id == item.id)?;
            Some(Topic::Item(row, Some(item)))
        })),
    }
    parts.extend(topics.into_iter().map(|topic| Part { profile, kind, group, topic }));
}

/// `text` as a cell that no terminal, runner or spreadsheet acts upon: a spreadsheet takes what begins
/// with one of a few signs for a formula, and what follows an apostrophe for text.
fn text_cell(text: &str) -> String {
    let shown = visible(text);
    let first = shown.trim_start().chars().next();
    let is_formula = first.is_some_and(|first| "=+-@＝＋－＠".contains(first));
    if is_formula { format!("'{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::text_cell;

    #[test]
    fn what_a_spreadsheet_would_reckon_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", " =1"] {
            assert_eq!(text_cell(formula), format!("'{formula}"));
        }
        assert_eq!(text_cell("\t=1"), r"\u{9}=1");
        assert_eq!(text_cell("\r=1"), r"\u{d}=1");
        for text in ["K-8", "a=b", "", "'x", "Lincoln + Prairie"] {
            assert_eq!(text_cell(text), text);
        }
    }
}
