//! Records of the district that were imported from the same sources as those handed over now. Sources and keys come
//! in; where the records are, and whether they were changed since, goes out.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::differences::without_source;
use super::revision::FOLDER;
use crate::diagnostic::Problems;
use crate::domain::record::{Kind, Origin, Provenance, SOURCE, Seal, Told};
use crate::store::{
    DistrictFolder, RecordName, Unread, each_file, raw_text, record_paths_and_unread,
};
use crate::syntax::tree::Node;
use crate::syntax::yaml::{self, Written};
use crate::text::source::{Source, Span};
use crate::write::draft::Draft;
use crate::write::schema::is_for_editors;

/// Stands between a key of a source and the educator, where one entry made a record for each of several.
const OF_EDUCATOR: char = '#';

/// The origin of the record of `educator`, where one entry with `origin` is of several educators.
pub(crate) fn part_of(origin: &Origin, educator: &str) -> Origin {
    Origin { key: key_of_part(&origin.key, educator), ..origin.clone() }
}

fn key_of_part(key: &str, educator: &str) -> String {
    format!("{key}{OF_EDUCATOR}{educator}")
}

/// The origin of the entry that made the record with `origin`.
fn base_of(origin: &Origin) -> Origin {
    let key = origin.key.rsplit_once(OF_EDUCATOR).map_or(origin.key.as_str(), |(base, _)| base);
    Origin { key: key.to_owned(), ..origin.clone() }
}

/// A record that is there.
#[derive(Clone, Debug)]
pub(crate) struct Existing {
    /// The folder that it lies in, of a pair or of a coach.
    pub pair: String,
    /// Its path from the district's folder.
    pub path: String,
    /// The import that wrote it.
    pub run: Option<String>,
    /// What it said when it was written.
    pub seal: Option<Seal>,
    /// What tells its meeting from others.
    pub meeting: Option<String>,
    /// The digest of what it says.
    digest: u32,
    /// Whether someone wrote a comment into it.
    has_comments: bool,
}

impl Existing {
    /// The one in `source`, the text of a record, if it is `wanted`.
    fn of(source: &Source, wanted: Wanted) -> Found {
        // Most records of a district were typed, and need no closer look.
        if !source.text.contains("source:") {
            return Found::Nothing;
        }
        let mut problems = Problems::default();
        let path = source.path.to_string();
        let Ok(root) = yaml::parse(source, &mut problems) else {
            return if wanted.may_be_in(&source.text) {
                Found::Unread(path)
            } else {
                Found::Nothing
            };
        };
        let Some(Provenance { origin, run, seal }) = Provenance::of(&root) else {
            return Found::Nothing;
        };
        if !wanted.has(&origin) {
            return Found::Nothing;
        }
        let meeting = root.get("meeting").and_then(Node::text).map(str::to_owned);
        let pair = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let digest = root.digest_without(SOURCE);
        let is_own =
            |comment: &Span| !is_for_editors(source.slice(*comment).trim_start_matches('#'));
        let has_comments = problems.take_comments().iter().any(is_own);
        let existing = Self { pair, path, run, seal, meeting, digest, has_comments };
        Found::Record(origin, Box::new(existing))
    }

    /// Whether it says what it did when it was imported; `false` also where nobody can know.
    pub(crate) fn is_as_imported(&self) -> bool {
        self.seal.as_ref().is_some_and(|seal| seal.made == self.digest)
    }

    /// What the source said before of each key of the record, which says what `there` does; `None` where nobody can know.
    pub(crate) fn told(&self, there: &Draft) -> Option<Told> {
        let seal = self.seal.as_ref()?;
        let is_all_of_it = || self.is_as_imported().then(|| Told::of(without_source(there).iter()));
        seal.told.clone().or_else(is_all_of_it)
    }

    /// Whether the source puts it in another folder than it lies in, and did not do so before.
    pub(crate) fn has_moved_to(&self, folder: &str) -> bool {
        let folder_text = Written::Text(folder.to_owned());
        let told = self.seal.as_ref().and_then(|seal| seal.told.as_ref());
        self.pair != folder && !told.is_some_and(|told| told.says(FOLDER, &folder_text))
    }

    /// Whether nobody wrote anything into it since it was imported, so that it may go again.
    pub(crate) fn may_go(&self) -> bool {
        self.is_as_imported() && !self.has_comments
    }

    /// Whether the source said then what has the digest `said` now.
    pub(crate) fn was_said(&self, said: u32) -> bool {
        self.seal.as_ref().is_some_and(|seal| seal.said == said)
    }

    /// What it says; `None` where it is no record of `kind` any more.
    ///
    /// # Errors
    /// Its file, below the district's folder `root`, cannot be read any more.
    pub(crate) fn draft(&self, kind: Kind, root: &Path) -> Result<Option<Draft>, Unread> {
        Ok(Draft::of_text(kind, &raw_text(root, &self.path)?))
    }
}

