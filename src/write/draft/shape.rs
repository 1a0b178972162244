//! What each kind of record holds, key by key, in the order in which it is written: for templates and
//! questions. What is allowed is judged by the readers in [`crate::domain::record`], never here; a test holds
//! the two together.

use crate::domain::record::{Kind, Rating};
use crate::syntax::yaml::Written;

/// One key of a record.
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What to write there, in a few words.
    pub says: &'static str,
    /// What its value looks like.
    pub form: Form,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// One line: a day, a number, an id, a title.
    Line,
    /// Text of any length.
    Prose,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One word of the profile.
    Word(Words),
    /// A list of words of the profile.
    Words(Words),
    /// Keys of its own.
    Group(&'static [Key]),
    /// A list of groups of keys.
    Groups(&'static [Key]),
    /// A value for each item.
    ByItem(&'static [&'static str]),
    /// A level for functions that the rater judges.
    Levels,
}

/// A list of words that the profile gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Ways to meet.
    Methods,
    /// Phases of a session.
    Phases,
    /// Items.
    Items,
}

const fn key(name: &'static str, says: &'static str, form: Form) -> Key {
    Key { name, says, form }
}

/// The keys of a record of `kind` after `kind:`, in order.
pub fn keys(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Relationship => RELATIONSHIP,
        Kind::Session => SESSION,
        Kind::Contact => CONTACT,
        Kind::Request => REQUEST,
        Kind::Feedback => FEEDBACK,
        Kind::Checklist => CHECKLIST,
        Kind::Review => REVIEW,
    }
}

/// Puts `entries` and the groups in them into the order of `keys`; what `keys` does not list comes
/// last, in the order in which it stood.
pub(super) fn put_in_order(keys: &[Key], entries: &mut [(String, Written)]) {
    let place = |name: &str| keys.iter().position(|key| key.name == name);
    entries.sort_by_key(|(name, _)| place(name).unwrap_or(keys.len()));
    for (name, value) in entries {
        match (place(name).map(|at| keys[at].form), value) {
            (Some(Form::Group(keys)), Written::Map(within)) => put_in_order(keys, within),
            (Some(Form::Groups(keys)), Written::List(elements)) => {
                for element in elements {
                    if let Written::Map(within) = element {
                        put_in_order(keys, within);
                    }
                }
            }
            _ => {}
        }
    }
}

const DAY: &str = "the day, YYYY-MM-DD";
const MINUTES: &str = "minutes, a whole number";
const MEETING: &str = "only for one meeting with several educators: an id that their records share";

static RELATIONSHIP: &[Key] = &[
    key("profile", "the practice profile", Form::Line),
    key("coach", "the educator-coach's id", Form::Line),
    key("educator", "the coached educator's id", Form::Line),
    key("school", "the school's id, as in coach.toml", Form::Line),
    key("practice", "the teaching practice they work on", Form::Line),
    key("started", "the first day, YYYY-MM-DD", Form::Line),
    key("ended", "the last day, once it has ended", Form::Line),
    key("end_reason", "why it ended (confidential)", Form::Prose),
    key("agreement", "what the two agreed", Form::Group(AGREEMENT)),
];

static AGREEMENT: &[Key] = &[
    key("committed_on", "the day of the educator's verbal commitment", Form::Line),
    key("respond_within_days", "days within which the coach answers", Form::Line),
    key("days", "how those days are counted", Form::OneOf(&["calendar", "working"])),
    key("methods", "methods they prefer", Form::Words(Words::Methods)),
    key("meet_every_days", "days from one meeting to the next", Form::Line),
    key("minutes", "minutes of a meeting", Form::Line),
];

static SESSION: &[Key] = &[
    key("date", DAY, Form::Line),
    key("starts", "the time it began, \"HH:MM\" in quotes", Form::Line),
    key("method", "how you met", Form::Word(Words::Methods)),
    key("minutes", MINUTES, Form::Line),
    key("meeting", MEETING, Form::Line),
    key("phases", "phases of the session", Form::Words(Words::Phases)),
    key("items", "items you worked on", Form::Words(Words::Items)),
    key("observed", "your own visit to a lesson that the session rests on", Form::Group(OBSERVED)),
    key("strengths", "strengths you named (confidential)", Form::Prose),
    key("reflection", "what the educator said (confidential)", Form::Group(REFLECTION)),
    key("next_steps", "what was agreed to do next", Form::Groups(SESSION_STEP)),
    key("notes", "anything else (confidential)", Form::Prose),
];

