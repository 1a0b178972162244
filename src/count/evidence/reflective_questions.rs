//! Rule `reflective-questions`: a session reflects on what is working and on what is not.

use super::Lack;
use super::alone::Alone;
use super::why::{Verdict, Why, in_window};
use crate::count::moment::Moment;
use crate::domain::record::{OfKind, Session};

pub(super) static RULE: Alone = Alone {
    support: "reflects on what is working and what is not",
    verdict: |record, moment| Session::of(record).map(|session| verdict(session, moment)),
    lack: Lack::ANY_DAY,
};

fn verdict(session: &Session, moment: &Moment) -> Verdict {
    match (session.has_working, session.has_not_working) {
        (true, true) => in_window(session.date.value, moment),
        (true, false) => Err(Why::Words("reflects only on what is working")),
        (false, true) => Err(Why::Words("reflects only on what is not working")),
        (false, false) => Err(Why::Words("has no reflection")),
    }
}
