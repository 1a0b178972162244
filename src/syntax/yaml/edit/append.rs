//! Further elements for a list in a file that a person wrote. The text, the key and the elements come in; the text
//! with them behind the list's last one goes out, or a refusal that says what to write by hand. Every byte that was
//! there stays.

use super::{Edit, Refused, apply};
use crate::diagnostic::Problems;
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml::emit::{Written, block_list, emit, in_flow};
use crate::syntax::yaml::parse;
use crate::text::source::{Source, Span};
use crate::text::wording::quote;

use super::layout::{line_break, line_of};
use super::verify::say_the_same;

/// Puts `elements` behind the last one of the list under `key` of the whole file `text`, laid out as that list is.
/// Where there is no such key, the list is the file's last.
///
/// ```
/// # use coach::syntax::yaml::{Written, append};
/// let text = "kind: review\ndata:\n- id: d1   # ours\n  source: x\nworking: pace\n";
/// let more = Written::Map(vec![("id".to_owned(), Written::Text("d2".to_owned()))]);
/// let done = append(text, "data", &[more]).unwrap();
/// assert_eq!(done, text.replace("source: x\n", "source: x\n- {id: d2}\n"));
/// ```
///
/// # Errors
/// The file breaks a rule of YAML or of the records' YAML, something else than a list is under `key`, or the result
/// would not read as the same file with just these elements more. Then `text` is to be left as it is.
pub fn append(text: &str, key: &str, elements: &[Written]) -> Result<String, Box<Refused>> {
    let source = Source::new("", text.to_owned());
    let mark = text.len() - source.text.len();
    let by_hand: Vec<String> = std::iter::once(format!("{key}:"))
        .chain(block_list(elements, 2).lines().map(str::to_owned))
        .collect();
    let refusal = |span: Span, reason: &str| {
        let (reason, line) = (reason.to_owned(), source.position(span.start).line);
        Box::new(Refused { reason, line, write: by_hand.clone() })
    };
    let mut problems = Problems::default();
    let root = parse(&source, &mut problems)
        .map_err(|finding| refusal(finding.span(), "the file cannot be read past this line"))?;
    let comments = problems.take_comments();
    if let Some(span) = problems.first() {
        return Err(refusal(
            span,
            "the file has a fault that comes first; `coach check` explains it",
        ));
    }
    let there = root.get(key);
    let edit = match there.map(|node| (node, &node.value)) {
        Some((node, Value::List(nodes))) => behind(&source.text, node.span, nodes, elements),
        Some((node, _)) => {
            return Err(refusal(node.span, &format!("there is no list under {} here", quote(key))));
        }
        None => at_the_end(&source.text, key, elements),
    };
    let after = Source::new("", apply(&source.text, std::slice::from_ref(&edit)));
    let mut problems = Problems::default();
    let read = parse(&after, &mut problems).ok();
    let is_so = read.is_some_and(|read| Written::of(&read) == expected(&root, key, elements))
        && say_the_same((&source, &comments), (&after, &problems.take_comments()))
        && problems.is_empty();
    if !is_so {
        let place = key_of(&root, key).unwrap_or(root.span);
        return Err(refusal(place, "nothing can be added safely to what is written here"));
    }
    Ok(format!("{}{}", &text[..mark], after.text))
}

/// Where `key` stands in the file's group of keys.
fn key_of(root: &Node, key: &str) -> Option<Span> {
    let Value::Map(entries) = &root.value else { return None };
    entries.iter().find(|entry| entry.key == key).map(|entry| entry.key_span)
}

/// The edit that puts `elements` behind the `nodes` of a list at `span`.
fn behind(text: &str, span: Span, nodes: &[Node], elements: &[Written]) -> Edit {
    let eol = |at: usize| line_break(text, at);
    let put = |at: usize, new: String| Edit { at: at..at, new };
    let end = span.end as usize;
    if text[span.range()].starts_with('[') {
        let flow: Vec<String> = elements.iter().map(in_flow).collect();
        return match nodes.last() {
            Some(last) => put(last.span.end as usize, format!(", {}", flow.join(", "))),
            None => put(end - 1, flow.join(", ")),
        };
    }
    // The dash of the last element is the last one before it.
    let first = nodes.first().map_or(span.start, |node| node.span.start) as usize;
    let line = line_of(text, first);
    let dash = text[line.start..first].find('-').unwrap_or(0);
    let lines = block_list(elements, dash).replace('\n', eol(end));
    match text[end..].find('\n') {
        Some(length) => put(end + length + 1, lines),
        None => put(text.len(), format!("{}{lines}", eol(end))),
    }
}

