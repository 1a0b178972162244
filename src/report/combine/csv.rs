//! A combined report as CSV (RFC 4180, UTF-8): every number of each district and of all, one row each; or
//! one row for each function and item of each district and of all, with a column for each statistic.

mod wide;

use ::csv::{Terminator, Writer, WriterBuilder};

use super::model::{Combined, Period};
use crate::count::Statistic;
use crate::formats::Format;
use crate::report::csv::cell::text_cell;
use crate::report::csv::figures::{OF_FIGURE, cells};

pub(crate) use wide::render as render_csv;

/// What the column of the district says in rows of all districts.
pub(super) const ALL: &str = "all districts";

/// The columns of what is the same in every row of a district or of all; [`head`] fills them.
const HEAD: [&str; 10] = [
    "format",
    "audience",
    "districts",
    "district",
    "as_of",
    "window",
    "from",
    "to",
    "records_found",
    "records_left_out",
];

/// The numbers of `report` as CSV with a header: those of all districts together first.
///
/// # Errors
/// None in practice: it is written to memory, and every row is as long as the header.
pub(crate) fn render_figures(report: &Combined) -> Result<String, std::io::Error> {
    let mut writer = writer();
    writer.write_record(HEAD.into_iter().chain(OF_FIGURE))?;
    let format = Format::CombinedFiguresCsv;
    for period in &report.periods {
        for figure in &period.figures {
            let measure = figure.address.measure;
            let address = figure.address.to_string();
            let mut row = |at: Option<usize>, values: [String; 7]| {
                let head = head(report, period, format, at).into_iter();
                let place = [text_cell(&address), measure.name().to_owned()];
                writer.write_record(head.chain(place).chain(values))
            };
            row(None, total(measure, figure))?;
            for (at, value) in figure.districts.iter().enumerate() {
                if let Some(value) = value {
                    row(Some(at), cells(measure, value))?;
                }
            }
        }
        for own in &period.own {
            let measure = own.address.measure;
            let of = |district: &super::model::District| district.district == own.district;
            let head = head(report, period, format, report.districts.iter().position(of));
            let place = [text_cell(&own.address.to_string()), measure.name().to_owned()];
            writer.write_record(head.into_iter().chain(place).chain(cells(measure, &own.value)))?;
        }
    }
    finished(writer)
}

fn total(measure: Statistic, figure: &super::model::Figure) -> [String; 7] {
    match (&figure.total, &figure.cannot_be_combined) {
        (Some(value), _) => cells(measure, value),
        (None, why) => {
            let mut cells: [String; 7] = Default::default();
            cells[6] = format!("cannot be combined: {}", why.as_deref().unwrap_or_default());
            cells
        }
    }
}

/// What is the same in every row of the district at a place, or of all.
fn head(report: &Combined, period: &Period, format: Format, at: Option<usize>) -> [String; 10] {
    let district = at.and_then(|at| report.districts.get(at));
    let records = at.and_then(|at| period.records_of.get(at)).unwrap_or(&period.records);
    [
        format.name().to_owned(),
        report.audience.to_owned(),
        report.districts.len().to_string(),
        district.map_or_else(|| ALL.to_owned(), |of| text_cell(&of.district)),
        report.as_of.to_string(),
        text_cell(&period.window.label),
        period.window.from.to_string(),
        period.window.to.to_string(),
        records.found.to_string(),
        records.left_out.to_string(),
    ]
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new())
}

fn finished(writer: Writer<Vec<u8>>) -> Result<String, std::io::Error> {
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}
