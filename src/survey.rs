//! One pass over a district's folder: every relationship and every coach's own time read, checked and looked
//! at, on all threads. What stays is one result and one small trace per folder, and the findings.

mod digest;
pub(crate) mod lineage;
mod near;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use crate::check::{self, Allow, Folder, OwnTime, Pair, Trace, Whose};
use crate::count::{Dated, Records};
use crate::diagnostic::{Diagnostic, Level, Tally};
use crate::domain::calendar::AsOf;
use crate::domain::record::{Lineage, Relationship};
use crate::store::{
    self, DistrictFolder, File, LoadedCoach, LoadedPair, LoadedRecord, Progress, RELATIONSHIP,
    Reread, Scope,
};
use digest::OfFolder;
use lineage::Family;

/// How a pass is made.
#[derive(Clone, Copy, Debug)]
pub struct Pass<'p> {
    /// The day after which nothing can have happened yet, for the checks.
    pub as_of: AsOf,
    /// What findings are reported of, and what records are counted.
    pub scope: &'p Scope,
    /// Kept up to date meanwhile.
    pub progress: &'p Progress,
}

/// What a pass over the folder found.
#[derive(Debug)]
pub struct Survey<T, C = ()> {
    /// What was made of each relationship that could be typed, in the order of folder names.
    pub pairs: Vec<T>,
    /// What was made of each coach's own folder, in the order of their names.
    pub coaches: Vec<C>,
    /// What comes before and after each relationship that hands over or takes over, by its folder.
    pub(crate) lineages: BTreeMap<String, Lineage>,
    /// Every finding at the level coach.toml gives its rule, sorted by path and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that a comment in a record allows, so that they are not among these.
    pub allowed: usize,
    /// Warnings that are left out because nothing that they are about was changed.
    pub old_warnings: usize,
    /// Records that are there, relationships included.
    pub found: usize,
    /// Records that could not be used, whatever their rules' levels.
    pub left_out: usize,
    /// Folders that could not be read, whatever that rule's level: how many records they hold nobody
    /// knows.
    pub unread_folders: usize,
    /// Rules that records which were not read could break together with those that are looked at, by their ids.
    pub in_part: BTreeSet<&'static str>,
    /// The SHA-256 of the records that were used, where the pass was made for numbers; see the guide's page on
    /// formats for how it is made.
    pub records_sha256: Option<String>,
}

impl<T, C> Survey<T, C> {
    /// A survey of nothing but `diagnostics`.
    pub(crate) fn of_settings(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            pairs: Vec::new(),
            coaches: Vec::new(),
            lineages: BTreeMap::new(),
            diagnostics,
            allowed: 0,
            old_warnings: 0,
            found: 0,
            left_out: 0,
            unread_folders: 0,
            in_part: BTreeSet::new(),
            records_sha256: None,
        }
    }

    /// The same with each of what `split` makes of a relationship.
    pub(crate) fn split<U>(self, split: impl Fn(T) -> Vec<U>) -> Survey<U, C> {
        let Self {
            pairs,
            coaches,
            lineages,
            diagnostics,
            allowed,
            old_warnings,
            found,
            left_out,
            unread_folders,
            in_part,
            records_sha256,
        } = self;
        Survey {
            pairs: pairs.into_iter().flat_map(split).collect(),
            coaches,
            lineages,
            diagnostics,
            allowed,
            old_warnings,
            found,
            left_out,
            unread_folders,
            in_part,
            records_sha256,
        }
    }

    /// Leaves out warnings about records of which none is looked at in `scope`: they are old. The number of
    /// them is in the [tally](Self::tally).
    pub(crate) fn silence_old(&mut self, scope: &Scope) {
        let before = self.diagnostics.len();
        self.diagnostics.retain(|found| {
            let mut places =
                std::iter::once(&found.place).chain(found.related.iter().map(|r| &r.place));
            found.level == Level::Error || places.any(|place| scope.looks_at(&place.path))
        });
        self.old_warnings += before - self.diagnostics.len();
    }

    /// How much was found.
    pub fn tally(&self) -> Tally {
        let tally = Tally::of(&self.diagnostics, self.found, self.left_out, self.allowed);
        Tally { old_warnings: self.old_warnings, ..tally }
    }

    /// Whether everything that is there was read and used.
    pub fn is_whole(&self) -> bool {
        self.left_out == 0 && self.unread_folders == 0
    }
}

