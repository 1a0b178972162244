//! Every number of the report with its address.

use super::cells::value;
use super::parts::Part;
use crate::report::model::Report;

/// Adds the list, a heading for each time where there are several.
pub(super) fn add(report: &Report, parts: &mut Vec<Part>) {
    for period in &report.periods {
        let mut heading = "Addresses".to_owned();
        if report.periods.len() > 1 {
            heading.push_str(&format!(" of {}", period.window.label));
        }
        let line = "`coach explain 'ADDRESS'` lists the records behind a number.";
        let figures = period.figures.iter();
        let rows = figures.map(|figure| [value(&figure.value), figure.address.to_string()]);
        parts.extend([
            Part::Gap,
            Part::Heading(heading),
            Part::Line(line.to_owned()),
            Part::Addresses(rows.collect()),
        ]);
    }
    parts.push(Part::Gap);
}
