//! Statistics of relationships as such: who is in a number, and whether an observer from outside looked.

use super::row::{Column, Kind, Row};

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
    /// The relationships that an observer rated.
    OutsideObservation,
}

pub(super) const RELATIONSHIPS: Row<OfMembers> = Row {
    name: "relationships",
    meaning: "relationships under way in the period",
    formula: "Relationships that were under way on any day of the period: the unit of every count.",
    kind: Kind::Count,
    narrowed_by: &[],
    column: Some(Column { title: "relationships", of: None }),
    made: OfMembers::Relationships,
};

pub(super) const EDUCATORS: Row<OfMembers> = Row {
    name: "educators",
    meaning: "distinct coached educators",
    formula: "Coached educators of the relationships that were under way, each counted once.",
    kind: Kind::Count,
    narrowed_by: &[],
    column: Some(Column { title: "educators", of: None }),
    made: OfMembers::Educators,
};

pub(super) const COACHES: Row<OfMembers> = Row {
    name: "coaches",
    meaning: "distinct coaches",
    formula: "Coaches of the relationships that were under way, each counted once.",
    kind: Kind::Count,
    narrowed_by: &[],
    column: Some(Column { title: "coaches", of: None }),
    made: OfMembers::Coaches,
};

pub(super) const SCHOOLS: Row<OfMembers> = Row {
    name: "schools",
    meaning: "distinct schools",
    formula: "Schools of the relationships that were under way, each counted once.",
    kind: Kind::Count,
    narrowed_by: &[],
    column: Some(Column { title: "schools", of: None }),
    made: OfMembers::Schools,
};

pub(super) const REACH: Row<OfMembers> = Row {
    name: "reach",
    meaning: "coached educators, of all educators in the school",
    formula: "Coached educators, each counted once, of as many educators as coach.toml gives for \
              the school.",
    kind: Kind::Count,
    narrowed_by: &[],
    column: Some(Column { title: "reach", of: Some("reach_of") }),
    made: OfMembers::Reach,
};

pub(super) const OUTSIDE_OBSERVATION: Row<OfMembers> = Row {
    name: "outside-observation",
    meaning: "relationships that an observer rated, of active relationships",
    formula: "Of the relationships that were under way, those with a checklist in the period on \
              which an observer from outside the pair rated something.",
    kind: Kind::Share,
    narrowed_by: &[],
    column: Some(Column { title: "outside_observation", of: Some("outside_observation_of") }),
    made: OfMembers::OutsideObservation,
};