/// What was remembered of one folder for the checks of all, and what was made of it.
enum Looked<T, C> {
    Pair(Option<(Trace, Option<T>)>),
    Coach(Option<OwnTime>, C),
}

/// What one folder gave.
struct Seen<T, C> {
    looked: Looked<T, C>,
    diagnostics: Vec<Diagnostic>,
    allows: Vec<Allow>,
    found: usize,
    left_out: usize,
    unread_folders: usize,
    /// Whether there is nothing in the folder that was left out, in scope or not.
    all_read: bool,
    /// The digest of the files that were used, where that is wanted.
    digest: Option<OfFolder>,
}

impl<T, C> Seen<T, C> {
    /// Whether it is a relationship to which or from which nothing can pass on.
    fn is_settled(&self) -> bool {
        match &self.looked {
            Looked::Pair(Some((trace, _))) => !trace.may_pass_on(),
            Looked::Pair(None) | Looked::Coach(..) => false,
        }
    }
}

/// Whether a pass makes the digest of the records that it uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Digests {
    /// It does: numbers come of it, which someone may want to make again.
    Made,
    /// Nobody asks for it.
    Left,
}

impl Digests {
    fn of<'f>(self, path: &str, files: impl Iterator<Item = &'f File>) -> Option<OfFolder> {
        (self == Self::Made)
            .then(|| digest::of_folder(path, files.map(|file| (&*file.name, &*file.source.text))))
    }
}

impl<T, C> Survey<T, C> {
    /// Adds what was found in one folder.
    fn add(&mut self, seen: &mut Seen<T, C>) {
        self.diagnostics.append(&mut seen.diagnostics);
        self.found += seen.found;
        self.left_out += seen.left_out;
        self.unread_folders += seen.unread_folders;
    }

    /// Heeds comments that allow findings and the levels of the district, and sorts what is left.
    fn finish(&mut self, folder: &DistrictFolder, pass: &Pass, allows: Vec<Allow>, all_read: bool) {
        let is_seen = |path: &str| pass.scope.holds(path);
        self.allowed = check::heed(&mut self.diagnostics, allows, all_read, is_seen);
        folder.district.levels.apply(&mut self.diagnostics);
        self.diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    }
}

/// Reads and checks what is under `records/` and gives `look` each relationship with its folder's path and its
/// records; where a few records are looked at, only what those are judged by.
pub fn survey<T: Send>(
    folder: &DistrictFolder,
    pass: &Pass,
    look: impl Fn(&str, &Relationship, &Records) -> T + Sync,
) -> Survey<T> {
    survey_for_checks(folder, pass, look, |_, _| ())
}

/// The same, and gives `look_at_coach` the id of each coach who keeps time, with the records of it. Where a few records
/// or folders of records are looked at, no more is read than what they are judged by, and `look` is given those.
pub(crate) fn survey_for_checks<T: Send, C: Send>(
    folder: &DistrictFolder,
    pass: &Pass,
    look: impl Fn(&str, &Relationship, &Records) -> T + Sync,
    look_at_coach: impl Fn(&str, &[Dated]) -> C + Sync,
) -> Survey<T, C> {
    match near::folders_of(folder, pass.scope) {
        Some(folders) => near::survey(folder, pass, &folders, look, look_at_coach),
        None => survey_with(folder, pass, look, look_at_coach, (Digests::Left, |_: &mut [_]| {})),
    }
}

/// Reads and checks everything, for numbers, and gives `look_at_coach` the id of each coach who keeps time, with the
/// records of it. Whenever what was made of a relationship is settled, because nothing can pass on to it or from it,
/// `settle` is given all that was made so far, that of the relationship last.
pub(crate) fn survey_all<T: Send, C: Send>(
    folder: &DistrictFolder,
    pass: &Pass,
    look: impl Fn(&str, &Relationship, &Records) -> T + Sync,
    look_at_coach: impl Fn(&str, &[Dated]) -> C + Sync,
    settle: impl FnMut(&mut [Option<T>]),
) -> Survey<T, C> {
    survey_with(folder, pass, look, look_at_coach, (Digests::Made, settle))
}

