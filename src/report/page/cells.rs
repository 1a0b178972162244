//! Values in words, as cells and sentences show them.

use super::parts::Cell;
use crate::count::{Coverage, Share, Statistic, Value};
use crate::report::model::Group;
use crate::text::wording::grouped;

/// A figure's value in words.
pub(in crate::report) fn value(value: &Value) -> String {
    match value {
        Value::Share(k_of_n) => share(*k_of_n),
        Value::Count { count } => grouped(usize::try_from(*count).unwrap_or(usize::MAX)),
        Value::Estimate { value: None, reason, .. } => match reason {
            Some(reason) => format!("undefined: {reason}"),
            None => "undefined".to_owned(),
        },
        Value::Estimate { value: Some(value), interval, .. } => match interval {
            Some(limits) => {
                let [value, low, high] = [*value, limits[0], limits[1]].map(digits);
                format!("{value} (95 % {low} to {high})")
            }
            None => digits(*value),
        },
    }
}

/// The value of `statistic` in `group` as a cell; a dash where it has none.
pub(super) fn cell(group: &Group, statistic: Statistic) -> Cell {
    match group.value(statistic) {
        None => none(),
        Some(Value::Share(share)) => Cell::share(share),
        Some(known) => value(&known).into(),
    }
}

/// The cell of what is not there.
pub(super) fn none() -> Cell {
    Cell::broken("–")
}

/// A 95 % interval of a share in percent, to one decimal: cut below and raised above, never narrower.
pub(in crate::report) fn interval([low, high]: [f64; 2]) -> String {
    let [low, high] = [(low * 1e3).floor() / 10.0, (high * 1e3).ceil() / 10.0];
    format!("95 % {low:.1} to {high:.1} %")
}

/// All digits of `number`, with a minus that is one.
pub(in crate::report) fn digits(number: f64) -> String {
    number.to_string().replace('-', "−")
}

/// `9 of 13`, or a dash where nothing applies.
pub(in crate::report) fn share(share: Share) -> String {
    of_all(share.k as usize, share.n as usize)
}

/// `9 of 13 (69.2 %)`, the percent cut and never rounded; a dash where nothing applies.
pub(crate) fn with_percent(of: Share) -> String {
    match percent(of) {
        Some(percent) => format!("{} ({percent})", share(of)),
        None => share(of),
    }
}

/// The percent of `share`, cut to one decimal: 79.96 is `79.9 %`. `None` where nothing applies.
pub(in crate::report) fn percent(share: Share) -> Option<String> {
    share.tenths_of_percent().map(tenths)
}

/// `tenths` of a percent, in percent.
pub(in crate::report) fn tenths(tenths: u32) -> String {
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// By how much a share is larger or smaller, from tenths of a percentage point without their sign.
pub(in crate::report) fn points(tenths: i32) -> String {
    let tenths = tenths.unsigned_abs();
    format!("{}.{} points", tenths / 10, tenths % 10)
}

/// Whether `one` number of pairs is less than half of the `other`, or the other way round: then a difference
/// of shares is one of who was coached.
pub(in crate::report) fn are_unlike(one: u64, other: u64) -> bool {
    one.min(other) * 2 < one.max(other)
}

/// What the items in place rest on: what observers saw, and what is on paper only.
pub(in crate::report) fn rests_on(coverage: &Coverage) -> String {
    let documented = grouped(coverage.documented_only as usize);
    match coverage.observed.n {
        0 => format!("no observer looked, documented only {documented}"),
        _ => {
            let observed = with_percent(coverage.observed);
            format!("observed {observed} in place, documented only {documented}")
        }
    }
}

pub(super) fn of_all(k: usize, n: usize) -> String {
    if n == 0 { "–".to_owned() } else { format!("{} of {}", grouped(k), grouped(n)) }
}
