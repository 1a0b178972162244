//! Values of the wrong type, for every typed key of every kind.

use super::desk::{
    CHECKLIST, CONTACT, Desk, EVERY_KIND, FEEDBACK, RELATIONSHIP, REQUEST, REVIEW, SESSION, with,
};

/// What a key asks for; where words are asked for, the rule that other words break.
#[derive(Clone, Copy)]
enum Asked {
    Date,
    Time,
    WholeNumber,
    Number,
    Id,
    Person,
    School,
    Profile,
    Word(&'static str),
    Words(&'static str),
    /// A group of keys: what `{a: b}` in its place breaks.
    Group(&'static [&'static str]),
    Groups,
    Text,
    Prose,
}
use Asked::{
    Date, Group, Groups, Id, Number, Person, Profile, Prose, School, Text, Time, WholeNumber, Word,
    Words,
};

/// The values put where another type is asked for.
const VALUES: [&str; 6] = ["[a, b]", "{a: b}", "true", "7", "some words", "\"7\""];

impl Asked {
    /// The rules that each of [`VALUES`] breaks in its place.
    fn broken(self) -> [Vec<&'static str>; 6] {
        let wrong = || vec!["wrong-type"];
        let (none, bad_date, bad_id) = (Vec::new, || vec!["bad-date"], || vec!["bad-id"]);
        match self {
            // A date or time is read from whatever word stands there.
            Date => [wrong(), wrong(), bad_date(), bad_date(), bad_date(), bad_date()],
            Time => [wrong(), wrong(), wrong(), bad_date(), bad_date(), bad_date()],
            WholeNumber | Number => [wrong(), wrong(), wrong(), none(), wrong(), wrong()],
            // An id is taken as it is written: `true` and `7` are ids, of people only with a digit.
            Id => [wrong(), wrong(), none(), none(), bad_id(), none()],
            Person => [wrong(), wrong(), bad_id(), none(), bad_id(), none()],
            School => {
                let unknown = || vec!["unknown-school"];
                [wrong(), wrong(), unknown(), unknown(), bad_id(), unknown()]
            }
            Profile => {
                let unknown = || vec!["unknown-profile"];
                [wrong(), wrong(), wrong(), unknown(), unknown(), unknown()]
            }
            Word(rule) => [wrong(), wrong(), vec![rule], vec![rule], vec![rule], vec![rule]],
            Words(rule) => [vec![rule, rule], wrong(), wrong(), wrong(), wrong(), wrong()],
            Group(rules) => [wrong(), rules.to_vec(), wrong(), wrong(), wrong(), wrong()],
            Groups => [vec!["wrong-type"; 2], wrong(), wrong(), wrong(), wrong(), wrong()],
            Text | Prose => [wrong(), wrong(), wrong(), none(), none(), none()],
        }
    }
}

const UNKNOWN: &[&str] = &["unknown-key"];
const LACKS_AND_UNKNOWN: &[&str] = &["missing-key", "unknown-key"];

#[rustfmt::skip]
const TYPED: &[(&str, &[(&str, Asked)])] = &[
    (RELATIONSHIP, &[
        ("profile", Profile), ("coach", Person), ("educator", Person), ("school", School),
        ("practice", Text), ("started", Date), ("ended", Date), ("end_reason", Prose),
        ("agreement.committed_on", Date), ("agreement.respond_within_days", WholeNumber),
        ("agreement.days", Word("unknown-word")), ("agreement.methods", Words("unknown-method")),
        ("agreement.meet_every_days", WholeNumber), ("agreement.minutes", WholeNumber),
    ]),
    (SESSION, &[
        ("date", Date), ("starts", Time), ("method", Word("unknown-method")),
        ("minutes", WholeNumber), ("meeting", Id), ("phases", Words("unknown-phase")),
        ("items", Words("unknown-item")), ("observed", Group(LACKS_AND_UNKNOWN)),
        ("observed.on", Date), ("observed.minutes", WholeNumber), ("observed.focus", Prose),
        ("strengths", Prose), ("reflection", Group(UNKNOWN)), ("reflection.working", Prose),
        ("reflection.not_working", Prose), ("next_steps.id", Id), ("next_steps.what", Prose),
        ("next_steps.who", Word("unknown-word")), ("next_steps.due", Date),
        ("next_steps.done", Date), ("next_steps.dropped", Date), ("notes", Prose),
    ]),
    (CONTACT, &[
        ("date", Date), ("method", Word("unknown-method")), ("minutes", WholeNumber),
        ("about", Prose), ("meeting", Id),
    ]),
    (REQUEST, &[
        ("asked", Date), ("about", Prose), ("answered", Date), ("method", Word("unknown-method")),
    ]),
    (FEEDBACK, &[
        ("requested", Date), ("received", Date), ("summary", Prose), ("response", Prose),
    ]),
    (CHECKLIST, &[
        ("date", Date), ("rater", Group(LACKS_AND_UNKNOWN)), ("rater.role", Word("unknown-role")),
        ("rater.id", Person), ("ratings", Group(&["unknown-item", "unknown-rating"])),
        ("ratings.confidentiality", Word("unknown-rating")),
        ("levels", Group(&["unknown-function", "unknown-level"])),
        ("levels.dialogue", Word("unknown-level")), ("comments", Group(&["unknown-item"])),
        ("comments.rationale", Prose), ("replaces", Text),
    ]),
    (REVIEW, &[
        ("date", Date), ("period", Group(&["missing-key", "missing-key", "unknown-key"])),
        ("period.from", Date), ("period.to", Date), ("data.id", Id), ("data.ref", Text),
        ("data.measure", Text), ("data.improvement", Word("unknown-word")),
        ("data.values", Groups), ("data.values.on", Date), ("data.values.value", Number),
        ("data.values.n", WholeNumber), ("working", Prose), ("not_working", Prose),
        ("next_steps.what", Prose), ("next_steps.because_of", Words("bad-id")),
    ]),
];

#[test]
fn every_typed_key_refuses_every_other_type_at_its_place() {
    let desk = Desk::new();
    let mut tried = 0;
    for &(record, keys) in TYPED {
        for &(key, asked) in keys {
            for (value, mut broken) in VALUES.iter().zip(asked.broken()) {
                let text = with(record, key, value);
                let found = desk.faults(&text);
                if matches!(asked, Words("bad-id")) && value.starts_with('[') {
                    broken.clear(); // ids of data: any words that are ids
                }
                let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
                assert_eq!(rules, broken, "{key} in:\n{text}");
                for (_, under) in found {
                    // The value, an element of it, or a key or value inside of it.
                    assert!(value.contains(&under) && !under.is_empty(), "{under} in:\n{text}");
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 400);
    assert_eq!(TYPED.len(), EVERY_KIND.len());
}

#[test]
fn the_message_says_what_belongs_there_and_what_stands_there() {
    let desk = Desk::new();
    for (record, key, value, words) in [
        (SESSION, "date", "[2026-09-14]", ["a date, written YYYY-MM-DD", "not a list"]),
        (SESSION, "minutes", "true", ["minutes from 1 to 1440", "`true` (a boolean"]),
        (SESSION, "minutes", "45 min", ["minutes from 1 to 1440", "write 45"]),
        (SESSION, "minutes", "\"45\"", ["a number in quotes, which is text", "write 45 without"]),
        (SESSION, "items", "rationale, listens", ["a list", "[rationale, listens]"]),
        (SESSION, "items", "he gave reasons", ["a list", "[first, second]"]),
        (SESSION, "items", "{rationale: 1}", ["a list", "not a group of keys"]),
        (SESSION, "method", "[email]", ["the name of a method", "`in-person`"]),
        (
            SESSION,
            "strengths",
            "[waited]",
            ["text belongs here, not a list", "whole text in quotes"],
        ),
        (SESSION, "strengths", "true", ["text belongs here, not a boolean", "in words"]),
        (SESSION, "strengths", "\n- waited", ["text belongs here, not a list", "`|`"]),
        (CHECKLIST, "ratings.rationale", "", ["a rating belongs here", "nothing is here"]),
        (SESSION, "observed", "2026-09-14", ["written as keys with values", "{on: 2026-09-14"]),
        (SESSION, "reflection", "fine", ["written as keys with values", "{working: …, not"]),
        (CHECKLIST, "rater", "observer", ["written as keys with values", "{role: observer, id"]),
        (CHECKLIST, "ratings", "[x]", ["a set of ratings", "{confidentiality: in-place}"]),
        (REVIEW, "data.values.value", "68%", ["a number", "write 68 without the percent sign"]),
        (REVIEW, "data.values.value", "\"68\"", ["a number", "write 68 without quotes"]),
    ] {
        let message = desk.words(&with(record, key, value));
        assert!(words.iter().all(|word| message.contains(word)), "{key}: {message}");
    }
    let steps = format!("{}next_steps: rehearse\n", super::desk::without(SESSION, "next_steps"));
    let message = desk.words(&steps);
    assert!(message.contains("a list belongs here, not text") && message.contains("`- `"));
    let comma = REVIEW.replace(
        "[{on: 2026-09-10, value: 52, n: 24}, {on: 2026-10-22, value: 68.5, n: 25}]",
        "\n      - on: 2026-09-10\n        value: 68,5\n",
    );
    assert!(desk.words(&comma).contains("write 68.5 with a decimal point"));
}
