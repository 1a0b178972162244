//! A comparison as a page: the two sides, the numbers that changed, and what changed them.

use std::fmt::Write as _;

use super::model::{Change, Comparison, Side};
use super::{Because, RecordChange, Standing};
use crate::count::Narrow;
use crate::count::Value;
use crate::report::page::{self, Cell, Outline, Part, Shape, Table, value};
use crate::report::text::{self, Style};
use crate::report::{Address, Selection, Shown, markdown};
use crate::text::wording::{count, grouped};

/// Things that are listed one by one without being asked for.
const LISTED: usize = 50;

/// `comparison` as lines of text, ending with a line break.
pub fn render_text(comparison: &Comparison, look: Style, shown: Shown) -> String {
    text::draw(&of(comparison, shown), look)
}

/// `comparison` as Markdown, ending with a line break.
pub fn render_markdown(comparison: &Comparison, shown: Shown) -> String {
    markdown::draw(&of(comparison, shown))
}

fn of(comparison: &Comparison, shown: Shown) -> Vec<Part> {
    let mut parts = vec![
        Part::Title { district: comparison.district.clone(), audience: comparison.audience },
        Part::Line(format!("now: {}", side(&comparison.now))),
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
    for (scope, changes) in by_scope(&comparison.changes) {
        parts.extend([Part::Gap, Part::Table(table(&scope, &changes))]);
    }
    parts.extend([
        Part::Gap,
        Part::Notes(vec![
            "– = not there, or undefined; interval = only the interval changed: `coach explain` says \
             more."
                .to_owned(),
            "A number's address is the words above its column, then those of its line.".to_owned(),
        ]),
        Part::Gap,
    ]);
    match &comparison.because_unknown {
        Some(why) => parts.push(Part::Line(format!("Which records made the difference: {why}."))),
        None => add_because(&comparison.because, shown, &mut parts),
    }
    parts
}

/// The changes of the same relationships together, in the order in which these come first.
fn by_scope(changes: &[Change]) -> Vec<(String, Vec<&Change>)> {
    let mut scopes: Vec<(&Selection, Vec<&Change>)> = Vec::new();
    for change in changes {
        let selection = &change.address.selection;
        match scopes.iter_mut().find(|(known, _)| *known == selection) {
            Some((_, changes)) => changes.push(change),
            None => scopes.push((selection, vec![change])),
        }
    }
    let changes = scopes.into_iter().map(|(_, changes)| changes);
    changes
        .map(|changes| (changes.first().map(|first| scope(first)).unwrap_or_default(), changes))
        .collect()
}

/// What is in the address of `change` before its measure and what narrows it.
fn scope(change: &Change) -> String {
    let address = Address { narrow: Narrow::default(), ..change.address.without_time() };
    let measure = address.measure.name();
    address.to_string().trim_end_matches(measure).trim_end().to_owned()
}

fn side(side: &Side) -> String {
    let window = &side.window;
    let commit =
        side.commit.as_ref().map_or_else(String::new, |commit| format!(", {}", commit.in_words()));
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

/// The numbers of the same relationships: `scope` says of which, in the words of their addresses.
fn table(scope: &str, changes: &[&Change]) -> Table {
    let rows = changes.iter().map(|change| {
        let address = Address { selection: Selection::default(), ..change.address.without_time() };
        let [before, now] = shown(change);
        [address.to_string(), before, now, step(change)].map(Cell::from).to_vec()
    });
    let scope = if scope.is_empty() { "Number" } else { scope };
    let header = [scope, "before", "now", "change"];
    Table {
        header: header.map(|title| Cell::from(title.to_owned())).to_vec(),
        rows: rows.collect(),
        shape: Shape::Numbers { least: 3 },
    }
}

/// Both values; estimates with all their digits only where that alone tells them apart.
fn shown(change: &Change) -> [String; 2] {
    let sides = [&change.before, &change.now];
    let written = [brief, exact].map(|write| sides.map(|of| of.as_ref().map_or_else(none, write)));
    let [briefly, exactly] = written;
    if briefly[0] == briefly[1] { exactly } else { briefly }
}

fn none() -> String {
    "–".to_owned()
}

fn brief(of: &Value) -> String {
    match of {
        Value::Estimate { value, .. } => value.map_or_else(none, digits),
        other => value(other),
    }
}

fn exact(of: &Value) -> String {
    match of {
        Value::Estimate { value, .. } => value.map_or_else(none, page::digits),
        other => value(other),
    }
}

/// `number` to three digits after the point, a small one to four, without zeros at its end.
fn digits(number: f64) -> String {
    let scale = if number.abs() < 0.1 { 1e4 } else { 1e3 };
    let number = (number * scale).round() / scale + 0.0;
    number.to_string().replace('-', "−")
}

/// By how much a number changed; of k of n, both; of an estimate, whether it is the interval alone.
fn step(change: &Change) -> String {
    let (Some(before), Some(now)) = (&change.before, &change.now) else { return String::new() };
    let signed = |before: i64, now: i64| format!("{:+}", now - before).replace('-', "−");
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
        (Value::Estimate { value: Some(before), .. }, Value::Estimate { value: Some(now), .. }) => {
            if now == before {
                return "interval".to_owned();
            }
            let sign = if now < before { "" } else { "+" };
            format!("{sign}{}", digits(now - before))
        }
        _ => String::new(),
    }
}

fn add_because(all: &[Because], shown: Shown, parts: &mut Vec<Part>) {
    if all.is_empty() {
        parts.push(Part::Line("No record counts differently than before.".to_owned()));
        return;
    }
    parts.push(Part::Heading("Because of".to_owned()));
    let one_by_one = all.len() <= LISTED || shown.explained;
    let pairs = all.chunk_by(|one, other| one.relationship == other.relationship);
    let outlines = pairs.map(|of_pair| {
        let path = of_pair.first().map_or("", |because| because.relationship.as_str());
        if one_by_one {
            let below = of_pair.iter().map(thing).collect();
            return Outline { text: format!("records/{path}"), below };
        }
        let files = of_pair.iter().flat_map(|because| &because.records).map(|of| &of.file);
        let files: std::collections::BTreeSet<&String> = files.collect();
        Outline::leaf(format!(
            "records/{path}: {} of {}",
            count(of_pair.len(), "difference"),
            count(files.len(), "record")
        ))
    });
    parts.push(Part::Outline(outlines.collect()));
    if !one_by_one {
        let most = "The relationships above are shown only as counts; --explain lists each \
                    difference with its records, and filters such as --educator or --school show \
                    fewer relationships.";
        parts.extend([Part::Gap, Part::Line(most.to_owned())]);
    }
}

/// What counts otherwise, why, by how much, and the records that made it so.
fn thing(because: &Because) -> Outline {
    let mut text = because.what.clone();
    if let Some(why) = because.now.as_ref().or(because.before.as_ref()) {
        let when = if because.now.is_none() { "before: " } else { "" };
        let _ = write!(text, ": {when}{why}");
    }
    let steps: Vec<String> = because.measures.iter().map(standing).collect();
    let mut below = vec![Outline::leaf(steps.join(" · "))];
    let mut verdicts: Vec<(String, Vec<&str>)> = Vec::new();
    for record in &because.records {
        let verdict = verdict(record);
        match verdicts.iter_mut().find(|(known, _)| *known == verdict) {
            Some((_, files)) => files.push(&record.file),
            None => verdicts.push((verdict, vec![&record.file])),
        }
    }
    below.extend(
        verdicts
            .into_iter()
            .map(|(text, files)| Outline { text, below: vec![Outline::leaf(files.join(" "))] }),
    );
    Outline { text, below }
}

fn standing(standing: &Standing) -> String {
    let shown = |of: &Option<String>| of.clone().unwrap_or_else(none);
    format!("{} {} → {}", standing.measure, shown(&standing.before), shown(&standing.now))
}

/// What became of a record, and the rule that counts it or did.
fn verdict(record: &RecordChange) -> String {
    let verdict = match (record.counted_before, record.counts_now) {
        (Some(true), Some(true)) => "counts in both",
        (_, Some(true)) if !record.was_there => "new, and counts",
        (_, Some(true)) => "counts now",
        (Some(true), None) if !record.is_there => "is gone, or cannot be used",
        (Some(true), _) => "no longer counts",
        _ => "does not count",
    };
    format!("{verdict}: {}", record.why)
}
