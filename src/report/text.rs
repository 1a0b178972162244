//! The report for a terminal.

use super::layout::Look;
use super::model::Report;
use super::page::{self, Part, Shown};
use crate::diagnostic::wording::visible;

pub use super::layout::Look as Style;

/// `report` as lines of text, ending with a line break.
pub fn render(report: &Report, look: Look, shown: Shown) -> String {
    draw(&page::of(report, shown), look)
}

/// The parts of a page as lines of text.
pub(super) fn draw(parts: &[Part], look: Look) -> String {
    parts.iter().map(|part| draw_part(part, look)).collect()
}

fn draw_part(part: &Part, look: Look) -> String {
    match part {
        Part::Title { district, audience } => look.heading(&format!("{district} · {audience}")),
        Part::Heading(heading) => look.heading(heading),
        Part::Line(line) | Part::MadeBy { short: line, .. } => look.wrap(0, line),
        Part::Attention { label, words } if words.is_empty() => {
            format!("{label} nothing is overdue\n")
        }
        Part::Attention { label, words } => {
            let wrapped = look.wrap(0, &format!("{label} {}", words.join(", ")));
            wrapped.replacen(label, &look.alert(label), 1)
        }
        Part::Table(table) => look.table(table),
        Part::Notes(notes) | Part::Legend(notes) => {
            notes.iter().map(|note| look.wrap(0, note)).collect()
        }
        Part::Addresses(rows) => {
            let width = rows.iter().map(|[value, _]| value.chars().count()).max();
            let width = width.unwrap_or_default();
            let line = |[value, address]: &[String; 2]| {
                format!("{}  {}\n", visible(&format!("{value:>width$}")), visible(address))
            };
            rows.iter().map(line).collect()
        }
        Part::Gap => "\n".to_owned(),
    }
}