static OBSERVED: &[Key] = &[
    key("on", "the day of the visit, YYYY-MM-DD", Form::Line),
    key("minutes", MINUTES, Form::Line),
    key("focus", "what you looked for (confidential)", Form::Prose),
];

static REFLECTION: &[Key] = &[
    key("working", "what is working", Form::Prose),
    key("not_working", "what is not working", Form::Prose),
];

const STEP_ID: Key = key("id", "an id within this record, such as s1", Form::Line);
const STEP_WHAT: Key = key("what", "what is to be done (confidential)", Form::Prose);
const STEP_WHO: Key = key("who", "who does it", Form::OneOf(&["coach", "educator"]));
const STEP_DUE: Key = key("due", "by when, YYYY-MM-DD", Form::Line);
const STEP_DONE: Key = key("done", "the day it was done", Form::Line);
const STEP_DROPPED: Key = key("dropped", "the day it was given up", Form::Line);

static SESSION_STEP: &[Key] = &[STEP_ID, STEP_WHAT, STEP_WHO, STEP_DUE, STEP_DONE, STEP_DROPPED];

static REVIEW_STEP: &[Key] = &[
    STEP_ID,
    STEP_WHAT,
    STEP_WHO,
    STEP_DUE,
    STEP_DONE,
    STEP_DROPPED,
    key("because_of", "ids of the data it follows from, such as [d1]", Form::Line),
];

static CONTACT: &[Key] = &[
    key("date", DAY, Form::Line),
    key("method", "how you were in touch", Form::Word(Words::Methods)),
    key("minutes", MINUTES, Form::Line),
    key("about", "what it was about (confidential)", Form::Prose),
    key("meeting", MEETING, Form::Line),
];

static REQUEST: &[Key] = &[
    key("asked", "the day of the question, YYYY-MM-DD", Form::Line),
    key("about", "what was asked (confidential)", Form::Prose),
    key("answered", "the day of the answer, once there is one", Form::Line),
    key("method", "how it was answered", Form::Word(Words::Methods)),
];

static FEEDBACK: &[Key] = &[
    key("requested", "the day you asked how the coaching is going", Form::Line),
    key("received", "the day feedback came back, once it has", Form::Line),
    key("summary", "what came back (confidential)", Form::Prose),
    key("response", "what you changed or replied (confidential)", Form::Prose),
];

static CHECKLIST: &[Key] = &[
    key("date", "the day of the rating, YYYY-MM-DD", Form::Line),
    key("rater", "who rated; an observer has an id", Form::Group(RATER)),
    key("ratings", "a rating for each item that you rate", Form::ByItem(RATING_WORDS)),
    key("levels", "functions whose level you judge", Form::Levels),
    key("comments", "comments on items (confidential)", Form::ByItem(&[])),
    key("replaces", "the file name of a checklist of yours that this one corrects", Form::Line),
];

static RATER: &[Key] = &[
    key("role", "the rater's role", Form::OneOf(&["self", "educator", "observer"])),
    key("id", "the rater's id", Form::Line),
];

static RATING_WORDS: &[&str] = &[
    Rating::InPlace.name(),
    Rating::Partial.name(),
    Rating::NotInPlace.name(),
    Rating::NotApplicable.name(),
    Rating::NotObserved.name(),
];

static REVIEW: &[Key] = &[
    key("date", DAY, Form::Line),
    key("period", "the time it looks at; without it, since the last review", Form::Group(PERIOD)),
    key("data", "the data you looked at together", Form::Groups(DATA)),
    key("working", "what is working (confidential)", Form::Prose),
    key("not_working", "what is not working (confidential)", Form::Prose),
    key("next_steps", "what was decided, and because of which data", Form::Groups(REVIEW_STEP)),
];

