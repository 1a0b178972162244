//! The parts of any page as HTML.

use maud::{Markup, html};

use super::links::Links;
use super::picture;
use crate::report::page::{
    Cell, Drawn, Fact, Outline, Part, Passage, Reasons, Shape, Table, is_sum,
};
use crate::text::html::words;

/// `parts` one below the other.
pub(super) fn draw<'p>(parts: impl IntoIterator<Item = &'p Part>) -> Markup {
    draw_linked(parts, &Links::default())
}

/// The same; the numbers of each row lead where `links` say.
pub(super) fn draw_linked<'p>(parts: impl IntoIterator<Item = &'p Part>, links: &Links) -> Markup {
    html! { @for part in parts { (draw_part(part, links)) } }
}

fn draw_part(part: &Part, links: &Links) -> Markup {
    match part {
        Part::Gap => html! {},
        Part::Title { district, audience } => html! {
            h1 { (words(district)) }
            p.audience { (words(audience)) }
        },
        Part::Heading(heading) | Part::Section(heading) => html! { h2 { (words(heading)) } },
        Part::Line(line) => html! { p { (words(line)) } },
        Part::Attention { label, words: what } => html! {
            p {
                strong { (words(label)) } " "
                @if what.is_empty() { "nothing is overdue" } @else { (words(&what.join(", "))) }
            }
        },
        Part::Table(content) => table(content, None, links),
        Part::Bars(bars) => picture::bars_of(bars),
        Part::Addresses(rows) => addresses(rows),
        Part::Months { title, series, numbers } => html! {
            h3 { (words(title)) }
            dl.series { @for drawn in series { (draw_series(drawn)) } }
            div.months { (table(numbers, Some(title), links)) }
        },
        Part::Facts(facts) => html! { dl.facts { @for fact in facts { (draw_fact(fact)) } } },
        Part::Notes(notes) => html! { ul { @for note in notes { li { (words(note)) } } } },
        Part::Legend(notes) => html! {
            ul.legend { @for note in notes { li { (words(note)) } } }
        },
        Part::Outline(things) => outline(things),
        Part::Reasons(things) => reasons(things),
        Part::Passages(passages) => html! { @for one in passages { (passage(one)) } },
        Part::MadeBy { whole, .. } => html! { p.made { (words(whole)) } },
    }
}

/// `table` under a caption: its `name`, else its first heading, which whoever sees it need not read twice.
/// It may be wider than the page, and then moves by itself.
fn table(table: &Table, name: Option<&str>, links: &Links) -> Markup {
    let first = table.header.first().map(Cell::one_line).unwrap_or_default();
    let name = name.unwrap_or(&first);
    html! {
        div.wide role="region" tabindex="0" aria-label=(words(name)) {
            table {
                caption.unseen[name == first] { (words(name)) }
                thead {
                    tr {
                        @for (column, cell) in table.header.iter().enumerate() {
                            th scope="col" class=[class(table.shape, column)] { (lines(cell)) }
                        }
                    }
                }
                tbody { @for cells in &table.rows { (row(cells, table.shape, links)) } }
            }
        }
    }
}

fn row(cells: &[Cell], shape: Shape, links: &Links) -> Markup {
    let name = cells.first().map(Cell::one_line).unwrap_or_default();
    let to = links.from(&name);
    let has_number = |cell: &Cell| {
        cell.lines().iter().any(|line| line.starts_with(|c: char| c.is_ascii_digit()))
    };
    html! {
        tr.all[is_sum(cells)] {
            @for (column, cell) in cells.iter().enumerate() {
                @if column == 0 {
                    th scope="row" { (lines(cell)) }
                } @else {
                    td class=[class(shape, column)] {
                        @match to.filter(|_| has_number(cell)) {
                            Some(to) => a href=(to) { (lines(cell)) },
                            None => { (lines(cell)) }
                        }
                    }
                }
            }
        }
    }
}

/// What a column holds: numbers, or a sentence. The first has names.
fn class(shape: Shape, column: usize) -> Option<&'static str> {
    match shape {
        _ if column == 0 => None,
        Shape::Numbers { .. } => Some("n"),
        Shape::Named { words } if column >= words => Some("n"),
        Shape::Sentences { column: wide } if wide == column => Some("s"),
        Shape::Named { .. } | Shape::Words | Shape::Sentences { .. } => None,
    }
}

/// The lines of a cell below each other, and what stands beside the last.
fn lines(cell: &Cell) -> Markup {
    html! {
        @for (at, line) in cell.lines().iter().enumerate() {
            @if at > 0 { br; }
            (words(line))
        }
        @if let Some(aside) = cell.aside() { " " span.aside { (words(aside)) } }
    }
}

/// Each number, and its address as it is pasted into `coach explain`.
fn addresses(rows: &[[String; 2]]) -> Markup {
    html! {
        div.wide role="region" tabindex="0" aria-label="Addresses" {
            table {
                caption.unseen { "Addresses" }
                thead { tr { th.n scope="col" { "number" } th scope="col" { "address" } } }
                tbody {
                    @for [value, address] in rows {
                        tr { td.n { (words(value)) } td { code { (words(address)) } } }
                    }
                }
            }
        }
    }
}

/// The numbers of a series are in its table, so its drawing is for the eye alone.
fn draw_series(Drawn { name, drawing, words: said }: &Drawn) -> Markup {
    html! {
        dt { (words(name)) }
        dd { span.spark aria-hidden="true" { (words(drawing)) } " " (words(said)) }
    }
}

fn draw_fact(fact: &Fact) -> Markup {
    html! {
        dt { (words(&fact.label)) }
        @for line in &fact.lines { dd { (words(line)) } }
    }
}

fn outline(things: &[Outline]) -> Markup {
    html! {
        ul {
            @for thing in things {
                li {
                    (words(&thing.text))
                    @if !thing.below.is_empty() { (outline(&thing.below)) }
                }
            }
        }
    }
}

/// Things that were counted or not, with what became of records and the names of their files.
pub(super) fn reasons(things: &[Reasons]) -> Markup {
    html! {
        ul.reasons {
            @for thing in things {
                li {
                    (words(&thing.what))
                    @if !thing.verdicts.is_empty() {
                        ul {
                            @for (verdict, files) in &thing.verdicts {
                                li {
                                    (words(verdict))
                                    @for file in files { " " code { (words(file)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Words of a document; what an encoding adds to them is marked as such.
fn passage(Passage { is_added, depth, text }: &Passage) -> Markup {
    // Deeper than this, no more room is given away.
    let depth = format!("passage d{}", depth.min(&4));
    html! {
        p class=(depth) {
            @if *is_added { ins { (words(text)) } } @else { (words(text)) }
        }
    }
}
