//! TOML text in, a [`Node`] with positions out: what profiles and `coach.toml` are read from.
//!
//! All syntax errors are found, and what the parser could recover is still returned, so that one run
//! shows every fault of a file.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Finding, Problems, Rule, reading_rules};
use crate::syntax::tree::{Entry, Node, Value, rules as tree_rules};
use crate::text::source::{Source, Span};

reading_rules! {
    /// The text is not TOML.
    SYNTAX = "toml-syntax" {
        sentence: "Profiles and coach.toml are TOML",
        reason: "Settings that can be read in two ways would give two reports.",
        bad: "district = Testville",
        mended: "district = \"Testville\"",
    }
}

/// Reads `source`; syntax errors go to `problems`.
pub fn parse<'s>(source: &'s Source, problems: &mut Problems) -> Node<'s> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    if let Some(at) = conflict(&source.text).filter(|_| !errors.is_empty()) {
        let message = "a merge left its marks here: this file holds two versions";
        problems.push(
            Finding::new(&SYNTAX, Span::new(at..at + 7), message)
                .label("keep one version, and delete the lines <<<<<<<, ======= and >>>>>>>"),
        );
    } else {
        let mut last_line = None;
        for error in errors {
            let span = Span::new(error.span().unwrap_or_default());
            // One slip makes the parser stumble several times on its line.
            let line = source.position(span.start).line;
            if last_line.replace(line) != Some(line) {
                problems.push(syntax(source, span, error.message()));
            }
        }
    }
    let span = Span::new(table.span());
    Node { span, value: map(table.into_inner()) }
}

/// Of a text that is not TOML throughout, only what was read can be judged: not what seems to be
/// missing, nothing found under the rules `unsure`, and nothing that was guessed on a line with a
/// syntax error.
pub(crate) fn keep_what_is_sure(source: &Source, problems: &mut Problems, unsure: &[&Rule]) {
    let line = |finding: &Finding| source.position(finding.span().start).line;
    let mut broken_lines = Vec::new();
    problems.retain(|finding| {
        if finding.is(&SYNTAX) {
            broken_lines.push(line(finding));
        }
        true
    });
    problems.retain(|finding| {
        let is_unsure = finding.is(&tree_rules::MISSING_KEY)
            || unsure.iter().any(|rule| finding.is(rule))
            || broken_lines.contains(&line(finding));
        finding.is(&SYNTAX) || !is_unsure
    });
}

/// Where a merge conflict begins, if the text holds one.
fn conflict(text: &str) -> Option<usize> {
    if text.starts_with("<<<<<<< ") {
        return Some(0);
    }
    text.find("\n<<<<<<< ").map(|at| at + 1)
}

fn syntax(source: &Source, span: Span, reason: &str) -> Finding {
    let line = &source.text[source.line_around(span.start)];
    let curly = line.find(['“', '”', '„', '‘', '’']);
    let (message, label) = if curly.is_some() {
        ("a curly quote is where a straight one belongs", "write \" instead")
    } else if reason.contains("invalid basic string") || reason.contains("invalid literal string") {
        ("a quote is opened and never closed", "close the quote on the same line")
    } else if !line.contains('=') && line.contains(':') {
        ("a key and its value are joined by `=`, not by `:`", "write key = value")
    } else if reason.contains("duplicate key") {
        ("this key or table appears twice", "keep one of the two")
    } else if reason.contains("literal string")
        || reason.contains("string values must be quoted")
        || reason.contains("invalid boolean")
    {
        ("text values need quotes", "write \"…\"")
    } else {
        return Finding::new(&SYNTAX, span, format!("not TOML: {reason}"));
    };
    Finding::new(&SYNTAX, span, message).label(label)
}

fn map(table: DeTable<'_>) -> Value<'_> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key_span: Span::new(key.span()),
            key: key.into_inner(),
            value: node(value),
            repeats: Vec::new(),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    Value::Map(entries)
}

fn node(value: Spanned<DeValue<'_>>) -> Node<'_> {
    let span = Span::new(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Quoted(text),
        DeValue::Integer(number) => Value::Plain(Cow::Owned(number.to_string())),
        DeValue::Float(number) => Value::Plain(Cow::Owned(number.to_string())),
        DeValue::Boolean(truth) => {
            Value::Plain(Cow::Borrowed(if truth { "true" } else { "false" }))
        }
        DeValue::Datetime(date) => Value::Plain(Cow::Owned(date.to_string())),
        DeValue::Array(nodes) => Value::List(nodes.into_iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node { span, value }
}
