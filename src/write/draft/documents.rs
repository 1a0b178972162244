//! Records that a script or a form hands over: one text in, its documents and the records in them
//! out. YAML (one record, several after `---`, or a list), JSON (the same), and JSON with one
//! record per line. Lines keep their numbers, so that findings name the line of the text that was
//! handed over.

use std::borrow::Cow;

use super::{Draft, order};
use crate::diagnostic::{Finding, Problems};
use crate::domain::record::{Home, Kind};
use crate::syntax::tree::{Entry, Node, Value, read, rules};
use crate::syntax::yaml::Written;
use crate::text::source::{Source, Span};

/// The relationship or coach that a handed-over record belongs to, as far as it says so itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The pair's folder, or part of it.
    pub pair: Option<String>,
    /// The coached educator.
    pub educator: Option<String>,
    /// The coach.
    pub coach: Option<String>,
    /// The school.
    pub school: Option<String>,
}

/// Keys of an [`Address`]; they are beside a record's own keys and are not written.
const ADDRESS: [&str; 4] = ["pair", "educator", "coach", "school"];

/// One document of a text that was handed over.
#[derive(Debug)]
pub struct Document {
    /// Its text, with an empty line for each line before it.
    pub source: Source,
}

/// The documents of the text `text`, shown as `name`.
pub fn documents(name: &str, text: &str) -> Vec<Document> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = |lines_before: usize, text: &str| {
        let text = "\n".repeat(lines_before) + text;
        Document { source: Source::new(name, text) }
    };
    if is_record_a_line(text) {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        return lines.map(|(before, line)| document(before, line)).collect();
    }
    let mut found = Vec::new();
    let (mut first_line, mut current) = (0, String::new());
    for (at, line) in text.split_inclusive('\n').enumerate() {
        match line
            .strip_prefix("---")
            .filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
        {
            Some(rest) => {
                if !is_blank(&current) {
                    found.push(document(first_line, &current));
                }
                first_line = at;
                current = format!("   {rest}");
            }
            None => current.push_str(line),
        }
    }
    if !is_blank(&current) || found.is_empty() {
        found.push(document(first_line, &current));
    }
    found
}

/// Whether nothing but comments stands in `text`.
fn is_blank(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

fn is_record_a_line(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let is_record = |line: &str| line.starts_with('{') && line.ends_with('}');
    lines.peek().is_some() && lines.clone().count() > 1 && lines.all(is_record)
}

impl Document {
    /// The records that its tree `root` holds: itself, or the elements of a list.
    pub fn records<'s>(root: Node<'s>, problems: &mut Problems) -> Vec<Node<'s>> {
        match root.value {
            Value::List(elements) => {
                let is_group = |node: &Node| matches!(node.value, Value::Map(_));
                for element in elements.iter().filter(|element| !is_group(element)) {
                    problems.hide(element.span);
                    let message = format!("a record belongs here, not {}", element.describe());
                    problems.push(Finding::new(&rules::WRONG_TYPE, element.span, message));
                }
                elements.into_iter().filter(is_group).collect()
            }
            _ => vec![root],
        }
    }

    /// The text of its one record as it was written, with comments and layout and without the lines
    /// of `taken`; `None` where it is a list or JSON, or a line holds more than what is taken.
    pub(crate) fn own_text(&self, record: &Node, taken: &[Span]) -> Option<String> {
        let text = self.source.text.as_str();
        let Value::Map(entries) = &record.value else { return None };
        let first = entries.first()?.key_span;
        let starts_line = |at: u32| text[..at as usize].ends_with('\n') || at == 0;
        if record.span.start != first.start || !starts_line(first.start) {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for span in taken {
            let line = self.source.line_around(span.start);
            // What goes on in the next line has no rest in this one.
            let rest = text.get(span.end as usize..line.end)?.trim_start();
            let is_alone = line.start == span.start as usize;
            if !is_alone || !(rest.is_empty() || rest.starts_with('#')) {
                return None;
            }
            out.push_str(&text[at..line.start]);
            at = text[line.end..].find('\n').map_or(text.len(), |end| line.end + end + 1);
        }
        out.push_str(&text[at..]);
        // Empty lines, and what stood behind `---`.
        let out = out.trim_start();
        Some(if out.ends_with('\n') { out.to_owned() } else { format!("{out}\n") })
    }
}

