//! The report as one page of HTML that needs nothing else: no network, no script to be read. A report or the
//! parts of any page come in; a whole document goes out.
//!
//! `report` is the page of a report, with the pictures of `picture`, which `chart` draws; `parts` draws what every page
//! is made of, `document` puts a page around it, and `palette` holds its colors. `behind` shows what numbers are
//! made of, `links` says where they lead, and `site` makes many pages of one report.

mod behind;
mod chart;
mod document;
mod links;
mod palette;
mod parts;
mod picture;
mod report;
mod script;
mod site;

pub(in crate::report) use document::render_parts;
pub use report::render;
pub(in crate::report) use site::site;
