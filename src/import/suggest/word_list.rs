//! The list of a source's words under a key: each word with how many rows use it comes in; lines of TOML go out, with
//! those that were found, those that need no line, and, as comments, those that have to be filled in.

use super::grid::Grid;
use super::layout::{comment, quoted, with_reason};
use super::value::{Lines, Making};
use super::words::How;
use crate::domain::key::{Form, Terms};
use crate::import::people::is_id;
use crate::import::value::word::folded;

/// The most words that are listed; a column with more is no list of words.
const MOST: usize = 60;

/// The words in `columns`, several of one cell each by itself, and how many rows use each.
pub(super) fn own_words(making: &Making, form: Form, columns: &[usize]) -> Vec<(String, usize)> {
    let mut words: Vec<(String, usize)> = Vec::new();
    let mut add = |word: &str, count: usize| {
        let word = word.trim();
        if word.is_empty() {
            return;
        }
        match words.iter_mut().find(|(known, _)| folded(known) == folded(word)) {
            Some((_, rows)) => *rows += count,
            None => words.push((word.to_owned(), count)),
        }
    };
    for &column in columns {
        let cells = Grid::words(making.rows.iter().copied(), column);
        let pieces = matches!(form, Form::Terms(_)).then(|| pieces(making, form, &cells));
        for (text, rows) in &cells {
            match form {
                Form::PersonIds => {
                    making.known.each(text).into_iter().for_each(|part| add(part, *rows));
                }
                Form::Terms(_) => {}
                _ => add(text, *rows),
            }
        }
        pieces.into_iter().flatten().for_each(|(piece, rows)| add(&piece, rows));
    }
    words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    words
}

/// The choices that `cells` hold. A comma may join two of them or be part of one: where what stands behind it never stands
/// without what is before it, it is part of one.
fn pieces(making: &Making, form: Form, cells: &[(String, usize)]) -> Vec<(String, usize)> {
    let mut parts: Vec<(&str, usize)> = Vec::new();
    for (text, rows) in cells {
        parts.extend(text.split(['|', ';', '/', '\n']).map(|part| (part.trim(), *rows)));
    }
    let is_known = |part: &str| making.known.lexicon.word(form, part).is_some();
    let is_by_comma = parts.iter().any(|(part, _)| part.contains(',') && !is_known(part));
    if !is_by_comma {
        return parts.into_iter().map(|(part, rows)| (part.to_owned(), rows)).collect();
    }
    let lists: Vec<(Vec<&str>, usize)> =
        parts.iter().map(|(part, rows)| (part.split(',').collect(), *rows)).collect();
    let alone = |piece: &str| {
        lists.iter().any(|(list, _)| list.first().is_some_and(|first| first.trim() == piece))
    };
    let always_before = |piece: &str| -> Option<String> {
        let mut before = lists
            .iter()
            .flat_map(|(list, _)| list.windows(2))
            .filter(|pair| pair[1].trim() == piece);
        let first = before.next()?[0].trim();
        before.all(|pair| pair[0].trim() == first).then(|| first.to_owned())
    };
    let mut out: Vec<(String, usize)> = Vec::new();
    for (list, rows) in &lists {
        let mut labels: Vec<String> = Vec::new();
        for piece in list {
            let plain = piece.trim();
            let belongs = plain.starts_with(|letter: char| letter.is_lowercase())
                && !alone(plain)
                && always_before(plain).is_some();
            let is_closed = plain.ends_with(')') && !plain.contains('(');
            match labels.last_mut().filter(|_| belongs || is_closed) {
                Some(last) => *last = format!("{last},{piece}"),
                None => labels.push((*piece).to_owned()),
            }
        }
        out.extend(labels.into_iter().map(|label| (label, *rows)));
    }
    out
}

