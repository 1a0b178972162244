//! Fidelity coverage: items in place of items applicable, with what it rests on. Groups add counts;
//! nothing is averaged.

use schemars::JsonSchema;
use serde::Serialize;

use super::narrow::NarrowKey;
use super::row::{Column, Kept, Kind, Row};
use super::{ItemState, Share, Value};
use crate::count::adds_up::adds_up;
use crate::domain::district::Numbers;

/// Counts over any number of items of any number of relationships.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Fidelity coverage: items in place, of applicable items; evaluators call it adherence.
    pub in_place: Share,
    /// Items that an observer saw in place, of the applicable items that an observer rated.
    pub observed: Share,
    /// Of the items in place, those that rest on the pair's own records alone.
    /// With `k` of `observed` they are all items in place.
    pub documented_only: u32,
    /// Items the pair reports in place (the lower of self and educator), of applicable items the pair
    /// rated. Never part of `in_place`.
    pub reported: Share,
    /// Completeness: applicable items with any level or document, of applicable items.
    pub complete: Share,
    /// Applicable items on which two sources differ.
    pub differs: u32,
    /// Items that do not apply; no denominator above counts them.
    pub not_applicable: u32,
    /// Applicable items that are not in place, but would be if no evidence had expired.
    pub expired: u32,
    /// Points of the applicable items, of the most that they can have; only where the instrument counts
    /// points.
    #[serde(skip_serializing_if = "Share::is_of_nothing")]
    pub points: Share,
    /// Critical items that apply and are not in place.
    #[serde(skip)]
    pub critical_missing: u32,
}

impl Coverage {
    /// Adds one item.
    pub fn add(&mut self, item: &ItemState) {
        if !item.applies() {
            self.not_applicable += 1;
            return;
        }
        self.in_place.count(item.is_in_place());
        if item.observed.is_some() {
            self.observed.count(item.is_observed_in_place());
        }
        self.documented_only += u32::from(item.is_documented_only());
        if let Some(rating) = item.reported() {
            self.reported.count(rating.in_place);
        }
        self.complete.count(item.is_known());
        self.differs += u32::from(item.differs());
        self.expired += u32::from(item.is_expired());
        self.points += item.points;
        self.critical_missing += u32::from(item.critical && !item.is_in_place());
    }

    /// Whether anyone from outside rated an item, or a record documents one: without, nothing is at a level.
    pub fn is_rated(&self) -> bool {
        self.observed.n > 0 || self.documented_only > 0
    }

    /// Items not in place of items applicable.
    pub fn missing(&self) -> Share {
        Share { k: self.in_place.n - self.in_place.k, n: self.in_place.n }
    }

    /// The counts over `items`.
    pub fn over<'i>(items: impl IntoIterator<Item = &'i ItemState>) -> Self {
        let mut coverage = Self::default();
        items.into_iter().for_each(|item| coverage.add(item));
        coverage
    }
}

adds_up!(Coverage {
    in_place,
    observed,
    documented_only,
    reported,
    complete,
    differs,
    not_applicable,
    expired,
    points,
    critical_missing
});

/// How a statistic of items is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfItems {
    /// What it asks of an item.
    pub asks: Question,
    /// Its value.
    pub value: fn(&Coverage) -> Value,
}

/// What is asked of an item, and so which records answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// Whether it is in place.
    InPlace,
    /// Whether an observer saw it in place.
    Observed,
    /// What the pair says of it.
    Reported,
    /// Whether anything is known about it.
    Known,
    /// Whether two sources differ.
    Differs,
    /// Whether it applies.
    Applies,
}

const OF_ITEMS: &[NarrowKey] = &[NarrowKey::Function, NarrowKey::Part, NarrowKey::Item];

pub(super) const IN_PLACE: Row<OfItems> = Row {
    name: "in-place",
    meaning: "items in place, of applicable items",
    formula: "An item is in place when the latest observation in the period says so or, if nobody \
              observed it, when the records document it; items that do not apply are left out.",
    kind: Kind::Share,
    numbers: Numbers::InPlace,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "in_place", of: Some("applicable"), kept: Kept::Always }),
    made: OfItems { asks: Question::InPlace, value: |coverage| coverage.in_place.into() },
};

