//! Answers within the agreed time: what became of each request, and how many of each kind. A request
//! belongs to the window in which it falls due, and is overdue from the day after.

use std::ops::AddAssign;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::moment::{Moment, Refusal, is_left_over};
use super::records::{Held, Promise, Records};
use super::row::{Column, Kept, Kind, Row};
use super::sink::Sink;
use super::{Share, Value};
use crate::domain::calendar::{SchoolDays, add_days};
use crate::domain::district::Numbers;
use crate::domain::record::{Agreement, Days, Record, Relationship, Request};

/// The last day on which an answer to a request asked on `asked` is in time; `None` when no number
/// of days was agreed.
///
/// ```
/// # use coach::domain::calendar::SchoolDays;
/// # use coach::count::due_day;
/// # use coach::domain::record::{Agreement, Days};
/// let agreement =
///     Agreement { respond_within_days: Some(2), days: Days::Working, ..Agreement::default() };
/// let friday = "2026-09-04".parse().unwrap();
/// assert_eq!(due_day(&agreement, friday, &SchoolDays::default()), "2026-09-08".parse().ok());
/// // Monday the 7th is a holiday.
/// let monday = "2026-09-07".parse().unwrap();
/// let school_days = SchoolDays::without([(monday, monday)]);
/// assert_eq!(due_day(&agreement, friday, &school_days), "2026-09-09".parse().ok());
/// ```
pub fn due_day(
    agreement: &Agreement,
    asked: NaiveDate,
    school_days: &SchoolDays,
) -> Option<NaiveDate> {
    agreement.respond_within_days.map(|days| match agreement.days {
        Days::Calendar => add_days(asked, days),
        Days::Working => school_days.after(asked, days),
    })
}

/// What had become of a window's requests by the as-of day.
///
/// A request that falls due in the window and is answered, or whose due day is over, is one of
/// `met.n`: in time, late or unanswered. One that is due on the as-of day and still open has until
/// that day's end, and is not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Timeliness {
    /// Requests answered by the agreed day, of those that fell due in the window: answered, or open with
    /// their due day before the as-of day.
    pub met: Share,
    /// Of those that fell due: answered after the due day.
    pub late: u32,
    /// Of those that fell due: not answered by the as-of day.
    pub unanswered: u32,
    /// Open on the as-of day and not yet overdue; only in a window that holds that day.
    pub open: u32,
    /// Where no number of days was agreed: requests answered by the as-of day, of those asked in the
    /// window. They are in no other number.
    pub nothing_agreed: Share,
    /// The latest day on which one of `met.k` was answered; it may lie before the window.
    #[serde(skip)]
    pub latest_met: Option<NaiveDate>,
    /// Requests open and past their due day on the as-of day, whenever they were asked.
    #[serde(skip)]
    pub overdue: u32,
    /// Of these, requests that were due before the school year of the as-of day.
    #[serde(skip)]
    pub left_over: u32,
    /// The earliest due day of the others.
    #[serde(skip)]
    pub overdue_since: Option<NaiveDate>,
}

impl AddAssign for Timeliness {
    fn add_assign(&mut self, other: Self) {
        let Self {
            met,
            late,
            unanswered,
            open,
            nothing_agreed,
            latest_met,
            overdue,
            left_over,
            overdue_since,
        } = other;
        self.met += met;
        self.late += late;
        self.unanswered += unanswered;
        self.open += open;
        self.nothing_agreed += nothing_agreed;
        self.latest_met = self.latest_met.max(latest_met);
        self.overdue += overdue;
        self.left_over += left_over;
        self.overdue_since = earlier(self.overdue_since, overdue_since);
    }
}

/// The earlier of two days, where there are two.
pub(super) fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    one.into_iter().chain(other).min()
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fate {
    /// The last day in time; `None` where no number of days was agreed.
    pub due: Option<NaiveDate>,
    /// The day of the answer, if it had come by the as-of day.
    pub answered: Option<NaiveDate>,
    pub standing: Standing,
}

/// Where a request is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Fell due in the window, answered by then.
    InTime,
    /// Fell due in the window, answered later.
    Late,
    /// Fell due in the window, and is open.
    Unanswered,
    /// Open and not overdue, in a window that holds the as-of day.
    Open,
    /// No number of days was agreed; asked in the window.
    NothingAgreed,
    /// Belongs to another window.
    Elsewhere,
    /// Another pair had it when it fell due: one before this one, or the one that took over from it.
    OfOtherPair,
}

impl Fate {
    /// What became of `request`, asked under `agreement`, for a pair that `held` it.
    pub(super) fn of(
        agreement: &Agreement,
        request: &Request,
        held: Held,
        moment: &Moment,
    ) -> Self {
        let (window, as_of) = (moment.window, moment.as_of.day);
        let asked = request.asked.value;
        let due = due_day(agreement, asked, moment.school_days);
        let answered = request.answered_by(as_of);
        let standing = match (due, answered) {
            (None, _) if held.from.is_some() => Standing::OfOtherPair,
            (Some(due), _) if !held.had(due, answered) => Standing::OfOtherPair,
            (None, _) if window.holds(asked) => Standing::NothingAgreed,
            (Some(due), Some(on)) if window.holds(due) && on <= due => Standing::InTime,
            (Some(due), Some(_)) if window.holds(due) => Standing::Late,
            (Some(due), None) if due >= as_of && window.holds(as_of) => Standing::Open,
            (Some(due), None) if due < as_of && window.holds(due) => Standing::Unanswered,
            _ => Standing::Elsewhere,
        };
        Self { due, answered, standing }
    }
}

