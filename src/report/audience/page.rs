//! A view as a page, whatever it is drawn with.

use super::model::{View, ViewPeriod, ViewProfile};
use super::tables::ALL;
use crate::count::Share;
use crate::report::glossary;
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::report::page::{Bars, Fact, MadeOf, Part, made_of, when, words};
use crate::text::wording::count;

/// The parts of `view`, from top to bottom.
pub(super) fn of(view: &View) -> Vec<Part> {
    let mut parts =
        vec![Part::Title { district: view.district.clone(), audience: view.publication }];
    parts.push(Part::Line(for_whom(view)));
    let is_one = view.periods.len() == 1;
    for period in &view.periods {
        parts.push(Part::Line(when(&period.window, view.as_of)));
        if !is_one && period.profiles.is_empty() {
            parts.push(Part::Line("No pair was under way in this period.".to_owned()));
        }
        for profile in &period.profiles {
            add(profile, period, &mut parts);
        }
        parts.push(Part::Gap);
    }
    if is_one && view.periods.iter().all(|period| period.profiles.is_empty()) {
        parts.extend([Part::Line("No pair was under way in this period.".to_owned()), Part::Gap]);
    }
    parts.push(made_of(&made_with(view)));
    parts
}

/// The same, and what its words mean.
pub(super) fn with_words(view: &View) -> Vec<Part> {
    let mut parts = of(view);
    let legend = glossary::used(&words(&parts));
    // How it was made stays last.
    let last = parts.pop();
    if !legend.is_empty() {
        parts.extend([Part::Heading("What the words mean".to_owned()), Part::Legend(legend)]);
    }
    parts.extend(last);
    parts
}

/// For whom it is, and about whom.
pub(in crate::report) fn for_whom(view: &View) -> String {
    let whom = format!("For the {}", view.audience.in_words());
    match view.about.as_slice() {
        [] => whom,
        about => format!("{whom} · only {}", about.join(", ")),
    }
}

fn add(profile: &ViewProfile, period: &ViewPeriod, parts: &mut Vec<Part>) {
    if period.profiles.len() > 1 {
        parts.push(Part::Gap);
        parts.push(Part::Heading(format!("{}, {}", profile.title, profile.edition)));
    }
    if !profile.answer.is_empty() {
        parts.extend([Part::Gap, Part::Line(profile.answer.join(" "))]);
    }
    for table in &profile.tables {
        parts.extend([Part::Gap, Part::Heading(table.title.clone())]);
        if let Some(facts) = as_list(table, &profile.tables[0]) {
            parts.push(Part::Facts(facts));
            continue;
        }
        parts.extend(as_bars(table, parts.len()).map(Part::Bars));
        for (about, table) in table.parted() {
            if !about.is_empty() {
                parts.extend([Part::Gap, Part::Line(about)]);
            }
            parts.push(Part::Table(table));
        }
    }
    if !profile.notes.is_empty() {
        parts.extend([Part::Gap, Part::Notes(profile.notes.clone())]);
    }
}

/// The one row of a table of many columns as a list, which is read in one glance, where the table is about the same as
/// the `first`. That one says which row it is, unless it is the whole.
fn as_list(table: &Grid, first: &Grid) -> Option<Vec<Fact>> {
    let ([row], [what, _, _, ..]) = (table.rows.as_slice(), table.columns.as_slice()) else {
        return None;
    };
    if table.apart > 0 || first.columns.first() != Some(what) {
        return None;
    }
    let names_row = table == first && row.first() != Some(&Datum::Words(ALL.to_owned()));
    let cells = table.columns.iter().zip(row);
    let kept = cells.filter(|(column, _)| names_row || column.holds != Holds::Words);
    let fact = |(column, datum): (&Column, &Datum)| {
        let (title, cell) = (column.title.clone(), datum.cell());
        let aside = cell.aside().map(|aside| format!(" ({aside})")).unwrap_or_default();
        Fact::new(title, vec![cell.lines().join(" ") + &aside])
    };
    Some(kept.map(fact).collect())
}

/// More rows than this are no picture.
const MOST_BARS: usize = 20;

/// The first column of shares in a table that has a name and a share in several rows, as bars; its place makes it known.
fn as_bars(table: &Grid, place: usize) -> Option<Bars> {
    let at = table.columns.iter().position(|column| column.holds == Holds::Shares)?;
    let row = |row: &Vec<Datum>| match (row.first()?, row.get(at)?) {
        (Datum::Words(name), Datum::Share(share)) if name != ALL => Some((name.clone(), *share)),
        _ => None,
    };
    let rows: Vec<(String, Share)> = table.rows.iter().filter_map(row).collect();
    // What has two names, or is a pair, is read in the table.
    let is_named_once = table.apart == 0
        && table.columns.iter().take(at).filter(|column| column.holds == Holds::Words).count() == 1;
    let title = format!("{}: {}", table.title, table.columns[at].title);
    let is_picture = is_named_once && (2..=MOST_BARS).contains(&rows.len());
    is_picture.then(|| Bars { id: format!("bars-{place}"), title, rows })
}

/// What `view` was made with.
pub(in crate::report) fn made_with(view: &View) -> MadeOf<'_> {
    let mut profiles: Vec<[&str; 3]> = Vec::new();
    for profile in view.periods.iter().flat_map(|period| &period.profiles) {
        let named = [&*profile.id, &*profile.edition, &*profile.hash];
        if !profiles.contains(&named) {
            profiles.push(named);
        }
    }
    let mut records = Vec::new();
    for period in &view.periods {
        let mut words = format!(
            "{}, {} left out",
            count(period.records_found, "record"),
            period.records_left_out
        );
        if period.unread_folders > 0 {
            words.push_str(&format!(", {} not read", count(period.unread_folders, "folder")));
        }
        if !records.contains(&words) {
            records.push(words);
        }
    }
    MadeOf {
        tool: &view.tool,
        profiles,
        as_of: view.as_of,
        windows: view.periods.iter().map(|period| &period.window).collect(),
        commit: view.commit.as_ref(),
        records_sha256: view.records_sha256.as_deref(),
        records,
    }
}
