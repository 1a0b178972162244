//! Columns that belong together because their heads are words of the profile: a column for each item, with ratings or
//! marks, or for each phase, with marks or time; and items and ratings beside each other in a list.

use super::content::fit;
use super::grid::Grid;
use super::layout::escaped;
use super::words::{How, Known};
use crate::domain::key::{Form, Terms};
use crate::import::cell::Content;
use crate::import::value::prose::prose;
use crate::import::value::word::{folded, mark};

/// What the columns of a group hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Ratings,
    Marks,
    /// Time spent, which adds up.
    Time,
}

/// Columns of which each stands for a word of the profile.
pub(super) struct Group {
    pub form: Form,
    pub holds: Holds,
    /// Each with its label, the word, and how it was found.
    pub columns: Vec<(usize, String, String, How)>,
}

/// Items in cells, with ratings in cells beside them.
pub(super) struct Beside {
    pub items: usize,
    pub values: usize,
    /// The source's codes and the items, each with how many rows use it.
    pub codes: Vec<(String, Option<String>, usize)>,
    /// How many items are named without a rating.
    pub without: usize,
}

/// The groups of `grid`.
pub(super) fn groups(grid: &Grid, known: &Known) -> Vec<Group> {
    let mut groups = Vec::new();
    for (form, fewest) in [(Form::Terms(Terms::Items), 3), (Form::Terms(Terms::Phases), 2)] {
        let of = |at: usize| -> Option<(usize, String, String, How)> {
            let texts = grid.columns[at].texts.iter().map(|text| label(text));
            let mut found = texts.filter_map(|label| {
                let (word, how) = known.word(form, label)?;
                // A question may speak of a word without being the column for it.
                let is_short = label.split_whitespace().count() <= 3 || fewest == 3;
                is_short.then(|| (at, label.to_owned(), word, how))
            });
            found.next()
        };
        let columns: Vec<_> = (0..grid.columns.len()).filter_map(of).collect();
        for holds in [Holds::Marks, Holds::Time, Holds::Ratings] {
            let is_it =
                |at: usize, label: &str| holds_of(grid, known, at, label, form) == Some(holds);
            let own: Vec<_> =
                columns.iter().filter(|(at, label, ..)| is_it(*at, label)).cloned().collect();
            // More columns for one word than a profile has words are no columns for words.
            let most = known.choices(form).len() * 2;
            if own.len() >= fewest && own.len() <= most {
                groups.push(Group { form, holds, columns: own });
            }
        }
    }
    groups
}

/// What a column's own part of its name is: what stands in brackets, or behind the last dash.
pub(super) fn label(name: &str) -> &str {
    let in_brackets = name.trim_end().strip_suffix(']').and_then(|name| name.rsplit_once('['));
    if let Some((_, label)) = in_brackets {
        return label.trim();
    }
    let last = name.rsplit_once(" - ").map_or(name, |(_, label)| label);
    let last = last.rsplit_once("___").map_or(last, |(_, label)| label);
    // Paths of groups, as Kobo and ODK write them, have no blanks.
    let is_path = !last.contains(' ');
    last.rsplit_once('/').filter(|_| is_path).map_or(last, |(_, label)| label).trim()
}

fn holds_of(grid: &Grid, known: &Known, at: usize, label: &str, form: Form) -> Option<Holds> {
    let cells: Vec<&Content> = grid.content(at).collect();
    if cells.is_empty() {
        return None;
    }
    let most = |fits: &dyn Fn(&Content) -> bool| {
        cells.iter().filter(|cell| fits(cell)).count() * 10 >= cells.len() * 8
    };
    let is_mark = |cell: &Content| mark(cell).is_some() || folded(&prose(cell)) == folded(label);
    let is_amount = |cell: &Content| {
        let number = match cell {
            Content::Number(number) => Some(*number),
            Content::Text(text) => text.trim().replace(',', ".").parse().ok(),
            Content::Clock(_) | Content::Span(_) => return true,
            _ => None,
        };
        number.is_some_and(|number| number >= 0.0)
    };
    let is_items = matches!(form, Form::Terms(Terms::Items));
    if most(&is_mark) && (is_items || !cells.iter().all(|cell| is_amount(cell))) {
        return Some(Holds::Marks);
    }
    if is_items && fit(known, Form::Ratings, cells.iter().copied()) >= 0.5 {
        return Some(Holds::Ratings);
    }
    (!is_items && most(&is_amount)).then_some(Holds::Time)
}

