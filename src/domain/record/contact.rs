//! `kind: contact`: a short check-in.

use chrono::NaiveDate;

use super::Vocabulary;
use crate::diagnostic::Problems;
use crate::syntax::tree::{Node, read};
use crate::text::source::At;

/// A contact: an e-mail, a word in the hallway.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its day.
    pub date: At<NaiveDate>,
    /// Index of its method.
    pub method: usize,
    /// Its length in minutes.
    pub minutes: Option<At<u32>>,
    /// Shared by the records of one meeting with several educators.
    pub meeting: Option<At<String>>,
}

pub(super) fn read(
    root: &Node,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<Contact> {
    let mut fields = super::fields_of(root, "contact", problems)?;
    let date = fields.required_at("date", problems, read::date);
    let method = fields.required("method", problems, |node, p| vocabulary.method(node, p));
    let minutes = fields.optional_at("minutes", problems, super::minutes);
    fields.prose("about", problems);
    let meeting = fields.optional_at("meeting", problems, read::id);
    fields.finish(problems);
    let date = date.unwrap_or_else(At::stand_in);
    Some(Contact { date, method: method.unwrap_or_default(), minutes, meeting })
}
