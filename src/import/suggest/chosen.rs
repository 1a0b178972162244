//! The columns of each key, chosen from all that may be it: a grid comes in; what each key is made of goes out.

use super::columns::{Guess, guesses};
use super::content::is_day;
use super::grid::Grid;
use super::groups::{Beside, Group, beside, groups};
use super::hints::{KIND_HEADS, KINDS, SENT};
use super::plain::plain;
use super::words::Known;
use crate::domain::key::Form;
use crate::domain::record::Kind;

/// Scores from which on a column is taken without being the best.
const SURE: f64 = 2.0;

/// What is chosen for the keys.
pub(super) struct Chosen {
    /// Keys, each with its columns.
    pub keys: Vec<(&'static str, Vec<usize>)>,
    pub groups: Vec<Group>,
    pub beside: Option<Beside>,
    /// A column that tells the kind of a row, and what its words are.
    pub kind: Option<(usize, Vec<(String, Kind)>)>,
    /// The moment at which a form was sent.
    pub sent: Option<usize>,
}

impl Chosen {
    pub(super) fn of(grid: &Grid, known: &Known) -> Self {
        let groups = groups(grid, known);
        let beside = beside(grid, known);
        let kind = kind(grid);
        let mut taken: Vec<usize> =
            groups.iter().flat_map(|group| &group.columns).map(|column| column.0).collect();
        taken.extend(beside.iter().flat_map(|beside| [beside.items, beside.values]));
        taken.extend(kind.iter().map(|(column, _)| *column));
        let guesses = guesses(grid, known, &taken);
        let mut keys: Vec<(&'static str, Vec<usize>)> = Vec::new();
        for guess in &guesses {
            let known = keys.iter().position(|(key, _)| *key == guess.key);
            match known {
                None => keys.push((guess.key, vec![guess.column])),
                Some(at) if joins(grid, &guesses, guess, &keys[at].1) => {
                    keys[at].1.push(guess.column)
                }
                Some(_) => {}
            }
        }
        keys.iter_mut().for_each(|(_, columns)| columns.sort_unstable());
        let sent = grid.called(SENT).filter(|&at| grid.content(at).next().is_some_and(is_day));
        Self { keys, groups, beside, kind, sent }
    }

    /// The columns of `key`.
    pub(super) fn columns(&self, key: &str) -> &[usize] {
        self.keys.iter().find(|(known, _)| *known == key).map_or(&[], |(_, columns)| columns)
    }
}

/// Whether the column of `guess` stands beside `columns`, those of the same key so far.
fn joins(grid: &Grid, guesses: &[Guess], guess: &Guess, columns: &[usize]) -> bool {
    let best = guesses.iter().find(|other| other.key == guess.key).map_or(0.0, |best| best.score);
    let form = super::forms::form(guess.key);
    let is_list = guess.key.starts_with("next_steps.");
    let is_prose = matches!(form, Some(Form::Prose));
    let tables = &grid.columns[guess.column].tables;
    // A column that was renamed is in no table with the one before.
    let is_renamed = columns
        .iter()
        .all(|&at| !grid.columns[at].tables.iter().any(|table| tables.contains(table)));
    match () {
        () if is_list => guess.score > best - 1.5 && alike(grid, guess.column, columns),
        () if guess.score < SURE => false,
        () => is_prose && !grid.is_paths || is_renamed,
    }
}

/// Whether the names of two columns differ in digits alone.
fn alike(grid: &Grid, one: usize, others: &[usize]) -> bool {
    let stem = |at: usize| -> Vec<String> {
        let texts = grid.columns[at].texts.iter();
        texts.map(|text| text.chars().filter(|letter| !letter.is_ascii_digit()).collect()).collect()
    };
    others.iter().any(|&other| stem(other) == stem(one))
}

/// The column that tells the kind of each row.
fn kind(grid: &Grid) -> Option<(usize, Vec<(String, Kind)>)> {
    let is_called =
        |at: &usize| grid.columns[*at].plain.iter().any(|name| KIND_HEADS.contains(&name.as_str()));
    let mut called = (0..grid.columns.len()).filter(is_called);
    called.find_map(|at| {
        let words = Grid::words(grid.rows.iter(), at);
        if words.len() > 12 {
            return None;
        }
        let kind = |word: &str| {
            let word = plain(word);
            let known = KINDS.iter().find(|(_, words)| words.contains(&word.as_str()));
            known.and_then(|(kind, _)| Kind::from_name(kind))
        };
        let kinds: Vec<(String, Kind)> = words
            .into_iter()
            .filter_map(|(word, _)| kind(&word).map(|kind| (word, kind)))
            .collect();
        (kinds.len() > 1).then_some((at, kinds))
    })
}
