//! What is said of a text that is not TOML: what the parser stumbled over comes in; findings in plain
//! words, one for each slip, go out.

use toml::de::Error;

use super::SYNTAX;
use super::lines::{begins, endless, headers};
use crate::diagnostic::{Finding, Problems};
use crate::syntax::tree::rules as tree_rules;
use crate::text::source::{Source, Span};
use crate::text::wording::quote;

/// Reports `errors`, which the parser found in `source`.
pub(super) fn report(source: &Source, errors: &[Error], problems: &mut Problems) {
    if errors.is_empty() {
        return;
    }
    if let Some(at) = conflict(&source.text) {
        let message = "a merge left its marks here: this file holds two versions";
        problems.push(
            Finding::new(&SYNTAX, Span::new(at..at + 7), message)
                .label("keep one version, and delete the lines <<<<<<<, ======= and >>>>>>>"),
        );
        return;
    }
    let endless = endless(&source.text);
    if let Some(span) = endless {
        let message = "three quotes open a text here, and it is never closed";
        problems.push(
            Finding::new(&SYNTAX, span, message).label("write \"\"\" again where the text ends"),
        );
    }
    let mut told = Told::default();
    let span = |error: &Error| Span::new(error.span().unwrap_or_default());
    let mut errors: Vec<_> = errors.iter().map(|error| (span(error), error.message())).collect();
    errors.sort_by_key(|(span, _)| *span);
    for (span, reason) in errors {
        let is_after = endless.is_some_and(|endless| endless.start <= span.start);
        if !is_after && !told.covers(source, span) {
            let finding = finding(source, span, reason, &mut told);
            finding.into_iter().for_each(|finding| problems.push(finding));
        }
    }
}

/// What was told already, so that what follows from it is not told again.
#[derive(Default)]
struct Told {
    /// The last line with an error. One slip makes the parser stumble several times on its line.
    line: Option<u32>,
    /// Where the last text begins that is not closed on its line: it may go on below.
    unclosed: Option<Span>,
    /// Tables that appear twice. Their keys do, too.
    tables: Vec<Span>,
}

impl Told {
    fn covers(&mut self, source: &Source, span: Span) -> bool {
        let line = source.position(span.start).line;
        let goes_on = self.unclosed.is_some_and(|from| {
            let text = &source.text[from.range().start..source.line_around(span.start).end];
            !text.lines().skip(1).any(begins)
        });
        self.line.replace(line) == Some(line) || goes_on
    }
}

/// Where a merge conflict begins, if the text holds one.
fn conflict(text: &str) -> Option<usize> {
    if text.starts_with("<<<<<<< ") {
        return Some(0);
    }
    text.find("\n<<<<<<< ").map(|at| at + 1)
}

fn finding(source: &Source, span: Span, reason: &str, told: &mut Told) -> Option<Finding> {
    let around = source.line_around(span.start);
    let line = &source.text[around.clone()];
    if reason.contains("duplicate key") {
        return twice(source, span, told);
    }
    if let Some(inner) = quotes_within(line, span.range().start - around.start, reason) {
        let words = &line[inner.clone()];
        let span = Span::new(around.start + inner.start..around.start + inner.end);
        let label = format!("write it as {}", words.replace('"', "\\\""));
        let message = "a quote inside a text ends the text";
        return Some(Finding::new(&SYNTAX, span, message).label(label));
    }
    let curly = line.find(['“', '”', '„', '‘', '’']);
    let (message, label) = if curly.is_some() {
        ("a curly quote is where a straight one belongs", "write \" instead")
    } else if reason.contains("invalid basic string") || reason.contains("invalid literal string") {
        let opened = line.find('=').and_then(|at| Some(at + line[at..].find(['"', '\''])?));
        let from = around.start + opened.unwrap_or_default();
        let span = Span::new(from..around.start + line.trim_end().len());
        told.unclosed = Some(span);
        let label = "close the quote on the same line, or write \"\"\" at both ends of the text";
        let message = "a quote is opened and never closed";
        return Some(Finding::new(&SYNTAX, span, message).label(label));
    } else if !line.contains('=') && line.contains(':') {
        ("a key and its value are joined by `=`, not by `:`", "write key = value")
    } else if reason.contains("key with no value") {
        let words = around.start + line.len() - line.trim_start().len();
        let span = Span::new(words..words + line.trim().len());
        let label = "write key = value, or # before a note of your own";
        let message = "a key and its value are on one line, with `=` between them";
        return Some(Finding::new(&SYNTAX, span, message).label(label));
    } else if reason.contains("missing escaped value") {
        let backslash = Span { start: span.start.saturating_sub(1), end: span.start };
        let message = "a backslash has a meaning of its own in a text";
        let finding = Finding::new(&SYNTAX, backslash, message);
        return Some(finding.label("write \\\\ for a backslash"));
    } else if reason.contains("literal string")
        || reason.contains("string values must be quoted")
        || reason.contains("invalid boolean")
    {
        ("text values need quotes", "write \"…\"")
    } else {
        return Some(Finding::new(&SYNTAX, span, format!("not TOML: {reason}")));
    };
    Some(Finding::new(&SYNTAX, span, message).label(label))
}

/// Where the quotes inside a text are, if the parser stumbled over what follows them at the byte `at`
/// of `line`.
fn quotes_within(line: &str, at: usize, reason: &str) -> Option<std::ops::Range<usize>> {
    let (before, after) = (line.get(..at)?, line.get(at..)?);
    let value = before.split_once('=')?.1.trim_start();
    if !reason.contains("expected newline") || !value.starts_with('"') || value.len() < 2 {
        return None;
    }
    let inner = before.rfind('"')?..at + after.find('"')? + 1;
    line[inner.clone()].contains(char::is_alphanumeric).then_some(inner)
}

/// What is said of a key or table at `span` that is there already; nothing of what is below a table of
/// which that was said.
fn twice(source: &Source, span: Span, told: &mut Told) -> Option<Finding> {
    let tables = headers(&source.text);
    let own = tables.iter().rfind(|table| table.span.start <= span.start);
    let is_table = own.is_some_and(|own| span.start < own.span.end);
    let label = "the second: keep one of the two";
    let finding = |span: Span| {
        let message = format!("{} is there twice", quote(source.slice(span)));
        Finding::new(&tree_rules::DUPLICATE_KEY, span, message).label(label)
    };
    let Some(own) = own.filter(|_| is_table) else {
        let from = own.map_or(0, |own| own.span.end);
        if own.is_some_and(|own| told.tables.contains(&own.span)) {
            return None;
        }
        let first = key_between(source, from, span);
        let found = finding(span);
        return Some(match first {
            Some(first) => found.related(first, "the first"),
            None => found,
        });
    };
    told.tables.push(own.span);
    let is_same = |table: &&super::Header| table.path == own.path && table.span != own.span;
    let first = tables.iter().take_while(|table| table.span.start < own.span.start);
    Some(match first.filter(is_same).last() {
        Some(first) => finding(own.span).related(first.span, "the first"),
        None => finding(own.span),
    })
}

/// Where the key at `span` is first, at the beginning of a line below the byte `from`.
fn key_between(source: &Source, from: u32, span: Span) -> Option<Span> {
    let key = source.slice(span);
    let mut start = from as usize;
    let above = &source.text[start..span.range().start];
    above.split_inclusive('\n').find_map(|line| {
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        let rest = line.trim_start().strip_prefix(key)?;
        rest.trim_start().starts_with('=').then(|| Span::new(at..at + key.len()))
    })
}
