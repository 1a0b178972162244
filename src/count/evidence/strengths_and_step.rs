//! Rule `strengths-and-step`: a session names strengths and a next step.

use super::has_next_step;
use super::one_record::OneRecord;
use super::why::{Verdict, Why, in_window};
use crate::count::moment::Moment;
use crate::domain::record::{Record, Session};

pub(super) static RULE: OneRecord = OneRecord {
    support: "has strengths and a next step",
    verdict: |record, moment| match record {
        Record::Session(session) => Some(verdict(session, moment)),
        _ => None,
    },
};

fn verdict(session: &Session, moment: &Moment) -> Verdict {
    if !session.has_strengths {
        return Err(Why::Words("has no strengths"));
    }
    has_next_step(session)?;
    in_window(session.date.value, moment)
}
