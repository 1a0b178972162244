//! What a schema cannot say, by name and reason, with a text on which schema and reading differ.
//! Where one of them agrees after all, it has no place here any more, and the test says so.

use coach::diagnostic::Diagnostic;
use coach::syntax::tree::read::{is_integer, is_number};
use coach::write::schema::Subject;
use serde_json::Value as Json;

use super::reading::{self, Read, Words};
use super::seen::core;

pub(crate) struct Exception {
    pub(crate) name: &'static str,
    reason: &'static str,
    /// A text that reading refuses and a schema allows; for a profile, a change of the built-in one.
    text: &'static str,
    subject: Subject,
    /// Whether it explains a finding at a place with such a text.
    explains: fn(&Diagnostic, &str) -> bool,
}

const SESSION: &str = "kind: session\ndate: 2026-09-14\nmethod: email\n";

pub(crate) const EXCEPTIONS: &[Exception] = &[
    Exception {
        name: "an answer before its question",
        reason: "a schema does not compare two values",
        text: "kind: request\nasked: 2026-09-14\nanswered: 2026-09-01",
        subject: Subject::AnyRecord,
        explains: |found, _| found.rule.id == "answered-before-asked",
    },
    Exception {
        name: "feedback before it was requested",
        reason: "a schema does not compare two values",
        text: "kind: feedback\nrequested: 2026-09-14\nreceived: 2026-09-01",
        subject: Subject::AnyRecord,
        explains: |found, _| found.rule.id == "answered-before-asked",
    },
    Exception {
        name: "a relationship that ends before it starts",
        reason: "a schema does not compare two values",
        text: "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-1\neducator: t-1\n\
               school: lincoln\nstarted: 2026-09-14\nended: 2026-09-01",
        subject: Subject::AnyRecord,
        explains: |found, _| found.message.contains("before it starts"),
    },
    Exception {
        name: "a coach who coaches themselves",
        reason: "a schema does not compare two values",
        text: "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-1\neducator: c-1\n\
               school: lincoln\nstarted: 2026-09-14",
        subject: Subject::AnyRecord,
        explains: |found, _| found.message.contains("have the same id"),
    },
    Exception {
        name: "the path of a file as a source",
        reason: "a schema says only that it does not fit, never what is wrong with it",
        text: "kind: contact\ndate: 2026-09-14\nmethod: email\nsource: {name: a/b.csv, key: 1}",
        subject: Subject::AnyRecord,
        explains: |found, _| found.rule.id == "path-in-source",
    },
    Exception {
        name: "a source without a name, or with a very long one",
        reason: "text has one form in all schemas",
        text: "kind: contact\ndate: 2026-09-14\nmethod: email\nsource: {name: \" \", key: 1}",
        subject: Subject::AnyRecord,
        explains: |found, _| {
            ["there is nothing in it", "this is too long", "this goes over several lines"]
                .contains(&found.message.as_str())
        },
    },
    Exception {
        name: "a period that ends before it begins",
        reason: "a schema does not compare two values",
        text: "kind: review\ndate: 2026-09-14\nperiod: {from: 2026-09-02, to: 2026-09-01}",
        subject: Subject::AnyRecord,
        explains: |found, _| found.message.contains("before it begins"),
    },
    Exception {
        name: "a key that stands twice",
        reason: "a schema sees one value for each key; editors find this without one",
        text: "kind: session\ndate: 2026-09-14\ndate: 2026-09-14\nmethod: email",
        subject: Subject::AnyRecord,
        explains: |found, _| found.rule.id == "duplicate-key",
    },
    Exception {
        name: "a tag, an anchor or an alias",
        reason: "a schema sees only the value that they stand for",
        text: "kind: session\ndate: 2026-09-14\nmethod: email\nstrengths: !important waited",
        subject: Subject::AnyRecord,
        explains: |found, _| found.rule.id == "yaml-feature",
    },
    Exception {
        name: "a step that says nothing",
        reason: "words that only fill a field would have to be listed in a pattern, in any case",
        text: "kind: session\ndate: 2026-09-14\nmethod: email\nnext_steps: [{what: n/a}]",
        subject: Subject::AnyRecord,
        explains: |found, _| found.message == "a next step says what is to be done",
    },
    Exception {
        name: "a number in another notation",
        reason: "007, 1e3 and 45.0 are numbers to a schema, which does not see how they are written",
        text: "kind: session\ndate: 2026-09-14\nmethod: email\nminutes: 045",
        subject: Subject::AnyRecord,
        explains: |_, at| is_in_other_notation(at),
    },
    Exception {
        name: "a decimal number for an id",
        reason: "a schema cannot tell 0.5 from 5e-1, which is an id by its characters",
        text: "kind: session\ndate: 2026-09-14\nmethod: email\nmeeting: 0.5",
        subject: Subject::AnyRecord,
        explains: |found, at| found.rule.id == "bad-id" && is_number(at),
    },
    Exception {
        name: "a period that goes on into the next school year",
        reason: "a schema does not compare two values",
        text: "version = 1\ndistrict = \"D\"\nprofile = \"p\"\nyear_starts = \"08-01\"\n\
               [periods]\nodd = {from = \"07-01\", to = \"09-01\"}",
        subject: Subject::Settings,
        explains: |found, _| found.message.contains("goes on into the next school year"),
    },
    Exception {
        name: "a school year that ends on its first day",
        reason: "a schema does not compare two values",
        text: "version = 1\ndistrict = \"D\"\nprofile = \"p\"\nyear_starts = \"08-01\"\n\
               year_ends = \"08-01\"\n",
        subject: Subject::Settings,
        explains: |found, _| found.message.contains("would end on the day on which it starts"),
    },
    Exception {
        name: "a holiday that ends before it begins, or goes on for more than a year",
        reason: "a schema does not compare two values",
        text: "version = 1\ndistrict = \"D\"\nprofile = \"p\"\nyear_starts = \"08-01\"\n\
               holidays = [\"2026-01-02..2025-12-22\"]",
        subject: Subject::Settings,
        explains: |found, _| {
            found.message.contains("this holiday ends on") || found.message.contains("days long")
        },
    },
    Exception {
        name: "a version written as a decimal",
        reason: "1.0 and 1 are one number to a schema",
        text: "version = 1.0\ndistrict = \"D\"\nprofile = \"p\"\nyear_starts = \"08-01\"\n",
        subject: Subject::Settings,
        explains: |found, _| found.message.contains("this program reads"),
    },
];

