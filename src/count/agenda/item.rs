//! Items that are not in place, and what could still put each in place.

use crate::count::ItemState;
use crate::count::evidence::{Evidence, Lack};

/// An applicable item that is not in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// Its index in the profile.
    pub item: usize,
    /// What it lacks.
    pub lack: Lack,
}

impl OpenItem {
    /// Whether a document can still put it in place.
    pub(crate) fn is_documentable(&self) -> bool {
        matches!(self.lack, Lack::Document { .. })
    }
}

/// The items of `states`, by index, that apply and are not in place.
pub(super) fn open(evidence: &Evidence, states: &[ItemState]) -> Vec<OpenItem> {
    let open = states.iter().enumerate();
    open.filter(|(_, state)| state.applies() && !state.is_in_place())
        .map(|(item, state)| OpenItem { item, lack: evidence.lack(item, state.observed) })
        .collect()
}