fn survey_with<T: Send, C: Send>(
    folder: &DistrictFolder,
    pass: &Pass,
    look: impl Fn(&str, &Relationship, &Records) -> T + Sync,
    look_at_coach: impl Fn(&str, &[Dated]) -> C + Sync,
    (digests, mut settle): (Digests, impl FnMut(&mut [Option<T>])),
) -> Survey<T, C> {
    let mut sum = Sum::default();
    let walked = store::each_folder(
        folder,
        pass.progress,
        |pair| see(folder, pass, digests, &look, pair),
        |coach| see_coach(folder, pass, digests, &look_at_coach, coach),
        |seen| {
            let is_settled = seen.is_settled();
            sum.make_room(pass.progress.seen().1);
            sum.add(seen);
            if is_settled {
                settle(&mut sum.results);
            }
        },
    );
    sum.add_outside(folder, pass, walked.diagnostics);
    let strays = walked.strays.iter().filter(|path| pass.scope.holds(path)).count();
    sum.survey.found += strays;
    sum.survey.left_out += strays;
    sum.survey.unread_folders += walked.unread_folders;
    sum.all_read &= walked.strays.is_empty() && walked.unread_folders == 0;
    let digested = std::mem::take(&mut sum.digested);
    sum.survey.records_sha256 = (digests == Digests::Made).then(|| digest::of_all(digested));
    sum.survey.lineages = check::lineages(&sum.traces);
    look_again(folder, &sum.traces, &sum.survey.lineages, &look, &mut sum.results);
    sum.finish(folder, pass, &[])
}

/// What is seen of folder after folder, added up.
struct Sum<T, C> {
    survey: Survey<T, C>,
    traces: Vec<Trace>,
    /// What was made of each relationship of `traces`.
    results: Vec<Option<T>>,
    coaches: Vec<OwnTime>,
    allows: Vec<Allow>,
    digested: Vec<OfFolder>,
    /// Whether everything that there is was read.
    all_read: bool,
}

/// The sum of no folder: everything that there is was read.
impl<T, C> Default for Sum<T, C> {
    fn default() -> Self {
        Self {
            survey: Survey::of_settings(Vec::new()),
            traces: Vec::new(),
            results: Vec::new(),
            coaches: Vec::new(),
            allows: Vec::new(),
            digested: Vec::new(),
            all_read: true,
        }
    }
}

impl<T, C> Sum<T, C> {
    /// Makes room for what is seen of so many `folders`, before the first: lists that grow take twice their room.
    fn make_room(&mut self, folders: usize) {
        if self.traces.capacity() == 0 {
            self.traces.reserve_exact(folders);
            self.results.reserve_exact(folders);
        }
    }

    /// Adds what was found outside of all folders.
    fn add_outside(&mut self, folder: &DistrictFolder, pass: &Pass, mut found: Vec<Diagnostic>) {
        found.retain(|found| pass.scope.holds(&found.place.path));
        found.extend(store::batch::check(&folder.root, |path| pass.scope.holds(path)));
        self.survey.diagnostics.append(&mut found);
    }

    /// Adds what was seen of one folder.
    fn add(&mut self, mut seen: Seen<T, C>) {
        self.all_read &= seen.all_read;
        self.allows.append(&mut seen.allows);
        self.digested.extend(seen.digest.take());
        self.survey.add(&mut seen);
        match seen.looked {
            Looked::Pair(pair) => pair.into_iter().for_each(|(trace, result)| {
                self.traces.push(trace);
                self.results.push(result);
            }),
            Looked::Coach(own_time, result) => {
                self.coaches.extend(own_time);
                self.survey.coaches.push(result);
            }
        }
    }

    /// The survey, with what all folders show together, `others` among them, of which nothing is reported.
    fn finish(self, folder: &DistrictFolder, pass: &Pass, others: &[Trace]) -> Survey<T, C> {
        let mut survey = self.survey;
        survey.pairs = self.results.into_iter().flatten().collect();
        let mut traces = self.traces;
        if !others.is_empty() {
            traces.extend_from_slice(others);
            // The order of the walk, in which the second of two is the one that is named.
            traces.sort_by(|one, other| Path::new(one.path()).cmp(Path::new(other.path())));
        }
        let mut reread = Reread::new(folder);
        for distant in check::check_across(&traces) {
            if let Some(distant) = distant.seen_from(pass.scope) {
                let place = |spot: &check::Spot| reread.place(&spot.path, spot.mark);
                survey.diagnostics.push(distant.finish(place));
            }
        }
        let of_coaches = check::check_coaches(&traces, &self.coaches).into_iter();
        survey.diagnostics.extend(of_coaches.filter(|found| pass.scope.holds(&found.place.path)));
        survey.finish(folder, pass, self.allows, self.all_read);
        survey
    }
}