/// The edit that puts the list under `key` at the end of the file.
fn at_the_end(text: &str, key: &str, elements: &[Written]) -> Edit {
    let list = emit(&[(key.to_owned(), Written::List(elements.to_vec()))]);
    let eol = line_break(text, text.len());
    let before = if text.is_empty() || text.ends_with('\n') { "" } else { eol };
    Edit { at: text.len()..text.len(), new: format!("{before}{}", list.replace('\n', eol)) }
}

/// What the file is to say then.
fn expected(root: &Node, key: &str, elements: &[Written]) -> Written {
    let mut whole = Written::of(root);
    if let Written::Map(entries) = &mut whole {
        match entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, Written::List(list))) => list.extend_from_slice(elements),
            Some(_) => {}
            None => entries.push((key.to_owned(), Written::List(elements.to_vec()))),
        }
    }
    whole
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn new() -> [Written; 2] {
        let text = |text: &str| Written::Text(text.to_owned());
        let value = |number: &str| Written::Plain(number.to_owned());
        let values = Written::Map(vec![("on".to_owned(), text("2025-09-10"))]);
        [
            Written::Map(vec![
                ("id".to_owned(), text("d2")),
                ("measure".to_owned(), text("exit tickets: all")),
                ("values".to_owned(), Written::List(vec![values])),
            ]),
            Written::Map(vec![("n".to_owned(), value("7"))]),
        ]
    }

    #[test]
    fn elements_are_laid_out_as_the_list_is() {
        let block = |indent: &str| {
            format!(
                "{indent}- id: d2\n{indent}  measure: \"exit tickets: all\"\n{indent}  values:\n{indent}    \
                 - {{on: 2025-09-10}}\n{indent}- {{n: 7}}\n"
            )
        };
        let flow = "{id: d2, measure: \"exit tickets: all\", values: [{on: 2025-09-10}]}, {n: 7}";
        for (before, after) in [
            (
                "a: 1\ndata:\n  - x # c\n  # d\nb: 2\n",
                format!("a: 1\ndata:\n  - x # c\n{}  # d\nb: 2\n", block("  ")),
            ),
            (
                "data:\n- x: 1\n  y:\n    - 2\nb: |\n  t\n",
                format!("data:\n- x: 1\n  y:\n    - 2\n{}b: |\n  t\n", block("")),
            ),
            ("data:\n    - x", format!("data:\n    - x\n{}", block("    "))),
            ("data: [x] # c\n", format!("data: [x, {flow}] # c\n")),
            ("data: []\n", format!("data: [{flow}]\n")),
            ("data: [\n  {x: 1}, # c\n  ]\n", format!("data: [\n  {{x: 1}}, {flow}, # c\n  ]\n")),
            ("a: 1", format!("a: 1\ndata:\n{}", block("  "))),
            ("a: |\n  t\n# e\n", format!("a: |\n  t\n# e\ndata:\n{}", block("  "))),
            (
                "\u{feff}a: 1\r\ndata:\r\n  - x\r\n",
                format!("\u{feff}a: 1\r\ndata:\r\n  - x\r\n{}", block("  ").replace('\n', "\r\n")),
            ),
        ] {
            assert_eq!(append(before, "data", &new()).as_deref(), Ok(after.as_str()), "{before}");
        }
    }

    #[test]
    fn what_is_not_sure_is_refused_with_what_to_write() {
        for (text, line, reason) in [
            ("a: 1\ndata:\n", 2, "no list"),
            ("a: 1\ndata: x\n", 2, "no list"),
            ("a: [\n", 1, "cannot be read"),
            ("a: &x 1\n", 1, "fault that comes first"),
            ("{a: 1}\n", 1, "safely"),
            ("data:\n  - |+\n    t\n\n\n", 1, "safely"),
            ("a: 1\ndata:\n  - |+\n    t\n\n\n", 2, "safely"),
        ] {
            let refused = append(text, "data", &new()).unwrap_err();
            assert!(refused.reason.contains(reason), "{text}: {refused:?}");
            assert_eq!((refused.line, refused.write[0].as_str()), (line, "data:"), "{text}");
            assert_eq!(refused.write[1], "  - id: d2");
        }
    }
}
