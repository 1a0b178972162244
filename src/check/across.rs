//! What is remembered of each relationship, for the checks that look at all of them. It is small
//! enough to keep for every record of a district, and enough to find the file again.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::num::{NonZeroI32, NonZeroU16, NonZeroU64};

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rustc_hash::FxHashSet;

use super::groups::Groups;
use super::{Folder, Pair, Whose};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::domain::record::{Fault, HandOvers, Heir, Lineage, Record, Session};
use crate::store::{File, LoadedRecord, Mark, RELATIONSHIP, Scope, ShortName};
use crate::text::source::{At, Span};

/// Bytes of prose from which on a session is told in words of its own: two short notes may well be
/// alike.
const ACCOUNT: u32 = 40;
const MINUTES_OF_A_DAY: i64 = 24 * 60;

/// What is remembered of one relationship.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    /// `records/<school>/<pair>`.
    pub(super) path: Box<str>,
    /// Of these, `None` is what could not be read.
    pub(super) coach: Option<Box<str>>,
    pub(super) educator: Option<Box<str>>,
    pub(super) school: Option<Box<str>>,
    pub(super) practice: Option<Option<At<String>>>,
    /// With its place in relationship.yaml.
    pub(super) started: Option<At<NaiveDate>>,
    pub(super) ended: Option<Option<NaiveDate>>,
    /// The relationship that it takes over, as it is written.
    pub(super) continues: Option<At<String>>,
    /// The groups that it is in and asks for; `None` where there is nothing to tell of them.
    pub(super) groups: Option<Box<Groups>>,
    /// Its sessions whose time of day is known, or that are told in words of their own.
    sessions: Box<[Told]>,
    /// Its sessions and contacts that belong to a meeting with others.
    pub(super) shared: Box<[Shared]>,
    /// Its records that were imported.
    pub(super) imported: Box<[Imported]>,
}

/// Where a relationship behind `traces` does not take over from the one that it names.
pub(super) fn hand_over_faults(traces: &[Trace]) -> Vec<(usize, Fault)> {
    let heirs: Vec<Heir> = traces.iter().map(Trace::heir).collect();
    HandOvers::of(&heirs).faults
}

/// The lineage of each relationship behind `traces` that hands over or takes over, by its folder.
pub(crate) fn lineages(traces: &[Trace]) -> BTreeMap<String, Lineage> {
    let heirs: Vec<Heir> = traces.iter().map(Trace::heir).collect();
    HandOvers::of(&heirs).lineages(&heirs)
}

/// A session, in few bytes: those of a whole state are remembered at once.
#[derive(Clone, Debug)]
struct Told {
    file: ShortName,
    /// The first minute, counted through all days; `None` where the time of day is not known.
    begin: Option<NonZeroI32>,
    /// Minutes it takes, where that is said.
    minutes: Option<NonZeroU16>,
    /// The same for records that say the same; `None` where it is not told in words of its own, or belongs to a shared
    /// meeting.
    fingerprint: Option<NonZeroU64>,
    /// Nothing, for most.
    with: Option<Box<With>>,
}

/// With whom else a session was.
#[derive(Clone, Debug)]
struct With {
    shared: Option<Box<str>>,
    also_coach: Box<[Box<str>]>,
}

/// A session at a time of day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meeting<'t> {
    /// Name of the file.
    pub file: &'t ShortName,
    pub date: NaiveDate,
    /// First minute of the day.
    pub from: u32,
    /// Minutes it takes, where that is said.
    pub minutes: Option<u32>,
    pub shared: Option<&'t str>,
    /// Ids of further coaches who were there.
    pub also_coach: &'t [Box<str>],
}

/// A session that holds prose and belongs to no shared meeting, by what it says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'t> {
    /// Name of the file.
    pub file: &'t ShortName,
    /// The same for records that say the same.
    pub fingerprint: NonZeroU64,
}

/// A record of a meeting with several educators.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    /// Name of the file.
    pub file: ShortName,
    pub meeting: Box<str>,
    pub date: NaiveDate,
    pub starts: Option<NaiveTime>,
    pub minutes: Option<u32>,
}

/// A record that was imported.
#[derive(Clone, Debug)]
pub(super) struct Imported {
    /// Name of the file.
    pub file: ShortName,
    /// The same for the same key of the same source.
    pub origin: u64,
}

