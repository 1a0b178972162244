//! The table of months: each line that the policy names, over the months of the time looked at.

use std::collections::BTreeMap;

use super::numbers::numbers_of;
use super::pairs;
use super::tables::{Of, words};
use crate::count::{Line, Value};
use crate::domain::calendar::Month;
use crate::domain::district::Rows;
use crate::report::grid::{Datum, Grid};

/// One row for each month, one column for each line.
pub(super) fn table(of: &Of) -> Option<Grid> {
    if !of.viewed.policy.has_rows(Rows::Month) {
        return None;
    }
    let trends = &of.profile.total.whole.as_ref()?.trends;
    let lines = trends.lines.iter().zip(Line::ALL);
    let lines: Vec<_> = lines.filter(|(_, kind)| of.has(numbers_of(kind.trend().0))).collect();
    let mut months: BTreeMap<Month, Vec<Option<&Value>>> = BTreeMap::new();
    for (at, (line, _)) in lines.iter().enumerate() {
        for point in &line.points {
            let row = months.entry(point.month).or_insert_with(|| vec![None; lines.len()]);
            row[at] = point.value.as_ref();
        }
    }
    let mut columns = vec![words("month", "Month")];
    columns.extend(lines.iter().map(|(_, kind)| pairs::column(kind.measure())));
    let row = |(month, values): (Month, Vec<Option<&Value>>)| {
        let values = values.into_iter().map(|value| value.map_or(Datum::Nothing, Datum::from));
        std::iter::once(Datum::Words(month.to_string())).chain(values).collect()
    };
    let rows = months.into_iter().map(row).collect();
    Some(Grid { title: "Month by month".to_owned(), columns, apart: 0, rows })
}
