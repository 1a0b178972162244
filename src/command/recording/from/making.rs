//! What becomes of a record that was handed over, once it is known whose it is: the text of a new one, or what it takes to
//! bring the one that is there up to it. No record but a relationship asks about another, so these are made at once.

use std::path::Path;

use chrono::NaiveDate;

use super::sheet::{Handed, Sheet};
use super::there::There;
use crate::domain::record::Origin;
use crate::store::Unread;
use crate::syntax::tree::read::parse_date;
use crate::write::draft::Draft;
use crate::write::filing::NewRecord;
use crate::write::handed::{Existing, Revision, sealed};
use crate::write::schema::with_modeline;
use crate::write::written::OfEntry;

/// What is the same of all of them.
#[derive(Clone, Copy)]
pub(super) struct Making<'m> {
    /// The district's folder.
    pub root: &'m Path,
    /// What the import is called, where it is one.
    pub run: Option<&'m str>,
    /// The day of a record that tells none; it is never written.
    pub today: NaiveDate,
}

/// A record that is meant by what was handed over: one of each of its educators.
pub(super) struct Meant<'m> {
    /// Where it belongs.
    pub folder: String,
    /// What it says.
    pub draft: Draft,
    /// What it is known by when it comes again.
    pub origin: Option<Origin>,
    /// Whether it is the only one, so that it may keep the text of the document.
    pub is_alone: bool,
    /// The record that it was imported as before.
    pub existing: Option<&'m Existing>,
}

/// What one record of the district comes of.
pub(super) enum What {
    New(NewRecord),
    /// It is there; where the source says something else now, with what that takes.
    There(OfEntry, Option<Box<Revision>>),
}

impl Making<'_> {
    /// The record that `meant` is, made of `handed` in `sheet` or there already.
    ///
    /// # Errors
    /// It is there, and cannot be read any more.
    pub(super) fn record(
        self,
        sheet: &Sheet,
        handed: &Handed,
        meant: Meant,
    ) -> Result<What, Unread> {
        let Meant { folder, mut draft, origin, is_alone, existing } = meant;
        if let Some(existing) = existing {
            return self.there(sheet, handed, &draft, existing, &folder);
        }
        let text = match (&origin, self.run) {
            (Some(origin), Some(run)) => {
                sealed(&draft, (origin, run), handed.said(), Some(&folder)).text()
            }
            _ if is_alone => sheet.text(handed, &draft),
            (Some(origin), None) => {
                draft.come_from(origin);
                draft.text()
            }
            (None, _) => draft.text(),
        };
        let kind = draft.kind;
        let date = draft.text_of(kind.date_key()).and_then(|day| parse_date(day).ok());
        Ok(What::New(NewRecord {
            pair: folder,
            kind,
            date: date.unwrap_or(self.today),
            text: with_modeline(self.root, kind, text),
        }))
    }

    /// The text of the new relationship `handed`, which says what `draft` does. Where it lies follows from that.
    pub(super) fn relationship(self, sheet: &Sheet, handed: &Handed, draft: &Draft) -> String {
        match (&handed.origin, self.run) {
            (Some(origin), Some(run)) => sealed(draft, (origin, run), handed.said(), None).text(),
            _ => sheet.text(handed, draft),
        }
    }

    /// What is said of `handed` where the record is `existing`; it belongs in `folder` now.
    ///
    /// # Errors
    /// It cannot be read any more.
    pub(super) fn there(
        self,
        sheet: &Sheet,
        handed: &Handed,
        draft: &Draft,
        existing: &Existing,
        folder: &str,
    ) -> Result<What, Unread> {
        let place = (self.root, self.run.is_some());
        let There { outcome, differs, revision } =
            There::of((handed, draft), existing, folder, place)?;
        let (line, path) = (sheet.line(handed), existing.path.clone());
        Ok(What::There(OfEntry { line, outcome, path, differs }, revision))
    }
}
