//! Where in a text that was handed over something is that was found in the record made of it: the two
//! trees are walked side by side.

use crate::diagnostic::{Diagnostic, Masking, Place, Problems, Region};
use crate::syntax::tree::{Node, Value};
use crate::syntax::yaml;
use crate::text::source::{Position, Source, Span};

/// What was handed over, as far as a place in it needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'t, 's> {
    /// The whole text.
    pub source: &'t Source,
    /// What must not be quoted of it.
    pub masking: &'t Masking,
    /// The entry in it.
    pub entry: &'t Node<'s>,
}

/// Moves the places of `finding` that are in the record `text` at `path` to where that was handed over.
pub(crate) fn relocate(finding: &mut Diagnostic, path: &str, text: &str, handed: Text) {
    let source = Source::new(path, text.to_owned());
    let Ok(made) = yaml::parse(&source, &mut Problems::default()) else { return };
    let related = finding.related.iter_mut().map(|related| &mut related.place);
    for place in std::iter::once(&mut finding.place).chain(related) {
        if *place.path == *path {
            let span = place.region.as_ref().and_then(|region| {
                let wanted = span_of(&source, region);
                twin(&made, handed.entry, &|span| span == wanted)
                    .or_else(|| twin(&made, handed.entry, &|span| span.start == wanted.start))
            });
            *place = Place::at(handed.source, span.unwrap_or(begin(handed.entry)), handed.masking);
        }
    }
}

/// The first key of `entry`.
pub(crate) fn begin(entry: &Node) -> Span {
    match &entry.value {
        Value::Map(entries) => entries.first().map_or(entry.span, |first| first.key_span),
        _ => entry.span,
    }
}

/// The span in `handed` of the key or value whose span in `made` is what is looked for.
fn twin(made: &Node, handed: &Node, is_it: &impl Fn(Span) -> bool) -> Option<Span> {
    if is_it(made.span) {
        return Some(handed.span);
    }
    match (&made.value, &handed.value) {
        (Value::Map(made), Value::Map(handed)) => made.iter().find_map(|entry| {
            let other = handed.iter().find(|other| other.key == entry.key)?;
            let key = is_it(entry.key_span).then_some(other.key_span);
            key.or_else(|| twin(&entry.value, &other.value, is_it))
        }),
        (Value::List(made), Value::List(handed)) => {
            made.iter().zip(handed).find_map(|(made, handed)| twin(made, handed, is_it))
        }
        _ => None,
    }
}

/// The bytes of `region` in `source`.
fn span_of(source: &Source, region: &Region) -> Span {
    Span::new(offset(source, region.start)..offset(source, region.end))
}

fn offset(source: &Source, position: Position) -> usize {
    let lines = source.text.split_inclusive('\n');
    let before = (position.line as usize).saturating_sub(1);
    let start: usize = lines.clone().take(before).map(str::len).sum();
    let line = lines.clone().nth(before).unwrap_or_default();
    let column = (position.column as usize).saturating_sub(1);
    start + line.chars().take(column).map(char::len_utf8).sum::<usize>()
}
