//! The kinds of coaching record as plain typed data. A tree comes in; a record, or every
//! problem of the file, goes out. Prose is not kept: only whether there is any. Each kind is told in one
//! file: its name, its [keys](crate::domain::key), its typed struct and the reader of it.
//!
//! Items, methods, phases, functions and levels are kept as indexes into the relationship's profile.

mod agreement;
pub mod bounds;
mod checklist;
mod coached;
mod contact;
mod correction;
mod counted_rater;
mod feedback;
mod hand_over;
mod held;
mod instruments;
pub mod measures;
mod missed;
mod named_files;
mod origin;
mod rating;
mod relationship;
mod request;
mod review;
pub mod rules;
mod seal;
mod session;
mod step;
#[cfg(test)]
mod tests;
mod time;
mod vocabulary;
mod words;

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::diagnostic::Problems;
use crate::domain::key::{Key, Table};
use crate::syntax::tree::{Fields, Node, read};
use crate::text::source::{At, Span};

pub use agreement::{Agreement, Days};
pub(crate) use checklist::Rater;
pub use checklist::{Checklist, Role};
pub use contact::Contact;
pub(crate) use correction::NoCorrection;
pub use correction::{Named, corrected, replaced};
pub(crate) use counted_rater::{counted_rater, rater_of};
pub use feedback::Feedback;
pub use hand_over::folder_named;
pub(crate) use hand_over::{Fault, HandOvers, Heir, Lineage, name_of};
pub use held::Held;
pub use missed::{CalledOffBy, Missed};
pub(crate) use origin::{Origin, Provenance, SOURCE};
pub use rating::{Answer, Rating};
pub use relationship::Relationship;
pub use request::Request;
pub use review::{Data, DataSource, Improvement, Review, Value};
pub(crate) use seal::{Seal, Told, within};
pub use session::{Observed, Session};
pub use step::{Step, StepState, Who};
pub use time::{Time, Work};
pub use vocabulary::Vocabulary;
pub use words::Words;

/// The name of the file that holds the relationship itself.
pub const RELATIONSHIP: &str = "relationship.yaml";

/// The folder within that of all records where coaches keep what is of no pair; no school has this id.
pub const COACHES: &str = "coaches";

/// Declares the kinds of record, each by what it is, its type and the file that tells it.
macro_rules! kinds {
    ($($(#[$about:meta])+ $kind:ident in $file:ident),+ $(,)?) => {
        /// The kind of a record, its `kind:`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$about])+ $kind),+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: [Kind; [$(Kind::$kind),+].len()] = [$(Kind::$kind),+];

            fn row(self) -> &'static KindRow {
                match self {
                    $(Kind::$kind => &$file::KIND),+
                }
            }

            /// The keys after `kind:`, those that every kind has last.
            pub fn table(self) -> &'static Table {
                match self {
                    $(Kind::$kind => {
                        const OWN: &Table = $file::KIND.table;
                        static KEYS: [Key; OWN.keys.len() + 1] = origin::with_common(OWN.keys);
                        static TABLE: Table = Table { keys: &KEYS, ..*OWN };
                        &TABLE
                    }),+
                }
            }
        }

        /// One record.
        #[derive(Clone, Debug)]
        pub enum Record {
            $($(#[$about])+ $kind($kind)),+
        }

        impl Record {
            /// The record's kind.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Record::$kind(_) => Kind::$kind),+
                }
            }
        }

        $(
            impl OfKind for $kind {
                fn of(record: &Record) -> Option<&Self> {
                    if let Record::$kind(known) = record { Some(known) } else { None }
                }
            }
        )+
    };
}

kinds! {
    /// One coach, one educator, one school, one practice.
    Relationship in relationship,
    /// A coaching meeting or observation that was itemized.
    Session in session,
    /// A short check-in.
    Contact in contact,
    /// A question of the educator's and its answer.
    Request in request,
    /// Feedback on the coaching.
    Feedback in feedback,
    /// One rater's ratings on one day.
    Checklist in checklist,
    /// Data looked at together, and next steps.
    Review in review,
    /// A meeting that was called off.
    Missed in missed,
    /// A coach's time without an educator.
    Time in time,
}

/// The records of one kind.
pub(crate) trait OfKind: Sized {
    /// `record`, if it is of this kind.
    fn of(record: &Record) -> Option<&Self>;
}

impl Kind {
    /// The word after `kind:` and in file names.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it is, in one line without a full stop.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// What one record of it is called within a sentence: "session", "missed meeting".
    pub(crate) fn noun(self) -> &'static str {
        self.table().what
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The key that holds the day in the record's file name.
    pub fn date_key(self) -> &'static str {
        self.row().date_key
    }

    /// Whose folder its records are in.
    pub(crate) fn home(self) -> Home {
        match self {
            Kind::Relationship
            | Kind::Session
            | Kind::Contact
            | Kind::Request
            | Kind::Feedback
            | Kind::Checklist
            | Kind::Review
            | Kind::Missed => Home::Pair,
            Kind::Time => Home::Coach,
        }
    }

    /// Whether two of one day, of which nothing else is told, are no slip.
    pub(crate) fn may_repeat(self) -> bool {
        self.row().may_repeat
    }

    /// The command that keeps records of it.
    pub(crate) fn command(self) -> String {
        let KindRow { name, has_own_verb, .. } = self.row();
        if *has_own_verb { format!("coach {name}") } else { format!("coach log {name}") }
    }
}

/// Whose folder a record is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// A pair's.
    Pair,
    /// A coach's own.
    Coach,
}

