//! What would lift a function to a better level: how many items, and which to choose from, where a
//! level is computed; where it is judged, that a rater judges it.

use super::OpenItem;
use crate::fidelity::{Evaluation, FunctionLevel, Share, reaches};
use crate::profile::{LevelRule, Profile};

/// Where one function stands and what would lift it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// Index of the function.
    pub function: usize,
    /// Items in place of items applicable.
    pub in_place: Share,
    /// Its level now.
    pub level: FunctionLevel,
    /// Index of the next better level, where a rater judges it. Without a level now, nothing says
    /// which judgement is the next.
    pub judged: Option<usize>,
    /// The nearest better level that is computed and can be reached.
    pub computed: Option<Reach>,
}

/// How a computed level can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Index of the level.
    pub level: usize,
    /// How many more items have to be in place.
    pub need: u32,
    /// Indexes of the items to choose from: those that a document can still put in place first.
    pub of: Vec<usize>,
}

/// What would lift each function of `profile`, in its order; `open` are the items not in place.
pub(super) fn of(profile: &Profile, evaluation: &Evaluation, open: &[OpenItem]) -> Vec<Lift> {
    let functions = profile.functions.iter().enumerate();
    functions
        .map(|(index, function)| {
            let level = evaluation.levels[index].clone();
            let in_place = evaluation.coverage_of(function.items.clone()).in_place;
            let mut of: Vec<OpenItem> =
                open.iter().filter(|open| function.items.contains(&open.item)).copied().collect();
            of.sort_by_key(|open| !open.is_documentable());
            let better = level.level().unwrap_or(profile.levels.len());
            let next = level.level().and_then(|level| level.checked_sub(1));
            let is_judged = |level: &usize| profile.levels[*level].rule == LevelRule::Judged;
            let computed = (0..better).rev().find_map(|level| {
                let need = fewest(profile.levels[level].rule, in_place)?;
                Some(Reach { level, need, of: of.iter().map(|open| open.item).collect() })
            });
            Lift { function: index, in_place, level, judged: next.filter(is_judged), computed }
        })
        .collect()
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