/// The pattern with one gap that fits the names of `columns` and of no other column of `grid`.
pub(super) fn pattern(grid: &Grid, columns: &[usize]) -> Option<String> {
    use crate::import::map::pattern::Pattern;
    let names: Vec<&str> = columns.iter().map(|&at| grid.columns[at].texts[0].as_str()).collect();
    let first = *names.first().filter(|_| names.len() > 1 && !grid.is_paths)?;
    let mut tried = vec!["* [*]".to_owned()];
    let digits = |name: &str| name.rfind(|letter: char| letter.is_ascii_digit());
    if let Some(end) = digits(first) {
        let begin = first[..=end]
            .rfind(|letter: char| !letter.is_ascii_digit())
            .map_or(0, |at| at + first[at..].chars().next().map_or(1, char::len_utf8));
        tried.push(format!("{}*{}", escaped(&first[..begin]), escaped(&first[end + 1..])));
    }
    if let Some(end) = first.find(|letter: char| letter.is_ascii_digit()) {
        let more = first[end..].find(|letter: char| !letter.is_ascii_digit());
        let after = more.map_or("", |more| &first[end + more..]);
        tried.push(format!("{}*{}", escaped(&first[..end]), escaped(after)));
    }
    if let Some((stem, _)) = first.split_once("___") {
        tried.push(format!("{}___*", escaped(stem)));
    }
    tried.into_iter().find(|tried| {
        let pattern = Pattern::of(tried);
        let fits = |at: usize| grid.columns[at].texts.iter().any(|name| pattern.fits(name));
        (0..grid.columns.len()).all(|at| fits(at) == columns.contains(&at))
    })
}

/// Items and ratings beside each other in a list of JSON.
pub(super) fn beside(grid: &Grid, known: &Known) -> Option<Beside> {
    let list = |at: usize| grid.columns[at].name.rsplit_once("[*]").map(|(list, _)| list);
    let all = || (0..grid.columns.len()).filter(|&at| list(at).is_some());
    let items = Form::Terms(Terms::Items);
    let labels = all().find(|&at| {
        let words = Grid::words(grid.rows.iter(), at);
        let fitting = words.iter().filter(|(word, _)| known.word(items, word).is_some()).count();
        fitting >= 3 && fitting * 2 > words.len()
    })?;
    let is_rating = |at: usize| {
        at != labels
            && list(at) == list(labels)
            && fit(known, Form::Ratings, grid.content(at)) >= 0.5
    };
    let values = all().find(|&at| is_rating(at))?;
    let is_code = |at: usize| {
        let words = Grid::words(grid.rows.iter(), at);
        at != labels
            && at != values
            && list(at) == list(labels)
            && words.len() >= 3
            && words.len() < 100
            && words.iter().all(|(word, _)| !word.contains(' '))
    };
    let items = all().find(|&at| is_code(at)).unwrap_or(labels);
    let mut codes = Vec::new();
    for (code, rows) in Grid::words(grid.rows.iter(), items) {
        let label = if items == labels {
            Some(code.clone())
        } else {
            label_of(grid, (items, labels), &code)
        };
        let item = label.and_then(|label| known.word(Form::Terms(Terms::Items), &label));
        codes.push((code, item.map(|(item, _)| item), rows));
    }
    codes.sort();
    let without = grid.content(items).count().saturating_sub(grid.content(values).count());
    Some(Beside { items, values, codes, without })
}

/// The text that stands beside `code` most often.
fn label_of(grid: &Grid, (codes, labels): (usize, usize), code: &str) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for row in &grid.rows {
        let (codes, labels) = (row.cells(codes), row.cells(labels));
        if codes.len() != labels.len() {
            continue;
        }
        for (own, label) in codes.iter().zip(labels).filter(|(own, _)| prose(own) == code) {
            let _ = own;
            let label = prose(label);
            match counts.iter_mut().find(|(known, _)| *known == label) {
                Some((_, count)) => *count += 1,
                None => counts.push((label, 1)),
            }
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(label, _)| label)
}
