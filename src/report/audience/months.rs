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
    let lines = trends.lines.iter().zip(Line::ALL).enumerate();
    let is_named = |kind: Line| of.has(numbers_of(kind.trend().0));
    let lines: Vec<_> = lines.filter(|(_, (_, kind))| is_named(*kind)).collect();
    let mut months: BTreeMap<Month, Vec<Option<&Value>>> = BTreeMap::new();
    for (at, (place, (line, _))) in lines.iter().enumerate() {
        let of_line: Vec<Month> = line.points.iter().map(|point| point.month).collect();
        let shown = match of.rests {
            Some(rests) => rests.months(*place, &of_line),
            None => vec![true; of_line.len()],
        };
        for (point, is_shown) in line.points.iter().zip(shown) {
            let row = months.entry(point.month).or_insert_with(|| vec![None; lines.len()]);
            row[at] = point.value.as_ref().filter(|_| is_shown);
        }
    }
    let mut columns = vec![words("month", "Month")];
    columns.extend(lines.iter().map(|(_, (_, kind))| pairs::column(kind.measure())));
    let row = |(month, values): (Month, Vec<Option<&Value>>)| {
        let values = values.into_iter().map(|value| value.map_or(Datum::Nothing, Datum::from));
        std::iter::once(Datum::Words(month.to_string())).chain(values).collect()
    };
    let rows = months.into_iter().map(row).collect();
    Some(Grid { title: "Month by month".to_owned(), columns, apart: 0, rows })
}
