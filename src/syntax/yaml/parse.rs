//! Parser events to a tree, with every refusal on the way, for texts that [`quick`] declines.
//! Recursion-free: depth is bounded by a stack of our own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span as EventSpan, StructureStyle, options};

use super::{DEEPEST, quick, rules, syntax};
use crate::diagnostic::{Finding, Problems};
use crate::syntax::tree::{Entry, Node, Value, rules as tree_rules};
use crate::text::source::{Source, Span};
use crate::text::wording::quote;

/// The outcome of [`parse`]: the tree, or the one finding that kept it from being read.
pub(crate) type Parsed<'s> = Result<Node<'s>, Box<Finding>>;

/// Reads `source` as one YAML document.
///
/// # Errors
/// A syntax error, an empty file or too deep a nesting is the one finding of the file. Whatever is
/// YAML but refused goes to `problems`, and the rest is still read. Comments, and the names of
/// anchors, aliases and tags (often enough prose that should have been in quotes), are hidden.
pub fn parse<'s>(source: &'s Source, problems: &mut Problems) -> Parsed<'s> {
    let text = source.text.as_str();
    let is_usual = syntax::check_characters(text)?;
    if is_usual && let Some(quick) = quick::read(text) {
        quick.comments.into_iter().for_each(|comment| problems.comment(comment));
        return Ok(quick.root);
    }
    parse_fully(source, problems)
}

/// The same of any text whose characters were checked, by the full parser.
pub(super) fn parse_fully<'s>(source: &'s Source, problems: &mut Problems) -> Parsed<'s> {
    let text = source.text.as_str();
    let options = options! {
        strict_indentation: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder::default();
    let mut second_document = None;
    let mut read_up_to = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, at) = event.map_err(|error| {
            let fault = syntax::finding(text, &error, read_up_to as usize, builder.open_bracket());
            Box::new(match second_document {
                Some(start) => {
                    fault.related(start, "a second document begins here, perhaps by accident")
                }
                None => fault,
            })
        })?;
        let span = span_of(&at);
        if second_document.is_some() {
            // Only a syntax error further down still matters: it is a file's one finding.
            continue;
        }
        hide_comments(source, read_up_to..span.start, problems);
        read_up_to = read_up_to.max(span.end);
        if let Some(tag) = at.tag_span() {
            let what = "a word that begins with `!` (a YAML tag)";
            problems.push(refusal(span_of(&tag), what, "leave it out, or put the text in quotes"));
            hide_name(span_of(&tag), problems);
        }
        match event {
            Event::DocumentStart(..) if builder.has_document => {
                let what = "a second document";
                problems.push(refusal(span, what, "one file holds one record"));
                let marker = if source.slice(span).starts_with("---") { 3 } else { 0 };
                problems.hide(Span::new(span.start as usize + marker..text.len()));
                problems.unread_any();
                second_document = Some(span);
            }
            Event::DocumentStart(..) => builder.has_document = true,
            event => builder.take(event, span, problems)?,
        }
    }
    hide_comments(source, read_up_to..u32::MAX, problems);
    match builder.root {
        Some(root) if !matches!(root.value, Value::Null) => Ok(root),
        _ if second_document.is_some() => Ok(Node { span: Span::default(), value: Value::Refused }),
        _ => {
            let finding = Finding::new(&rules::EMPTY, Span::default(), "the file is empty");
            Err(Box::new(finding.label("a record starts with `kind:`")))
        }
    }
}

/// Hides the comments in `gap`, a stretch between two events: a `#` at the start of a line or after
/// a blank begins one, for nothing else in there holds a `#` in such a place.
fn hide_comments(source: &Source, gap: Range<u32>, problems: &mut Problems) {
    let bytes = source.text.as_bytes();
    let end = (gap.end as usize).min(bytes.len());
    let mut at = gap.start as usize;
    while at < end {
        let is_comment =
            bytes[at] == b'#' && (at == 0 || matches!(bytes[at - 1], b' ' | b'\t' | b'\n' | b'\r'));
        if !is_comment {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().position(|&b| b == b'\n').unwrap_or(bytes.len() - at);
        let windows = usize::from(bytes[at..at + length].ends_with(b"\r"));
        problems.comment(Span::new(at..at + length - windows));
        at += length;
    }
}

fn span_of(at: &EventSpan) -> Span {
    Span::new(at.byte_range().unwrap_or_default())
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null")
}

fn refusal(span: Span, what: &str, label: &str) -> Finding {
    Finding::new(&rules::FEATURE, span, format!("{what} is not allowed in a record")).label(label)
}

/// Hides what follows the first character of an anchor, alias or tag.
fn hide_name(span: Span, problems: &mut Problems) {
    problems.hide(Span { start: (span.start + 1).min(span.end), end: span.end });
}

#[derive(Clone, Copy)]
enum Open {
    Map,
    List,
}

/// A map or list whose end has not been reached.
struct Frame<'s> {
    start: Span,
    /// From the first to the last thing inside, refused or not.
    inside: Option<Span>,
    is_flow: bool,
    content: Content<'s>,
}

enum Content<'s> {
    List(Vec<Node<'s>>),
    Map(Vec<Entry<'s>>, Key<'s>),
}

/// What is known of a map's next entry.
enum Key<'s> {
    /// The key comes next.
    Awaited,
    /// The value comes next.
    Read(Cow<'s, str>, Span),
    /// The value comes next and is dropped: its key was refused.
    Refused,
}

