//! Records that are handed over in a file or on standard input: each is read where it is, so that
//! what is wrong is named by the line of that text, and then goes the way of every record.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;

use super::{Desk, Which, Writing, state};
use crate::command::exit::Exit;
use crate::command::terminal::Terminal;
use crate::diagnostic::{Diagnostic, Finding, Masking, Problems};
use crate::domain::record::{self, Home, Kind, Vocabulary, rules};
use crate::syntax::tree::{Node, read::parse_date};
use crate::syntax::yaml;
use crate::text::encoding::text_of;
use crate::text::source::Source;
use crate::text::wording::{quote, visible};
use crate::write::draft::{Address, Document, Draft, add_kind, documents, take_address};
use crate::write::filing::NewRecord;

/// Bytes of a text that is handed over.
const LARGEST: u64 = 16 << 20;

impl Desk<'_> {
    /// Writes the records that are handed over in `file`: all of them, or none where one has an error.
    /// `kind` is what they are, where the command line says so; `which` says whose they are where
    /// they do not.
    ///
    /// # Errors
    /// The file cannot be read, or a record says of no relationship that is there.
    pub(in crate::command) fn take_from(
        &self,
        file: &Path,
        kind: Option<Kind>,
        which: &Which,
        writing: &Writing,
    ) -> anyhow::Result<Exit> {
        let (name, bytes) = read(file)?;
        let refused = match self.take(&name, &bytes, kind, which) {
            // What cannot be written is kept aside there.
            Ok(Ok(entries)) => match self.keep(writing, &entries)? {
                Exit::Found => Ok(Exit::Found),
                exit => return Ok(exit),
            },
            Ok(Err(faults)) => self.refuse(writing, &faults),
            Err(error) => Err(error),
        };
        // A file can be handed over again.
        if is_standard_input(file) && !writing.dry_run {
            return keep_handed_over(refused, &bytes, self.terminal);
        }
        refused
    }

    /// The records in the text `bytes`, or what is wrong with it.
    fn take(
        &self,
        name: &str,
        bytes: &[u8],
        kind: Option<Kind>,
        which: &Which,
    ) -> anyhow::Result<Result<Vec<NewRecord>, Vec<Diagnostic>>> {
        let text = match text_of(bytes.to_vec()) {
            Ok(text) => text,
            Err(error) => bail!("{} {error}", visible(name)),
        };
        let mut taken = Taken { desk: self, kind, which, entries: Vec::new(), faults: Vec::new() };
        for document in documents(name, &text) {
            taken.take(&document)?;
        }
        if !taken.faults.is_empty() {
            return Ok(Err(taken.faults));
        }
        if taken.entries.is_empty() {
            bail!("{} holds no record", quote(name));
        }
        Ok(Ok(taken.entries))
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

struct Taken<'d, 't> {
    desk: &'d Desk<'t>,
    kind: Option<Kind>,
    which: &'d Which,
    entries: Vec<NewRecord>,
    faults: Vec<Diagnostic>,
}

impl Taken<'_, '_> {
    fn take(&mut self, document: &Document) -> anyhow::Result<()> {
        let source = &document.source;
        let mut problems = Problems::default();
        let root = match yaml::parse(source, &mut problems) {
            Ok(root) => root,
            Err(fault) => {
                self.faults.push(fault.finish(source, &Masking::AllBut(record::open_keys())));
                return Ok(());
            }
        };
        let is_clean = problems.is_empty();
        let is_one = !matches!(root.value, crate::syntax::tree::Value::List(_));
        let mut entries = Vec::new();
        for record in Document::records(root, &mut problems) {
            entries.extend(self.record(document, record, is_one && is_clean, &mut problems)?);
        }
        if problems.is_empty() {
            self.entries.extend(entries);
        } else {
            self.faults.extend(problems.finish(source).0);
        }
        Ok(())
    }

    /// The entry that one record makes, if nothing is wrong with it.
    fn record(
        &self,
        document: &Document,
        mut record: Node<'_>,
        is_one: bool,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<NewRecord>> {
        let line = document.source.position(record.span.start).line;
        let whose = || format!("{}, line {line}", visible(&document.source.path));
        let (address, spans) = take_address(&mut record, self.kind, problems);
        let named = record.get("kind").is_some();
        if let Some(kind) = self.kind {
            if let Some(other) = other_kind(&record, kind) {
                problems.push(taken_elsewhere(&record, other, kind));
                return Ok(None);
            }
            add_kind(&mut record, kind);
        }
        let folder = &self.desk.folder;
        let vocabulary = Vocabulary {
            profiles: &folder.profiles,
            profile: None,
            schools: &folder.district.schools,
        };
        let Some(draft) = Draft::of_node(&record, self.kind) else {
            record::read(&record, &vocabulary, problems);
            return Ok(None);
        };
        let before = problems.count();
        if draft.kind == Kind::Relationship {
            record::read(&record, &vocabulary, problems);
            if problems.count() > before {
                return Ok(None);
            }
            let text = document.own_text(&record, &spans).filter(|_| is_one && named);
            return Ok(Some(
                self.desk.relationship_entry(text.unwrap_or_else(|| draft.text()), &draft),
            ));
        }
        if draft.kind.home() == Home::Coach {
            record::read(&record, &vocabulary, problems);
            if problems.count() > before {
                return Ok(None);
            }
            let coach = address.coach.as_ref().or(self.which.coach.as_ref());
            let folder = self.desk.coach_folder(coach.map(String::as_str)).with_context(whose)?;
            let text = document.own_text(&record, &spans).filter(|_| is_one && named);
            let text = text.unwrap_or_else(|| draft.text());
            return Ok(Some(self.desk.entry_of_text(&folder, draft.kind, text)));
        }
        let date = record.get(draft.kind.date_key()).and_then(Node::text);
        let date = date.and_then(|text| parse_date(text).ok()).unwrap_or(self.desk.today);
        let which = self.whose(&address).with_context(whose)?;
        let pair = self.desk.pick_single(&which, date).with_context(whose)?;
        record::read(&record, &vocabulary.under(Some(&pair.1.profile)), problems);
        if problems.count() > before {
            return Ok(None);
        }
        let own = document.own_text(&record, &spans).filter(|_| is_one && named);
        let text = own.unwrap_or_else(|| draft.text());
        Ok(Some(self.desk.entry_of_text(&pair.0, draft.kind, text)))
    }

    /// Whose a record is: as its own keys in `address` say, else as the command line does.
    fn whose(&self, address: &Address) -> anyhow::Result<Which> {
        if address.educator.is_some() && address.pair.is_some() {
            bail!("say whose record it is by `educator` or `pair`, not both");
        }
        let which = self.which.or(address);
        if which.educator.is_empty() && which.pair.is_none() {
            bail!(
                "whose record is it? Write `educator: ID` or `pair: FOLDER` among its keys, or add \
                 --educator ID or --pair FOLDER"
            );
        }
        Ok(which)
    }
}

/// The finding for a record of the kind `other`, handed to the command for `kind`.
fn taken_elsewhere(record: &Node, other: Kind, kind: Kind) -> Finding {
    let span = record.get("kind").map_or(record.span, |node| node.span);
    let message = format!("this is a record of kind {}", quote(other.name()));
    Finding::new(&rules::UNKNOWN_KIND, span, message)
        .label(format!("`{}` takes no other kind than its own", kind.command()))
        .help("`coach log --from FILE` takes records of every kind")
}

fn other_kind(record: &Node, kind: Kind) -> Option<Kind> {
    let named = record.get("kind").and_then(Node::text).and_then(Kind::from_name);
    named.filter(|&named| named != kind)
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

/// The day that dates the record in `text`.
pub(super) fn date_in(text: &str, kind: Kind) -> Option<NaiveDate> {
    let source = Source::new("", text.to_owned());
    let root = yaml::parse(&source, &mut Problems::default()).ok()?;
    parse_date(root.get(kind.date_key())?.text()?).ok()
}
