//! Districts for the other tests: one with a fault of nearly every sort, and one full of text that
//! means something to a runner, a viewer, a parser or a terminal.

use coach::diagnostic::{Diagnostic, Tally};

use crate::harness::{District, Pair};

/// Where the records of both lie.
pub(crate) const FOLDER: &str = "records/lincoln/c-01-t-101";

/// What stands before paths when coach runs in the folder above the district's.
pub(crate) const PREFIX: &str = "district/";

/// A finding that a test expects: rule, level, file, and the text at its place, unless it is about
/// the whole file.
pub(crate) type Fault = (&'static str, &'static str, &'static str, Option<&'static str>);

/// The faults of [`faults`] in their order.
#[rustfmt::skip]
pub(crate) const FAULTS: [Fault; 15] = [
    ("outside-dates", "warning", "2025-08-10-contact-0009.yaml", Some("2025-08-10")),
    ("unknown-method", "error", "2025-09-10-contact-0001.yaml", Some("in persn")),
    ("missing-key", "error", "2025-09-10-contact-0002.yaml", Some("kind")),
    ("unknown-key", "error", "2025-09-10-contact-0002.yaml", Some("methd")),
    ("bad-date", "error", "2025-09-10-contact-0003.yaml", Some("2025-09-31")),
    ("wrong-type", "error", "2025-09-10-contact-0004.yaml", Some("45 min")),
    ("yaml-syntax", "error", "2025-09-10-contact-0005.yaml", Some(":")),
    ("duplicate-key", "error", "2025-09-10-contact-0006.yaml", Some("date")),
    ("empty-file", "error", "2025-09-10-contact-0007.yaml", Some("")),
    ("file-name", "error", "2025-09-10-contact-0008.yaml", Some("session")),
    ("wrong-type", "error", "2025-09-10-contact-000a.yaml", Some("first: email\n  then: phone")),
    ("observer-of-the-pair", "warning", "2025-10-01-checklist-000b.yaml", Some("{role: observer, id: c-01}")),
    ("unknown-rating", "error", "2025-10-01-checklist-000c.yaml", Some("good")),
    ("few-students", "warning", "2025-10-30-review-000d.yaml", Some("4")),
    ("stray-yaml", "warning", "plan.yaml", None),
];

/// The relationship and fourteen more files.
pub(crate) const RECORDS: usize = 15;
/// All with an error but the one that is only misnamed, and the stray.
pub(crate) const LEFT_OUT: usize = 10;

/// Faults as coaches make them, in a district that takes one kind of them for a warning.
#[rustfmt::skip]
pub(crate) fn faults() -> District {
    with(&[
        ("2025-09-10-contact-0001.yaml", "kind: contact\ndate: 2025-09-10\nmethod: in persn\n"),
        ("2025-09-10-contact-0002.yaml", "kind: contact\ndate: 2025-09-10\nmethd: email\n"),
        ("2025-09-10-contact-0003.yaml", "kind: contact\ndate: 2025-09-31\nmethod: email\n"),
        ("2025-09-10-contact-0004.yaml", "kind: contact\ndate: 2025-09-10\nmethod: email\nminutes: 45 min\n"),
        ("2025-09-10-contact-0005.yaml", "kind: contact\ndate: 2025-09-10\nmethod: email\nabout: he said: \"wait\"\n"),
        ("2025-09-10-contact-0006.yaml", "kind: contact\ndate: 2025-09-10\nmethod: email\ndate: 2025-09-11\n"),
        ("2025-09-10-contact-0007.yaml", ""),
        ("2025-09-10-contact-0008.yaml", "kind: session\ndate: 2025-09-10\nmethod: email\n"),
        ("2025-08-10-contact-0009.yaml", "kind: contact\ndate: 2025-08-10\nmethod: email\n"),
        ("2025-09-10-contact-000a.yaml", "kind: contact\ndate: 2025-09-10\nmethod:\n  first: email\n  then: phone\n"),
        ("2025-10-01-checklist-000b.yaml", "kind: checklist\ndate: 2025-10-01\nrater: {role: observer, id: c-01}\nratings: {rationale: in-place}\n"),
        ("2025-10-01-checklist-000c.yaml", "kind: checklist\ndate: 2025-10-01\nrater: {role: self}\nratings: {rationale: good}\n"),
        // Before the place stand characters of two, three and four bytes.
        ("2025-10-30-review-000d.yaml", "kind: review\ndate: 2025-10-30\ndata:\n  - {id: d1, source: student-data, measure: \"é – 😀\", \
            improvement: increase, values: [{on: 2025-09-10, value: 52, n: 4}]}\n"),
        ("plan.yaml", "kind: session\n"),
    ])
    .settings("[checks]\nstray-yaml = \"warning\"")
}

