//! Which numbers changed: the figures of two reports, joined by their addresses.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Side};
use crate::count::Value;
use crate::report::Address;
use crate::report::model::{Commit, Figure, Period};
use chrono::NaiveDate;

/// Two estimates that differ by less are the same: they were written and read back in between.
const SAME: f64 = 1e-9;

/// What `period` is, as one side; `what` says so in words.
pub fn side(what: String, period: &Period, as_of: NaiveDate, commit: Option<Commit>) -> Side {
    Side {
        what,
        window: period.window.clone(),
        as_of,
        commit,
        found: period.records.found,
        left_out: period.records.left_out,
    }
}

/// The numbers that differ, in the order of `now` and then of `before`, and how many do not. Times in
/// addresses make no difference; a profile that only one of the two has to name is named in both.
pub fn changes(
    (now, now_profiles): (&[Figure], &[&str]),
    (before, before_profiles): (&[Figure], &[&str]),
) -> (Vec<Change>, usize) {
    // A month of a trend has a time of its own and no counterpart in another year.
    let (now, before) = [now, before].map(of_the_whole_time).into();
    let mut old: BTreeMap<String, (usize, Address, &Value)> = BTreeMap::new();
    for (place, figure) in before.iter().enumerate() {
        let address = address_of(figure, before_profiles);
        old.insert(address.to_string(), (place, address, &figure.value));
    }
    let (mut changes, mut unchanged) = (Vec::new(), 0);
    for figure in now {
        let address = address_of(figure, now_profiles);
        let before = old.remove(&address.to_string()).map(|(_, _, value)| value.clone());
        let same = match &before {
            Some(before) => is_same(before, &figure.value),
            None => is_undefined(&figure.value),
        };
        if same {
            unchanged += 1;
        } else {
            changes.push(Change { address, before, now: Some(figure.value.clone()) });
        }
    }
    let (undefined, mut gone): (Vec<_>, Vec<_>) =
        old.into_values().partition(|(_, _, value)| is_undefined(value));
    unchanged += undefined.len();
    gone.sort_by_key(|(place, ..)| *place);
    changes.extend(gone.into_iter().map(|(_, address, value)| Change {
        address,
        before: Some(value.clone()),
        now: None,
    }));
    let profiles: BTreeSet<&str> = now_profiles.iter().chain(before_profiles).copied().collect();
    if profiles.len() < 2 {
        changes.iter_mut().for_each(|change| change.address.selection.profiles.clear());
    }
    (changes, unchanged)
}

/// The figures of the time that the first one is of.
fn of_the_whole_time(figures: &[Figure]) -> Vec<&Figure> {
    let time = figures.first().map(|figure| &figure.address.period);
    figures.iter().filter(|figure| Some(&figure.address.period) == time).collect()
}

fn address_of(figure: &Figure, profiles: &[&str]) -> Address {
    let mut address = figure.address.without_time();
    if let [profile] = profiles {
        address.selection.profiles = vec![(*profile).to_owned()];
    }
    address
}

fn is_undefined(value: &Value) -> bool {
    matches!(value, Value::Estimate { value: None, .. })
}

