//! Prose is confidential: wherever it stands in a record, and whatever is wrong with the record, no
//! output quotes a word of it. A marker word stands for the prose.

use coach::diagnostic::text::{self, Style};
use coach::diagnostic::{Tally, github, json::render as render_json, junit, sarif};
use serde_json::{Value, json};

use super::desk::{
    CHECKLIST, CONTACT, Desk, EVERY_KIND, FEEDBACK, RELATIONSHIP, REQUEST, REVIEW, SESSION, with,
    without,
};

/// The prose keys of every kind.
#[rustfmt::skip]
const PROSE: [(&str, &[&str]); 7] = [
    (RELATIONSHIP, &["end_reason"]),
    (SESSION, &["observed.focus", "strengths", "reflection.working", "reflection.not_working",
        "next_steps.what", "notes"]),
    (CONTACT, &["about"]),
    (REQUEST, &["about"]),
    (FEEDBACK, &["summary", "response"]),
    (CHECKLIST, &["comments.rationale"]),
    (REVIEW, &["working", "not_working", "next_steps.what"]),
];

/// Reads `text` and asserts that nothing quotes the marker, in any format. Returns how much was found.
pub(super) fn keeps_secret(desk: &Desk, text: &str) -> usize {
    let found = desk.read(text).found;
    let style = Style { color: false, width: 100, prefix: "", excerpt: true };
    for diagnostic in &found {
        let shown = [text::render(diagnostic, style), text::one_line(diagnostic)].concat();
        assert!(!shown.to_lowercase().contains("zebr"), "{shown}\nfor:\n{text}");
        let debug = format!("{:?} {:?}", diagnostic.place, diagnostic.related);
        assert!(!debug.to_lowercase().contains("zebr"), "{debug}\nfor:\n{text}");
    }
    let tally = Tally::of(&found, 1, 0, 0);
    let forms = [
        render_json(&found, tally, []).expect("JSON"),
        github::render(&found, tally, ""),
        sarif::render(&found, tally, "", &[], true).expect("JSON"),
        junit::render(&found, tally, "", true).expect("XML"),
    ];
    for form in forms {
        assert!(!form.to_lowercase().contains("zebr"), "{form}\nfor:\n{text}");
    }
    found.len()
}

/// Every prose value that fits on the line of its key.
const INLINE: &[&str] = &[
    "ZEBRA",
    "ZEBRA crossed",
    "\"ZEBRA: crossed\"",
    "'ZEBRA #1'",
    "[ZEBRA]",
    "[ZEBRA, x: ZEBRA]",
    "{ZEBRA: x}",
    "{x: ZEBRA}",
    "{ZEBRA: 1, ZEBRA: 2}",
    "{ZEBRA crossed, ZEBRA}",
    "[[ZEBRA]]",
    "{[ZEBRA]: ZEBRA}",
    "{<<: ZEBRA}",
    "&ZEBRA x",
    "&a ZEBRA",
    "*ZEBRA",
    "!ZEBRA x",
    "!t ZEBRA",
    "!<ZEBRA> x",
    "&ZEBRA",
    "!ZEBRA",
    "{? ZEBRA crossed}",
    "{a: [{b: ZEBRA}]}",
    "~ # ZEBRA",
    "x # ZEBRA",
    "[x # ZEBRA\n  , ZEBRA]",
];

#[test]
fn prose_of_any_shape_is_not_quoted() {
    let desk = Desk::new();
    let mut found = 0;
    for (record, keys) in PROSE {
        for key in keys {
            for value in INLINE {
                let text = with(record, key, value);
                found += keeps_secret(&desk, &text);
                // The same with a fault in another key, and under a misspelled key.
                found += keeps_secret(&desk, &format!("{text}zz: 1\n"));
                let name = key.rsplit('.').next().expect("a key");
                let wrong = text.replace(&format!("{name}: "), &format!("{name}x: "));
                found += keeps_secret(&desk, &wrong);
                found += keeps_secret(&desk, &text.replace(&format!("{name}: "), "zzz: "));
                // Where nothing is known of the record.
                found += keeps_secret(&desk, &text.replacen("kind: ", "kind: zz", 1));
                found += keeps_secret(&desk, &text.replacen("kind: ", "zz: ", 1));
                found += keeps_secret(&desk, &without(&text, "kind"));
            }
        }
    }
    assert!(found > 1000, "only {found}");
}

