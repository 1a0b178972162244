//! Items that are not in place, and what could still put each in place.

use chrono::NaiveDate;

use super::session_days::session_days;
use crate::count::{Current, Dated, ItemState};
use crate::domain::calendar::add_days;
use crate::domain::profile::EvidenceRule;
use crate::domain::record::Relationship;

/// An applicable item that is not in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// Its index in the profile.
    pub item: usize,
    /// What it lacks.
    pub lack: Lack,
}

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

impl OpenItem {
    /// Whether a document can still put it in place.
    pub fn is_documentable(&self) -> bool {
        matches!(self.lack, Lack::Document { .. })
    }
}

/// The items of `states`, by index, that apply and are not in place.
pub(super) fn open(
    relationship: &Relationship,
    records: &[Dated],
    states: &[ItemState],
    as_of: NaiveDate,
) -> Vec<OpenItem> {
    let items = relationship.profile.items.iter().zip(states).enumerate();
    items
        .filter(|(_, (_, state))| state.applies() && !state.is_in_place())
        .map(|(item, (known, state))| {
            let lack = match (state.observed, known.evidence) {
                (Some(observed), _) => Lack::Observation(observed),
                (None, EvidenceRule::ObservationOnly) => Lack::ObserverOnly,
                (None, EvidenceRule::SessionItem { first_session_days, within_days, .. }) => {
                    beginning(relationship, records, first_session_days, within_days, as_of)
                }
                (None, _) => Lack::Document { until: None },
            };
            OpenItem { item, lack }
        })
        .collect()
}

/// Whether a session on `as_of` or later can still be one of the first `first_session_days` session
/// days and no later than `within_days` after the start.
fn beginning(
    relationship: &Relationship,
    records: &[Dated],
    first_session_days: Option<u32>,
    within_days: Option<u32>,
    as_of: NaiveDate,
) -> Lack {
    let before = session_days(records).into_iter().filter(|&on| on < as_of).count();
    let is_taken = first_session_days
        .is_some_and(|days| before >= usize::try_from(days).unwrap_or(usize::MAX));
    let until = within_days.map(|days| add_days(relationship.started.value, days));
    if is_taken || until.is_some_and(|until| until < as_of) {
        Lack::BeginningOver
    } else {
        Lack::Document { until }
    }
}
