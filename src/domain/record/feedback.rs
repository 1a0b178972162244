//! `kind: feedback`: the coach asked how the coaching is going, what came back, what changed.

use chrono::NaiveDate;

use super::rules;
use crate::diagnostic::{Finding, Problems};
use crate::syntax::tree::{Node, read};
use crate::text::source::At;

/// Feedback on the coaching.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// The day the coach asked.
    pub requested: At<NaiveDate>,
    /// The day it came back.
    pub received: Option<At<NaiveDate>>,
    /// Whether the coach's response is described.
    pub has_response: bool,
}

pub(super) fn read(root: &Node, problems: &mut Problems) -> Option<Feedback> {
    let mut fields = super::fields_of(root, "feedback record", problems)?;
    let requested = fields.required_at("requested", problems, read::date);
    let received = fields.optional_at("received", problems, read::date);
    fields.prose("summary", problems);
    let has_response = fields.prose("response", problems);
    fields.finish(problems);
    if let (Some(requested), Some(received)) = (requested, received)
        && received.value < requested.value
    {
        let message = format!("received on {}, before it was requested", received.value);
        problems.push(
            Finding::new(&rules::ANSWERED_BEFORE_ASKED, received.span, message)
                .label("is a digit wrong?")
                .related(requested.span, "requested here"),
        );
    }
    let requested = requested.unwrap_or_else(At::stand_in);
    Some(Feedback { requested, received, has_response })
}
