//! TOML text in, a [`Node`] with positions out: what profiles and `coach.toml` are read from.
//!
//! All syntax errors are found, and what the parser could recover is still returned, so that one run
//! shows every fault of a file.

mod fault;
mod lines;

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Finding, Problems, Rule, reading_rules};
use crate::syntax::tree::{Entry, Node, Value, rules as tree_rules};
use crate::text::source::{Source, Span};
pub(crate) use lines::{Header, headers};

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
    fault::report(source, &errors, problems);
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
