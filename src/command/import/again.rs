//! A source that comes again: records are brought up to what it says now, and those that are gone from it go here, too.

use std::collections::HashMap;

use anyhow::bail;

use super::{Arguments, Importing, Whose};
use crate::command::recording::from::{Handed, Taking, Upkeep};
use crate::import::rows::Rows;
use crate::store::Unread;
use crate::text::wording::{all_of, grouped};
use crate::write::handed::Existing;
use crate::write::mend::Leaving;
use crate::write::written::Outcome;

impl Importing<'_, '_> {
    /// Brings what is to be updated up to its source; what cannot be is said.
    ///
    /// # Errors
    /// A record that is there cannot be read any more.
    pub(super) fn revise(
        &self,
        handed: &mut Handed,
        rows: &Rows,
        upkeep: &mut Upkeep,
    ) -> Result<Vec<String>, Unread> {
        let mut remarks = Vec::new();
        if !self.arguments.update {
            return Ok(remarks);
        }
        for judged in &mut handed.entries {
            let Some(revision) = &judged.revision else { continue };
            let taking = match (judged.entry.outcome, self.arguments.conflicts) {
                (outcome, _) if self.import.updates.take(outcome, revision) => Taking::Over,
                (Outcome::Conflict, Some(Whose::Record)) => Taking::Note,
                _ => continue,
            };
            match upkeep.revise(revision, taking)? {
                None => judged.entry.outcome = Outcome::Updated,
                Some(why) => {
                    let row = rows.entries.get(judged.document).map(|entry| rows.address(entry));
                    let keys = all_of(judged.entry.differs.iter().map(String::as_str));
                    remarks.push(format!("{}: {keys}: {why}", row.unwrap_or_default()));
                }
            }
        }
        Ok(remarks)
    }

    /// Removes those of `gone` that nobody changed and that can go beside what is new in `handed`, where that is wanted.
    ///
    /// # Errors
    /// So many are gone that this may be a part of the source.
    pub(super) fn prune(
        &self,
        gone: &[&Existing],
        handed: &Handed,
        upkeep: &mut Upkeep,
    ) -> anyhow::Result<Pruned> {
        let Arguments { prune, yes, .. } = *self.arguments;
        if !prune {
            return Ok(Pruned::default());
        }
        if let Some(why) = self.why_part(gone.len()).filter(|_| yes) {
            bail!("{why}; nothing was written. To take a whole import back: --undo");
        }
        let going = gone.iter().filter(|existing| existing.may_go());
        let going: Vec<&str> = going.map(|existing| existing.path.as_str()).collect();
        let Leaving { parts, staying } = upkeep.leaving(&going, &handed.parts());
        let prefix = &self.desk.root.prefix;
        let reasons = staying.into_iter().map(|it| (it.reason(prefix), it.path));
        let mut pruned = Pruned {
            can_go: parts.len(),
            removed: 0,
            staying: reasons.map(|(reason, path)| (path, reason)).collect(),
        };
        if yes {
            pruned.removed = parts.len();
            upkeep.remove(parts);
        }
        Ok(pruned)
    }

    /// Why a source of which so many records are `gone` may be a part of it, as a file of rows that were set aside, or of
    /// another school year. From such a one nothing is removed.
    pub(super) fn why_part(&self, gone: usize) -> Option<String> {
        let all = self.import.imported.count();
        (gone * 2 > all).then(|| {
            format!(
                "{} of {} records of this source are gone from it, so this may be a part of it",
                grouped(gone),
                grouped(all)
            )
        })
    }
}

/// What becomes of the records that the source holds no more.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    /// How many can go.
    pub can_go: usize,
    /// How many go.
    pub removed: usize,
    /// Paths of those that nobody changed and that stay all the same, each with the reason.
    pub staying: HashMap<String, String>,
}
