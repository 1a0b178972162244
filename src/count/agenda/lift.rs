//! What would lift a function to a better level. If the level is computed: how many items, and which
//! to choose from; if it is judged: that a rater judges it.

use super::item::OpenItem;
use crate::count::{Evaluation, FunctionLevel, Reach, Share};
use crate::domain::profile::{Part, Profile};

/// Where one function, tier or whole is and what would lift it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// What it is.
    pub part: Part,
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

/// What would lift each part of `profile`, in its order; `open` are the items not in place.
pub(super) fn of(profile: &Profile, evaluation: &Evaluation, open: &[OpenItem]) -> Vec<Lift> {
    let parts = profile.parts().enumerate();
    parts
        .map(|(index, part)| {
            let level = evaluation.levels[index].clone();
            let in_place = evaluation.coverage_in(profile, part).in_place;
            let better = |level: usize| {
                let levels = profile.levels_of(part).filter(move |(other, _)| *other < level);
                levels.last()
            };
            let next = level.level().and_then(better);
            let judged = next.filter(|(_, rule)| !rule.is_computed()).map(|(level, _)| level);
            let mut computed = evaluation.reach(profile, (index, part));
            if let Some(reach) = &mut computed {
                let is_documentable = |item: &usize| {
                    open.iter().any(|open| open.item == *item && open.is_documentable())
                };
                reach.of.sort_by_key(|item| !is_documentable(item));
            }
            Lift { part, in_place, level, judged, computed }
        })
        .collect()
}
