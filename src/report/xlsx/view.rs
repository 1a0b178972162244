//! What an audience is shown, as a workbook: the tables that its policy names and no others, each a sheet.

use super::cover::made_of;
use super::sheets::words;
use super::workbook::{Answer, Book, Cover, Sheet};
use crate::report::audience::{ALL, View, for_whom, made_with};
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::report::page::when;

/// What sheets are called whose table has a title that is too long for the name of a sheet.
const SHORT: [(&str, &str); 2] = [
    ("Minutes of sessions and contacts", "Minutes"),
    ("Student data; not evidence of cause", "Student data"),
];
/// The workbook of `view`. Of several periods and profiles, each has sheets of its own, whose first columns say which.
pub(super) fn book(view: &View) -> Book {
    let whens = view.periods.iter().map(|period| when(&period.window, view.as_of));
    let lines = std::iter::once(for_whom(view)).chain(whens).collect();
    let (mut answers, mut sheets) = (Vec::new(), Vec::new());
    let are_many = view.periods.len() > 1;
    for period in &view.periods {
        let several = period.profiles.len() > 1;
        for profile in &period.profiles {
            let window = &period.window.label;
            let heading = format!("{window}: {}, {}", profile.title, profile.edition);
            answers.push(Answer {
                heading: (are_many || several).then_some(heading),
                sentences: [&profile.answer[..], &profile.notes[..]].concat(),
                ..Answer::default()
            });
            for table in &profile.tables {
                let mut grid = table.clone();
                if several {
                    lead(&mut grid, "profile", "Profile", &profile.id);
                }
                if are_many {
                    lead(&mut grid, "period", "Period", window);
                }
                let is_all = table.rows.last().is_some_and(|row| is_all(row));
                sheets.push(Sheet {
                    name: short(&table.title),
                    totals: usize::from(is_all),
                    sums: is_all,
                    ..grid.into()
                });
            }
        }
    }
    if answers.is_empty() {
        answers.push(Answer::nothing());
    }
    if !sheets.is_empty() {
        sheets.push(words(&sheets, &[]));
    }
    Book {
        cover: Cover {
            title: view.district.clone(),
            lines,
            audience: view.publication,
            answers,
            manifest: made_of(&made_with(view)),
            day: view.as_of,
        },
        sheets,
    }
}

/// Whether `row` is all others together.
fn is_all(row: &[Datum]) -> bool {
    matches!(row.first(), Some(Datum::Words(words)) if words == ALL)
}

/// The name of the sheet of a table whose `title` is too long for one.
fn short(title: &str) -> Option<&'static str> {
    SHORT.iter().find(|(long, _)| *long == title).map(|(_, short)| *short)
}

/// Puts a column before all others in which every row says the same.
fn lead(grid: &mut Grid, id: &'static str, title: &str, words: &str) {
    grid.columns.insert(0, Column { id, title: title.to_owned(), holds: Holds::Words });
    for row in &mut grid.rows {
        row.insert(0, Datum::Words(words.to_owned()));
    }
}