static PERIOD: &[Key] = &[
    key("from", "first day, YYYY-MM-DD", Form::Line),
    key("to", "last day, YYYY-MM-DD", Form::Line),
];

static DATA: &[Key] = &[
    key("id", "an id within this review, such as d1", Form::Line),
    key("source", "where it comes from", Form::OneOf(&["fidelity-checklist", "student-data"])),
    key("ref", "for a fidelity-checklist: its file name", Form::Line),
    key("measure", "for student-data: what is measured", Form::Line),
    key("improvement", "for student-data: what is better", Form::OneOf(&["increase", "decrease"])),
    key("values", "for student-data: a value for each day", Form::Groups(VALUE)),
];

static VALUE: &[Key] = &[
    key("on", "the day, YYYY-MM-DD", Form::Line),
    key("value", "the measure, a number", Form::Line),
    key("n", "how many students it summarises", Form::Line),
];

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::diagnostic::Problems;
    use crate::domain::profile::Library;
    use crate::domain::record::{self, Vocabulary};
    use crate::syntax::tree::rules::UNKNOWN_KEY;
    use crate::syntax::yaml::{Written, emit, parse};
    use crate::text::source::Source;

    /// What a reader finds in `text`, as messages with their help.
    fn findings(text: &str) -> Vec<(&'static str, String)> {
        let profiles = Library::built_in();
        let profile = profiles.get("missouri-sbic-2014");
        let vocabulary = Vocabulary { profiles: &profiles, profile, schools: &BTreeMap::new() };
        let source = Source::new("t", text.to_owned());
        let mut problems = Problems::default();
        let root = parse(&source, &mut problems).unwrap();
        record::read(&root, &vocabulary, &mut problems);
        let found = problems.finish(&source).0;
        found.iter().map(|found| (found.rule.id, found.help.join(" "))).collect()
    }

    /// A group with every key that is listed, and one that no reader knows.
    fn all_of(keys: &[Key]) -> Written {
        let value = |key: &Key| match key.form {
            Form::Group(keys) => all_of(keys),
            Form::Groups(keys) => Written::List(vec![all_of(keys)]),
            Form::Words(_) => Written::List(vec![Written::Text("x".into())]),
            Form::ByItem(_) | Form::Levels => {
                Written::Map(vec![("x".into(), Written::Text("x".into()))])
            }
            Form::Line if key.name == "because_of" => Written::List(vec![]),
            // So that the reader goes on to the keys of student data.
            Form::OneOf([_, second]) if key.name == "source" => Written::Text((*second).into()),
            _ => Written::Text("x".into()),
        };
        Written::Map(keys.iter().map(|key| (key.name.to_owned(), value(key))).collect())
    }

    #[test]
    fn the_keys_are_those_that_are_read() {
        for kind in Kind::ALL {
            let unknown = findings(&format!("kind: {}\nzzzz: 1\n", kind.name()));
            let help = &unknown.iter().find(|found| found.0 == UNKNOWN_KEY.id).unwrap().1;
            let read: BTreeSet<&str> = help
                .split_once(": ")
                .unwrap()
                .1
                .split([',', ' '])
                .filter(|word| !word.is_empty() && !["and", "kind"].contains(word))
                .collect();
            let listed: BTreeSet<&str> = keys(kind).iter().map(|key| key.name).collect();
            assert_eq!(listed, read, "{}", kind.name());
        }
    }

    #[test]
    fn the_keys_of_groups_are_read_too() {
        for kind in Kind::ALL {
            let Written::Map(entries) = all_of(keys(kind)) else { continue };
            let text = format!("kind: {}\n{}", kind.name(), emit(&entries));
            let unknown: Vec<_> =
                findings(&text).into_iter().filter(|found| found.0 == UNKNOWN_KEY.id).collect();
            // Of student data `ref` is no key: it is one of checklists.
            let expected = usize::from(kind == Kind::Review);
            assert_eq!(unknown.len(), expected, "{text}\n{unknown:?}");
        }
    }
}
