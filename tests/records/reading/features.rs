//! YAML that records do not use: each use is refused at its place, and the rest of the file is read.

use super::desk::{CONTACT, Desk};

/// Lines after a contact's, and what is found in them.
type Refused = (&'static str, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
const REFUSED: &[Refused] = &[
    ("minutes: &m 5\n", &[("yaml-feature", "&m")]),
    ("minutes: &m 5\nmeeting: *m\n", &[("yaml-feature", "&m"), ("yaml-feature", "*m")]),
    ("meeting: *unknown\n", &[("yaml-feature", "*unknown")]),
    ("minutes: !!int 5\n", &[("yaml-feature", "!!int")]),
    ("minutes: ! 5\n", &[("yaml-feature", "!")]),
    ("about: !<tag:yaml.org,2002:str> x\n", &[("yaml-feature", "!<tag:yaml.org,2002:str>")]),
    ("about: &a !b x\n", &[("yaml-feature", "&a"), ("yaml-feature", "!b")]),
    ("about: !important he waited\n", &[("yaml-feature", "!important")]),
    ("<<: {minutes: 5}\n", &[("yaml-feature", "<<")]),
    ("<<: *base\n", &[("yaml-feature", "<<"), ("yaml-feature", "*base")]),
    ("*key : x\n", &[("yaml-feature", "*key")]),
    ("[a, b]: x\n", &[("yaml-feature", "[a, b]")]),
    ("{a: b}: x\n", &[("yaml-feature", "{a: b}")]),
    (": x\n", &[("yaml-feature", "")]),
    ("---\nkind: contact\n", &[("yaml-feature", "---")]),
    ("...\n---\nkind: contact\n", &[("yaml-feature", "---")]),
    // One finding for however many documents follow.
    ("---\na: 1\n---\nb: 2\n", &[("yaml-feature", "---")]),
    ("...\n", &[]),
    ("? minutes\n: 5\n", &[]),
    // A quoted `<<` is a key like any other, if a strange one.
    ("\"<<\": x\n", &[("unknown-key", "\"<<\"")]),
];

const HEAD: &str = "kind: contact\ndate: 2026-09-16\nmethod: email\n";

#[test]
fn features_are_refused_where_they_stand() {
    let desk = Desk::new();
    for (lines, expected) in REFUSED {
        desk.expect(&format!("{HEAD}{lines}"), expected);
    }
}

#[test]
fn the_rest_of_the_file_is_read() {
    let desk = Desk::new();
    let text = format!("{HEAD}about: &a x\nminuts: 5\nmeeting: *a\nmethod: fax\n");
    let all = [
        ("yaml-feature", "&a"),
        ("unknown-key", "minuts"),
        ("yaml-feature", "*a"),
        ("duplicate-key", "method"),
    ];
    desk.expect(&text, &all);
    // A document before the record makes the record the second one.
    desk.expect(&format!("---\n---\n{CONTACT}"), &[("yaml-feature", "---")]);
    desk.expect(&format!("%YAML 1.2\n---\n{CONTACT}"), &[]);
}

#[test]
fn refusals_say_what_to_do() {
    let desk = Desk::new();
    for (lines, words) in [
        ("minutes: &m 5\n", ["`&`", "anchor", "in quotes"]),
        ("minutes: *m\n", ["`*`", "alias", "write the value out"]),
        ("minutes: !!int 5\n", ["`!`", "tag", "leave it out"]),
        ("<<: {minutes: 5}\n", ["merge key", "not allowed", "write the keys out"]),
        ("---\na: b\n", ["second document", "not allowed", "one file holds one record"]),
        ("[a]: b\n", ["not a word", "not allowed", "one word before a colon"]),
        ("kind: contact\n", ["`kind`", "twice", "keep one"]),
    ] {
        let message = desk.words(&format!("{HEAD}{lines}"));
        assert!(words.iter().all(|word| message.contains(word)), "{message}");
    }
}

#[test]
fn a_key_stands_once() {
    let desk = Desk::new();
    let twice: [Refused; 6] = [
        ("date: 2026-09-17\n", &[("duplicate-key", "date")]),
        ("\"date\": 2026-09-17\n", &[("duplicate-key", "\"date\"")]),
        ("'date': 2026-09-17\n", &[("duplicate-key", "'date'")]),
        ("\"d\\x61te\": 2026-09-17\n", &[("duplicate-key", "\"d\\x61te\"")]),
        // Every further one, also where its value is wrong or its key unknown.
        ("date: x\ndate: y\n", &[("duplicate-key", "date"), ("duplicate-key", "date")]),
        ("x: 1\nx: 2\n", &[("unknown-key", "x"), ("duplicate-key", "x")]),
    ];
    for (lines, expected) in twice {
        desk.expect(&format!("{HEAD}{lines}"), expected);
    }
    let inside = "kind: checklist\ndate: 2026-10-01\nrater: {role: self, role: educator}\n\
                  ratings: {listens: partial, rationale: partial, listens: in-place}\n";
    desk.expect(inside, &[("duplicate-key", "role"), ("duplicate-key", "listens")]);
    // Keys are words as they are written: other case, other key.
    desk.expect(&format!("{HEAD}Date: 2026-09-17\n"), &[("unknown-key", "Date")]);
    // The same key in two groups is no duplicate.
    desk.expect(super::desk::SESSION, &[]);
}

#[test]
fn the_first_of_two_keys_is_shown_too() {
    let desk = Desk::new();
    let text = format!("{HEAD}about: x\n\"date\": 2026-09-17\n");
    let found = desk.read(&text).found;
    let also = &found[0].related[0];
    assert_eq!(super::desk::Lines::of(&text).under(&also.place), "date");
    assert_eq!(also.place.region.as_ref().map(|region| region.start.line), Some(2));
}
