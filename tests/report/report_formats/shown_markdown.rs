//! What a reader of the Markdown sees, by a renderer of GitHub flavored Markdown.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, Options, parse_document};

/// A page as it is shown.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Headings, paragraphs and list items, in order.
    pub(crate) lines: Vec<String>,
    /// Tables: a header and rows.
    pub(crate) tables: Vec<Vec<Vec<String>>>,
    /// What the page is built of, words left out: `heading(1)`, `table`, `cell`, `link`.
    pub(crate) shape: Vec<String>,
    /// Every run of text that no invisible comment interrupts: in one of these a later program may
    /// look for mentions.
    pub(crate) runs: Vec<String>,
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.strikethrough = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    options
}

pub(crate) fn shown(markdown: &str) -> Shown {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options());
    let mut shown = Shown::default();
    let mut is_new_run = true;
    for edge in root.traverse() {
        let node = match edge {
            NodeEdge::Start(node) => node,
            NodeEdge::End(node) => {
                is_new_run |= !matches!(node.data().value, NodeValue::Text(_));
                continue;
            }
        };
        let data = node.data();
        match &data.value {
            NodeValue::Text(text) => {
                if is_new_run {
                    shown.runs.push(String::new());
                }
                shown.runs.last_mut().expect("a run").push_str(text);
                is_new_run = false;
                continue;
            }
            NodeValue::HtmlInline(html) if html == "<!-- -->" => {
                is_new_run = true;
                continue;
            }
            NodeValue::Table(_) => shown.tables.push(Vec::new()),
            NodeValue::TableRow(_) => shown.tables.last_mut().expect("a table").push(Vec::new()),
            NodeValue::TableCell => {
                let row = shown.tables.last_mut().and_then(|table| table.last_mut());
                row.expect("a row").push(text_of(node));
            }
            NodeValue::Paragraph | NodeValue::Heading(_) => shown.lines.push(text_of(node)),
            _ => {}
        }
        is_new_run = true;
        shown.shape.push(name(&data.value));
    }
    shown
}

fn name(value: &NodeValue) -> String {
    match value {
        NodeValue::Heading(heading) => format!("heading({})", heading.level),
        other => other.xml_node_name().to_owned(),
    }
}

fn text_of(node: Node<'_>) -> String {
    let mut text = String::new();
    for edge in node.traverse() {
        let NodeEdge::Start(node) = edge else { continue };
        match &node.data().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

#[test]
fn what_markup_there_is_is_seen() {
    let shape = shown("# a *b*\n\n| x | [y](z) |\n|---|---|\n| 1 | http://x.example |\n").shape;
    let expected = [
        "document",
        "heading(1)",
        "emph",
        "table",
        "table_row",
        "table_cell",
        "table_cell",
        "link",
        "table_row",
        "table_cell",
        "table_cell",
        "link",
    ];
    assert_eq!(shape, expected);
    assert_eq!(shown("a@<!-- -->b &#35;<!-- -->1").runs, ["a@", "b #", "1"]);
    assert_eq!(shown("a@<!-- -->b &#35;<!-- -->1").lines, ["a@b #1"]);
}
