//! A record that is handed over and is there already: what is handed over and the record come in; what came of it, and
//! what it takes to bring the record up to it, goes out.

use std::path::Path;

use super::sheet::Handed;
use crate::domain::record::Home;
use crate::store::Unread;
use crate::write::draft::Draft;
use crate::write::handed::{Differences, Existing, Revision};
use crate::write::written::Outcome;

/// What came of a record that is there.
pub(super) struct There {
    pub outcome: Outcome,
    /// Keys of which what is handed over says something else.
    pub differs: Vec<String>,
    /// What it takes, unless both say the same.
    pub revision: Option<Box<Revision>>,
}

impl There {
    /// What comes of `existing`, of which `handed` says what `draft` does now, and that it belongs in `folder`; the
    /// district's folder is `root`.
    ///
    /// # Errors
    /// The record cannot be read any more.
    pub(super) fn of(
        (handed, draft): (&Handed, &Draft),
        existing: &Existing,
        folder: &str,
        (root, is_import): (&Path, bool),
    ) -> Result<Self, Unread> {
        let said = handed.said();
        // What the source said before as well, and is otherwise here, was changed here.
        if existing.was_said(said) {
            return Ok(Self { outcome: Outcome::Same, differs: Vec::new(), revision: None });
        }
        let there = existing.draft(draft.kind, root)?;
        let told = there.as_ref().and_then(|there| existing.told(there));
        let found = there.map(|there| Differences::of(draft, &there, told.as_ref()));
        let mut differs = found.as_ref().map_or_else(|| vec!["kind".to_owned()], Differences::keys);
        // Where no import wrote the record, or this is none, nobody asks what its source said before.
        let is_asked = is_import && existing.seal.is_some();
        let unclear = match found {
            Some(found) if is_asked && told.is_none() => found.untold(),
            _ => Vec::new(),
        };
        differs.retain(|key| !unclear.contains(key));
        let has_moved = existing.has_moved_to(folder);
        if has_moved {
            let whose = match draft.kind.home() {
                Home::Pair => "pair",
                Home::Coach => "coach",
            };
            differs.insert(0, whose.to_owned());
        }
        let outcome = match (differs.is_empty() && unclear.is_empty(), &existing.seal) {
            (true, _) => Outcome::Same,
            (false, Some(_)) if !existing.is_as_imported() => Outcome::Conflict,
            (false, _) => Outcome::Changed,
        };
        let revision = (outcome != Outcome::Same).then(|| {
            Box::new(Revision {
                path: existing.path.clone(),
                folder: if has_moved { folder } else { &existing.pair }.to_owned(),
                said_folder: folder.to_owned(),
                now: draft.clone(),
                said,
                told,
                unclear,
            })
        });
        Ok(Self { outcome, differs, revision })
    }
}
