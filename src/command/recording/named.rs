//! The record that someone names, and whose it is: what was typed comes in; a path goes out. Names of files are looked
//! at, and only where the path is not said whole.

use std::env;

use anyhow::bail;

use super::pick::fault_in;
use super::{Choice, Desk, Offer, Pair, Which};
use crate::store::last::{self, RecordPath};
use crate::store::{coach_of, record_paths, record_paths_in};
use crate::text::wording::{count, one_of, quote, visible};
use crate::write::meant::Found;
use crate::write::meant::record::record;

/// The word for the record that was written last.
pub(in crate::command) const LAST: &str = "last";

/// Records that are named one by one where several may be meant.
const MOST_LISTED: usize = 20;

impl Desk<'_> {
    /// The record that `typed` names: by its path from here or from the district's folder, by its file name, by any
    /// part of its file name that no other record has, or by the word `last`. Where `which` names a relationship or a
    /// coach, only their records are looked at; a path names its record all the same.
    ///
    /// # Errors
    /// There is none, or several and nobody can be asked.
    pub(in crate::command) fn record(
        &self,
        typed: &str,
        which: &Which,
    ) -> anyhow::Result<RecordPath> {
        let path = self.written_out(typed)?;
        if let Some(found) = RecordPath::parse(&path).filter(|found| self.is_there(found)) {
            return Ok(found);
        }
        let in_pairs = |pairs: Vec<&Pair>| -> Vec<String> {
            // What was taken over is the pair's own now.
            let earlier =
                |pair: &Pair| self.lineage(pair).map(|lineage| lineage.before).unwrap_or_default();
            let folders =
                pairs.iter().flat_map(|pair| std::iter::once(pair.0.clone()).chain(earlier(pair)));
            folders.flat_map(|folder| record_paths_in(&self.folder, &folder)).collect()
        };
        let paths = if !(which.educator.is_empty() && which.pair.is_none()) {
            in_pairs(self.pick(which, self.today, Offer::default())?)
        } else if which.coach.is_some() {
            in_pairs(self.searched(which)?)
        } else {
            record_paths(&self.folder)
        };
        match self.record_among(&path, &paths)? {
            Ok(found) => Ok(found),
            Err(near) => {
                let near = match near.len() {
                    0 => String::new(),
                    _ => format!("; did you mean {}?", one_of(near.iter().map(RecordPath::name))),
                };
                bail!("there is no record {}{near}", quote(typed))
            }
        }
    }

    /// The record of those at `paths` that `typed` names, as [`Self::record`] finds it among all; or those that are
    /// called something like it.
    ///
    /// # Errors
    /// There are several, and nobody can be asked; or it is `last`, and that is not known.
    pub(in crate::command) fn record_among(
        &self,
        typed: &str,
        paths: &[String],
    ) -> anyhow::Result<Result<RecordPath, Vec<RecordPath>>> {
        let path = self.written_out(typed)?;
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let typed_out = |paths: Vec<&str>| -> Vec<RecordPath> {
            paths.into_iter().filter_map(RecordPath::parse).collect()
        };
        Ok(match record(&path, &paths) {
            Found::One(path) => {
                let found = RecordPath::parse(path);
                found.ok_or_else(Vec::new)
            }
            Found::Several(paths) => {
                let n = count(paths.len(), "record");
                let said = format!("{} may be any of {n}; write more of its name", quote(typed));
                Ok(self.one_of_several(typed_out(paths), &said)?)
            }
            Found::None(near) => Err(typed_out(near)),
        })
    }

    /// The relationship that `record` belongs to.
    ///
    /// # Errors
    /// It cannot be read.
    pub(in crate::command) fn pair_of(&self, record: &RecordPath) -> anyhow::Result<&Pair> {
        let folder = record.folder();
        match self.relationship_in(folder) {
            Some(pair) => Ok(pair),
            None if coach_of(folder).is_some() => {
                bail!("{} is a coach's own, and of no pair", visible(&record.path))
            }
            None => bail!(fault_in(folder)),
        }
    }

    /// Notes which records were written, for whoever says `last` next; a remark where that cannot be.
    pub(super) fn note_last(&self, paths: &[String]) -> Option<String> {
        let error = last::note(&self.root.path, &user(), paths).err()?;
        Some(format!("`{LAST}` still means an older record: {error}"))
    }

    /// `typed` as a path from the district's folder, as far as it is one, with `last` as what it stands for.
    fn written_out(&self, typed: &str) -> anyhow::Result<String> {
        if typed.trim() == LAST { Ok(self.last()?.path) } else { Ok(self.path_of(typed)) }
    }

    /// The record that the last command wrote.
    fn last(&self) -> anyhow::Result<RecordPath> {
        let written = last::written(&self.root.path, &user());
        if written.is_empty() {
            bail!(
                "no record is known as the `{LAST}` one: coach has written none here for you yet"
            );
        }
        let (there, gone): (Vec<RecordPath>, Vec<RecordPath>) =
            written.into_iter().partition(|found| self.is_there(found));
        match there.len() {
            0 => {
                let gone: Vec<String> = gone.iter().map(|found| visible(&found.path)).collect();
                let verb = if gone.len() == 1 { "it is" } else { "they are" };
                bail!("{verb} no longer there: the last command wrote {}", gone.join(", "))
            }
            n => {
                let said =
                    format!("the last command wrote {}; name one of them", count(n, "record"));
                self.one_of_several(there, &said)
            }
        }
    }

    /// The only one of `records`, or the one that is chosen at the terminal.
    fn one_of_several(
        &self,
        mut records: Vec<RecordPath>,
        said: &str,
    ) -> anyhow::Result<RecordPath> {
        if records.len() == 1 {
            return Ok(records.swap_remove(0));
        }
        if self.person.can_ask() {
            let choice = |record: RecordPath| Choice::new(record.path.clone(), record);
            let choices = records.into_iter().map(choice).collect();
            return Ok(self.questions.one("Which record?", choices, 0)?);
        }
        let listed = records.iter().take(MOST_LISTED);
        let lines: String = listed.map(|found| format!("\n  {}", visible(&found.path))).collect();
        let more = match records.len().saturating_sub(MOST_LISTED) {
            0 => String::new(),
            n => format!("\n  and {n} more"),
        };
        bail!("{said}:{lines}{more}")
    }

    fn is_there(&self, record: &RecordPath) -> bool {
        self.root.path.join(&record.path).symlink_metadata().is_ok_and(|found| found.is_file())
    }
}

/// Who is at the desk, as far as the environment says.
fn user() -> String {
    let said = ["USER", "USERNAME"].into_iter().find_map(env::var_os);
    said.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
