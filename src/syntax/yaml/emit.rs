//! Values to YAML text, laid out as a person would write a record: short lists and groups of words
//! on one line, everything else one thing per line, text of several lines as a block.

use super::scalar;
use crate::syntax::tree::digest::{Digested, Shape};
use crate::syntax::tree::{self, Node, read};

/// Columns that a list or group in brackets may take.
const WIDEST: usize = 90;

/// A value that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A number or date: written as it is.
    Plain(String),
    /// Text: quoted where it would be taken for something else.
    Text(String),
    /// A list.
    List(Vec<Written>),
    /// Keys with values.
    Map(Vec<(String, Written)>),
}

impl Written {
    /// Whether nothing is in it that a reader would see.
    pub fn is_empty(&self) -> bool {
        match self {
            Written::Plain(text) | Written::Text(text) => text.is_empty(),
            Written::List(elements) => elements.iter().all(Written::is_empty),
            Written::Map(entries) => entries.iter().all(|(_, value)| value.is_empty()),
        }
    }

    /// The text of a scalar.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Written::Plain(text) | Written::Text(text) => Some(text),
            Written::List(_) | Written::Map(_) => None,
        }
    }

    /// The value of `node`. What was refused or stands for nothing is an empty text.
    pub fn of(node: &Node) -> Self {
        match &node.value {
            tree::Value::Null | tree::Value::Refused => Written::Text(String::new()),
            tree::Value::Plain(text) if read::is_number(text) || read::is_boolean(text) => {
                Written::Plain(text.to_string())
            }
            tree::Value::Plain(text) | tree::Value::Quoted(text) => Written::Text(text.to_string()),
            tree::Value::List(nodes) => Written::List(nodes.iter().map(Self::of).collect()),
            tree::Value::Map(entries) => Written::Map(
                entries
                    .iter()
                    .map(|entry| (entry.key.to_string(), Self::of(&entry.value)))
                    .collect(),
            ),
        }
    }

    /// It on one line, if it is a scalar of one line.
    fn scalar(&self) -> Option<String> {
        match self {
            Written::Plain(text) => Some(text.clone()),
            Written::Text(text) if block(text, 0).is_none() => Some(scalar::inline(text)),
            _ => None,
        }
    }

    /// It in brackets, if that is how people write it: words alone, and not too many.
    fn in_brackets(&self, columns_before: usize) -> Option<String> {
        let word = |value: &Written| value.scalar().filter(|text| !text.contains(' '));
        let line = match self {
            Written::List(elements) => {
                let words: Option<Vec<String>> = elements.iter().map(word).collect();
                format!("[{}]", words?.join(", "))
            }
            Written::Map(entries) => {
                let pair = |(key, value): &(String, Written)| {
                    Some(format!("{}: {}", key_text(key), word(value)?))
                };
                let pairs: Option<Vec<String>> = entries.iter().map(pair).collect();
                format!("{{{}}}", pairs?.join(", "))
            }
            _ => return None,
        };
        (columns_before + line.chars().count() <= WIDEST).then_some(line)
    }
}

impl Digested for Written {
    fn shape(&self) -> Shape<'_, Self> {
        match self {
            Written::Plain(text) | Written::Text(text) => Shape::Text(text),
            Written::List(elements) => Shape::List(elements),
            Written::Map(entries) => {
                Shape::Map(entries.iter().map(|(key, value)| (key.as_str(), value)).collect())
            }
        }
    }
}

/// The YAML text of a file that holds `entries`, with those that are empty left out.
///
/// ```
/// # use coach::syntax::yaml::{Written, emit};
/// let text = |text: &str| Written::Text(text.to_owned());
/// let record = [
///     ("kind".to_owned(), text("session")),
///     ("starts".to_owned(), text("14:05")),
///     ("items".to_owned(), Written::List(vec![text("rationale"), text("listens")])),
///     ("notes".to_owned(), text("first line\nsecond line\n")),
/// ];
/// assert_eq!(
///     emit(&record),
///     "kind: session\nstarts: \"14:05\"\nitems: [rationale, listens]\n\
///      notes: |\n  first line\n  second line\n"
/// );
/// ```
pub fn emit(entries: &[(String, Written)]) -> String {
    let mut out = String::new();
    map(entries, 0, &mut out);
    out
}

/// The same in few bytes: each key on one line, whatever is under it.
pub(crate) fn emit_in_few_lines(entries: &[(String, Written)]) -> String {
    let said = entries.iter().filter(|(_, value)| !value.is_empty());
    let line = |(key, value): &(String, Written)| {
        format!("{}: {}\n", key_text(key), in_flow(&said_of(value)))
    };
    said.map(line).collect()
}