/// What `look` makes of the relationships at `paths`, with what passed on to each as `lineages` tell; `None` where one
/// cannot be read. They are read on all threads and checked no more.
pub(crate) fn look_at<T: Send>(
    folder: &DistrictFolder,
    lineages: &BTreeMap<String, Lineage>,
    paths: &[&str],
    look: impl Fn(&LoadedPair, &Relationship, &Records) -> T + Sync,
) -> Vec<Option<T>> {
    let seen = |path: &&str| {
        let loaded = store::load_pair(folder, path);
        let family = lineages.get(*path).map(|lineage| Family::read(folder, lineage));
        family
            .unwrap_or_default()
            .look(&loaded, |relationship, records| look(&loaded, relationship, records))
    };
    paths.par_iter().map(seen).collect()
}

/// Looks once more at the relationships that hand over or take over, now that it is known from whom to whom.
/// All others were seen whole by themselves.
fn look_again<T: Send>(
    folder: &DistrictFolder,
    traces: &[Trace],
    lineages: &BTreeMap<String, Lineage>,
    look: &(impl Fn(&str, &Relationship, &Records) -> T + Sync),
    results: &mut [Option<T>],
) {
    let read = |(path, lineage): (&String, &Lineage)| {
        let place = traces.iter().position(|trace| trace.path() == path)?;
        let loaded = store::load_pair(folder, path);
        let family = Family::read(folder, lineage);
        Some((
            place,
            family.look(&loaded, |relationship, records| look(path, relationship, records)),
        ))
    };
    let seen: Vec<Option<(usize, Option<T>)>> = lineages.par_iter().map(read).collect();
    for (place, result) in seen.into_iter().flatten() {
        results[place] = result;
    }
}

/// The same of the relationships in the folders `paths` alone, for their numbers: nothing is reported of others, and
/// nothing of what only several folders together show.
pub(crate) fn survey_pairs<T: Send, C: Send>(
    folder: &DistrictFolder,
    pass: &Pass,
    paths: &[&str],
    look: impl Fn(&str, &Relationship, &Records) -> T + Sync,
) -> Survey<T, C> {
    let seen =
        |path: &&str| see(folder, pass, Digests::Left, &look, store::load_pair(folder, path));
    let mut sum = Sum::default();
    sum.add_outside(folder, pass, Vec::new());
    paths.iter().map(seen).for_each(|seen| sum.add(seen));
    sum.survey.lineages = lineage::around(folder, &sum.traces);
    look_again(folder, &sum.traces, &sum.survey.lineages, &look, &mut sum.results);
    let mut survey = sum.survey;
    survey.pairs = sum.results.into_iter().flatten().collect();
    survey.finish(folder, pass, sum.allows, false);
    survey
}

/// The same of the one folder `path` of a pair or a coach, without what only several folders together show.
pub(crate) fn survey_folder<T, C>(
    folder: &DistrictFolder,
    pass: &Pass,
    path: &str,
    look: impl Fn(&str, &Relationship, &Records) -> T,
    look_at_coach: impl Fn(&str, &[Dated]) -> C,
) -> Survey<T, C> {
    let mut seen = match store::coach_of(path) {
        Some(coach) => {
            see_coach(folder, pass, Digests::Left, &look_at_coach, store::load_coach(folder, coach))
        }
        None => see(folder, pass, Digests::Left, &look, store::load_pair(folder, path)),
    };
    let mut survey = Survey::of_settings(Vec::new());
    survey.add(&mut seen);
    match seen.looked {
        Looked::Pair(pair) => survey.pairs.extend(pair.and_then(|(_, result)| result)),
        Looked::Coach(_, result) => survey.coaches.push(result),
    }
    survey.finish(folder, pass, seen.allows, false);
    survey
}

/// Records as counters take them.
pub(crate) fn dated(records: &[LoadedRecord]) -> Vec<Dated<'_>> {
    let dated = records.iter().map(|loaded| (&loaded.file.name, &loaded.record));
    dated.map(|(file, record)| Dated { file, record }).collect()
}

/// All of `records` and `in_part`, in the order of their names.
fn by_name<'l>(records: &'l [LoadedRecord], in_part: &'l [LoadedRecord]) -> Vec<&'l LoadedRecord> {
    let mut all: Vec<_> = records.iter().chain(in_part).collect();
    all.sort_unstable_by(|one, other| one.file.name.cmp(&other.file.name));
    all
}

