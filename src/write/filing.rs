//! Records on their way into a district's folder: judged as `coach check` would judge them if they
//! were there, then written. Texts come in; findings, or the paths that were written, go out.

mod beside;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;

use crate::count::Dated;
use crate::diagnostic::{Diagnostic, Level, Place, Problems};
use crate::domain::calendar::AsOf;
use crate::domain::record::{self, Kind, Record, Relationship, Review, Vocabulary};
use crate::store::{
    self, Created, DistrictFolder, Lasting, LoadedPair, Overlay, Progress, RELATIONSHIP,
    RecordName, Scope, WriteError, coach_folder,
};
use crate::survey::{Pass, Survey, survey_folder, survey_for_checks};
use crate::syntax::tree::read::parse_date;
use crate::syntax::yaml;
use crate::text::source::Source;
use crate::text::wording::count;

pub(crate) use beside::{Beside, beside};

/// A new record.
#[derive(Clone, Debug)]
pub(crate) struct NewRecord {
    /// The folder that it belongs into: `records/<school>/<pair>`, or `records/coaches/<coach>`.
    pub pair: String,
    /// What it is.
    pub kind: Kind,
    /// The day in its file name.
    pub date: NaiveDate,
    /// The text of its file.
    pub text: String,
}

impl NewRecord {
    /// Its path from the district's folder, with `number` as what tells it from its neighbors.
    pub(crate) fn path(&self, number: u64) -> String {
        let name = match self.kind {
            Kind::Relationship => RELATIONSHIP.to_owned(),
            kind => RecordName::file_name(self.date, kind, number),
        };
        format!("{}/{name}", self.pair)
    }
}

/// What is to be said of `entries` that is no finding, in sentences: what a checklist does beside others
/// of its pair, and steps of a review that follow from no data.
pub(crate) fn remarks(folder: &DistrictFolder, entries: &[NewRecord]) -> Vec<String> {
    let mut pairs: HashMap<&str, LoadedPair> = HashMap::new();
    let told = entries.iter().filter(|entry| [Kind::Checklist, Kind::Review].contains(&entry.kind));
    told.flat_map(|entry| {
        let load = || store::load_pair(folder, &entry.pair);
        let pair = pairs.entry(entry.pair.as_str()).or_insert_with(load);
        remarks_of(folder, pair, &entry.text)
    })
    .collect()
}

