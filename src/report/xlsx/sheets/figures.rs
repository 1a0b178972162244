//! The sheet of figures: every number of the report, with whose and of what it is in columns of their own, and last
//! its address.

use std::collections::BTreeMap;

use super::items::heading;
use super::made::{Made, grid, made, words};
use crate::count::{NarrowKey, Value};
use crate::report::grid::{Datum, Holds};
use crate::report::model::{Behind, Dimension, Figure, Period, ProfileReport, Report};
use crate::report::select::below_records;
use crate::report::xlsx::workbook::{Print, Sheet};

/// A figure, and of which period.
#[derive(Clone, Copy)]
struct Of<'r> {
    period: &'r Period,
    figure: &'r Figure,
}

/// What ids are called, as far as the report says so.
struct Names<'r> {
    schools: BTreeMap<&'r str, &'r str>,
    pairs: BTreeMap<&'r str, &'r Behind>,
}

/// Keys of an address that have columns of their own.
const WITH_COLUMNS: [NarrowKey; 2] = [NarrowKey::Function, NarrowKey::Item];

/// The sheet of all figures. A share has no title of its own: its columns are k, n and percent.
pub(super) fn figures(report: &Report) -> Sheet {
    let of_period = |period| move |figure| Of { period, figure };
    let periods = report.periods.iter();
    let rows: Vec<Of> =
        periods.flat_map(|period| period.figures.iter().map(of_period(period))).collect();
    let mut columns = place(report);
    columns.extend([
        words("measure", "Measure", |of: &Of| of.figure.address.measure.name().to_owned()),
        made("count", "count", Holds::Counts, |of| only(of, Holds::Counts)),
        made("share", "", Holds::Shares, |of| only(of, Holds::Shares)),
        made("value", "value", Holds::Numbers, |of| only(of, Holds::Numbers)),
        made("low", "low", Holds::Numbers, |of| limit(of, 0)),
        made("high", "high", Holds::Numbers, |of| limit(of, 1)),
        words("reason", "Reason", |of: &Of| match &of.figure.value {
            Value::Estimate { reason: Some(reason), .. } => reason.clone(),
            Value::Estimate { reason: None, .. } | Value::Share(_) | Value::Count { .. } => {
                String::new()
            }
        }),
        words("address", "Address", |of: &Of| of.figure.address.to_string()),
    ]);
    Sheet { print: Print::Title, ..grid("Figures", columns, &rows, 0).into() }
}

/// The columns of what a figure is about. Those of which none is about are left out.
fn place(report: &Report) -> Vec<Made<'_, Of<'_>>> {
    let mut columns = vec![words("period", "Period", |of: &Of| {
        let period = &of.figure.address.period;
        period.as_deref().unwrap_or(&of.period.window.label).to_owned()
    })];
    let names = Names::of(report);
    let school = move |of: &Of| names.school(of);
    columns.extend([
        words("profile", "Profile", |of: &Of| of.figure.address.selection.profiles.join(", ")),
        words("school", "School", school),
    ]);
    let names = Names::of(report);
    columns.push(words("coach", "Coach", move |of: &Of| {
        let pair = names.pair(of).map(|pair| pair.coach.clone());
        pair.unwrap_or_else(|| of.figure.address.selection.coaches.join(", "))
    }));
    let names = Names::of(report);
    columns.push(words("educator", "Educator", move |of: &Of| {
        let pair = names.pair(of).map(|pair| pair.educator.clone());
        pair.unwrap_or_else(|| of.figure.address.selection.educators.join(", "))
    }));
    columns.extend([
        words("practice", "Practice", |of: &Of| of.figure.address.selection.practices.join(", ")),
        words("function", "Function", |of: &Of| of.narrowed(NarrowKey::Function, heading)),
        words("item", "Item", |of: &Of| of.narrowed(NarrowKey::Item, label)),
        words("narrowed-to", "Narrowed to", |of: &Of| {
            let narrow = &of.figure.address.narrow;
            let others = NarrowKey::ALL.iter().filter(|key| !WITH_COLUMNS.contains(key));
            let others = others.filter_map(|&key| Some((key.name(), narrow.value(key)?)));
            others.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ")
        }),
    ]);
    columns
}

impl Of<'_> {
    /// What `key` narrows the figure to, called as the first profile that knows it calls it.
    fn narrowed(&self, key: NarrowKey, called: fn(&ProfileReport, &str) -> String) -> String {
        let Some(id) = self.figure.address.narrow.value(key) else { return String::new() };
        let names = self.period.profiles.iter().map(|profile| called(profile, id));
        names.into_iter().find(|name| name != id).unwrap_or_else(|| id.to_owned())
    }
}

/// What a profile calls the item `id`.
fn label(profile: &ProfileReport, id: &str) -> String {
    let item = profile.total.items.iter().find(|item| item.id == id);
    item.map_or(id, |item| &item.label).to_owned()
}

impl<'r> Names<'r> {
    fn of(report: &'r Report) -> Self {
        let profiles = || report.periods.iter().flat_map(|period| &period.profiles);
        let groups = || profiles().flat_map(|profile| &profile.groups);
        let keys = groups().flat_map(|group| &group.keys).filter(|key| key.by == Dimension::School);
        let pairs = || groups().filter_map(|group| group.relationship.as_ref());
        let mut schools: BTreeMap<&str, &str> =
            keys.map(|key| (key.id.as_str(), key.name.as_str())).collect();
        schools.extend(pairs().map(|pair| (pair.school.as_str(), pair.school_name.as_str())));
        Self { schools, pairs: pairs().map(|pair| (below_records(&pair.path), pair)).collect() }
    }

    /// The pair whose figure it is, where it is of one.
    fn pair(&self, of: &Of) -> Option<&'r Behind> {
        match of.figure.address.selection.relationships.as_slice() {
            [one] => self.pairs.get(one.as_str()).copied(),
            _ => None,
        }
    }

    fn school(&self, of: &Of) -> String {
        match self.pair(of) {
            Some(pair) => pair.school_name.clone(),
            None => {
                let ids = of.figure.address.selection.schools.iter().map(String::as_str);
                let names = ids.map(|id| self.schools.get(id).copied().unwrap_or(id));
                names.collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// The value of a figure in the column that holds such.
fn only(of: &Of, holds: Holds) -> Datum {
    let has = match of.figure.value {
        Value::Count { .. } => Holds::Counts,
        Value::Share(_) => Holds::Shares,
        Value::Estimate { .. } => Holds::Numbers,
    };
    if has == holds { Datum::from(&of.figure.value) } else { Datum::Nothing }
}

fn limit(of: &Of, side: usize) -> Datum {
    let limits = of.figure.address.measure.limits(&of.figure.value);
    limits.map_or(Datum::Nothing, |limits| Datum::Number(limits[side]))
}
