//! Records go out as JSON lines and come back by `coach import` as the same records, whatever they say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use coach::diagnostic::Problems;
use coach::syntax::yaml;
use coach::text::source::Source;
use proptest::prelude::*;

use crate::harness::{District, Pair, coach_in};

/// Text as someone may write it, as a value of YAML.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        " ",
        "\n",
        "\n\n",
        "Peñasco",
        "學校",
        "❤️",
        "\"",
        "'",
        "\\",
        ": ",
        "# ",
        "- ",
        "---",
        "=1+1",
        "{",
        "}",
        "[x]",
        "\t",
        "%",
        "@",
        "yes",
        "null",
        "~",
        "12",
        "\u{e000}",
        "𝔘",
        "&a",
        "*a",
        "!",
        "|",
        ">",
        "::error::",
        "\u{a0}",
        "\u{2028}",
        "\u{85}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{1}",
        "\u{7f}",
        "\u{200d}",
        "\u{feff}",
        "\u{10ffff}",
    ]);
    let text = prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat());
    let text = text.prop_filter("it says something", |text| !text.trim().is_empty());
    text.prop_map(|text| {
        let quoted = serde_json::to_string(&format!("x{text}x")).expect("JSON");
        // YAML takes some signs only as escapes.
        ["\u{7f}", "\u{fffe}", "\u{ffff}", "\u{feff}"].iter().fold(quoted, |quoted, sign| {
            let number = sign.chars().map(u32::from).sum::<u32>();
            quoted.replace(sign, &format!("\\u{number:04x}"))
        })
    })
}

fn day() -> impl Strategy<Value = String> {
    (1..29_u32, 9..13_u32).prop_map(|(day, month)| format!("2025-{month:02}-{day:02}"))
}

/// A record: kind, key of its day, day, and the other keys.
type Told = (&'static str, &'static str, String, String);

fn told(
    kind: &'static str,
    date_key: &'static str,
    rest: impl Strategy<Value = String> + 'static,
) -> BoxedStrategy<Told> {
    (day(), rest).prop_map(move |(on, rest)| (kind, date_key, on, rest)).boxed()
}

fn session() -> impl Strategy<Value = String> {
    let number = prop_oneof![Just("45"), Just("7")];
    (prose(), prose(), number, any::<bool>()).prop_map(|(words, step, minutes, has_step)| {
        let steps = format!("next_steps:\n  - {{id: s1, what: {step}, who: coach}}\n");
        format!(
            "method: in-person\nminutes: {minutes}\nitems: [rationale, listens]\nstarts: \"09:30\"\n\
             strengths: {words}\nreflection: {{working: {words}}}\n{}",
            if has_step { steps } else { String::new() }
        )
    })
}

fn review() -> impl Strategy<Value = String> {
    let value = prop_oneof![Just("12"), Just("12.50"), Just("0.10"), Just("-3")];
    (prose(), value, prose()).prop_map(|(measure, value, words)| {
        // A title is one line.
        let measure = ["\\n", "\\t", "\\u0001", "\\u007f"].iter().fold(measure, |it, sign| it.replace(sign, " "));
        format!(
            "working: {words}\ndata:\n  - id: d1\n    source: student-data\n    measure: {measure}\n    \
             improvement: increase\n    values: [{{on: 2025-09-01, value: {value}, n: 24}}]\n\
             next_steps: [{{what: {words}, because_of: [d1]}}]\n"
        )
    })
}

/// A record of any kind that a pair has.
fn record() -> impl Strategy<Value = Told> {
    prop_oneof![
        told("session", "date", session()),
        told(
            "contact",
            "date",
            prose().prop_map(|words| format!("method: email\nabout: {words}\n"))
        ),
        told("request", "asked", prose().prop_map(|words| format!("about: {words}\n"))),
        told("feedback", "requested", prose().prop_map(|words| format!("summary: {words}\n"))),
        told(
            "checklist",
            "date",
            prose().prop_map(|words| format!(
                "rater: {{role: observer, id: o-1}}\n\
                 ratings: {{rationale: partial, listens: not-observed}}\n\
                 comments: {{rationale: {words}}}\n"
            ))
        ),
        told("review", "date", review()),
        told("missed", "date", prose().prop_map(|words| format!("by: school\nreason: {words}\n"))),
    ]
}