/// A request that was looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer<'r> {
    /// Where it is, and when the pair had it.
    pub promise: Promise<'r>,
    /// The day it was asked.
    pub asked: NaiveDate,
    /// What became of it.
    pub fate: Fate,
    /// Its due day, if it is open past that.
    pub overdue_since: Option<NaiveDate>,
    /// Whether that day lies before the school year of the as-of day.
    pub is_left_over: bool,
    /// What refuses its day in every window, if anything.
    pub refusal: Option<Refusal>,
}

/// Gives every request among `records` and those taken over to `sink`, with what became of it.
pub(super) fn answers<'r>(
    relationship: &'r Relationship,
    records: &Records<'r>,
    moment: &Moment,
    sink: &mut impl Sink<Answer<'r>>,
) {
    for promise in records.promises(relationship, moment) {
        let Record::Request(request) = promise.dated.record else { continue };
        let asked = request.asked.value;
        let fate = Fate::of(&promise.relationship.agreement, request, promise.held, moment);
        let overdue_since =
            fate.due.filter(|&due| fate.answered.is_none() && due < moment.as_of.day);
        let is_left_over = overdue_since.is_some_and(|due| is_left_over(due, moment.year_first));
        let refusal = Refusal::ever(promise.relationship, asked, moment.as_of);
        sink.take(Answer { promise, asked, fate, overdue_since, is_left_over, refusal });
    }
}

impl Sink<Answer<'_>> for Timeliness {
    fn take(&mut self, answer: Answer) {
        if answer.refusal.is_some() {
            return;
        }
        let fate = answer.fate;
        self.overdue += u32::from(answer.overdue_since.is_some());
        self.left_over += u32::from(answer.is_left_over);
        if !answer.is_left_over {
            self.overdue_since = earlier(self.overdue_since, answer.overdue_since);
        }
        match fate.standing {
            Standing::InTime => {
                self.met.count(true);
                self.latest_met = self.latest_met.max(fate.answered);
            }
            Standing::Late => {
                self.met.count(false);
                self.late += 1;
            }
            Standing::Unanswered => {
                self.met.count(false);
                self.unanswered += 1;
            }
            Standing::Open => self.open += 1,
            Standing::NothingAgreed => self.nothing_agreed.count(fate.answered.is_some()),
            Standing::Elsewhere | Standing::OfOtherPair => {}
        }
    }
}

/// Counts the requests among `records`.
pub(super) fn of(relationship: &Relationship, records: &Records, moment: &Moment) -> Timeliness {
    let mut timeliness = Timeliness::default();
    answers(relationship, records, moment, &mut timeliness);
    timeliness
}

pub(super) const ANSWERED_IN_TIME: Row<fn(&Timeliness) -> Value> = Row {
    name: "answered-in-time",
    meaning: "requests answered in time, of requests that fell due",
    formula: "Of the requests that fell due in the period, those answered by their last agreed \
              day.",
    kind: Kind::Sample,
    numbers: Numbers::Answers,
    narrowed_by: &[],
    column: Some(Column {
        title: "answered_in_time",
        of: Some("answered_in_time_of"),
        kept: Kept::Always,
    }),
    made: |timely| timely.met.into(),
};

pub(super) const ANSWERED_LATE: Row<fn(&Timeliness) -> Value> = Row {
    name: "answered-late",
    meaning: "requests answered late",
    formula: "Requests that fell due in the period and were answered after their last agreed day.",
    kind: Kind::Count,
    numbers: Numbers::Answers,
    narrowed_by: &[],
    column: Some(Column { title: "answered_late", of: None, kept: Kept::Asked }),
    made: |timely| timely.late.into(),
};

pub(super) const UNANSWERED: Row<fn(&Timeliness) -> Value> = Row {
    name: "unanswered",
    meaning: "requests that fell due and are not answered",
    formula: "Requests that fell due in the period and have no answer on the as-of day.",
    kind: Kind::Count,
    numbers: Numbers::Answers,
    narrowed_by: &[],
    column: Some(Column { title: "unanswered", of: None, kept: Kept::Asked }),
    made: |timely| timely.unanswered.into(),
};

pub(super) const OPEN_REQUESTS: Row<fn(&Timeliness) -> Value> = Row {
    name: "open-requests",
    meaning: "requests open and not yet overdue",
    formula: "Requests open on the as-of day and not yet overdue; only in a period that includes \
              that day.",
    kind: Kind::Count,
    numbers: Numbers::Answers,
    narrowed_by: &[],
    column: Some(Column { title: "open_requests", of: None, kept: Kept::Asked }),
    made: |timely| timely.open.into(),
};

pub(super) const NOTHING_AGREED: Row<fn(&Timeliness) -> Value> = Row {
    name: "nothing-agreed",
    meaning: "requests answered, of requests asked where no number of days was agreed",
    formula: "Of the requests asked in the period where no number of days was agreed, those \
              answered by the as-of day.",
    kind: Kind::Share,
    numbers: Numbers::Answers,
    narrowed_by: &[],
    column: None,
    made: |timely| timely.nothing_agreed.into(),
};
