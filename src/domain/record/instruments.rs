//! More than one instrument for a pair: which of its checklists is by which, and what the pair is as one of
//! them alone sees it. Each is judged by itself.

use std::sync::Arc;

use super::{Agreement, Checklist, Relationship};
use crate::domain::profile::Profile;

impl Checklist {
    /// The instrument that it rates by: the one that it names, else the relationship's profile.
    pub fn profile<'r>(&'r self, relationship: &'r Relationship) -> &'r Arc<Profile> {
        match &self.instrument {
            Some(instrument) => &instrument.value,
            None => &relationship.profile,
        }
    }

    /// Whether it rates by the profile by which `relationship` is judged.
    pub fn is_judged(&self, relationship: &Relationship) -> bool {
        match &self.instrument {
            Some(instrument) => instrument.value.id == relationship.profile.id,
            None => !relationship.is_beside,
        }
    }
}

impl Relationship {
    /// The same relationship as `instrument` alone sees it, which the pair uses beside its profile: judged by
    /// that, with nothing agreed.
    #[must_use]
    pub fn under(&self, instrument: &Arc<Profile>) -> Self {
        Self {
            profile: Arc::clone(instrument),
            is_beside: true,
            instruments: Vec::new(),
            agreement: Agreement::default(),
            end_reason: None,
            ..self.clone()
        }
    }

    /// Whether the pair uses the instrument with this id.
    pub(crate) fn uses(&self, id: &str) -> bool {
        self.profile.id == id || self.instruments.iter().any(|known| known.value.id == id)
    }
}
