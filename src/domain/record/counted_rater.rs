//! Who a checklist is by, as it counts. The coach and the educator need no id and are themselves in
//! whatever role they wrote. Ratings, corrections and checks all ask here.

use super::{Checklist, Relationship, Role};

/// In which role someone counts who rates in `role` with `id`, and who that is: an observer with the
/// id of the coach or of the educator is that one.
pub(crate) fn counted_rater<'r>(
    relationship: &'r Relationship,
    role: Role,
    id: Option<&'r str>,
) -> (Role, Option<&'r str>) {
    let (coach, educator) =
        (relationship.coach.value.as_str(), relationship.educator.value.as_str());
    match (role, id) {
        (Role::Itself, id) => (Role::Itself, id.or(Some(coach))),
        (Role::Educator, id) => (Role::Educator, id.or(Some(educator))),
        (Role::Observer, Some(id)) if id == coach => (Role::Itself, Some(coach)),
        (Role::Observer, Some(id)) if id == educator => (Role::Educator, Some(educator)),
        (Role::Observer, id) => (Role::Observer, id),
    }
}

/// In which role the rater of `checklist` counts, and who that is.
pub(crate) fn rater_of<'r>(
    relationship: &'r Relationship,
    checklist: &'r Checklist,
) -> (Role, Option<&'r str>) {
    counted_rater(relationship, checklist.rater.role, checklist.rater.who())
}
