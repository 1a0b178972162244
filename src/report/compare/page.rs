//! A comparison as a page: the two sides, the numbers that changed, and what changed them.

use super::model::{Change, Comparison, Side};
use super::{Because, RecordChange};
use crate::diagnostic::wording::{count, grouped};
use crate::fidelity::Value;
use crate::report::markdown;
use crate::report::page::{Cell, Part, Shape, Table, value};
use crate::report::text::{self, Style};

/// `comparison` as lines of text, ending with a line break.
pub fn render_text(comparison: &Comparison, look: Style) -> String {
    text::draw(&of(comparison), look)
}

/// `comparison` as Markdown, ending with a line break.
pub fn render_markdown(comparison: &Comparison) -> String {
    markdown::draw(&of(comparison))
}

fn of(comparison: &Comparison) -> Vec<Part> {
    let mut parts = vec![
        Part::Title { district: comparison.district.clone(), audience: comparison.audience },
        Part::Line(format!("now:    {}", side(&comparison.now))),
        Part::Line(format!("before: {}", side(&comparison.before))),
    ];
    if !comparison.selection.is_empty() {
        parts.push(Part::Line(format!("only {}", comparison.selection.join(", "))));
    }
    if !comparison.unlike.is_empty() {
        parts.push(Part::Notes(comparison.unlike.clone()));
    }
    parts.push(Part::Gap);
    let same = format!("{} the same", count(comparison.unchanged, "number"));
    if comparison.changes.is_empty() {
        parts.push(Part::Line(format!("Nothing changed: {same}.")));
        return parts;
    }
    parts.push(Part::Line(format!(
        "{} changed, {same}.",
        count(comparison.changes.len(), "number")
    )));
    parts.extend([Part::Gap, Part::Table(changes(&comparison.changes)), Part::Gap]);
    match &comparison.because_unknown {
        Some(why) => parts.push(Part::Line(format!("Which records made the difference: {why}."))),
        None => add_because(&comparison.because, &mut parts),
    }
    parts
}

fn side(side: &Side) -> String {
    let window = &side.window;
    let commit = side.commit.as_ref().map_or_else(String::new, |commit| {
        let id = commit.id.get(..10).unwrap_or(&commit.id);
        let changed = if commit.has_changes { " with uncommitted changes" } else { "" };
        format!(", commit {id}{changed}")
    });
    format!(
        "{}: {} to {}, as of {}; {}, {} left out{commit}",
        side.what,
        window.from,
        window.to,
        side.as_of,
        count(side.found, "record"),
        grouped(side.left_out)
    )
}

fn changes(changes: &[Change]) -> Table {
    let shown = |of: &Option<Value>| of.as_ref().map_or_else(|| "–".to_owned(), value);
    let rows = changes.iter().map(|change| {
        let cells =
            [change.address.to_string(), shown(&change.before), shown(&change.now), step(change)];
        cells.map(Cell::from).to_vec()
    });
    let header = ["Number", "before", "now", "change"];
    Table {
        header: header.map(|title| Cell::from(title.to_owned())).to_vec(),
        rows: rows.collect(),
        shape: Shape::Numbers { least: 3 },
    }
}

/// By how much a count changed; of k of n, both.
fn step(change: &Change) -> String {
    let (Some(before), Some(now)) = (&change.before, &change.now) else { return String::new() };
    let signed = |before: i64, now: i64| format!("{:+}", now - before);
    match (before, now) {
        (Value::Count { count: before }, Value::Count { count: now }) => {
            let whole = |count: &u64| i64::try_from(*count).unwrap_or(i64::MAX);
            signed(whole(before), whole(now))
        }
        (Value::Share(before), Value::Share(now)) if before.n == now.n => {
            signed(before.k.into(), now.k.into())
        }
        (Value::Share(before), Value::Share(now)) => {
            let (k, n) =
                (signed(before.k.into(), now.k.into()), signed(before.n.into(), now.n.into()));
            format!("{k} of {n}")
        }
        _ => String::new(),
    }
}

fn add_because(all: &[Because], parts: &mut Vec<Part>) {
    if all.is_empty() {
        parts.push(Part::Line("No record counts otherwise than before.".to_owned()));
        return;
    }
    parts.push(Part::Heading("Because of".to_owned()));
    for of_pair in all.chunk_by(|one, other| one.relationship == other.relationship) {
        let path = of_pair.first().map_or("", |because| because.relationship.as_str());
        parts.push(Part::Line(format!("records/{path}")));
        parts.push(Part::Notes(of_pair.iter().map(sentence).collect()));
    }
}

fn sentence(because: &Because) -> String {
    let none = || "not there".to_owned();
    let measures = because.measures.iter().map(|standing| {
        let (before, now) = (standing.before.clone(), standing.now.clone());
        let (before, now) = (before.unwrap_or_else(none), now.unwrap_or_else(none));
        format!("{} {before} → {now}", standing.measure)
    });
    let measures: Vec<String> = measures.collect();
    let mut text = format!("{}: {}", because.what, measures.join(", "));
    if let Some(now) = because.now.as_ref().or(because.before.as_ref()) {
        text.push_str(&format!(" ({now})"));
    }
    let records: Vec<String> = because.records.iter().map(record).collect();
    if !records.is_empty() {
        text.push_str(&format!("; {}", records.join("; ")));
    }
    text
}

fn record(record: &RecordChange) -> String {
    let what = match (record.counted_before, record.counts_now) {
        (Some(true), Some(true)) => "counts in both",
        (_, Some(true)) => "counts now",
        (Some(true), Some(false)) => "no longer counts",
        (Some(true), None) => "is gone or no longer looked at",
        _ => "does not count",
    };
    format!("{} {what}: {}", record.file, record.why)
}
