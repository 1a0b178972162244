//! Prose that slips out of its key: a line of it stands further left, and YAML takes it for a key. No
//! output quotes it. A marker word stands for the prose.

use super::desk::{
    CHECKLIST, CONTACT, Desk, FEEDBACK, RELATIONSHIP, REQUEST, REVIEW, SESSION, without,
};
use super::prose::keeps_secret;

/// Kinds with a prose key at their root.
const ROOTS: [(&str, &str); 6] = [
    (RELATIONSHIP, "end_reason"),
    (SESSION, "notes"),
    (CONTACT, "about"),
    (REQUEST, "about"),
    (FEEDBACK, "summary"),
    (REVIEW, "working"),
];

/// How prose begins below its key.
const BEGINNINGS: [&str; 9] = [
    " |\n  one\n",
    " |\n  one\n  two\n\n",
    " >-\n  one\n  two\n",
    " |\n",
    "\n",
    " one\n  two\n",
    " \"one\n  two\"\n",
    " 'one'\n",
    " one\n",
];

/// Lines of prose that stand at the left margin.
const LINES: [&str; 14] = [
    "ZEBRA: crossed\n",
    "ZEBRA:\n",
    "ZEBRA: crossed # ZEBRA\n",
    "ZEBRA: x\nZEBRA: y\n",
    "ZEBRA: x\nZEBRAS: y\nZEBRAX: z\n",
    "ZEBRA: |\n  ZEBRA\nZEBRB: x\n",
    "\"ZEBRA\": x\n",
    "'ZEBRA': x\n",
    "ZEBRA crossed\n",
    "- ZEBRA: crossed\n",
    "? ZEBRA\n",
    "\tZEBRA: x\n",
    "#ZEBRA: x\n",
    "ZEBRA:crossed\n",
];

#[test]
fn a_line_of_prose_at_the_left_margin_is_not_quoted() {
    let desk = Desk::new();
    let mut found = 0;
    for (record, key) in ROOTS {
        for beginning in BEGINNINGS {
            for line in LINES {
                let text = format!("{}{key}:{beginning}{line}", without(record, key));
                found += keeps_secret(&desk, &text);
                found += keeps_secret(&desk, &text.replace('\n', "\r\n"));
                // With a fault before and behind it, under a mistyped key, and where not even the kind
                // is known.
                found += keeps_secret(&desk, &format!("{text}zz: 1\n"));
                let wrong = text.replacen(&format!("\n{key}:"), &format!("\n{key}x:"), 1);
                found += keeps_secret(&desk, &wrong);
                found += keeps_secret(&desk, &text.replacen("kind: ", "kind: zz", 1));
            }
        }
    }
    assert!(found > 1500, "only {found}");
}

#[test]
fn prose_within_a_group_that_stands_further_left_is_not_quoted() {
    let desk = Desk::new();
    let cases = [
        (SESSION, "reflection", "\n  working: |\n    one\n@ZEBRA: x\n"),
        (SESSION, "observed", "\n  on: 2026-09-14\n  focus: |\n    one\n@ZEBRA: x\n"),
        (SESSION, "next_steps", "\n  - what: |\n      one\n@ZEBRA: x\n"),
        (REVIEW, "next_steps", "\n  - what: one\n      two\n@ZEBRA: x\n"),
        (CHECKLIST, "comments", "\n  rationale: |\n    one\n@ZEBRA: x\n"),
        (CHECKLIST, "comments", " {rationale: one, ZEBRA: x}\n"),
        (SESSION, "reflection", " {working: one, ZEBRA: x}\n"),
        (SESSION, "next_steps", "\n  - {what: one, ZEBRA: x}\n"),
    ];
    for (record, key, value) in cases {
        for margin in ["", "  ", "    "] {
            let value = value.replace('@', margin);
            let text = format!("{}{key}:{value}", without(record, key));
            // Far enough in, it is part of the text and no fault.
            let found = keeps_secret(&desk, &text);
            assert!(found > 0 || margin.len() == 4, "{text}");
            keeps_secret(&desk, &text.replace("ZEBRA: x", "ZEBRA: x\nZEBRA: y"));
        }
    }
}

