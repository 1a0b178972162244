//! Records that come whole with the places of their files, as an export of this program has them: those that are not
//! there are judged together and written together. A record that is there is never touched.

use std::collections::BTreeSet;

use anyhow::bail;

use super::super::Desk;
use super::super::Writing;
use super::super::finish::Said;
use crate::command::exit::Exit;
use crate::diagnostic::Problems;
use crate::domain::record::Kind;
use crate::import::package::Whole;
use crate::store::batch::Done;
use crate::store::{Overlay, Unread, raw_text};
use crate::syntax::yaml;
use crate::text::source::Source;
use crate::text::wording::{count, grouped, quote};
use crate::write::draft::Draft;
use crate::write::filing::{self, NewRecord};
use crate::write::written::{OfEntry, Outcome};

impl Desk<'_> {
    /// Writes those of `all` that are not there yet, each where it says; nothing where one has an error.
    ///
    /// # Errors
    /// A place is named twice, a record that is there cannot be read, or a file cannot be written.
    pub(in crate::command) fn take_whole(
        &self,
        mut all: Vec<Whole>,
        writing: &Writing,
    ) -> anyhow::Result<Exit> {
        // A folder is there once its relationship is.
        all.sort_by(|one, other| {
            let order = |of: &Whole| (of.path.kind != Kind::Relationship, of.path.path.clone());
            order(one).cmp(&order(other))
        });
        let mut known = BTreeSet::new();
        if let Some(twice) = all.iter().find(|whole| !known.insert(&whole.path.path)) {
            bail!("{} is there twice", quote(&twice.path.path));
        }
        let (mut new, mut paths, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        for (whole, line) in all.iter().zip(1..) {
            let outcome = self.outcome(whole)?;
            if outcome == Outcome::Written {
                new.push(self.entry_of_text(
                    whole.path.folder(),
                    whole.path.kind,
                    whole.text.clone(),
                ));
                paths.push(whole.path.path.clone());
            }
            let path = whole.path.path.clone();
            entries.push(OfEntry { line, outcome, path, differs: Vec::new() });
        }
        let overlay = overlay(&paths, &new);
        let verdict = filing::judge(&self.folder, overlay, self.as_of());
        let of = |outcome| entries.iter().filter(|entry| entry.outcome == outcome).count();
        let (added, same) = (grouped(of(Outcome::Written)), grouped(of(Outcome::Same)));
        let kept = format!("{added} added · {same} the same");
        let differing = entries.iter().filter(|entry| entry.outcome == Outcome::Changed);
        let remarks: Vec<String> = differing
            .map(|entry| {
                format!(
                    "{}{} says something else and is left as it is",
                    self.root.prefix, entry.path
                )
            })
            .collect();
        let exit = if remarks.is_empty() { Exit::Clean } else { Exit::Found };
        let in_short = Some(kept.as_str());
        let (remarks, entries) = (&remarks[..], &entries[..]);
        let said = Said {
            remarks,
            entries,
            exit,
            in_short,
            comes_again: true,
            is_in_file: true,
            ..Said::default()
        };
        if new.is_empty() {
            self.show_remarks(writing, remarks)?;
            let there = count(entries.len(), "record");
            self.terminal.print_error(format!("nothing to do: {there} looked at\n"))?;
            self.say(writing, &Done::default(), said)?;
            return Ok(exit);
        }
        self.keep_judged(writing, &new, (paths, verdict), said)
    }

    /// What comes of `whole`: it is new, or what is there says the same or something else.
    ///
    /// # Errors
    /// What is there cannot be read.
    fn outcome(&self, whole: &Whole) -> Result<Outcome, Unread> {
        let place = self.root.path.join(&whole.path.path);
        if place.symlink_metadata().is_err() {
            return Ok(Outcome::Written);
        }
        let there = said(&Source::new("", raw_text(&self.root.path, &whole.path.path)?));
        let is_same = there == said(&Source::new("", whole.text.clone()));
        Ok(if is_same { Outcome::Same } else { Outcome::Changed })
    }
}

/// The same number for records that say the same, be it in another layout or with keys under which nothing is.
fn said(source: &Source) -> Option<u64> {
    let root = yaml::parse(source, &mut Problems::default()).ok()?;
    let laid_out = Source::new("", Draft::of_node(&root, None)?.text());
    Some(yaml::parse(&laid_out, &mut Problems::default()).ok()?.fingerprint())
}

fn overlay(paths: &[String], new: &[NewRecord]) -> Overlay {
    let mut overlay = Overlay::default();
    for (path, entry) in paths.iter().zip(new) {
        overlay.insert(path.as_str(), entry.text.as_bytes());
    }
    overlay
}
