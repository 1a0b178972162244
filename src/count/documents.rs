//! Documents: which dated event in the records supports an item, by the profile's evidence rule.
//!
//! Each record that a rule looks at gets a verdict, and what is found is folded over the verdicts: what
//! explains a number is what made it. "Beginning" and the commitment look at the whole life of the
//! relationship up to the as-of day; every other rule looks at the window.

mod words;

use chrono::NaiveDate;

use super::moment::Refusal;
use super::moment::{Dated, Moment};
use super::timeliness::{Fate, Standing, Timeliness};
use crate::domain::calendar::add_days;
use crate::domain::profile::EvidenceRule;
use crate::domain::record::{
    Contact, Feedback, Kind, Record, Relationship, Request, Review, Session,
};

/// What a rule finds in the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// A document; the latest day on which one supports the item.
    Documented(NaiveDate),
    /// Nothing supports the item.
    Undocumented,
    /// There was no occasion for it.
    NoOccasion,
}

/// What one record does for an item: supports it on a day, or the part of the rule that refused it.
pub(super) type Verdict = Result<NaiveDate, Why>;

/// The part of a rule that refused a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Its day.
    Day(Refusal),
    ItemNotListed,
    NoNextStep,
    /// It is on none of the pair's first so many session days.
    NotOnFirstDays(u32),
    /// It is dated after this day, until which a document is one of the beginning.
    BeginningOver(NaiveDate),
    NoCommitment,
    CommittedAfterAsOf(NaiveDate),
    NoStrengths,
    NoFeedback,
    NoVisit,
    VisitAfterSession,
    NeitherReflected,
    OnlyWorking,
    OnlyNotWorking,
    NoData,
    NoStepFromData,
    NotReceived,
    NoResponse,
    /// It came back outside the window.
    ReceivedOutside(NaiveDate, NaiveDate),
    NoDaysAgreed,
    DueOutside(NaiveDate, NaiveDate),
    NotDueYet,
    AnsweredLate,
    Overdue,
}

impl From<Refusal> for Why {
    fn from(refusal: Refusal) -> Self {
        Why::Day(refusal)
    }
}

/// Whether `rule` asks for something that can only be done once, at the beginning: it stands for the
/// whole life of the relationship.
pub(super) fn is_for_life(rule: EvidenceRule) -> bool {
    match rule {
        EvidenceRule::Commitment => true,
        EvidenceRule::SessionItem { first_session_days, within_days, .. } => {
            first_session_days.is_some() || within_days.is_some()
        }
        _ => false,
    }
}

/// All that a rule may look at.
pub(super) struct Evidence<'e> {
    pub relationship: &'e Relationship,
    /// Records that count, up to the as-of day, whole life.
    pub records: &'e [Dated<'e>],
    pub moment: &'e Moment<'e>,
    pub timeliness: Timeliness,
}

impl<'e> Evidence<'e> {
    /// What documents item `item` under `rule`.
    pub(super) fn of(&self, item: usize, rule: EvidenceRule) -> Finding {
        let found = match rule {
            EvidenceRule::Commitment => self.commitment().ok(),
            EvidenceRule::DistinctMethods { at_least } => self.distinct_methods(item, at_least),
            EvidenceRule::TimelyResponse { at_least_percent } => {
                return self.timely_response(at_least_percent);
            }
            EvidenceRule::ObservationOnly => None,
            _ => self.supporting(item, rule).map(|(_, on)| on).max(),
        };
        found.map_or(Finding::Undocumented, Finding::Documented)
    }

