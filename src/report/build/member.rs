//! A relationship of a report, and which row it is in.

use crate::count::Evaluation;
use crate::report::Counted;
use crate::report::model::Dimension;
use crate::report::select::below_records;

/// A relationship and its counts in the window at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'g> {
    pub(super) pair: &'g Counted,
    pub(super) evaluation: &'g Evaluation,
}

impl<'g> Member<'g> {
    pub(super) fn of(pair: &'g Counted, at: usize) -> Option<Self> {
        pair.evaluations.get(at).map(|evaluation| Self { pair, evaluation })
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
