//! The records in a text that was handed over: each read where it is, whose it is found, and looked
//! up among those that were imported before. Documents come in; new records, and what is wrong with the
//! others, go out.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::super::{Desk, Pair, Which, any_number};
use super::making::{Making, Meant, What};
use super::renewing::Updates;
use super::sheet::{Handed, Sheet, several};
use super::upkeep::{Taking, Upkeep};
use super::whose::Lookup;
use crate::diagnostic::{Diagnostic, Finding, Problems};
use crate::domain::record::{self, Home, Kind, Record, Vocabulary};
use crate::store::Unread;
use crate::store::rules::NO_RELATIONSHIP;
use crate::syntax::tree::{Node, read::parse_date};
use crate::text::wording::visible;
use crate::write::draft::{Document, Draft};
use crate::write::filing::{NewRecord, Verdict};
use crate::write::handed::{Existing, Imported, Revision, Text, Wanted, begin, part_of, relocate};
use crate::write::mend::Mend;
use crate::write::several::Several;
use crate::write::written::{OfEntry, Outcome};

/// What was handed over, as far as it was understood.
pub(super) struct Taken<'d, 't> {
    desk: &'d Desk<'t>,
    sheets: Vec<Sheet<'d>>,
    /// What is wrong with documents that are no YAML.
    faults: Vec<Diagnostic>,
    imported: Cow<'d, Imported>,
    /// What this import is called, where it is one.
    run: Option<&'d str>,
    made: Vec<Made>,
}

/// What an import knows of those before it.
#[derive(Clone, Copy)]
pub(in crate::command) struct Import<'i> {
    /// The records that are there of its source.
    pub imported: &'i Imported,
    /// What it is called.
    pub run: &'i str,
    /// What it changes in them.
    pub updates: Updates,
}

/// What came of one record that was handed over.
pub(in crate::command) struct Judged {
    /// Which document it is in.
    pub document: usize,
    pub entry: OfEntry,
    /// What it takes to bring the record that is there up to it, where it says something else.
    pub revision: Option<Box<Revision>>,
}

impl Judged {
    /// The entry that is `document`, of which the record `existing` says all.
    pub(in crate::command) fn same(document: usize, existing: &Existing) -> Self {
        let (path, differs) = (existing.path.clone(), Vec::new());
        let entry = OfEntry { line: 1, outcome: Outcome::Same, path, differs };
        Self { document, entry, revision: None }
    }
}

/// What one record of the district comes of.
struct Made {
    /// Which sheet, and which record in it.
    spot: (usize, usize),
    what: What,
}

impl<'d, 't> Taken<'d, 't> {
    /// Reads `documents`, whose records are of `kind`, if that is known, and which are part of an `import`, if they
    /// are.
    ///
    /// # Errors
    /// `which`, the options, names no relationship that is there; or a file cannot be read that may hold a record which
    /// is handed over.
    pub(super) fn of(
        desk: &'d Desk<'t>,
        documents: &'d [Document],
        kind: Option<Kind>,
        which: &Which,
        import: Option<Import<'d>>,
    ) -> anyhow::Result<Self> {
        let mut taken = Self {
            desk,
            sheets: Vec::new(),
            faults: Vec::new(),
            imported: Cow::Owned(Imported::default()),
            run: import.map(|import| import.run),
            made: Vec::new(),
        };
        let opened: Vec<_> =
            documents.par_iter().map(|document| Sheet::open(document, kind)).collect();
        for sheet in opened {
            match sheet {
                Ok(sheet) => taken.sheets.push(sheet),
                Err(fault) => taken.faults.push(*fault),
            }
        }
        let handed = taken.sheets.iter().flat_map(|sheet| &sheet.records);
        taken.imported = match import {
            Some(import) => Cow::Borrowed(import.imported),
            None => {
                let origins = handed.filter_map(|handed| handed.origin.clone()).collect();
                let found = Imported::find(&desk.folder, Wanted::Origins(&origins));
                desk.refuse_unread(&found)?;
                Cow::Owned(found)
            }
        };
        let mut lookup = Lookup::new(desk, which, import.is_some());
        // A record may stand before the relationship that it belongs to.
        for relationships in [true, false] {
            taken.make(&mut lookup, relationships)?;
        }
        Ok(taken)
    }

