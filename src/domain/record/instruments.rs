//! More than one instrument for a pair: which of its checklists is by which, and what the pair is as one of
//! them alone sees it. Each is judged by itself.

use std::sync::Arc;

use super::{Agreement, Checklist, Relationship, Vocabulary};
use crate::diagnostic::{Finding, Problems};
use crate::domain::profile::Profile;
use crate::syntax::tree::{Node, read, rules as tree_rules};
use crate::text::source::At;
use crate::text::wording::quote;

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

    /// What `instruments` would hold with `id` too, as `coach edit --set` takes it.
    pub(crate) fn instruments_with(&self, id: &str) -> String {
        let ids = self.instruments.iter().map(|known| known.value.id.as_str());
        ids.chain([id]).collect::<Vec<_>>().join(",")
    }

    /// Whether the pair uses the instrument with this id.
    pub(crate) fn uses(&self, id: &str) -> bool {
        self.profile.id == id || self.instruments.iter().any(|known| known.value.id == id)
    }
}

/// The instruments that are used beside `own`, each once.
pub(super) fn instruments(
    node: &Node,
    own: Option<&Arc<Profile>>,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<Vec<At<Arc<Profile>>>> {
    let mut instruments: Vec<At<Arc<Profile>>> = Vec::new();
    for node in read::list(node, problems)? {
        let Some(known) = vocabulary.instrument(node, problems) else { continue };
        let is_own = own.is_some_and(|own| own.id == known.id);
        if is_own || instruments.iter().any(|other| other.value.id == known.id) {
            let message = match is_own {
                true => format!("{} is this relationship's profile already", quote(&known.id)),
                false => format!("{} is listed twice", quote(&known.id)),
            };
            let finding = Finding::new(&tree_rules::OUT_OF_RANGE, node.span, message);
            problems.push(finding.label("leave it out here"));
            continue;
        }
        instruments.push(At { value: Arc::clone(known), span: node.span });
    }
    Some(instruments)
}
