//! Single values of a map: texts, patterns, cells, words of closed lists. A node comes in; its value, or what is wrong
//! with it, goes out.

use crate::diagnostic::{Finding, Problems};
use crate::domain::record::Kind;
use crate::import::map::pattern::Pattern;
use crate::import::place;
use crate::syntax::tree::{Node, Value as Tree, read, rules};
use crate::text::nearest;
use crate::text::wording::{any_of, quote};

pub(super) fn text(node: &Node, problems: &mut Problems) -> Option<String> {
    read::text(node, problems).map(str::to_owned)
}

/// Text, or a number or truth as it is written.
pub(super) fn scalar(node: &Node, problems: &mut Problems) -> Option<String> {
    match node.text() {
        Some(text) => Some(text.to_owned()),
        None => text(node, problems),
    }
}

/// One text, or several in a list.
pub(super) fn texts(node: &Node, problems: &mut Problems) -> Option<Vec<String>> {
    match &node.value {
        Tree::List(nodes) => nodes.iter().map(|node| scalar(node, problems)).collect(),
        _ => Some(vec![scalar(node, problems)?]),
    }
}

pub(super) fn pattern(node: &Node, problems: &mut Problems) -> Option<Pattern> {
    Some(Pattern::of(&text(node, problems)?))
}

pub(super) fn patterns(node: &Node, problems: &mut Problems) -> Option<Vec<Pattern>> {
    Some(texts(node, problems)?.iter().map(|text| Pattern::of(text)).collect())
}

pub(super) fn letter(node: &Node, problems: &mut Problems) -> Option<char> {
    let text = read::text(node, problems)?;
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii() => Some(letter),
        _ => {
            let message = "one character belongs here, such as `;`";
            problems.push(Finding::new(&rules::OUT_OF_RANGE, node.span, message));
            None
        }
    }
}

/// A cell such as `B2`: its row from 1 and its column from 0.
pub(super) fn cell(node: &Node, problems: &mut Problems) -> Option<(u32, u32)> {
    let text = read::text(node, problems)?;
    let found = place::parse(text);
    if found.is_none() {
        let message = format!("{} is no cell", quote(text));
        let finding = Finding::new(&rules::OUT_OF_RANGE, node.span, message);
        problems.push(finding.label("write a column and a row, such as \"B2\""));
    }
    found
}

pub(super) fn zone(node: &Node, problems: &mut Problems) -> Option<chrono_tz::Tz> {
    let text = read::text(node, problems)?;
    let found = text.parse().ok();
    if found.is_none() {
        let message = format!("{} is no time zone that is known here", quote(text));
        let finding = Finding::new(&rules::UNKNOWN_WORD, node.span, message);
        let names = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        let near = nearest(text, names).unwrap_or("America/Chicago");
        problems.push(finding.label(format!("a zone is written as in `{near}`")));
    }
    found
}

/// One of `known`.
pub(super) fn word<T: Clone>(
    node: &Node,
    problems: &mut Problems,
    known: &[(&str, T)],
) -> Option<T> {
    chosen(node, problems, known, None)
}

/// One of `known`; `otherwise` says what may stand there instead of a word.
pub(super) fn word_or<T: Clone>(
    node: &Node,
    problems: &mut Problems,
    known: &[(&str, T)],
    otherwise: &str,
) -> Option<T> {
    chosen(node, problems, known, Some(otherwise))
}

fn chosen<T: Clone>(
    node: &Node,
    problems: &mut Problems,
    known: &[(&str, T)],
    otherwise: Option<&str>,
) -> Option<T> {
    let text = read::text(node, problems)?;
    let found = known.iter().find(|(word, _)| *word == text).map(|(_, value)| value.clone());
    if found.is_none() {
        let finding = unknown(node, text, known.iter().map(|(word, _)| *word));
        problems.push(match otherwise {
            Some(otherwise) => finding.help(otherwise),
            None => finding,
        });
    }
    found
}

pub(super) fn kind(node: &Node, problems: &mut Problems) -> Option<Kind> {
    let text = read::text(node, problems)?;
    let kind = Kind::from_name(text);
    if kind.is_none() {
        problems.push(unknown(node, text, Kind::ALL.iter().map(|kind| kind.name())));
    }
    kind
}

fn unknown<'k>(node: &Node, text: &str, known: impl Iterator<Item = &'k str> + Clone) -> Finding {
    let message = format!("{} is none of the words that may stand here", quote(text));
    let finding = Finding::new(&rules::UNKNOWN_WORD, node.span, message);
    match nearest(text, known.clone()) {
        Some(near) => finding.label(format!("did you mean `{near}`?")),
        None => finding.label(format!("allowed: {}", any_of(known))),
    }
}
