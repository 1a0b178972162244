//! The report as one page of HTML that needs nothing else: no network, no script to be read. A report or the
//! parts of any page come in; a whole document goes out.
//!
//! `report` is the page of a report, with the pictures of `picture`, which `chart` draws; `parts` draws what every page
//! is made of, `document` puts a page around it, and `palette` holds its colors.

mod chart;
mod document;
mod palette;
mod parts;
mod picture;
mod report;
mod script;

pub(in crate::report) use document::render_parts;
pub(in crate::report) use report::render;
