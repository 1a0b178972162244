//! The figures of a report as CSV, one row each: its address, and its value in columns of its own.

use ::csv::{Terminator, WriterBuilder};

use super::cell::text_cell;
use crate::count::{Statistic, Value};
use crate::formats::Format;
use crate::report::Report;

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

/// The figures of `report` as CSV with a header.
///
/// # Errors
/// None in practice: it is written to memory, and every row is as long as the header.
pub fn render(report: &Report) -> Result<String, std::io::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(OF_PERIOD.into_iter().chain(OF_FIGURE))?;
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
            writer.write_record(of_period.into_iter().chain(place).chain(values))?;
        }
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
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
