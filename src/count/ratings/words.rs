//! What each checklist does for a role's current rating of an item, in words.

use std::fmt;

use super::votes::Day;
use super::{ByRole, Counted, NoRating, NotCounted, rated};
use crate::count::expiry::Lapsed;
use crate::count::judged::Judged;
use crate::domain::profile::{Profile, Votes};
use crate::domain::record::{Checklist, Named, Rating, Relationship, Role};

/// An item, its ratings before anything expires, and whose ratings are looked at.
#[derive(Clone, Copy)]
pub(in crate::count) struct Seen<'s> {
    pub relationship: &'s Relationship,
    pub profile: &'s Profile,
    pub index: usize,
    pub current: &'s ByRole,
    pub roles: &'s [Role],
}

/// The checklists of `standings` whose rater is in one of the roles that are looked at and rates the item, and
/// what each does. `expired` says what of a role's has.
pub(in crate::count) fn judged(
    standings: &[(Named, Result<Role, NotCounted>)],
    seen: Seen,
    expired: impl Fn(Role) -> Option<Lapsed>,
) -> Vec<Judged> {
    let Seen { relationship, profile, index, roles, .. } = seen;
    let item = &profile.items[index];
    let forms: Vec<Counted> = standings
        .iter()
        .filter_map(|((_, checklist), standing)| {
            Some(Counted { relationship, checklist, role: (*standing).ok()? })
        })
        .collect();
    let mut judged = Vec::new();
    for ((file, checklist), standing) in standings {
        let counts_as = standing.unwrap_or(checklist.rater.role);
        if !roles.contains(&counts_as) && !roles.contains(&checklist.rater.role) {
            continue;
        }
        for (_, rating) in checklist.ratings.iter().filter(|(rated, _)| rated.value == index) {
            let verdict = match standing {
                Err(why) => Err(why.to_string()),
                Ok(role) if !roles.contains(role) => {
                    Err("its observer is one of the pair, so it is their own report".to_owned())
                }
                Ok(role) => rated(rating.value, *role, (relationship, item))
                    .map_err(|why| why.to_string())
                    .and_then(|rating| match profile.votes.filter(|_| role.is_outside()) {
                        Some(votes) => voted(checklist, (rating, *role), seen, votes, &forms),
                        None => stands(checklist, (rating, *role), seen, expired(*role)),
                    }),
            };
            let (counts, why) = match verdict {
                Ok(why) => (true, why),
                Err(why) => (false, why),
            };
            judged.push(Judged { file: (*file).to_owned(), counts, why });
        }
    }
    judged
}

/// Why a rating of `checklist` is its role's current one, or why it is not.
fn stands(
    checklist: &Checklist,
    (rating, role): (Rating, Role),
    seen: Seen,
    expired: Option<Lapsed>,
) -> Result<String, String> {
    let says = says(checklist, rating, role, seen);
    let Some(current) = seen.current.of(role) else { return Err(says) };
    if checklist.date.value < current.on {
        return Err(format!("a later rating by {} counts instead", of_role(role)));
    }
    if rating != current.rating {
        return Err(format!("{says}; the lower rating of that day counts instead"));
    }
    match expired {
        Some(lapsed) => Err(format!("{says}; expired on {}", lapsed.since)),
        None if current.differed_on_day => Ok(format!("{says}, the lower rating of that day")),
        None => Ok(says),
    }
}

/// What a vote of `checklist` does for the score of its day.
fn voted(
    checklist: &Checklist,
    (rating, role): (Rating, Role),
    seen: Seen,
    votes: Votes,
    forms: &[Counted],
) -> Result<String, String> {
    let Seen { profile, index, current, .. } = seen;
    let on = checklist.date.value;
    let says = says(checklist, rating, role, seen);
    if current.of(role).is_some_and(|current| on < current.on) {
        return Err(format!("{says}; a later score counts instead"));
    }
    let day = Day::of(forms, profile, index, on);
    let Some(score) = day.score(votes) else {
        return Err(format!("{says}; the votes of that day do not agree, so it is no score"));
    };
    if !day.is_of_team() && day.vote_of(checklist.rater.who()) != Some(rating) {
        return Err(format!("{says}; the lower rating of that voter counts instead"));
    }
    let is_team = role == Role::Consensus && checklist.rater.who().is_none();
    match (day.is_of_team(), is_team) {
        (true, true) => return Ok(format!("{says}, as one score")),
        (true, false) => return Err(format!("{says}; the team's own score counts instead")),
        (false, _) => {}
    }
    let of = match votes {
        Votes::Majority => "the majority",
        Votes::Lowest => "the lowest",
        Votes::Agreed => "what all agree on",
    };
    let score = score.word(profile, index);
    Ok(match day.voters() {
        1 => format!("{says}, the only vote of that day"),
        voters => format!("{says}; {of} of {voters} votes is {score}"),
    })
}

fn says(checklist: &Checklist, rating: Rating, role: Role, seen: Seen) -> String {
    let word = rating.word(seen.profile, seen.index);
    // Where the coach is one of those who rate from outside, it is still the coach.
    let role = if checklist.rater.role == Role::Itself { Role::Itself } else { role };
    format!("{} says {word}", rater(role, checklist.rater.who()))
}

/// Who rated, as it counts.
pub(in crate::count) fn rater(role: Role, who: Option<&str>) -> String {
    match (role, who) {
        (Role::Itself, _) => "the coach".to_owned(),
        (Role::Educator, _) => "the educator".to_owned(),
        (Role::Observer, Some(id)) => format!("observer {id}"),
        (Role::Observer, None) => "an observer".to_owned(),
        (Role::Consensus, Some(id)) => format!("{id} of the team"),
        (Role::Consensus, None) => "the team".to_owned(),
    }
}

fn of_role(role: Role) -> &'static str {
    match role {
        Role::Itself => "the coach",
        Role::Educator => "the educator",
        Role::Observer => "an observer",
        Role::Consensus => "the team",
    }
}

impl fmt::Display for NotCounted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotCounted::Day(refusal) => refusal.fmt(f),
            NotCounted::Replaced(by) => write!(f, "corrected by {by}"),
        }
    }
}

impl fmt::Display for NoRating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoRating::NotObserved => "says not-observed, which is no rating",
            NoRating::OnlyFor => "rates an item that is not for this pair",
            NoRating::AlwaysApplies => "says not-applicable for an item that always applies",
        })
    }
}