    /// The rule, ready to judge one record after the other.
    pub(super) fn test(&self, item: usize, rule: EvidenceRule) -> Test<'_> {
        let (mut last_session_day, mut last_day) = (NaiveDate::MAX, NaiveDate::MAX);
        if let EvidenceRule::SessionItem { first_session_days, within_days, .. } = rule {
            if let Some(most) = first_session_days {
                last_session_day = self.session_day(most);
            }
            if let Some(days) = within_days {
                last_day = add_days(self.relationship.started.value, days);
            }
        }
        let (relationship, moment) = (self.relationship, self.moment);
        Test { relationship, moment, item, rule, last_session_day, last_day }
    }

    /// The day by which `most` days with a session are over; the first day of all where none may be.
    fn session_day(&self, most: u32) -> NaiveDate {
        let sessions = self.records.iter().filter(|dated| dated.record.kind() == Kind::Session);
        let mut days: Vec<_> = sessions.map(|dated| dated.record.date().value).collect();
        days.sort_unstable();
        days.dedup();
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let last = most.min(days.len()).checked_sub(1);
        last.map_or(NaiveDate::MIN, |last| days[last])
    }

    /// The records that support the item, with the days on which they do.
    fn supporting(
        &self,
        item: usize,
        rule: EvidenceRule,
    ) -> impl Iterator<Item = (&'e Record, NaiveDate)> {
        let test = self.test(item, rule);
        self.records.iter().filter_map(move |dated| {
            let on = test.verdict(dated.record)?.ok()?;
            Some((dated.record, on))
        })
    }

    /// What the agreement does for an item that takes a commitment.
    pub(super) fn commitment(&self) -> Verdict {
        let committed = self.relationship.agreement.committed_on.ok_or(Why::NoCommitment)?.value;
        let as_of = self.moment.as_of;
        if committed <= as_of { Ok(committed) } else { Err(Why::CommittedAfterAsOf(as_of)) }
    }

    /// The day on which the latest of the methods was used.
    fn distinct_methods(&self, item: usize, at_least: u32) -> Option<NaiveDate> {
        let (mut methods, mut latest) = (Vec::new(), None);
        for (record, on) in self.supporting(item, EvidenceRule::DistinctMethods { at_least }) {
            latest = latest.max(Some(on));
            let method = method_of(record);
            if !methods.contains(&method) {
                methods.push(method);
            }
        }
        latest.filter(|_| methods.len() >= usize::try_from(at_least).unwrap_or(usize::MAX))
    }

    fn timely_response(&self, at_least_percent: u32) -> Finding {
        if self.relationship.agreement.respond_within_days.is_none() {
            return Finding::Undocumented;
        }
        match self.timeliness.met.reaches_percent(u64::from(at_least_percent), 1) {
            None => Finding::NoOccasion,
            Some(false) => Finding::Undocumented,
            Some(true) => {
                self.timeliness.latest_met.map_or(Finding::Undocumented, Finding::Documented)
            }
        }
    }
}

/// A rule of evidence for one item of one relationship at one moment.
pub(super) struct Test<'t> {
    relationship: &'t Relationship,
    moment: &'t Moment<'t>,
    item: usize,
    rule: EvidenceRule,
    /// The last of the pair's session days that are the beginning.
    last_session_day: NaiveDate,
    /// The last day that is the beginning.
    last_day: NaiveDate,
}