/// The trees of all records below `folder`, as numbers that are the same where they say the same.
fn said(folder: &Path) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.join("records")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("text");
            let source = Source::new("record", text.clone());
            let root = yaml::parse(&source, &mut Problems::default());
            let root = root.unwrap_or_else(|_| panic!("no YAML: {text}"));
            let below = path.strip_prefix(folder).expect("a path below");
            let below = below.to_string_lossy().replace('\\', "/");
            found.insert(below, root.fingerprint());
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_come_back_as_they_went(
        all in prop::collection::vec((record(), 0..3_usize, any::<bool>()), 1..24),
        why in prose(),
    ) {
        let mut pairs = ["t-101", "t-102", "t-103"].map(|educator| Pair::of("c-01", educator, "lincoln"));
        for (at, ((kind, date_key, on, rest), whose, is_imported)) in all.into_iter().enumerate() {
            let source = format!("source: {{name: form, key: \"{at}\"}}\n");
            let rest = format!("{rest}{}", if is_imported { source } else { String::new() });
            pairs[whose] = pairs[whose].clone().record(kind, date_key, &on, &rest);
        }
        let from = District::new()
            .pairs(&pairs)
            .file(
                "records/coaches/c-01/2025-09-10-time-0001.yaml",
                format!("kind: time\ndate: 2025-09-10\nminutes: 5\nwhat: data\nnotes: {why}\n"),
            );
        let run = from.coach(&["export", "--to", "jsonl", "--with-prose", "out"]);
        prop_assert_eq!(run.code, 0, "{:?}", run);
        let to = District::new();
        fs::create_dir(to.path().join("records")).expect("a folder");
        let package = from.path().join("out");
        let package = package.to_str().expect("a path");
        let run = to.coach(&["import", package]);
        prop_assert_eq!(run.code, 0, "{:?}", run);
        prop_assert_eq!(said(from.path()), said(to.path()));
        let bytes = |path: &str| fs::read(to.path().join(path)).expect("bytes");
        let before: Vec<_> = said(to.path()).keys().map(|path| bytes(path)).collect();
        let run = to.coach(&["import", package]);
        prop_assert!(run.code == 0 && run.err.contains("nothing to do"), "{:?}", run);
        let after: Vec<_> = said(to.path()).keys().map(|path| bytes(path)).collect();
        prop_assert_eq!(before, after);
    }
}

#[test]
fn the_example_district_comes_back_whole() {
    let riverbend = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let to = District::new();
    let package = to.path().join("out");
    let package = package.to_str().expect("a path");
    let run = coach_in(&riverbend, &[], &["export", "--to", "jsonl", "--with-prose", package]);
    assert_eq!(run.code, 0, "{run:?}");
    let settings = fs::read(riverbend.join("coach.toml")).expect("settings");
    let to = to.file("coach.toml", settings);
    assert_eq!(to.coach(&["import", package, "--no-commit"]).code, 0);
    let records = said(&riverbend);
    assert_eq!(records.len(), 593);
    assert_eq!(records, said(to.path()));
}

#[test]
fn a_record_that_says_something_else_is_left_as_it_is() {
    let pair = Pair::new().contact("2025-09-10", "email").contact("2025-09-11", "email");
    let from = District::new().pair(&pair);
    assert_eq!(from.coach(&["export", "--to", "jsonl", "--with-prose", "out"]).code, 0);
    let to = District::new().pair(&Pair::new().contact("2025-09-10", "phone"));
    let package = from.path().join("out");
    let run = to.coach(&["import", package.to_str().expect("a path")]);
    assert!(run.code == 1 && run.err.contains("2025-09-10-contact-0001.yaml"), "{run:?}");
    let text =
        |name: &str| fs::read_to_string(to.path().join("records/lincoln/c-01-t-101").join(name));
    assert!(text("2025-09-10-contact-0001.yaml").expect("text").contains("phone"));
    assert!(text("2025-09-11-contact-0002.yaml").expect("text").contains("email"));
}

#[test]
fn only_a_whole_export_comes_back() {
    let district = District::new().pair(&Pair::new().contact("2025-09-10", "email"));
    let refused = |folder: &str, why: &str| {
        let run = district.coach(&["import", folder]);
        assert!(run.code == 2 && run.err.contains(why), "{folder}: {run:?}");
    };
    assert_eq!(district.coach(&["export", "--to", "jsonl", "short"]).code, 0);
    refused("short", "--with-prose");
    refused("records", "no export");
    let run = district.coach(&["import", "records", "coach.toml"]);
    assert!(run.code == 2 && run.err.contains("import it alone"), "{run:?}");
    assert_eq!(district.coach(&["export", "--to", "jsonl", "--with-prose", "whole"]).code, 0);
    let file = district.path().join("whole/records.jsonl");
    let text = fs::read_to_string(&file).expect("text");
    as_before(&district.path().join("whole"));
    for (text, why) in [
        (text.repeat(2), "twice"),
        (String::new(), "records.jsonl holds no record"),
        (text.replace("records/lincoln", "records/.."), "records.jsonl:1"),
        (format!("{text}{{"), "records.jsonl:3"),
    ] {
        fs::write(&file, text).expect("a file");
        refused("whole", why);
    }
}

/// Makes the export in `folder` one of an earlier version, which did not say how large its files are.
fn as_before(folder: &Path) {
    let file = folder.join("datapackage.json");
    let mut package: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&file).expect("text")).expect("JSON");
    for resource in package["resources"].as_array_mut().expect("a list") {
        for key in ["bytes", "hash", "rowCount"] {
            resource.as_object_mut().expect("a resource").remove(key);
        }
    }
    fs::write(file, package.to_string()).expect("a file");
}

