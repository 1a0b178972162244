//! The last part of the way: records are judged, shown, written, committed and named. Whatever cannot
//! be written is kept aside, and the user is told where.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher};

use anyhow::bail;

use super::shorten::{of_refusal, shorten};
use super::{Desk, Format, Writing, keep_aside};
use crate::command::exit::Exit;
use crate::command::git;
use crate::command::prompt::{Ended, Stopped, signals};
use crate::diagnostic::json::Entry;
use crate::diagnostic::{Diagnostic, text};
use crate::domain::record::{Home, Kind};
use crate::formats::Format as Machine;
use crate::store::batch::{Batch, Done, Part};
use crate::store::{self, Lasting, Overlay, WriteError};
use crate::text::wording::{count, json, visible};
use crate::write::filing::{self, NewRecord, Verdict};
use crate::write::written::{OfEntry, Outcome, Written};

/// Files that are named one by one where something shorter can be said.
pub(super) const MOST_LISTED: usize = 20;

/// What is said of records beside where they are.
#[derive(Clone, Copy)]
pub(super) struct Said<'s> {
    pub findings: &'s [Diagnostic],
    pub remarks: &'s [String],
    /// Files that were written before and belong into the same commit.
    pub before: &'s [String],
    /// What was done, for people, in the place of a long list of files.
    pub in_short: Option<&'s str>,
    /// What came of what was handed over.
    pub entries: &'s [OfEntry],
    /// How the command ends, if git does what it is asked to.
    pub exit: Exit,
    /// Whether what is removed can be had again, from the source that it was imported from.
    pub comes_again: bool,
    /// Whether what is to be written is in a file that it came from: then nothing is kept aside where it cannot be.
    pub is_in_file: bool,
}

impl Default for Said<'_> {
    fn default() -> Self {
        let (findings, remarks, before, entries) = Default::default();
        Self {
            findings,
            remarks,
            before,
            in_short: None,
            entries,
            exit: Exit::Clean,
            comes_again: false,
            is_in_file: false,
        }
    }
}

impl<'s> Said<'s> {
    /// Findings alone.
    pub(super) fn of(findings: &'s [Diagnostic]) -> Self {
        Self { findings, ..Self::default() }
    }
}

