//! Everything that changed, as a page: every number by its address, and the records that made it so.

mod because;

use std::collections::HashMap;
use std::sync::Arc;

use super::super::model::{Change, Comparison};
use super::none;
use crate::count::Value;
use crate::report::page::{self, Cell, Part, Shape, Table, value};
use crate::report::{Address, Selection, Shown};

/// The numbers that changed, then what changed them.
pub(super) fn add(comparison: &Comparison, shown: Shown, parts: &mut Vec<Part>) {
    for (scope, changes) in by_scope(&comparison.changes) {
        parts.extend([Part::Gap, Part::Table(table(&scope, &changes))]);
    }
    parts.extend([
        Part::Gap,
        Part::Notes(vec![
            "– = not there, or undefined; interval = only the interval changed: `coach explain` says \
             more."
                .to_owned(),
            "A number's address is the words above its column, then those of its line.".to_owned(),
        ]),
        Part::Gap,
    ]);
    match &comparison.because_unknown {
        Some(why) => parts.push(Part::Line(format!("Which records made the difference: {why}."))),
        None => because::add(&comparison.because, shown, parts),
    }
}

/// The changes of the same relationships together, in the order in which these come first.
fn by_scope(changes: &[Change]) -> Vec<(String, Vec<&Change>)> {
    let mut scopes: Vec<Vec<&Change>> = Vec::new();
    let mut places: HashMap<&Selection, usize> = HashMap::new();
    for change in changes {
        let new = scopes.len();
        let place = *places.entry(&change.address.selection).or_insert(new);
        match scopes.get_mut(place) {
            Some(changes) => changes.push(change),
            None => scopes.push(vec![change]),
        }
    }
    let changes = scopes.into_iter();
    changes
        .map(|changes| (changes.first().map(|first| scope(first)).unwrap_or_default(), changes))
        .collect()
}

/// What is in the address of `change` before its measure and what narrows it.
fn scope(change: &Change) -> String {
    let address = Address { narrow: Arc::default(), ..change.address.without_time() };
    let measure = address.measure.name();
    address.to_string().trim_end_matches(measure).trim_end().to_owned()
}

/// The numbers of the same relationships: `scope` says of which, in the words of their addresses.
fn table(scope: &str, changes: &[&Change]) -> Table {
    let rows = changes.iter().map(|change| {
        let address = Address { selection: Arc::default(), ..change.address.without_time() };
        let [before, now] = shown(change);
        [address.to_string(), before, now, step(change)].map(Cell::from).to_vec()
    });
    let scope = if scope.is_empty() { "Number" } else { scope };
    let header = [scope, "before", "now", "change"];
    Table {
        header: header.map(|title| Cell::from(title.to_owned())).to_vec(),
        rows: rows.collect(),
        shape: Shape::Numbers { least: 3 },
    }
}

/// Both values; estimates with all their digits only where that alone tells them apart.
fn shown(change: &Change) -> [String; 2] {
    let sides = [&change.before, &change.now];
    let written = [brief, exact].map(|write| sides.map(|of| of.as_ref().map_or_else(none, write)));
    let [briefly, exactly] = written;
    if briefly[0] == briefly[1] { exactly } else { briefly }
}

fn brief(of: &Value) -> String {
    match of {
        Value::Estimate { value, .. } => value.map_or_else(none, digits),
        other => value(other),
    }
}

fn exact(of: &Value) -> String {
    match of {
        Value::Estimate { value, .. } => value.map_or_else(none, page::digits),
        other => value(other),
    }
}

/// `number` to three digits after the point, a small one to four, without zeros at its end.
fn digits(number: f64) -> String {
    let scale = if number.abs() < 0.1 { 1e4 } else { 1e3 };
    let number = (number * scale).round() / scale + 0.0;
    number.to_string().replace('-', "−")
}

/// By how much a number changed; of k of n, both; of an estimate, whether it is the interval alone.
fn step(change: &Change) -> String {
    let (Some(before), Some(now)) = (&change.before, &change.now) else { return String::new() };
    let signed = |before: i64, now: i64| format!("{:+}", now - before).replace('-', "−");
    match (before, now) {
        (Value::Count { count: before }, Value::Count { count: now }) => {
            let whole = |count: &u64| i64::try_from(*count).unwrap_or(i64::MAX);
            signed(whole(before), whole(now))
        }
        (Value::Share(before), Value::Share(now)) if before.n == now.n => {
            signed(before.k.into(), now.k.into())
        }
        (Value::Share(before), Value::Share(now)) => {
            let (k, n) =
                (signed(before.k.into(), now.k.into()), signed(before.n.into(), now.n.into()));
            format!("{k} of {n}")
        }
        (Value::Estimate { value: Some(before), .. }, Value::Estimate { value: Some(now), .. }) => {
            if now == before {
                return "interval".to_owned();
            }
            let sign = if now < before { "" } else { "+" };
            format!("{sign}{}", digits(now - before))
        }
        _ => String::new(),
    }
}