/// Whether `text` is a date or time as TOML writes one, without quotes.
fn is_date(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['-', ':'])
}

/// Whether `text` is a number to an editor, though no record writes it so: 007, 1e3, 0x1f, 45.0.
fn is_in_other_notation(text: &str) -> bool {
    let is_whole = |text: &str| text.parse().is_ok_and(|number: f64| number.fract() == 0.0);
    core(text).is_number() && !is_integer(text) && (!is_number(text) || is_whole(text))
}

/// Whether everything that was found is something that a schema cannot say.
pub(crate) fn is_excepted(read: &Read) -> bool {
    !read.found.is_empty()
        && read.found.iter().zip(&read.at).all(|(found, at)| {
            EXCEPTIONS.iter().chain(OF_PROFILES).any(|exception| (exception.explains)(found, at))
        })
}

/// What the schema of a profile cannot say.
pub(crate) const OF_PROFILES: &[Exception] = &[
    Exception {
        name: "an id that stands twice",
        reason: "a schema does not compare two values",
        text: "id = \"far\" => id = \"close\"",
        subject: Subject::Profile,
        explains: |found, _| found.rule.id == "same-id",
    },
    Exception {
        name: "a level that no function can reach",
        reason: "a schema does not count",
        text: "reached = { rule = \"judged\" } => reached = { rule = \"count\", at_least = 900 }",
        subject: Subject::Profile,
        explains: |found, _| {
            ["profile-levels", "profile-meaning", "profile-scale"].contains(&found.rule.id)
        },
    },
    Exception {
        name: "a rubric for a level that there is not",
        reason: "the levels stand elsewhere in the file",
        text: "close = \"The process => clse = \"The process",
        subject: Subject::Profile,
        explains: |found, _| found.message.contains("is not a level of this profile"),
    },
    Exception {
        name: "a date without quotes for text",
        reason: "a schema knows no dates: a date of TOML is text to it",
        text: "title = \"School-Based Implementation Coaching\" => title = 2026-09-14",
        subject: Subject::Profile,
        explains: |found, at| found.rule.id == "wrong-type" && is_date(at),
    },
    Exception {
        name: "more methods than there are",
        reason: "a schema does not count",
        text: "distinct-methods\", at_least = 2 => distinct-methods\", at_least = 99",
        subject: Subject::Profile,
        explains: |found, _| found.message.contains("no pair can use"),
    },
];

