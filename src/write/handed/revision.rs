//! A record that is there, brought up to what its source says now: its text and the revision come in; the text with as
//! few changes as it takes goes out, its comments where they were.

use super::differences::{Change, Differences, Step, without_source};
use crate::diagnostic::Problems;
use crate::domain::record::{Origin, Provenance, SOURCE, Seal, Told};
use crate::syntax::yaml::{self, Part, Refused, Written};
use crate::text::source::{Source, Span};
use crate::text::wording::article;
use crate::write::draft::Draft;
use crate::write::several::MEETING;

/// Under which a seal has the folder that its source put the record in. No key of a record is called so.
pub(super) const FOLDER: &str = "/";

/// What is to become of a record that is there.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    /// Its path from the district's folder.
    pub path: String,
    /// The folder that it is to lie in.
    pub folder: String,
    /// The folder that its source puts it in.
    pub said_folder: String,
    /// What the source says of it now, and what every record made of it is given.
    pub now: Draft,
    /// The digest of what the source says.
    pub said: u32,
    /// What the source said of each key before, as far as that is known.
    pub told: Option<Told>,
    /// Keys of which nobody knows whether the source changed them or someone did so here.
    pub unclear: Vec<String>,
}

impl Revision {
    /// `text`, the record as it is, with what the source says now.
    ///
    /// # Errors
    /// It cannot be changed safely, as where a comment stands within a value, or the source makes another kind of record
    /// now.
    pub(crate) fn taken_over(&self, text: &str) -> Result<String, Box<Refused>> {
        match Draft::of_text(self.now.kind, text) {
            Some(before) => self.changed(text, &before, |_| true),
            None => {
                let noun = self.now.kind.noun();
                let reason = format!("the source makes {} {noun} of it now", article(noun));
                Err(Box::new(Refused { reason, line: 1, write: Vec::new() }))
            }
        }
    }

    /// `text` as it is, with a note that what the source says now is known. Only which meeting it tells of is no word of
    /// the source: without that, the minutes of one meeting would count once for each of its records.
    ///
    /// # Errors
    /// As [`taken_over`](Self::taken_over), but for the kind.
    pub(crate) fn noted(&self, text: &str) -> Result<String, Box<Refused>> {
        match Draft::of_text(self.now.kind, text) {
            Some(before) => self.changed(text, &before, |change| change.is_of(MEETING)),
            None => self.sealed(text),
        }
    }

    fn changed(
        &self,
        text: &str,
        before: &Draft,
        is_wanted: impl Fn(&Change) -> bool,
    ) -> Result<String, Box<Refused>> {
        let differences = Differences::of(&self.now, before, self.told.as_ref());
        let mut text = text.to_owned();
        for change in differences.changes.iter().filter(|change| is_wanted(change)) {
            text = made(&text, change)?;
        }
        self.sealed(&text)
    }

    /// What was written here is not the source's: the record is as imported only where nothing of that is left.
    fn sealed(&self, text: &str) -> Result<String, Box<Refused>> {
        let seal = seal(&self.now, self.said, Some(&self.said_folder)).to_string();
        yaml::put(text, &[Part::Key(SOURCE)], "seal", &Written::Text(seal))
    }
}

/// `draft`, a new record in `folder` that the import `run` makes of what has the digest `said` and comes from `origin`,
/// with all of that noted under `source`. Where a relationship lies follows from what it says.
pub(crate) fn sealed(
    draft: &Draft,
    (origin, run): (&Origin, &str),
    said: u32,
    folder: Option<&str>,
) -> Draft {
    let (run, seal) = (Some(run.to_owned()), Some(seal(draft, said, folder)));
    let mut sealed = draft.clone();
    sealed.set(SOURCE, Provenance { origin: origin.clone(), run, seal }.written());
    sealed
}

/// The seal of a record in `folder` that says what `draft` does, made of what has the digest `said`.
fn seal(draft: &Draft, said: u32, folder: Option<&str>) -> Seal {
    let mut told = Told::of(without_source(draft).iter());
    if let Some(folder) = folder {
        told.add(FOLDER, &Written::Text(folder.to_owned()));
    }
    Seal { said, made: draft.digest_without(SOURCE), told: Some(told) }
}

fn made(text: &str, change: &Change) -> Result<String, Box<Refused>> {
    let Some((Step::Key(key), place)) = change.way.split_last() else { return Ok(text.to_owned()) };
    let place: Vec<Part> = place.iter().map(Step::part).collect();
    let made = match &change.now {
        Some(now) => yaml::put(text, &place, key, now)?,
        None => yaml::unset(text, &place, key)?,
    };
    // What stands behind a value in its line would go with it.
    let (before, after) = (comments(text), comments(&made));
    let is_lost = |(at, comment): &(usize, &(u32, String))| {
        after.get(*at).is_none_or(|(_, left)| *left != comment.1)
    };
    match before.iter().enumerate().find(is_lost) {
        None => Ok(made),
        Some((_, (line, _))) => Err(Box::new(Refused {
            reason: "a comment stands beside a value that the source took back".to_owned(),
            line: *line,
            write: Vec::new(),
        })),
    }
}

/// The comments in `text`, each with its line.
fn comments(text: &str) -> Vec<(u32, String)> {
    let (source, mut problems) = (Source::new("", text.to_owned()), Problems::default());
    if yaml::parse(&source, &mut problems).is_err() {
        return Vec::new();
    }
    let comments = problems.take_comments().into_iter();
    let placed = |at: Span| (source.position(at.start).line, source.slice(at).to_owned());
    comments.map(placed).collect()
}