/// Prose of several lines, at the left margin of a record.
const BLOCKS: &[&str] = &[
    "|\n  ZEBRA\n  ZEBRA: crossed\n",
    ">\n  ZEBRA\n\n  ZEBRA\n",
    "|-\n  ZEBRA\n",
    ">+\n\n  ZEBRA\n\n",
    "|2\n    ZEBRA\n  ZEBRA\n",
    "| # ZEBRA\n  x\n",
    "ZEBRA\n  ZEBRA\n  ZEBRA\n",
    "\"ZEBRA\n  ZEBRA\n\n  ZEBRA\"\n",
    "'ZEBRA\n  ZEBRA'\n",
    "\n  ZEBRA: x\n  ZEBRA: y\n",
    "\n  - ZEBRA\n  - x: ZEBRA\n",
    "\n- ZEBRA\n- ZEBRA: x\n",
    "\n  ? ZEBRA\n  : ZEBRA\n",
    "[ZEBRA,\n  ZEBRA]\n",
    "{ZEBRA: x,\n  ZEBRA: y}\n",
    "\n  # ZEBRA\n  [ZEBRA]\n",
    "{ZEBRA,\n ZEBRA,\n}\n",
];

#[test]
fn prose_of_several_lines_is_not_quoted() {
    let desk = Desk::new();
    for (record, keys) in PROSE {
        for key in keys.iter().filter(|key| !key.contains('.')) {
            for block in BLOCKS {
                for name in [key, "notess", "zzz"] {
                    let text = format!("{}{name}: {block}", without(record, key));
                    keeps_secret(&desk, &text);
                    assert!(keeps_secret(&desk, &format!("{text}zz: 1\n")) > 0);
                    keeps_secret(&desk, &format!("{text}{name}: {block}"));
                    assert!(keeps_secret(&desk, &text.replacen("kind: ", "kind: zz", 1)) > 0);
                }
            }
        }
    }
}

/// What breaks a file, put where each `@` stands.
const BREAKS: &[&str] = &[
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "\t",
    "&",
    "*",
    "!",
    "@",
    "`",
    "%",
    "|",
    ">",
    "- ",
    "? ",
    "#",
    " # ",
    ",",
    "\n",
    "\n ",
    "\n\t",
    "\n- ",
    "\n---\n",
    "\n...\n",
    "\r",
    "\0",
    "\u{1b}[1m",
    "\u{9b}",
    "\n<<<<<<< ",
    "\\",
    "\"\n",
    "'\n",
    "\n? ",
    "\n: ",
    "\n\"",
    "\n{",
    "\u{feff}",
    "\u{2028}",
];

#[test]
fn prose_beside_a_fault_of_syntax_is_not_quoted() {
    let desk = Desk::new();
    let mut found = 0;
    for around in [
        "notes: ZEBRA@ crossed\n",
        "notes: @ZEBRA crossed\n",
        "notes: ZEBRA crossed@\n",
        "notes: \"ZEBRA@ crossed\"\n",
        "notes: 'ZEBRA@ ZEBRA'\n",
        "notes: |\n  ZEBRA\n@  ZEBRA ran: x\n",
        "notes: |\n  ZEBRA@\nZEBRA\n",
        "notes: >\n  ZEBRA\n  @ZEBRA\n  ZEBRA\n",
        "reflection: {working: ZEBRA@ x, not_working: ZEBRA y}\n",
        "reflection: {working:@ZEBRA x, not_working:ZEBRA}\n",
        "next_steps: [{what@:ZEBRA x}, {what@ ZEBRA}]\n",
        "strengths: ZEBRA x\nminutes: @5\n",
        "minutes: @5\nnotes: ZEBRA x\n",
        "minutes@: 5 # ZEBRA\nnotes: ZEBRA\n",
        "notes@: ZEBRA\n",
        "notes: ZEBRA\n@notes: ZEBRA\n",
        "notes:\n  - ZEBRA@\n  - ZEBRA x\n",
        "next_steps:\n  - {what: ZEBRA@ x, who: coach}\n",
        "next_steps:\n  - what: ZEBRA x\n   @who: coach\n",
        "observed: {on: 2026-09-14@, focus: ZEBRA x}\n",
        "items: [@rationale]\nnotes: ZEBRA x\n",
    ] {
        for broken in BREAKS {
            let lines = around.replace('@', broken);
            let text = format!("kind: session\ndate: 2026-09-14\nmethod: in-person\n{lines}");
            found += keeps_secret(&desk, &text);
            found += keeps_secret(&desk, &text.replace('\n', "\r\n"));
        }
    }
    assert!(found > 500, "only {found}");
}