/// What one file holds.
enum Found {
    Record(Origin, Box<Existing>),
    /// Something that cannot be read, at this path, and may be one that is looked for.
    Unread(String),
    Nothing,
}

/// Which records are looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted<'w> {
    /// Those with one of these origins, or a part of one.
    Origins(&'w BTreeSet<Origin>),
    /// All of the source with this name.
    Source(&'w str),
    /// All.
    Any,
}

impl Wanted<'_> {
    fn has(self, origin: &Origin) -> bool {
        match self {
            Self::Origins(origins) => {
                origins.contains(origin) || origins.contains(&base_of(origin))
            }
            Self::Source(name) => origin.name == name,
            Self::Any => true,
        }
    }

    /// Whether `text`, which cannot be read, may hold one of them.
    fn may_be_in(self, text: &str) -> bool {
        match self {
            Self::Origins(origins) => origins.iter().any(|origin| text.contains(&origin.name)),
            Self::Source(name) => text.contains(name),
            Self::Any => true,
        }
    }
}

/// The records that were imported before under some keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Imported {
    /// By the name of the source and its key.
    known: BTreeMap<String, FxHashMap<String, Box<Existing>>>,
    /// Further records with an origin that one of `known` has: the same entry, imported twice.
    copies: BTreeMap<Origin, Vec<Existing>>,
    /// Paths of files that cannot be read and may hold others.
    unread: Vec<String>,
}

impl Imported {
    /// Those of `folder` that are `wanted`: one pass over all records, of which nothing else is kept.
    pub(crate) fn find(folder: &DistrictFolder, wanted: Wanted) -> Self {
        if matches!(wanted, Wanted::Origins(origins) if origins.is_empty()) {
            return Self::default();
        }
        let (paths, unread_folders) = record_paths_and_unread(folder);
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let look = |at: usize, read: Result<Source, _>| match read {
            Ok(source) => Existing::of(&source, wanted),
            Err(_) => Found::Unread(paths[at].to_owned()),
        };
        let mut imported = Self { unread: unread_folders, ..Self::default() };
        for found in each_file(folder, &paths, look) {
            match found {
                Found::Record(origin, existing) => imported.add(origin, existing),
                Found::Unread(path) => imported.unread.push(path),
                Found::Nothing => {}
            }
        }
        imported
    }

    fn add(&mut self, origin: Origin, existing: Box<Existing>) {
        if !self.known.contains_key(&origin.name) {
            self.known.insert(origin.name.clone(), FxHashMap::default());
        }
        let of_source = self.known.get_mut(&origin.name);
        match of_source.map(|of_source| of_source.entry(origin.key)) {
            Some(Entry::Vacant(vacant)) => drop(vacant.insert(existing)),
            Some(Entry::Occupied(first)) => {
                let origin = Origin { name: origin.name, key: first.key().clone() };
                self.copies.entry(origin).or_default().push(*existing);
            }
            None => {}
        }
    }

    /// The first of each origin, in no order.
    fn firsts(&self) -> impl Iterator<Item = (&str, &str, &Existing)> {
        self.known.iter().flat_map(|(name, of_source)| {
            of_source.iter().map(move |(key, it)| (name.as_str(), key.as_str(), &**it))
        })
    }

    /// All of them, copies too, in no order.
    fn all(&self) -> impl Iterator<Item = &Existing> {
        self.firsts().map(|(.., existing)| existing).chain(self.copies.values().flatten())
    }

    /// Those with one origin that are more than one, by path.
    pub(crate) fn twice(&self) -> impl Iterator<Item = Vec<&Existing>> {
        self.copies.iter().map(|(origin, copies)| {
            let mut all: Vec<&Existing> = self.get(origin).into_iter().chain(copies).collect();
            all.sort_unstable_by(|one, other| one.path.cmp(&other.path));
            all
        })
    }

    /// Folders and files that cannot be read, by path: as long as there are any, nobody knows whether a record is there.
    pub(crate) fn unread(&self) -> &[String] {
        &self.unread
    }

    /// How many they are.
    pub(crate) fn count(&self) -> usize {
        self.all().count()
    }

    /// The record with `origin`, in whichever folder; the first of several.
    pub(crate) fn get(&self, origin: &Origin) -> Option<&Existing> {
        self.of_source(&origin.name, &origin.key)
    }

    /// The record of the pair in the folder `pair` that an entry with `origin` made, be it of this educator
    /// alone or of several.
    pub(crate) fn of_pair(&self, origin: &Origin, pair: &str, educator: &str) -> Option<&Existing> {
        let either = [origin, &part_of(origin, educator)];
        either.into_iter().flat_map(|origin| self.of(origin)).find(|existing| existing.pair == pair)
    }

    /// The records with `origin`, copies too.
    fn of(&self, origin: &Origin) -> impl Iterator<Item = &Existing> {
        self.get(origin).into_iter().chain(self.copies.get(origin).into_iter().flatten())
    }

