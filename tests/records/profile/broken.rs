//! Broken profiles: every fault is found, at its place, in one run, and nothing else is.

use coach::diagnostic::Region;

use super::{ROUNDS, read};

/// The text between two places as people count them: the oracle for lines and columns.
pub(super) fn text_at(text: &str, region: &Region) -> String {
    let mut found = String::new();
    let (mut line, mut column) = (1, 1);
    for c in text.chars() {
        if (line, column) >= (region.end.line, region.end.column) {
            break;
        }
        if (line, column) >= (region.start.line, region.start.column) {
            found.push(c);
        }
        (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    found
}

/// Rule and underlined text of every finding.
pub(crate) fn findings(text: &str) -> Vec<(&'static str, String)> {
    let faults = read(text).expect_err("the profile is broken");
    let found = faults.iter().map(|fault| {
        let region = fault.place.region.as_ref().expect("findings in a profile have a place");
        let there = text_at(text, region);
        let shown = region.line.as_ref().expect("the lines are short");
        let underlined = &shown.text[shown.underline.clone()];
        let first_line = there.lines().next().unwrap_or_default();
        assert!(
            underlined == first_line || underlined.chars().any(|c| c == '·'),
            "{underlined} is underlined, {first_line} stands there"
        );
        for related in &fault.related {
            let region = related.place.region.as_ref().expect("related places have a region");
            assert!(!text_at(text, region).is_empty());
        }
        (fault.rule.id, there)
    });
    found.collect()
}

/// `text` with the first `from` replaced; it has to be there.
pub(crate) fn edited(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the profile holds {from}");
    text.replacen(from, to, 1)
}

/// What is changed in the valid profile, to what, and the findings: rule id and underlined text.
type Broken = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
const BROKEN: &[Broken] = &[
    ("format = 1", "format = 2", &[("out-of-range", "2")]),
    ("edition =", "editon =", &[("missing-key", "format"), ("unknown-key", "editon")]),
    ("title = \"Instructional Rounds\"", "title = 7", &[("wrong-type", "7")]),
    ("title = \"Instructional Rounds\"", "title = \" \"", &[("out-of-range", "\" \"")]),
    ("id = \"rounds-district\"", "id = \"Rounds\"", &[("bad-id", "\"Rounds\"")]),
    ("[added]\nid = \"rounds-district\"", "", &[("missing-key", "format")]),
    ("at_most = 1 }", "at_most = 1, at_least = 2 }", &[("unknown-key", "at_least")]),
    ("\"percent\", at_least = 100", "\"percent\", at_least = 120", &[("out-of-range", "120")]),
    ("\"count\", at_least = 1", "\"count\", at_least = 5", &[("profile-levels", "{ rule = \"count\", at_least = 5 }")]),
    ("\"missing\", at_most = 1", "\"missing\", at_most = 0", &[("profile-levels", "{ rule = \"missing\", at_most = 0 }")]),
    ("\"missing\", at_most", "\"mising\", at_most", &[("unknown-word", "\"mising\"")]),
    ("id = \"growing\"", "id = \"starting\"", &[("same-id", "\"starting\"")]),
    ("starting = \"The team", "startng = \"The team", &[("unknown-key", "startng")]),
    ("id = \"answers\"", "id = \"three-ways\"", &[("same-id", "\"three-ways\"")]),
    ("label = \"answers\"", "label = \"gives its answers when it said\"", &[("out-of-range", "\"gives its answers when it said\"")]),
    ("id = \"answers\"", "", &[("missing-key", "label")]),
    ("may_be_na = true", "may_be_na = \"yes\"", &[("wrong-type", "\"yes\"")]),
    ("rule = \"commitment\"", "rule = \"comitment\"", &[("unknown-word", "\"comitment\"")]),
    ("rule = \"commitment\"", "within_days = 9", &[("missing-key", "within_days")]),
    ("rule = \"commitment\"", "rule = \"commitment\", within_days = 9", &[("unknown-key", "within_days")]),
    ("at_least_percent = 95", "at_least = 95", &[("missing-key", "rule"), ("unknown-key", "at_least")]),
    ("at_least = 3", "at_least = 4", &[("out-of-range", "4")]),
    ("first_session_days = 1 ", "first_session_days = \"1\" ", &[("wrong-type", "\"1\"")]),
    ("added = { id = \"circle\", ", "text = \"x\"\nadded = { id = \"circle\", ", &[("unknown-key", "\"talk in a circle afterwards\"")]),
    ("id = \"circle\", text = \"talk in a circle afterwards\"", "id = \"circle\"", &[("missing-key", "added")]),
    ("heading = \"Following through\"", "heading = \"Following through\"\nitem = []", &[("unknown-key", "item")]),
    ("id = \"rounds-district\"", "id = \"rounds-district\"\nsupersedes = { profile = \"rounds-old\", items = { erly-visit = \"x\" } }", &[("unknown-key", "erly-visit")]),
    ("id = \"rounds-district\"", "id = \"rounds-district\"\nsupersedes = { profile = \"rounds-district\", items = {} }", &[("same-id", "\"rounds-district\"")]),
    ("id = \"rounds-district\"", "id = \"rounds-district\"\nsupersedes = { profile = \"rounds-old\", items = { early-visit = \"x\", answers = \"x\" } }", &[("same-id", "\"x\"")]),
    ("id = \"rounds-district\"", "id = \"rounds-district\"\nsupersedes = { items = { early-visit = 3 } }", &[("missing-key", "items"), ("wrong-type", "3")]),
    // The line is no TOML: what may stand on it is not guessed, and `title` is not called missing.
    ("title = \"Instructional Rounds\"", "title = Instructional Rounds", &[("toml-syntax", "Instructional Rounds")]),
];

#[test]
fn each_fault_is_found_at_its_place_and_nothing_else_is() {
    for (from, to, expected) in BROKEN {
        let found = findings(&edited(ROUNDS, from, to));
        let found: Vec<_> = found.iter().map(|(rule, text)| (*rule, text.as_str())).collect();
        assert_eq!(&found, expected, "{from} → {to}");
    }
}

#[test]
fn all_faults_of_a_file_come_in_one_run() {
    let edits = [0, 1, 4, 6, 7, 14, 16, 17, 20, 21, 25].map(|row: usize| &BROKEN[row]);
    let broken =
        edits.iter().fold(ROUNDS.to_owned(), |text, (from, to, _)| edited(&text, from, to));
    let rules = |findings: &[(&'static str, String)]| {
        let mut rules: Vec<_> = findings.iter().map(|(rule, _)| *rule).collect();
        rules.sort_unstable();
        rules
    };
    let mut expected: Vec<_> =
        edits.iter().flat_map(|(.., found)| found.iter().map(|(rule, _)| *rule)).collect();
    expected.sort_unstable();
    assert_eq!(rules(&findings(&broken)), expected);
}

#[test]
fn syntax_errors_come_together_and_with_what_is_sure() {
    let text = edited(ROUNDS, "format = 1", "format = \n= 3");
    let text = edited(&text, "may_be_na = true", "may_be_na = 1");
    // The last item's table is lost with its header, so everything in it seems to be missing.
    let text = edited(
        &text,
        "[[functions.items]]\ntext = \"Asks how",
        "[[functions.items]\ntext = \"Asks how",
    );
    let found = findings(&text);
    let rules: Vec<_> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(rules.iter().filter(|rule| **rule == "toml-syntax").count(), 3, "{found:?}");
    assert!(found.contains(&("wrong-type", "1".to_owned())), "{found:?}");
    assert!(!rules.contains(&"missing-key") && !rules.contains(&"profile-levels"), "{found:?}");
}

#[test]
fn hostile_texts_are_refused_without_a_panic() {
    let deep = ["[", "a.", "x={a=", "x=["].map(|start| start.repeat(100_000));
    for text in deep.iter().map(String::as_str).chain(["", "\0", "[functions]", "levels = [1]"]) {
        assert!(read(text).is_err());
    }
    for end in (0..ROUNDS.len()).step_by(97).filter(|&end| ROUNDS.is_char_boundary(end)) {
        assert!(read(&ROUNDS[..end]).is_err(), "cut at {end}");
    }
}