/// The keys that say whose a record is.
fn address_of(home: Home) -> &'static [&'static str] {
    match home {
        Home::Pair => &ADDRESS,
        Home::Coach => &["coach"],
    }
}

/// Takes what says whose a record is out of `record`, and tells where it stood; `kind` is what it is where it
/// does not say so. A relationship says so with keys of its own, which stay.
pub(crate) fn take_address(
    record: &mut Node,
    kind: Option<Kind>,
    problems: &mut Problems,
) -> (Address, Vec<Span>) {
    let (mut address, mut spans) = (Address::default(), Vec::new());
    let named = record.get("kind").and_then(Node::text).and_then(Kind::from_name);
    let keys = match named.or(kind) {
        Some(Kind::Relationship) => return (address, spans),
        Some(kind) => address_of(kind.home()),
        None => &ADDRESS,
    };
    let Value::Map(entries) = &mut record.value else { return (address, spans) };
    entries.retain(|entry| {
        let is_address = keys.contains(&&*entry.key);
        let at = ADDRESS.iter().position(|key| is_address && *key == entry.key);
        let Some(at) = at else { return true };
        let text = read::text(&entry.value, problems).map(str::to_owned);
        let place =
            [&mut address.pair, &mut address.educator, &mut address.coach, &mut address.school];
        if let Some(place) = place.into_iter().nth(at) {
            *place = text;
        }
        spans.push(entry.key_span.to(entry.value.span));
        false
    });
    (address, spans)
}

impl Draft {
    /// The record `record` of the kind that it names, or else of `kind`, its keys in the order of a
    /// file; `None` where neither says.
    pub(crate) fn of_node(record: &Node, kind: Option<Kind>) -> Option<Self> {
        let named = record.get("kind").and_then(Node::text).and_then(Kind::from_name);
        let Written::Map(mut entries) = Written::of(record) else { return None };
        let kind = named.or(kind)?;
        order::put_in_order(kind.table(), &mut entries);
        Some(Draft::of(kind, entries))
    }
}

/// Puts `kind:` first in a record that lacks it, because the command line says what it is.
pub(crate) fn add_kind(record: &mut Node, kind: Kind) {
    let span = record.span;
    let Value::Map(entries) = &mut record.value else { return };
    if entries.iter().all(|entry| entry.key != "kind") {
        let value = Node { span, value: Value::Plain(Cow::Borrowed(kind.name())) };
        entries.insert(
            0,
            Entry { key: Cow::Borrowed("kind"), key_span: span, value, repeats: Vec::new() },
        );
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syntax::yaml::parse;
    use crate::write::draft::Edited;

    /// Pieces of texts as they may be handed over, some of them broken.
    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "kind: contact\n",
            "- kind: contact\n",
            "  method: email\n",
            "date: 2026-05-20  # é\r\n",
            "educator: t-104\n",
            "educator: >-\n  t-104\n",
            "educator: |\n  t-104\n\n",
            "\"educator\": \"t-\\\n  104\" # c\n",
            "pair: {a: 1,\n  b: 2}\n",
            "coach:\n  - c-1\n",
            "school:\n",
            "? educator\n: t-1\n",
            "{kind: contact, educator: t-1}\n",
            "{\"kind\": \"contact\"}\n",
            "--- # next\n",
            "---\n",
            "# é\n",
            "\r\n",
            "about: |\n  a\n  # b\n",
            "é: [x",
        ]);
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        /// Whatever is handed over or typed, nothing panics, and text that is kept as it was says what
        /// was read, without the address.
        #[test]
        fn any_text_is_taken_or_not(text in any_text()) {
            Edited::of(&text);
            for document in documents("t", &text) {
                let mut problems = Problems::default();
                let Ok(root) = parse(&document.source, &mut problems) else { continue };
                let is_clean = problems.is_empty();
                for mut record in Document::records(root, &mut problems) {
                    let (_, spans) = take_address(&mut record, None, &mut problems);
                    let own = document.own_text(&record, &spans).filter(|_| is_clean);
                    let Some(own) = own else { continue };
                    let source = Source::new("t", own.clone());
                    let again = parse(&source, &mut Problems::default());
                    prop_assert!(again.is_ok(), "{own}");
                    prop_assert_eq!(again.ok().map(|node| Written::of(&node)), Some(Written::of(&record)));
                }
            }
        }
    }
}
