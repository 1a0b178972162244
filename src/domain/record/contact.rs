//! `kind: contact`: a short check-in.

use chrono::NaiveDate;

use super::held::{MEETING, METHOD, MINUTES};
use super::{KindRow, Record, Vocabulary, bounds};
use crate::diagnostic::Problems;
use crate::domain::key::{Form, Table, Terms, needed, optional};
use crate::syntax::tree::{Node, read};
use crate::text::source::At;

pub(super) static KIND: KindRow = KindRow {
    name: "contact",
    about: "a short check-in",
    date_key: "date",
    has_own_verb: false,
    may_repeat: true,
    table: &CONTACT,
    read: |root, vocabulary, problems| read(root, vocabulary, problems).map(Record::Contact),
};

static CONTACT: Table = Table {
    what: "contact",
    example: "",
    keys: &[
        needed("date", Form::Date).says("the day, YYYY-MM-DD").asks("Which day?").about(
            "The day of the contact, for example 2026-09-16; the same as in the file's name.",
        ),
        needed("method", Form::Term(Terms::Methods))
            .says("how you were in touch")
            .asks("How were you in touch?")
            .about(METHOD),
        MINUTES,
        optional("about", Form::Prose)
            .says("what it was about")
            .asks("What was it about?")
            .about("What it was about, for example: where to find exit tickets."),
        MEETING,
    ],
    cases: &[],
};

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

fn read(root: &Node, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<Contact> {
    let mut fields = super::fields_of(root, &CONTACT, problems)?;
    let date = fields.required_at("date", problems, read::date);
    let method = fields.required("method", problems, |node, p| vocabulary.method(node, p));
    let minutes = fields.optional_at("minutes", problems, |node, p| bounds::MINUTES.read(node, p));
    fields.prose("about", problems);
    let meeting = fields.optional_at("meeting", problems, read::id);
    fields.finish(problems);
    let date = date.unwrap_or_else(At::stand_in);
    Some(Contact { date, method: method.unwrap_or_default(), minutes, meeting })
}
