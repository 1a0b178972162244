//! Which column is which key: a grid comes in; for each key the columns that may be it, by their heads and by what
//! stands in them, go out.

use super::content::{fit, is_day};
use super::forms::form;
use super::grid::{Column, Grid};
use super::hints::{HINTS, OF_THE_FORM};
use super::plain::has;
use super::words::Known;
use crate::domain::key::Form;
use crate::import::cell::Content;
use crate::import::value::prose::prose;
use crate::import::value::word::mark;

/// A column that may be a key.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    pub key: &'static str,
    pub column: usize,
    /// How well it fits; more is better.
    pub score: f64,
}

/// What share of a column's cells has to fit.
const ENOUGH: f64 = 0.5;

/// From which score of its name on a column is called just as a hint says.
const EXACT: f64 = 6.0;

/// The least score of a guess that is worth making.
const LEAST: f64 = 1.0;

/// The best key for each column but those in `taken`.
pub(super) fn guesses(grid: &Grid, known: &Known, taken: &[usize]) -> Vec<Guess> {
    let mut all = Vec::new();
    for (column, seen) in grid.columns.iter().enumerate() {
        if taken.contains(&column) {
            continue;
        }
        let best = HINTS.iter().filter_map(|hint| {
            let named = named(seen, hint.heads);
            let form = form(hint.key)?;
            if named == 0.0 {
                return None;
            }
            let fit = fit_of(grid, known, hint.key, form, column);
            let is_by_head = named >= EXACT && matches!(hint.key, "coach" | "educator" | "school");
            let fit =
                if is_by_head && look_like_people(grid, column) { fit.max(ENOUGH) } else { fit };
            (fit >= ENOUGH && named * fit >= LEAST).then_some(Guess {
                key: hint.key,
                column,
                score: named * fit,
            })
        });
        all.extend(best.max_by(|one, other| one.score.total_cmp(&other.score)));
    }
    all.sort_by(|one, other| other.score.total_cmp(&one.score));
    all
}

/// Whether what stands in `column` may be people whom nobody here knows yet: ids, names or addresses, and nothing longer.
fn look_like_people(grid: &Grid, column: usize) -> bool {
    const MOST_WORDS: usize = 5;
    let is_one = |cell: &Content| {
        let text = prose(cell);
        let is_short = text.split_whitespace().count() <= MOST_WORDS;
        is_short && !is_day(cell) && mark(cell).is_none() && !matches!(cell, Content::Clock(_))
    };
    let all = grid.content(column).count();
    let people = grid.content(column).filter(|cell| is_one(cell)).count();
    all > 0 && people * 10 >= all * 9
}

fn fit_of(grid: &Grid, known: &Known, key: &str, form: Form, column: usize) -> f64 {
    if key == "rater.id" {
        let is_address = |cell: &Content| prose(cell).contains('@');
        let all = grid.content(column).count().max(1);
        let addresses = grid.content(column).filter(|cell| is_address(cell)).count();
        return (addresses as f64 / all as f64).max(of_people(grid, known, form, column));
    }
    if matches!(form, Form::PersonId | Form::PersonIds) {
        return of_people(grid, known, form, column);
    }
    if matches!(form, Form::Term(_) | Form::OneOf(_)) {
        return letters_fit(grid, known, form, column).max(fit(known, form, grid.content(column)));
    }
    fit(known, form, grid.content(column))
}

/// How well the column holds people; a name may be spelled in several ways, and an id may not.
fn of_people(grid: &Grid, known: &Known, form: Form, column: usize) -> f64 {
    let is_id = |cell: &&Content| known.people.is_id(&prose(cell));
    let ids = grid.content(column).filter(is_id).count();
    let share = ids as f64 / grid.content(column).count().max(1) as f64;
    fit(known, form, grid.content(column)) * (1.0 + share / 2.0)
}

/// Whether the column holds single letters that stand for words: 0 or 1.
fn letters_fit(grid: &Grid, known: &Known, form: Form, column: usize) -> f64 {
    let words = Grid::words(grid.rows.iter(), column);
    let letters = words.iter().filter(|(word, _)| word.chars().count() == 1).count();
    let is_letters = letters > 0 && letters * 3 >= words.len() * 2 && words.len() <= 12;
    let meant = words.iter().filter(|(word, _)| known.letter(form, word, &[]).is_some()).count();
    let is_fitting = is_letters && (matches!(form, Form::OneOf(_)) || meant * 3 >= words.len() * 2);
    if is_fitting { 1.0 } else { 0.0 }
}

/// How well the names of `column` are one of `heads`.
fn named(column: &Column, heads: &[&str]) -> f64 {
    let of_form = column.plain.iter().any(|plain| OF_THE_FORM.iter().any(|head| has(plain, head)));
    let one = |plain: &String| {
        let best = heads.iter().enumerate().map(|(at, head)| {
            let length = head.split(' ').count() as f64;
            let later = at as f64 * 0.05;
            if plain == head {
                6.0 + length - later
            } else if has(plain, head) {
                3.0 + length - later - (plain.split(' ').count() as f64 * 0.05).min(2.0)
            } else {
                0.0
            }
        });
        best.fold(0.0, f64::max)
    };
    // What is numbered is the same in each number.
    let is_word = |word: &&str| !word.chars().all(|letter| letter.is_ascii_digit());
    let without = |plain: &String| plain.split(' ').filter(is_word).collect::<Vec<_>>().join(" ");
    let best = column.plain.iter().map(|plain| one(plain).max(one(&without(plain))));
    let best = best.fold(0.0, f64::max);
    if of_form { best * 0.1 } else { best }
}