impl Trace {
    /// What is remembered of `pair`.
    pub(crate) fn of(pair: &Pair) -> Self {
        let relationship = pair.relationship;
        let id = |id: &At<String>| id.is_read().then(|| id.value.as_str().into());
        let is_known = |key, is_said: bool| is_said || !pair.unread.may_hold(key);
        let records = || pair.records.iter().copied();
        Self {
            path: pair.path.into(),
            coach: id(&relationship.coach),
            educator: id(&relationship.educator),
            school: id(&relationship.school),
            practice: is_known("practice", relationship.practice.is_some())
                .then(|| relationship.practice.clone()),
            started: Some(relationship.started).filter(At::is_read),
            ended: is_known("ended", relationship.ended.is_some())
                .then(|| relationship.ended.map(|ended| ended.value)),
            continues: relationship.continues.clone(),
            groups: Groups::of(pair),
            sessions: records().filter_map(Told::of).collect(),
            shared: records().filter_map(Shared::of).collect(),
            imported: pair.files().filter_map(Imported::of).collect(),
        }
    }

    /// `records/<school>/<pair>`.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Id of the coach, if that could be read.
    pub(crate) fn coach(&self) -> Option<&str> {
        self.coach.as_deref()
    }

    /// Id of the educator, if that could be read.
    pub(crate) fn educator(&self) -> Option<&str> {
        self.educator.as_deref()
    }

    /// What decides whether it takes over another.
    fn heir(&self) -> Heir<'_> {
        Heir {
            path: &self.path,
            educator: self.educator.as_deref(),
            started: self.started.map(|started| started.value),
            ended: self.ended,
            continues: self.continues.as_ref(),
        }
    }

    /// Whether it could go on from another, or another from it, as far as it says itself.
    pub(crate) fn may_pass_on(&self) -> bool {
        self.continues.is_some() || self.ended.flatten().is_some()
    }

    /// Its sessions whose time of day is known.
    pub(super) fn meetings(&self) -> impl Iterator<Item = Meeting<'_>> {
        self.sessions.iter().filter_map(Told::meeting)
    }

    /// Its sessions that are told in words of their own.
    pub(super) fn texts(&self) -> impl Iterator<Item = Text<'_>> + Clone {
        self.sessions
            .iter()
            .filter_map(|told| Some(Text { file: &told.file, fingerprint: told.fingerprint? }))
    }

    /// A place in its relationship.yaml.
    pub(super) fn spot(&self, span: Span) -> Spot {
        self.spot_in(RELATIONSHIP, Mark::At(span))
    }

    /// What `mark` is in one of its files.
    pub(super) fn spot_in(&self, file: impl Display, mark: Mark) -> Spot {
        Spot { path: format!("{}/{file}", self.path), mark }
    }
}

impl Told {
    /// What is remembered of a session; nothing of other records.
    fn of(loaded: &LoadedRecord) -> Option<Self> {
        let Record::Session(session) = &loaded.record else { return None };
        let Session { starts, minutes, meeting, also_coach, .. } = session;
        let may_be_shared = meeting.is_none() && loaded.unread.may_hold("meeting");
        let begin = (*starts).zip(loaded.date()).filter(|_| !may_be_shared);
        let begin = begin.and_then(|(starts, date)| {
            let minute = starts.value.hour() * 60 + starts.value.minute();
            let day = i64::from(date.value.num_days_from_ce());
            let begin = i32::try_from(day * MINUTES_OF_A_DAY + i64::from(minute));
            NonZeroI32::new(begin.ok()?)
        });
        // A word to several educators on one day is no slip; the same account of two sessions is.
        let is_account = loaded.file.prose_length() >= ACCOUNT;
        let is_own = meeting.is_none() && !may_be_shared && is_account && loaded.says_all();
        let fingerprint =
            is_own.then(|| NonZeroU64::new(loaded.fingerprint).unwrap_or(NonZeroU64::MAX));
        let with = || With {
            shared: meeting.as_ref().map(|meeting| meeting.value.as_str().into()),
            also_coach: also_coach.iter().map(|id| id.value.as_str().into()).collect(),
        };
        let is_with_others = meeting.is_some() || !also_coach.is_empty();
        let minutes = minutes.and_then(|minutes| u16::try_from(minutes.value).ok());
        (begin.is_some() || fingerprint.is_some()).then(|| Self {
            file: ShortName::of(&loaded.file.name),
            begin,
            minutes: minutes.and_then(NonZeroU16::new),
            fingerprint,
            with: is_with_others.then(|| Box::new(with())),
        })
    }

