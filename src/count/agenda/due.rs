//! What waits to be done in one relationship: answers, steps, the next meeting, feedback, a review, and
//! what the agreement lacks. A due day is one that the two agreed or the district set; where the
//! records give none, there is none, and the matter is never overdue.

use chrono::NaiveDate;

use crate::count::moment::session_days;
use crate::count::{Dated, Moment, checklists, due_day};
use crate::domain::calendar::add_days;
use crate::domain::record::{
    self, Checklist, DataSource, Feedback, Record, Relationship, Request, Review, Step, Who,
};
use crate::text::words::words;

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What it is.
    pub matter: Matter,
    /// The last day on which it is in time; `None` where nobody set one.
    pub day: Option<NaiveDate>,
    /// Who it waits for; `None` for a step that names nobody.
    pub waits_for: Option<WaitsFor>,
    /// The record it stands in: a file name in the pair's folder. `None` for the relationship itself.
    pub file: Option<String>,
}

/// What it is that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A request of the educator's without an answer.
    Answer {
        /// The day it was asked.
        asked: NaiveDate,
    },
    /// The next meeting.
    Meeting {
        /// The day of the latest session, or of the relationship's start.
        since: NaiveDate,
        /// Whether there was a session.
        has_met: bool,
        /// Days from one meeting to the next.
        every: u32,
        /// Whether the two agreed on that number; else it is the district's `not_met_days`.
        agreed: bool,
    },
    /// A next step that is open.
    Step {
        /// The day on which it was agreed.
        agreed: NaiveDate,
        /// Its number in the file, from 1.
        number: usize,
        /// Its id, if it has one.
        id: Option<String>,
    },
    /// Feedback that came back and was not responded to.
    Response {
        /// The day it came back.
        received: NaiveDate,
    },
    /// Feedback that was requested and has not come back.
    Feedback {
        /// The day it was requested.
        requested: NaiveDate,
    },
    /// A review of data.
    Review {
        /// Why it is time for one.
        reason: ReviewReason,
        /// The day of the last one, if there was any.
        last: Option<NaiveDate>,
    },
    /// Something that the agreement lacks and a rule of evidence asks for.
    Agreement {
        /// The key under `agreement:`.
        key: &'static str,
        /// Index of an item that cannot be documented without it.
        item: usize,
    },
}

/// Why it is time for a review. There is no agreed rhythm for reviews, so no day is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewReason {
    /// So many checklists have come in that no review has looked at.
    Checklists(usize),
    /// Every step of the last review is closed.
    StepsClosed,
}

words! {
    /// Who something waits for.
    pub enum WaitsFor {
        /// The coach.
        Coach = "coach",
        /// The coached educator.
        Educator = "educator",
        /// The two together.
        Both = "both",
    }
}

impl Due {
    /// Days from `as_of` to the due day: 0 on it, negative once it is over.
    pub fn days_left(&self, as_of: NaiveDate) -> Option<i64> {
        self.day.map(|day| (day - as_of).num_days())
    }

    /// Whether the due day is over on `as_of`.
    pub fn is_overdue(&self, as_of: NaiveDate) -> bool {
        self.day.is_some_and(|day| day < as_of)
    }

    /// What more urgent things have less of: by day and then by matter; what has no day comes last,
    /// and of that, steps.
    pub fn order(&self) -> impl Ord + use<> {
        let (matter, since, number) = match self.matter {
            Matter::Answer { asked } => (0, Some(asked), 0),
            Matter::Meeting { since, .. } => (1, Some(since), 0),
            Matter::Response { received } => (2, Some(received), 0),
            Matter::Feedback { requested } => (3, Some(requested), 0),
            Matter::Review { last, .. } => (4, last, 0),
            Matter::Agreement { item, .. } => (5, None, item),
            Matter::Step { agreed, number, .. } => (6, Some(agreed), number),
        };
        (self.day.is_none(), self.day, matter, since, self.file.clone(), number)
    }
}

