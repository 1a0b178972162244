//! `kind: request`: an information need or question of the educator's, and its answer.

use chrono::NaiveDate;

use super::{KindRow, Record, Vocabulary, rules};
use crate::diagnostic::{Finding, Problems};
use crate::domain::key::{Form, Table, Terms, needed, optional};
use crate::syntax::tree::{Node, read};
use crate::text::source::At;

pub(super) static KIND: KindRow = KindRow {
    name: "request",
    about: "a question of the educator's, and its answer",
    date_key: "asked",
    has_own_verb: false,
    may_repeat: true,
    table: &REQUEST,
    read: |root, vocabulary, problems| read(root, vocabulary, problems).map(Record::Request),
};

static REQUEST: Table = Table {
    what: "request",
    example: "",
    keys: &[
        needed("asked", Form::Date)
            .says("the day of the question, YYYY-MM-DD")
            .asks("Asked on which day?")
            .about(
                "The day on which the educator asked, for example 2026-09-21; the same as in the file's \
                 name.",
            ),
        optional("about", Form::Prose)
            .says("what was asked")
            .about("What was asked, for example: where to find exit tickets."),
        optional("answered", Form::Date)
            .says("the day of the answer, once there is one")
            .asks("On which day was it answered, if it was?")
            .about("The day of the answer, for example 2026-09-22. Leave it out while there is none."),
        optional("method", Form::Term(Terms::Methods))
            .says("how it was answered")
            .asks("How was it answered?")
            .about("How it was answered, for example email."),
    ],
    cases: &[],
};

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// The day it was asked.
    pub asked: At<NaiveDate>,
    /// The day it was answered.
    pub answered: Option<At<NaiveDate>>,
    /// Index of the answer's method.
    pub method: Option<usize>,
}

impl Request {
    /// The day of the answer, if it had been given by `as_of`.
    pub(crate) fn answered_by(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.answered.map(|answered| answered.value).filter(|&on| on <= as_of)
    }
}

fn read(root: &Node, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<Request> {
    let mut fields = super::fields_of(root, &REQUEST, problems)?;
    let asked = fields.required_at("asked", problems, read::date);
    fields.prose("about", problems);
    let answered = fields.optional_at("answered", problems, read::date);
    let method = fields.optional("method", problems, |node, p| vocabulary.method(node, p));
    fields.finish(problems);
    if let (Some(asked), Some(answered)) = (asked, answered)
        && answered.value < asked.value
    {
        let message = format!("answered on {}, before it was asked", answered.value);
        problems.push(
            Finding::new(&rules::ANSWERED_BEFORE_ASKED, answered.span, message)
                .label("is a digit wrong?")
                .related(asked.span, "asked here"),
        );
    }
    Some(Request { asked: asked.unwrap_or_else(At::stand_in), answered, method })
}