    /// The record of the source `name` with this `key`.
    pub(crate) fn of_source(&self, name: &str, key: &str) -> Option<&Existing> {
        Some(self.known.get(name)?.get(key)?)
    }

    /// The record that an entry of the source `name` with this `key` made for `educator`; the one that it made when it was
    /// of one educator alone only if that `is_theirs`.
    pub(crate) fn of_entry(
        &self,
        (name, key): (&str, &str),
        educator: &str,
        is_theirs: impl Fn(&Existing) -> bool,
    ) -> Option<&Existing> {
        let alone = || self.of_source(name, key).filter(|existing| is_theirs(existing));
        self.of_source(name, &key_of_part(key, educator)).or_else(alone)
    }

    /// Of each folder the earliest day of those in it, as far as the names of their files tell it.
    pub(crate) fn first_days(&self) -> HashMap<&str, NaiveDate> {
        let mut first: HashMap<&str, NaiveDate> = HashMap::new();
        for existing in self.all() {
            let name = existing.path.rsplit('/').next().unwrap_or_default();
            if let Some(RecordName::Dated(day, _)) = RecordName::parse(name) {
                let known = first.entry(&existing.pair).or_insert(day);
                *known = day.min(*known);
            }
        }
        first
    }

    /// Of the source `name` the keys that begin with `begin`, by the folder of their record.
    pub(crate) fn opened(&self, name: &str, begin: &str) -> HashMap<&str, &str> {
        let all = self.known.get(name).into_iter().flatten();
        let begun = all.filter(|(key, _)| key.starts_with(begin));
        let begun = begun.map(|(key, existing)| (key.as_str(), existing.pair.as_str()));
        let begun: BTreeMap<&str, &str> = begun.collect();
        begun.into_iter().map(|(key, pair)| (pair, key)).collect()
    }

    /// The folders in which a record lies of an entry whose key `is_other` than those that are told.
    pub(crate) fn folders_of(&self, is_other: impl Fn(&str) -> bool) -> HashSet<&str> {
        let base = |key: &str| key.rsplit_once(OF_EDUCATOR).map_or(key.len(), |it| it.0.len());
        let is_other = |key: &str| is_other(key) && is_other(&key[..base(key)]);
        let others = self.firsts().filter(|(_, key, _)| is_other(key));
        others.map(|(.., existing)| existing.pair.as_str()).collect()
    }

    /// Those of whose copies none has a path that is `there`, by path: the source tells of them no more.
    pub(crate) fn gone(&self, there: &FxHashSet<&str>) -> Vec<&Existing> {
        let is_there = |existing: &Existing| there.contains(&*existing.path);
        let gone = self.firsts().filter(|(.., first)| !is_there(first));
        let gone = gone.map(|(name, key, _)| Origin { name: name.to_owned(), key: key.to_owned() });
        let gone: Vec<Origin> = gone.filter(|origin| !self.of(origin).any(is_there)).collect();
        let mut gone: Vec<&Existing> = gone.iter().flat_map(|origin| self.of(origin)).collect();
        gone.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        gone
    }

    /// Those that the import `run` wrote, by path.
    pub(crate) fn of_run(&self, run: &str) -> Vec<&Existing> {
        let is_of_run = |existing: &&Existing| existing.run.as_deref() == Some(run);
        let mut of_run: Vec<&Existing> = self.all().filter(is_of_run).collect();
        of_run.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        of_run
    }

    /// The imports that wrote records, each with how many of them are there, in the order of days.
    pub(crate) fn runs(&self) -> Vec<(String, usize)> {
        let mut runs: BTreeMap<(String, u32), (String, usize)> = BTreeMap::new();
        for run in self.all().filter_map(|existing| existing.run.as_ref()) {
            let known = runs.entry(in_order(run)).or_insert_with(|| (run.clone(), 0));
            known.1 += 1;
        }
        runs.into_values().collect()
    }

    /// The names of their sources.
    pub(crate) fn sources(&self) -> BTreeSet<&str> {
        self.known.keys().map(String::as_str).collect()
    }

    /// What an import on the day `today` is called: 2026-11-27, and 2026-11-27-2 after that.
    pub(crate) fn next_run(&self, today: NaiveDate) -> String {
        let today = today.to_string();
        let all = self.all().filter_map(|existing| existing.run.as_deref());
        let of_today = all.filter(|run| run.starts_with(&today));
        let numbers = of_today.map(in_order).filter(|(day, _)| *day == today);
        match numbers.map(|(_, number)| number).max() {
            None => today,
            Some(last) => format!("{today}-{}", last.saturating_add(1)),
        }
    }
}

/// The day of an import and which of that day it was.
fn in_order(run: &str) -> (String, u32) {
    let number = run.get(DAY..).and_then(|rest| rest.strip_prefix('-')?.parse().ok());
    match number {
        Some(number) => (run[..DAY].to_owned(), number),
        None => (run.to_owned(), 1),
    }
}

/// Bytes of a day: 2026-11-27.
const DAY: usize = 10;
