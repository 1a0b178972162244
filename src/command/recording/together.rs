//! Files that belong together, on their way to the disk: all of them are written, or it is said what
//! lacks, where it is kept and which command goes on with it.

use anyhow::{Context, anyhow, bail};

use super::finish::Said;
use super::{Desk, Writing, keep_aside};
use crate::command::exit::Exit;
use crate::store::WriteError;
use crate::store::batch::{Batch, Done, Halted, Part, Unfinished, check};
use crate::text::wording::{count, visible};

impl Desk<'_> {
    /// Writes `batch`.
    ///
    /// # Errors
    /// A file cannot be written. Where none was, all texts are kept aside; else what lacks stays known to
    /// the district's folder.
    pub(super) fn write_together(&self, batch: &Batch) -> anyhow::Result<Done> {
        batch.write(&self.root.path).map_err(|halted| self.halted(batch, &halted))
    }

    fn halted(&self, batch: &Batch, halted: &Halted) -> anyhow::Error {
        let mut message = halted.to_string();
        for path in halted.done.changed.iter().chain(&halted.done.written) {
            message.push_str(&format!(
                "\nwritten before that: {}{}",
                self.root.prefix,
                visible(path)
            ));
        }
        if halted.is_kept {
            let missing = batch.parts.len() - halted.done.changed.len() - halted.done.written.len();
            message.push_str(&format!(
                "\n{} not written yet; fix the cause, then run `coach log --finish` to go on, or `coach \
                 log --abandon` to give up",
                match missing {
                    1 => "1 file is".to_owned(),
                    n => format!("{} are", count(n, "file")),
                }
            ));
        } else {
            for part in &batch.parts {
                message.push('\n');
                message.push_str(&keep_aside(&part.path, &part.text));
            }
        }
        anyhow!(message)
    }

    /// Refuses to go on where a command was cut off: half of what is asked for now may be there.
    ///
    /// # Errors
    /// One was.
    pub(in crate::command) fn refuse_beside_unfinished(&self) -> anyhow::Result<()> {
        match check(&self.root.path, |_| true) {
            Some(_) => Err(WriteError::Unfinished(self.root.path.clone()).into()),
            None => Ok(()),
        }
    }

    /// Writes what a command that was cut off had not written yet.
    ///
    /// # Errors
    /// What was to be written cannot be read, or a file cannot be written.
    pub(in crate::command) fn finish(&self, writing: &Writing) -> anyhow::Result<Exit> {
        let Some(unfinished) = Unfinished::hold(&self.root.path)? else {
            self.say(writing, &[], &[], Said::default())?;
            return self.nothing_unfinished();
        };
        let Ok(batch) = &unfinished.batch else { return Err(unreadable(&unfinished)) };
        let missing: Vec<Part> = unfinished.missing().into_iter().cloned().collect();
        if writing.dry_run {
            let parts = missing.iter();
            let (new, changed): (Vec<&Part>, Vec<&Part>) =
                parts.partition(|part| part.before.is_none());
            let paths = |parts: Vec<&Part>| -> Vec<String> {
                parts.into_iter().map(|part| part.path.clone()).collect()
            };
            self.say(writing, &paths(new), &paths(changed), Said::default())?;
            return Ok(Exit::Clean);
        }
        let done = unfinished.finish().map_err(|halted| {
            anyhow!(
                "{halted}\nnothing is lost: `coach log --abandon` keeps the unwritten text in your own folder"
            )
        })?;
        let is_new = |part: &&Part| !missing.iter().any(|missing| missing.path == part.path);
        let before: Vec<String> =
            batch.parts.iter().filter(is_new).map(|part| part.path.clone()).collect();
        let said = Said { before: &before, ..Said::default() };
        self.commit_and_say(writing, &done, said, &batch.message)
    }

    /// Gives up what a command that was cut off had not written yet, and keeps it aside.
    ///
    /// # Errors
    /// It cannot be kept aside; then it stays where it is.
    pub(in crate::command) fn abandon(&self, writing: &Writing) -> anyhow::Result<Exit> {
        let Some(unfinished) = Unfinished::hold(&self.root.path)? else {
            return self.nothing_unfinished();
        };
        if writing.dry_run {
            bail!("--abandon writes no record, so there is nothing to show; leave out --dry-run");
        }
        let texts: Vec<(String, Vec<u8>)> = match &unfinished.batch {
            Ok(_) => {
                let parts = unfinished.missing().into_iter();
                parts.map(|part| (part.path.clone(), part.text.clone().into_bytes())).collect()
            }
            Err(_) => vec![("unfinished.json".to_owned(), self.bytes_of(&unfinished)?)],
        };
        let mut said = String::new();
        for (path, text) in &texts {
            let kept = super::state::keep(path, text)?;
            let kept = visible(&kept.display().to_string());
            said.push_str(&format!("given up: {}; it is kept in {kept}\n", visible(path)));
        }
        unfinished.forget()?;
        self.terminal.print_error(said)?;
        Ok(Exit::Clean)
    }

    fn bytes_of(&self, unfinished: &Unfinished) -> anyhow::Result<Vec<u8>> {
        unfinished.bytes().with_context(|| {
            let path = unfinished.path();
            format!("{} cannot be kept aside; remove it by hand", path.display())
        })
    }

    fn nothing_unfinished(&self) -> anyhow::Result<Exit> {
        let said = "nothing is half done here: every command wrote all its files\n";
        self.terminal.print_error(said)?;
        Ok(Exit::Clean)
    }
}

fn unreadable(unfinished: &Unfinished) -> anyhow::Error {
    let why = unfinished.batch.as_ref().err().cloned().unwrap_or_default();
    anyhow!(
        "{} cannot be read: {why}\n`coach log --abandon` moves it into your own folder",
        unfinished.path().display()
    )
}
