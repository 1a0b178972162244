//! Rule `observed-feedback`: a session gives feedback (strengths or reflection) that rests on the
//! coach's own visit, no later than the session.

use super::Lack;
use super::alone::Alone;
use super::why::{Verdict, Why, in_window};
use crate::count::moment::Moment;
use crate::domain::record::{OfKind, Session};

pub(super) static RULE: Alone = Alone {
    support: "has feedback on the coach's own visit",
    verdict: |record, moment| Session::of(record).map(|session| verdict(session, moment)),
    lack: Lack::ANY_DAY,
};

fn verdict(session: &Session, moment: &Moment) -> Verdict {
    if !(session.has_strengths || session.has_working || session.has_not_working) {
        return Err(Why::Words("has neither strengths nor reflection"));
    }
    let no_visit = Why::Words("does not rest on the coach's own visit");
    let visit = session.observed.as_ref().ok_or(no_visit)?;
    if visit.on.value > session.date.value {
        return Err(Why::Words("the visit is later than the session"));
    }
    in_window(session.date.value, moment)
}
