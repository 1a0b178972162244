//! A report for an audience: what its policy names, and nothing else. A whole report comes in; a view goes out, built
//! from nothing: only what the policy names is ever put into it, so whoever draws a view cannot show more.
//!
//! Rows, numbers and facts are what a policy names (`domain/district/audience`); which statistic belongs to which
//! numbers is told in `numbers`. The district's office sees groups; small ones are put together before anything is
//! counted (`report/build/pool`).

mod build;
mod csv;
mod explained;
mod items;
mod model;
mod months;
mod numbers;
mod page;
mod pairs;
mod scope;
mod small;
mod tables;

pub use build::{Viewed, view};
pub(crate) use explained::check_number;
pub use model::View;
pub(super) use page::{for_whom, made_with};
pub(crate) use scope::{check_report, rows_of};
pub(super) use tables::ALL;

use super::text::Style;

/// The view as lines of text.
pub fn render_text(view: &View, look: Style) -> String {
    super::text::draw(&page::of(view), look)
}

/// The view as Markdown.
pub fn render_markdown(view: &View) -> String {
    super::markdown::draw(&page::of(view))
}

/// The view as a page of HTML.
pub fn render_html(view: &View) -> String {
    super::html::render_parts(&view.district, &page::with_words(view))
}

/// The view as CSV.
///
/// # Errors
/// None in practice: it is written to memory.
pub fn render_csv(view: &View) -> std::io::Result<String> {
    csv::render(view)
}