/// Adds to `lines`, those of `path`, what `words` mean under a key with `form`.
pub(super) fn word_lines(
    making: &Making,
    lines: &mut Lines,
    path: &str,
    form: Form,
    words: &[(String, usize)],
) {
    if matches!(form, Form::PersonId | Form::PersonIds) {
        people(making, lines, path, form, words);
        return;
    }
    let letters = words.iter().filter(|(word, _)| is_letter(word)).count() * 3 >= words.len() * 2;
    let find = |word: &str| {
        let letter = || making.known.letter(form, word, &making.own).map(|id| (id, How::Near));
        if letters && is_letter(word) {
            return letter();
        }
        making.known.word(form, word)
    };
    let (mut known, mut open, mut hidden) = (Vec::new(), Vec::new(), 0);
    for (word, rows) in words.iter().take(MOST) {
        match find(word) {
            _ if !making.known.may_show(form, word, *rows) => hidden += 1,
            Some((_, How::Known)) if !is_by_words(form) => known.push(format!("{word} ({rows})")),
            Some((id, how)) => lines.words(&line(path, word, &id, *rows, how)),
            None => open.push((word, rows)),
        }
    }
    if !known.is_empty() {
        lines.words(&comment(&format!("known as they are, with their rows: {}", known.join(", "))));
    }
    if hidden > 0 {
        let who = if hidden == 1 { "1 word is".to_owned() } else { format!("{hidden} words are") };
        lines.words(&comment(&format!(
            "{who} not shown, as names and sentences never are: say what is meant by a pattern under `words`, \
             such as \"zoom*\""
        )));
    }
    if open.is_empty() {
        return;
    }
    let choices = making.known.choices(form);
    let choices = if matches!(form, Form::Terms(Terms::Items)) {
        "an item's id".to_owned()
    } else {
        choices.join(", ")
    };
    lines.words(&comment(&format!("not placed; fill in one of: {choices}")));
    for (word, rows) in open {
        let word = super::layout::quoted_pattern(word);
        lines.words(&format!(
            "# {}",
            with_reason(&format!("{path}.words.{word} = \"\""), &rows_said(*rows))
        ));
    }
}

/// Whether `word` is a single letter.
fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Whether all words of a list are better told, as ratings are, which mean most.
fn is_by_words(form: Form) -> bool {
    matches!(form, Form::Ratings)
}

pub(super) fn line(path: &str, word: &str, id: &str, rows: usize, how: How) -> String {
    let why = match how {
        How::Known | How::Means => rows_said(rows),
        How::Near => format!("{}; check", rows_said(rows)),
    };
    let line = format!("{path}.words.{} = {}", super::layout::quoted_pattern(word), quoted(id));
    with_reason(&line, &why)
}

pub(super) fn rows_said(rows: usize) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

/// The same for people: patterns for codes, and how many are not known. No name is quoted.
fn people(making: &Making, lines: &mut Lines, path: &str, form: Form, words: &[(String, usize)]) {
    let (mut patterns, mut open): (Vec<(String, String, usize)>, usize) = (Vec::new(), 0);
    let mut addresses = Vec::new();
    for (word, rows) in words {
        match making.known.word(form, word) {
            Some((_, How::Known)) => {}
            Some(_) => {
                if let Some((from, to)) = making.known.people.pattern(word) {
                    match patterns
                        .iter_mut()
                        .find(|(known, other, _)| *known == from && *other == to)
                    {
                        Some((.., count)) => *count += rows,
                        None => patterns.push((from, to, *rows)),
                    }
                }
            }
            None if word.contains('@') => addresses.push((word, rows)),
            // It comes in as it is.
            None if is_id(word) => {}
            None => open += 1,
        }
    }
    let all: usize = words.iter().map(|(_, rows)| rows).sum();
    // Of several that fit the same codes the most frequent is the rule.
    patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.2));
    let mut told: Vec<&str> = Vec::new();
    for (from, to, rows) in &patterns {
        if told.contains(&from.as_str()) {
            continue;
        }
        told.push(from);
        let line = format!("{path}.words.{} = {}", quoted(from), quoted(to));
        if *rows < 3 && *rows * 20 < all {
            lines.words(&comment("too few to be a rule; a digit may be missing:"));
            lines.words(&format!("# {}", with_reason(&line, &rows_said(*rows))));
            continue;
        }
        lines.words(&with_reason(&line, &format!("{}; a # is a digit", rows_said(*rows))));
    }
    if !addresses.is_empty() {
        lines.words(&comment("addresses that people.yaml does not know; fill in the id of each:"));
    }
    for (address, rows) in addresses.iter().take(MOST) {
        let address = super::layout::quoted_pattern(address);
        lines.words(&format!(
            "# {}",
            with_reason(&format!("{path}.words.{address} = \"\""), &rows_said(**rows))
        ));
    }
    if open > 0 {
        let who = if open == 1 { "1 word is".to_owned() } else { format!("{open} words are") };
        lines.words(&comment(&format!(
            "{who} nobody known here: add them to people.yaml, or name an id under `words`"
        )));
    }
}
