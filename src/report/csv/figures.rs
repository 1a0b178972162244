//! The figures of a report as CSV, one row each: its address, and its value in columns of its own.

use ::csv::{Terminator, WriterBuilder};

use super::cell::{text_cell, yes_no};
use crate::count::{Statistic, Value};
use crate::formats::Format;
use crate::report::Report;
use crate::report::model::{Figure, Period};

/// The columns of one figure: its address and measure, and what [`cells`] says.
pub(in crate::report) const OF_FIGURE: [&str; 9] =
    ["address", "measure", "count", "k", "n", "value", "low", "high", "reason"];

/// The columns of what is the same for all figures of a period.
const OF_PERIOD: [&str; 9] = [
    "format",
    "audience",
    "district",
    "as_of",
    "window",
    "from",
    "to",
    "records_found",
    "records_left_out",
];

/// The columns of what the report was made with and rests on. They follow those of the figure, where columns are
/// added.
const MADE_WITH: [&str; 6] = [
    "tool_version",
    "profile_hash",
    "commit",
    "commit_has_changes",
    "unread_folders",
    "records_sha256",
];

/// The figures of `report` as CSV with a header.
///
/// # Errors
/// None in practice: it is written to memory, and every row is as long as the header.
pub fn render(report: &Report) -> Result<String, std::io::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(OF_PERIOD.into_iter().chain(OF_FIGURE).chain(MADE_WITH))?;
    for period in &report.periods {
        for figure in &period.figures {
            let measure = figure.address.measure;
            let of_period = [
                Format::FiguresCsv.name().to_owned(),
                report.audience.to_owned(),
                text_cell(&report.district),
                report.as_of.to_string(),
                text_cell(&period.window.label),
                period.window.from.to_string(),
                period.window.to.to_string(),
                period.records.found.to_string(),
                period.records.left_out.to_string(),
            ];
            let place = [text_cell(&figure.address.to_string()), measure.name().to_owned()];
            let values = cells(measure, &figure.value);
            let of_figure = of_period.into_iter().chain(place).chain(values);
            writer.write_record(of_figure.chain(made_with(report, period, figure)))?;
        }
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

fn made_with(report: &Report, period: &Period, figure: &Figure) -> [String; 6] {
    let commit = report.commit.as_ref();
    let has_changes = commit.and_then(|commit| commit.has_changes);
    [
        report.tool.version.to_owned(),
        hashes(period, figure).join(" "),
        commit.map(|commit| text_cell(&commit.id)).unwrap_or_default(),
        has_changes.map(|has| yes_no(has).to_owned()).unwrap_or_default(),
        period.records.unread_folders.to_string(),
        report.records_sha256.clone().unwrap_or_default(),
    ]
}

/// The hashes of the profiles that a figure is counted by: of the one that its address names and of the one that it
/// shares items with; else of all, as what a coach did is counted whatever the profile.
fn hashes<'r>(period: &'r Period, figure: &Figure) -> Vec<&'r str> {
    let named = &figure.address.selection.profiles;
    let shared = figure.address.narrow.shared_with.as_ref();
    let is_of = |id: &String| named.is_empty() || named.contains(id) || shared == Some(id);
    let profiles = period.profiles.iter().filter(|profile| is_of(&profile.id));
    profiles.map(|profile| &*profile.hash).collect()
}

/// What the last seven columns of a figure say; empty where the value has none.
pub(in crate::report) fn cells(measure: Statistic, value: &Value) -> [String; 7] {
    let mut cells: [String; 7] = Default::default();
    match value {
        Value::Count { count } => cells[0] = count.to_string(),
        Value::Share(share) => {
            cells[1] = share.k.to_string();
            cells[2] = share.n.to_string();
        }
        Value::Estimate { value, reason, .. } => {
            cells[3] = value.map_or_else(String::new, |value| value.to_string());
            cells[6] = text_cell(reason.as_deref().unwrap_or_default());
        }
    }
    if let Some([low, high]) = measure.limits(value) {
        cells[4] = low.to_string();
        cells[5] = high.to_string();
    }
    cells
}
