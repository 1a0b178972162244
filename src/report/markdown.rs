//! The report as GitHub flavored Markdown, for the summary of a CI job or a page of a wiki.

use super::Report;
use super::page::{self, Cell, Drawn, Fact, Outline, Part, Passage, Reasons, Shape, Shown, Table};
use crate::text::markdown::harmless;

/// `report` as Markdown, ending with a line break.
pub fn render(report: &Report, shown: Shown) -> String {
    draw(&page::of(report, shown))
}

/// The parts of a page as Markdown.
pub(super) fn draw(parts: &[Part]) -> String {
    let blocks: Vec<String> = parts.iter().filter_map(block).collect();
    blocks.join("\n")
}

/// One part as a block of its own; nothing for a gap, since blocks stand apart anyway.
fn block(part: &Part) -> Option<String> {
    Some(match part {
        // The table that follows bars says the same.
        Part::Gap | Part::Bars(_) => return None,
        Part::Title { district, audience } => {
            format!("# {}\n\n**{}**\n", harmless(district), harmless(audience))
        }
        Part::Heading(heading) | Part::Section(heading) => format!("## {}\n", harmless(heading)),
        Part::Line(line) => format!("{}\n", harmless(line)),
        Part::Attention { label, words } => {
            let nothing = ["nothing is overdue".to_owned()];
            let words = if words.is_empty() { nothing.as_slice() } else { words };
            format!("**{}** {}\n", harmless(label), harmless(&words.join(", ")))
        }
        Part::Table(content) => table(content),
        Part::Addresses(rows) => {
            let row = |[value, address]: &[String; 2]| {
                format!("| {} | {} |\n", harmless(value), harmless(address))
            };
            let head = "| number | address |\n| ---: | :--- |\n";
            head.to_owned() + &rows.iter().map(row).collect::<String>()
        }
        Part::Months { title, series, numbers } => {
            let words = |drawn: &Drawn| {
                let [name, words] = [&drawn.name, &drawn.words].map(|text| harmless(text));
                format!("- {name}: {words}\n")
            };
            let words: String = series.iter().map(words).collect();
            format!("**{}**\n\n{words}\n{}", harmless(title), table(numbers))
        }
        Part::Facts(facts) => facts.iter().map(fact).collect(),
        Part::Notes(notes) => notes.iter().map(|note| format!("- {}\n", harmless(note))).collect(),
        Part::Legend(notes) => {
            let notes = notes.iter().map(|note| format!("- {}\n", harmless(note)));
            format!("---\n\n{}", notes.collect::<String>())
        }
        Part::Outline(things) => outline(things, 0),
        Part::Reasons(things) => outline(&things.iter().map(in_outline).collect::<Vec<_>>(), 0),
        Part::Passages(passages) => passages.iter().map(passage).collect(),
        Part::MadeBy { whole, .. } => format!("{}\n", harmless(whole)),
    })
}

/// A fact in a line of its own, or its lines in a list below its label.
fn fact(fact: &Fact) -> String {
    let label = harmless(&fact.label);
    match fact.lines.as_slice() {
        [only] => format!("- **{label}:** {}\n", harmless(only)),
        lines => {
            let lines = lines.iter().map(|line| format!("  - {}\n", harmless(line)));
            format!("- **{label}:**\n{}", lines.collect::<String>())
        }
    }
}

fn outline(things: &[Outline], depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let item = |thing: &Outline| {
        format!("{indent}- {}\n{}", harmless(&thing.text), outline(&thing.below, depth + 1))
    };
    things.iter().map(item).collect()
}

/// A thing that was counted, with what became of records below it, and their files below that.
fn in_outline(thing: &Reasons) -> Outline {
    let verdict = |(verdict, files): &(String, Vec<String>)| Outline {
        text: verdict.clone(),
        below: vec![Outline::leaf(files.join(" "))],
    };
    Outline { text: thing.what.clone(), below: thing.verdicts.iter().map(verdict).collect() }
}

/// Words of a document, or what the encoding adds, marked with a `+`.
fn passage(Passage { is_added, depth, text }: &Passage) -> String {
    let text = if *is_added { format!("+ {text}") } else { text.clone() };
    format!("{}- {}\n", "  ".repeat(*depth), harmless(&text))
}

fn table(table: &Table) -> String {
    let words = match table.shape {
        Shape::Numbers { .. } => 1,
        Shape::Named { words } => words,
        Shape::Words | Shape::Sentences { .. } => usize::MAX,
    };
    let marks = (0..table.header.len()).map(|column| if column < words { ":---" } else { "---:" });
    let marks: Vec<&str> = marks.collect();
    let mut out = row(&table.header) + &format!("| {} |\n", marks.join(" | "));
    table.rows.iter().for_each(|cells| out.push_str(&row(cells)));
    out
}

fn row(cells: &[Cell]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| harmless(&cell.one_line())).collect();
    format!("| {} |\n", cells.join(" | "))
}