#[test]
fn each_exception_still_is_one() {
    let words = Words::with_schools(["lincoln"]);
    for exception in EXCEPTIONS {
        let read = match exception.subject {
            Subject::Settings => reading::toml(Subject::Settings, exception.text),
            _ => reading::record(exception.text, &words),
        };
        assert_exception(exception, &read, &words);
    }
    let built_in = include_str!("../../../profile/missouri-sbic-2014.toml");
    for exception in OF_PROFILES {
        let (from, to) = exception.text.split_once(" => ").expect("a change of the profile");
        assert!(built_in.contains(from), "{from}");
        let read = reading::toml(Subject::Profile, &built_in.replacen(from, to, 1));
        assert_exception(exception, &read, &words);
    }
}

fn assert_exception(exception: &Exception, read: &Read, words: &Words) {
    let (name, reason) = (exception.name, exception.reason);
    assert!(!read.is_allowed(), "{name}: reading allows it now");
    for (found, at) in read.found.iter().zip(&read.at) {
        assert!((exception.explains)(found, at), "{name}: {found:?}");
    }
    let seen = read.seen.as_ref().expect("an editor sees it");
    let allows = words.validator(exception.subject).is_valid(seen);
    assert!(allows, "{name} ({reason}): the schema says it now");
}

/// The other way round: what reading allows and an editor marks.
#[test]
fn an_editor_marks_too_much_only_where_it_sees_other_values() {
    let words = Words::with_schools(["lincoln"]);
    let any = words.validator(Subject::AnyRecord);
    for (text, why) in [
        ("strengths: True", "to YAML it is a truth, not text"),
        ("meeting: true", "to YAML it is a truth, not the letters of an id"),
    ] {
        let read = reading::record(&format!("{SESSION}{text}"), &words);
        assert!(read.is_allowed(), "{text}: {read:?}");
        assert!(!any.is_valid(read.seen.as_ref().expect("a record")), "{text}: {why}");
    }
    // A run of spaces counts as one where the label is read, and as many to a schema.
    let label = format!("label = \"a{}b\"", " ".repeat(30));
    let built_in = include_str!("../../../profile/missouri-sbic-2014.toml");
    let read = reading::toml(Subject::Profile, &built_in.replace("label = \"rationale\"", &label));
    assert!(read.is_allowed(), "{read:?}");
    assert!(!words.validator(Subject::Profile).is_valid(&read.seen.expect("a profile")));
}

/// Whether `seen` holds a truth: reading takes `True` for text, and `true` for the letters of an id.
pub(crate) fn holds_truth(seen: &Json) -> bool {
    match seen {
        Json::Bool(_) => true,
        Json::Array(list) => list.iter().any(holds_truth),
        Json::Object(map) => map.values().any(holds_truth),
        _ => false,
    }
}
