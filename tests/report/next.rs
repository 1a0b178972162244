//! `coach next`: what is due and when, what is not in place, what would lift which function, in every
//! format. Days and counts are worked out by hand, with a calendar of 2025-26.

mod as_counted;
mod calendar_file;
mod due;
mod endings;
mod forms;
mod hostile;
mod items;
mod left_over;

use serde_json::Value as Json;

use crate::harness::{District, Pair};

/// What `coach next` says of one pair as of a day, as JSON.
pub(crate) fn next(pair: &Pair, as_of: &str) -> Json {
    next_in(&District::new().pair(pair), as_of, &[])
}

/// What `coach next` says of a district as of a day, as JSON.
pub(crate) fn next_in(district: &District, as_of: &str, more: &[&str]) -> Json {
    let run = district.coach(&[&["next", "--format", "json", "--as-of", as_of], more].concat());
    assert!(run.code <= 1 && run.err.is_empty(), "{run:?}");
    run.json()
}

/// The things of one kind that wait.
pub(crate) fn of_kind(next: &Json, kind: &str) -> Vec<Json> {
    let due = next["due"].as_array().expect("a list");
    due.iter().filter(|row| row["kind"] == kind).cloned().collect()
}

/// Due day, days left, and whether it is overdue, of each thing of one kind.
pub(crate) fn days(next: &Json, kind: &str) -> Vec<(String, i64, bool)> {
    let row = |row: &Json| {
        let day = row["due"].as_str().unwrap_or("none").to_owned();
        (day, row["days_left"].as_i64().unwrap_or(i64::MAX), row["overdue"].as_bool().unwrap())
    };
    of_kind(next, kind).iter().map(row).collect()
}
