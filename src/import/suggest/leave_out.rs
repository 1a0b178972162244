//! Rows that are no records: a grid comes in; conditions for trials, previews, totals and what never took place, each
//! with how many rows fulfill it, go out, and which rows are left.

use super::grid::{Grid, RowOf};
use super::hints::{GONE, NOT_COUNTED, SWITCHES, TOTALS};
use super::layout::{quoted, with_reason};
use super::plain::plain;
use crate::import::cell::Content;
use crate::import::value::prose::prose;
use crate::import::value::word::mark;

/// A column has to be one of few words for one of them to be a sign.
const FEW: usize = 40;

/// Conditions and the rows that none of them fits.
pub(super) struct LeftOut {
    /// Tables of TOML.
    pub text: String,
    pub left: Vec<usize>,
}

type Test<'t> = Box<dyn Fn(&RowOf) -> bool + 't>;

/// The conditions for `grid`, whose educators stand in `educators`.
pub(super) fn left_out(grid: &Grid, educators: &[usize]) -> LeftOut {
    let mut rules: Vec<(String, &str, Test)> = Vec::new();
    rules.extend(totals(grid));
    for column in 0..grid.columns.len() {
        rules.extend(not_counted(grid, column));
        rules.extend(switches(grid, column));
    }
    let mut left: Vec<usize> = (0..grid.rows.len()).collect();
    let mut text = String::new();
    let mut add = |condition: &str, because: &str, test: &Test| {
        let (out, kept): (Vec<usize>, Vec<usize>) =
            left.iter().partition(|&&at| test(&grid.rows[at]));
        if out.is_empty() || kept.is_empty() {
            return;
        }
        text.push_str("[[leave_out]]\n");
        text.push_str(&with_reason(condition, &format!("{} of {} rows", out.len(), left.len())));
        text.push_str(&format!("because = {}\n\n", quoted(because)));
        left = kept;
    };
    for (condition, because, test) in &rules {
        add(condition, because, test);
    }
    // In a log with ditto marks an empty cell is more often the one above.
    if !educators.is_empty() && !grid.has_dittos() {
        let is_nobody = |row: &RowOf| !educators.iter().any(|&at| row.has(at));
        let without = grid.rows.iter().filter(|row| is_nobody(row)).count();
        if without >= 3 {
            let names: Vec<String> =
                educators.iter().map(|&at| grid.columns[at].name.clone()).collect();
            let condition =
                format!("column = {}\nempty = true", super::layout::one_or_list(&names));
            let test: Test = Box::new(is_nobody);
            add(&condition, "nobody was coached", &test);
        }
    }
    LeftOut { text, left }
}

fn totals<'g>(grid: &'g Grid) -> Vec<(String, &'static str, Test<'g>)> {
    let is_total = |cell: &Content| {
        let Content::Text(text) = cell else { return false };
        let text = plain(text);
        let last = text.rsplit(' ').next().unwrap_or_default();
        TOTALS.contains(&text.as_str()) || (TOTALS.contains(&last) && text.split(' ').count() <= 3)
    };
    let mut columns: Vec<usize> = Vec::new();
    for (at, _) in grid.rows.iter().flat_map(RowOf::all).filter(|(_, cell)| is_total(cell)) {
        if !columns.contains(&at) {
            columns.push(at);
        }
    }
    columns.sort_unstable();
    let rule = |column: usize| -> (String, &'static str, Test<'g>) {
        let words = Grid::words(grid.rows.iter(), column);
        let mut is: Vec<String> = Vec::new();
        for (word, _) in
            words.iter().filter(|(word, _)| is_total(&Content::Text(word.as_str().into())))
        {
            let last = word.split_whitespace().next_back().unwrap_or_default().to_lowercase();
            let is_alone = word.split_whitespace().count() == 1;
            let pattern = if is_alone { last } else { format!("* {last}") };
            if !is.contains(&pattern) {
                is.push(pattern);
            }
        }
        is.sort();
        let condition = format!(
            "column = {}\nis = {}",
            quoted(&grid.columns[column].name),
            super::layout::one_or_list(&is)
        );
        let test: Test = Box::new(move |row| row.cells(column).iter().any(|cell| is_total(cell)));
        (condition, "a total", test)
    };
    columns.into_iter().map(rule).collect()
}

fn not_counted<'g>(grid: &'g Grid, column: usize) -> Vec<(String, &'static str, Test<'g>)> {
    let words = Grid::words(grid.rows.iter(), column);
    if words.len() > FEW {
        return Vec::new();
    }
    let sign =
        |word: &str| NOT_COUNTED.iter().find(|(sign, _)| plain(word) == *sign).map(|(_, why)| *why);
    let found = words.iter().filter_map(|(word, _)| Some((word.clone(), sign(word)?)));
    let rule = |(word, why): (String, &'static str)| -> (String, &'static str, Test<'g>) {
        let name = quoted(&grid.columns[column].name);
        let condition = format!("column = {name}\nis = {}", super::layout::quoted_pattern(&word));
        let word = plain(&word);
        (condition, why, Box::new(move |row| plain(&row.text(column)) == word))
    };
    found.map(rule).collect()
}

fn switches<'g>(grid: &'g Grid, column: usize) -> Option<(String, &'static str, Test<'g>)> {
    let seen = &grid.columns[column];
    let is_called = |name: &str| seen.plain.iter().any(|plain| plain == name);
    let name = quoted(&seen.name);
    if let Some((_, why)) = GONE.iter().find(|(name, _)| is_called(name)) {
        let test: Test = Box::new(move |row| row.has(column));
        return Some((format!("column = {name}\nempty = false"), why, test));
    }
    let (_, if_so, why) = SWITCHES.iter().find(|(name, ..)| is_called(name))?;
    let says =
        |wanted: bool| grid.content(column).find(|cell| mark(cell) == Some(wanted)).map(prose);
    let test: Test = Box::new(move |row| {
        let is_marked = row.cells(column).first().and_then(|cell| mark(cell)) == Some(true);
        is_marked == *if_so
    });
    let condition = match if_so {
        true => format!("column = {name}\nis = {}", super::layout::quoted_pattern(&says(true)?)),
        false => {
            format!("column = {name}\nis_not = {}", super::layout::quoted_pattern(&says(true)?))
        }
    };
    Some((condition, why, test))
}
