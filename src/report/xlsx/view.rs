//! What an audience is shown, as a workbook: the tables that its policy names and no others, each a sheet.

use super::workbook::{Answer, Book, Cover, Sheet};
use crate::report::audience::{View, for_whom, made_with};
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::report::manifest;
use crate::report::page::when;

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
                sheets.push(Sheet::from(grid));
            }
        }
    }
    if answers.is_empty() {
        answers.push(Answer::nothing());
    }
    Book {
        cover: Cover {
            title: view.district.clone(),
            lines,
            audience: view.publication,
            answers,
            manifest: manifest::lines(&made_with(view)),
            day: view.as_of,
        },
        sheets,
    }
}

/// Puts a column before all others in which every row says the same.
fn lead(grid: &mut Grid, id: &'static str, title: &str, words: &str) {
    grid.columns.insert(0, Column { id, title: title.to_owned(), holds: Holds::Words });
    for row in &mut grid.rows {
        row.insert(0, Datum::Words(words.to_owned()));
    }
}