/// A number for a file's name that two people at two desks will hardly share.
pub(in crate::command) fn any_number() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl Desk<'_> {
    /// Judges `entries` as if they were there.
    pub(super) fn judge(&self, entries: &[NewRecord]) -> (Vec<String>, Verdict) {
        let paths = filing::place(&self.root.path, entries, any_number);
        let verdict = self.judge_beside(&paths, entries, &[]);
        (paths, verdict)
    }

    /// Judges `entries`, which are to be at `paths`, where the files of `others` change with them.
    pub(super) fn judge_beside(
        &self,
        paths: &[String],
        entries: &[NewRecord],
        others: &[Part],
    ) -> Verdict {
        let mut overlay = Overlay::after(others);
        for (path, entry) in paths.iter().zip(entries) {
            overlay.insert(path.as_str(), entry.text.as_bytes());
        }
        let paths = paths.iter().cloned().collect();
        filing::judge_at(&self.folder, overlay, paths, self.as_of())
    }

    /// Judges `entries` and, where no finding is an error, writes all of them.
    ///
    /// # Errors
    /// A file cannot be written; then what it was to hold is kept aside.
    pub(in crate::command) fn keep(
        &self,
        writing: &Writing,
        entries: &[NewRecord],
    ) -> anyhow::Result<Exit> {
        self.keep_judged(writing, entries, self.judge(entries), Said::default())
    }

    /// Writes `entries`, which are `judged` to be at some paths, where no finding is an error; `said` is what
    /// is to be said of them beside what was found.
    pub(super) fn keep_judged(
        &self,
        writing: &Writing,
        entries: &[NewRecord],
        judged: (Vec<String>, Verdict),
        said: Said,
    ) -> anyhow::Result<Exit> {
        let (paths, verdict) = judged;
        if let (Err(error), false) = (self.has_place(entries), writing.dry_run) {
            return self.rescue(entries, &paths, &error, said);
        }
        if !verdict.is_clean() {
            return self.refuse(writing, &verdict.findings);
        }
        let mut of_entries = filing::remarks(&self.folder, entries);
        if let (Some(more @ 1..), Some(_)) =
            (of_entries.len().checked_sub(MOST_LISTED), said.in_short)
        {
            of_entries.truncate(MOST_LISTED);
            of_entries.push(format!("and {more} more like these"));
        }
        let remarks: Vec<String> = said.remarks.iter().cloned().chain(of_entries).collect();
        let mut remarks = self.with_pinned(&verdict, &remarks);
        let mut findings = verdict.findings;
        if said.in_short.is_some() && writing.format == Format::Text {
            remarks.extend(shorten(&mut findings));
        }
        let said = Said { remarks: &remarks, findings: &findings, ..said };
        if writing.dry_run {
            self.show_findings(writing, &findings)?;
            self.show_remarks(writing, &remarks)?;
            return self.show(writing, entries, said);
        }
        let message = Self::message(entries);
        let first = paths.first().cloned();
        let done = match entries {
            [only] => match self.write(only, &paths[0]) {
                Ok(done) => done,
                Err(error) => return self.rescue(entries, &paths, &error, said),
            },
            _ => {
                let texts = paths.into_iter().zip(entries);
                let part = |(path, entry): (String, &NewRecord)| Part::new(path, &entry.text);
                let batch = Batch::new(&*message, texts.map(part).collect());
                self.write_together(&batch, said.is_in_file)?
            }
        };
        // Someone else may have taken the name of a single one meanwhile.
        let renamed = |entry: &OfEntry| match (&done.written[..], first.as_ref()) {
            ([path], Some(first)) if entry.path == *first => {
                OfEntry { path: path.clone(), ..entry.clone() }
            }
            _ => entry.clone(),
        };
        let of_entries: Vec<OfEntry> = said.entries.iter().map(renamed).collect();
        self.commit_and_say(writing, &done, Said { entries: &of_entries, ..said }, &message)
    }

    /// Whether the folders that `entries` belong into are still there.
    ///
    /// # Errors
    /// One is gone, or something else is in its place, such as a link.
    pub(super) fn has_place(&self, entries: &[NewRecord]) -> Result<(), WriteError> {
        let opened = entries.iter().filter(|entry| entry.kind == Kind::Relationship);
        let opened: BTreeSet<&str> = opened.map(|entry| entry.pair.as_str()).collect();
        let others = entries.iter().filter(|entry| !opened.contains(entry.pair.as_str()));
        let folders: BTreeMap<&str, Home> =
            others.map(|entry| (entry.pair.as_str(), entry.kind.home())).collect();
        for (pair, home) in folders {
            let folder = store::folder_in(&self.root.path, pair)?;
            let is_there = folder.symlink_metadata().is_ok();
            match (folder.is_dir(), is_there, home) {
                // A coach's own folder is made where there is none.
                (true, ..) | (_, false, Home::Coach) => {}
                (false, true, _) => return Err(WriteError::NoFolder(folder)),
                (false, false, Home::Pair) => return Err(WriteError::MissingFolder(folder)),
            }
        }
        Ok(())
    }

    fn write(&self, entry: &NewRecord, path: &str) -> Result<Done, WriteError> {
        let mut lasting = Lasting::Sure;
        if entry.kind == Kind::Relationship || entry.kind.home() == Home::Coach {
            lasting = store::create_folder_in(&self.root.path, &entry.pair)?;
        }
        let (path, written) = filing::write(&self.root.path, entry, path, any_number)?;
        Ok(Done { written: vec![path], lasting: lasting.and(written), ..Done::default() })
    }

    /// `acted`, and where it could not be done, the reason for a program that reads what is done.
    ///
    /// # Errors
    /// Those of `acted`, which people are told.
    pub(super) fn tell_programs(
        &self,
        writing: Option<&Writing>,
        acted: anyhow::Result<Exit>,
    ) -> anyhow::Result<Exit> {
        if let (Some(writing), Err(error)) = (writing, &acted)
            && writing.format == Format::Json
            && !(error.is::<Ended>() || error.is::<Stopped>())
        {
            let remarks = &[format!("{error:#}")];
            let said = Said { remarks, exit: Exit::CouldNotRun, ..Said::default() };
            // People are told all the same.
            drop(self.say(writing, &Done::default(), said));
        }
        acted
    }

    /// Says that nothing was written, and why.
    pub(super) fn refuse(
        &self,
        writing: &Writing,
        findings: &[Diagnostic],
    ) -> anyhow::Result<Exit> {
        let (shown, more) = of_refusal(findings);
        // The terminal may be gone: what was typed is kept nonetheless, by whoever asked.
        drop(self.show_remarks(writing, &more));
        drop(self.show_findings(writing, &shown));
        match writing.format {
            Format::Text => drop(self.terminal.print_error("nothing was written\n")),
            Format::Json => {
                let said = Said { exit: Exit::Found, ..Said::of(findings) };
                self.say(writing, &Done::default(), said)?;
            }
        }
        Ok(Exit::Found)
    }

    pub(super) fn show_findings(
        &self,
        writing: &Writing,
        findings: &[Diagnostic],
    ) -> anyhow::Result<()> {
        if writing.format == Format::Text {
            let style = self.root.style(self.terminal.error_color, self.terminal.width, true);
            self.terminal.print_error(text::render_all(findings, style))?;
        }
        Ok(())
    }

    pub(super) fn show_remarks(&self, writing: &Writing, remarks: &[String]) -> anyhow::Result<()> {
        if writing.format == Format::Text {
            let lines = remarks.iter().map(|remark| format!("note: {}\n", visible(remark)));
            self.terminal.print_error(lines.collect::<String>())?;
        }
        Ok(())
    }

    /// Prints what would be written.
    fn show(&self, writing: &Writing, entries: &[NewRecord], said: Said) -> anyhow::Result<Exit> {
        if writing.format == Format::Json {
            let written = entries.iter().map(would_be).collect();
            self.say(writing, &Done { written, ..Done::default() }, said)?;
            return Ok(said.exit);
        }
        for (index, entry) in entries.iter().enumerate() {
            let break_before = if index > 0 { "---\n" } else { "" };
            let path = visible(&would_be(entry));
            self.terminal
                .print(format!("{break_before}# {}{path}\n{}", self.root.prefix, entry.text))?;
        }
        Ok(said.exit)
    }

    /// Keeps aside what could not be written, and says where; what is in a file is safe there.
    fn rescue(
        &self,
        entries: &[NewRecord],
        paths: &[String],
        error: &WriteError,
        said: Said,
    ) -> anyhow::Result<Exit> {
        let mut message = error.to_string();
        if said.is_in_file {
            bail!("{message}\nnothing was written");
        }
        for (entry, path) in entries.iter().zip(paths) {
            message.push('\n');
            message.push_str(&keep_aside(path, &entry.text));
        }
        bail!(message)
    }

    /// Says what was done, or would be.
    pub(super) fn say(&self, writing: &Writing, done: &Done, said: Said) -> anyhow::Result<()> {
        Ok(self.terminal.print(self.in_words(writing, done, said)?)?)
    }

    /// What was done, or would be, in the format that is wanted.
    fn in_words(&self, writing: &Writing, done: &Done, said: Said) -> anyhow::Result<String> {
        let Done { written, changed, removed, .. } = done;
        if writing.format == Format::Json {
            let problems = said.findings.iter().map(Entry::from).collect();
            return Ok(json(&Written {
                format: Machine::Log,
                dry_run: writing.dry_run,
                written,
                changed,
                removed,
                remarks: said.remarks,
                entries: said.entries,
                problems,
                exit_code: said.exit.code(),
            })?);
        }
        if let Some(in_short) = said.in_short.filter(|_| done.count() > MOST_LISTED) {
            return Ok(format!("{in_short}\n"));
        }
        let line =
            |word: &str, path: &String| format!("{word} {}{}\n", self.root.prefix, visible(path));
        let written = written.iter().map(|path| line("wrote", path));
        let changed = changed.iter().map(|path| line("changed", path));
        let removed = removed.iter().map(|path| line("removed", path));
        let same = said.entries.iter().filter(|entry| entry.outcome == Outcome::Same).count();
        let same = (same > 0).then(|| {
            let verb = if same == 1 { "is" } else { "are" };
            format!("{} {verb} there already\n", count(same, "record"))
        });
        Ok(written.chain(changed).chain(removed).chain(same).collect())
    }

    /// Commits the files of `done`, if that is wanted, and says what was done: nobody needs to read it for
    /// the commit to be made, and it is done whether or not anything can be said.
    ///
    /// Where git refuses that is said, and the exit tells; the files are as they were written.
    ///
    /// # Errors
    /// None in practice: words are made of what was done.
    pub(super) fn commit_and_say(
        &self,
        writing: &Writing,
        done: &Done,
        said: Said,
        message: &str,
    ) -> anyhow::Result<Exit> {
        // What was typed is in its files: from here on a signal costs nothing, and a hook of git may write.
        signals::release();
        self.release();
        let paths = [&done.changed[..], &done.written, &done.removed, said.before].concat();
        let shown: Vec<String> =
            paths.iter().map(|path| format!("{}{}", self.root.prefix, visible(path))).collect();
        let lasting = done.lasting.remark(&shown.join(", "));
        let lists = [&done.written, &done.changed, &done.removed];
        let last = lists.into_iter().find(|paths| !paths.is_empty());
        let not_noted = last.and_then(|last| self.note_last(last));
        let remarks = said.remarks.iter().cloned().chain(lasting).chain(not_noted);
        let mut remarks: Vec<String> = remarks.collect();
        drop(self.show_findings(writing, said.findings));
        drop(self.show_remarks(writing, &remarks));
        let is_written = if shown.len() == 1 { "is" } else { "are" };
        let what = if done.removed.is_empty() { "written" } else { "written or removed" };
        let is_done = format!("{} {is_written} {what}", shown.join(", "));
        let is_text = writing.format == Format::Text;
        if is_text {
            // A commit may take long, and whoever ends it has to know.
            let words = self.in_words(writing, done, said)?;
            self.terminal.print_done(words, &is_done);
        }
        let commit = (self.commits(writing) && !paths.is_empty()).then(|| {
            // Git hears of a signal too; what it leaves behind is put right before this ends.
            signals::note();
            git::commit_files(&self.root.path, &paths, message)
        });
        let came = signals::came();
        signals::release();
        let not_committed = came.map_or(Exit::CouldNotRun, Exit::Signal);
        if !is_text {
            remarks.extend(commit.iter().flatten().flat_map(left_before));
            let exit = if matches!(commit, Some(Err(_))) { not_committed } else { said.exit };
            let said = Said { remarks: &remarks, exit, ..said };
            let words = self.in_words(writing, done, said)?;
            self.terminal.print_done(words, &is_done);
        }
        match commit {
            None => Ok(said.exit),
            Some(Ok(committed)) => {
                if is_text {
                    let words = match &committed.id {
                        Some(id) => format!("committed as {}\n", visible(id)),
                        None => "git never held it, so there is nothing to commit\n".to_owned(),
                    };
                    self.terminal.print_done(words, &format!("{is_done} and committed"));
                    drop(self.show_remarks(writing, &left_before(&committed)));
                }
                Ok(said.exit)
            }
            Some(Err(error)) => {
                let lines: Vec<String> = format!("{error:#}").lines().map(visible).collect();
                drop(self.terminal.print_error(format!("error: {}\n", lines.join("\n"))));
                Ok(not_committed)
            }
        }
    }

    /// Whether what is written is committed.
    pub(in crate::command) fn commits(&self, writing: &Writing) -> bool {
        writing.commit || self.folder.district.commit && !writing.no_commit
    }

    /// What a commit of `entries` says: what they are, never whose.
    pub(super) fn message(entries: &[NewRecord]) -> String {
        match entries {
            [only] => format!("Add a {} of {}", only.kind.noun(), only.date),
            [first, ..] if entries.iter().all(|entry| entry.kind == first.kind) => {
                format!("Add {}", count(entries.len(), first.kind.noun()))
            }
            _ => format!("Add {}", count(entries.len(), "record")),
        }
    }
}

/// What `committed` took along of what was left before, and what it could not take.
fn left_before(committed: &git::Committed) -> Vec<String> {
    let named = |paths: &[String]| {
        let verb = if paths.len() == 1 { "was" } else { "were" };
        format!("{} that {verb} written before", count(paths.len(), "record"))
    };
    let took = Some(&committed.also).filter(|also| !also.is_empty());
    let took = took.map(|also| {
        format!(
            "this commit also includes {} and not committed: {}",
            named(also),
            git::some_of(also)
        )
    });
    let left = committed.left.as_ref().map(|(left, why)| {
        format!("{} cannot be committed: {}: {why}", named(left), git::some_of(left))
    });
    took.into_iter().chain(left).collect()
}

/// The path of a record that is not written, with what will tell it from others left open.
pub(super) fn would_be(entry: &NewRecord) -> String {
    let path = entry.path(0);
    match path.strip_suffix("-0000.yaml") {
        Some(stem) => format!("{stem}-….yaml"),
        None => path,
    }
}
