//! Records that are handed over in a file or on standard input: judged together, with every fault at the
//! line of that text, and written together. What was imported before is left as it is.

mod making;
mod renewing;
mod sheet;
mod taken;
mod there;
mod upkeep;
mod whole;
mod whose;

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use anyhow::{Context, bail};

use super::finish::{Said, would_be};
use super::{Desk, Which, Writing, state};
use crate::command::exit::Exit;
use crate::command::terminal::Terminal;
use crate::diagnostic::Diagnostic;
use crate::domain::record::{Kind, SOURCE};
use crate::store::batch::{Done, Part};
use crate::text::encoding::text_of;
use crate::text::path::{shown_path, slashed_path};
use crate::text::wording::{all_of, count, quote, visible};
use crate::write::draft::{Document, documents};
use crate::write::filing::{NewRecord, Verdict};
use crate::write::handed::Imported;
use crate::write::mend::Mend;
use crate::write::written::{OfEntry, Outcome};
pub(in crate::command) use renewing::Updates;
use taken::Taken;
pub(in crate::command) use taken::{Import, Judged};
pub(in crate::command) use upkeep::{Taking, Upkeep};

/// Bytes of a text that is handed over.
const LARGEST: u64 = 16 << 20;

/// Files that are named one by one.
const MOST_NAMED: usize = 20;

/// How it went with records that were handed over.
enum Ended {
    /// They were judged good; whether they could be written, and how that ended.
    Written(anyhow::Result<Exit>),
    /// An error was found and said; nothing was written.
    Refused(Exit),
}

/// Records that were handed over, judged.
pub(in crate::command) struct Handed {
    /// Those that are not there yet.
    pub new: Vec<NewRecord>,
    judged: (Vec<String>, Verdict),
    /// What comes of each, in their order.
    pub entries: Vec<Judged>,
    /// What is wrong with them.
    pub faults: Vec<Diagnostic>,
}

impl Handed {
    /// Nothing new, where all that was handed over is known.
    pub(in crate::command) fn nothing() -> Self {
        let verdict = Verdict { findings: Vec::new(), left_out: 0, latest: None };
        let (new, entries, faults) = (Vec::new(), Vec::new(), Vec::new());
        Self { new, judged: (Vec::new(), verdict), entries, faults }
    }

    /// The files that are to be written for those that are not there yet.
    pub(in crate::command) fn parts(&self) -> Vec<Part> {
        parts(&self.judged.0, &self.new)
    }

    /// Whether they may be written.
    pub(in crate::command) fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.judged.1.is_clean()
    }
}

/// What is said and done beside writing what is new.
#[derive(Clone, Copy, Default)]
pub(in crate::command) struct Beside<'b> {
    /// What is said of many.
    pub in_short: Option<&'b str>,
    /// What is to be known, of entries that are not as the records that are there.
    pub remarks: &'b [String],
    /// Records that are there and change or go.
    pub mend: Option<&'b Mend>,
    /// Whether something waits for someone to decide.
    pub is_open: bool,
    /// Whether all of it is in a file that it came from.
    pub is_in_file: bool,
}

