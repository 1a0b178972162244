//! Changes in records that are there, on their way to the disk: judged by what they bring, shown, written
//! as one, committed and named.

use anyhow::{Context, anyhow, bail};

use super::finish::Said;
use super::{Desk, Format, Pair, Writing, keep_aside};
use crate::command::exit::Exit;
use crate::command::git;
use crate::store::batch::{Batch, Done, Part};
use crate::store::last::RecordPath;
use crate::store::{RELATIONSHIP, Unread, raw_text};
use crate::text::wording::{quote, visible};
use crate::write::mend::{Brought, Mend, brought, plan};

/// Files that a plan shows.
const MOST_SHOWN: usize = 20;

impl Desk<'_> {
    /// The record that `typed` names; of a relationship's folder, or its name, the relationship.
    ///
    /// # Errors
    /// There is none, or several and nobody can be asked.
    pub(in crate::command) fn record_or_pair(&self, typed: &str) -> anyhow::Result<RecordPath> {
        let path = self.path_of(typed.trim_end_matches('/'));
        let is_named = |folder: &str| folder == path || folder.ends_with(&format!("/{path}"));
        let named: Vec<&Pair> =
            self.relationships().iter().filter(|pair| is_named(&pair.0)).collect();
        match named[..] {
            [] => {}
            [only] => {
                let path = format!("{}/{RELATIONSHIP}", only.0);
                return RecordPath::parse(&path).context("the relationship is gone");
            }
            _ => {
                let lines = named.iter().map(|pair| format!("\n  {}", visible(&pair.0)));
                bail!("{} may be any of these:{}", quote(typed), lines.collect::<String>())
            }
        }
        self.record(typed, &super::Which::default())
    }

    /// The text of the file at `path`, a byte-order mark included.
    ///
    /// # Errors
    /// It cannot be read.
    pub(in crate::command) fn text_at(&self, path: &str) -> anyhow::Result<String> {
        let cannot = |Unread { why, .. }| {
            anyhow!("{}{} cannot be read: {why}", self.root.prefix, visible(path))
        };
        raw_text(&self.root.path, path).map_err(cannot)
    }

    /// What `mend` would bring.
    pub(in crate::command) fn judge_mend(&self, mend: &Mend) -> Brought {
        brought(&self.folder, mend, self.as_of())
    }

    /// Carries `mend` out, all of it or nothing, unless it has `brought` an error; a commit says `message`. Of many
    /// files, people are told `in_short` what was done.
    ///
    /// # Errors
    /// A file is not as the change takes it to be, or cannot be written.
    pub(in crate::command) fn carry_out(
        &self,
        writing: &Writing,
        mend: &Mend,
        brought: &Brought,
        remarks: &[String],
        (message, in_short): (&str, Option<&str>),
    ) -> anyhow::Result<Exit> {
        self.carry_out_saying(
            writing,
            mend,
            brought,
            Said { remarks, in_short, ..Said::default() },
            message,
        )
    }

    /// The same for records that were imported and go again.
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out).
    pub(in crate::command) fn undo_import(
        &self,
        writing: &Writing,
        mend: &Mend,
        brought: &Brought,
        (message, in_short): (&str, &str),
    ) -> anyhow::Result<Exit> {
        let said = Said { in_short: Some(in_short), comes_again: true, ..Said::default() };
        self.carry_out_saying(writing, mend, brought, said, message)
    }

    /// The same, with all that is `said` of it.
    ///
    /// # Errors
    /// As [`carry_out`](Self::carry_out).
    pub(super) fn carry_out_saying(
        &self,
        writing: &Writing,
        mend: &Mend,
        brought: &Brought,
        said: Said,
        message: &str,
    ) -> anyhow::Result<Exit> {
        self.refuse_beside_unfinished()?;
        if !brought.is_clean() {
            return self.refuse(writing, &brought.findings);
        }
        let said = Said { findings: &brought.findings, ..said };
        if writing.dry_run {
            self.show_findings(writing, &brought.findings)?;
            self.show_remarks(writing, said.remarks)?;
            match writing.format {
                Format::Json => self.say(writing, &Done::of(&mend.parts), said)?,
                Format::Text => self.terminal.print(self.plan(mend, usize::MAX))?,
            }
            return Ok(said.exit);
        }
        let batch = Batch::as_one(message, mend.parts.clone());
        let kept = if said.comes_again { Vec::new() } else { self.keep_lost(mend) };
        let remarks = [said.remarks, &kept].concat();
        let said = Said { remarks: &remarks, ..said };
        let done = self.write_together(&batch, said.is_in_file)?;
        self.commit_and_say(writing, &done, said, message)
    }

    /// Keeps aside the text of records that `mend` removes for good and that no commit has, and says where.
    fn keep_lost(&self, mend: &Mend) -> Vec<String> {
        let is_moved = |part: &Part| mend.moves.iter().any(|(from, _)| *from == part.path);
        let going = mend.parts.iter().filter(|part| part.text.is_none() && !is_moved(part));
        let paths: Vec<String> = going.map(|part| part.path.clone()).collect();
        if paths.is_empty() {
            return Vec::new();
        }
        let lost = git::uncommitted(&self.root.path, &paths).ok().flatten().unwrap_or(paths);
        let text = |path: &String| {
            mend.parts
                .iter()
                .find(|part| part.path == *path)
                .and_then(|part| part.before.as_deref())
        };
        let kept = |path: &String| {
            let kept = keep_aside(path, text(path).unwrap_or_default());
            format!("no commit has {}; {kept}", visible(path))
        };
        lost.iter().map(kept).collect()
    }

    /// `mend` as a person reads it; of many files, the first.
    pub(in crate::command) fn plan(&self, mend: &Mend, most: usize) -> String {
        plan(mend, most, &self.root.prefix)
    }

    /// The first files of `mend` as a person reads them.
    pub(in crate::command) fn short_plan(&self, mend: &Mend) -> String {
        self.plan(mend, MOST_SHOWN)
    }
}

/// What is to be said where a change cannot be planned.
pub(in crate::command) fn cannot(why: String) -> anyhow::Error {
    anyhow!("{why}\nnothing was changed")
}
