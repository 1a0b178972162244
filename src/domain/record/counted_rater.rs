//! Who a checklist is by, as it counts. The coach and the educator need no id and are themselves in
//! whatever role they wrote. Where an instrument rates the teaching or a system, the coach is one of those who
//! rate from outside. Ratings, corrections and checks all ask here.

use super::{Checklist, Relationship, Role};
use crate::domain::profile::Rates;

/// In which role someone counts who rates in `role` with `id` by an instrument that `rates` so, and who that is:
/// an observer with the id of the coach or of the educator is that one.
pub(crate) fn counted_rater<'r>(
    relationship: &'r Relationship,
    rates: Rates,
    role: Role,
    id: Option<&'r str>,
) -> (Role, Option<&'r str>) {
    let (coach, educator) =
        (relationship.coach.value.as_str(), relationship.educator.value.as_str());
    let as_coach = if rates.coach_is_outside() { Role::Observer } else { Role::Itself };
    match (role, id) {
        (Role::Itself, id) => (as_coach, id.or(Some(coach))),
        (Role::Educator, id) => (Role::Educator, id.or(Some(educator))),
        (Role::Consensus, id) => (Role::Consensus, id),
        (Role::Observer, Some(id)) if id == coach => (as_coach, Some(coach)),
        (Role::Observer, Some(id)) if id == educator => (Role::Educator, Some(educator)),
        (Role::Observer, id) => (Role::Observer, id),
    }
}

/// In which role the rater of `checklist` counts, and who that is.
pub(crate) fn rater_of<'r>(
    relationship: &'r Relationship,
    checklist: &'r Checklist,
) -> (Role, Option<&'r str>) {
    let rates = checklist.profile(relationship).rates;
    counted_rater(relationship, rates, checklist.rater.role, checklist.rater.who())
}