/// `value` without what is empty in it.
fn said_of(value: &Written) -> Written {
    let is_said = |value: &&Written| !value.is_empty();
    match value {
        Written::List(elements) => {
            Written::List(elements.iter().filter(is_said).map(said_of).collect())
        }
        Written::Map(entries) => {
            let said = entries.iter().filter(|(_, value)| is_said(&value));
            Written::Map(said.map(|(key, value)| (key.clone(), said_of(value))).collect())
        }
        scalar => scalar.clone(),
    }
}

fn map(entries: &[(String, Written)], indent: usize, out: &mut String) {
    let mut is_first = true;
    for (key, value) in entries.iter().filter(|(_, value)| !value.is_empty()) {
        // The first key of a list's element is behind its dash.
        if !std::mem::take(&mut is_first) || out.is_empty() || out.ends_with('\n') {
            push_indent(indent, out);
        }
        let key = key_text(key);
        out.push_str(&key);
        out.push(':');
        value_after(value, indent, indent + key.chars().count() + 2, out);
    }
}

/// `value` behind a key that is `indent` columns in.
fn value_after(value: &Written, indent: usize, columns_before: usize, out: &mut String) {
    if let Some(line) = value.scalar().or_else(|| value.in_brackets(columns_before)) {
        out.push(' ');
        out.push_str(&line);
        out.push('\n');
        return;
    }
    match value {
        Written::Plain(_) => {}
        Written::Text(text) => {
            out.push(' ');
            out.push_str(&block(text, indent + 2).unwrap_or_default());
        }
        Written::List(elements) => {
            out.push('\n');
            for element in elements.iter().filter(|element| !element.is_empty()) {
                list_element(element, indent + 2, out);
            }
        }
        Written::Map(entries) => {
            out.push('\n');
            map(entries, indent + 2, out);
        }
    }
}

fn list_element(element: &Written, indent: usize, out: &mut String) {
    push_indent(indent, out);
    out.push('-');
    match element {
        Written::Map(entries) if element.in_brackets(indent + 2).is_none() => {
            out.push(' ');
            map(entries, indent + 2, out);
        }
        element => value_after(element, indent, indent + 2, out),
    }
}

/// `key` with `value`, whole lines that are `indent` columns in.
pub(super) fn key_and_value(key: &str, value: &Written, indent: usize) -> String {
    let mut out = String::new();
    push_indent(indent, &mut out);
    let key = key_text(key);
    out.push_str(&key);
    out.push(':');
    value_after(value, indent, indent + key.chars().count() + 2, &mut out);
    out
}

/// The lines of a list of `elements` whose dashes are `indent` columns in.
pub(super) fn block_list(elements: &[Written], indent: usize) -> String {
    let mut out = String::new();
    for element in elements {
        list_element(element, indent, &mut out);
    }
    out
}

