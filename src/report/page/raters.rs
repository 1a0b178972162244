//! What raters say beside each other: two observers of one visit, the pair against observers, and what
//! each rater wrote.

use super::cells::{percent, share, with_percent};
use super::lines;
use super::parts::{Cell, Part, Shape, Table};
use crate::count::{RatingCounts, Share, Value};
use crate::report::model::{Group, ProfileReport, Report};
use crate::report::raters::{AgainstRow, DoubleRating, EstimateRow, RaterRow};
use crate::text::wording::grouped;

/// Adds what there is to say of several relationships.
pub(super) fn add(total: &Group, parts: &mut Vec<Part>) {
    let Some(whole) = &total.whole else { return };
    let (double, against) = (&whole.raters.double_rating, &whole.raters.against_observer);
    if double.visits.n > 0 {
        parts.extend([Part::Gap, Part::Line(two_observers(double))]);
    }
    if against.iter().any(|row| row.bias.equal.n > 0) {
        parts.extend([Part::Gap, Part::Table(against_observer(against))]);
    }
}

/// Visits that two observers rated, and how far those agree.
fn two_observers(double: &DoubleRating) -> String {
    let reached = if double.reaches_floor == Some(true) { "reached" } else { "not reached" };
    let mut parts = vec![format!(
        "Two observers: {} visits ({}; floor {} %, {reached})",
        share(double.visits),
        percent(double.visits).unwrap_or_else(none),
        double.floor_percent
    )];
    if double.agree.n > 0 {
        let mut agree = format!("{} ratings agree", with_percent(double.agree));
        if let Value::Estimate { value: Some(mean), .. } = &double.mean_agreement.value
            && (mean - f64::from(double.agree.k) / f64::from(double.agree.n)).abs() > 1e-6
        {
            agree.push_str(&format!(", mean over items {}", coefficient(*mean)));
        }
        parts.push(agree);
    }
    if double.visits.k > 0 {
        let named = [("AC2", Some(&double.ac2)), ("alpha", Some(&double.alpha))];
        let kappa =
            [("kappa", double.kappa.as_ref()), ("linear kappa", double.kappa_linear.as_ref())];
        let named = named.into_iter().chain(kappa);
        parts.extend(estimates(named.filter_map(|(name, row)| Some((name, row?)))));
    }
    parts.join("; ")
}

/// Each estimate by name; those that are missing for the same reason share it.
fn estimates<'r>(rows: impl Iterator<Item = (&'static str, &'r EstimateRow)>) -> Vec<String> {
    let mut parts = Vec::new();
    let mut missing: Vec<(String, Vec<&str>)> = Vec::new();
    for (name, row) in rows {
        let Value::Estimate { value, interval, reason } = &row.value else { continue };
        let why = reason.clone().unwrap_or_default();
        match (value, interval) {
            (Some(value), Some([low, high])) => {
                let rests_on = row.rests_on.as_deref().unwrap_or_default();
                parts.push(format!(
                    "{name} {} (95 % {} to {}, {rests_on})",
                    coefficient(*value),
                    coefficient(*low),
                    coefficient(*high)
                ));
            }
            (Some(value), None) => parts.push(format!("{name} {} ({why})", coefficient(*value))),
            (None, _) => match missing.iter_mut().find(|(known, _)| *known == why) {
                Some((_, names)) => names.push(name),
                None => missing.push((why, vec![name])),
            },
        }
    }
    let missing = missing
        .into_iter()
        .map(|(why, names)| format!("{} undefined ({why})", names.join(" and ")));
    parts.extend(missing);
    parts
}

/// One row for self, one for educator.
fn against_observer(rows: &[AgainstRow]) -> Table {
    let header = ["Against the observer", "equal", "higher", "lower", "mean", "p"];
    let rows = rows.iter().map(|row| {
        let of = |count: Share| grouped(count.k as usize);
        let (mean, p) = (number(&row.bias.mean_steps), number(&row.bias.sign_test));
        vec![
            row.role.name().to_owned().into(),
            Cell::share(row.bias.equal),
            of(row.bias.higher).into(),
            of(row.bias.lower).into(),
            mean.map_or_else(none, signed).into(),
            p.map_or_else(none, probability).into(),
        ]
    });
    Table::numbers(header.map(Cell::broken).into(), rows.collect())
}

