//! The last sheet: what stands over the columns of the others, and what it means. The words are those of the glossary,
//! of the rules by which statistics are counted and of the profile; told here is only what is a column of workbooks
//! alone.

use std::collections::BTreeSet;

use super::functions::over;
use super::made::{grid, words as column};
use crate::count::Statistic;
use crate::report::glossary::Word;
use crate::report::grid::{Column, Holds};
use crate::report::model::Report;
use crate::report::xlsx::workbook::Sheet;

/// What columns mean that are no statistics: the id of each, and its words.
const COLUMNS: [(&str, &str); 14] = [
    (
        "with-applicable-items",
        "Pairs in which an item of the function applies: levels are counted among these.",
    ),
    ("no-level", "Of those pairs, the ones that are at none of the levels."),
    ("first-record", "Day of the first record in the period."),
    ("last-record", "Day of the last one."),
    ("started", "First day of the pair."),
    ("answer-overdue-days", "Days for which the oldest answer that a pair owes is overdue."),
    ("step-overdue-days", "Days for which the oldest next step of a pair is overdue."),
    (
        "not-met-days",
        "Days with school since the pair met, where they are more than coach.toml's not_met_days.",
    ),
    ("count", "A number of records, pairs or items."),
    ("share", "How many there are (k), of how many (n), and that in percent, cut to one decimal."),
    ("value", "An estimate; if there is none, Reason says why."),
    ("low", "The lower limit of a 95 % interval."),
    ("high", "The upper limit of a 95 % interval."),
    ("address", "What coach explain takes to show the records behind the number."),
];

/// What all titles of shares end with.
const SHARE: (&str, &str) = (
    "…, of / …, percent",
    "A share takes three columns: how many there are, of how many, and that in percent, cut to one decimal.",
);

/// A heading, and what it means.
type Meaning = (String, String);

/// The sheet of the words over the columns of `sheets`, among which those of `levels` are known.
pub(in crate::report::xlsx) fn words(sheets: &[Sheet], levels: &[Meaning]) -> Sheet {
    let columns = || sheets.iter().flat_map(|sheet| &sheet.grid.columns);
    let mut rows: Vec<Meaning> = Vec::new();
    if columns().any(|column| column.holds == Holds::Shares) {
        rows.push((SHARE.0.to_owned(), SHARE.1.to_owned()));
    }
    let mut known = BTreeSet::new();
    for column in columns().filter(|column| known.insert(&column.title)) {
        if let Some(means) = means(column, levels) {
            rows.push((heading(column), means));
        }
    }
    let columns = vec![
        column("heading", "Heading", |(heading, _): &Meaning| heading.clone()),
        column("means", "What it means", |(_, means): &Meaning| means.clone()),
    ];
    grid("Words", columns, &rows, 0).into()
}

/// What the levels of the profiles of `report` mean, by what stands over their columns.
pub(super) fn levels(report: &Report) -> Vec<Meaning> {
    let mut levels = Vec::new();
    for profile in report.periods.iter().flat_map(|period| &period.profiles) {
        let total = &profile.total;
        let counts = total.functions.iter().chain(&total.parts).flat_map(|part| &part.levels);
        for count in counts {
            let meaning = profile.levels.iter().find(|level| level.id == count.id);
            let heading = over(count);
            let is_known = levels.iter().any(|(known, _)| *known == heading);
            if let Some(meaning) = meaning.filter(|_| !is_known) {
                levels.push((heading, format!("{}.", meaning.reached)));
            }
        }
    }
    levels
}

fn heading(column: &Column) -> String {
    if column.title.is_empty() { "k, n, percent".to_owned() } else { column.title.clone() }
}

fn means(column: &Column, levels: &[Meaning]) -> Option<String> {
    let level = || levels.iter().find(|(heading, _)| *heading == column.title);
    let own = || COLUMNS.iter().find(|(id, _)| *id == column.id);
    let means = if let Some((_, means)) = level().filter(|_| column.id == "level") {
        means.clone()
    } else if let Some((_, means)) = own() {
        (*means).to_owned()
    } else {
        let of_statistic = || Statistic::from_name(column.id).map(Statistic::formula);
        Word::over(&column.title).or_else(of_statistic)?.to_owned()
    };
    let mut letters = means.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}
