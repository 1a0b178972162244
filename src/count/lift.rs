//! What would lift a function to a better level that is computed: the fewest items, and which to choose
//! from.

use super::{Evaluation, Share, reaches};
use crate::domain::profile::{LevelRule, Profile};

/// How a computed level can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Index of the level.
    pub level: usize,
    /// How many more items have to be in place.
    pub need: u32,
    /// Indexes of the items to choose from: those of the function that apply and are not in place.
    pub of: Vec<usize>,
}

impl Evaluation {
    /// How function `function` of `profile` gets to a level better than its own that is computed, with the
    /// fewest items: the best of the levels that are reached with that many.
    pub fn reach(&self, profile: &Profile, function: usize) -> Option<Reach> {
        let items = profile.functions[function].items.clone();
        let in_place = self.coverage_of(items.clone()).in_place;
        let better = self.levels[function].level().unwrap_or(profile.levels.len());
        let needs = (0..better)
            .filter_map(|level| Some((fewest(profile.levels[level].rule, in_place)?, level)));
        let (need, level) = needs.min()?;
        Some(Reach { level, need, of: self.missing(items) })
    }

    /// Which of `items` apply and are not in place.
    pub fn missing(&self, items: std::ops::Range<usize>) -> Vec<usize> {
        let is_missing = |&item: &usize| {
            let state = &self.items[item];
            state.applies() && !state.is_in_place()
        };
        items.filter(is_missing).collect()
    }
}

/// The fewest more items with which `in_place` reaches a level by `rule`; `None` where all are not
/// enough, or it is never computed.
fn fewest(rule: LevelRule, in_place: Share) -> Option<u32> {
    let missing = in_place.n - in_place.k;
    (1..=missing).find(|more| reaches(rule, Share { k: in_place.k + more, n: in_place.n }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn computed() -> impl Strategy<Value = LevelRule> {
        prop_oneof![
            Just(LevelRule::All),
            (0_u32..20).prop_map(|at_least| LevelRule::Count { at_least }),
            (1_u32..=100).prop_map(|at_least| LevelRule::Percent { at_least }),
            (0_u32..20).prop_map(|at_most| LevelRule::Missing { at_most }),
        ]
    }

    proptest! {
        /// What is said to be needed is enough, and one less is not.
        #[test]
        fn no_smaller_number_is_enough(rule in computed(), n in 0_u32..20, k in 0_u32..20) {
            let in_place = Share { k: k.min(n), n };
            let with = |more: u32| Share { k: in_place.k + more, n };
            let missing = n - in_place.k;
            match fewest(rule, in_place) {
                Some(need) => {
                    prop_assert!(need <= missing && reaches(rule, with(need)));
                    prop_assert!(need == 1 || !reaches(rule, with(need - 1)));
                }
                None => prop_assert!(missing == 0 || !reaches(rule, with(missing))),
            }
        }
    }

    #[test]
    fn the_fewest_items_are_counted_exactly() {
        let two_of_five = Share { k: 2, n: 5 };
        for (rule, fewest_more) in [
            (LevelRule::All, Some(3)),
            (LevelRule::Count { at_least: 4 }, Some(2)),
            (LevelRule::Count { at_least: 6 }, None),
            // 3 of 5 is 60 %, which does not reach 61.
            (LevelRule::Percent { at_least: 60 }, Some(1)),
            (LevelRule::Percent { at_least: 61 }, Some(2)),
            (LevelRule::Missing { at_most: 1 }, Some(2)),
            (LevelRule::Judged, None),
        ] {
            assert_eq!(fewest(rule, two_of_five), fewest_more, "{rule:?}");
        }
        assert_eq!(fewest(LevelRule::All, Share { k: 0, n: 0 }), None);
    }
}
