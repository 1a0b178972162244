//! Files that belong together, on their way to the disk: all of them are written, or it is said what
//! lacks, where it is kept and which command goes on with it.

use anyhow::{Context, anyhow, bail};

use super::finish::Said;
use super::{Desk, Writing, keep_aside};
use crate::command::exit::Exit;
use crate::command::prompt::signals;
use crate::command::reading::{Bar, watched};
use crate::store::WriteError;
use crate::store::batch::{Batch, Done, Halted, Part, Unfinished, check};
use crate::text::path::shown_path;
use crate::text::wording::{count, visible};

/// What is shown while many files are written: each is counted when it is written, and when it gets its name.
const WRITING: Bar =
    Bar { form: "writing {bar:30} {percent} %, {rate} files a second, {eta} left", steps: 2 };

impl Desk<'_> {
    /// Writes `batch`, whose texts may be in a file that they came from.
    ///
    /// # Errors
    /// A file cannot be written. Where none was, all texts that are in no other file are kept aside; else what lacks
    /// stays known to the district's folder.
    pub(super) fn write_together(&self, batch: &Batch, is_in_file: bool) -> anyhow::Result<Done> {
        // Half of it would be worse than waiting for the rest.
        signals::note();
        let held = self.held.borrow();
        let written = watched(self.terminal, WRITING, |progress| {
            batch.write_seen(&self.root.path, held.as_ref(), progress)
        });
        written.map_err(|halted| self.halted(batch, &halted, is_in_file))
    }

    fn halted(&self, batch: &Batch, halted: &Halted, is_in_file: bool) -> anyhow::Error {
        let mut message = halted.to_string();
        let Done { written, changed, removed, .. } = &*halted.done;
        for path in changed.iter().chain(written) {
            let path = visible(path);
            message.push_str(&format!("\nwritten before that: {}{path}", self.root.prefix));
        }
        for path in removed {
            let path = visible(path);
            message.push_str(&format!("\nremoved before that: {}{path}", self.root.prefix));
        }
        if halted.is_kept {
            let missing = batch.parts.len() - halted.done.count();
            message.push_str(&format!(
                "\n{} not written yet; fix the cause, then run `coach log --finish` to go on, or `coach \
                 log --abandon` to give up",
                match missing {
                    1 => "1 file is".to_owned(),
                    n => format!("{} are", count(n, "file")),
                }
            ));
        } else if is_in_file {
            message.push_str("\nnothing was written");
        } else {
            for (path, text) in texts(&batch.parts) {
                message.push('\n');
                message.push_str(&keep_aside(path, text));
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
            self.say(writing, &Done::default(), Said::default())?;
            return self.nothing_unfinished();
        };
        let Ok(batch) = &unfinished.batch else { return Err(unreadable(&unfinished)) };
        let missing: Vec<Part> = unfinished.missing().into_iter().cloned().collect();
        if writing.dry_run {
            self.say(writing, &Done::of(&missing), Said::default())?;
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
        let message = batch.message.clone();
        // It has the lock, and a hook of git may write.
        drop(unfinished);
        self.commit_and_say(writing, &done, said, &message)
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
        if unfinished.is_taken_back() {
            return self.take_back(&unfinished, writing);
        }
        let texts: Vec<(String, Vec<u8>)> = match &unfinished.batch {
            Ok(_) => texts(unfinished.missing())
                .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
                .collect(),
            Err(_) => vec![("unfinished.json".to_owned(), self.bytes_of(&unfinished)?)],
        };
        let mut said = String::new();
        for (path, text) in &texts {
            let kept = super::state::keep(path, text)?;
            let kept = shown_path(&kept);
            said.push_str(&format!("given up: {}; it is kept in {kept}\n", visible(path)));
        }
        unfinished.forget()?;
        // It is done, whether that can be said or not.
        drop(self.terminal.print_error(said));
        Ok(Exit::Clean)
    }

    /// Puts every file back as it was before the command that was cut off.
    fn take_back(&self, unfinished: &Unfinished, writing: &Writing) -> anyhow::Result<Exit> {
        let done = unfinished
            .take_back()
            .map_err(|halted| anyhow!("{halted}\n`coach log --finish` goes on with it instead"))?;
        self.say(writing, &done, Said::default())?;
        drop(self.terminal.print_error("everything is as it was before that command\n"));
        Ok(Exit::Clean)
    }

    fn bytes_of(&self, unfinished: &Unfinished) -> anyhow::Result<Vec<u8>> {
        unfinished.bytes().with_context(|| {
            let path = unfinished.path();
            format!("{} cannot be kept aside; remove it by hand", shown_path(&path))
        })
    }

    fn nothing_unfinished(&self) -> anyhow::Result<Exit> {
        let said = "nothing is half done here: every command wrote all its files\n";
        self.terminal.print_error(said)?;
        Ok(Exit::Clean)
    }
}

/// The paths of `parts` that are to hold a text, and their texts.
fn texts<'p>(
    parts: impl IntoIterator<Item = &'p Part>,
) -> impl Iterator<Item = (&'p str, &'p str)> {
    parts.into_iter().filter_map(|part| Some((part.path.as_str(), part.text.as_deref()?)))
}

fn unreadable(unfinished: &Unfinished) -> anyhow::Error {
    let why = unfinished.batch.as_ref().err().cloned().unwrap_or_default();
    anyhow!(
        "{} cannot be read: {why}\n`coach log --abandon` moves it into your own folder",
        shown_path(&unfinished.path())
    )
}
