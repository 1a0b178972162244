//! A comparison as a page: the two sides, whether it is better than before, what moved most and, if
//! asked for, everything that changed.

mod changed;
mod details;
mod head;
mod moved;

use super::model::{Comparison, Side};
use super::{Because, Standing};
use crate::report::model::Commit;
use crate::report::page::Part;
use crate::report::text::{self, Style};
use crate::report::{Shown, html, markdown};
use crate::text::wording::{count, grouped};

/// Profiles that are shown unless somebody asks for everything: a comparison is read in a comment, too.
const PROFILES: usize = 5;

/// `comparison` as lines of text, ending with a line break.
pub fn render_text(comparison: &Comparison, look: Style, shown: Shown) -> String {
    text::draw(&of(comparison, shown), look)
}

/// `comparison` as Markdown, ending with a line break.
pub fn render_markdown(comparison: &Comparison, shown: Shown) -> String {
    markdown::draw(&of(comparison, shown))
}

/// `comparison` as a whole document of HTML, ending with a line break.
pub fn render_html(comparison: &Comparison, shown: Shown) -> String {
    html::render_parts(&comparison.district, &of(comparison, shown))
}

fn of(comparison: &Comparison, shown: Shown) -> Vec<Part> {
    let mut parts = vec![
        Part::Title { district: comparison.district.clone(), audience: comparison.audience },
        Part::Line(format!("now: {}", side(&comparison.now, None))),
        Part::Line(format!("before: {}", side(&comparison.before, comparison.now.commit.as_ref()))),
    ];
    if !comparison.selection.is_empty() {
        parts.push(Part::Line(format!("only {}", comparison.selection.join(", "))));
    }
    if !comparison.unlike.is_empty() {
        parts.push(Part::Notes(comparison.unlike.clone()));
    }
    let is_detailed = shown.sections.is_all() || shown.explained;
    if comparison.changes.is_empty() {
        parts.extend([Part::Gap, Part::Line(how_many(comparison, is_detailed))]);
        return parts;
    }
    let heads = if is_detailed { comparison.head.len() } else { PROFILES };
    for head in comparison.head.iter().take(heads) {
        parts.push(Part::Gap);
        if comparison.head.len() > 1 {
            parts.push(Part::Heading(format!("Profile {}", head.profile)));
        }
        head::add(head, comparison.is_last_year, &mut parts);
        moved::add(head, &comparison.by, &mut parts);
    }
    if let Some(more @ 1..) = comparison.head.len().checked_sub(heads) {
        let more = count(more, "more profile");
        parts.extend([Part::Gap, Part::Line(format!("{more}: --details shows them all."))]);
    }
    if comparison.is_of_a_commit && !is_detailed {
        changed::add(&comparison.because, &mut parts);
    }
    if !comparison.head.is_empty() {
        parts.extend([Part::Gap, Part::Legend(vec![head::LEGEND.to_owned()])]);
    }
    parts.push(Part::Gap);
    parts.push(Part::Line(how_many(comparison, is_detailed)));
    if is_detailed {
        details::add(comparison, shown, &mut parts);
    }
    parts
}

/// How many numbers changed, and where to read on.
fn how_many(comparison: &Comparison, is_detailed: bool) -> String {
    let same = format!("{} the same", count(comparison.unchanged, "number"));
    let changed = count(comparison.changes.len(), "number");
    match (comparison.changes.is_empty(), is_detailed) {
        (true, _) => format!("Nothing changed: {same}."),
        (false, true) => format!("{changed} changed, {same}."),
        (false, false) => format!(
            "More: --details lists the numbers that changed, --explain each thing with its records ({changed} \
             changed, {same})."
        ),
    }
}

/// The measures of `thing` that show it: agreement of 8 of 8 items may be of others than before, and looks the same.
fn shown_steps(thing: &Because) -> impl Iterator<Item = &Standing> {
    thing.measures.iter().filter(|standing| standing.before != standing.now)
}

/// What stands where there is nothing.
fn none() -> String {
    "–".to_owned()
}

/// What a side is; its commit unless it is the one that is `known`.
fn side(side: &Side, known: Option<&Commit>) -> String {
    let window = &side.window;
    let mut text = format!("{}: {} to {}, as of {}", side.what, window.from, window.to, side.as_of);
    if side.left_out > 0 {
        let (left_out, found) = (grouped(side.left_out), count(side.found, "record"));
        text.push_str(&format!("; {left_out} of {found} left out"));
    }
    if let Some(commit) = side.commit.as_ref().filter(|&commit| Some(commit) != known) {
        text.push_str(&format!("; {}", commit.in_words()));
    }
    text
}