pub(super) const OBSERVED: Row<OfItems> = Row {
    name: "observed",
    meaning: "items that an observer saw in place, of applicable items that an observer rated",
    formula: "Of the applicable items that an observer rated in the period, those whose latest \
              observation says in-place.",
    kind: Kind::Share,
    numbers: Numbers::Observed,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "observed", of: Some("observed_of"), kept: Kept::Always }),
    made: OfItems { asks: Question::Observed, value: |coverage| coverage.observed.into() },
};

pub(super) const DOCUMENTED_ONLY: Row<OfItems> = Row {
    name: "documented-only",
    meaning: "items in place that rest on the pair's own records alone",
    formula: "Of the items in place, those that nobody observed in the period but the pair's own \
              records document.",
    kind: Kind::Count,
    numbers: Numbers::Observed,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "documented_only", of: None, kept: Kept::Always }),
    made: OfItems { asks: Question::InPlace, value: |coverage| coverage.documented_only.into() },
};

pub(super) const REPORTED: Row<OfItems> = Row {
    name: "reported",
    meaning: "items the pair reports in place, of applicable items the pair rated",
    formula: "Of the applicable items that the coach or the educator rated, those where the lower \
              of their current ratings is in-place; observers' ratings do not count here.",
    kind: Kind::Share,
    numbers: Numbers::InPlace,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "reported", of: Some("reported_of"), kept: Kept::Always }),
    made: OfItems { asks: Question::Reported, value: |coverage| coverage.reported.into() },
};

pub(super) const COMPLETENESS: Row<OfItems> = Row {
    name: "completeness",
    meaning: "applicable items about which anything is known, of applicable items",
    formula: "Of the applicable items, those with a current rating by anyone, or with a document.",
    kind: Kind::Share,
    numbers: Numbers::InPlace,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "complete", of: Some("complete_of"), kept: Kept::Asked }),
    made: OfItems { asks: Question::Known, value: |coverage| coverage.complete.into() },
};

pub(super) const DIFFERS: Row<OfItems> = Row {
    name: "differs",
    meaning: "applicable items on which two sources differ",
    formula: "Applicable items on which two current ratings differ by a step or more, or that are \
              documented but were observed below in place.",
    kind: Kind::Count,
    numbers: Numbers::Observed,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "differs", of: None, kept: Kept::Asked }),
    made: OfItems { asks: Question::Differs, value: |coverage| coverage.differs.into() },
};

pub(super) const NOT_APPLICABLE: Row<OfItems> = Row {
    name: "not-applicable",
    meaning: "items that do not apply",
    formula: "Items whose rule found no occasion, that an observer rated not applicable where the \
              profile allows it, or that are only for groups that the pair is not in.",
    kind: Kind::Count,
    numbers: Numbers::InPlace,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "not_applicable", of: None, kept: Kept::Asked }),
    made: OfItems { asks: Question::Applies, value: |coverage| coverage.not_applicable.into() },
};

pub(super) const POINTS: Row<OfItems> = Row {
    name: "points",
    meaning: "points of the applicable items, of the most they can have",
    formula: "The points of the latest observation of each applicable item or, if nobody observed it and the \
              records document it, of the lowest step that is in place; an item without either has none.",
    kind: Kind::Share,
    numbers: Numbers::InPlace,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "points", of: Some("points_of"), kept: Kept::Asked }),
    made: OfItems { asks: Question::InPlace, value: |coverage| coverage.points.into() },
};

pub(super) const MISSING: Row<OfItems> = Row {
    name: "missing",
    meaning: "items not in place, of applicable items",
    formula: "Of the applicable items, those that are not in place.",
    kind: Kind::Share,
    numbers: Numbers::InPlace,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "missing", of: None, kept: Kept::Always }),
    made: OfItems { asks: Question::InPlace, value: |coverage| coverage.missing().into() },
};

pub(super) const EXPIRED: Row<OfItems> = Row {
    name: "expired",
    meaning: "applicable items not in place because evidence has expired",
    formula: "Applicable items that are not in place, but would be if no evidence had expired \
              under coach.toml's expires_after.",
    kind: Kind::Count,
    numbers: Numbers::InPlace,
    narrowed_by: OF_ITEMS,
    column: Some(Column { title: "expired", of: None, kept: Kept::Asked }),
    made: OfItems { asks: Question::InPlace, value: |coverage| coverage.expired.into() },
};
