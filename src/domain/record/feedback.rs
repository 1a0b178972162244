//! `kind: feedback`: the coach asked how the coaching is going, what came back, what changed.

use chrono::NaiveDate;

use super::{KindRow, Record, rules};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, Table, needed, optional};
use crate::syntax::tree::{Node, read};
use crate::text::source::At;

pub(super) static KIND: KindRow = KindRow {
    name: "feedback",
    about: "how the coaching itself is going",
    date_key: "requested",
    has_own_verb: false,
    may_repeat: false,
    table: &FEEDBACK,
    read: |root, _, problems| read(root, problems).map(Record::Feedback),
};

static FEEDBACK: Table = Table {
    what: "feedback record",
    example: "",
    keys: &[
        needed("requested", Form::Date)
            .says("the day you asked how the coaching is going")
            .asks("Asked on which day?")
            .about(
                "The day on which the coach asked how the coaching is going, for example 2026-09-28; the \
                 same as in the file's name.",
            ),
        optional("received", Form::Date)
            .says("the day feedback came back, once it has")
            .asks("On which day did it come back, if it has?")
            .about("The day on which feedback came, for example 2026-09-30."),
        optional("summary", Form::Prose)
            .says("what came back")
            .about("What the educator said, for example: meetings run long."),
        optional("response", Form::Prose)
            .says("what you changed or replied")
            .asks("What did you change or reply?")
            .about("What the coach changed or replied, for example: we keep to 30 minutes."),
    ],
    cases: &[],
};

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

fn read(root: &Node, problems: &mut Problems) -> Option<Feedback> {
    let mut fields = super::fields_of(root, &FEEDBACK, problems)?;
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
