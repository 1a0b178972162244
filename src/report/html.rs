//! The report as one page of HTML that needs nothing else: no network, no script to be read. A report or the
//! parts of any page come in; a whole document goes out.
//!
//! `parts` draws what every page is made of, `document` puts a page around it, and `palette` holds its colors.

mod document;
mod palette;
mod parts;

pub(in crate::report) use document::render_parts;

use super::model::Report;
use super::page::{self, Shown};

/// `report` as a whole document, ending with a line break.
pub(super) fn render(report: &Report, shown: Shown) -> String {
    render_parts(&report.district, &page::of(report, shown))
}