/// Gives what was read of a pair's folder to `check`, as checks take it; `None` where nothing says what it is.
fn as_pair<T>(
    folder: &DistrictFolder,
    pass: &Pass,
    loaded: &LoadedPair,
    check: impl FnOnce(&Pair) -> T,
) -> Option<T> {
    let (file, relationship, unread) = loaded.judged_by()?;
    let records = by_name(&loaded.records, &loaded.in_part.records);
    let folder = Folder {
        path: &loaded.path,
        whose: Whose::Pair(file, relationship),
        records: &records,
        unused: &loaded.unused,
        district: &folder.district,
        as_of: pass.as_of,
        scope: pass.scope,
    };
    Some(check(&Pair { folder, file, relationship, unread }))
}

fn see<T, C>(
    folder: &DistrictFolder,
    pass: &Pass,
    digests: Digests,
    look: &impl Fn(&str, &Relationship, &Records) -> T,
    mut loaded: LoadedPair,
) -> Seen<T, C> {
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    let mut allows = Vec::new();
    let trace = as_pair(folder, pass, &loaded, |pair| {
        diagnostics.extend(check::check_pair(pair));
        allows = Allow::all_of(pair);
        Trace::of(pair)
    });
    let result = loaded.relationship.as_ref().map(|(_, relationship)| {
        look(&loaded.path, relationship, &Records::of(&dated(&loaded.records)))
    });
    let in_scope = |name: &str| pass.scope.holds(&format!("{}/{name}", loaded.path));
    let files = loaded.records.iter().map(|loaded| loaded.file.name.as_str());
    let used = match pass.scope {
        Scope::Everything | Scope::Changed(_) => {
            loaded.records.len() + usize::from(result.is_some())
        }
        Scope::Only(_) => {
            let own = result.as_ref().map(|_| RELATIONSHIP);
            files.chain(own).filter(|name| in_scope(name)).count()
        }
    };
    let left_out = loaded.unused.iter().filter(|path| pass.scope.holds(path)).count();
    // What keeps a whole folder out of the numbers is said of each of its records.
    let whole_folder = [loaded.path.clone(), format!("{}/{RELATIONSHIP}", loaded.path)];
    let is_why =
        |path: &str| left_out > 0 && result.is_none() && whole_folder.iter().any(|p| p == path);
    diagnostics.retain(|found| pass.scope.holds(&found.place.path) || is_why(&found.place.path));
    let unread_folders = loaded.unread_folders;
    let all_read = loaded.unused.is_empty() && unread_folders == 0;
    let found = used + left_out;
    let own = loaded.relationship.iter().map(|(file, _)| file);
    let files = loaded.records.iter().map(|record| &record.file).chain(own);
    let digest = loaded.relationship.as_ref().and_then(|_| digests.of(&loaded.path, files));
    let looked = Looked::Pair(trace.map(|trace| (trace, result)));
    Seen { looked, diagnostics, allows, found, left_out, unread_folders, all_read, digest }
}

fn see_coach<T, C>(
    folder: &DistrictFolder,
    pass: &Pass,
    digests: Digests,
    look: &impl Fn(&str, &[Dated]) -> C,
    mut loaded: LoadedCoach,
) -> Seen<T, C> {
    let mut diagnostics = std::mem::take(&mut loaded.diagnostics);
    let records = by_name(&loaded.records, &loaded.in_part);
    let of_coach = Folder {
        path: &loaded.path,
        whose: Whose::Coach(&loaded.coach),
        records: &records,
        unused: &loaded.unused,
        district: &folder.district,
        as_of: pass.as_of,
        scope: pass.scope,
    };
    diagnostics.extend(check::check_coach(&of_coach));
    let (allows, own_time) = (Allow::all_of(&of_coach), OwnTime::of(&of_coach));
    let looked = Looked::Coach(own_time, look(&loaded.coach, &dated(&loaded.records)));
    let holds = |path: &str| pass.scope.holds(path);
    let used = loaded.records.iter().filter(|record| holds(record.file.path())).count();
    let left_out = loaded.unused.iter().filter(|path| holds(path)).count();
    // What keeps a whole folder out of the numbers is said of each of its records.
    diagnostics.retain(|found| {
        holds(&found.place.path) || left_out > 0 && *found.place.path == *loaded.path
    });
    let (found, unread_folders) = (used + left_out, loaded.unread_folders);
    let all_read = loaded.unused.is_empty() && unread_folders == 0;
    let digest = digests.of(&loaded.path, loaded.records.iter().map(|record| &record.file));
    Seen { looked, diagnostics, allows, found, left_out, unread_folders, all_read, digest }
}
