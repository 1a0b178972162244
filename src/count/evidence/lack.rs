//! What would put an item in place that is not.

use chrono::NaiveDate;

use crate::count::Current;

/// What would put an item in place. An observer's checklist always can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A document by the item's rule.
    Document {
        /// The last day on which the document can be dated, where the rule sets one.
        until: Option<NaiveDate>,
    },
    /// The rule asks for a document from the beginning of the relationship, and that is over: only an
    /// observer can still show the item.
    BeginningOver,
    /// An observer saw it below in place, and an observation outranks any document: only a new
    /// observation changes that.
    Observation(Current),
    /// The rule accepts no document: only an observer can show the item.
    ObserverOnly,
}

impl Lack {
    /// A document by the item's rule, of any day.
    pub(super) const ANY_DAY: Lack = Lack::Document { until: None };
}