    /// Makes either the relationships or all other records.
    fn make(&mut self, lookup: &mut Lookup<'d, 't>, relationships: bool) -> anyhow::Result<()> {
        let mut all: Vec<Problems> = Vec::with_capacity(self.sheets.len());
        all.extend(self.sheets.iter_mut().map(|sheet| std::mem::take(&mut sheet.problems)));
        let mut made = Vec::new();
        let mut meant = Vec::new();
        for (at, (sheet, problems)) in self.sheets.iter().zip(&mut all).enumerate() {
            for (index, handed) in sheet.records.iter().enumerate() {
                let spot = (at, index);
                if (handed.kind() == Some(Kind::Relationship)) != relationships {
                    continue;
                }
                if relationships {
                    let what = self.relationship(sheet, handed, lookup, problems)?;
                    made.extend(what.map(|what| Made { spot, what }));
                } else {
                    let each = self.records(handed, lookup, problems)?;
                    meant.extend(each.into_iter().map(|meant| (spot, meant)));
                }
            }
        }
        // Whose they are is known, and none of them asks about another.
        let (making, sheets) = (self.making(), &self.sheets);
        let each = meant.into_par_iter().map(|(spot, meant)| {
            let sheet = &sheets[spot.0];
            Ok(Made { spot, what: making.record(sheet, &sheet.records[spot.1], meant)? })
        });
        made.extend(each.collect::<Result<Vec<Made>, Unread>>()?);
        self.made.append(&mut made);
        self.sheets.iter_mut().zip(all).for_each(|(sheet, problems)| sheet.problems = problems);
        Ok(())
    }

