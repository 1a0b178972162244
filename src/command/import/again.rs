//! A source that comes again: records are brought up to what it says now, and those that are gone from it go here, too.

use anyhow::bail;

use super::{Importing, Whose};
use crate::command::recording::cannot;
use crate::command::recording::from::{Handed, Taking, Upkeep};
use crate::import::rows::Rows;
use crate::text::wording::{all_of, grouped};
use crate::write::handed::Existing;
use crate::write::written::Outcome;

impl Importing<'_, '_> {
    /// Brings what is to be updated up to its source; what cannot be is said.
    pub(super) fn revise(
        &self,
        handed: &mut Handed,
        rows: &Rows,
        upkeep: &mut Upkeep,
    ) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.arguments.update {
            return remarks;
        }
        for judged in &mut handed.entries {
            let Some(revision) = &judged.revision else { continue };
            let taking = match (judged.entry.outcome, self.arguments.conflicts) {
                (outcome, _) if self.import.updates.take(outcome, revision) => Taking::Over,
                (Outcome::Conflict, Some(Whose::Record)) => Taking::Note,
                _ => continue,
            };
            match upkeep.revise(revision, taking) {
                Ok(()) => judged.entry.outcome = Outcome::Updated,
                Err(why) => {
                    let row = rows.entries.get(judged.document).map(|entry| rows.address(entry));
                    let keys = all_of(judged.entry.differs.iter().map(String::as_str));
                    remarks.push(format!("{}: {keys}: {why}", row.unwrap_or_default()));
                }
            }
        }
        remarks
    }

    /// Removes those of `gone` that nobody changed, where that is wanted; how many they are.
    pub(super) fn prune(&self, gone: &[&Existing], upkeep: &mut Upkeep) -> anyhow::Result<usize> {
        if !self.arguments.yes {
            return Ok(0);
        }
        // As a file of rows that were set aside, or of another school year.
        if gone.len() * 2 > self.import.imported.count() {
            bail!(
                "{} of {} records of this source are gone from it, so this may be a part of it; \
                 nothing was written. To take a whole import back: --undo",
                grouped(gone.len()),
                grouped(self.import.imported.count())
            );
        }
        let going = gone.iter().filter(|existing| existing.may_go());
        let going: Vec<&str> = going.map(|existing| existing.path.as_str()).collect();
        upkeep.remove(&going).map_err(cannot)?;
        Ok(going.len())
    }
}
