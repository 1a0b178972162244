//! What the rules that look across folders ask of other folders, where a few records are judged and not all: each
//! rule says it of what it is judged by, and no more than that is read. Names of folders and files tell where it is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Rule;
use super::across::Trace;
use crate::store::{Person, RELATIONSHIP, RecordName};

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