    fn meeting(&self) -> Option<Meeting<'_>> {
        let begin = i64::from(self.begin?.get());
        let day = i32::try_from(begin.div_euclid(MINUTES_OF_A_DAY)).ok()?;
        Some(Meeting {
            file: &self.file,
            date: NaiveDate::from_num_days_from_ce_opt(day)?,
            from: u32::try_from(begin.rem_euclid(MINUTES_OF_A_DAY)).ok()?,
            minutes: self.minutes.map(|minutes| u32::from(minutes.get())),
            shared: self.with.as_ref().and_then(|with| with.shared.as_deref()),
            also_coach: self.with.as_ref().map_or(&[], |with| &*with.also_coach),
        })
    }
}

impl Meeting<'_> {
    /// Its first minute, counted through all days: a meeting may go past midnight.
    pub(super) fn begin(&self) -> i64 {
        i64::from(self.date.num_days_from_ce()) * MINUTES_OF_A_DAY + i64::from(self.from)
    }

    /// One past its last minute, counted likewise; of unknown length it is a point in time.
    pub(super) fn end(&self) -> i64 {
        self.begin() + i64::from(self.minutes.unwrap_or(1))
    }
}

impl Shared {
    fn of(loaded: &LoadedRecord) -> Option<Self> {
        let held = loaded.record.held()?;
        let date = loaded.date()?;
        held.meeting.map(|meeting| Self {
            file: ShortName::of(&loaded.file.name),
            meeting: meeting.value.as_str().into(),
            date: date.value,
            starts: held.starts.map(|starts| starts.value),
            minutes: held.minutes.map(|minutes| minutes.value),
        })
    }
}

impl Imported {
    fn of(file: &File) -> Option<Self> {
        let provenance = &file.provenance.as_ref()?.value;
        let origin = provenance.origin.fingerprint();
        Some(Self { file: ShortName::of(&file.name), origin })
    }
}

/// Those of `all` that are there more than once: of a whole state's numbers, hardly any. They are sorted and not put
/// into a table of all, which would take several times their room.
pub(super) fn repeated(numbers: impl Iterator<Item = u64> + Clone) -> FxHashSet<u64> {
    // Counted first: a list that grows takes twice its room.
    let mut all = Vec::with_capacity(numbers.clone().count());
    all.extend(numbers);
    all.sort_unstable();
    all.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect()
}

/// What is remembered of a coach's own folder that holds records.
#[derive(Clone, Debug)]
pub(crate) struct OwnTime {
    /// Id of the coach.
    pub(super) coach: String,
    /// Where its first record says what it is.
    pub(super) place: Place,
}

impl OwnTime {
    /// Id of the coach.
    pub(crate) fn coach(&self) -> &str {
        &self.coach
    }

    /// What is remembered of `folder`; nothing of a pair's, or where no record could be read.
    pub(crate) fn of(folder: &Folder) -> Option<Self> {
        let Whose::Coach(coach) = folder.whose else { return None };
        let first = folder.records.first()?;
        Some(Self { coach: coach.to_owned(), place: first.file.place(first.kind_span) })
    }
}

/// A place in a record whose text was dropped.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// The record's path from the district's folder.
    pub path: String,
    /// Where in it.
    pub mark: Mark,
}

/// A finding whose places are still to be looked up. Each of its two sides can be the one that is
/// reported: the one of the two records that someone looks at.
#[derive(Clone, Debug)]
pub(crate) struct Distant {
    pub(super) rule: &'static Rule,
    /// Where it is.
    pub(super) here: Side,
    /// What it is about as well; `None` where it is about one place.
    pub(super) there: Option<Side>,
    pub(super) help: &'static str,
}

/// One of the two places of a finding.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub spot: Spot,
    /// What is wrong, seen from here.
    pub message: String,
    /// A few words for this place.
    pub label: String,
}

impl Distant {
    /// The finding from that of its sides which someone looks at; none where nothing is reported of it.
    #[must_use]
    pub(crate) fn seen_from(mut self, scope: &Scope) -> Option<Self> {
        let is_there = |there: &&mut Side| {
            !scope.looks_at(&self.here.spot.path) && scope.looks_at(&there.spot.path)
        };
        if let Some(there) = self.there.as_mut().filter(is_there) {
            std::mem::swap(&mut self.here, there);
        }
        scope.holds(&self.here.spot.path).then_some(self)
    }

    /// The finished diagnostic, with places from `place`.
    pub(crate) fn finish(self, mut place: impl FnMut(&Spot) -> Place) -> Diagnostic {
        let found = Diagnostic::new(self.rule, place(&self.here.spot), self.here.message)
            .label(self.here.label)
            .help(self.help);
        match self.there {
            Some(there) => found.related(place(&there.spot), there.label),
            None => found,
        }
    }
}