const MARKED: &str = "ZEBRA crossed";

/// `record` as one line of JSON, which is YAML too, with the marker for all prose.
fn on_one_line(record: &str) -> Value {
    let mut value = serde_yaml::from_str(record).expect("YAML");
    mark(&mut value, false);
    value
}

fn is_prose_key(key: &str) -> bool {
    let mut paths = PROSE.iter().flat_map(|(_, keys)| *keys);
    // A comment's key is the id of an item; it is the whole of `comments` that is prose.
    paths.any(|path| path.rsplit('.').next() == Some(key) && !path.starts_with("comments"))
}

fn mark(value: &mut Value, is_prose: bool) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let is_prose = is_prose || key == "comments" || is_prose_key(key);
                mark(value, is_prose);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| mark(value, is_prose)),
        text if is_prose => *text = Value::from(MARKED),
        _ => {}
    }
}

/// The paths of all values inside `value`.
fn paths(value: &Value, above: &str, found: &mut Vec<String>) {
    let mut go = |name: &str, value: &Value| {
        let path = format!("{above}/{name}");
        paths(value, &path, found);
        found.push(path);
    };
    match value {
        Value::Object(entries) => entries.iter().for_each(|(name, value)| go(name, value)),
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(i, value)| go(&i.to_string(), value));
        }
        _ => {}
    }
}

#[test]
fn prose_on_one_line_with_each_fault_is_not_quoted() {
    let desk = Desk::new();
    let mut found = 0;
    for record in EVERY_KIND {
        let value = on_one_line(record);
        let mut all = Vec::new();
        paths(&value, "", &mut all);
        for path in all {
            let is_prose = value.pointer(&path).is_some_and(|value| value == MARKED);
            let bad = if is_prose {
                [json!([["ZEBRA"]]), json!({"ZEBRA crossed": "ZEBRA"}), json!({"x": "ZEBRA"})]
            } else {
                [json!("zz zz"), json!(-1), json!({"zz": [1]})]
            };
            for bad in bad {
                let mut changed = value.clone();
                *changed.pointer_mut(&path).expect("a value") = bad;
                let line = changed.to_string();
                found += keeps_secret(&desk, &line);
                // Cut off, so that a syntax error ends the line.
                found += keeps_secret(&desk, &line[..line.len() - 1]);
            }
        }
    }
    assert!(found > 500, "only {found}");
}

/// The whole record, broken at one place after the other. (Each break at each place, some 100,000
/// files, was tried once.)
#[test]
fn prose_is_not_quoted_wherever_a_record_is_broken() {
    let desk = Desk::new();
    for (record, keys) in PROSE {
        let marked = keys.iter().fold(record.to_owned(), |text, key| with(&text, key, MARKED));
        let blocks =
            keys.iter().filter(|key| !key.contains('.')).fold(marked.clone(), |text, key| {
                format!("{}{key}: |\n  {MARKED}\n  and {MARKED}\n", without(&text, key))
            });
        for text in [marked, blocks, on_one_line(record).to_string()] {
            for at in (0..text.len()).step_by(7) {
                let broken = BREAKS[at % BREAKS.len()];
                keeps_secret(&desk, &format!("{}{broken}{}", &text[..at], &text[at..]));
                keeps_secret(&desk, &text[..at]);
            }
        }
    }
}

