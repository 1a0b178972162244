//! TOML text in, a [`Node`] with positions out: what profiles and `coach.toml` are read from.
//!
//! All syntax errors are found, and what the parser could recover is still returned, so that one run
//! shows every fault of a file.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Finding, Level, Problems, Rule};
use crate::source::{Source, Span};
use crate::tree::{Entry, Node, Value};

/// The text is not TOML.
pub static SYNTAX: Rule = Rule {
    id: "toml-syntax",
    sentence: "Profiles and coach.toml are TOML",
    level: Level::Error,
    leaves_out: true,
};

/// Reads `source`; syntax errors go to `problems`.
pub fn parse<'s>(source: &'s Source, problems: &mut Problems) -> Node<'s> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors {
        let span = Span::new(error.span().unwrap_or_default());
        problems.push(Finding::new(&SYNTAX, span, error.message().to_owned()));
    }
    let span = Span::new(table.span());
    Node { span, value: map(table.into_inner()) }
}

fn map(table: DeTable<'_>) -> Value<'_> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key_span: Span::new(key.span()),
            key: key.into_inner(),
            value: node(value),
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
