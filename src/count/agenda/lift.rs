//! What would lift a function to a better level. If the level is computed: how many items, and which
//! to choose from; if it is judged: that a rater judges it.

use super::item::OpenItem;
use crate::count::{Evaluation, FunctionLevel, Reach, Share};
use crate::domain::profile::{LevelRule, Profile};

/// Where one function is and what would lift it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// Index of the function.
    pub function: usize,
    /// Items in place, of applicable items.
    pub in_place: Share,
    /// Its level now.
    pub level: FunctionLevel,
    /// Index of the next better level, where a rater judges it. Without a level now, nothing says
    /// which judgment is the next.
    pub judged: Option<usize>,
    /// The better level that is computed and takes the fewest items, of several the best; of the items to choose from,
    /// those that a document can still put in place come first.
    pub computed: Option<Reach>,
}

/// What would lift each function of `profile`, in its order; `open` are the items not in place.
pub(super) fn of(profile: &Profile, evaluation: &Evaluation, open: &[OpenItem]) -> Vec<Lift> {
    let functions = profile.functions.iter().enumerate();
    functions
        .map(|(index, function)| {
            let level = evaluation.levels[index].clone();
            let in_place = evaluation.coverage_of(function.items.clone()).in_place;
            let next = level.level().and_then(|level| level.checked_sub(1));
            let is_judged = |level: &usize| profile.levels[*level].rule == LevelRule::Judged;
            let mut computed = evaluation.reach(profile, index);
            if let Some(reach) = &mut computed {
                let is_documentable = |item: &usize| {
                    open.iter().any(|open| open.item == *item && open.is_documentable())
                };
                reach.of.sort_by_key(|item| !is_documentable(item));
            }
            Lift { function: index, in_place, level, judged: next.filter(is_judged), computed }
        })
        .collect()
}
