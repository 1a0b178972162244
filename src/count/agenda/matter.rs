//! What can wait in a relationship. Each matter is told here and nowhere else: its word and its place
//! in the order of urgency, what a calendar and a review call it, and, where it waits because of a
//! record, what the list says of it. One record comes in; what it waits or waited for goes out.
//!
//! A due day is one that the two agreed or the district set; where the records give none, there is
//! none, and the matter is never overdue.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::count::records::Promise;
use crate::count::{Dated, Moment, due_day};
use crate::domain::calendar::{SchoolDays, add_days};
use crate::domain::record::{
    Awaited, Feedback, RELATIONSHIP, Relationship, Request, Step, Who, Words,
};
use crate::text::words::words;

words! {
    /// A kind of thing that waits. Of what is due on one day, the first is the most urgent.
    pub enum Matter {
        /// An answer to a request.
        Answer = "answer",
        /// The next meeting.
        Meeting = "meeting",
        /// A response to feedback that came back.
        Response = "response",
        /// Feedback that was asked for.
        Feedback = "feedback",
        /// A review of data.
        Review = "review",
        /// Something the agreement lacks.
        Agreement = "agreement",
        /// An open next step.
        Step = "step",
    }
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

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What it is.
    pub matter: Matter,
    /// What it is and what it rests on, in a few words that hold no prose of a record. Its day is
    /// beside them.
    pub what: Cow<'static, str>,
    /// The last day on which it is in time; `None` where nobody set one.
    pub day: Option<NaiveDate>,
    /// The day since which it waits; `None` where there is none.
    pub since: Option<NaiveDate>,
    /// Who it waits for; `None` for a step that names nobody.
    pub waits_for: Option<WaitsFor>,
    /// The folder of the earlier pair in which it was promised; `None` where that is the pair's own.
    pub folder: Option<Box<str>>,
    /// The record it stands in: a file name in the pair's folder. `None` for the relationship itself.
    pub file: Option<String>,
    /// The part of that record it is, as addresses name it.
    pub part: Option<String>,
    /// Its place among several that wait because of one record.
    pub number: usize,
}

impl Matter {
    /// What a calendar calls it, which may be shared: its kind and nothing else.
    pub(crate) const fn in_calendar(self) -> &'static str {
        match self {
            Matter::Answer => "answer",
            Matter::Meeting => "meeting",
            Matter::Step => "next step",
            // None of these has a day.
            Matter::Response | Matter::Feedback | Matter::Review | Matter::Agreement => "something",
        }
    }
}

impl Due {
    /// Days from `as_of` to the due day: 0 on it, negative once it is over. A meeting is late by days with
    /// school, since nobody meets on the others.
    pub fn days_left(&self, as_of: NaiveDate, school_days: &SchoolDays) -> Option<i64> {
        let day = self.day?;
        let breaks = match self.matter {
            Matter::Meeting => school_days.without_school(add_days(day, 1), as_of),
            Matter::Answer
            | Matter::Response
            | Matter::Feedback
            | Matter::Review
            | Matter::Agreement
            | Matter::Step => 0,
        };
        Some((day - as_of).num_days() + i64::from(breaks))
    }

    /// Whether the due day is over on `as_of`.
    pub fn is_overdue(&self, as_of: NaiveDate) -> bool {
        self.day.is_some_and(|day| day < as_of)
    }

    /// What more urgent things have less of: by day and then by matter; what has no day comes last.
    pub fn order(&self) -> impl Ord + use<> {
        (self.day.is_none(), self.day, self.matter, self.since, self.file.clone(), self.number)
    }

    /// Where it is in the pair's folder: the file, with `#` and the part of it that it is. In the folder of
    /// an earlier pair, it is the whole path.
    pub(crate) fn address(&self) -> String {
        let folder = self.folder.iter().map(|folder| format!("{folder}/")).collect::<String>();
        let file = self.file.as_deref().unwrap_or(RELATIONSHIP);
        match &self.part {
            Some(part) => format!("{folder}{file}#{part}"),
            None => folder + file,
        }
    }

    /// The same from the district's folder, for the pair in the folder `own`.
    pub(crate) fn path(&self, own: &str) -> String {
        match self.folder {
            Some(_) => self.address(),
            None => format!("{own}/{}", self.address()),
        }
    }

