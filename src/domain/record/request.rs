//! `kind: request`: an information need or question of the educator's, and its answer.

use chrono::NaiveDate;

use super::{Vocabulary, rules};
use crate::diagnostic::{Finding, Problems};
use crate::syntax::tree::{Node, read};
use crate::text::source::At;

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
    pub fn answered_by(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.answered.map(|answered| answered.value).filter(|&on| on <= as_of)
    }
}

pub(super) fn read(
    root: &Node,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<Request> {
    let mut fields = super::fields_of(root, "request", problems)?;
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
