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

/// The relationships of a group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Members<'m, 'g> {
    /// All of them.
    pub(super) all: &'m [Member<'g>],
    /// Whether the new ones are left out of numbers of items.
    pub(super) sets_new_apart: bool,
}

impl<'m, 'g> Members<'m, 'g> {
    /// Those that numbers of items are made of.
    pub(super) fn settled(self) -> impl Iterator<Item = &'m Member<'g>> {
        self.all.iter().filter(move |member| !self.is_apart(member))
    }

    /// Those that such numbers leave out.
    pub(super) fn apart(self) -> impl Iterator<Item = &'m Member<'g>> {
        self.all.iter().filter(move |member| self.is_apart(member))
    }

    fn is_apart(self, member: &Member) -> bool {
        self.sets_new_apart && member.evaluation.is_new
    }
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
