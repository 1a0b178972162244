//! Records that are there, brought up to what their source says now, and those that are gone from it: what it takes.
//! Nothing is written here.

use std::collections::HashSet;

use super::super::{Desk, any_number};
use crate::store::batch::Part;
use crate::write::handed::Revision;
use crate::write::mend::{Changed, Leaving, Mend, change, leaving};

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

    /// Adds what it takes to bring the record of `revision` up to its source.
    ///
    /// # Errors
    /// In words: why it cannot be changed, which then stays as it is.
    pub(in crate::command) fn revise(
        &mut self,
        revision: &Revision,
        taking: Taking,
    ) -> Result<(), String> {
        let (desk, path) = (self.desk, revision.path.as_str());
        let before = desk.text_at(path).map_err(|error| error.to_string())?;
        let text = match taking {
            Taking::Over => revision.taken_over(&before),
            Taking::Note => revision.noted(&before),
        };
        // What it would say may be prose, and the source has it.
        let text = text.map_err(|refused| {
            let (prefix, line, reason) = (&desk.root.prefix, refused.line, refused.reason);
            format!(
                "{prefix}{path}:{line}: coach cannot change this safely: {reason}; change it there by hand"
            )
        })?;
        let own = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let pair = if taking == Taking::Over { revision.folder.as_str() } else { own };
        let changed = Changed { path, before: &before, text: &text, pair };
        let stays = |why: &str| format!("{}{path} stays as it is: {why}", desk.root.prefix);
        let more = change(&desk.root.path, desk.relationships(), &changed, any_number)
            .map_err(|why| stays(&why))?;
        self.add(more).map_err(|()| {
            stays("one beside it changes and names it; the same command once more brings it up")
        })
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

    fn add(&mut self, more: Mend) -> Result<(), ()> {
        if more.parts.iter().any(|part| self.touched.contains(&part.path)) {
            return Err(());
        }
        self.touched.extend(more.parts.iter().map(|part| part.path.clone()));
        self.mend.parts.extend(more.parts);
        self.mend.moves.extend(more.moves);
        Ok(())
    }

    /// All of it.
    pub(in crate::command) fn into_mend(self) -> Mend {
        self.mend
    }
}
