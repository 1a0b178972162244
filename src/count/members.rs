//! Statistics of relationships as such: who is in a number, who is new, and whether an observer from
//! outside looked.

use chrono::NaiveDate;

use super::moment::Moment;
use super::row::{Column, Kept, Kind, Row};
use crate::domain::district::Numbers;
use crate::domain::record::Relationship;

/// The last day of the window on which `relationship` was under way.
pub(super) fn last_day(relationship: &Relationship, moment: &Moment) -> NaiveDate {
    let last = moment.window.to;
    relationship.ended.map_or(last, |ended| ended.value.min(last))
}

/// Days for which it had been under way by then, its first day counted, without days without school: a pair
/// grows no older in the summer.
pub(super) fn days_under_way(relationship: &Relationship, moment: &Moment) -> u32 {
    let last = last_day(relationship, moment);
    moment.school_days.with_school(relationship.started.value, last)
}

/// Whether it is new then: under way for fewer days than the district says.
pub(crate) fn is_new(relationship: &Relationship, moment: &Moment) -> bool {
    days_under_way(relationship, moment) < moment.new_pair_days
}

/// What of the relationships is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfMembers {
    /// The relationships.
    Relationships,
    /// Distinct coached educators.
    Educators,
    /// Distinct coaches.
    Coaches,
    /// Distinct schools.
    Schools,
    /// Distinct coached educators, of the educators in the school.
    Reach,
    /// The relationships that are new.
    NewPairs,
    /// The relationships that an observer rated.
    OutsideObservation,
}

impl OfMembers {
    /// Whether new relationships are left out of it.
    pub(crate) fn sets_new_apart(self) -> bool {
        match self {
            Self::OutsideObservation => true,
            Self::Relationships
            | Self::Educators
            | Self::Coaches
            | Self::Schools
            | Self::Reach
            | Self::NewPairs => false,
        }
    }
}

pub(super) const RELATIONSHIPS: Row<OfMembers> = Row {
    name: "relationships",
    meaning: "relationships under way in the period",
    formula: "Relationships that were under way on any day of the period: the unit of every count.",
    kind: Kind::Count,
    numbers: Numbers::Pairs,
    narrowed_by: &[],
    column: Some(Column { title: "relationships", of: None, kept: Kept::Always }),
    made: OfMembers::Relationships,
};

pub(super) const EDUCATORS: Row<OfMembers> = Row {
    name: "educators",
    meaning: "distinct coached educators",
    formula: "Coached educators of the relationships that were under way, each counted once; a team is none.",
    kind: Kind::Count,
    numbers: Numbers::Pairs,
    narrowed_by: &[],
    column: Some(Column { title: "educators", of: None, kept: Kept::Always }),
    made: OfMembers::Educators,
};

pub(super) const COACHES: Row<OfMembers> = Row {
    name: "coaches",
    meaning: "distinct coaches",
    formula: "Coaches of the relationships that were under way, each counted once.",
    kind: Kind::Count,
    numbers: Numbers::Pairs,
    narrowed_by: &[],
    column: Some(Column { title: "coaches", of: None, kept: Kept::Always }),
    made: OfMembers::Coaches,
};

pub(super) const SCHOOLS: Row<OfMembers> = Row {
    name: "schools",
    meaning: "distinct schools",
    formula: "Schools of the relationships that were under way, each counted once.",
    kind: Kind::Count,
    numbers: Numbers::Pairs,
    narrowed_by: &[],
    column: Some(Column { title: "schools", of: None, kept: Kept::Asked }),
    made: OfMembers::Schools,
};

pub(super) const REACH: Row<OfMembers> = Row {
    name: "reach",
    meaning: "coached educators, of all educators in the school",
    formula: "Coached educators, each counted once, of as many educators as coach.toml gives for \
              the school; a team is no educator.",
    kind: Kind::Count,
    numbers: Numbers::Reach,
    narrowed_by: &[],
    column: Some(Column { title: "reach", of: Some("reach_of"), kept: Kept::Asked }),
    made: OfMembers::Reach,
};

pub(super) const NEW_PAIRS: Row<OfMembers> = Row {
    name: "new-pairs",
    meaning: "new relationships, whose items are counted apart",
    formula: "Relationships that had been under way for fewer days than coach.toml's new_pair_days \
              when the period ended, days without school left out; numbers of items, levels and outside observation leave them out, \
              but for those of one educator or one relationship.",
    kind: Kind::Count,
    numbers: Numbers::Pairs,
    narrowed_by: &[],
    column: Some(Column { title: "new_pairs", of: None, kept: Kept::Asked }),
    made: OfMembers::NewPairs,
};

pub(super) const OUTSIDE_OBSERVATION: Row<OfMembers> = Row {
    name: "outside-observation",
    meaning: "relationships that an observer rated, of active relationships",
    formula: "Of the relationships that were under way, those with a checklist in the period on \
              which an observer from outside the pair rated something.",
    kind: Kind::Share,
    numbers: Numbers::Observed,
    narrowed_by: &[],
    column: Some(Column {
        title: "outside_observation",
        of: Some("outside_observation_of"),
        kept: Kept::Always,
    }),
    made: OfMembers::OutsideObservation,
};
