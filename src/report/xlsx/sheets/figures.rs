//! The sheet of figures: every number of the report with its address.

use super::made::{Made, grid, made, words};
use crate::count::Value;
use crate::report::grid::{Datum, Grid, Holds};
use crate::report::model::{Figure, Period, Report};

/// A figure, and of which period.
type Of<'r> = (&'r Period, &'r Figure);

/// The grid of all figures. A share has no title of its own: its columns are k, n and percent.
pub(super) fn figures(report: &Report) -> Grid {
    let of_period = |period| move |figure| -> Of<'_> { (period, figure) };
    let rows: Vec<Of> = report
        .periods
        .iter()
        .flat_map(|period| period.figures.iter().map(of_period(period)))
        .collect();
    let mut columns: Vec<Made<Of>> = Vec::new();
    if report.periods.len() > 1 {
        columns.push(words("period", "Period", |(period, _): &Of| period.window.label.clone()));
    }
    columns.extend([
        words("address", "Address", |(_, figure): &Of| figure.address.to_string()),
        words("measure", "Measure", |(_, figure): &Of| figure.address.measure.name().to_owned()),
        made("count", "count", Holds::Counts, |of| only(of, Holds::Counts)),
        made("share", "", Holds::Shares, |of| only(of, Holds::Shares)),
        made("value", "value", Holds::Numbers, |of| only(of, Holds::Numbers)),
        made("low", "low", Holds::Numbers, |of| limit(of, 0)),
        made("high", "high", Holds::Numbers, |of| limit(of, 1)),
        words("reason", "Reason", |(_, figure): &Of| match &figure.value {
            Value::Estimate { reason: Some(reason), .. } => reason.clone(),
            Value::Estimate { reason: None, .. } | Value::Share(_) | Value::Count { .. } => {
                String::new()
            }
        }),
    ]);
    grid("Figures", columns, &rows)
}

/// The value of a figure in the column that holds such.
fn only((_, figure): &Of, holds: Holds) -> Datum {
    let has = match figure.value {
        Value::Count { .. } => Holds::Counts,
        Value::Share(_) => Holds::Shares,
        Value::Estimate { .. } => Holds::Numbers,
    };
    if has == holds { Datum::from(&figure.value) } else { Datum::Nothing }
}

fn limit((_, figure): &Of, side: usize) -> Datum {
    let limits = figure.address.measure.limits(&figure.value);
    limits.map_or(Datum::Nothing, |limits| Datum::Number(limits[side]))
}
