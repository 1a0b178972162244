//! What is remembered of each relationship, for the checks that look at all of them. It is small
//! enough to keep for every record of a district, and enough to find the file again.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::groups::Groups;
use super::{Folder, Pair, Whose};
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::domain::record::{Fault, HandOvers, Heir, Lineage, Record, Session};
use crate::store::{File, LoadedRecord, Scope};
use crate::text::source::{At, Span};

/// Bytes of prose from which on a session is told in words of its own: two short notes may well be
/// alike.
const ACCOUNT: u32 = 40;
const MINUTES_OF_A_DAY: i64 = 24 * 60;

/// What is remembered of one relationship.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    /// `records/<school>/<pair>`.
    pub(super) path: String,
    /// Of these, `None` is what could not be read.
    pub(super) coach: Option<String>,
    pub(super) educator: Option<String>,
    pub(super) school: Option<String>,
    pub(super) practice: Option<Option<At<String>>>,
    /// With its place in relationship.yaml.
    pub(super) started: Option<At<NaiveDate>>,
    pub(super) ended: Option<Option<NaiveDate>>,
    /// The relationship that it takes over, as it is written.
    pub(super) continues: Option<At<String>>,
    /// The groups that it is in and asks for; `None` where there is nothing to tell of them.
    pub(super) groups: Option<Box<Groups>>,
    /// Its sessions whose time of day is known.
    pub(super) meetings: Vec<Meeting>,
    /// Its sessions and contacts that belong to a meeting with others.
    pub(super) shared: Vec<Shared>,
    /// Its sessions that hold prose and belong to no shared meeting.
    pub(super) texts: Vec<Text>,
    /// Its records that were imported.
    pub(super) imported: Vec<Imported>,
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

/// A session at a time of day.
#[derive(Clone, Debug)]
pub(super) struct Meeting {
    /// Name of the file.
    pub file: Box<str>,
    /// Where it says at what time it starts.
    pub at: Span,
    pub date: NaiveDate,
    /// First minute of the day.
    pub from: u32,
    /// Minutes it takes, where that is said.
    pub minutes: Option<u32>,
    pub shared: Option<Box<str>>,
    /// Ids of further coaches who were there.
    pub also_coach: Box<[Box<str>]>,
}

/// A record of a meeting with several educators.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    /// Name of the file.
    pub file: Box<str>,
    /// Where it names the meeting.
    pub at: Span,
    pub meeting: Box<str>,
    pub date: NaiveDate,
    pub starts: Option<NaiveTime>,
    pub minutes: Option<u32>,
}

/// A session by what it says.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// Name of the file.
    pub file: Box<str>,
    /// Where it says what kind of record it is.
    pub at: Span,
    /// The same for records that say the same.
    pub fingerprint: u64,
}

/// A record that was imported.
#[derive(Clone, Debug)]
pub(super) struct Imported {
    /// Name of the file.
    pub file: Box<str>,
    /// Where it says from where.
    pub at: Span,
    /// The same for the same key of the same source.
    pub origin: u64,
}

impl Trace {
    /// What is remembered of `pair`.
    pub(crate) fn of(pair: &Pair) -> Self {
        let relationship = pair.relationship;
        let id = |id: &At<String>| id.is_read().then(|| id.value.clone());
        let is_known = |key, is_said: bool| is_said || !pair.unread.may_hold(key);
        let records = || pair.records.iter().copied();
        Self {
            path: pair.path.to_owned(),
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
            meetings: records().filter_map(Meeting::of).collect(),
            shared: records().filter_map(Shared::of).collect(),
            texts: records().filter_map(Text::of).collect(),
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

    /// A place in one of its files.
    pub(super) fn spot(&self, file: &str, span: Span) -> Spot {
        Spot { path: format!("{}/{file}", self.path), span }
    }
}

impl Meeting {
    fn of(loaded: &LoadedRecord) -> Option<Self> {
        let Record::Session(Session { starts, minutes, meeting, also_coach, .. }) = &loaded.record
        else {
            return None;
        };
        let (date, starts) = (loaded.date()?, (*starts)?);
        if meeting.is_none() && loaded.unread.may_hold("meeting") {
            return None;
        }
        let from = starts.value.hour() * 60 + starts.value.minute();
        Some(Self {
            file: loaded.file.name.as_str().into(),
            at: starts.span,
            date: date.value,
            from,
            minutes: minutes.map(|minutes| minutes.value),
            shared: meeting.as_ref().map(|meeting| meeting.value.as_str().into()),
            also_coach: also_coach.iter().map(|id| id.value.as_str().into()).collect(),
        })
    }
}

impl Meeting {
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
            file: loaded.file.name.as_str().into(),
            at: meeting.span,
            meeting: meeting.value.as_str().into(),
            date: date.value,
            starts: held.starts.map(|starts| starts.value),
            minutes: held.minutes.map(|minutes| minutes.value),
        })
    }
}

impl Text {
    fn of(loaded: &LoadedRecord) -> Option<Self> {
        // A word to several educators on one day is no slip; the same account of two sessions is.
        let Record::Session(session) = &loaded.record else { return None };
        let is_account = loaded.file.prose_length() >= ACCOUNT;
        let is_shared = session.meeting.is_some() || loaded.unread.may_hold("meeting");
        (!is_shared && is_account && loaded.says_all()).then(|| Self {
            file: loaded.file.name.as_str().into(),
            at: loaded.kind_span,
            fingerprint: loaded.fingerprint,
        })
    }
}

impl Imported {
    fn of(file: &File) -> Option<Self> {
        let At { span, value } = file.provenance.as_ref()?;
        let name = file.name.as_str().into();
        Some(Self { file: name, at: *span, origin: value.origin.fingerprint() })
    }
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
    pub span: Span,
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
