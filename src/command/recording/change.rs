//! One small edit in a record that is there: found, judged with the edit in it, changed in turn with
//! whoever else changes it, committed and named.

use std::cell::RefCell;

use anyhow::{anyhow, bail};

use super::finish::Said;
use super::unread::{or_unread, unread};
use super::{Choice, Desk, Which, Writing, keep_aside};
use crate::command::exit::Exit;
use crate::domain::record::{Kind, Relationship, Words};
use crate::store::batch::Done;
use crate::store::{self, ChangeError, LoadedRecord, Overlay};
use crate::syntax::yaml::{Part, Refused, insert, parse};
use crate::text::wording::{count, quote, visible};
use crate::write::filing;

/// One small edit: `entries` into the group at `place` of the record at `path`.
#[derive(Clone, Copy)]
pub(in crate::command) struct Change<'c> {
    pub path: &'c str,
    pub place: &'c [Part<'c>],
    pub entries: &'c [(&'c str, String)],
    /// What is to be said beside findings.
    pub remarks: &'c [String],
    /// What a commit says.
    pub message: &'c str,
}

/// A record that is there.
pub(in crate::command) struct There<'d> {
    /// Its path from the district's folder.
    pub path: String,
    /// The relationship it belongs to.
    pub relationship: &'d Relationship,
    /// The record and its file.
    pub loaded: LoadedRecord,
}

impl There<'_> {
    /// Whether something is under `key` at its root.
    pub(in crate::command) fn has(&self, key: &str) -> bool {
        let Ok(root) = parse(&self.loaded.file.source, &mut Default::default()) else {
            return false;
        };
        root.get(key).is_some_and(|node| !matches!(node.value, crate::syntax::tree::Value::Null))
    }
}