/// Adds what each rater wrote in each of several times, one table below the other.
pub(super) fn add_periods(report: &Report, parts: &mut Vec<Part>) {
    for period in &report.periods {
        for table in period.profiles.iter().filter_map(by_rater) {
            parts.extend([
                Part::Gap,
                Part::Line(lines::when(&period.window, report.as_of)),
                Part::Table(table),
            ]);
        }
    }
}

/// What each rater wrote, in the whole or in each group; by function where groups are functions.
pub(super) fn by_rater(profile: &ProfileReport) -> Option<Table> {
    profile.total.whole.as_ref()?.raters.by_rater.as_ref()?;
    let rows: Vec<Vec<Cell>> = if profile.groups.is_empty() {
        raters(&profile.total).iter().map(|row| cells(&name(row), row, &row.ratings)).collect()
    } else {
        profile.groups.iter().flat_map(|group| of_group(&profile.total, group)).collect()
    };
    let header = [
        "Rater",
        "checklists",
        "in place\nof levels",
        "partial",
        "not in\nplace",
        "not\napplicable",
        "not\nobserved",
    ];
    let least = 5;
    let header = header.map(Cell::broken).into();
    (!rows.is_empty()).then_some(Table { header, rows, shape: Shape::Numbers { least } })
}

fn of_group(total: &Group, group: &Group) -> Vec<Vec<Cell>> {
    let titled = |row: &RaterRow| format!("{} · {}", group.name, name(row));
    if group.whole.is_some() {
        return raters(group).iter().map(|row| cells(&titled(row), row, &row.ratings)).collect();
    }
    let Some(function) = group.functions.first() else { return Vec::new() };
    raters(total)
        .iter()
        .filter_map(|row| {
            let of = row.functions.iter().find(|of| of.id == function.id)?;
            Some(cells(&format!("{} · {}", function.id, name(row)), row, &of.ratings))
        })
        .collect()
}

fn raters(group: &Group) -> &[RaterRow] {
    group.whole.as_ref().and_then(|whole| whole.raters.by_rater.as_deref()).unwrap_or_default()
}

fn name(row: &RaterRow) -> String {
    format!("{} {}", row.role.name(), row.id)
}

fn cells(name: &str, row: &RaterRow, ratings: &RatingCounts) -> Vec<Cell> {
    let count = |count: u32| Cell::from(grouped(count as usize));
    vec![
        name.to_owned().into(),
        count(row.checklists),
        Cell::share(ratings.levels()),
        count(ratings.partial),
        count(ratings.not_in_place),
        count(ratings.not_applicable),
        count(ratings.not_observed),
    ]
}

fn none() -> String {
    "–".to_owned()
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Estimate { value, .. } => *value,
        Value::Share(_) | Value::Count { .. } => None,
    }
}

/// Two digits; what is not quite 1 does not become it.
fn coefficient(value: f64) -> String {
    let text = format!("{value:.2}");
    match text.as_str() {
        "1.00" if value < 1.0 => ">0.99".to_owned(),
        "-1.00" if value > -1.0 => "<−0.99".to_owned(),
        "1.00" => "1".to_owned(),
        "-1.00" => "−1".to_owned(),
        "-0.00" => "0.00".to_owned(),
        _ => text.replace('-', "−"),
    }
}

/// A mean difference with its sign.
fn signed(value: f64) -> String {
    let text = format!("{value:+.2}");
    if text == "-0.00" { "+0.00".to_owned() } else { text.replace('-', "−") }
}

/// Four digits, and no p that reads as 0.
fn probability(p: f64) -> String {
    if p < 0.000_1 { "<0.0001".to_owned() } else { format!("{p:.4}") }
}

#[cfg(test)]
mod tests {
    use super::{coefficient, probability, signed};

    #[test]
    fn what_is_nearly_one_or_nothing_does_not_read_as_it() {
        let read = [1.0, 0.996, 0.994, 0.0, -0.001, -0.999, -1.0].map(coefficient);
        assert_eq!(read, ["1", ">0.99", "0.99", "0.00", "0.00", "<−0.99", "−1"]);
        assert_eq!(
            [0.0, 0.000_09, 0.000_1, 1.0].map(probability),
            ["<0.0001", "<0.0001", "0.0001", "1.0000"]
        );
        assert_eq!([0.5, -0.25, -0.001].map(signed), ["+0.50", "−0.25", "+0.00"]);
    }
}
