//! Where the tables of a source begin: sheets come in; the head that most of them share, and which of them have it, go
//! out.

use std::collections::HashMap;

use super::hints::HINTS;
use super::plain::{has, plain};
use crate::import::cell::{Addresses, Content, Row, Sheet};
use crate::import::map::Header;
use crate::import::map::pattern::Pattern;
use crate::import::value::word::folded;

/// How many rows of a sheet are looked at for its head.
const LOOKED_AT: usize = 40;

/// The longest text of a head that is short enough to be one for sure.
const SHORT: usize = 200;

/// The head of a source's tables.
pub(super) struct Head<'s> {
    /// The sheets that have it.
    pub sheets: Vec<&'s Sheet>,
    /// Those that have another or none, by name.
    pub others: Vec<&'s str>,
    pub header: Header,
    /// What a map says of it; `None` where nothing needs to be said.
    pub said: Option<String>,
    pub why: String,
}

/// The head of `sheets`; `None` where no sheet has one.
pub(super) fn head(sheets: &[Sheet]) -> Option<Head<'_>> {
    let best = |sheet: &Sheet| -> Option<(usize, usize)> {
        let machine = sheet.rows.iter().take(LOOKED_AT).position(is_machine);
        if let Some(machine) = machine.filter(|&machine| machine > 0) {
            // Two rows stand above the names of a machine: codes and questions.
            return Some((usize::MAX, machine.saturating_sub(2)));
        }
        let scored =
            sheet.rows.iter().take(LOOKED_AT).enumerate().map(|(at, row)| (score(row), at));
        let scored = scored.filter(|(score, _)| *score >= 4);
        scored.max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))
    };
    let found: Vec<Option<(usize, usize)>> = sheets.iter().map(best).collect();
    let most = (0..sheets.len()).max_by_key(|&at| found[at].map_or(0, |(score, _)| score))?;
    let (_, at) = found[most]?;
    let sheet = &sheets[most];
    if sheet.addresses == Addresses::Paths {
        let why = String::new();
        return Some(Head {
            sheets: sheets.iter().collect(),
            others: Vec::new(),
            header: Header::First,
            said: None,
            why,
        });
    }
    let names = texts(&sheet.rows[at]);
    let is_alike = |row: &Row| {
        let own = texts(row);
        let same = own.iter().filter(|name| names.contains(name)).count();
        same * 2 > names.len() && same >= 2
    };
    let begins = |sheet: &Sheet| -> Vec<u32> {
        let rows = sheet.rows.iter().filter(|row| is_alike(row));
        rows.map(|row| row.number).collect()
    };
    let all: Vec<Vec<u32>> = sheets.iter().map(begins).collect();
    let mine = (0..sheets.len()).filter(|&at| !all[at].is_empty());
    let mine: Vec<&Sheet> = mine.map(|at| &sheets[at]).collect();
    let others = (0..sheets.len()).filter(|&at| all[at].is_empty());
    let others = others.filter_map(|at| sheets[at].name.as_deref()).collect();
    let more = more_rows(sheet, at);
    let row = sheet.rows[at].number;
    let is_one_place = all.iter().filter(|rows| !rows.is_empty()).all(|rows| rows[..] == [row]);
    let (header, said, why) = told(sheet, (at, more), is_one_place, &all);
    Some(Head { sheets: mine, others, header, said, why })
}

/// The head at the row `at` of `sheet` and `more` rows below it, as a map says it, and why.
fn told(
    sheet: &Sheet,
    (at, more): (usize, usize),
    is_one_place: bool,
    all: &[Vec<u32>],
) -> (Header, Option<String>, String) {
    let row = sheet.rows[at].number;
    if is_one_place {
        let last = sheet.rows[at + more].number;
        let is_first = at == 0 && more == 0;
        let rows: Vec<u32> = if more == 0 { vec![row] } else { vec![row, last] };
        let said = (!is_first).then(|| format!("{rows:?}"));
        let why = match more {
            0 => format!("row {row} names the columns"),
            _ => format!("rows {row} to {last} name the columns"),
        };
        return (if is_first { Header::First } else { Header::Rows(rows) }, said, why);
    }
    // A text that no other row of any sheet has.
    let first = sheet.rows[at].cells.iter().find_map(|cell| match cell {
        Content::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    });
    let text = first.unwrap_or_default();
    let rows = more as u32 + 1;
    let how_many: usize = all.iter().map(Vec::len).sum();
    let rows_said = if more == 0 { String::new() } else { format!(", rows = {rows}") };
    let said = format!("{{ with = {}{rows_said} }}", super::layout::quoted_pattern(&text));
    let header = Header::With { texts: vec![Pattern::of(&super::layout::escaped(&text))], rows };
    (header, Some(said), format!("{how_many} rows name columns, each begins a table"))
}

/// How many rows below the head at `at` belong to it: machine names below texts, and options below questions.
fn more_rows(sheet: &Sheet, at: usize) -> usize {
    let mut more = 0;
    for (below, row) in sheet.rows.iter().enumerate().skip(at + 1).take(3) {
        let filled: Vec<&str> = row.cells.iter().filter_map(text).collect();
        let head = &sheet.rows[at].cells;
        let under_nothing = row.cells.iter().enumerate().filter(|(index, cell)| {
            text(cell).is_some() && head.get(*index).is_none_or(Content::is_empty)
        });
        let is_options = under_nothing.count() * 2 > filled.len() && filled.len() > 2;
        if is_machine(row) || (is_options && below == at + 1) {
            more = below - at;
        }
    }
    more
}

/// Whether a row holds names for machines, as Qualtrics writes them below its questions.
fn is_machine(row: &Row) -> bool {
    let mut texts = row.cells.iter().filter_map(text).peekable();
    texts.peek().is_some() && texts.all(|text| text.starts_with("{\"ImportId\""))
}

fn text(cell: &Content) -> Option<&str> {
    match cell {
        Content::Text(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().filter_map(text).map(folded).collect()
}

/// How much a row looks like a head: different short texts, and those that head columns of such sheets.
fn score(row: &Row) -> usize {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for text in row.cells.iter().filter_map(text).filter(|text| text.chars().count() <= SHORT) {
        *counts.entry(folded(text)).or_default() += 1;
    }
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let known = counts.keys().filter(|text| {
        let text = plain(text);
        HINTS
            .iter()
            .flat_map(|hint| hint.heads)
            .any(|head| text == *head || (text.len() < 60 && has(&text, head)))
    });
    let others = filled - counts.len().min(filled);
    (counts.len() + 2 * known.count()).saturating_sub(3 * others)
}

/// A pattern that fits the names of `mine` and of none of `others`.
pub(super) fn sheet_pattern(mine: &[&str], others: &[&str]) -> Option<String> {
    let first = mine.first()?;
    let is_shared = |at: usize| mine.iter().all(|name| name.get(..at) == first.get(..at));
    let mut ends = first.char_indices().map(|(at, _)| at).chain([first.len()]);
    let end = ends.by_ref().take_while(|&at| is_shared(at)).last().unwrap_or_default();
    let begin = first[..end].trim_end_matches(|letter: char| letter.is_ascii_digit());
    let pattern = format!("{}*", super::layout::escaped(begin));
    let fits = Pattern::of(&pattern);
    let is_right = !begin.trim().is_empty()
        && mine.iter().all(|name| fits.fits(name))
        && !others.iter().any(|name| fits.fits(name));
    is_right.then_some(pattern)
}
