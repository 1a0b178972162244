//! Meetings that were called off, by whom. They are no sessions and no contacts; they stand beside those
//! that were planned and those that were held.

use std::ops::AddAssign;

use chrono::NaiveDate;

use crate::count::Value;
use crate::count::moment::{Dated, Moment, Refusal};
use crate::count::narrow::NarrowKey;
use crate::count::row::{Column, Kept, Kind, Row};
use crate::count::sink::Sink;
use crate::domain::district::Numbers;
use crate::domain::record::{CalledOffBy, Missed, OfKind, Relationship};

/// How many meetings were called off, by whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalledOff([u32; CalledOffBy::ALL.len()]);

impl CalledOff {
    /// All of them.
    pub fn all(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Those that `by` called off.
    pub fn by(&self, by: CalledOffBy) -> u32 {
        self.0[by as usize]
    }

    pub(super) fn count(&mut self, by: CalledOffBy) {
        self.0[by as usize] += 1;
    }
}

impl AddAssign for CalledOff {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(all, more)| *all += more);
    }
}

/// A meeting that was called off, and what refuses its day, if anything.
#[derive(Clone, Copy, Debug)]
pub(in crate::count) struct LookedAt<'r> {
    pub file: &'r str,
    pub on: NaiveDate,
    pub by: CalledOffBy,
    pub refusal: Option<Refusal>,
}

/// Gives every meeting among `records` that was called off to `sink`.
pub(in crate::count) fn each<'r>(
    relationship: &Relationship,
    records: &[Dated<'r>],
    moment: &Moment,
    sink: &mut impl Sink<LookedAt<'r>>,
) {
    for dated in records {
        let Some(missed) = Missed::of(dated.record) else { continue };
        let refusal = Refusal::of(dated, relationship, moment);
        let (file, on) = (dated.file, missed.date.value);
        sink.take(LookedAt { file, on, by: missed.by, refusal });
    }
}

pub(in crate::count) const CALLED_OFF: Row<fn(&CalledOff) -> Value> = Row {
    name: "called-off",
    meaning: "meetings called off",
    formula: "Meetings dated in the period that were called off (kind: missed), whether or not a \
              rhythm was agreed.",
    kind: Kind::Count,
    numbers: Numbers::CalledOff,
    narrowed_by: &[NarrowKey::By],
    column: Some(Column { title: "called_off", of: None, kept: Kept::Asked }),
    made: |called_off| called_off.all().into(),
};