impl Desk<'_> {
    /// The record that `file` names, or else the only one of the pair of kind `kind` that `is_open`.
    ///
    /// # Errors
    /// There is none, or several and nobody can be asked.
    pub(in crate::command) fn open_record(
        &self,
        file: &str,
        which: &Which,
        kind: Kind,
        is_open: impl Fn(&LoadedRecord) -> bool + Sync,
    ) -> anyhow::Result<There<'_>> {
        let what = format!("open {}", kind.name());
        let (pair, wanted) = if file.is_empty() {
            (self.pick_waiting(which, self.today, &what, &is_open)?, None)
        } else {
            let named = self.record(file, which)?;
            (self.pair_of(&named)?, Some(named.name().to_owned()))
        };
        // A record that is named is in the folder of its own pair.
        let mut found =
            if wanted.is_some() { self.load(pair) } else { self.load_with_earlier(pair) };
        let mut open: Vec<LoadedRecord> = std::mem::take(&mut found.records)
            .into_iter()
            .filter(|loaded| wanted.as_ref().is_none_or(|name| *name == loaded.file.name))
            .filter(&is_open)
            .collect();
        let path = |loaded: &LoadedRecord| loaded.file.path().to_string();
        let chosen = match (open.len(), wanted) {
            (0, Some(name)) => match unread(&found, |path| path.ends_with(&format!("/{name}"))) {
                Some(unread) => bail!(unread),
                None => bail!("{} is no {what}", quote(&name)),
            },
            (0, None) => {
                let said = format!("{} has no {what}", quote(&pair.1.educator.value));
                bail!(or_unread(said, &found, |_| true))
            }
            (1, _) => 0,
            (n, _) if !self.person.can_ask() => {
                let lines = open.iter().map(|loaded| format!("\n  {}", path(loaded)));
                bail!(
                    "there are {} here; name one by its file:{}",
                    count(n, &what),
                    lines.collect::<String>()
                )
            }
            _ => {
                let choice = |(index, loaded): (usize, &LoadedRecord)| {
                    let about = Words::of(&loaded.file.source).about.unwrap_or_default();
                    Choice::new(format!("{}  {about}", loaded.record.date().value), index)
                };
                let choices = open.iter().enumerate().map(choice).collect();
                self.questions.one(&format!("Which {}?", kind.name()), choices, 0)?
            }
        };
        let loaded = open.swap_remove(chosen);
        let path = path(&loaded);
        let own = path.rsplit_once('/').and_then(|(folder, _)| self.relationship_in(folder));
        let relationship = &own.unwrap_or(pair).1;
        Ok(There { path, relationship, loaded })
    }

    /// Makes `change`, and changes nothing else.
    ///
    /// # Errors
    /// It cannot be done safely, then the line to write by hand is said; or the file cannot be
    /// written.
    pub(in crate::command) fn change(
        &self,
        writing: &Writing,
        change: &Change,
    ) -> anyhow::Result<Exit> {
        let Change { path, place, entries, remarks, message } = *change;
        let edit = |text: &str| insert(text, place, entries);
        self.change_by(writing, path, &edit, remarks, message)
    }

    /// Makes the one small `edit` in the record at `path`, and changes nothing else.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub(in crate::command) fn change_by(
        &self,
        writing: &Writing,
        path: &str,
        edit: &dyn Fn(&str) -> Result<String, Box<Refused>>,
        remarks: &[String],
        message: &str,
    ) -> anyhow::Result<Exit> {
        let by_hand = |refused: Box<Refused>| self.by_hand(path, &refused);
        let old = self.text_at(path)?;
        let new = edit(&old).map_err(by_hand)?;
        let verdict = filing::judge(&self.folder, Overlay::of(path, new.as_bytes()), self.as_of());
        if !verdict.is_clean() {
            return self.refuse(writing, &verdict.findings);
        }
        let remarks = &self.with_pinned(&verdict, remarks);
        let said = Said { remarks, ..Said::of(&verdict.findings) };
        if writing.dry_run {
            self.show_findings(writing, &verdict.findings)?;
            self.show_remarks(writing, remarks)?;
            return self.show_change(writing, path, &new, said);
        }
        let last = RefCell::new(new.clone());
        let changed = store::change(&self.root.path, path, |bytes| {
            if bytes == old.as_bytes() {
                return Ok(new.clone().into_bytes());
            }
            let text =
                std::str::from_utf8(bytes).map_err(|_| "it is no longer UTF-8".to_owned())?;
            let new = edit(text).map_err(|refused| self.by_hand(path, &refused).to_string())?;
            let overlay = Overlay::of(path, new.as_bytes());
            let verdict = filing::judge_pair(&self.folder, overlay, path, self.as_of());
            let error = verdict.findings.first().filter(|_| !verdict.is_clean());
            if let Some(error) = error {
                return Err(format!("someone else changed it, and now: {}", error.message));
            }
            last.replace(new.clone());
            Ok(new.into_bytes())
        });
        let lasting = match changed {
            Ok(lasting) => lasting,
            Err(ChangeError::Edit(reason)) => bail!("{path} is unchanged: {reason}"),
            Err(ChangeError::Write(error)) => {
                bail!("{error}\n{}", keep_aside(path, &last.borrow()))
            }
        };
        let done = Done { changed: vec![path.to_owned()], lasting, ..Done::default() };
        self.commit_and_say(writing, &done, said, message)
    }

    /// What to write by hand where an edit is refused.
    pub(in crate::command) fn by_hand(&self, path: &str, refused: &Refused) -> anyhow::Error {
        let lines: String =
            refused.write.iter().map(|line| format!("\n  {}", visible(line))).collect();
        let by_hand = match lines.is_empty() {
            true => "; change it there by hand".to_owned(),
            false => format!("; write there by hand:{lines}"),
        };
        anyhow!(
            "{}{}:{}: coach cannot change this safely: {}\nthe file is unchanged{by_hand}",
            self.root.prefix,
            visible(path),
            refused.line,
            refused.reason
        )
    }

    fn show_change(
        &self,
        writing: &Writing,
        path: &str,
        new: &str,
        said: Said,
    ) -> anyhow::Result<Exit> {
        if writing.format == super::Format::Json {
            let changed = vec![path.to_owned()];
            self.say(writing, &Done { changed, ..Done::default() }, said)?;
        } else {
            let path = visible(path);
            self.terminal.print(format!("# {}{path}\n{new}", self.root.prefix))?;
        }
        Ok(Exit::Clean)
    }
}
