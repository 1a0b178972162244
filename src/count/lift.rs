//! What would lift a function, a tier or the whole to a better level that is computed: the fewest items, and
//! which to choose from.

use super::{Coverage, Evaluation, ItemState, Share, reaches};
use crate::domain::profile::{LevelRule, Part, Profile, Test};

/// How a computed level can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Index of the level.
    pub level: usize,
    /// The rule by which it is reached.
    pub rule: LevelRule,
    /// How many more items have to be in place, with the most points that they can have.
    pub need: u32,
    /// How many more points are needed, where the rule asks for points.
    pub points: Option<u32>,
    /// Indexes of critical items that are needed whatever else is in place.
    pub critical: Vec<usize>,
    /// Indexes of the items to choose from: those that apply and are not in place. Where critical ones are
    /// needed, these come first.
    pub of: Vec<usize>,
}

impl Evaluation {
    /// How the part at index `at` of `profile` gets to a level better than its own that is computed, with the
    /// fewest items: the best of the levels that are reached with that many.
    pub fn reach(&self, profile: &Profile, (at, part): (usize, Part)) -> Option<Reach> {
        let coverage = self.coverage_in(profile, part);
        let better = self.levels[at].level().unwrap_or(profile.levels.len());
        let gains = self.gains(profile, part);
        let needs = profile
            .levels_of(part)
            .filter(|(level, rule)| *level < better && rule.test != Test::Otherwise)
            .filter_map(|(level, rule)| Some((fewest(rule, coverage, &gains)?, level, rule)));
        let (need, level, rule) = needs.min_by_key(|&(need, level, _)| (need, level))?;
        let mut of: Vec<usize> = gains.iter().map(|gain| gain.item).collect();
        of.sort_by_key(|&item| (!(rule.no_critical_missed && self.items[item].critical), item));
        let critical = gains.iter().filter(|gain| rule.no_critical_missed && gain.critical);
        let critical = critical.map(|gain| gain.item).collect();
        Some(Reach { level, rule, need, points: points_to(rule, coverage.points), critical, of })
    }

    /// What each item of `part` that applies and is not in place would bring.
    fn gains(&self, profile: &Profile, part: Part) -> Vec<Gain> {
        let is_missing = |state: &ItemState| state.applies() && !state.is_in_place();
        let items = profile.items_of(part).into_iter();
        let missing = items.filter(|&item| is_missing(&self.items[item]));
        let gain = |item: usize| {
            let ItemState { points: Share { k, n }, critical, .. } = self.items[item];
            Gain { item, points: n - k, critical }
        };
        missing.map(gain).collect()
    }

    /// Which items of `part` apply and are not in place.
    pub fn missing(&self, profile: &Profile, part: Part) -> Vec<usize> {
        self.gains(profile, part).iter().map(|gain| gain.item).collect()
    }
}

/// What an item would bring that is not in place.
#[derive(Clone, Copy, Debug)]
struct Gain {
    item: usize,
    points: u32,
    critical: bool,
}

/// The fewest more items with which `coverage` reaches a level by `rule`, the best of `gains` first; `None`
/// where all are not enough, or it is never computed.
fn fewest(rule: LevelRule, coverage: Coverage, gains: &[Gain]) -> Option<u32> {
    let mut gains = gains.to_vec();
    // Critical ones cannot be left out; of the others, those with most points lift most.
    gains.sort_by_key(|gain| {
        std::cmp::Reverse((rule.no_critical_missed && gain.critical, gain.points))
    });
    let mut coverage = coverage;
    let mut need = 0;
    gains.iter().find_map(|gain| {
        need += 1;
        coverage.in_place.k += 1;
        // Whoever puts it in place has seen it.
        coverage.documented_only += 1;
        coverage.points.k += gain.points;
        coverage.critical_missing -= u32::from(gain.critical);
        reaches(rule, &coverage).then_some(need)
    })
}

