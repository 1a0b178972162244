//! Groups that are too small to be shown, put together. Groups of relationships come in; those with enough educators stay
//! as they are, and the others become one.

use std::collections::BTreeSet;

use super::member::Member;

/// Groups of which none is too small.
pub(super) struct Pooled<'g> {
    /// Those that are large enough, in the order in which they came.
    pub(super) alone: Vec<Vec<Member<'g>>>,
    /// All others as one, and how many they are; `None` where none is too small.
    pub(super) together: Option<(Vec<Member<'g>>, usize)>,
}

/// `groups`, none with fewer than `least` distinct educators (a team is one). The smallest that would be large enough goes
/// to the others as long as these are not enough by themselves, since the whole less those that are shown tells what is
/// not. Nothing is left where all of them become one: that is the whole.
///
/// With at least 10: of groups with 14, 12, 6 and 3 educators, 6 and 3 are 9, so the 12 join them; 14 stay alone.
pub(super) fn pooled(groups: Vec<Vec<Member<'_>>>, least: usize) -> Pooled<'_> {
    let (mut alone, small): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| educators(group) >= least);
    let mut combined = small.len();
    let mut together: Vec<Member> = small.into_iter().flatten().collect();
    while combined > 0 && educators(&together) < least {
        // Of several as small, the one that comes first.
        let smallest = (0..alone.len()).min_by_key(|&at| educators(&alone[at]));
        let Some(smallest) = smallest else { break };
        together.extend(alone.remove(smallest));
        combined += 1;
    }
    match (combined, alone.is_empty()) {
        (0, _) => Pooled { alone, together: None },
        (_, true) => Pooled { alone, together: None },
        (combined, false) => Pooled { alone, together: Some((together, combined)) },
    }
}

/// Distinct educators of pairs that are not new: numbers of items leave out the others, and would be of few.
fn educators(members: &[Member]) -> usize {
    let settled = members.iter().filter(|member| !member.counts.is_new);
    settled.map(|member| &*member.pair.educator).collect::<BTreeSet<_>>().len()
}
