//! The records of a pair, and what hand-overs do to them: what the pair took over from those before it, and
//! the day on which the next one took over from it. Typed records come in; what was promised, and which pair
//! has it, goes out.
//!
//! Sessions, contacts, ratings and whatever else has happened stay with the pair that it happened in, but for what
//! the same two did at the beginning under an [older edition](OlderEdition). A
//! promise passes on: an open request, an open next step, feedback without a response. On the first day of
//! the next pair, whatever is open goes over to it. What fell due before that day stays in the
//! numbers of the pair that had it then; that it is overdue is said of the pair that has it now.

use std::ops::Deref;

use chrono::NaiveDate;

use super::editions::OlderEdition;
use super::moment::{Dated, Moment};
use crate::domain::record::{Awaited, Relationship};

/// The records of a pair. It is a list of its own ones; what it took over stands apart.
#[derive(Clone, Copy, Debug)]
pub struct Records<'r> {
    own: &'r [Dated<'r>],
    taken_over: &'r [TakenOver<'r>],
    older: &'r [OlderEdition<'r>],
    handed_on: Option<NaiveDate>,
}

/// A record of an earlier pair, in which something was open when this pair began.
#[derive(Clone, Copy, Debug)]
pub struct TakenOver<'r> {
    /// The folder of the earlier pair, `records/<school>/<pair>`.
    pub folder: &'r str,
    /// The earlier relationship: what was agreed there holds for what was promised there.
    pub relationship: &'r Relationship,
    /// The record.
    pub dated: Dated<'r>,
}

/// A record in which something may be promised, and when the pair had it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Promise<'r> {
    /// The relationship in which it was promised.
    pub relationship: &'r Relationship,
    /// The record.
    pub dated: Dated<'r>,
    /// The folder of an earlier pair, where it is in one.
    pub folder: Option<&'r str>,
    /// When the pair had it.
    pub held: Held,
}

/// From when until when a pair has a promise.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    /// The day on which the pair took it over; `None` where it promised it itself.
    pub from: Option<NaiveDate>,
    /// The day on which the next pair takes over what is open then.
    pub until: Option<NaiveDate>,
}

impl<'r> Records<'r> {
    /// Those of a pair that neither took anything over nor hands anything on.
    pub fn of(own: &'r [Dated<'r>]) -> Self {
        Self { own, taken_over: &[], older: &[], handed_on: None }
    }

    /// Those of a pair that took over `taken_over` and keeps something of `older` editions, and whose promises
    /// pass on to the next pair on the day `handed_on`, if there is a next one.
    pub(crate) fn with(
        own: &'r [Dated<'r>],
        taken_over: &'r [TakenOver<'r>],
        older: &'r [OlderEdition<'r>],
        handed_on: Option<NaiveDate>,
    ) -> Self {
        Self { own, taken_over, older, handed_on }
    }

    /// The pair's own ones.
    pub fn own(self) -> &'r [Dated<'r>] {
        self.own
    }

    /// The pairs under older editions of which it keeps something.
    pub(super) fn older(self) -> &'r [OlderEdition<'r>] {
        self.older
    }

    /// The same with `own` as the pair's own ones: those that count.
    pub(super) fn but<'o>(self, own: &'o [Dated<'o>]) -> Records<'o>
    where
        'r: 'o,
    {
        Records { own, ..self }
    }

    /// The day on which the next pair took over, if that is no later than the as-of day.
    pub(super) fn handed_on(&self, moment: &Moment) -> Option<NaiveDate> {
        self.handed_on.filter(|&on| on <= moment.as_of.day)
    }

    /// Whether `relationship` owes what it promised on the as-of day: it is under way, and no other has taken
    /// over from it.
    pub(super) fn owe(&self, relationship: &Relationship, moment: &Moment) -> bool {
        relationship.spans(moment.as_of.day) && self.handed_on(moment).is_none()
    }

    /// When the pair has what it promised itself.
    pub(super) fn held(&self, moment: &Moment) -> Held {
        Held { from: None, until: self.handed_on(moment) }
    }

    /// The records in which something may be promised: those of `relationship` itself, and those that it has
    /// taken over by the as-of day.
    pub(super) fn promises(
        &self,
        relationship: &'r Relationship,
        moment: &Moment,
    ) -> impl Iterator<Item = Promise<'r>> + use<'r> {
        let own = self.held(moment);
        let promised = self.own.iter().map(move |&dated| Promise {
            relationship,
            dated,
            folder: None,
            held: own,
        });
        let started = relationship.started.value;
        let has_begun = started <= moment.as_of.day;
        let taken_over = self.taken_over.iter().filter(move |_| has_begun);
        promised.chain(taken_over.map(move |taken| Promise {
            relationship: taken.relationship,
            dated: taken.dated,
            folder: Some(taken.folder),
            held: Held { from: Some(started), ..own },
        }))
    }
}

impl<'r> Deref for Records<'r> {
    type Target = [Dated<'r>];

    fn deref(&self) -> &[Dated<'r>] {
        self.own
    }
}

impl Promise<'_> {
    /// Where it is: the name of its file, or its path where it is in the folder of an earlier pair.
    pub(super) fn file(&self) -> String {
        match self.folder {
            Some(folder) => format!("{folder}/{}", self.dated.file),
            None => self.dated.file.to_owned(),
        }
    }
}

impl Held {
    /// Whether something was still open when the pair took it over, if it did, and was `closed` then.
    pub(super) fn took_over(self, closed: Option<NaiveDate>) -> bool {
        self.from.is_none_or(|from| is_open_on(closed, from))
    }

    /// The day on which something that was `closed` then waited no more for the pair: the next one may have
    /// taken it over before.
    pub(super) fn closed(self, closed: Option<NaiveDate>) -> Option<NaiveDate> {
        self.until.filter(|&until| is_open_on(closed, until)).or(closed)
    }

    /// Whether the pair had something when it was `due`, or closed it before.
    pub(super) fn had(self, due: NaiveDate, closed: Option<NaiveDate>) -> bool {
        let went_over = |on: NaiveDate| due >= on && is_open_on(closed, on);
        self.from.is_none_or(went_over) && !self.until.is_some_and(went_over)
    }
}

/// Whether something was open in the morning of `day` that was `closed` on that day or later, or not at
/// all.
fn is_open_on(closed: Option<NaiveDate>, day: NaiveDate) -> bool {
    closed.is_none_or(|closed| closed >= day)
}

impl<'r> TakenOver<'r> {
    /// Those of `records`, of `relationship` in the folder `folder`, in which something was open in the
    /// morning of `day`.
    pub(crate) fn of(
        folder: &'r str,
        relationship: &'r Relationship,
        records: impl Iterator<Item = Dated<'r>>,
        day: NaiveDate,
    ) -> impl Iterator<Item = Self> {
        let is_open = move |dated: &Dated| {
            let awaited = dated.record.awaited().is_some_and(|awaited| match awaited {
                Awaited::Answer(request) => {
                    is_open_on(request.answered.map(|answered| answered.value), day)
                }
                Awaited::Feedback(feedback) => {
                    let closed = feedback.received.filter(|_| feedback.has_response);
                    is_open_on(closed.map(|received| received.value), day)
                }
            });
            let mut steps = dated.record.steps().iter();
            awaited
                || steps.any(|step| is_open_on(step.state.closed().map(|closed| closed.value), day))
        };
        let counts = move |dated: &Dated| relationship.spans(dated.record.date().value);
        let open = records.filter(is_open).filter(counts);
        open.map(move |dated| Self { folder, relationship, dated })
    }
}
