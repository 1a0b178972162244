//! Documents: which dated event in the records supports an item, by the profile's evidence rule.
//!
//! "Beginning" and the commitment look at the whole life of the relationship up to the as-of day;
//! every other rule looks at the window.

use chrono::NaiveDate;

use super::moment::{Dated, Moment};
use super::timeliness::Timeliness;
use crate::calendar::add_days;
use crate::profile::EvidenceRule;
use crate::record::{Feedback, Record, Relationship, Review, Session};

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
            EvidenceRule::SessionItem { first_session_days, within_days, next_step } => {
                self.session_item(item, first_session_days, within_days, next_step)
            }
            EvidenceRule::Commitment => self.commitment(),
            EvidenceRule::DistinctMethods { at_least } => self.distinct_methods(at_least),
            EvidenceRule::TimelyResponse { at_least_percent } => {
                return self.timely_response(at_least_percent);
            }
            EvidenceRule::FeedbackCycle => self.feedback_cycle(),
            EvidenceRule::StrengthsAndStep => self
                .latest_session(|session| session.has_strengths && !session.next_steps.is_empty()),
            EvidenceRule::ObservedFeedback => self.latest_session(gives_observed_feedback),
            EvidenceRule::ReflectiveQuestions => {
                self.latest_session(|session| session.has_working && session.has_not_working)
            }
            EvidenceRule::DataToNextSteps => self.data_to_next_steps(),
            EvidenceRule::ObservationOnly => None,
        };
        found.map_or(Finding::Undocumented, Finding::Documented)
    }

    fn sessions(&self) -> impl Iterator<Item = &'e Session> {
        self.records.iter().filter_map(|dated| match dated.record {
            Record::Session(session) => Some(session),
            _ => None,
        })
    }

    fn latest_session(&self, supports: impl Fn(&Session) -> bool) -> Option<NaiveDate> {
        let in_window = self.sessions().filter(|s| self.moment.window.holds(s.date.value));
        in_window.filter(|session| supports(session)).map(|session| session.date.value).max()
    }

    fn session_item(
        &self,
        item: usize,
        first_session_days: Option<u32>,
        within_days: Option<u32>,
        next_step: bool,
    ) -> Option<NaiveDate> {
        let lists = |session: &Session| {
            session.items.iter().any(|listed| listed.value == item)
                && (!next_step || !session.next_steps.is_empty())
        };
        if first_session_days.is_none() && within_days.is_none() {
            return self.latest_session(lists);
        }
        let mut days: Vec<NaiveDate> = self.sessions().map(|session| session.date.value).collect();
        days.sort_unstable();
        days.dedup();
        let first_days = first_session_days
            .map_or(days.len(), |most| usize::try_from(most).unwrap_or(usize::MAX))
            .min(days.len());
        let last_day = first_days.checked_sub(1).map(|last| days[last])?;
        let limit = within_days
            .map_or(NaiveDate::MAX, |days| add_days(self.relationship.started.value, days));
        self.sessions()
            .filter(|session| session.date.value <= last_day && session.date.value <= limit)
            .filter(|session| lists(session))
            .map(|session| session.date.value)
            .max()
    }

    fn commitment(&self) -> Option<NaiveDate> {
        let committed = self.relationship.agreement.committed_on?.value;
        (committed <= self.moment.as_of).then_some(committed)
    }

    /// The day on which the latest of the methods was used.
    fn distinct_methods(&self, at_least: u32) -> Option<NaiveDate> {
        let used = self.records.iter().filter_map(|dated| match dated.record {
            Record::Session(session) => Some((session.method, session.date.value)),
            Record::Contact(contact) => Some((contact.method, contact.date.value)),
            _ => None,
        });
        let (mut methods, mut latest) = (Vec::new(), None);
        for (method, on) in used.filter(|&(_, on)| self.moment.window.holds(on)) {
            latest = latest.max(Some(on));
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

    /// Feedback is complete on the day it came back, so that day dates the document.
    fn feedback_cycle(&self) -> Option<NaiveDate> {
        let cycle = |feedback: &Feedback| {
            let received = feedback.received.map(|received| received.value);
            received.filter(|&on| feedback.has_response && self.moment.window.holds(on))
        };
        let feedback = self.records.iter().filter_map(|dated| match dated.record {
            Record::Feedback(feedback) => cycle(feedback),
            _ => None,
        });
        feedback.max()
    }

    fn data_to_next_steps(&self) -> Option<NaiveDate> {
        let reviews = self.records.iter().filter_map(|dated| match dated.record {
            Record::Review(review) if decides_from_data(review) => Some(review.date.value),
            _ => None,
        });
        reviews.filter(|&on| self.moment.window.holds(on)).max()
    }
}

/// Feedback (strengths or reflection) that rests on the coach's own visit, no later than the session.
fn gives_observed_feedback(session: &Session) -> bool {
    let gives_feedback = session.has_strengths || session.has_working || session.has_not_working;
    let observed = session.observed.as_ref();
    gives_feedback && observed.is_some_and(|observed| observed.on.value <= session.date.value)
}

/// A next step that names data of the same review.
fn decides_from_data(review: &Review) -> bool {
    let has_data = |id: &str| {
        review.data.iter().any(|data| data.id.as_ref().is_some_and(|known| known.value == id))
    };
    review.next_steps.iter().any(|step| step.because_of.iter().any(|id| has_data(&id.value)))
}