/// What is told of a kind in one place, beside its typed struct.
struct KindRow {
    /// The word after `kind:`.
    name: &'static str,
    /// What it is, in one line without a full stop.
    about: &'static str,
    /// The key that holds the day in the record's file name.
    date_key: &'static str,
    /// Whether its verb is beside `coach log` and not under it.
    has_own_verb: bool,
    /// Whether two of one day, of which nothing else is told, are no slip, as two mails are none.
    may_repeat: bool,
    /// The keys after `kind:` that are its own.
    table: &'static Table,
    read: fn(&Node, &Vocabulary, &mut Problems) -> Option<Record>,
}

/// Keys whose values may be shown of a file that could not be understood: none of them holds anyone's
/// own words.
pub(crate) fn open_keys() -> &'static [&'static str] {
    static OPEN: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let all: Vec<&Key> =
            Kind::ALL.into_iter().flat_map(|kind| kind.table().all_keys()).collect();
        let is_open =
            |name: &str| all.iter().all(|key| key.name != name || !key.form.is_confidential());
        let keys = Kind::ALL.into_iter().flat_map(|kind| kind.table().keys);
        let open = keys.filter(|key| key.form.is_open()).map(|key| key.name);
        let open = open.filter(|name| is_open(name));
        std::iter::once("kind").chain(open).collect()
    });
    &OPEN
}

impl Record {
    /// The day that dates the record and is in its file name, with its place: see
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
            Record::Missed(missed) => missed.date,
            Record::Time(time) => time.date,
        }
    }

    /// The days on which something that was open in it came to its end: a step that was done or
    /// dropped, an answer that came.
    pub(crate) fn closings(&self) -> impl Iterator<Item = At<NaiveDate>> {
        let steps = self.steps().iter().filter_map(|step| step.state.closed());
        steps.chain(self.awaited().and_then(|awaited| match awaited {
            Awaited::Answer(request) => request.answered,
            Awaited::Feedback(feedback) => feedback.received,
        }))
    }

    /// What it waits for until it comes, beside its steps.
    pub(crate) fn awaited(&self) -> Option<Awaited<'_>> {
        match self {
            Record::Request(request) => Some(Awaited::Answer(request)),
            Record::Feedback(feedback) => Some(Awaited::Feedback(feedback)),
            Record::Relationship(_)
            | Record::Session(_)
            | Record::Contact(_)
            | Record::Checklist(_)
            | Record::Review(_)
            | Record::Missed(_)
            | Record::Time(_) => None,
        }
    }

    /// The steps that were agreed in it.
    pub fn steps(&self) -> &[Step] {
        match self {
            Record::Session(session) => &session.next_steps,
            Record::Review(review) => &review.next_steps,
            Record::Relationship(_)
            | Record::Contact(_)
            | Record::Request(_)
            | Record::Feedback(_)
            | Record::Checklist(_)
            | Record::Missed(_)
            | Record::Time(_) => &[],
        }
    }

    /// The meeting or check-in that it tells of.
    pub fn held(&self) -> Option<Held<'_>> {
        match self {
            Record::Session(session) => Some(Held {
                method: session.method,
                starts: session.starts,
                minutes: session.minutes,
                meeting: session.meeting.as_ref(),
            }),
            Record::Contact(contact) => Some(Held {
                method: contact.method,
                starts: None,
                minutes: contact.minutes,
                meeting: contact.meeting.as_ref(),
            }),
            Record::Relationship(_)
            | Record::Request(_)
            | Record::Feedback(_)
            | Record::Checklist(_)
            | Record::Review(_)
            | Record::Missed(_)
            | Record::Time(_) => None,
        }
    }

    /// How long it took, in minutes, where it says so.
    pub(crate) fn minutes(&self) -> Option<At<u32>> {
        let own = Time::of(self).map(|time| time.minutes).filter(At::is_read);
        own.or_else(|| self.held()?.minutes)
    }

    /// Whether something happened on its day; what was called off did not.
    pub(crate) fn is_activity(&self) -> bool {
        match self {
            Record::Missed(_) => false,
            Record::Relationship(_)
            | Record::Session(_)
            | Record::Contact(_)
            | Record::Request(_)
            | Record::Feedback(_)
            | Record::Checklist(_)
            | Record::Review(_)
            | Record::Time(_) => true,
        }
    }
}

/// What a record waits for until it comes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Awaited<'r> {
    /// The answer to a request.
    Answer(&'r Request),
    /// Feedback, and then a response to it.
    Feedback(&'r Feedback),
}

/// A record and the place of its `kind:` value.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The record.
    pub record: Record,
    /// Where `kind:` says what it is.
    pub kind_span: Span,
    /// Where it was imported from, with the place of that.
    pub(crate) provenance: Option<At<Provenance>>,
}

/// The profile id that a relationship's tree names, before the rest of it is read.
pub(crate) fn profile_of<'t>(root: &'t Node) -> Option<&'t str> {
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
pub(crate) fn read_in_part(
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
    let typed = (kind.value.row().read)(root, vocabulary, problems);
    let provenance = fields.optional_at(SOURCE, problems, Provenance::read);
    typed.map(|record| Typed { record, kind_span: kind.span, provenance })
}

/// Starts to read `root` as a record whose `kind:` is known; `source` is read with it.
fn fields_of<'t, 's>(
    root: &'t Node<'s>,
    table: &Table,
    problems: &mut Problems,
) -> Option<Fields<'t, 's>> {
    let mut fields = table.open(root, problems)?;
    fields.entry("kind");
    fields.has_last(SOURCE);
    Some(fields)
}