/// Values, and how a message shows each in backticks. `None` where no message quotes it, or where
/// how it is shown is not for these tests to say.
pub(crate) const HOSTILE: [(&str, Option<&str>); 13] = [
    ("::error file=a,line=1::x", None),
    ("##[error]x", None),
    ("x ::stop-commands::y", None),
    ("%0A%25%0D%3A%2C", Some("%0A%25%0D%3A%2C")),
    ("a\u{202e}b\u{200b}c\u{2069}", Some("a\\u{202e}b\\u{200b}c\\u{2069}")),
    ("</failure>]]><script>&amp;&#10;", Some("</failure>]]><script>&amp;&#10;")),
    ("[x](javascript:y) {0} }{", Some("[x](javascript:y) {0} }{")),
    ("a\"b,c\\d\\n", Some("a\"b,c\\d\\n")),
    ("it's=x;y", Some("it's=x;y")),
    // A value that had to be written with escapes may be prose, and no message quotes it.
    ("two\nlines\rx\tz", None),
    ("\u{1b}[31m\u{9b}1m\u{7}\u{7f}", None),
    ("\u{85}\u{2028}\u{2029}\u{feff}", None),
    ("é – 😀 \u{fffe}\u{0}", None),
];

/// Names of files and folders; the last ones only where the system lets a file have them.
pub(crate) fn hostile_names() -> Vec<&'static str> {
    let mut names = vec!["%0A%3A.yaml", "a,b;c=d.yaml", "ä #1 (2) [x]{0}'&.yaml"];
    if cfg!(unix) {
        names.extend([
            "::error file=a,line=1::x.yaml",
            "##[error]x.yaml",
            "a\n::error::b\r.yaml",
            STEERING,
            "\u{fffe}<b>]]>\"?\\.yaml",
            "[x](y:z).yaml",
        ]);
    }
    names
}

/// One of the names, and what stands in its place.
pub(crate) const STEERING: &str = "\u{1b}[31m\u{202e}\u{7f}.yaml";
#[cfg(unix)]
pub(crate) const STEERING_SHOWN: &str = "\\u{1b}[31m\\u{202e}\\u{7f}.yaml";

/// Each of [`HOSTILE`] as the value and as the key of a record, and each of [`hostile_names`] as the
/// name of a file that is no record and of a folder that is no school.
pub(crate) fn hostile() -> District {
    // The same pair stands under every name here.
    let alone = with(&[]).settings("[checks]\noverlapping-relationships = \"off\"");
    let district = HOSTILE.iter().enumerate().fold(alone, |district, (i, (value, _))| {
        let value = in_yaml(value);
        let head = "kind: contact\ndate: 2025-09-10\n";
        let path = |n: usize| format!("{FOLDER}/2025-09-10-contact-{n:04x}.yaml");
        district
            .file(&path(2 * i), format!("{head}method: {value}\n"))
            .file(&path(2 * i + 1), format!("{head}method: email\n{value}: 1\n"))
    });
    let relationship = &Pair::new().files()[0].1;
    hostile_names().into_iter().fold(district, |district, name| {
        let folder = FOLDER.replace("lincoln", name);
        district
            .file(&format!("{FOLDER}/{name}"), "x")
            .file(&format!("{folder}/relationship.yaml"), relationship)
    })
}

/// What the records of [`HOSTILE`] and [`hostile_names`] are found under.
pub(crate) fn hostile_count() -> usize {
    2 * (HOSTILE.len() + hostile_names().len())
}

/// What checking a district finds.
pub(crate) fn check(district: &District) -> (Vec<Diagnostic>, Tally) {
    let survey = district.survey();
    let tally = survey.tally();
    (survey.diagnostics, tally)
}

/// What no output may hold, apart from its own line breaks: it could steer a terminal, or turn the
/// text around.
pub(crate) fn is_harmless(output: &str) -> bool {
    let is_bad = |c: char| {
        c.is_control() && c != '\n'
            || ('\u{200b}'..='\u{200f}').contains(&c)
            || ('\u{2028}'..='\u{202e}').contains(&c)
            || ('\u{2060}'..='\u{2069}').contains(&c)
            || matches!(c, '\u{61c}' | '\u{feff}')
    };
    !output.chars().any(is_bad)
}

/// The text of a file of `district` from one place to another: 1-based lines and characters, the end
/// excluded.
pub(crate) fn under(district: &District, path: &str, from: (u64, u64), to: (u64, u64)) -> String {
    let text = std::fs::read_to_string(district.path().join(path)).expect("a file");
    let offset = |(line, column): (u64, u64)| {
        let before =
            text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum::<usize>();
        let rest = text[before..].char_indices().map(|(at, _)| at).chain([text.len() - before]);
        before + rest.clone().nth(column as usize - 1).expect("a column of the line")
    };
    text[offset(from)..offset(to)].to_owned()
}

/// A district in which these records stand beside a relationship that is right.
fn with(records: &[(&str, &str)]) -> District {
    let pair = Pair::new().agreed("committed_on: 2025-09-02, respond_within_days: 2");
    records.iter().fold(District::new().pair(&pair), |district, (name, text)| {
        district.file(&format!("{FOLDER}/{name}"), text)
    })
}

/// `value` between quotes: as it is where that can be, else with everything but letters escaped.
fn in_yaml(value: &str) -> String {
    let escape = |c: char| match c {
        'a'..='z' | 'A'..='Z' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    let has_odd =
        value.contains(|c: char| c.is_control() || "\u{2028}\u{feff}\u{fffe}".contains(c));
    if !has_odd && !value.contains('\'') {
        return format!("'{value}'");
    }
    if !has_odd && !value.contains(['"', '\\']) {
        return format!("\"{value}\"");
    }
    format!("\"{}\"", value.chars().map(escape).collect::<String>())
}