#[derive(Default)]
struct Builder<'s> {
    stack: Vec<Frame<'s>>,
    root: Option<Node<'s>>,
    has_document: bool,
}

impl<'s> Builder<'s> {
    /// Takes what the parser found at `span` into the tree.
    fn take(
        &mut self,
        event: Event<'s>,
        span: Span,
        problems: &mut Problems,
    ) -> Result<(), Box<Finding>> {
        match event {
            Event::Scalar(text, style, ..) => {
                let value = match style {
                    ScalarStyle::Plain if is_null(&text) => Value::Null,
                    ScalarStyle::Plain => Value::Plain(text),
                    _ => Value::Quoted(text),
                };
                self.add(Node { span, value }, problems);
            }
            Event::MappingStart(style, ..) => self.open(Open::Map, style, span)?,
            Event::SequenceStart(style, ..) => self.open(Open::List, style, span)?,
            Event::MappingEnd | Event::SequenceEnd => self.close(span, problems),
            Event::Anchor(..) => {
                let what = "a word that begins with `&` (a YAML anchor)";
                problems.push(refusal(span, what, "leave it out, or put the text in quotes"));
                hide_name(span, problems);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let what = "a word that begins with `*` (a YAML alias)";
                let label = "write the value out, or put the text in quotes";
                problems.push(refusal(span, what, label));
                hide_name(span, problems);
                self.add(Node { span, value: Value::Refused }, problems);
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, open: Open, style: StructureStyle, start: Span) -> Result<(), Box<Finding>> {
        if self.stack.len() == DEEPEST {
            return Err(Box::new(syntax::too_deep(start)));
        }
        let content = match open {
            Open::Map => Content::Map(Vec::with_capacity(8), Key::Awaited),
            Open::List => Content::List(Vec::with_capacity(4)),
        };
        let is_flow = style == StructureStyle::Flow;
        self.stack.push(Frame { start, inside: None, is_flow, content });
        Ok(())
    }

    /// The place of the bracket or brace whose content is being read.
    fn open_bracket(&self) -> Option<Span> {
        self.stack.last().filter(|frame| frame.is_flow).map(|frame| frame.start)
    }

    fn close(&mut self, end: Span, problems: &mut Problems) {
        let Some(frame) = self.stack.pop() else { return };
        let span = match frame.inside {
            Some(inside) if !frame.is_flow => inside,
            _ => frame.start.to(end),
        };
        let value = match frame.content {
            Content::List(nodes) => Value::List(nodes),
            Content::Map(entries, _) => Value::Map(without_duplicates(entries, problems)),
        };
        self.add(Node { span, value }, problems);
    }

    /// Puts a finished node where it belongs: into the list, as key or value of the map, or at the
    /// root.
    fn add(&mut self, node: Node<'s>, problems: &mut Problems) {
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.inside = Some(frame.inside.map_or(node.span, |inside| inside.to(node.span)));
        match &mut frame.content {
            Content::List(nodes) => nodes.push(node),
            Content::Map(entries, key) => match std::mem::replace(key, Key::Awaited) {
                Key::Awaited => *key = read_key(node, problems),
                Key::Read(text, key_span) => {
                    entries.push(Entry { key: text, key_span, value: node, repeats: Vec::new() });
                }
                Key::Refused => {
                    problems.hide(node.span);
                    problems.unread_any();
                }
            },
        }
    }
}

fn read_key<'s>(node: Node<'s>, problems: &mut Problems) -> Key<'s> {
    match node.value {
        Value::Plain(text) if text == "<<" => {
            problems.push(refusal(node.span, "a merge key", "write the keys out"));
            Key::Refused
        }
        Value::Plain(text) | Value::Quoted(text) => Key::Read(text, node.span),
        Value::Refused => Key::Refused,
        Value::Null | Value::List(_) | Value::Map(_) => {
            problems.hide(node.span);
            let what = "a key that is not a word";
            problems.push(refusal(node.span, what, "a key is one word before a colon"));
            Key::Refused
        }
    }
}

/// `entries` with the first of each key; every further one is reported, and its value hidden: no
/// reader will ask for it.
fn without_duplicates<'s>(mut entries: Vec<Entry<'s>>, problems: &mut Problems) -> Vec<Entry<'s>> {
    /// Keys in a group of ordinary size: each is compared with those before it.
    const FEW: usize = 24;
    let is_new = |(i, entry): (usize, &Entry)| entries[..i].iter().all(|one| one.key != entry.key);
    if entries.len() <= FEW && entries.iter().enumerate().all(is_new) {
        return entries;
    }
    let mut first = HashMap::with_capacity(entries.len());
    let mut is_first = Vec::with_capacity(entries.len());
    let mut repeated = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let (seen, known) = *first.entry(&*entry.key).or_insert((entry.key_span, index));
        is_first.push(known == index);
        if known != index {
            repeated.push((known, entry.key_span));
            problems.hide(entry.value.span);
            let message = format!("the key {} appears twice", quote(&entry.key));
            problems.push(
                Finding::new(&tree_rules::DUPLICATE_KEY, entry.key_span, message)
                    .in_prose("a key appears twice")
                    .label("keep one of the two")
                    .related(seen, "first here"),
            );
        }
    }
    drop(first);
    repeated.into_iter().for_each(|(index, span)| entries[index].repeats.push(span));
    entries.into_iter().zip(is_first).filter_map(|(entry, keep)| keep.then_some(entry)).collect()
}