/// The same of the record `text`, which is to be one of `pair`.
fn remarks_of(folder: &DistrictFolder, pair: &LoadedPair, text: &str) -> Vec<String> {
    let Some((_, relationship)) = &pair.relationship else { return Vec::new() };
    let source = Source::new("", text.to_owned());
    let mut problems = Problems::default();
    let Ok(root) = yaml::parse(&source, &mut problems) else { return Vec::new() };
    let vocabulary = Vocabulary {
        profiles: &folder.profiles,
        profile: Some(&relationship.profile),
        schools: &folder.district.schools,
        groups: &folder.district.groups,
    };
    match record::read(&root, &vocabulary, &mut problems).map(|typed| typed.record) {
        Some(Record::Checklist(checklist)) => {
            let beside = beside(relationship, &pair.records, &checklist);
            beside.iter().map(Beside::sentence).collect()
        }
        Some(Record::Review(review)) => without_data(&review).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Says how many steps of a review name none of its data.
fn without_data(review: &Review) -> Option<String> {
    let steps = review.next_steps.iter().filter(|step| step.because_of.is_empty()).count();
    let verb = if steps == 1 { "names" } else { "name" };
    (steps > 0).then(|| {
        let steps = count(steps, "next step");
        format!("{steps} {verb} no data; to name data, write because=d1 before what is to be done")
    })
}

/// What `coach check` would say of records that are not there yet, or not yet as they will be.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// Findings in them, at the district's levels.
    pub findings: Vec<Diagnostic>,
    /// How many of them could not be used.
    pub left_out: usize,
    /// The latest day on which something in them happened, as far as they could be read.
    pub latest: Option<NaiveDate>,
}

impl Verdict {
    fn of(survey: Survey<Option<NaiveDate>, Option<NaiveDate>>) -> Self {
        let latest = survey.pairs.into_iter().chain(survey.coaches).flatten().max();
        Self { findings: survey.diagnostics, left_out: survey.left_out, latest }
    }

    /// The verdict on a text that is refused for the reason `why`.
    pub(crate) fn refusing(path: &str, why: &str) -> Self {
        let finding = Diagnostic::new(&crate::store::rules::UNREADABLE, Place::file(path), why);
        Self { findings: vec![finding], left_out: 1, latest: None }
    }

    /// Whether they may be written: no finding is an error, and none is left out.
    pub(crate) fn is_clean(&self) -> bool {
        self.left_out == 0 && self.findings.iter().all(|found| found.level != Level::Error)
    }
}

/// Judges the texts of `overlay` as parts of `folder`, as of the day `as_of`.
pub(crate) fn judge(folder: &DistrictFolder, overlay: Overlay, as_of: AsOf) -> Verdict {
    let paths = overlay.paths().map(str::to_owned).collect();
    judge_at(folder, overlay, paths, as_of)
}

/// The same of those at `paths` alone, where `overlay` has others that change with them.
pub(crate) fn judge_at(
    folder: &DistrictFolder,
    overlay: Overlay,
    paths: BTreeSet<String>,
    as_of: AsOf,
) -> Verdict {
    let scope = Scope::Only(paths.clone());
    let folder = folder.clone().with_records(overlay);
    let progress = Progress::default();
    let pass = Pass { as_of, scope: &scope, progress: &progress };
    Verdict::of(survey_for_checks(
        &folder,
        &pass,
        |pair, relationship, records| latest(&paths, pair, relationship, records),
        |coach, records| latest_of(&paths, &coach_folder(coach), records),
    ))
}

/// Judges the text of `overlay` for the record at `path` by what its own pair's folder shows: quick, for
/// the while that others wait for the record.
pub(crate) fn judge_pair(
    folder: &DistrictFolder,
    overlay: Overlay,
    path: &str,
    as_of: AsOf,
) -> Verdict {
    let scope = Scope::Only([path.to_owned()].into());
    let folder = folder.clone().with_records(overlay);
    let progress = Progress::default();
    let pass = Pass { as_of, scope: &scope, progress: &progress };
    let pair = path.rsplit_once('/').map_or("", |(pair, _)| pair);
    let paths = BTreeSet::from([path.to_owned()]);
    Verdict::of(survey_folder(
        &folder,
        &pass,
        pair,
        |pair, relationship, records| latest(&paths, pair, relationship, records),
        |coach, records| latest_of(&paths, &coach_folder(coach), records),
    ))
}

/// The latest day on which something happened in those of `paths` that lie in the folder `pair`.
fn latest(
    paths: &BTreeSet<String>,
    pair: &str,
    relationship: &Relationship,
    records: &[Dated],
) -> Option<NaiveDate> {
    let is_named = paths.contains(&format!("{pair}/{RELATIONSHIP}"));
    let committed = relationship.agreement.committed_on;
    let days = [Some(relationship.started), relationship.ended, committed];
    let own = days.into_iter().flatten().filter(|_| is_named).map(|day| day.value).max();
    own.max(latest_of(paths, pair, records))
}

/// The same of `records` alone, which lie in `folder`.
fn latest_of(paths: &BTreeSet<String>, folder: &str, records: &[Dated]) -> Option<NaiveDate> {
    let named = records.iter().filter(|dated| paths.contains(&format!("{folder}/{}", dated.file)));
    let days = named.flat_map(|dated| dated.record.closings().chain([dated.record.date()]));
    days.map(|day| day.value).max()
}

/// A folder for the pair `pair` (coach and educator) of the school `school` that began on the day
/// `started`: the first that `is_free`. A pair that starts again gets the year behind its name, and then a number.
pub(crate) fn pair_folder(
    school: &str,
    pair: &str,
    started: &str,
    is_free: impl Fn(&str) -> bool,
) -> String {
    let folder = format!("{}/{school}/{pair}", store::RECORDS);
    let year = started.get(..4).unwrap_or(started);
    let names = [folder.clone(), format!("{folder}-{year}")].into_iter();
    let mut names = names.chain((2..).map(|number| format!("{folder}-{year}-{number}")));
    names.find(|name| is_free(name)).unwrap_or(folder)
}

/// The day that dates the record in `text`.
pub(crate) fn date_in(text: &str, kind: Kind) -> Option<NaiveDate> {
    let source = Source::new("", text.to_owned());
    let root = yaml::parse(&source, &mut Problems::default()).ok()?;
    parse_date(root.get(kind.date_key())?.text()?).ok()
}

/// Gives each of `entries` a path that no record has yet, with numbers from `numbers`.
pub(crate) fn place(
    root: &Path,
    entries: &[NewRecord],
    mut numbers: impl FnMut() -> u64,
) -> Vec<String> {
    let mut paths: Vec<String> = Vec::with_capacity(entries.len());
    let mut given: HashSet<String> = HashSet::with_capacity(entries.len());
    for entry in entries {
        let free = (0..MOST_TRIES).find_map(|_| {
            let path = entry.path(numbers());
            let is_taken = given.contains(&path) || root.join(&path).symlink_metadata().is_ok();
            (!is_taken).then_some(path)
        });
        let path = free.unwrap_or_else(|| entry.path(numbers()));
        given.insert(path.clone());
        paths.push(path);
    }
    paths
}

/// Numbers that are tried for one name; four hexadecimal digits hold 65,536.
const MOST_TRIES: usize = 1000;

/// Writes `entry` at `path`, as [`place`] gave it, or under another number where that name was taken in
/// the meantime: its path then. Nothing that is there is ever touched.
///
/// # Errors
/// The folder cannot be written, or is a link. Then there is no new file.
pub(crate) fn write(
    root: &Path,
    entry: &NewRecord,
    path: &str,
    mut numbers: impl FnMut() -> u64,
) -> Result<(String, Lasting), WriteError> {
    let mut path = path.to_owned();
    for _ in 0..MOST_TRIES {
        match store::create_new(root, &path, entry.text.as_bytes())? {
            Created::New(lasting) => return Ok((path, lasting)),
            Created::AlreadyThere if entry.kind == Kind::Relationship => break,
            Created::AlreadyThere => path = entry.path(numbers()),
        }
    }
    Err(WriteError::Taken(root.join(path)))
}
