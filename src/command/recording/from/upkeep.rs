//! Records that are there, brought up to what their source says now, and those that are gone from it: what it takes.
//! Nothing is written here.

use std::collections::HashSet;

use super::super::{Desk, any_number};
use crate::store::RELATIONSHIP;
use crate::write::handed::Revision;
use crate::write::mend::{Changed, Mend, change, removal, texts};

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
        let more = change(&desk.root.path, &desk.relationships, &changed, any_number)
            .map_err(|why| stays(&why))?;
        self.add(more).map_err(|()| {
            stays("one beside it changes and names it; the same command once more brings it up")
        })
    }

    /// Adds what it takes to remove the records at `paths`.
    ///
    /// # Errors
    /// In words: why they cannot go, none of which does then.
    pub(in crate::command) fn remove(&mut self, paths: &[&str]) -> Result<(), String> {
        let removal = self.desk.remove_all(paths)?;
        self.add(removal).map_err(|()| "a record that changes names one that goes".to_owned())
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

impl Desk<'_> {
    /// What it takes to remove the records at `paths`. A relationship goes only with all that is in its folder.
    ///
    /// # Errors
    /// In words: a record that stays names one of them, or belongs to one.
    pub(in crate::command) fn remove_all(&self, paths: &[&str]) -> Result<Mend, String> {
        let going: HashSet<&str> = paths.iter().copied().collect();
        for path in paths {
            let Some(folder) = path.strip_suffix(RELATIONSHIP) else { continue };
            let all = texts(&self.root.path, folder.trim_end_matches('/'))?;
            if let Some((stays, _)) = all.iter().find(|(other, _)| !going.contains(other.as_str()))
            {
                return Err(format!(
                    "{path} cannot go: {stays} belongs to it and came from elsewhere"
                ));
            }
        }
        removal(&self.root.path, &self.relationships, paths)
    }
}
