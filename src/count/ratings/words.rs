//! What each checklist does for a role's current rating of an item, in words.

use std::fmt;

use super::{ByRole, NoRating, NotCounted, rated};
use crate::count::expiry::Lapsed;
use crate::count::judged::Judged;
use crate::domain::profile::Item;
use crate::domain::record::{Checklist, Named, Rating, Role};

/// The checklists of `standings` whose rater is in one of `roles` and rates item `index`, and what each
/// does. `current` are the item's ratings before anything expires, and `expired` says what of a
/// role's has.
pub(in crate::count) fn judged(
    standings: &[(Named, Result<Role, NotCounted>)],
    (index, item): (usize, &Item),
    current: &ByRole,
    roles: &[Role],
    expired: impl Fn(Role) -> Option<Lapsed>,
) -> Vec<Judged> {
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
                Ok(role) => rated(rating.value, *role, item)
                    .map_err(|why| why.to_string())
                    .and_then(|rating| stands(checklist, rating, *role, current, expired(*role))),
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
    rating: Rating,
    role: Role,
    current: &ByRole,
    expired: Option<Lapsed>,
) -> Result<String, String> {
    let says = format!("{} says {}", rater(role, checklist.rater.who()), rating.name());
    let Some(current) = current.of(role) else { return Err(says) };
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

/// Who rated, as it counts.
pub(in crate::count) fn rater(role: Role, who: Option<&str>) -> String {
    match (role, who) {
        (Role::Itself, _) => "the coach".to_owned(),
        (Role::Educator, _) => "the educator".to_owned(),
        (Role::Observer, Some(id)) => format!("observer {id}"),
        (Role::Observer, None) => "an observer".to_owned(),
    }
}

fn of_role(role: Role) -> &'static str {
    match role {
        Role::Itself => "the coach",
        Role::Educator => "the educator",
        Role::Observer => "an observer",
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
            NoRating::AlwaysApplies => "says not-applicable for an item that always applies",
        })
    }
}