impl Desk<'_> {
    /// Writes the records that are handed over in `file`: all that are not there yet, or none where one has
    /// an error. `kind` is what they are, where the command line says so; `which` says whose they are
    /// where they do not.
    ///
    /// # Errors
    /// The file cannot be read, or `which` names no relationship that is there.
    pub(in crate::command) fn take_from(
        &self,
        file: &Path,
        kind: Option<Kind>,
        which: &Which,
        writing: &Writing,
    ) -> anyhow::Result<Exit> {
        let (name, bytes) = read(file)?;
        let is_in_file = !is_standard_input(file);
        let refused = match self.take((&name, &bytes, is_in_file), kind, which, writing) {
            // What cannot be written is kept aside there.
            Ok(Ended::Written(written)) => return written,
            Ok(Ended::Refused(exit)) => Ok(exit),
            Err(error) => Err(error),
        };
        // A file can be handed over again.
        if !is_in_file && !writing.dry_run {
            return keep_handed_over(refused, &bytes, self.terminal);
        }
        refused
    }

    /// Judges the records in the text `bytes`, which may be in a file, together, and writes them where none has an error.
    fn take(
        &self,
        (name, bytes, is_in_file): (&str, &[u8], bool),
        kind: Option<Kind>,
        which: &Which,
        writing: &Writing,
    ) -> anyhow::Result<Ended> {
        let text = match text_of(bytes.to_vec()) {
            Ok(text) => text,
            Err(error) => bail!("{} {error}", visible(name)),
        };
        let documents = documents(name, &text);
        // Which of its records are there already decides what is written.
        let held = text.contains(SOURCE).then(|| self.holding(writing)).transpose()?;
        let desk = held.as_ref().unwrap_or(self);
        let Some(handed) = desk.judge_handed(&documents, kind, which, writing, None)? else {
            bail!("{} holds no record", quote(name));
        };
        if !handed.is_clean() {
            return Ok(Ended::Refused(desk.refuse(writing, &handed.faults)?));
        }
        let entries = handed.entries.iter().map(|judged| &judged.entry);
        let remarks: Vec<String> = entries.filter_map(|entry| desk.changed(entry)).collect();
        let is_open = !remarks.is_empty();
        let beside = Beside { remarks: &remarks, is_open, is_in_file, ..Beside::default() };
        Ok(Ended::Written(desk.keep_handed(writing, handed, beside)))
    }

    /// The records in `documents`, judged together; `None` where there are none. They may be part of an `import`.
    ///
    /// # Errors
    /// `which` names no relationship that is there, or a record that is there cannot be read any more.
    pub(in crate::command) fn judge_handed(
        &self,
        documents: &[Document],
        kind: Option<Kind>,
        which: &Which,
        writing: &Writing,
        import: Option<Import>,
    ) -> anyhow::Result<Option<Handed>> {
        let taken = Taken::of(self, documents, kind, which, import)?;
        if taken.is_empty() {
            return Ok(None);
        }
        let new = taken.new_records();
        let (paths, verdict) = match import {
            Some(import) => renewing::judge(self, &taken, &new, import.updates)?,
            None => self.judge(&new),
        };
        let shown: Vec<String> = match writing.dry_run {
            true => new.iter().map(would_be).collect(),
            false => paths.clone(),
        };
        let (entries, faults) = taken.judged(&paths, &shown, &verdict);
        Ok(Some(Handed { new, judged: (paths, verdict), entries, faults }))
    }

    /// Refuses work that depends on which records are there already, where files cannot be read that may hold some:
    /// these would come in twice.
    ///
    /// # Errors
    /// There are such files.
    pub(in crate::command) fn refuse_unread(&self, imported: &Imported) -> anyhow::Result<()> {
        let unread = imported.unread();
        if unread.is_empty() {
            return Ok(());
        }
        let is_folder = |path: &String| path.ends_with('/');
        let path = |path: &String| format!("\n  {}{}", self.root.prefix, visible(path));
        let mut paths: String = unread.iter().take(MOST_NAMED).map(path).collect();
        if unread.len() > MOST_NAMED {
            paths.push_str(&format!("\n  and {} more", unread.len() - MOST_NAMED));
        }
        bail!(
            "{} cannot be read, so nobody can tell whether {holds} a record of this source; nothing was \
             written. Mend what `coach check` says of:{paths}",
            count(unread.len(), if unread.iter().all(is_folder) { "folder" } else { "file" }),
            holds = if unread.len() == 1 { "it holds" } else { "they hold" }
        )
    }

    /// Writes the records of `handed` that are not there yet, and changes what is to change `beside` them.
    ///
    /// # Errors
    /// They cannot be written.
    pub(in crate::command) fn keep_handed(
        &self,
        writing: &Writing,
        handed: Handed,
        beside: Beside,
    ) -> anyhow::Result<Exit> {
        let Handed { new, judged, entries, .. } = handed;
        let entries: Vec<OfEntry> = entries.into_iter().map(|judged| judged.entry).collect();
        let exit = if beside.is_open { Exit::Found } else { Exit::Clean };
        let Beside { in_short, remarks, mend, is_in_file, .. } = beside;
        let said = Said {
            remarks,
            entries: &entries,
            exit,
            in_short,
            comes_again: true,
            is_in_file,
            ..Said::default()
        };
        if let Some(mend) = mend.filter(|mend| !mend.parts.is_empty()) {
            return self.keep_beside(writing, (&new, judged.0), mend, said);
        }
        if new.is_empty() {
            self.show_remarks(writing, remarks)?;
            self.say(writing, &Done::default(), said)?;
            return Ok(exit);
        }
        self.keep_judged(writing, &new, judged, said)
    }

    /// Writes the records `new` at their paths, and makes the changes of `mend`: all of it or nothing.
    fn keep_beside(
        &self,
        writing: &Writing,
        (new, paths): (&[NewRecord], Vec<String>),
        mend: &Mend,
        said: Said,
    ) -> anyhow::Result<Exit> {
        let mut parts = parts(&paths, new);
        parts.extend(mend.parts.iter().cloned());
        let whole = Mend { parts, moves: mend.moves.clone() };
        let brought = self.judge_mend(&whole);
        let message = match new {
            [] => format!("Update {} from an import", count(whole.parts.len(), "record")),
            new => format!("{} and update others from an import", Self::message(new)),
        };
        self.carry_out_saying(writing, &whole, &brought, said, &message)
    }

    /// What is to be said of an entry whose record is there and says something else.
    fn changed(&self, entry: &OfEntry) -> Option<String> {
        let path = format!("{}{}", self.root.prefix, entry.path);
        matches!(entry.outcome, Outcome::Changed | Outcome::Conflict).then(|| {
            format!(
                "the entry at line {} differs from {path}, which was imported before, in {}; the record is \
                 left as it is. To take the change over, correct it there: `coach edit {path}`",
                entry.line,
                all_of(entry.differs.iter().map(String::as_str))
            )
        })
    }
}