/// How many points are missing to the level by `rule`, where it asks for points.
fn points_to(rule: LevelRule, Share { k, n }: Share) -> Option<u32> {
    let holds = |points: u64| match rule.test {
        Test::Points(bar) => Some(bar.is_met(points, 1)),
        Test::PointsPercent(bar) => Some(bar.is_met(points * 100, u64::from(n))),
        Test::All
        | Test::Count(_)
        | Test::Percent(_)
        | Test::Missing { .. }
        | Test::Otherwise
        | Test::Judged => None,
    };
    (k..=n).find(|&points| holds(u64::from(points)) == Some(true)).map(|points| points - k)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::profile::Bar;

    fn computed() -> impl Strategy<Value = LevelRule> {
        let test = prop_oneof![
            Just(Test::All),
            (0_u32..20).prop_map(|number| Test::Count(Bar::at_least(number))),
            (1_u32..=100).prop_map(|number| Test::Percent(Bar::more_than(number))),
            (0_u32..20).prop_map(|at_most| Test::Missing { at_most }),
            (0_u32..40).prop_map(|number| Test::Points(Bar::at_least(number))),
            (1_u32..=100).prop_map(|number| Test::PointsPercent(Bar::at_least(number))),
        ];
        (test, any::<bool>())
            .prop_map(|(test, no_critical_missed)| LevelRule { test, no_critical_missed })
    }

    /// Items with two points each, `k` of `n` in place; of those missing, the first `critical` are.
    fn items(k: u32, n: u32, critical: u32) -> (Coverage, Vec<Gain>) {
        let in_place = Share { k, n };
        let points = Share { k: 2 * k, n: 2 * n };
        let critical = critical.min(n - k);
        let gains =
            (0..n - k).map(|at| Gain { item: at as usize, points: 2, critical: at < critical });
        let coverage = Coverage {
            in_place,
            observed: in_place,
            points,
            critical_missing: critical,
            ..Coverage::default()
        };
        (coverage, gains.collect())
    }

    proptest! {
        /// What is said to be needed is enough, and one less is not, whichever items are chosen.
        #[test]
        fn no_smaller_number_is_enough(
            rule in computed(), n in 1_u32..12, k in 0_u32..12, critical in 0_u32..3,
        ) {
            let (coverage, gains) = items(k.min(n), n, critical);
            let (k, critical) = (coverage.in_place.k, coverage.critical_missing);
            let reached = |more: u32, critical_too: u32| {
                let (mut with, _) = items(k + more, n, 0);
                with.critical_missing = critical - critical_too;
                reaches(rule, &with)
            };
            let most = |more: u32| critical.min(more);
            match fewest(rule, coverage, &gains) {
                Some(need) => {
                    prop_assert!(need <= n - k && reached(need, most(need)));
                    prop_assert!(need == 1 || !reached(need - 1, most(need - 1)));
                }
                None => prop_assert!(n == k || !reached(n - k, critical)),
            }
        }
    }

    #[test]
    fn the_fewest_items_are_counted_exactly() {
        let (two_of_five, gains) = items(2, 5, 1);
        for (test, fewest_more) in [
            (Test::All, Some(3)),
            (Test::Count(Bar::at_least(4)), Some(2)),
            (Test::Count(Bar::at_least(6)), None),
            // 3 of 5 is 60 %, which does not reach 61.
            (Test::Percent(Bar::at_least(60)), Some(1)),
            (Test::Percent(Bar::more_than(60)), Some(2)),
            (Test::Missing { at_most: 1 }, Some(2)),
            // 4 of 10 points: one more item makes 6, two make 8.
            (Test::Points(Bar::more_than(6)), Some(2)),
            (Test::PointsPercent(Bar::at_least(60)), Some(1)),
            (Test::Judged, None),
        ] {
            assert_eq!(fewest(LevelRule::of(test), two_of_five, &gains), fewest_more, "{test:?}");
        }
        let (nothing, none) = items(0, 0, 0);
        assert_eq!(fewest(LevelRule::of(Test::All), nothing, &none), None);
    }

    #[test]
    fn missing_points_are_counted_exactly() {
        // 70 % of 30 points are 21.
        let bar = Test::PointsPercent(Bar::at_least(70));
        assert_eq!(points_to(LevelRule::of(bar), Share { k: 15, n: 30 }), Some(6));
        assert_eq!(points_to(LevelRule::of(Test::All), Share { k: 15, n: 30 }), None);
    }
}
