//! A relationship of a report, and which row it is in.

use crate::report::model::Dimension;
use crate::report::select::below_records;
use crate::report::{Counted, Counts};

/// A relationship and its counts in the window at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'g> {
    pub(super) pair: &'g Counted,
    pub(super) counts: &'g Counts,
}

/// The relationships of a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Members<'m, 'g> {
    /// All of them.
    pub(super) all: &'m [Member<'g>],
    /// Whether the new ones are left out of numbers of items.
    pub(super) sets_new_apart: bool,
}

impl<'g> Member<'g> {
    pub(super) fn of(pair: &'g Counted, at: usize) -> Option<Self> {
        pair.counts.get(at).map(|counts| Self { pair, counts })
    }

    /// Its id in a dimension; a function is no part of a relationship's identity.
    pub(super) fn id(self, dimension: Dimension) -> &'g str {
        match dimension {
            Dimension::Relationship => below_records(&self.pair.path),
            Dimension::Coach => &self.pair.coach,
            Dimension::School => &self.pair.school,
            Dimension::Practice => self.pair.practice.as_deref().unwrap_or_default(),
            Dimension::Function => "",
        }
    }
}
