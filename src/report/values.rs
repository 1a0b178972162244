//! The value of every statistic in a group: what lists over the catalog of statistics ask for.

use super::model::Group;
use crate::count::{OfMembers, Source, Statistic, Value};

impl Group {
    /// The value of `statistic` in the whole group; `None` where it has none, or one for each level, role,
    /// rater, line or measure of student data.
    pub(super) fn value(&self, statistic: Statistic) -> Option<Value> {
        let whole = self.whole.as_ref();
        match statistic.row().made {
            Source::Items(of) => Some((of.value)(&self.coverage)),
            Source::Members(of) => self.of_members(of),
            Source::Attention(waiting) => Some(waiting.value(&whole?.attention).into()),
            Source::Visits(agreement) => whole?.raters.double_rating.value(agreement),
            Source::Doses(of) => Some((of.value)(&whole?.dosage.doses)),
            Source::Rhythm(of) => Some(of.value(&whole?.dosage.rhythm)),
            Source::CalledOff(value) => Some(value(&whole?.dosage.called_off.counts)),
            Source::Answers(value) => Some(value(&whole?.timeliness.counts)),
            Source::Levels(_)
            | Source::Against(_)
            | Source::Rater(_)
            | Source::Coach(_)
            | Source::Line(_)
            | Source::StudentData(_) => None,
        }
    }

    fn of_members(&self, of: OfMembers) -> Option<Value> {
        let whole = self.whole.as_ref();
        Some(match of {
            OfMembers::Relationships => self.members.relationships.into(),
            OfMembers::Educators => self.members.educators.into(),
            OfMembers::Coaches => self.members.coaches.into(),
            OfMembers::Schools => self.members.schools.into(),
            OfMembers::NewPairs => self.members.new_pairs.into(),
            OfMembers::OutsideObservation => whole?.outside_observation.into(),
            OfMembers::Reach => whole?.reach?.into(),
        })
    }
}
