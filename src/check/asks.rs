//! What the rules that look across folders ask of other folders, where a few records are judged and not all: each
//! rule says it of what it is judged by, and no more than that is read. Names of folders and files tell where it is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Rule;
use super::across::Trace;
use crate::store::{RELATIONSHIP, RecordName};

/// What is asked of folders beside those of the records that are judged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asks {
    /// Whether it is what every relationship.yaml says.
    pub relationships: bool,
    /// Records in the folders of relationships that are named for someone.
    pub people: BTreeMap<Person, Asked>,
    /// Rules that records of other people could break as well, which nobody asks: by their ids.
    pub in_part: BTreeSet<&'static str>,
}

/// Someone whom folders of relationships are named for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    /// The coach with this id.
    Coach(String),
    /// The educator with this id.
    Educator(String),
}

/// Which of someone's records are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Whether all are.
    pub all: bool,
    /// Those with one of these days in their file names.
    pub on: BTreeSet<NaiveDate>,
}

impl Asks {
    /// Asks for the records of `person`, all of them.
    pub(super) fn all_of(&mut self, person: Person) {
        self.people.entry(person).or_default().all = true;
    }

    /// Asks for the records of `person` that are dated one of `days`.
    pub(super) fn of(&mut self, person: Person, days: impl IntoIterator<Item = NaiveDate>) {
        self.people.entry(person).or_default().on.extend(days);
    }

    /// Says that records which nobody asks could break `rule` as well.
    pub(super) fn leaves_open(&mut self, rule: &Rule) {
        self.in_part.insert(rule.id);
    }
}

impl Person {
    /// Whether the folder `name`, which is called after a coach and an educator, may be called after this one.
    pub(crate) fn may_be_in(&self, name: &str) -> bool {
        match self {
            Self::Coach(id) => {
                name.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with('-'))
            }
            Self::Educator(id) => name.match_indices(id.as_str()).any(|(at, id)| {
                let rest = &name[at + id.len()..];
                name[..at].ends_with('-') && (rest.is_empty() || rest.starts_with('-'))
            }),
        }
    }
}

impl Asked {
    /// Whether the record with this `name` is asked for.
    pub(crate) fn holds(&self, name: RecordName) -> bool {
        match name {
            RecordName::Relationship => true,
            RecordName::Dated(date, _) => self.all || self.on.contains(&date),
        }
    }
}

/// What is judged of one relationship's folder.
#[derive(Clone, Copy)]
pub(crate) struct Judged<'t> {
    /// What is remembered of it.
    pub trace: &'t Trace,
    /// Whether the record with this file name is one of those.
    pub is_judged: &'t dyn Fn(&str) -> bool,
}

/// Of a rule about what relationships say: all of them, where one is judged.
pub(super) fn relationships(judged: Judged, asks: &mut Asks) {
    asks.relationships |= (judged.is_judged)(RELATIONSHIP);
}

#[cfg(test)]
mod tests {
    use super::Person;

    #[test]
    fn a_folder_is_named_for_a_coach_and_an_educator() {
        let coach = Person::Coach("c-1".to_owned());
        let educator = Person::Educator("t-10".to_owned());
        assert!(coach.may_be_in("c-1-t-10") && educator.may_be_in("c-1-t-10"));
        assert!(educator.may_be_in("c-1-t-10-2027"));
        assert!(!coach.may_be_in("c-10-t-10") && !educator.may_be_in("c-1-t-101"));
        assert!(!educator.may_be_in("t-10-c-1"), "an educator's id is the second");
        // Both ids may hold the other's.
        assert!(Person::Educator("1".to_owned()).may_be_in("c-1-t-1"));
    }
}