/// Whether both say the same. What is undefined stays so whatever the reason, and as if it were not
/// there.
fn is_same(one: &Value, other: &Value) -> bool {
    if is_undefined(one) && is_undefined(other) {
        return true;
    }
    let near = |one: f64, other: f64| (one - other).abs() < SAME;
    match (one, other) {
        (
            Value::Estimate { value: Some(one), interval: of_one, reason },
            Value::Estimate { value: Some(other), interval: of_other, reason: other_reason },
        ) => {
            let intervals = match (of_one, of_other) {
                (Some([a, b]), Some([c, d])) => near(*a, *c) && near(*b, *d),
                (None, None) => true,
                _ => false,
            };
            near(*one, *other) && intervals && reason == other_reason
        }
        _ => one == other,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::count::Share;

    fn figure(address: &str, k: u32) -> Figure {
        Figure { address: address.parse().unwrap(), value: Share { k, n: 9 }.into() }
    }

    #[test]
    fn numbers_are_joined_by_address_whatever_the_time() {
        let now =
            [figure("period=spring in-place", 5), figure("period=spring school=b in-place", 2)];
        let before = [figure("school=a in-place", 1), figure("in-place", 5)];
        let (changes, unchanged) = changes((&now, &["p"]), (&before, &["p"]));
        assert_eq!(unchanged, 1);
        let said: Vec<_> = changes
            .iter()
            .map(|c| (c.address.to_string(), c.before.is_some(), c.now.is_some()))
            .collect();
        let expected = [("school=b in-place", false, true), ("school=a in-place", true, false)];
        assert_eq!(said, expected.map(|(a, before, now)| (a.to_owned(), before, now)));
    }

    /// The change of one estimate, if there is one.
    fn is_changed(before: (f64, Option<[f64; 2]>), now: (f64, Option<[f64; 2]>)) -> bool {
        let figure = |estimate| Figure {
            address: "observers-ac2".parse().unwrap(),
            value: Value::estimated(Ok(estimate)),
        };
        let (changes, unchanged) = changes((&[figure(now)], &["p"]), (&[figure(before)], &["p"]));
        assert_eq!(changes.len() + unchanged, 1);
        !changes.is_empty()
    }

    #[test]
    fn another_interval_is_a_change_though_the_estimate_is_the_same() {
        let before = (0.8, Some([0.6, 0.9]));
        assert!(!is_changed(before, before));
        for now in [Some([0.5, 0.9]), Some([0.6, 0.95]), None] {
            assert!(is_changed(before, (0.8, now)), "{now:?}");
            assert!(is_changed((0.8, now), before), "{now:?}");
        }
        assert!(is_changed(before, (0.7, Some([0.6, 0.9]))));
    }

    #[test]
    fn another_reason_for_no_interval_is_a_change_though_the_estimate_is_the_same() {
        let figure = |reason: &str| Figure {
            address: "observers-ac2".parse().unwrap(),
            value: Value::Estimate {
                value: Some(0.8),
                interval: None,
                reason: Some(reason.to_owned()),
            },
        };
        let changed = |before: &str, now: &str| {
            changes((&[figure(now)], &["p"]), (&[figure(before)], &["p"])).0.len()
        };
        assert_eq!((changed("few", "few"), changed("few", "all agree")), (0, 1));
    }

    #[test]
    fn the_same_part_of_a_larger_whole_is_a_change() {
        let figure =
            |k, n| Figure { address: "in-place".parse().unwrap(), value: Share { k, n }.into() };
        let (changes, _) = changes((&[figure(2, 4)], &["p"]), (&[figure(1, 2)], &["p"]));
        assert_eq!(changes.len(), 1);
    }

    #[test]
    fn what_is_undefined_is_as_if_it_were_not_there() {
        let undefined = [Figure {
            address: "observers-ac2".parse().unwrap(),
            value: Value::estimated(Err("no item was rated by two raters".to_owned())),
        }];
        let nothing: [Figure; 0] = [];
        for (now, before) in [(&undefined[..], &nothing[..]), (&nothing, &undefined)] {
            let (changes, unchanged) = changes((now, &["p"]), (before, &["p"]));
            assert_eq!((changes.len(), unchanged), (0, 1));
        }
    }

    #[test]
    fn where_one_side_is_empty_the_only_profile_needs_no_name() {
        let (changes, _) = changes((&[], &[]), (&[figure("in-place", 5)], &["p"]));
        assert_eq!(changes[0].address.to_string(), "in-place");
    }

    #[test]
    fn a_second_profile_is_no_change_of_the_first() {
        let now = [figure("profile=p in-place", 5), figure("profile=q in-place", 1)];
        let (changes, unchanged) = changes((&now, &["p", "q"]), (&[figure("in-place", 5)], &["p"]));
        assert_eq!((changes.len(), unchanged), (1, 1));
        assert_eq!(changes[0].address.to_string(), "profile=q in-place");
    }
}
