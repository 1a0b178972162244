//! Every case of the YAML test suite: what is not YAML is refused with the one finding of its file,
//! what is YAML is read with the values that the suite expects, or refused for a feature that records
//! do not use and that does stand there. And on real records, the values of a second YAML reader.

mod cases;
mod place;
mod riverbend;
mod values;

use cases::{Case, Outcome, all};
use place::text_from;
use values::difference;

/// Valid YAML without content: `empty-file`.
const NOTHING: &[&str] = &[
    "8G76",    // a comment and blank lines
    "98YD",    // a comment
    "AVM7",    // no byte at all
    "HWV9",    // `...`
    "QT73",    // a comment and `...`
    "DK95/07", // a directive, a tab and `---`
    "MUS6/02", // here and below, a directive and `---`
    "MUS6/03", "MUS6/04", "MUS6/05", "MUS6/06", "UKK6/02", // `!`: a tag on nothing
];

/// Valid YAML that our own bounds refuse as if it were none. No case has lone carriage returns,
/// control characters or 65 levels.
const OUT_OF_BOUNDS: &[&str] = &[];

#[test]
fn the_suite_is_whole() {
    let cases = all();
    assert_eq!(cases.iter().filter(|case| case.is_valid).count(), 308);
    assert_eq!(cases.iter().filter(|case| !case.is_valid).count(), 94);
}

#[test]
fn what_is_not_yaml_is_the_one_finding_of_its_file() {
    for case in all().iter().filter(|case| !case.is_valid) {
        let Outcome::Unreadable(fault) = case.read() else {
            panic!("{} ({}) was read:\n{}", case.id, case.name, case.yaml);
        };
        assert_eq!(fault.rule.id, "yaml-syntax", "{}: {}", case.id, fault.message);
        assert!(!fault.label.is_empty(), "{}: no remedy: {}", case.id, fault.message);
        text_from(&case.yaml, &fault);
    }
}

#[test]
fn what_is_yaml_is_read() {
    for case in all().iter().filter(|case| case.is_valid) {
        match case.read() {
            Outcome::Read(..) => assert!(!NOTHING.contains(&&*case.id), "{}", case.id),
            Outcome::Unreadable(fault) if fault.rule.id == "empty-file" => {
                assert!(NOTHING.contains(&&*case.id), "{}:\n{}", case.id, case.yaml);
                let json = case.json.as_deref().unwrap_or_default().trim();
                assert!(matches!(json, "" | "null"), "{} holds {json}", case.id);
            }
            Outcome::Unreadable(fault) => {
                let is_known = OUT_OF_BOUNDS.contains(&&*case.id);
                assert!(is_known, "{}: {}\n{}", case.id, fault.message, case.yaml);
            }
        }
    }
}

fn without_comments(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.split(" #").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// How the text at the place of a refusal has to begin, by what the message says is there.
fn shows(case: &Case, message: &str, before: &str, from: &str) -> bool {
    let last_line = before.lines().next_back().unwrap_or_default();
    let begins_document = |line: &str| line.starts_with("---") || line.starts_with("...");
    match message {
        _ if message.contains("anchor") => from.starts_with('&'),
        _ if message.contains("alias") => from.starts_with('*'),
        _ if message.contains("tag") => from.starts_with('!'),
        _ if message.contains("merge key") => from.starts_with("<<"),
        _ if message.contains("second document") => {
            begins_document(from) || before.lines().any(begins_document)
        }
        // Brackets or braces, nothing before a colon; after `? `, a list or a map, or nothing.
        _ if message.contains("not a word") => {
            from.trim_start().starts_with(['{', '[', ':'])
                || without_comments(before).trim_end_matches([' ', '-', '\n']).ends_with('?')
                || from.starts_with('\n') && last_line.trim_start().starts_with("? ")
        }
        _ => panic!("{}: an unknown refusal: {message}", case.id),
    }
}

#[test]
fn what_is_refused_stands_there() {
    let mut refusals = 0;
    for case in all().iter().filter(|case| case.is_valid) {
        let Outcome::Read(_, found) = case.read() else { continue };
        for refusal in &found {
            let (before, from) = text_from(&case.yaml, refusal);
            refusals += 1;
            assert_eq!(refusal.rule.id, "yaml-feature", "{}: {}", case.id, refusal.message);
            assert!(
                shows(case, &refusal.message, before, from),
                "{}: {} but there stands {from:?}",
                case.id,
                refusal.message
            );
        }
    }
    assert!(refusals > 100, "only {refusals}");
}

/// Without an exception: the suite gives JSON for no plain word on which the project differs from
/// YAML's core schema (`True`, `Null`, `0x1f`, `0o17`, `1e3`, `.inf` are text here; the tests of
/// reading hold them).
#[test]
fn values_are_those_the_suite_expects() {
    let mut compared = 0;
    for case in all().iter().filter(|case| case.is_valid) {
        let (Outcome::Read(root, found), Some(json)) = (case.read(), &case.json) else { continue };
        if found.is_empty() {
            let json = serde_json::from_str(json).unwrap_or_else(|e| panic!("{}: {e}", case.id));
            assert_eq!(difference(&root, &json), None, "{}:\n{}", case.id, case.yaml);
            compared += 1;
        }
    }
    // The others have no content, no JSON, or a feature that is refused.
    assert!(compared > 180, "only {compared}");
}
