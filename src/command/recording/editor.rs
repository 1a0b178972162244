//! A record in the editor of one's own choice, and back into it with what is wrong until it is right.
//! What is typed lies in a file of its own all the while, which outlives every failure.

mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};

use super::{Desk, state};
use crate::command::prompt::{Stopped, Why, signals};
use crate::diagnostic::{Diagnostic, Level};
use crate::domain::record::Kind;
use crate::store::{WriteError, rescue};
use crate::text::encoding::text_of;
use crate::text::path::shown_path;
use crate::text::wording::visible;
use crate::write::draft::{Edited, mark_problems};
use crate::write::filing::Verdict;

/// What came of an editor.
#[derive(Debug)]
pub(in crate::command) enum Outcome {
    /// The text of a record that may be written, and the file that holds it until it is.
    Text(String, PathBuf),
    /// There is to be no record.
    GivenUp,
}

impl Desk<'_> {
    /// Opens an editor on `offered`, the text of a record of kind `kind`, until `judge` finds no error or it is given up.
    ///
    /// # Errors
    /// There is no terminal or no editor, its file cannot be written, or `judge` says that the record
    /// has no place any more; what was typed is kept.
    pub(in crate::command) fn edit(
        &self,
        kind: Kind,
        mut offered: String,
        judge: impl Fn(&str) -> Result<Verdict, WriteError>,
    ) -> anyhow::Result<Outcome> {
        if !self.person.can_ask() {
            bail!(
                "--edit needs a terminal; a script gives every field by an option, or all by --from"
            );
        }
        let name = format!("{}.yaml", kind.name());
        let no_file = "no file can be made for the editor to open";
        let folder = state::rescue().context(no_file)?;
        let path = rescue::keep(&folder, &name, offered.as_bytes()).context(no_file)?;
        let mut has_problems = false;
        loop {
            let edited = self.typed(&path)?;
            let record = Edited::of(&edited);
            if record.is_empty() {
                drop(fs::remove_file(&path));
                self.terminal.print_error("nothing was written: the record was emptied\n")?;
                return Ok(Outcome::GivenUp);
            }
            if has_problems && edited == offered {
                self.terminal.print_error(format!(
                    "nothing was written: the record was left as it is\nwhat you typed is kept in {}\n",
                    shown_path(&path)
                ))?;
                return Ok(Outcome::GivenUp);
            }
            let verdict = judge(&record.text).map_err(|error| {
                // Where the shorter text cannot be written, the longer one is still there.
                drop(fs::write(&path, &record.text));
                anyhow!("{error}\nits text is kept in {}", shown_path(&path))
            })?;
            if verdict.is_clean() {
                return Ok(Outcome::Text(record.text, path));
            }
            has_problems = true;
            let problems = problems(&verdict, &record);
            self.terminal.print_error(format!(
                "{}; the editor shows them as comments\n",
                crate::text::wording::count(problems.len(), "problem")
            ))?;
            offered = mark_problems(&edited, &problems);
            fs::write(&path, &offered)
                .with_context(|| format!("{} cannot be written", shown_path(&path)))?;
        }
    }

    /// What is typed into the file at `path`, once its editor has ended.
    fn typed(&self, path: &Path) -> anyhow::Result<String> {
        if let Err(error) = run(path) {
            let Some(stopped) = error.downcast_ref::<Stopped>() else { return Err(error) };
            let kept = shown_path(path);
            return Err(self.ended(stopped.why, &format!("what the editor saved is in {kept}")));
        }
        read(path)
    }
}

/// What keeps `record` from being written, each with its line in the file that was edited.
fn problems(verdict: &Verdict, record: &Edited) -> Vec<(u32, String)> {
    let findings = verdict.findings.iter();
    let hold = findings.filter(|found| found.level == Level::Error || verdict.left_out > 0);
    hold.map(|found| (record.line_of(line(found)), in_words(found))).collect()
}

fn line(found: &Diagnostic) -> u32 {
    found.place.region.as_ref().map_or(1, |region| region.start.line)
}

/// What is wrong, for a comment above the line.
fn in_words(found: &Diagnostic) -> String {
    let label = if found.label.is_empty() { String::new() } else { format!("; {}", found.label) };
    let lines = std::iter::once(format!("{}{label}", found.message)).chain(found.help.clone());
    lines.map(|line| visible(&line)).collect::<Vec<_>>().join("\n  ")
}

fn read(path: &Path) -> anyhow::Result<String> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", shown_path(path)))?;
    text_of(bytes).map_err(|error| anyhow!("{} {error} and use --from", shown_path(path)))
}

/// Opens the editor on `path` and waits for it.
fn run(path: &Path) -> anyhow::Result<()> {
    let kept = || format!("what was typed so far is in {}", shown_path(path));
    let (mut command, shown) = program::command(path).with_context(kept)?;
    // From its first moment: who ends the program then ends the editor too.
    signals::note();
    let child = command
        .spawn()
        .with_context(|| format!("the editor {shown} cannot be started; {}", kept()))?;
    let status = wait_for(child).with_context(kept)?;
    if !status.success() {
        bail!("the editor {shown} ended with a failure, so nothing was written; {}", kept());
    }
    Ok(())
}

/// How often it is looked whether the editor has ended, and how long it may take to end after a signal.
const LOOK: Duration = Duration::from_millis(20);
const FAREWELL: Duration = Duration::from_secs(2);

/// Waits for the editor. Ctrl-C is meant for it; a signal that ends the program ends the editor first, for
/// they share the terminal.
fn wait_for(mut editor: Child) -> anyhow::Result<ExitStatus> {
    loop {
        if let Some(status) = editor.try_wait()? {
            signals::forget_interrupt();
            return Ok(status);
        }
        signals::forget_interrupt();
        if let Some(number) = signals::came() {
            signals::pass_on(number, &editor);
            let deadline = Instant::now() + FAREWELL;
            while editor.try_wait()?.is_none() && Instant::now() < deadline {
                sleep(LOOK);
            }
            return Err(Stopped::from(Why::Signal(number)).into());
        }
        sleep(LOOK);
    }
}