/// The files of the records `new` at their paths.
fn parts(paths: &[String], new: &[NewRecord]) -> Vec<Part> {
    paths.iter().zip(new).map(|(path, entry)| Part::new(path, &entry.text)).collect()
}

/// `refused`, with `bytes` kept aside: whoever piped them in cannot be asked for them again.
fn keep_handed_over(
    refused: anyhow::Result<Exit>,
    bytes: &[u8],
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    if bytes.is_empty() {
        return refused;
    }
    let said = match state::keep("handed-over.yaml", bytes) {
        Ok(kept) => {
            format!("the input is kept in {}", shown_path(&kept))
        }
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            let lines: Vec<String> = text.lines().map(visible).collect();
            format!("{error:#}; the input was:\n{}", lines.join("\n"))
        }
    };
    match refused {
        Ok(exit) => {
            terminal.print_error(format!("{said}\n"))?;
            Ok(exit)
        }
        Err(error) => bail!("{error:#}\n{said}"),
    }
}

/// `refused`, for a command whose district cannot be opened: what `file` hands over is kept aside where
/// it is standard input.
///
/// # Errors
/// Those of `refused`, and standard input cannot be read.
pub(super) fn keep_unread(
    refused: anyhow::Result<Exit>,
    file: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    match file {
        Some(file) if is_standard_input(file) && !io::stdin().is_terminal() => {
            keep_handed_over(refused, &read(file)?.1, terminal)
        }
        _ => refused,
    }
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// The name of `file` and what it holds.
fn read(file: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let name =
        if is_standard_input(file) { "standard input".to_owned() } else { slashed_path(file) };
    let cannot = || format!("{} cannot be read", visible(&name));
    let mut bytes = Vec::new();
    if is_standard_input(file) {
        io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).with_context(cannot)?;
    } else {
        let file = File::open(file).with_context(cannot)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(cannot)?;
    }
    if bytes.len() as u64 > LARGEST {
        bail!("{} is larger than 16 MiB; split it into parts", visible(&name));
    }
    Ok((name, bytes))
}
