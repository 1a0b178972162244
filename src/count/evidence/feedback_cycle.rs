//! Rule `feedback-cycle`: feedback on the coaching was requested, came back and was responded to. It
//! is complete on the day it came back, so that day dates the document.

use super::Lack;
use super::alone::Alone;
use super::why::{Detail, Verdict, Why};
use crate::count::moment::Moment;
use crate::domain::record::{Feedback, OfKind};

pub(super) static RULE: Alone = Alone {
    support: "requested, received and responded to",
    verdict: |record, moment| Feedback::of(record).map(|feedback| verdict(feedback, moment)),
    lack: Lack::ANY_DAY,
};

fn verdict(feedback: &Feedback, moment: &Moment) -> Verdict {
    let received = feedback.received.ok_or(Why::Words("did not come back"))?.value;
    if !feedback.has_response {
        return Err(Why::Words("came back, but nobody responded"));
    }
    if !moment.window.holds(received) {
        let outside = "came back outside the days looked at, ";
        return Err(Why::Around(outside, Detail::window(moment), ""));
    }
    Ok(received)
}
