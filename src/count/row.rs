//! All there is to know about a statistic: its row, kept beside the code that counts it. The catalog
//! ties each statistic to its row.

use super::narrow::NarrowKey;
use crate::domain::district::Numbers;

/// What there is to tell of a statistic; `made` says how its value is got from what is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<M> {
    /// Its name in addresses: `in-place`.
    pub name: &'static str,
    /// What it is, in a few words that follow its value.
    pub meaning: &'static str,
    /// How it is made, in one sentence for whoever wants to recount it.
    pub formula: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// What it is shown or withheld with, where an audience sees only so much.
    pub numbers: Numbers,
    /// By what it may be narrowed within relationships.
    pub narrowed_by: &'static [NarrowKey],
    /// Where it is in the report as CSV, if it does.
    pub column: Option<Column>,
    /// How it is made of what is counted.
    pub made: M,
}

/// What the value of a statistic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// How many.
    Count,
    /// k of n.
    Share,
    /// k of n occasions that can be taken as a sample, and so with an interval: requests are what came up,
    /// not all there is.
    Sample,
    /// An estimate, or why there is none.
    Estimate,
    /// A p-value, or why there is none: no number of a district, and so nothing that goes up or down.
    P,
}

/// Its columns in the report as CSV; a title never changes its meaning within a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// The title over the count, or over k of a share.
    pub title: &'static str,
    /// The title over n of a share, where that has a column of its own.
    pub of: Option<&'static str>,
    /// Whether it is there unasked.
    pub kept: Kept,
}

/// When a column of the report as CSV is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Always: few would miss the others.
    Always,
    /// If all columns are asked for.
    Asked,
}

impl<M: Copy> Row<M> {
    /// The same row among those of every other source.
    pub(super) fn among<N>(self, source: impl FnOnce(M) -> N) -> Row<N> {
        let Row { name, meaning, formula, kind, numbers, narrowed_by, column, made } = self;
        Row { name, meaning, formula, kind, numbers, narrowed_by, column, made: source(made) }
    }
}