/// `value` on one line, within brackets or braces.
pub(super) fn in_flow(value: &Written) -> String {
    match value {
        Written::Plain(text) => text.clone(),
        Written::Text(text) => scalar::inline(text),
        Written::List(elements) => {
            let elements: Vec<String> = elements.iter().map(in_flow).collect();
            format!("[{}]", elements.join(", "))
        }
        Written::Map(entries) => {
            let pair =
                |(key, value): &(String, Written)| format!("{}: {}", key_text(key), in_flow(value));
            let pairs: Vec<String> = entries.iter().map(pair).collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

/// `key` as it is written. The keys of records are plain words, `on` too, which reads as a key where
/// a value would be a boolean.
fn key_text(key: &str) -> String {
    let is_word = |b: u8| b.is_ascii_lowercase() || b == b'_';
    if !key.is_empty() && key.bytes().all(is_word) && key != "null" {
        key.to_owned()
    } else {
        scalar::inline(key)
    }
}

fn push_indent(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// `text` of several lines as a block that is `indent` columns in; `None` where it is one line, or
/// no block can hold it as it is.
fn block(text: &str, indent: usize) -> Option<String> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let is_plain = |line: &str| {
        !line.starts_with([' ', '\t']) && !line.ends_with([' ', '\t']) && !line.chars().any(is_odd)
    };
    let has_lines = body.contains('\n') && !body.ends_with('\n') && !body.starts_with('\n');
    let lines: Vec<&str> = body.split('\n').collect();
    // A line that is indented against the first is fine; a first line that is indented is not.
    let holds = has_lines
        && is_plain(lines[0])
        && lines[1..].iter().all(|line| is_plain(line.trim_start_matches(' ')));
    if !holds {
        return None;
    }
    let mut out = String::from(if text.ends_with('\n') { "|\n" } else { "|-\n" });
    for line in lines {
        if !line.is_empty() {
            push_indent(indent, &mut out);
            out.push_str(line);
        }
        out.push('\n');
    }
    Some(out)
}

/// Characters that some reader of YAML takes for a break, or refuses.
fn is_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Problems;
    use crate::syntax::yaml::parse;
    use crate::text::source::Source;

    fn read_back(text: &str) -> Written {
        let source = Source::new("t", text.to_owned());
        let mut problems = Problems::default();
        let root = parse(&source, &mut problems).unwrap();
        assert!(problems.is_empty(), "{text}");
        Written::of(&root)
    }

    fn text(text: &str) -> Written {
        Written::Text(text.to_owned())
    }

    #[test]
    fn few_lines_say_the_same() {
        let lines = text("a\n\"b\nc: d\n");
        let within = Written::Map(vec![
            ("none".to_owned(), text("")),
            ("all".to_owned(), Written::List(vec![lines.clone(), text(""), text("x, y")])),
        ]);
        let all =
            [entry("notes", lines), entry("items", Written::List(vec![])), entry("more", within)];
        let few = emit_in_few_lines(&all);
        assert_eq!(few.lines().count(), 2, "{few}");
        assert_eq!(read_back(&few), read_back(&emit(&all)), "{few}");
    }

    fn entry(key: &str, value: Written) -> (String, Written) {
        (key.to_owned(), value)
    }

    #[test]
    fn a_record_is_laid_out_as_a_person_would() {
        let step = |what: &str| {
            Written::Map(vec![
                entry("id", text("s1")),
                entry("what", text(what)),
                entry("due", text("2026-09-21")),
                entry("done", text("")),
            ])
        };
        let record = [
            entry("kind", text("session")),
            entry("minutes", Written::Plain("45".into())),
            entry("meeting", text("5e03")),
            entry("phases", Written::List(vec![])),
            entry("observed", Written::Map(vec![entry("on", text("2026-09-14"))])),
            entry("reflection", Written::Map(vec![entry("working", text("hands up, mostly"))])),
            entry("next_steps", Written::List(vec![step("no: names"), step("a\nb")])),
        ];
        let expected = "kind: session\nminutes: 45\nmeeting: \"5e03\"\nobserved: {on: 2026-09-14}\n\
            reflection:\n  working: \"hands up, mostly\"\nnext_steps:\n  - id: s1\n    \
            what: \"no: names\"\n    due: 2026-09-21\n  - id: s1\n    what: |-\n      a\n      b\n    \
            due: 2026-09-21\n";
        assert_eq!(emit(&record).replace('\'', "\""), expected);
    }

    /// 90 columns are enough for a list on the line of its key, and 91 are not.
    #[test]
    fn a_line_is_as_wide_as_it_may_be() {
        for key in ["a", "items", "next_steps"] {
            for (width, lines) in [(90, 1), (91, 3)] {
                // The key with its colon and space, brackets, a comma and a space.
                let words = width - (key.len() + 2) - 4;
                let list = vec![text("x"), text(&"y".repeat(words - 1))];
                let list = Written::List(list);
                let all = [entry(key, list.clone())];
                assert_eq!(emit(&all).lines().count(), lines, "{}", emit(&all));
                assert_eq!(key_and_value(key, &list, 0), emit(&all));
                // Two columns further in, two letters fewer.
                let list = Written::List(vec![text("x"), text(&"y".repeat(words - 3))]);
                let within = key_and_value(key, &list, 2);
                assert_eq!(within.lines().count(), lines, "{within}");
                let nested =
                    [entry("o", Written::Map(vec![entry("s", text("t u")), entry(key, list)]))];
                assert_eq!(emit(&nested).lines().count(), 2 + lines, "{}", emit(&nested));
            }
        }
    }

    #[test]
    fn keys_that_are_no_plain_words_are_quoted() {
        for (key, is_plain) in [
            ("a_b", true),
            ("on", true),
            ("", false),
            ("null", false),
            ("a: b", false),
            ("#b", false),
            ("-", false),
        ] {
            let line = emit(&[entry(key, Written::Plain("1".to_owned()))]);
            assert_eq!(line == format!("{key}: 1\n"), is_plain, "{line}");
            assert_eq!(
                read_back(&line),
                Written::Map(vec![entry(key, Written::Plain("1".to_owned()))]),
                "{line}"
            );
        }
    }

    fn any_written() -> impl Strategy<Value = Written> {
        let words = "[a-z ,:#'\"{}\\[\\]&*!|>%@`\n\t0-9é-]{1,24}".prop_map(Written::Text);
        let any =
            any::<String>().prop_filter("not empty", |s| !s.is_empty()).prop_map(Written::Text);
        let number = (0u32..2000).prop_map(|n| Written::Plain(n.to_string()));
        prop_oneof![words, any, number].prop_recursive(4, 24, 4, |inner| {
            let key = "[a-z][a-z_-]{0,6}";
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(Written::List),
                prop::collection::btree_map(key, inner, 1..4)
                    .prop_map(|map| Written::Map(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(value in any_written()) {
            let entries = vec![("value".to_owned(), value)];
            let back = read_back(&emit(&entries));
            prop_assert_eq!(back, Written::Map(entries));
        }
    }
}