impl Test<'_> {
    /// What `record`, which counts on the as-of day, does for the item; `None` where the rule does not
    /// look at it.
    pub(super) fn verdict(&self, record: &Record) -> Option<Verdict> {
        Some(match (self.rule, record) {
            (EvidenceRule::SessionItem { .. }, Record::Session(session)) => self.lists(session),
            (EvidenceRule::DistinctMethods { .. }, Record::Session(Session { date, .. }))
            | (EvidenceRule::DistinctMethods { .. }, Record::Contact(Contact { date, .. })) => {
                self.in_window(date.value)
            }
            (EvidenceRule::TimelyResponse { .. }, Record::Request(request)) => {
                self.answers(request)
            }
            (EvidenceRule::FeedbackCycle, Record::Feedback(feedback)) => self.is_cycle(feedback),
            (EvidenceRule::StrengthsAndStep, Record::Session(session)) => {
                self.session(session, names_strengths_and_a_step)
            }
            (EvidenceRule::ObservedFeedback, Record::Session(session)) => {
                self.session(session, gives_observed_feedback)
            }
            (EvidenceRule::ReflectiveQuestions, Record::Session(session)) => {
                self.session(session, reflects)
            }
            (EvidenceRule::DataToNextSteps, Record::Review(review)) => {
                decides_from_data(review).and_then(|()| self.in_window(review.date.value))
            }
            _ => return None,
        })
    }

    fn in_window(&self, day: NaiveDate) -> Verdict {
        Ok(Refusal::in_window(day, self.moment)?)
    }

    fn session(&self, session: &Session, supports: fn(&Session) -> Result<(), Why>) -> Verdict {
        supports(session).and_then(|()| self.in_window(session.date.value))
    }

    fn lists(&self, session: &Session) -> Verdict {
        let EvidenceRule::SessionItem { first_session_days, next_step, .. } = self.rule else {
            return Err(Why::ItemNotListed);
        };
        let on = session.date.value;
        if !session.items.iter().any(|listed| listed.value == self.item) {
            return Err(Why::ItemNotListed);
        }
        if next_step && session.next_steps.is_empty() {
            return Err(Why::NoNextStep);
        }
        if !is_for_life(self.rule) {
            return self.in_window(on);
        }
        match first_session_days {
            Some(days) if on > self.last_session_day => Err(Why::NotOnFirstDays(days)),
            _ if on > self.last_day => Err(Why::BeginningOver(self.last_day)),
            _ => Ok(on),
        }
    }

    /// A request supports timely answers on the day of its answer, where that was in time and the
    /// request fell due in the window.
    fn answers(&self, request: &Request) -> Verdict {
        let fate = Fate::of(&self.relationship.agreement, request, self.moment);
        let window = self.moment.window;
        match (fate.standing, fate.answered) {
            (Standing::InTime, Some(on)) => Ok(on),
            (Standing::Late | Standing::InTime, _) => Err(Why::AnsweredLate),
            (Standing::Unanswered, _) => Err(Why::Overdue),
            (Standing::Open, _) => Err(Why::NotDueYet),
            _ if fate.due.is_none() => Err(Why::NoDaysAgreed),
            _ => Err(Why::DueOutside(window.from, window.to)),
        }
    }

    /// Feedback is complete on the day it came back, so that day dates the document.
    fn is_cycle(&self, feedback: &Feedback) -> Verdict {
        let received = feedback.received.ok_or(Why::NotReceived)?.value;
        if !feedback.has_response {
            return Err(Why::NoResponse);
        }
        let window = self.moment.window;
        let outside = Why::ReceivedOutside(window.from, window.to);
        window.holds(received).then_some(received).ok_or(outside)
    }
}

/// The method of a meeting or check-in.
fn method_of(record: &Record) -> Option<usize> {
    match record {
        Record::Session(session) => Some(session.method),
        Record::Contact(contact) => Some(contact.method),
        _ => None,
    }
}

fn names_strengths_and_a_step(session: &Session) -> Result<(), Why> {
    if !session.has_strengths {
        Err(Why::NoStrengths)
    } else if session.next_steps.is_empty() {
        Err(Why::NoNextStep)
    } else {
        Ok(())
    }
}

/// Feedback (strengths or reflection) that rests on the coach's own visit, no later than the session.
fn gives_observed_feedback(session: &Session) -> Result<(), Why> {
    if !(session.has_strengths || session.has_working || session.has_not_working) {
        return Err(Why::NoFeedback);
    }
    let visit = session.observed.as_ref().ok_or(Why::NoVisit)?;
    if visit.on.value <= session.date.value { Ok(()) } else { Err(Why::VisitAfterSession) }
}

fn reflects(session: &Session) -> Result<(), Why> {
    match (session.has_working, session.has_not_working) {
        (true, true) => Ok(()),
        (true, false) => Err(Why::OnlyWorking),
        (false, true) => Err(Why::OnlyNotWorking),
        (false, false) => Err(Why::NeitherReflected),
    }
}

/// A next step that names data of the same review.
fn decides_from_data(review: &Review) -> Result<(), Why> {
    if review.data.is_empty() {
        return Err(Why::NoData);
    }
    let has_data = |id: &str| {
        review.data.iter().any(|data| data.id.as_ref().is_some_and(|known| known.value == id))
    };
    let mut reasons = review.next_steps.iter().flat_map(|step| &step.because_of);
    if reasons.any(|id| has_data(&id.value)) { Ok(()) } else { Err(Why::NoStepFromData) }
}
