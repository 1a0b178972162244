//! What is said of rows that belong in no relationship, or that disagree about one: a reason comes in; a fault of the
//! row's cells with what to do about it goes out.

use super::place::Why;
use super::roster::Roster;
use super::there::{Says, agree};
use super::{Entry, Fault, Rows, Told};
use crate::domain::calendar::{MonthDay, SchoolYear};
use crate::import::cell::Wrong;
use crate::import::trace::at;
use crate::syntax::yaml::Written;
use crate::text::wording::{all_of, quote};

impl Why<'_> {
    /// It as the fault of `entry` in `rows`, whose row `says` something of its relationship.
    pub(super) fn fault(
        &self,
        rows: &Rows,
        entry: &Entry,
        says: &Says,
        roster: Option<Roster>,
    ) -> Fault {
        let two = || columns_of(entry, &["educator", "coach"]);
        let day = || columns_of(entry, &[entry.built.kind.date_key()]);
        let said = |key: &str| {
            let own = says.iter().find(|(known, ..)| *known == key);
            let own = own.map(|(.., columns)| columns.clone()).unwrap_or_default();
            if own.is_empty() { two() } else { own }
        };
        let lines = |lines: &[usize]| {
            let line = |&at: &usize| roster.map(|roster| line(rows, roster, at));
            let lines: Vec<String> = lines.iter().filter_map(line).collect();
            all_of(lines.iter().map(String::as_str))
        };
        let (columns, wrong) = match self {
            Self::Otherwise(pair, key) => (
                said(key),
                Wrong {
                    cause: format!("is another {key} than that of the relationship here"),
                    detail: format!("the two have {}", quote(pair.folder)),
                    remedy: format!(
                        "correct it; if their work went on under another {key}, write `ended` into the \
                         relationship here, so that a new one can begin"
                    ),
                },
            ),
            Self::Over(pair) => (
                day(),
                Wrong {
                    cause: "is after the end of the relationship here".to_owned(),
                    detail: match &pair.relationship.ended {
                        Some(ended) => format!("{} ended {}", quote(pair.folder), ended.value),
                        None => String::new(),
                    },
                    remedy: "correct the day, or `ended` in the relationship; `coach log relationship` opens the \
                             next one, and so do [open] and [roster] in the map"
                        .to_owned(),
                },
            ),
            Self::ListDiffers(pair, at) => (
                two(),
                Wrong {
                    cause: "is of two whose relationship here is at another school than on the list"
                        .to_owned(),
                    detail: format!("{} and {}", quote(pair.folder), lines(&[*at])),
                    remedy: "correct the list, or write `ended` into the relationship here".to_owned(),
                },
            ),
            Self::AnyOf(any) => (
                two(),
                Wrong {
                    cause: "is of two who have several lines of the list for this day".to_owned(),
                    detail: lines(any),
                    remedy: format!("{}, or let the row say the `school`", last_day(rows)),
                },
            ),
            Self::NotThen(all) => (
                day(),
                Wrong {
                    cause: "is a day on which the list has no relationship of the two".to_owned(),
                    detail: lines(all),
                    remedy: "correct the day, or the days in the list".to_owned(),
                },
            ),
            Self::ListOtherwise(all, key) => (
                said(key),
                Wrong {
                    cause: format!("is another {key} than the list has for the two"),
                    detail: lines(all),
                    remedy: "correct it, or the list".to_owned(),
                },
            ),
        };
        at(&columns, (entry.spot, entry.is_of_row()), rows, wrong)
    }
}

/// Says which of the rows in `told` have a key otherwise than the relationship with `keys`, which their rows share. Where
/// it was edited here, only its school tells it from others.
pub(super) fn disagreeing(
    keys: &[(String, Written)],
    told: &[Told],
    rows: &Rows,
    is_edited: bool,
    (year_starts, is_per_year): (MonthDay, bool),
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let year = |day| SchoolYear::of(year_starts, day).first();
    for Told { spot, built, row } in told {
        for (key, said) in &built.keys {
            let own = keys.iter().find(|(known, _)| known == key);
            let is_free = is_edited && key != "school";
            if is_free || own.is_none_or(|(_, own)| agree(own, said)) {
                continue;
            }
            let columns = built.cells.iter().filter(|(path, _)| {
                path == key || path.strip_prefix(&**key).is_some_and(|rest| rest.starts_with('.'))
            });
            let columns: Vec<usize> =
                columns.flat_map(|(_, columns)| columns).copied().take(1).collect();
            let leave_out = match &**key {
                "school" | "profile" => String::new(),
                key => format!("; or take `{key}` out of [open], if it changes from row to row"),
            };
            let says_it = |told: &&Told| told.built.keys.iter().any(|(known, _)| known == key);
            let first = told.iter().find(says_it).map_or(row.day, |first| first.row.day);
            let remedy = match !is_per_year && year(first) != year(row.day) {
                true => format!(
                    "correct it; or open one relationship for each school year: in the map, \
                     per = \"school year\" under [open]{leave_out}"
                ),
                // Both days lie in what is one relationship by that rule.
                false => format!(
                    "correct it; if their work went on under another {key}, list both relationships in a file that \
                     [roster] in the map names, each in a line with `started`, and the first with `ended`{leave_out}"
                ),
            };
            let wrong = Wrong {
                cause: format!("is another {key} than that of an earlier row of the same two"),
                detail: String::new(),
                remedy,
            };
            faults.push(at(&columns, (*spot, true), rows, wrong));
        }
    }
    faults
}

/// How the last day of a line of the list is told: a map that names no column for it does not read one that is there.
fn last_day(rows: &Rows) -> &'static str {
    let roster = rows.decided.as_ref().and_then(|map| map.roster.as_ref());
    let keys = roster.iter().flat_map(|it| &it.map.records).flat_map(|record| &record.keys);
    match keys.into_iter().any(|(key, _)| key == "ended") {
        true => "give the earlier line its last day under `ended`",
        false => {
            "give the earlier line its last day in a column of the list, and name that column in the map, \
             ended = \"…\" under [roster]"
        }
    }
}

/// The columns of the keys `paths` of `entry`.
fn columns_of(entry: &Entry, paths: &[&str]) -> Vec<usize> {
    let of = |path: &&str| {
        let own = entry.built.cells.iter().filter(move |(known, _)| known == path);
        own.flat_map(|(_, columns)| columns.clone()).collect::<Vec<usize>>()
    };
    paths.iter().flat_map(of).collect()
}

/// Where the line `at` of the list is.
fn line(rows: &Rows, roster: Roster, at: usize) -> String {
    let spot = roster.entries[at].spot;
    let table = &rows.tables[spot.0 + roster.first_table];
    table.address(&table.rows[spot.1], None)
}