#[test]
fn prose_is_not_quoted_where_a_byte_is_no_text() {
    let desk = Desk::new();
    for (record, keys) in PROSE {
        for key in keys {
            let text = with(record, key, "ZEBRA caf@ ZEBRA");
            let (before, after) = text.split_once('@').expect("a place");
            let bytes = [before.as_bytes(), b"\xe9", after.as_bytes()].concat();
            let found = desk.read(&bytes).found;
            let shown = text::render(
                &found[0],
                Style { color: true, width: 80, prefix: "", excerpt: true },
            );
            assert!(shown.contains("not-utf8") && !shown.contains("ZEBRA"), "{shown}");
        }
    }
}

/// What may be shown stays readable: masking everything would keep secrets too.
#[test]
fn what_is_no_prose_is_shown() {
    let desk = Desk::new();
    let shown = |text: &str| {
        let style = Style { color: false, width: 100, prefix: "", excerpt: true };
        desk.read(text).found.iter().map(|found| text::render(found, style)).collect::<String>()
    };
    let line = "{on: 2026-02-30, minutes: 20, focus: ZEBRA}";
    let found = shown(&with(&with(SESSION, "observed", line), "method", "fax"));
    assert!(found.contains("method: fax"), "{found}");
    let comments = shown(&with(CHECKLIST, "comments", "{rational: ZEBRA, listens: ZEBRA}"));
    assert!(comments.contains("comments: {rational: ·····, listens: ·····}"), "{comments}");
    let broken = shown("kind: contact\ndate: 2026-09-16\nmethod: [email\n");
    assert!(broken.contains("method: [email"), "{broken}");
    let steps = shown(&with(SESSION, "next_steps.who", "teacher"));
    assert!(
        steps.contains("  - {id: s1, what: ········, who: teacher, due: 2026-09-21"),
        "{steps}"
    );
}

/// A line of prose that slipped under another key, by its indentation or after a comma, is part of
/// that key's value for YAML; no message quotes it.
#[test]
fn prose_that_became_part_of_another_value_is_not_quoted() {
    let desk = Desk::new();
    let values = [
        (CONTACT, "minutes", ["45\n  the ZEBRA crossed again", "45 the ZEBRA crossed again"]),
        (CONTACT, "method", ["phone\n  the ZEBRA crossed", "phone, the ZEBRA crossed"]),
        (CONTACT, "date", ["2026-09-16\n  the ZEBRA crossed", "2026-09-16 the ZEBRA crossed"]),
        (CONTACT, "meeting", ["5f0c\n  the ZEBRA crossed", "5f0c, the ZEBRA crossed"]),
        (SESSION, "starts", ["\"14:05\n  the ZEBRA crossed\"", "14:05 the ZEBRA crossed"]),
        (SESSION, "items", ["rationale\n  the ZEBRA crossed", "rationale, the ZEBRA crossed"]),
        (RELATIONSHIP, "profile", ["x\n  the ZEBRA crossed", "x and the ZEBRA crossed"]),
        (CHECKLIST, "rater.role", ["observer\n    the ZEBRA crossed", "the ZEBRA who crossed"]),
        (CHECKLIST, "ratings.rationale", ["in-place\n    the ZEBRA", "partial, the ZEBRA crossed"]),
    ];
    for (record, key, written) in values {
        for value in written {
            assert!(keeps_secret(&desk, &with(record, key, value)) > 0, "{key}: {value}");
        }
    }
}

#[test]
fn a_value_that_goes_on_in_the_next_line_says_so() {
    let desk = Desk::new();
    let words = desk.words(&with(CONTACT, "minutes", "45\n  the ZEBRA crossed again"));
    assert!(words.contains("it continues this value"), "{words}");
    let on_one_line = desk.words(&with(CONTACT, "minutes", "45 the ZEBRA crossed again"));
    assert!(!on_one_line.contains("line below"), "{on_one_line}");
}