    /// What a review calls it that lists what is still open; `None` for what it does not list.
    pub(crate) fn in_review(&self) -> Option<String> {
        match self.matter {
            Matter::Step => Some("Open step".to_owned()),
            Matter::Answer => self.since.map(|asked| format!("Open request, asked {asked}")),
            Matter::Meeting
            | Matter::Response
            | Matter::Feedback
            | Matter::Review
            | Matter::Agreement => None,
        }
    }

    /// What its record says of it, confidential, out of the record's `words`.
    pub(crate) fn said(&self, words: impl FnOnce() -> Words) -> Option<String> {
        match self.matter {
            Matter::Step => words().step(self.number).map(str::to_owned),
            Matter::Answer => words().about,
            Matter::Meeting
            | Matter::Response
            | Matter::Feedback
            | Matter::Review
            | Matter::Agreement => None,
        }
    }
}

/// All that the record of `promise` waits or waited for, each with the day on which it came to its end for
/// the pair, where it had by the as-of day.
pub(super) fn because_of(
    promise: Promise<'_>,
    moment: &Moment,
) -> impl Iterator<Item = (Due, Option<NaiveDate>)> {
    let Promise { relationship, ref dated, folder, held } = promise;
    let found = in_record(relationship, dated, moment);
    let taken = found.into_iter().filter(move |(_, closed)| held.took_over(*closed));
    let coach = folder.map(|_| relationship.coach.value.clone());
    taken.map(move |(due, closed)| {
        let what = match &coach {
            Some(coach) => format!("{}, taken over from {coach}", due.what).into(),
            None => due.what,
        };
        (Due { folder: folder.map(Box::from), what, ..due }, held.closed(closed))
    })
}

fn in_record(
    relationship: &Relationship,
    dated: &Dated,
    moment: &Moment,
) -> Vec<(Due, Option<NaiveDate>)> {
    let awaited = dated.record.awaited().and_then(|awaited| match awaited {
        Awaited::Answer(request) => Some(answer(relationship, dated, request, moment)),
        Awaited::Feedback(feedback) => Some((feedback_on(dated, feedback, moment)?, None)),
    });
    let steps = dated.record.steps().iter().enumerate();
    let steps = steps.map(|(index, step)| {
        let closed = step.state.closed().map(|on| on.value).filter(|&on| on <= moment.as_of.day);
        (of_step(dated, index, step), closed)
    });
    awaited.into_iter().chain(steps).collect()
}

fn answer(
    relationship: &Relationship,
    dated: &Dated,
    request: &Request,
    moment: &Moment,
) -> (Due, Option<NaiveDate>) {
    let asked = request.asked.value;
    let day = due_day(&relationship.agreement, asked, moment.school_days);
    let what = match day {
        Some(_) => "answer to a request",
        None => "answer to a request; no number of days is agreed",
    };
    let due = Due {
        matter: Matter::Answer,
        what: what.into(),
        day,
        since: Some(asked),
        waits_for: Some(WaitsFor::Coach),
        folder: None,
        file: Some(dated.file.to_owned()),
        part: None,
        number: 0,
    };
    (due, request.answered_by(moment.as_of.day))
}

/// What `feedback` waits for: to come back, and then for a response; nothing once it has one.
fn feedback_on(dated: &Dated, feedback: &Feedback, moment: &Moment) -> Option<Due> {
    let requested = feedback.requested.value;
    let received = feedback.received.map(|on| on.value).filter(|&on| on <= moment.as_of.day);
    let (matter, what, since, waits_for) = match received {
        None => (Matter::Feedback, "feedback that was asked for", requested, WaitsFor::Educator),
        Some(_) if feedback.has_response => return None,
        Some(received) => (Matter::Response, "response to feedback", received, WaitsFor::Coach),
    };
    Some(Due {
        matter,
        what: what.into(),
        day: None,
        since: Some(since),
        waits_for: Some(waits_for),
        folder: None,
        file: Some(dated.file.to_owned()),
        part: None,
        number: 0,
    })
}

fn of_step(dated: &Dated, index: usize, step: &Step) -> Due {
    let number = index + 1;
    Due {
        matter: Matter::Step,
        what: "next step".into(),
        day: step.due.map(|due| due.value),
        since: Some(dated.record.date().value),
        waits_for: step.who.map(|who| match who {
            Who::Coach => WaitsFor::Coach,
            Who::Educator => WaitsFor::Educator,
        }),
        folder: None,
        file: Some(dated.file.to_owned()),
        part: Some(step.id.as_ref().map_or_else(|| number.to_string(), |id| id.value.clone())),
        number,
    }
}