    fn making(&self) -> Making<'_> {
        Making { root: &self.desk.root.path, run: self.run, today: self.desk.today }
    }

    /// The relationship `handed`, opened or there already.
    ///
    /// # Errors
    /// It is there, and cannot be read any more.
    fn relationship(
        &self,
        sheet: &Sheet,
        handed: &Handed,
        lookup: &mut Lookup,
        problems: &mut Problems,
    ) -> Result<Option<What>, Unread> {
        let Some(draft) = Draft::of_node(&handed.node, None) else { return Ok(None) };
        let before = problems.count();
        let typed = record::read(&handed.node, &self.vocabulary(), problems);
        let Some(Record::Relationship(relationship)) = typed.map(|typed| typed.record) else {
            lookup.note_unread(draft.text_of("educator"));
            return Ok(None);
        };
        if problems.count() > before {
            return Ok(None);
        }
        if let Some(existing) = handed.origin.as_ref().and_then(|origin| self.imported.get(origin))
        {
            lookup.renew(&existing.pair, &relationship);
            return self.making().there(sheet, handed, &draft, existing, &existing.pair).map(Some);
        }
        let text = self.making().relationship(sheet, handed, &draft);
        let record = self.desk.relationship_entry(text, &draft, |path| lookup.is_opened(path));
        lookup.open(record.pair.clone(), relationship);
        Ok(Some(What::New(record)))
    }

    /// The records that `handed`, which is no relationship, comes to: one for each educator.
    fn records(
        &self,
        handed: &Handed,
        lookup: &Lookup,
        problems: &mut Problems,
    ) -> anyhow::Result<Vec<Meant<'_>>> {
        let before = problems.count();
        let Some(draft) = Draft::of_node(&handed.node, None) else {
            record::read(&handed.node, &self.vocabulary(), problems);
            return Ok(Vec::new());
        };
        if draft.kind.home() == Home::Coach {
            return self.own_time(handed, draft, lookup, problems).map(Vec::from_iter);
        }
        let date = handed.node.get(draft.kind.date_key()).and_then(Node::text);
        let date = date.and_then(|text| parse_date(text).ok()).unwrap_or(self.desk.today);
        let pairs = lookup.pairs(&handed.address, begin(&handed.node), date, problems)?;
        self.not_over(handed, pairs.as_deref().unwrap_or_default(), date, problems);
        let profile = pairs.as_ref().and_then(|pairs| pairs.first()).map(|pair| &pair.1.profile);
        record::read(&handed.node, &self.vocabulary().under(profile), problems);
        let named = pairs.as_ref().map_or(handed.address.educators.len(), Vec::len);
        let several = several(handed, &draft, named, problems);
        let (Some(pairs), Some(several), true) = (pairs, several, problems.count() == before)
        else {
            return Ok(Vec::new());
        };
        Ok(self.of_each(handed, &draft, &pairs, several))
    }

    /// Says which of `pairs` are over before `date`, the day of a new record of an import: it would never count.
    fn not_over(&self, handed: &Handed, pairs: &[&Pair], date: NaiveDate, problems: &mut Problems) {
        let is_new = |pair: &Pair| {
            self.known(handed, pair, pairs.len()).is_none_or(|known| known.pair != pair.0)
        };
        for pair in pairs.iter().filter(|pair| self.run.is_some() && is_new(pair)) {
            if let Some(ended) = pair.1.ended.filter(|ended| ended.value < date) {
                let message = format!("{} ended {}", visible(&pair.0), ended.value);
                problems.push(Finding::new(&NO_RELATIONSHIP, begin(&handed.node), message));
            }
        }
    }

    /// The record `handed` of a coach alone.
    fn own_time(
        &self,
        handed: &Handed,
        draft: Draft,
        lookup: &Lookup,
        problems: &mut Problems,
    ) -> anyhow::Result<Option<Meant<'_>>> {
        let before = problems.count();
        let folder = lookup.coach_folder(&handed.address, begin(&handed.node), problems)?;
        record::read(&handed.node, &self.vocabulary(), problems);
        let (Some(folder), true) = (folder, problems.count() == before) else { return Ok(None) };
        let origin = handed.origin.clone();
        let existing = origin.as_ref().and_then(|origin| self.imported.get(origin));
        Ok(Some(Meant { folder, draft, origin, is_alone: true, existing }))
    }

    /// `draft`, once for each of `pairs`.
    fn of_each(
        &self,
        handed: &Handed,
        draft: &Draft,
        pairs: &[&Pair],
        several: Several,
    ) -> Vec<Meant<'_>> {
        let known: Vec<Option<&Existing>> =
            pairs.iter().map(|pair| self.known(handed, pair, pairs.len())).collect();
        let mut meetings =
            known.iter().flatten().filter_map(|existing| existing.meeting.as_deref());
        let mut shared = draft.clone();
        match (several, meetings.next()) {
            (Several::Each, _) => {}
            (Several::Together, Some(meeting)) => shared.join_meeting(meeting),
            (Several::Together, None) => shared.share_meeting(any_number()),
        }
        let each = pairs.iter().zip(known).map(|(pair, existing)| {
            // A script changes no record that is there: who joins a meeting later says so there.
            let is_left = |existing: &Existing| self.run.is_none() && existing.meeting.is_none();
            let draft = if existing.is_some_and(is_left) { draft } else { &shared };
            let origin = handed.origin.as_ref().map(|origin| match pairs {
                [_] => origin.clone(),
                _ => part_of(origin, &pair.1.educator.value),
            });
            let (folder, draft, is_alone) = (pair.0.clone(), draft.clone(), pairs.len() == 1);
            Meant { folder, draft, origin, is_alone, existing }
        });
        each.collect()
    }

    /// The record of `pair` that `handed`, which is of `educators` educators, was imported as before.
    fn known(&self, handed: &Handed, pair: &Pair, educators: usize) -> Option<&Existing> {
        let origin = handed.origin.as_ref()?;
        let educator = pair.1.educator.value.as_str();
        // In another folder it was of another pair, and then that is what changed.
        let elsewhere = || match educators {
            1 => self.imported.get(origin),
            _ => self.imported.get(&part_of(origin, educator)),
        };
        self.imported.of_pair(origin, &pair.0, educator).or_else(elsewhere)
    }

    fn vocabulary(&self) -> Vocabulary<'_> {
        let (profiles, district) = (&self.desk.folder.profiles, &self.desk.folder.district);
        let (schools, groups) = (&district.schools, &district.groups);
        Vocabulary { profiles, profile: None, schools, groups }
    }

    /// The records to be written, relationships first.
    pub(super) fn new_records(&self) -> Vec<NewRecord> {
        let new = self.made.iter().filter_map(|made| match &made.what {
            What::New(record) => Some(record.clone()),
            What::There(..) => None,
        });
        new.collect()
    }

    /// The relationships that are there, as `updates` make them; one that cannot be changed is told where it is to be.
    ///
    /// # Errors
    /// One, or a record beside it, cannot be read any more.
    pub(super) fn renewed(&self, updates: Updates) -> Result<Mend, Unread> {
        let mut upkeep = Upkeep::new(self.desk);
        for made in &self.made {
            if let What::There(entry, Some(revision)) = &made.what
                && revision.now.kind == Kind::Relationship
                && updates.take(entry.outcome, revision)
            {
                upkeep.revise(revision, Taking::Over)?;
            }
        }
        Ok(upkeep.into_mend())
    }

    /// Whether nothing was handed over.
    pub(super) fn is_empty(&self) -> bool {
        let is_empty = |sheet: &Sheet| sheet.records.is_empty() && sheet.problems.is_empty();
        self.faults.is_empty() && self.sheets.iter().all(is_empty)
    }

    /// What came of each entry, in their order, where its new records are to be at `paths`, which are `shown`
    /// as they will be; and all that is wrong with them, by themselves and by the `verdict` on the new records, at its place in the text.
    pub(super) fn judged(
        self,
        paths: &[String],
        shown: &[String],
        verdict: &Verdict,
    ) -> (Vec<Judged>, Vec<Diagnostic>) {
        let (mut made, mut paths) = (self.made, paths.iter().zip(shown));
        let mut entries: Vec<((usize, usize), Judged)> = Vec::with_capacity(made.len());
        let mut new = Vec::new();
        for Made { spot, what } in made.drain(..) {
            let line = self.sheets[spot.0].line(&self.sheets[spot.0].records[spot.1]);
            let (entry, revision) = match what {
                What::There(entry, revision) => (entry, revision),
                What::New(record) => {
                    let (path, shown) =
                        paths.next().map_or(("", ""), |(path, shown)| (path, shown));
                    new.push((spot, path.to_owned(), record.text));
                    let path = shown.to_owned();
                    (OfEntry { line, outcome: Outcome::Written, path, differs: Vec::new() }, None)
                }
            };
            entries.push((spot, Judged { document: spot.0, entry, revision }));
        }
        entries.sort_by_key(|(spot, _)| *spot);
        let entries = entries.into_iter().map(|(_, entry)| entry).collect();
        let mut faults = self.faults;
        let is_faulty = !verdict.is_clean()
            || !faults.is_empty()
            || self.sheets.iter().any(|sheet| !sheet.problems.is_empty());
        if !is_faulty {
            return (entries, faults);
        }
        let mut sheets = Vec::with_capacity(self.sheets.len());
        for sheet in self.sheets {
            let (found, masking) = sheet.problems.finish(&sheet.document.source);
            faults.extend(found);
            sheets.push((sheet.document, sheet.records, masking));
        }
        let by_path: HashMap<&str, usize> =
            new.iter().enumerate().map(|(at, (_, path, _))| (path.as_str(), at)).collect();
        for finding in &verdict.findings {
            let mut finding = finding.clone();
            let places = std::iter::once(&finding.place)
                .chain(finding.related.iter().map(|related| &related.place));
            let named: BTreeSet<usize> =
                places.filter_map(|place| by_path.get(&*place.path).copied()).collect();
            for (spot, path, text) in named.into_iter().map(|at| &new[at]) {
                let (document, records, masking) = &sheets[spot.0];
                let entry = &records[spot.1].node;
                let handed = Text { source: &document.source, masking, entry };
                relocate(&mut finding, path, text, handed);
            }
            faults.push(finding);
        }
        faults.sort_by(|one, other| one.order().cmp(&other.order()));
        (entries, faults)
    }
}
