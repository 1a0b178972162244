//! The schema of a next step, in a session or a review.

use serde_json::{Value, json};

use super::group::Group;
use super::value::{Word, date, id, list, one_of, statement};
use crate::domain::record::Who;

pub(super) fn schema(in_review: bool) -> Value {
    let who = Who::ALL.map(|who| {
        let means = match who {
            Who::Coach => "The educator-coach does it.",
            Who::Educator => "The coached educator does it.",
        };
        Word::new(who.name(), means)
    });
    let step = Group::yaml()
        .may_have("id", "The step's id within this file, for example s1.", id())
        .needs(
            "what",
            "What is to be done, for example: rehearse the transition. Confidential.",
            statement(),
        )
        .may_have("who", "Who of the pair does it, for example educator.", one_of(&who))
        .may_have("due", "The day by which it is to be done, for example 2026-09-21.", date())
        .may_have("done", "The day on which it was done, for example 2026-09-18.", date())
        .may_have("dropped", "The day on which it was given up, for example 2026-09-18.", date());
    let step = if in_review {
        step.may_have(
            "because_of",
            "The ids of the data above that it follows from, for example [d1].",
            list(id()),
        )
    } else {
        step
    };
    let message = "a step is done or dropped, not both";
    let not_dropped = json!({"properties": {"dropped": {"type": "null", "errorMessage": message}}});
    step.where_there_is("done", not_dropped, json!({})).schema()
}
