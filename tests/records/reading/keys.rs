//! Keys that are missing, empty or unknown, in each of the seven kinds.

use crate::harness::District;

use super::desk::{
    CHECKLIST, CONTACT, Desk, EVERY_KIND, FEEDBACK, RELATIONSHIP, REQUEST, REVIEW, SESSION, without,
};

/// A kind's record, its required keys and its other keys, `kind` aside.
type Keys = (&'static str, &'static [&'static str], &'static [&'static str]);

#[rustfmt::skip]
const KEYS: [Keys; 7] = [
    (
        RELATIONSHIP,
        &["profile", "coach", "educator", "school", "started"],
        &["practice", "ended", "end_reason", "agreement"],
    ),
    (
        SESSION,
        &["date", "method"],
        &["starts", "minutes", "meeting", "phases", "items", "observed", "strengths", "reflection",
          "next_steps", "notes"],
    ),
    (CONTACT, &["date", "method"], &["minutes", "about", "meeting"]),
    (REQUEST, &["asked"], &["about", "answered", "method"]),
    (FEEDBACK, &["requested"], &["received", "summary", "response"]),
    (CHECKLIST, &["date", "rater", "ratings"], &["levels", "comments", "replaces"]),
    (REVIEW, &["date"], &["period", "data", "working", "not_working", "next_steps"]),
];

/// What a record is called in a message.
fn kind(record: &str) -> &str {
    let kind = record.lines().next().and_then(|line| line.strip_prefix("kind: "));
    match kind.expect("a kind") {
        "feedback" => "feedback record",
        kind => kind,
    }
}

#[test]
fn required_keys_are_missed_and_others_are_not() {
    let desk = Desk::new();
    for (record, required, others) in KEYS {
        for key in required {
            let text = without(record, key);
            desk.expect(&text, &[("missing-key", "kind")]);
            let words = desk.words(&text);
            let needs = format!("a {} needs the key `{key}`", kind(record));
            assert!(words.contains(&needs), "{words}");

            // A key without a value is there all the same, so it is what gets underlined.
            for nothing in ["", "~", "null", " # later"] {
                let text = given(record, key, nothing);
                desk.expect(&text, &[("missing-key", key)]);
                assert!(desk.words(&text).contains(&format!("`{key}` has no value")));
            }
        }
        for key in others {
            desk.expect(&without(record, key), &[]);
            for nothing in ["", "~", "null"] {
                desk.expect(&given(record, key, nothing), &[]);
            }
        }
    }
}

/// `record` with another value under a key at its left margin, which comes last.
fn given(record: &str, key: &str, value: &str) -> String {
    format!("{}{key}: {value}\n", without(record, key))
}

#[test]
fn misspelled_keys_are_found_and_the_right_one_is_named() {
    let desk = Desk::new();
    for (record, required, others) in KEYS {
        for key in required.iter().chain(others) {
            // One letter doubled, at the left margin.
            let wrong = format!("{key}{}", &key[key.len() - 1..]);
            let text = record.replacen(&format!("\n{key}:"), &format!("\n{wrong}:"), 1);
            let mut expected = vec![("unknown-key", wrong.as_str())];
            if required.contains(key) {
                expected.insert(0, ("missing-key", "kind"));
            }
            desk.expect(&text, &expected);
            let found = desk.read(&text).found;
            let unknown = found.last().expect("a finding");
            assert_eq!(unknown.label, format!("did you mean `{key}`?"));
            let allowed = unknown.help.join(" ");
            assert!(required.iter().chain(others).all(|key| allowed.contains(key)), "{allowed}");
        }
    }
}

#[test]
fn unknown_keys_of_every_kind_are_found_with_those_that_are_known() {
    let desk = Desk::new();
    for (record, required, others) in KEYS {
        for key in ["zebra", "\"zebra\"", "0", "true", "Überraschung"] {
            // Below prose it would be taken for a line of that.
            let text = record.replacen('\n', &format!("\n{key}: x\n"), 1);
            desk.expect(&text, &[("unknown-key", key)]);
            let words = desk.words(&text);
            let shown = key.trim_matches('"');
            let says = format!("`{shown}` is not a key of a {}", kind(record));
            assert!(words.contains(&says), "{words}");
            assert!(required.iter().chain(others).all(|key| words.contains(key)), "{words}");
        }
        // Keys of another kind are not this kind's.
        let (key, other) = if kind(record) == "review" { ("minutes", "5") } else { ("data", "[]") };
        desk.expect(&format!("{record}{key}: {other}\n"), &[("unknown-key", key)]);
    }
}

/// A change to a full record, and what is found.
type Inner = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
const INNER: &[Inner] = &[
    (SESSION, "observed", "{minutes: 20}", &[("missing-key", "minutes")]),
    (SESSION, "observed", "{on: 2026-09-14, min: 20}", &[("unknown-key", "min")]),
    (SESSION, "observed", "{}", &[("missing-key", "{}")]),
    (SESSION, "reflection", "{working: x, not-working: y}", &[("unknown-key", "not-working")]),
    (SESSION, "reflection", "{}", &[]),
    (SESSION, "reflection", "{working:x y}", &[("unknown-key", "working:x y")]),
    (SESSION, "reflection", "{working: waited, then asked}", &[("unknown-key", "then asked")]),
    (SESSION, "next_steps", "[{who: coach}]", &[("missing-key", "who")]),
    (SESSION, "next_steps", "[{what: x, by: 2026-09-21}]", &[("unknown-key", "by")]),
    // A session's step follows from no data: that is a review's.
    (SESSION, "next_steps", "[{what: x, because_of: [d2]}]", &[("unknown-key", "because_of")]),
    (RELATIONSHIP, "agreement", "{respond_in_days: 2}", &[("unknown-key", "respond_in_days")]),
    (CHECKLIST, "rater", "{id: o-2}", &[("missing-key", "id")]),
    (CHECKLIST, "rater", "{role: observer}", &[("missing-key", "role")]),
    (CHECKLIST, "rater", "{role: observer, id: }", &[("missing-key", "id")]),
    (CHECKLIST, "rater", "{role: observer, id: ~}", &[("missing-key", "id")]),
    (CHECKLIST, "rater", "{role: self}", &[]),
    (CHECKLIST, "rater", "{role: educator, id: }", &[]),
    (CHECKLIST, "rater", "{role: self, name: x}", &[("unknown-key", "name")]),
    (CHECKLIST, "ratings", "{}", &[]),
    (REVIEW, "period", "{from: 2026-08-24}", &[("missing-key", "from")]),
    (REVIEW, "period", "{from: 2026-08-24, until: 2026-09-01}",
        &[("missing-key", "from"), ("unknown-key", "until")]),
];

#[test]
fn keys_of_inner_groups_are_checked_too() {
    let desk = Desk::new();
    for (record, key, value, expected) in INNER {
        desk.expect(&given(record, key, value), expected);
    }
}

#[test]
fn slips_in_braces_are_explained() {
    let desk = Desk::new();
    for (value, words) in [
        ("{working:waited}", ["a colon needs a space after it", "`working: …`"]),
        ("{working: waited, then asked}", ["this is not a key", "put text in quotes"]),
        ("{working: waited, asked}", ["this is not a key", "put text in quotes"]),
        ("{wrking: waited}", ["`wrking` is not a key", "did you mean `working`?"]),
        // A letter of two bytes where the right key ends.
        ("{workiné: waited}", ["`workiné` is not a key", "did you mean `working`?"]),
        ("{outcome: waited}", ["`outcome` is not a key", "working and not_working"]),
    ] {
        let message = desk.words(&given(SESSION, "reflection", value));
        assert!(words.iter().all(|word| message.contains(word)), "{value}: {message}");
    }
}

#[rustfmt::skip]
const DATA: &[(&str, &[(&str, &str)])] = &[
    ("{id: d1}", &[("missing-key", "id")]),
    ("{id: d1, sorce: student-data}", &[("missing-key", "id"), ("unknown-key", "sorce")]),
    ("{source: fidelity-checklist}", &[]),
    ("{source: fidelity-checklist, values: []}", &[("unknown-key", "values")]),
    ("{source: student-data, measure: m, improvement: increase, values: []}", &[("missing-key", "[]")]),
    ("{source: student-data, improvement: increase, values: []}", &[("missing-key", "source"), ("missing-key", "[]")]),
    ("{source: student-data, measure: m, values: []}", &[("missing-key", "source"), ("missing-key", "[]")]),
    ("{source: student-data, measure: m, improvement: increase}", &[("missing-key", "source")]),
    ("{source: student-data, measure: m, improvement: up, values: [{value: 5}]}",
        &[("unknown-word", "up"), ("missing-key", "value")]),
    ("{source: student-data, measure: m, improvement: decrease, values: [{on: 2026-09-10}]}",
        &[("missing-key", "on")]),
    ("{source: student-data, ref: x, measure: m, improvement: decrease, values: [{}]}",
        &[("unknown-key", "ref"), ("missing-key", "{}"), ("missing-key", "{}")]),
];

#[test]
fn data_needs_what_its_source_needs() {
    let desk = Desk::new();
    for (data, expected) in DATA {
        desk.expect(&format!("kind: review\ndate: 2026-10-30\ndata: [{data}]\n"), expected);
    }
}

#[test]
fn a_record_without_its_kind_says_which_there_are() {
    let desk = Desk::new();
    for record in EVERY_KIND {
        let text = without(record, "kind");
        let first = text.split(':').next().expect("a key");
        desk.expect(&text, &[("missing-key", first)]);
        assert!(desk.words(&text).contains("a record needs the key `kind`"));
        // A misspelled `kind` is named; what the other keys are cannot be told.
        let text = record.replacen("kind", "Kind", 1);
        desk.expect(&text, &[("missing-key", "Kind"), ("unknown-key", "Kind")]);
        assert_eq!(desk.read(&text).found[1].label, "did you mean `kind`?");
    }
    for text in ["- kind: session\n", "kind\n", "[]\n", "\"kind: session\"\n", "kind = session\n"] {
        let words = desk.words(text);
        assert!(words.contains("a record is written as keys with values"), "{words}");
        assert!(words.contains("for example `kind: session`"), "{words}");
    }
}

#[test]
fn all_faults_of_a_file_are_reported_in_one_run_in_the_order_of_their_places() {
    let desk = Desk::new();
    let text = "\
kind: session
dat: 2026-09-14
starts: 2 pm
method: telepathy
minutes: \"45\"
phases: [observing, debrief]
items: [listens, Rationale]
observed: {on: 2026-02-30, minutes: 0}
strengths: [a, b]
reflection: {working: true, not_workin: x}
next_steps:
  - {id: S 1, who: principal, due: tomorrow}
notes: x
noted: y
";
    let all = [
        ("missing-key", "kind"),
        ("unknown-key", "dat"),
        ("bad-date", "2 pm"),
        ("unknown-method", "telepathy"),
        ("wrong-type", "\"45\""),
        ("unknown-phase", "observing"),
        ("unknown-item", "Rationale"),
        ("bad-date", "2026-02-30"),
        ("out-of-range", "0"),
        ("wrong-type", "[a, b]"),
        ("wrong-type", "true"),
        ("unknown-key", "not_workin"),
        ("missing-key", "id"),
        ("bad-id", "S 1"),
        ("unknown-word", "principal"),
        ("bad-date", "tomorrow"),
        ("unknown-key", "noted"),
    ];
    desk.expect(text, &all);
}

/// A number that each district sets for itself stands below a line of its own: who writes it above is told
/// which.
#[test]
fn a_key_of_a_group_is_told_where_it_belongs() {
    let settings = crate::harness::SETTINGS.replace("as_of = ", "judge_from_day = 30\nas_of = ");
    let run = District::new().file("coach.toml", settings).coach(&["check"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.out.contains("`judge_from_day` is not a key of a coach.toml"), "{}", run.out);
    assert!(run.out.contains("write it below a line [thresholds]"), "{}", run.out);
}
