//! Records that are there, brought up to what their source says now, and those that are gone from it: what it takes.
//! Nothing is written here.

use std::collections::HashSet;

use super::super::{Desk, any_number};
use crate::store::batch::Part;
use crate::store::{Unread, raw_text};
use crate::write::handed::Revision;
use crate::write::mend::{Changed, Leaving, Mend, NotChanged, change, leaving};

/// What becomes of a record whose source says something else now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Taking {
    /// It says that too.
    Over,
    /// It stays, and what the source says is not asked about again.
    Note,
}

/// Changes of records that are there, gathered.
pub(in crate::command) struct Upkeep<'d, 't> {
    desk: &'d Desk<'t>,
    mend: Mend,
    touched: HashSet<String>,
}

impl<'d, 't> Upkeep<'d, 't> {
    pub(in crate::command) fn new(desk: &'d Desk<'t>) -> Self {
        Self { desk, mend: Mend::default(), touched: HashSet::new() }
    }

    /// Adds what it takes to bring the record of `revision` up to its source; where it cannot be changed and stays as it
    /// is, why, in words.
    ///
    /// # Errors
    /// It, or a record beside it, cannot be read any more.
    pub(in crate::command) fn revise(
        &mut self,
        revision: &Revision,
        taking: Taking,
    ) -> Result<Option<String>, Unread> {
        let (desk, path) = (self.desk, revision.path.as_str());
        let before = raw_text(&desk.root.path, path)?;
        let text = match taking {
            Taking::Over => revision.taken_over(&before),
            Taking::Note => revision.noted(&before),
        };
        // What it would say may be prose, and the source has it.
        let text = match text {
            Ok(text) => text,
            Err(refused) => {
                let (prefix, line, reason) = (&desk.root.prefix, refused.line, refused.reason);
                return Ok(Some(format!(
                    "{prefix}{path}:{line}: coach cannot change this safely: {reason}; change it there by hand"
                )));
            }
        };
        let own = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let pair = if taking == Taking::Over { revision.folder.as_str() } else { own };
        let changed = Changed { path, before: &before, text: &text, pair };
        let stays = |why: &str| format!("{}{path} stays as it is: {why}", desk.root.prefix);
        let more = match change(&desk.root.path, desk.relationships(), &changed, any_number) {
            Ok(more) => more,
            Err(NotChanged::Unread(unread)) => return Err(unread),
            Err(NotChanged::Refused(why)) => return Ok(Some(stays(&why))),
        };
        let is_added = self.add(more);
        Ok((!is_added).then(|| {
            stays("one beside it changes and names it; the same command once more brings it up")
        }))
    }

    /// What it takes to remove those of the records at `paths` that can go once all of this, and `new`, is written.
    pub(in crate::command) fn leaving(&self, paths: &[&str], new: &[Part]) -> Leaving {
        let beside: Vec<&Part> = self.mend.parts.iter().chain(new).collect();
        leaving(&self.desk.root.path, self.desk.relationships(), paths, &beside)
    }

    /// Adds the files that go, of what was `leaving`.
    pub(in crate::command) fn remove(&mut self, going: Vec<Part>) {
        self.mend.parts.extend(going);
    }

    /// Adds `more`, unless it changes a file that is changed already; whether it did.
    fn add(&mut self, more: Mend) -> bool {
        if more.parts.iter().any(|part| self.touched.contains(&part.path)) {
            return false;
        }
        self.touched.extend(more.parts.iter().map(|part| part.path.clone()));
        self.mend.parts.extend(more.parts);
        self.mend.moves.extend(more.moves);
        true
    }

    /// All of it.
    pub(in crate::command) fn into_mend(self) -> Mend {
        self.mend
    }
}
