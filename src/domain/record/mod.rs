//! The seven kinds of coaching record as plain typed data. A tree comes in; a record, or every
//! problem of the file, goes out. Prose is not kept: only whether there is any.
//!
//! Items, methods, phases, functions and levels are kept as indexes into the relationship's profile.

pub mod bounds;
mod checklist;
mod contact;
mod correction;
mod feedback;
pub mod measures;
mod relationship;
mod request;
mod review;
pub mod rules;
mod session;
mod step;
mod vocabulary;
mod words;

use chrono::NaiveDate;

use crate::diagnostic::Problems;
use crate::syntax::tree::{Fields, Node, read};
use crate::text::source::{At, Span};

pub use checklist::{Checklist, Judgement, Rater, Rating, Role};
pub use contact::Contact;
pub use correction::{Named, NoCorrection, corrected, replaced};
pub use feedback::Feedback;
pub use relationship::{Agreement, Days, Relationship};
pub use request::Request;
pub use review::{Data, DataSource, Improvement, Review, SOURCES, Value};
pub use session::{Observed, Session};
pub use step::{Step, StepState, Who};
pub use vocabulary::Vocabulary;
pub use words::Words;

/// The name of the file that holds the relationship itself.
pub const RELATIONSHIP: &str = "relationship.yaml";

/// The kind of a record, its `kind:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One coach, one educator, one school, one practice.
    Relationship,
    /// A coaching meeting or observation that was itemised.
    Session,
    /// A short check-in.
    Contact,
    /// A question of the educator's and its answer.
    Request,
    /// Feedback on the coaching.
    Feedback,
    /// One rater's ratings on one day.
    Checklist,
    /// Data looked at together, and next steps.
    Review,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 7] = [
        Kind::Relationship,
        Kind::Session,
        Kind::Contact,
        Kind::Request,
        Kind::Feedback,
        Kind::Checklist,
        Kind::Review,
    ];

    /// The word after `kind:` and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Relationship => "relationship",
            Kind::Session => "session",
            Kind::Contact => "contact",
            Kind::Request => "request",
            Kind::Feedback => "feedback",
            Kind::Checklist => "checklist",
            Kind::Review => "review",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The key that holds the day in the record's file name.
    pub fn date_key(self) -> &'static str {
        match self {
            Kind::Relationship => "started",
            Kind::Request => "asked",
            Kind::Feedback => "requested",
            Kind::Session | Kind::Contact | Kind::Checklist | Kind::Review => "date",
        }
    }
}

/// Keys whose values may be shown of a file that could not be understood: none of them holds prose.
pub static OPEN_KEYS: &[&str] = &[
    "kind",
    "date",
    "method",
    "minutes",
    "starts",
    "meeting",
    "phases",
    "items",
    "profile",
    "coach",
    "educator",
    "school",
    "started",
    "ended",
    "asked",
    "answered",
    "requested",
    "received",
];

/// One record.
#[derive(Clone, Debug)]
pub enum Record {
    /// See [`Relationship`].
    Relationship(Relationship),
    /// See [`Session`].
    Session(Session),
    /// See [`Contact`].
    Contact(Contact),
    /// See [`Request`].
    Request(Request),
    /// See [`Feedback`].
    Feedback(Feedback),
    /// See [`Checklist`].
    Checklist(Checklist),
    /// See [`Review`].
    Review(Review),
}

impl Record {
    /// The record's kind.
    pub fn kind(&self) -> Kind {
        match self {
            Record::Relationship(_) => Kind::Relationship,
            Record::Session(_) => Kind::Session,
            Record::Contact(_) => Kind::Contact,
            Record::Request(_) => Kind::Request,
            Record::Feedback(_) => Kind::Feedback,
            Record::Checklist(_) => Kind::Checklist,
            Record::Review(_) => Kind::Review,
        }
    }

