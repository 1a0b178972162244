//! Answers within the agreed time: what became of each request, and how many of each kind. A request
//! belongs to the window in which it falls due, and is overdue from the day after.

use std::ops::AddAssign;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::contribution::{Amount, Contribution, Judged};
use super::moment::{Dated, Moment};
use super::{Refusal, Share, Statistic};
use crate::domain::calendar::{SchoolDays, add_days};
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

/// How the requests of a window stand on the as-of day.
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
}

impl AddAssign for Timeliness {
    fn add_assign(&mut self, other: Self) {
        self.met += other.met;
        self.late += other.late;
        self.unanswered += other.unanswered;
        self.open += other.open;
        self.nothing_agreed += other.nothing_agreed;
        self.latest_met = self.latest_met.max(other.latest_met);
        self.overdue += other.overdue;
    }
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
}

impl Fate {
    pub(super) fn of(agreement: &Agreement, request: &Request, moment: &Moment) -> Self {
        let (window, as_of) = (moment.window, moment.as_of);
        let asked = request.asked.value;
        let due = due_day(agreement, asked, moment.school_days);
        let answered = request.answered_by(as_of);
        let standing = match (due, answered) {
            (None, _) if window.holds(asked) => Standing::NothingAgreed,
            (Some(due), Some(on)) if window.holds(due) && on <= due => Standing::InTime,
            (Some(due), Some(_)) if window.holds(due) => Standing::Late,
            (Some(due), None) if due >= as_of && window.holds(as_of) => Standing::Open,
            (Some(due), None) if due < as_of && window.holds(due) => Standing::Unanswered,
            _ => Standing::Elsewhere,
        };
        Self { due, answered, standing }
    }

    fn is_overdue(self, as_of: NaiveDate) -> bool {
        self.answered.is_none() && self.due.is_some_and(|due| due < as_of)
    }

    /// What it adds to `measure`, if it has to do with it; `None` for another measure.
    fn adds(self, measure: Statistic, moment: &Moment) -> Option<Amount> {
        let is = |standing| Some(Amount::Count(u32::from(self.standing == standing)));
        let part = |counts: bool, is_one: bool| {
            Some(Amount::Share(Share { k: u32::from(counts && is_one), n: u32::from(is_one) }))
        };
        match measure {
            Statistic::AnsweredInTime => {
                let fell_due = [Standing::InTime, Standing::Late, Standing::Unanswered];
                part(self.standing == Standing::InTime, fell_due.contains(&self.standing))
            }
            Statistic::AnsweredLate => is(Standing::Late),
            Statistic::Unanswered => is(Standing::Unanswered),
            Statistic::OpenRequests => is(Standing::Open),
            Statistic::NothingAgreed => {
                part(self.answered.is_some(), self.standing == Standing::NothingAgreed)
            }
            Statistic::AnswersOverdue => {
                Some(Amount::Count(u32::from(self.is_overdue(moment.as_of))))
            }
            _ => None,
        }
    }

    fn in_words(self, as_of: NaiveDate) -> String {
        let answered = match self.answered {
            Some(on) => format!("answered on {on}"),
            None => format!("not answered by {as_of}"),
        };
        let Some(due) = self.due else {
            return format!("no number of days was agreed; {answered}");
        };
        let judged = match self.answered {
            Some(on) if on <= due => "in time",
            Some(_) => "late",
            None if due < as_of => "overdue",
            None => "not yet overdue",
        };
        format!("due by {due}, {answered}: {judged}")
    }
}

/// Counts the requests among `records`, which all count on the as-of day.
pub(super) fn of(agreement: &Agreement, records: &[Dated], moment: &Moment) -> Timeliness {
    let mut timeliness = Timeliness::default();
    for dated in records {
        let Record::Request(request) = dated.record else { continue };
        let fate = Fate::of(agreement, request, moment);
        timeliness.overdue += u32::from(fate.is_overdue(moment.as_of));
        match fate.standing {
            Standing::InTime => {
                timeliness.met.count(true);
                timeliness.latest_met = timeliness.latest_met.max(fate.answered);
            }
            Standing::Late => {
                timeliness.met.count(false);
                timeliness.late += 1;
            }
            Standing::Unanswered => {
                timeliness.met.count(false);
                timeliness.unanswered += 1;
            }
            Standing::Open => timeliness.open += 1,
            Standing::NothingAgreed => timeliness.nothing_agreed.count(fate.answered.is_some()),
            Standing::Elsewhere => {}
        }
    }
    timeliness
}

/// Every request among `records`, with what it adds to `measure`: answered in time, answered late,
/// unanswered, open, nothing agreed, or answers overdue. None for any other measure.
pub(super) fn entries(
    relationship: &Relationship,
    records: &[Dated],
    moment: &Moment,
    measure: Statistic,
) -> Vec<Contribution> {
    let entry = |dated: &Dated| {
        let Record::Request(request) = dated.record else { return None };
        let asked = request.asked.value;
        let fate = Fate::of(&relationship.agreement, request, moment);
        let mut adds = fate.adds(measure, moment)?;
        let mut because = fate.in_words(moment.as_of);
        let has_ended = !relationship.spans(moment.as_of);
        if let Some(refusal) = Refusal::ever(relationship, asked, moment.as_of) {
            (adds, because) = (adds.nothing(), refusal.to_string());
        } else if measure == Statistic::AnswersOverdue {
            if has_ended {
                adds = adds.nothing();
                because.push_str("; a relationship that has ended owes no answer");
            }
        } else if fate.standing == Standing::Elsewhere {
            let (from, to) = (moment.window.from, moment.window.to);
            because.push_str(&format!("; it does not belong to {from} to {to}"));
        }
        let counts = !adds.is_nothing();
        Some(Contribution {
            what: format!("request asked on {asked}"),
            adds,
            because: because.clone(),
            records: vec![Judged { file: dated.file.to_owned(), counts, why: because }],
        })
    };
    records.iter().filter_map(entry).collect()
}