/// What waits in `relationship`, which is under way; `records` are those that count.
pub(super) fn of(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Vec<Due> {
    let mut due = Vec::new();
    for dated in records {
        match dated.record {
            Record::Request(request) => due.extend(answer(relationship, dated, request, moment)),
            Record::Feedback(feedback) => due.extend(feedback_on(dated, feedback, moment)),
            _ => {}
        }
        due.extend(steps(dated, moment));
    }
    due.extend(meeting(relationship, records, moment));
    due.extend(review(relationship, records, moment));
    if !records.is_empty() {
        // Two who have just begun may not have agreed on anything yet.
        let missing = relationship.missing_from_agreement().into_iter();
        due.extend(missing.map(|(key, item)| Due {
            matter: Matter::Agreement { key, item },
            day: None,
            waits_for: Some(WaitsFor::Both),
            file: None,
        }));
    }
    due.sort_by_cached_key(Due::order);
    due
}

fn answer(
    relationship: &Relationship,
    dated: &Dated,
    request: &Request,
    moment: &Moment,
) -> Option<Due> {
    let is_open = request.answered_by(moment.as_of).is_none();
    is_open.then(|| of_request(relationship, dated, request, moment))
}

/// The answer to `request`, given or not.
pub(super) fn of_request(
    relationship: &Relationship,
    dated: &Dated,
    request: &Request,
    moment: &Moment,
) -> Due {
    let asked = request.asked.value;
    Due {
        matter: Matter::Answer { asked },
        day: due_day(&relationship.agreement, asked, moment.school_days),
        waits_for: Some(WaitsFor::Coach),
        file: Some(dated.file.to_owned()),
    }
}

fn feedback_on(dated: &Dated, feedback: &Feedback, moment: &Moment) -> Option<Due> {
    let received = feedback.received.map(|on| on.value).filter(|&on| on <= moment.as_of);
    let (matter, waits_for) = match received {
        None => {
            let requested = feedback.requested.value;
            (Matter::Feedback { requested }, WaitsFor::Educator)
        }
        Some(_) if feedback.has_response => return None,
        Some(received) => (Matter::Response { received }, WaitsFor::Coach),
    };
    let file = Some(dated.file.to_owned());
    Some(Due { matter, day: None, waits_for: Some(waits_for), file })
}

fn steps<'d>(dated: &'d Dated, moment: &'d Moment) -> impl Iterator<Item = Due> + 'd {
    let steps = dated.record.steps().iter().enumerate();
    steps
        .filter(|(_, step)| step.is_open(moment.as_of))
        .map(|(index, step)| of_step(dated, index, step))
}

/// The step at `index` of a record, open or not.
pub(super) fn of_step(dated: &Dated, index: usize, step: &Step) -> Due {
    Due {
        matter: Matter::Step {
            agreed: dated.record.date().value,
            number: index + 1,
            id: step.id.as_ref().map(|id| id.value.clone()),
        },
        day: step.due.map(|due| due.value),
        waits_for: step.who.map(|who| match who {
            Who::Coach => WaitsFor::Coach,
            Who::Educator => WaitsFor::Educator,
        }),
        file: Some(dated.file.to_owned()),
    }
}

/// The next meeting; none where the relationship is to end before it.
fn meeting(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Option<Due> {
    let next = of_meeting(relationship, records, moment);
    next.day.is_some_and(|day| relationship.spans(day)).then_some(next)
}

/// The meeting after the latest one, whether or not the relationship lasts until then.
pub(super) fn of_meeting(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Due {
    let latest = session_days(records).last().copied();
    let since = latest.unwrap_or(relationship.started.value);
    let agreed = relationship.agreement.meet_every_days;
    let every = agreed.unwrap_or(moment.not_met_days);
    let has_met = latest.is_some();
    Due {
        matter: Matter::Meeting { since, has_met, every, agreed: agreed.is_some() },
        day: Some(add_days(since, every)),
        waits_for: Some(WaitsFor::Both),
        file: None,
    }
}

/// A review, where checklists have come in that none has looked at, or everything that the last one
/// decided is done.
fn review(relationship: &Relationship, records: &[Dated], moment: &Moment) -> Option<Due> {
    let reviews = || {
        records.iter().filter_map(|dated| match dated.record {
            Record::Review(review) => Some((review.date.value, dated.file, review)),
            _ => None,
        })
    };
    let last = reviews().max_by_key(|&(on, file, _)| (on, file));
    let last_day = last.map(|(on, ..)| on);
    let all = checklists(records);
    let corrected = record::corrected(relationship, &all, &all);
    let is_new = |&&(file, checklist): &&(&str, &Checklist)| {
        last_day.is_none_or(|last| checklist.date.value > last)
            && !corrected.contains(&file)
            && !reviews().any(|(_, _, review)| looks_at(review, file))
    };
    let new: Vec<_> = all.iter().filter(is_new).collect();
    let (reason, file) = match new.iter().max_by_key(|(file, named)| (named.date.value, *file)) {
        Some((newest, _)) => (ReviewReason::Checklists(new.len()), *newest),
        None => {
            let (on, file, _) = last?;
            let mut steps = reviews().filter(|review| review.0 == on).flat_map(|r| &r.2.next_steps);
            let is_done = last.is_some_and(|(_, _, review)| !review.next_steps.is_empty())
                && steps.all(|step| !step.is_open(moment.as_of));
            is_done.then_some((ReviewReason::StepsClosed, file))?
        }
    };
    Some(Due {
        matter: Matter::Review { reason, last: last_day },
        day: None,
        waits_for: Some(WaitsFor::Both),
        file: Some(file.to_owned()),
    })
}

fn looks_at(review: &Review, checklist: &str) -> bool {
    review.data.iter().any(|data| match &data.source {
        DataSource::FidelityChecklist { file } => {
            file.as_ref().is_some_and(|file| file.value == checklist)
        }
        DataSource::StudentData { .. } => false,
    })
}
