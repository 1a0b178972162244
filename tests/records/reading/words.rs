//! Words that only the district or the profile knows: an unknown one is named, with the nearest known
//! one and all of them.

use super::desk::{CHECKLIST, CONTACT, Desk, RELATIONSHIP, REVIEW, SESSION, with};

/// A record, a key, the word written there, the rule, and essential words of the message.
type Unknown = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const METHODS: &[&str] = &["`email`", "`phone`", "`in-person`", "`video`"];

#[rustfmt::skip]
const UNKNOWN: &[Unknown] = &[
    (SESSION, "kind", "sesion", "unknown-kind", &["did you mean `session`?", "`relationship`",
        "`contact`", "`request`", "`feedback`", "`checklist`", "`review`"]),
    (SESSION, "kind", "Session", "unknown-kind", &["did you mean `session`?"]),
    (SESSION, "kind", "meeting", "unknown-kind", &["`meeting` is not a kind of record"]),
    (RELATIONSHIP, "profile", "missouri-sbic-2015", "unknown-profile",
        &["did you mean `missouri-sbic-2014`?", "[profiles]"]),
    (RELATIONSHIP, "profile", "ours", "unknown-profile", &["allowed: `missouri-sbic-2014`"]),
    (RELATIONSHIP, "school", "lincoln-elementry", "unknown-school",
        &["not a school of this district", "did you mean `lincoln-elementary`?", "`prairie-view-k8`",
          "[schools.ID]"]),
    (RELATIONSHIP, "school", "lincoln", "unknown-school", &["did you mean `lincoln-elementary`?"]),
    (RELATIONSHIP, "school", "0104", "unknown-school", &["`0104` is not a school"]),
    (RELATIONSHIP, "agreement.methods", "[in-person, text]", "unknown-method", METHODS),
    (RELATIONSHIP, "agreement.days", "workdays", "unknown-word", &["`calendar` or `working`"]),
    (SESSION, "method", "In Person", "unknown-method", &["did you mean `in-person`?"]),
    (SESSION, "method", "in_person", "unknown-method", &["did you mean `in-person`?"]),
    (SESSION, "method", "e-mail", "unknown-method", &["did you mean `email`?"]),
    (CONTACT, "method", "fax", "unknown-method", METHODS),
    (CONTACT, "method", "no", "unknown-method", METHODS),
    (SESSION, "phases", "[debreif]", "unknown-phase", &["did you mean `debrief`?"]),
    (SESSION, "items", "[managable-units]", "unknown-item", &["did you mean `manageable-units`?"]),
    (SESSION, "items", "[Rationale]", "unknown-item", &["did you mean `rationale`?"]),
    (SESSION, "items", "[feedback]", "unknown-item",
        &["did you mean `feedback-on-coaching`?", "`data-to-next-steps`"]),
    (SESSION, "items", "[0104]", "unknown-item", &["`0104` is not an item of missouri-sbic-2014"]),
    (SESSION, "next_steps.who", "teacher", "unknown-word", &["`coach` or `educator`"]),
    (CHECKLIST, "rater.role", "observor", "unknown-role",
        &["did you mean `observer`?", "`self`, `educator` or `observer`"]),
    (CHECKLIST, "rater.role", "coach", "unknown-role", &["`self`, `educator` or `observer`"]),
    (CHECKLIST, "ratings.confidentiality", "in place", "unknown-rating",
        &["did you mean `in-place`?", "`partial`, `not-in-place`, `not-applicable` or `not-observed`"]),
    (CHECKLIST, "ratings.confidentiality", "yes", "unknown-rating", &["`in-place`"]),
    // As paper forms have it: 2, 1, 0.
    (CHECKLIST, "ratings.confidentiality", "2", "unknown-rating", &["write `in-place`"]),
    (CHECKLIST, "ratings.confidentiality", "1", "unknown-rating", &["write `partial`"]),
    (CHECKLIST, "ratings.confidentiality", "\"0\"", "unknown-rating", &["write `not-in-place`"]),
    (CHECKLIST, "ratings.confidentiality", "N/A", "unknown-rating", &["write `not-applicable`"]),
    (CHECKLIST, "ratings.confidentiality", "3", "unknown-rating", &["`3` is not a rating"]),
    (CHECKLIST, "levels.dialogue", "closer", "unknown-level",
        &["did you mean `close`?", "`close` or `far`"]),
    // Ideal is computed: all items in place.
    (CHECKLIST, "levels.dialogue", "ideal", "unknown-level",
        &["computed from the items", "`close` or `far`"]),
    (REVIEW, "data.improvement", "increse", "unknown-word",
        &["did you mean `increase`?", "`increase` or `decrease`"]),
    (REVIEW, "data.source", "checklist", "unknown-word",
        &["not a source of data", "`fidelity-checklist` or `student-data`"]),
];

#[test]
fn unknown_words_are_named_with_those_that_are_known() {
    let desk = Desk::new();
    for (record, key, written, rule, words) in UNKNOWN {
        let text = with(record, key, written);
        let word = written.trim_start_matches("[in-person, ").trim_matches(['[', ']']);
        desk.expect(&text, &[(rule, word)]);
        let message = desk.words(&text);
        let shown = word.trim_matches('"');
        assert!(message.contains(&format!("`{shown}`")), "{shown}: {message}");
        assert!(words.iter().all(|word| message.contains(word)), "{key}: {written}: {message}");
    }
}

#[test]
fn unknown_words_as_keys_are_named_too() {
    let desk = Desk::new();
    for (key, written, rule, under, words) in [
        ("ratings", "{rational: partial}", "unknown-item", "rational", "did you mean `rationale`?"),
        ("levels", "{dialog: close}", "unknown-function", "dialog", "did you mean `dialogue`?"),
        ("comments", "{rational: x}", "unknown-item", "rational", "did you mean `rationale`?"),
    ] {
        let text = with(CHECKLIST, key, written);
        desk.expect(&text, &[(rule, under)]);
        let message = desk.words(&text);
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_far_word_gets_no_guess_and_a_long_one_is_cut() {
    let desk = Desk::new();
    let found = desk.read(with(CONTACT, "method", "fax")).found;
    assert_eq!(found[0].label, "");
    let long = "x".repeat(5000);
    let message = desk.words(&with(CONTACT, "method", &long));
    assert!(message.contains(&format!("`{}…`", "x".repeat(48))), "{message}");
    assert!(message.len() < 400, "{message}");
}

#[test]
fn without_a_profile_its_words_are_not_judged() {
    let desk = Desk::new();
    // Nothing says which methods there are, so only the profile is at fault.
    let text = with(&with(RELATIONSHIP, "profile", "ours"), "agreement.methods", "[telepathy]");
    desk.expect(&text, &[("unknown-profile", "ours")]);
}
