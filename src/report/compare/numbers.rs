//! Which numbers changed: the figures of two reports, joined by their addresses.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Change, Side};
use crate::count::Value;
use crate::domain::calendar::Window;
use crate::report::model::{Commit, Figure, Period};
use crate::report::{Address, Selection};

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

/// That the times `now` and `before` are of unlike length, in words; `None` where they are about as long.
pub fn unlike_length(now: &Window, before: &Window) -> Option<String> {
    let [now, before] = [now, before].map(|window| (window.to - window.from).num_days() + 1);
    let (difference, longest) = ((now - before).abs(), now.max(before));
    // A leap day, a year that starts on a Monday and the like make no difference to speak of.
    (difference > 7 && 50 * difference > longest).then(|| {
        format!(
            "The times are of unlike length: {now} days now, {before} before. Counts such as sessions grow \
             with time, and so does the evidence that items are in place."
        )
    })
}

/// The numbers that differ, in the order of `now` and then of `before`, and how many do not. Times in
/// addresses make no difference; a profile that only one of the two has to name is named in both.
pub fn changes(
    (now, now_profiles): (&[Figure], &[&str]),
    (before, before_profiles): (&[Figure], &[&str]),
) -> (Vec<Change>, usize) {
    let profiles: BTreeSet<&str> = now_profiles.iter().chain(before_profiles).copied().collect();
    let addresses = |of_one| match profiles.len() {
        0 | 1 => Addresses::without_profile(),
        _ => Addresses::with_only(of_one),
    };
    let (mut now_addresses, mut before_addresses) =
        (addresses(now_profiles), addresses(before_profiles));
    let mut old: HashMap<Address, (usize, &Value)> = HashMap::new();
    for (place, figure) in of_the_whole_time(before).enumerate() {
        old.insert(before_addresses.of(figure), (place, &figure.value));
    }
    let (mut changes, mut unchanged) = (Vec::new(), 0);
    for figure in of_the_whole_time(now) {
        let address = now_addresses.of(figure);
        let before = old.remove(&address).map(|(_, value)| value.clone());
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
        old.into_iter().partition(|(_, (_, value))| is_undefined(value));
    unchanged += undefined.len();
    gone.sort_by_key(|(_, (place, _))| *place);
    changes.extend(gone.into_iter().map(|(address, (_, value))| Change {
        address,
        before: Some(value.clone()),
        now: None,
    }));
    (changes, unchanged)
}

/// The figures of the time that the first one is of, without p-values: they say how sure a number is and
/// are none of the district's own. A month of a trend has a time of its own and no counterpart in another year.
pub(super) fn of_the_whole_time(figures: &[Figure]) -> impl Iterator<Item = &Figure> {
    let time = figures.first().map(|figure| &figure.address.period);
    let is_whole = move |figure: &&Figure| Some(&figure.address.period) == time;
    figures.iter().filter(is_whole).filter(|figure| !figure.address.measure.is_p())
}

/// Addresses whatever the time, whose profiles are named alike. Where figures that follow each other share what
/// they are of, so do their addresses.
#[derive(Debug)]
pub(super) struct Addresses {
    /// The profiles that each names; without them, those it names already.
    profiles: Option<Vec<String>>,
    /// What the last figure was of, and what its address says.
    last: Option<[Arc<Selection>; 2]>,
}

impl Addresses {
    /// Addresses that name no profile.
    pub(super) fn without_profile() -> Self {
        Self { profiles: Some(Vec::new()), last: None }
    }

    /// Addresses that name the profile that is the only one of `profiles`.
    pub(super) fn with_only(profiles: &[&str]) -> Self {
        let only = <&[&str; 1]>::try_from(profiles).ok();
        Self { profiles: only.map(|[only]| vec![(*only).to_owned()]), last: None }
    }

    /// The address of `figure`.
    pub(super) fn of(&mut self, figure: &Figure) -> Address {
        let address = figure.address.without_time();
        let Some(profiles) = self.profiles.as_ref().filter(|it| **it != address.selection.profiles)
        else {
            return address;
        };
        let selection = match &self.last {
            Some([last, named]) if *last == address.selection => Arc::clone(named),
            _ => {
                let mut named = Selection::clone(&address.selection);
                named.profiles.clone_from(profiles);
                let named = Arc::new(named);
                self.last = Some([Arc::clone(&address.selection), Arc::clone(&named)]);
                named
            }
        };
        Address { selection, ..address }
    }
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
    use crate::count::{Share, Statistic};

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

    #[test]
    fn a_p_value_neither_changes_nor_stays() {
        let figures = |value: f64| -> Vec<Figure> {
            let names = Statistic::ALL.into_iter().filter(|statistic| statistic.is_p());
            names
                .map(|statistic| Figure {
                    address: statistic.name().parse().unwrap(),
                    value: Value::estimated(Ok((value, None))),
                })
                .collect()
        };
        let (changes, unchanged) = changes((&figures(0.01), &["p"]), (&figures(0.9), &["p"]));
        assert_eq!((changes.len(), unchanged), (0, 0));
        let names: Vec<_> = figures(0.5).iter().map(|f| f.address.to_string()).collect();
        let expected = [
            "observer-sign-test",
            "observed-trend-p",
            "answered-in-time-trend-p",
            "sessions-trend-p",
            "data-trend-p",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn times_of_unlike_length_are_named_with_their_days() {
        let time = |from: &str, to: &str| Window {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
            label: String::new(),
        };
        // August to May: 31 + 30 + 31 + 30 + 31 + 31 + 28 + 31 + 30 + 29 = 302 days; to December 153.
        let year = time("2025-08-01", "2026-05-29");
        let said = unlike_length(&year, &time("2025-08-01", "2025-12-31")).unwrap();
        assert!(said.contains("302 days now, 153 before"), "{said}");
        // A year with a leap day is a day longer, and September a day shorter than October.
        assert_eq!(unlike_length(&year, &time("2023-08-01", "2024-05-29")), None);
        let [september, october] =
            [time("2025-09-01", "2025-09-30"), time("2025-10-01", "2025-10-31")];
        assert_eq!(unlike_length(&october, &september), None);
        // Seven days more are not named, eight are: 38 days against 30.
        assert_eq!(unlike_length(&time("2025-09-01", "2025-10-07"), &september), None);
        assert!(unlike_length(&time("2025-09-01", "2025-10-08"), &september).is_some());
        // Eight days of 365 are 2.19 %, of 500 1.6 %.
        let long = time("2024-01-01", "2025-05-14");
        assert_eq!(unlike_length(&long, &time("2024-01-01", "2025-05-06")), None);
    }
}
