//! Several districts' reports as one. The JSON of each comes in; one model goes out, then one renderer
//! per format. Counts and shares are added up, exactly as if the folders had been one; what is no sum
//! says that it cannot be combined. No record is read: records stay in their districts.
//!
//! `sent` is what is needed of a report, `read` reads one and finds its faults, `alike` compares all of
//! them, `adds` says what of a statistic adds up, and `build` does so.

mod adds;
mod alike;
mod build;
mod csv;
mod fault;
mod model;
mod page;
mod place;
mod read;
mod sent;

pub(crate) use build::combine;
pub(crate) use csv::{render_csv, render_figures};
pub(crate) use fault::Fault;
pub(crate) use model::{Combined, Period};
pub(crate) use page::{render_html, render_markdown, render_text};
pub(crate) use read::Given;
