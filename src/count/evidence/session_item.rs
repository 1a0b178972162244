//! Rule `session-item`: a session lists the item. If the item belongs at the beginning, the rule
//! looks at the relationship's whole life; else at the window.

use chrono::NaiveDate;

use super::why::{Detail, Verdict, Why, in_window};
use super::{Evidence, Lack, Looked, Rule, Together, has_next_step};
use crate::count::moment::session_days;
use crate::domain::calendar::add_days;
use crate::domain::record::{Record, Session};

pub(super) struct SessionItem {
    item: usize,
    /// How many of the pair's session days are the beginning, where only so many are, and the last.
    first: Option<(u32, NaiveDate)>,
    /// The last day that is the beginning, where it ends on one.
    last_day: Option<NaiveDate>,
    next_step: bool,
}

impl SessionItem {
    pub(super) fn new(
        evidence: &Evidence,
        item: usize,
        (first_session_days, within_days): (Option<u32>, Option<u32>),
        next_step: bool,
    ) -> Self {
        let started = evidence.relationship.started.value;
        Self {
            item,
            first: first_session_days.map(|most| (most, last_of_first(most, evidence))),
            last_day: within_days.map(|days| add_days(started, days)),
            next_step,
        }
    }

    fn judge(&self, session: &Session, evidence: &Evidence) -> Verdict {
        let on = session.date.value;
        if !session.items.iter().any(|listed| listed.value == self.item) {
            return Err(Why::Words("does not list the item"));
        }
        if self.next_step {
            has_next_step(session)?;
        }
        match (self.first, self.last_day) {
            (None, None) => in_window(on, evidence.moment),
            (Some((days, last)), _) if on > last => Err(not_on_first(days)),
            (_, Some(last)) if on > last => {
                Err(Why::Around("after ", Detail::Day(last), ", the last day of the beginning"))
            }
            _ => Ok(on),
        }
    }
}

impl Rule for SessionItem {
    fn verdict(&self, evidence: &Evidence, looked: Looked) -> Option<Verdict> {
        let Looked::Record(Record::Session(session)) = looked else { return None };
        Some(self.judge(session, evidence))
    }

    fn support(&self, _: &Evidence, _: Looked) -> String {
        let step = if self.next_step { " and has a next step" } else { "" };
        let is_at_beginning = self.first.is_some() || self.last_day.is_some();
        let beginning = if is_at_beginning { " at the beginning" } else { "" };
        format!("lists the item{step}{beginning}")
    }

    fn together(&self, _: &Evidence) -> Option<Together> {
        None
    }

    /// Whether a session on the as-of day or later can still be at the beginning.
    fn lack(&self, evidence: &Evidence) -> Lack {
        let as_of = evidence.moment.as_of.day;
        let before =
            || session_days(&evidence.records).into_iter().filter(|&on| on < as_of).count();
        let is_taken = self
            .first
            .is_some_and(|(days, _)| before() >= usize::try_from(days).unwrap_or(usize::MAX));
        if is_taken || self.last_day.is_some_and(|last| last < as_of) {
            Lack::BeginningOver
        } else {
            Lack::Document { until: self.last_day }
        }
    }
}

/// The day by which `most` days with a session are over; the first day of all where none may be.
fn last_of_first(most: u32, evidence: &Evidence) -> NaiveDate {
    let days = session_days(&evidence.records);
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let last = most.min(days.len()).checked_sub(1);
    last.map_or(NaiveDate::MIN, |last| days[last])
}

fn not_on_first(days: u32) -> Why {
    match days {
        1 => Why::Words("not on the pair's first session day"),
        _ => {
            let before = "not on one of the pair's first ";
            Why::Around(before, Detail::Number(days), " session days")
        }
    }
}
