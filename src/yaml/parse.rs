//! Parser events to a tree, with every refusal on the way. Recursion-free: depth is bounded by a
//! stack of our own.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle, Span as EventSpan, StructureStyle, options};

use super::{DEEPEST, rules, syntax};
use crate::diagnostic::wording::quote;
use crate::diagnostic::{Finding, Problems};
use crate::source::{Source, Span};
use crate::tree::{Entry, Node, Value, rules as tree_rules};

/// The outcome of [`parse`]: the tree, or the one finding that kept it from being read.
pub type Parsed<'s> = Result<Node<'s>, Box<Finding>>;

/// Reads `source` as one YAML document.
///
/// # Errors
/// A syntax error, an empty file or too deep a nesting is the one finding of the file. Whatever is
/// YAML but refused goes to `problems`, and the rest is still read.
pub fn parse<'s>(source: &'s Source, problems: &mut Problems) -> Parsed<'s> {
    let text = source.text.as_str();
    syntax::check_characters(text)?;
    let options = options! {
        strict_indentation: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    let mut builder = Builder::default();
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, at) = event.map_err(|error| Box::new(syntax::finding(text, &error)))?;
        let span = span_of(&at);
        if let Some(tag) = at.tag_span() {
            let tag = span_of(&tag);
            problems.push(refusal(tag, format!("a tag ({})", quote(source.slice(tag)))));
        }
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    let finding = refusal(span, "a second document".to_owned());
                    problems.push(finding.label("one file holds one record"));
                    break;
                }
            }
            Event::Scalar(text, style, ..) => {
                let value = match style {
                    ScalarStyle::Plain if is_null(&text) => Value::Null,
                    ScalarStyle::Plain => Value::Plain(text),
                    _ => Value::Quoted(text),
                };
                builder.add(Node { span, value }, problems);
            }
            Event::MappingStart(style, ..) => builder.open(Open::Map, style, span)?,
            Event::SequenceStart(style, ..) => builder.open(Open::List, style, span)?,
            Event::MappingEnd | Event::SequenceEnd => builder.close(span, problems),
            Event::Anchor(..) => problems.push(refusal(span, "an anchor".to_owned())),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let finding = refusal(span, "an alias".to_owned());
                problems.push(finding.label("write the value out again"));
                builder.add(Node { span, value: Value::Refused }, problems);
            }
            _ => {}
        }
    }
    match builder.root {
        None | Some(Node { value: Value::Null, .. }) => {
            let finding = Finding::new(&rules::EMPTY, Span::default(), "the file is empty");
            Err(Box::new(finding.label("a record starts with `kind:`")))
        }
        Some(root) => Ok(root),
    }
}

fn span_of(at: &EventSpan) -> Span {
    Span::new(at.byte_range().unwrap_or_default())
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null")
}

fn refusal(span: Span, what: String) -> Finding {
    Finding::new(&rules::FEATURE, span, format!("{what} is not allowed in a record"))
}

#[derive(Clone, Copy)]
enum Open {
    Map,
    List,
}

/// A map or list whose end has not been reached.
struct Frame<'s> {
    start: Span,
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
}

impl<'s> Builder<'s> {
    fn open(&mut self, open: Open, style: StructureStyle, start: Span) -> Result<(), Box<Finding>> {
        if self.stack.len() == DEEPEST {
            return Err(Box::new(syntax::too_deep(start)));
        }
        let content = match open {
            Open::Map => Content::Map(Vec::new(), Key::Awaited),
            Open::List => Content::List(Vec::new()),
        };
        self.stack.push(Frame { start, is_flow: style == StructureStyle::Flow, content });
        Ok(())
    }

    fn close(&mut self, end: Span, problems: &mut Problems) {
        let Some(frame) = self.stack.pop() else { return };
        let inner = match &frame.content {
            Content::List(nodes) => {
                nodes.first().zip(nodes.last()).map(|(first, last)| first.span.to(last.span))
            }
            Content::Map(entries, _) => entries
                .first()
                .zip(entries.last())
                .map(|(first, last)| first.key_span.to(last.key_span).to(last.value.span)),
        };
        let span = match inner {
            Some(inner) if !frame.is_flow => inner,
            _ => frame.start.to(end),
        };
        let value = match frame.content {
            Content::List(nodes) => Value::List(nodes),
            Content::Map(entries, _) => Value::Map(entries),
        };
        self.add(Node { span, value }, problems);
    }

    /// Puts a finished node where it belongs: into the list, as key or value of the map, or at the
    /// root.
    fn add(&mut self, node: Node<'s>, problems: &mut Problems) {
        match self.stack.last_mut().map(|frame| &mut frame.content) {
            None => self.root = Some(node),
            Some(Content::List(nodes)) => nodes.push(node),
            Some(Content::Map(entries, key)) => {
                match std::mem::replace(key, Key::Awaited) {
                    Key::Awaited => *key = read_key(node, entries, problems),
                    Key::Read(text, key_span) => {
                        entries.push(Entry { key: text, key_span, value: node });
                    }
                    Key::Refused => problems.hide(node.span),
                };
            }
        }
    }
}

fn read_key<'s>(node: Node<'s>, entries: &[Entry<'s>], problems: &mut Problems) -> Key<'s> {
    let text = match node.value {
        Value::Plain(text) if text == "<<" => {
            let finding = refusal(node.span, "a merge key".to_owned());
            problems.push(finding.label("write the keys out"));
            return Key::Refused;
        }
        Value::Plain(text) | Value::Quoted(text) => text,
        Value::Refused => return Key::Refused,
        Value::Null | Value::List(_) | Value::Map(_) => {
            problems.hide(node.span);
            let finding = refusal(node.span, "a key that is not a word".to_owned());
            problems.push(finding.label("a key is one word before a colon"));
            return Key::Refused;
        }
    };
    if let Some(first) = entries.iter().find(|entry| entry.key == text) {
        problems.push(
            Finding::new(
                &tree_rules::DUPLICATE_KEY,
                node.span,
                format!("the key {} stands here twice", quote(&text)),
            )
            .label("keep one of the two")
            .related(first.key_span, "first here"),
        );
        return Key::Refused;
    }
    Key::Read(text, node.span)
}
