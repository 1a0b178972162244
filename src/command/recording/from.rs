//! Records that are handed over in a file or on standard input: judged together, with every fault at the
//! line of that text, and written together. What was imported before is left as it is.

mod sheet;
mod taken;
mod whose;

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use anyhow::{Context, bail};

use super::finish::{Said, would_be};
use super::{Desk, Format, Which, Writing, state};
use crate::command::exit::Exit;
use crate::command::terminal::Terminal;
use crate::diagnostic::Diagnostic;
use crate::domain::record::Kind;
use crate::store::batch::Done;
use crate::text::encoding::text_of;
use crate::text::wording::{all_of, count, quote, visible};
use crate::write::draft::{Document, documents};
use crate::write::filing::{NewRecord, Verdict};
use crate::write::written::{OfEntry, Outcome};
use taken::Taken;

/// Bytes of a text that is handed over.
const LARGEST: u64 = 16 << 20;

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
    pub entries: Vec<OfEntry>,
    /// What is wrong with them.
    pub faults: Vec<Diagnostic>,
}

impl Handed {
    /// Whether they may be written.
    pub(in crate::command) fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.judged.1.is_clean()
    }
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
        let refused = match self.take(&name, &bytes, kind, which, writing) {
            // What cannot be written is kept aside there.
            Ok(Ended::Written(written)) => return written,
            Ok(Ended::Refused(exit)) => Ok(exit),
            Err(error) => Err(error),
        };
        // A file can be handed over again.
        if is_standard_input(file) && !writing.dry_run {
            return keep_handed_over(refused, &bytes, self.terminal);
        }
        refused
    }

    /// Judges the records in the text `bytes` together, and writes them where none has an error.
    fn take(
        &self,
        name: &str,
        bytes: &[u8],
        kind: Option<Kind>,
        which: &Which,
        writing: &Writing,
    ) -> anyhow::Result<Ended> {
        let text = match text_of(bytes.to_vec()) {
            Ok(text) => text,
            Err(error) => bail!("{} {error}", visible(name)),
        };
        let documents = documents(name, &text);
        let Some(handed) = self.judge_handed(&documents, kind, which, writing)? else {
            bail!("{} holds no record", quote(name));
        };
        if !handed.is_clean() {
            return Ok(Ended::Refused(self.refuse(writing, &handed.faults)?));
        }
        Ok(Ended::Written(self.keep_handed(writing, handed, None)))
    }

    /// The records in `documents`, judged together; `None` where there are none.
    ///
    /// # Errors
    /// `which` names no relationship that is there.
    pub(in crate::command) fn judge_handed(
        &self,
        documents: &[Document],
        kind: Option<Kind>,
        which: &Which,
        writing: &Writing,
    ) -> anyhow::Result<Option<Handed>> {
        let taken = Taken::of(self, documents, kind, which)?;
        if taken.is_empty() {
            return Ok(None);
        }
        let new = taken.new_records();
        let (paths, verdict) = self.judge(&new);
        let shown: Vec<String> = match writing.dry_run {
            true => new.iter().map(would_be).collect(),
            false => paths.clone(),
        };
        let (entries, faults) = taken.judged(&paths, &shown, &verdict);
        Ok(Some(Handed { new, judged: (paths, verdict), entries, faults }))
    }

    /// Tells a program that nothing was written because of `faults` in what records were to be made of; people
    /// have been told.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub(in crate::command) fn refuse_in_short(
        &self,
        writing: &Writing,
        faults: usize,
    ) -> anyhow::Result<()> {
        if writing.format == Format::Text {
            return Ok(());
        }
        let verb = if faults == 1 { "is" } else { "are" };
        let remarks = &[format!("there {verb} {}; nothing was written", count(faults, "fault"))];
        let said = Said { remarks, exit: Exit::Found, ..Said::default() };
        self.say(writing, &Done::default(), said)
    }

    /// Writes the records of `handed` that are not there yet; `in_short` is said of many.
    ///
    /// # Errors
    /// They cannot be written.
    pub(in crate::command) fn keep_handed(
        &self,
        writing: &Writing,
        handed: Handed,
        in_short: Option<&str>,
    ) -> anyhow::Result<Exit> {
        let Handed { new, judged, entries, .. } = handed;
        self.keep_new(writing, &new, judged, (&entries, in_short))
    }

    /// Writes `new`, the records among `entries` that are not there yet.
    fn keep_new(
        &self,
        writing: &Writing,
        new: &[NewRecord],
        judged: (Vec<String>, Verdict),
        (entries, in_short): (&[OfEntry], Option<&str>),
    ) -> anyhow::Result<Exit> {
        let remarks: Vec<String> = entries.iter().filter_map(|entry| self.changed(entry)).collect();
        let exit = if remarks.is_empty() { Exit::Clean } else { Exit::Found };
        let said = Said { remarks: &remarks, entries, exit, in_short, ..Said::default() };
        if new.is_empty() {
            self.show_remarks(writing, &remarks)?;
            self.say(writing, &Done::default(), said)?;
            return Ok(exit);
        }
        self.keep_judged(writing, new, judged, said)
    }

    /// What is to be said of an entry whose record is there and says something else.
    fn changed(&self, entry: &OfEntry) -> Option<String> {
        let path = format!("{}{}", self.root.prefix, entry.path);
        (entry.outcome == Outcome::Changed).then(|| {
            format!(
                "the entry at line {} differs from {path}, which was imported before, in {}; the record is \
                 left as it is. To take the change over, correct it there: `coach edit {path}`",
                entry.line,
                all_of(entry.differs.iter().map(String::as_str))
            )
        })
    }
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
            format!("the input is kept in {}", visible(&kept.display().to_string()))
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
    let name = if is_standard_input(file) {
        "standard input".to_owned()
    } else {
        file.to_string_lossy().replace('\\', "/")
    };
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