/// An export that lost lines on its way is refused; one of an earlier version does not say how many there are.
#[test]
fn a_shortened_export_is_refused() {
    let pair = Pair::new().contact("2025-09-10", "email").contact("2025-09-11", "phone");
    let from = District::new().pair(&pair);
    assert_eq!(from.coach(&["export", "--to", "jsonl", "--with-prose", "out"]).code, 0);
    let out = from.path().join("out");
    let file = out.join("records.jsonl");
    let whole = fs::read_to_string(&file).expect("text");
    let first = whole.lines().next().expect("a line").to_owned() + "\n";
    let package: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("datapackage.json")).expect("text"))
            .expect("JSON");
    for resource in package["resources"].as_array().expect("a list") {
        let path = out.join(resource["path"].as_str().expect("a path"));
        assert_eq!(resource["bytes"], path.metadata().expect("a file").len(), "{resource}");
    }
    let to = District::new();
    let import = || to.coach(&["import", out.to_str().expect("a path")]);
    let bytes = whole.len();
    for (text, why) in [
        (first, "it has 1 record, and datapackage.json tells of 3 records".to_owned()),
        (String::new(), "it has 0 records, and datapackage.json tells of 3 records".to_owned()),
        (
            whole.replace("phone", "email "),
            format!("it has {} bytes, and datapackage.json tells of {bytes} bytes", bytes + 1),
        ),
        (whole.replace("phone", "video"), "its `hash` is not the one".to_owned()),
    ] {
        fs::write(&file, text).expect("a file");
        let run = import();
        assert!(run.code == 2 && run.err.contains(&why), "{why}: {run:?}");
        assert!(!to.path().join("records").exists(), "{run:?}");
    }
    as_before(&out);
    let run = import();
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(said(to.path()).len(), 3);
}

/// Options of sheets mean nothing for an export, and it says so.
#[test]
fn options_of_sheets_do_not_go_with_an_export() {
    let district = District::new().pair(&Pair::new().contact("2025-09-10", "email"));
    assert_eq!(district.coach(&["export", "--to", "jsonl", "--with-prose", "out"]).code, 0);
    for (options, why) in [
        (&["--map", "map.toml"][..], "--map does not go with an export"),
        (&["--set-aside", "aside"], "--set-aside does not go"),
        (&["--update"], "to change a record, use `coach edit`"),
        (&["--update", "--conflicts", "source"], "--conflicts does not go"),
        (&["--prune"], "--prune does not go"),
        (&["--prune", "--yes"], "to remove a record, use `coach remove`"),
    ] {
        let run = district.coach(&[&["import", "out"], options].concat());
        assert!(run.code == 2 && run.err.contains(why), "{options:?}: {run:?}");
    }
}

/// A list with nothing in it says as much as none.
#[test]
fn empty_lists_come_back_as_the_same() {
    let session = "method: in-person\nminutes: 45\nitems: []\nnext_steps: []\n";
    let from = District::new().pair(&Pair::new().record("session", "date", "2025-09-10", session));
    let package = from.path().join("out");
    let package = package.to_str().expect("a path");
    assert_eq!(from.coach(&["export", "--to", "jsonl", "--with-prose", package]).code, 0);
    let same = from.coach(&["import", package]);
    assert!(same.code == 0 && same.err.contains("nothing to do"), "{same:?}");
    let to = District::new();
    assert_eq!(to.coach(&["import", package]).code, 0);
    let again = to.coach(&["import", package]);
    assert!(again.code == 0 && again.err.contains("nothing to do"), "{again:?}");
}

/// A record that names one with a fault stays behind with it: without that one no folder can have it.
#[test]
fn what_names_a_record_that_is_left_out_stays_behind() {
    let checklist = |rest: &str| {
        format!("rater: {{role: observer, id: o-1}}\nratings: {{rationale: partial}}\n{rest}")
    };
    let replaces = |name: &str| checklist(&format!("replaces: {name}\n"));
    let pair = Pair::new()
        .record("checklist", "date", "2025-10-01", &checklist("nonsense: 1\n"))
        .record("checklist", "date", "2025-10-02", &replaces("2025-10-01-checklist-0001.yaml"))
        .record("checklist", "date", "2025-10-03", &replaces("2025-10-02-checklist-0002.yaml"))
        .contact("2025-10-04", "email");
    let from = District::new().pair(&pair);
    let run = from.coach(&["export", "--to", "jsonl", "--with-prose", "out"]);
    let said_so = "2 more records are left out of records.jsonl";
    assert!(run.code == 1 && run.err.contains(said_so), "{run:?}");
    let to = District::new();
    let package = from.path().join("out");
    let run = to.coach(&["import", package.to_str().expect("a path")]);
    let lacks = "1 record with a fault and 2 records that name others are not in it";
    assert!(run.code == 0 && run.err.contains(lacks), "{run:?}");
    let found: Vec<String> = said(to.path()).into_keys().collect();
    assert_eq!(
        found,
        ["2025-10-04-contact-0004.yaml", "relationship.yaml"]
            .map(|name| format!("records/lincoln/c-01-t-101/{name}"))
    );
}
