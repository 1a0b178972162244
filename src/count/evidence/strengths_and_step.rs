//! Rule `strengths-and-step`: a session names strengths and a next step.

use super::alone::Alone;
use super::why::{Verdict, Why, in_window};
use super::{Lack, has_next_step};
use crate::count::moment::Moment;
use crate::domain::record::{OfKind, Session};

pub(super) static RULE: Alone = Alone {
    support: "has strengths and a next step",
    verdict: |record, moment| Session::of(record).map(|session| verdict(session, moment)),
    lack: Lack::ANY_DAY,
};

fn verdict(session: &Session, moment: &Moment) -> Verdict {
    if !session.has_strengths {
        return Err(Why::Words("has no strengths"));
    }
    has_next_step(session)?;
    in_window(session.date.value, moment)
}
