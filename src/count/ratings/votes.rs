//! From the votes of one day to one score, as the instrument says.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Counted, Current};
use crate::domain::profile::{Profile, Votes};
use crate::domain::record::{Rating, Role};

/// What was voted for one item on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::count) struct Day {
    /// Each voter's rating; the lower of two by one voter.
    by_voter: BTreeMap<Option<String>, Rating>,
    /// The score that the team agreed on and wrote down as one.
    of_team: Option<Rating>,
}

impl Day {
    /// What the checklists of the day `on` say of item `item`.
    pub(super) fn of(forms: &[Counted], profile: &Profile, item: usize, on: NaiveDate) -> Self {
        let mut day = Self::default();
        let of_day = forms.iter().filter(|form| form.checklist.date.value == on);
        for form in of_day.filter(|form| form.role.is_outside()) {
            let rated = form.rated(&profile.items).find(|(rated, _)| *rated == item);
            let Some((_, rating)) = rated else { continue };
            let voter = form.checklist.rater.who();
            if form.role == Role::Consensus && voter.is_none() {
                day.of_team = Some(day.of_team.map_or(rating, |known| known.min(rating)));
            } else {
                let vote = day.by_voter.entry(voter.map(str::to_owned)).or_insert(rating);
                *vote = (*vote).min(rating);
            }
        }
        day
    }

    /// What `voter` said.
    pub(in crate::count) fn vote_of(&self, voter: Option<&str>) -> Option<Rating> {
        self.by_voter.get(&voter.map(str::to_owned)).copied()
    }

    /// How many voted.
    pub(in crate::count) fn voters(&self) -> usize {
        self.by_voter.len()
    }

    /// Whether the team wrote down one score, so that no vote is counted.
    pub(in crate::count) fn is_of_team(&self) -> bool {
        self.of_team.is_some()
    }

    /// The score; `None` where nobody voted or, if all have to agree, they do not.
    pub(in crate::count) fn score(&self, votes: Votes) -> Option<Rating> {
        if self.of_team.is_some() {
            return self.of_team;
        }
        let all: Vec<Rating> = self.by_voter.values().copied().collect();
        score(&all, votes)
    }
}

/// The score of `votes`; not-applicable where more than half of them say so.
fn score(votes: &[Rating], rule: Votes) -> Option<Rating> {
    let mut steps: Vec<Rating> =
        votes.iter().copied().filter(|vote| vote.step().is_some()).collect();
    steps.sort_unstable();
    let others = votes.len() - steps.len();
    match rule {
        Votes::Agreed => {
            let first = *votes.first()?;
            votes.iter().all(|vote| *vote == first).then_some(first)
        }
        Votes::Majority | Votes::Lowest if 2 * others > votes.len() => Some(Rating::NotApplicable),
        Votes::Lowest => steps.first().copied(),
        // More than half of them are at least as good as the one in the middle, the lower of two.
        Votes::Majority => steps.get(steps.len().checked_sub(1)? / 2).copied(),
    }
}

/// The latest score of item `item` from the votes among `forms`, and whether later votes are none, because they
/// differ.
pub(super) fn current(
    forms: &[Counted],
    profile: &Profile,
    votes: Votes,
    item: usize,
) -> (Option<Current>, bool) {
    let mut days: Vec<NaiveDate> = forms
        .iter()
        .filter(|form| form.role.is_outside())
        .map(|form| form.checklist.date.value)
        .collect();
    days.sort_unstable();
    days.dedup();
    let mut differ = false;
    let current = days.into_iter().rev().find_map(|on| {
        let day = Day::of(forms, profile, item, on);
        let score = day.score(votes);
        differ |= score.is_none() && day.voters() > 0;
        score.map(|rating| Current { rating, on, differed_on_day: false })
    });
    (current, differ)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::domain::profile::Rated;

    fn step(rank: u8) -> Rating {
        Rating::Step(Rated { rank, in_place: rank == 2, points: rank.into() })
    }

    #[test]
    fn a_majority_is_the_best_step_that_more_than_half_reach() {
        for (ranks, majority, lowest) in [
            (&[2, 1, 2][..], 2, 1),
            (&[1, 1, 2], 1, 1),
            // 1 is reached by two of three.
            (&[0, 1, 2], 1, 0),
            // 2 is reached by half of them, which is not more than half.
            (&[1, 2], 1, 1),
            (&[0, 0, 1, 1], 0, 0),
            (&[2], 2, 2),
        ] {
            let votes: Vec<Rating> = ranks.iter().copied().map(step).collect();
            assert_eq!(score(&votes, Votes::Majority), Some(step(majority)), "{ranks:?}");
            assert_eq!(score(&votes, Votes::Lowest), Some(step(lowest)), "{ranks:?}");
            let agree = ranks.iter().all(|rank| rank == &ranks[0]);
            assert_eq!(score(&votes, Votes::Agreed).is_some(), agree, "{ranks:?}");
        }
        let mixed = [step(2), Rating::NotApplicable, Rating::NotApplicable];
        assert_eq!(score(&mixed, Votes::Majority), Some(Rating::NotApplicable));
        assert_eq!(score(&mixed[..2], Votes::Majority), Some(step(2)));
        assert_eq!(score(&[], Votes::Majority), None);
    }
}
