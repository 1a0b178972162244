//! The report for a terminal.

use super::layout::Look;
use super::model::Report;
use super::page::{self, Drawn, Fact, Outline, Part, Passage, Reasons, Shown};
use crate::text::width::{at_left, at_right, columns_of, lines};
use crate::text::wording::visible;

pub use super::layout::Look as Style;

/// Words of a document are never squeezed into fewer columns than this, however deep they are.
const NARROWEST: usize = 20;

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
        Part::Facts(facts) => draw_facts(facts, look),
        Part::Notes(notes) | Part::Legend(notes) => {
            notes.iter().map(|note| look.wrap(0, note)).collect()
        }
        Part::Addresses(rows) => {
            let width = rows.iter().map(|[value, _]| columns_of(value)).max();
            let width = width.unwrap_or_default();
            let line = |[value, address]: &[String; 2]| {
                format!("{}  {}\n", visible(&at_right(value, width)), visible(address))
            };
            rows.iter().map(line).collect()
        }
        // The table that follows says it.
        Part::Bars(_) => String::new(),
        Part::Months { title, series, .. } => {
            let widths = widths(series);
            let drawn = series.iter().map(|series| draw_series(series, widths, look));
            look.heading(title) + &drawn.collect::<String>()
        }
        Part::Outline(outline) => draw_outline(outline, 0, look),
        Part::Reasons(things) => things.iter().map(|thing| draw_reasons(thing, look)).collect(),
        Part::Section(heading) => draw_passage(true, 0, heading, look),
        Part::Passages(passages) => passages
            .iter()
            .map(|Passage { is_added, depth, text }| draw_passage(*is_added, *depth, text, look))
            .collect(),
        Part::Gap => "\n".to_owned(),
    }
}

/// Labels in one column, what belongs to each in another.
fn draw_facts(facts: &[Fact], look: Look) -> String {
    let labels = facts.iter().map(|fact| columns_of(&fact.label)).max().unwrap_or_default();
    let indent = labels + 2;
    let draw = |fact: &Fact| {
        let lines: String =
            fact.lines.iter().map(|line| look.wrap(indent, &visible(line))).collect();
        let rest = lines.get(indent..).unwrap_or_default();
        look.bold(&at_left(&fact.label, labels)) + "  " + rest
    };
    facts.iter().map(draw).collect()
}

/// Each level is further in than the one above it, what follows a first line still further.
fn draw_outline(outline: &[Outline], depth: usize, look: Look) -> String {
    let indent = 2 * depth;
    let draw = |thing: &Outline| {
        let lines = look.wrap(indent + 4, &thing.text).split_off(4);
        lines + &draw_outline(&thing.below, depth + 1, look)
    };
    outline.iter().map(draw).collect()
}

/// What was counted, what became of records below it, and their files below that.
fn draw_reasons(thing: &Reasons, look: Look) -> String {
    // The lines that follow the first are further in.
    let what = look.wrap(4, &thing.what).split_off(2);
    let verdicts = thing
        .verdicts
        .iter()
        .map(|(verdict, files)| look.wrap(4, verdict) + &look.wrap(6, &files.join(" ")));
    what + &verdicts.collect::<String>()
}

/// Words of a document, or what the encoding adds: the first column tells them apart.
fn draw_passage(is_added: bool, depth: usize, text: &str, look: Look) -> String {
    let mark = if is_added { "+ " } else { "  " };
    let indent = "  ".repeat(depth);
    let room = look.width.saturating_sub(mark.len() + indent.len()).max(NARROWEST);
    let lines = lines(&visible(text), room).into_iter();
    lines.map(|line| format!("{mark}{indent}{line}\n")).collect()
}

/// Columns of the names and of the drawings of `series`.
fn widths(series: &[Drawn]) -> [usize; 2] {
    let widest = |part: fn(&Drawn) -> &str| {
        series.iter().map(|drawn| columns_of(part(drawn))).max().unwrap_or_default()
    };
    [widest(|drawn| &drawn.name), widest(|drawn| &drawn.drawing)]
}

/// Name, drawing and words in columns; the words below where they would have less than half the width.
fn draw_series(series: &Drawn, [name, drawing]: [usize; 2], look: Look) -> String {
    let head = format!(
        "{}  {}",
        at_left(&visible(&series.name), name),
        at_left(&visible(&series.drawing), drawing)
    );
    let indent = name + drawing + 4;
    if 2 * indent > look.width {
        return format!("{}\n{}", head.trim_end(), look.wrap(2, &series.words));
    }
    let words = look.wrap(indent, &series.words);
    format!("{head}{}", words.get(indent - 2..).unwrap_or_default())
}