/// A word of prose that resembles a key, below prose of several lines, is not offered as that key.
#[test]
fn a_word_of_prose_is_not_taken_for_a_slip() {
    let desk = Desk::new();
    let base = without(&without(SESSION, "minutes"), "notes");
    let words = desk.words(&format!("{base}notes: |\n  one\nMinute: by minute\n"));
    assert!(
        words.starts_with("this is not a key of a session | if it is part of the text above"),
        "{words}"
    );
    // Elsewhere it is, and below prose of one line, which ends where its line does.
    for above in ["meeting: 5f0c\n", "notes: one\n"] {
        let text = format!("{}{above}minute: 45\n", without(&base, "meeting"));
        let words = desk.words(&text);
        assert!(words.contains("`minute` is not a key of a session"), "{words}");
        assert!(words.contains("did you mean `minutes`?"), "{words}");
    }
}

/// The first line of a text, and any further one, may stand too far left however far in its key is.
#[test]
fn prose_that_begins_outside_of_its_group_is_not_quoted() {
    let desk = Desk::new();
    let cases = [
        (SESSION, "reflection", "\n  working:@\n~ZEBRA: x\n"),
        (SESSION, "reflection", "\n  wrking:@\n~ZEBRA: x\n"),
        (SESSION, "reflection", "@\nZEBRA: x\n"),
        (SESSION, "observed", "\n  on: 2026-09-14\n  focus:@\n~ZEBRA: x\n"),
        (SESSION, "next_steps", "\n- who: coach\n  what:@\n~ZEBRA: x\n"),
        (SESSION, "next_steps", "\n- what:@\n~ZEBRA: x\n"),
        (REVIEW, "next_steps", "\n  - what: x\n  - who: coach\n    what:@\n~ZEBRA: x\n"),
        (CHECKLIST, "comments", "\n  rationale:@\n~ZEBRA: x\n"),
        (CHECKLIST, "comments", "@\nZEBRA: x\n"),
    ];
    for (record, key, value) in cases {
        for mark in [" |", " >", " >-", ""] {
            for margin in ["", "  "] {
                let value = value.replace('@', mark).replace('~', margin);
                let text = format!("{}{key}:{value}", without(record, key));
                keeps_secret(&desk, &text);
                keeps_secret(&desk, &text.replace("ZEBRA: x", "ZEBRA: x\nZEBRB: y"));
            }
        }
    }
}

/// A bullet of prose in the column of the list that holds the prose is an element to YAML.
#[test]
fn a_bullet_of_prose_is_not_quoted_as_an_element() {
    let desk = Desk::new();
    for record in [SESSION, REVIEW] {
        for what in [" |\n    x\n", " >\n    x\n    y\n", " |\n", "\n", " x\n"] {
            for bullet in ["- ZEBRA: x\n", "- ZEBRA: x\n- ZEBRB: y\n", "- ZEBRA:\n", "- ZEBRA\n"] {
                let steps = format!("next_steps:\n- who: coach\n  what:{what}{bullet}");
                let text = format!("{}{steps}", without(record, "next_steps"));
                assert!(keeps_secret(&desk, &text) > 0, "{text}");
            }
        }
    }
    // A slip in an element below one that ends with no prose is named.
    let steps = "next_steps:\n- what: x\n  who: coach\n- whot: x\n";
    let found = desk.read(format!("{}{steps}", without(SESSION, "next_steps"))).found;
    let named = found.iter().any(|one| one.message == "`whot` is not a key of a next step");
    assert!(named, "{found:?}");
}

/// A line of prose that begins with a word that is a key is no value of that key.
#[test]
fn prose_below_prose_is_not_quoted_as_the_value_of_a_key() {
    let desk = Desk::new();
    let base = without(SESSION, "notes");
    for beginning in [" |\n  one\n", " >\n  one\n  two\n", " |\n", "\n", " |\n  one\nSo: x\n"] {
        for (key, value) in [
            ("minutes", "ask Zebra"),
            ("minutes", "Zebra"),
            ("meeting", "Zebra"),
            ("method", "zebra"),
            ("date", "Zebra"),
            ("starts", "zebra"),
            ("phases", "zebra"),
            ("items", "zebra, zebras"),
        ] {
            let text = format!("{}notes:{beginning}{key}: {value}\n", without(&base, key));
            assert!(keeps_secret(&desk, &text) > 0, "{text}");
        }
    }
    let base = without(&base, "minutes");
    // Below prose of one line it is a value, and a right value is one anywhere.
    assert!(desk.words(&format!("{base}notes: one\nminutes: long\n")).contains("`long`"));
    assert!(desk.read(format!("{base}notes: |\n  one\nminutes: 5\n")).found.is_empty());
}
