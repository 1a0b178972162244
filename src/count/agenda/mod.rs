//! What to do now in one relationship: what is due, which items are not in place and what would put
//! them in place, and what would lift which function. Typed records and their evaluation come in; an
//! agenda goes out. Pure: no file, no clock.
//!
//! Only a relationship that is under way has an agenda, and only records that count are looked at: one
//! dated after the as-of day changes nothing.

mod closed;
mod due;
mod item;
mod lift;
mod matter;

use crate::count::evidence::Evidence;
use crate::count::{Coverage, Dated, Evaluation, Moment, Records};
use crate::domain::record::Relationship;

pub(crate) use crate::count::evidence::Lack;
pub(crate) use item::OpenItem;
pub(crate) use lift::Lift;
pub(crate) use matter::WaitsFor;
pub use matter::{Due, Matter};

/// What to do now in one relationship.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// What waits to be done, most urgent first: by due day, and then what has none.
    pub due: Vec<Due>,
    /// Applicable items that are not in place, in the order of the profile.
    pub items: Vec<OpenItem>,
    /// For each function of the profile, what would lift it to a better level.
    pub lifts: Vec<Lift>,
    /// The counts over all items.
    pub coverage: Coverage,
}

/// The agenda of `relationship` at `moment`; `None` unless it is under way on the as-of day, and no
/// other has taken over from it.
///
/// `records` are all its records but the relationship itself, and `evaluation` is theirs at the same
/// moment.
pub fn of(
    relationship: &Relationship,
    records: &Records,
    evaluation: &Evaluation,
    moment: &Moment,
) -> Option<Agenda> {
    if !records.owe(relationship, moment) {
        return None;
    }
    let counting: Vec<Dated> =
        records.iter().filter(|dated| dated.counts(relationship, moment.as_of)).copied().collect();
    let timeliness = evaluation.timeliness;
    let records = records.but(&counting);
    let evidence = Evidence { relationship, records, moment, timeliness };
    let items = item::open(&evidence, &evaluation.items);
    let lifts = lift::of(&relationship.profile, evaluation, &items);
    let due = due::of(relationship, &records, moment);
    Some(Agenda { due, items, lifts, coverage: evaluation.coverage() })
}

/// What was promised in `relationship`, or taken over by it, and is open at `moment`, most urgent first, whether
/// or not it is under way. `records` are as for [`of`].
pub(crate) fn promised(
    relationship: &Relationship,
    records: &Records,
    moment: &Moment,
) -> Vec<Due> {
    let counting: Vec<Dated> =
        records.iter().filter(|dated| dated.counts(relationship, moment.as_of)).copied().collect();
    let mut open = due::open(relationship, &records.but(&counting), moment);
    open.sort_by_cached_key(Due::order);
    open
}

/// What had a due day in `relationship` and was closed in the 30 days to the as-of day, or before its
/// due day has come: answered, done, dropped, or over with a relationship that has ended. `records` are as for [`of`].
pub fn closed(relationship: &Relationship, records: &Records, moment: &Moment) -> Vec<Due> {
    let counting: Vec<Dated> =
        records.iter().filter(|dated| dated.counts(relationship, moment.as_of)).copied().collect();
    closed::of(relationship, &records.but(&counting), moment)
}
