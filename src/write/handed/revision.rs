//! A record that is there, brought up to what its source says now: its text and the revision come in; the text with as
//! few changes as it takes goes out, its comments where they were.

use super::differences::{Change, Step, changes};
use crate::diagnostic::Problems;
use crate::domain::record::{Provenance, SOURCE, Seal};
use crate::syntax::yaml::{self, Part, Refused, Written};
use crate::text::source::Source;
use crate::write::draft::Draft;

/// What is to become of a record that is there.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    /// Its path from the district's folder.
    pub path: String,
    /// The folder that it belongs in now.
    pub folder: String,
    /// What the source says of it now.
    pub now: Draft,
    /// The digest of that.
    pub said: u32,
    /// Whether the record was not changed since it was imported.
    pub is_untouched: bool,
}

impl Revision {
    /// `text`, the record as it is, with what the source says now.
    ///
    /// # Errors
    /// It cannot be changed safely, as where a comment stands within a value.
    pub(crate) fn taken_over(&self, text: &str) -> Result<String, Box<Refused>> {
        let mut text = text.to_owned();
        if let Some(before) = Draft::of_text(self.now.kind, &text) {
            for change in changes(&self.now, &before, self.is_untouched) {
                text = made(&text, &change)?;
            }
        }
        let made = digest(&text);
        self.sealed(&text, |_| made)
    }

    /// `text` as it is, with a note that what the source says now is known.
    ///
    /// # Errors
    /// As [`taken_over`](Self::taken_over).
    pub(crate) fn noted(&self, text: &str) -> Result<String, Box<Refused>> {
        self.sealed(text, |before| before)
    }

    fn sealed(&self, text: &str, made: impl FnOnce(u32) -> u32) -> Result<String, Box<Refused>> {
        let before = provenance(text).and_then(|provenance| provenance.seal);
        let made = made(before.map_or(0, |seal| seal.made));
        let seal = Seal { said: self.said, made }.to_string();
        yaml::put(text, &[Part::Key(SOURCE)], "seal", &Written::Text(seal))
    }
}

/// `text`, a new record that the import `run` makes of what has the digest `said`, with both noted under `source`.
pub(crate) fn sealed(draft: &Draft, run: &str, said: u32) -> Draft {
    let mut sealed = draft.clone();
    let text = draft.text();
    if let Some(provenance) = provenance(&text) {
        let seal = Some(Seal { said, made: digest(&text) });
        sealed.set(SOURCE, Provenance { run: Some(run.to_owned()), seal, ..provenance }.written());
    }
    sealed
}

fn made(text: &str, change: &Change) -> Result<String, Box<Refused>> {
    let Some((Step::Key(key), place)) = change.way.split_last() else { return Ok(text.to_owned()) };
    let place: Vec<Part> = place.iter().map(Step::part).collect();
    match &change.now {
        Some(now) => yaml::put(text, &place, key, now),
        None => yaml::unset(text, &place, key),
    }
}

fn digest(text: &str) -> u32 {
    let source = Source::new("", text.to_owned());
    let root = yaml::parse(&source, &mut Problems::default());
    root.map_or(0, |root| root.digest_without(SOURCE))
}

fn provenance(text: &str) -> Option<Provenance> {
    let source = Source::new("", text.to_owned());
    let root = yaml::parse(&source, &mut Problems::default()).ok()?;
    Provenance::of(&root)
}
