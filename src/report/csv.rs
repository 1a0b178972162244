//! The report as CSV (RFC 4180, UTF-8), for spreadsheets and statistics: a header, then one row for
//! each function of each group, one for all its functions, and one an item. Proportions stand in two
//! columns of whole numbers; a cell is empty where a number has no meaning. What is the same for the
//! whole report stands in every row, so that any part of the file can stand alone.

mod columns;

use ::csv::{Terminator, WriterBuilder};

use super::Report;
use super::model::{By, Group, GroupFunction, ItemRow, ProfileReport, RelationshipItem};
use crate::diagnostic::wording::visible;
use columns::{Column, columns};

/// The version of this format; raised when a column changes its meaning or goes away.
const FORMAT: &str = "coach-report-csv/1";

/// `report` as CSV with a header.
///
/// # Errors
/// None in practice: it is written to memory, and every row is as long as the header.
pub fn render(report: &Report) -> Result<String, std::io::Error> {
    let columns: Vec<Column> = columns(report);
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| &column.title))?;
    for row in rows(report) {
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
    /// `None` only where there is no relationship at all.
    part: Option<Part<'r>>,
}

/// One function, all functions or one item of one group.
#[derive(Clone, Copy, Debug)]
struct Part<'r> {
    profile: &'r ProfileReport,
    /// What the group is.
    kind: &'static str,
    group: &'r Group,
    topic: Topic<'r>,
}

#[derive(Clone, Copy, Debug)]
enum Topic<'r> {
    AllFunctions,
    /// The function and its place in the profile.
    Function(usize, &'r GroupFunction),
    /// The item, and what each source says of it where the group is one relationship.
    Item(&'r ItemRow, Option<&'r RelationshipItem>),
}

fn rows(report: &Report) -> Vec<Row<'_>> {
    let mut parts = Vec::new();
    for profile in &report.profiles {
        add_group(profile, "district", &profile.total, &mut parts);
        let kind = match report.by {
            By::Relationship => "relationship",
            By::Coach => "coach",
            By::School => "school",
            By::District => "district",
        };
        profile.groups.iter().for_each(|group| add_group(profile, kind, group, &mut parts));
    }
    let mut rows: Vec<Row> =
        parts.into_iter().map(|part| Row { report, part: Some(part) }).collect();
    if rows.is_empty() {
        rows.push(Row { report, part: None });
    }
    rows
}

fn add_group<'r>(
    profile: &'r ProfileReport,
    kind: &'static str,
    group: &'r Group,
    parts: &mut Vec<Part<'r>>,
) {
    let mut topics = vec![Topic::AllFunctions];
    topics.extend(group.functions.iter().enumerate().map(|(i, of)| Topic::Function(i, of)));
    match &group.relationship {
        None if kind == "district" => {
            topics.extend(profile.items.iter().map(|item| Topic::Item(item, None)));
        }
        None => {}
        Some(behind) => topics.extend(behind.items.iter().filter_map(|item| {
            let row = profile.items.iter().find(|row| row.id == item.id)?;
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
