//! The draft of a checklist that was stopped: kept in the user's own folder, where nothing counts it,
//! until it is gone on with or done.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use sha2::{Digest, Sha256};

use super::rater_in;
use crate::command::prompt::Typed;
use crate::command::recording::{Desk, Pair, drafts_folder, rescue_folder};
use crate::domain::record::Kind;
use crate::store::{LARGEST, rescue};
use crate::text::path::shown_path;
use crate::text::wording::hex;
use crate::write::draft::Draft;

/// Where the draft of one rater's checklist of one relationship is kept.
pub(super) struct Kept {
    /// Where the environment names a folder of the user's own.
    folder: Option<PathBuf>,
    name: String,
}

impl Kept {
    /// The place for a draft by the rater of `draft`.
    pub(super) fn of(desk: &Desk, pair: &Pair, draft: &Draft) -> Self {
        let mut hash = Sha256::new();
        let (role, id) = rater_in(draft, pair)
            .map_or(("", ""), |(role, id)| (role.name(), id.unwrap_or_default()));
        for part in [desk.root.path.to_string_lossy().as_ref(), &pair.0, role, id] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let digits = hex(&hash.finalize()[..8]);
        Self { folder: drafts_folder().ok(), name: format!("checklist-{digits}.yaml") }
    }

    /// What was drafted before, if it can be read.
    pub(super) fn read(&self) -> Option<Draft> {
        let path = self.path()?;
        let is_small = fs::metadata(&path).is_ok_and(|found| found.len() <= LARGEST as u64);
        let text = is_small.then(|| fs::read_to_string(&path).ok())??;
        Draft::of_text(Kind::Checklist, &text)
    }

    /// Whether there is a draft.
    pub(super) fn is_there(&self) -> bool {
        self.path().is_some_and(|path| path.is_file())
    }

    fn path(&self) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(&self.name))
    }

    /// Moves what was drafted before to where nothing takes its place, and says where.
    pub(super) fn set_aside(&self) -> anyhow::Result<PathBuf> {
        let path = drafts_folder()?.join(&self.name);
        let cannot = || format!("{} cannot be set aside for a new draft", shown_path(&path));
        let bytes = fs::read(&path).with_context(cannot)?;
        let kept =
            rescue::keep(&rescue_folder()?, "checklist.yaml", &bytes).with_context(cannot)?;
        self.remove();
        Ok(kept)
    }

    /// Keeps `draft` in the place of what was there, with what was `typed` of an answer that was not
    /// finished.
    pub(super) fn keep(&self, draft: &Draft, typed: Option<&Typed>) -> anyhow::Result<PathBuf> {
        let text = draft.text() + &typed.map(Typed::comment).unwrap_or_default();
        Ok(rescue::keep_latest(&drafts_folder()?, &self.name, text.as_bytes())?)
    }

    /// The checklist is done.
    pub(super) fn remove(&self) {
        if let Some(path) = self.path() {
            drop(fs::remove_file(path));
        }
    }
}