    /// The day that dates the record and stands in its file name, with its place: see
    /// [`Kind::date_key`].
    pub fn date(&self) -> At<NaiveDate> {
        match self {
            Record::Relationship(relationship) => relationship.started,
            Record::Session(session) => session.date,
            Record::Contact(contact) => contact.date,
            Record::Request(request) => request.asked,
            Record::Feedback(feedback) => feedback.requested,
            Record::Checklist(checklist) => checklist.date,
            Record::Review(review) => review.date,
        }
    }

    /// The days on which something that was open in it came to its end: a step that was done or
    /// dropped, an answer that came.
    pub fn closings(&self) -> Vec<At<NaiveDate>> {
        let mut days: Vec<At<NaiveDate>> =
            self.steps().iter().filter_map(|step| step.state.closed()).collect();
        match self {
            Record::Request(request) => days.extend(request.answered),
            Record::Feedback(feedback) => days.extend(feedback.received),
            _ => {}
        }
        days
    }

    /// The steps that were agreed in it.
    pub fn steps(&self) -> &[Step] {
        match self {
            Record::Session(session) => &session.next_steps,
            Record::Review(review) => &review.next_steps,
            _ => &[],
        }
    }
}

/// A record and the place of its `kind:` value.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The record.
    pub record: Record,
    /// Where `kind:` says what it is.
    pub kind_span: Span,
}

/// The profile id that a relationship's tree names, before the rest of it is read.
pub fn profile_of<'t>(root: &'t Node) -> Option<&'t str> {
    root.get("profile").and_then(Node::text)
}

/// Reads the record in `root`. `None` when anything was found wrong with it: a record that cannot be
/// typed is left out whole.
pub fn read(root: &Node, vocabulary: &Vocabulary, problems: &mut Problems) -> Option<Typed> {
    let before = problems.count();
    read_in_part(root, vocabulary, problems).filter(|_| problems.count() == before)
}

/// Reads of the record in `root` what can be read. `None` when not even its kind can. With findings
/// beside it the record must not be counted: of the keys that `problems` notes as unread, optional
/// values are `None`, elements of lists are left out, and values that a record must have stand in.
pub fn read_in_part(
    root: &Node,
    vocabulary: &Vocabulary,
    problems: &mut Problems,
) -> Option<Typed> {
    let mut fields = Fields::of_like(root, "record", "kind: session", problems)?;
    let kind = fields.required_at("kind", problems, |node, problems| {
        let names = Kind::ALL.map(Kind::name);
        let index = read::choice(node, problems, &rules::UNKNOWN_KIND, "a kind of record", names)?;
        Some(Kind::ALL[index])
    });
    let Some(kind) = kind else {
        fields.abandon(problems);
        return None;
    };
    let typed = match kind.value {
        Kind::Relationship => {
            relationship::read(root, vocabulary, problems).map(Record::Relationship)
        }
        Kind::Session => session::read(root, vocabulary, problems).map(Record::Session),
        Kind::Contact => contact::read(root, vocabulary, problems).map(Record::Contact),
        Kind::Request => request::read(root, vocabulary, problems).map(Record::Request),
        Kind::Feedback => feedback::read(root, problems).map(Record::Feedback),
        Kind::Checklist => checklist::read(root, vocabulary, problems).map(Record::Checklist),
        Kind::Review => review::read(root, problems).map(Record::Review),
    };
    typed.map(|record| Typed { record, kind_span: kind.span })
}

/// Starts to read `root` as a record whose `kind:` is known.
fn fields_of<'t, 's>(
    root: &'t Node<'s>,
    what: &'static str,
    problems: &mut Problems,
) -> Option<Fields<'t, 's>> {
    let mut fields = Fields::of(root, what, problems)?;
    fields.entry("kind");
    Some(fields)
}

/// Minutes of a meeting or visit.
fn minutes(node: &Node, problems: &mut Problems) -> Option<u32> {
    read::integer(node, problems, bounds::MINUTES, "minutes")
}
