//! The forms show the same things, follow their schema, and fit on a screen.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use coach::report::agenda::{Extent, Question, Wanted, build, gather, render_text};
use coach::report::text::Style;
use coach::store::{DistrictFolder, People, Progress};
use serde_json::Value as Json;

use crate::harness::{AS_OF, District, Pair, Run, as_of, coach_in};

fn riverbend() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend")
}

fn next(arguments: &[&str]) -> Run {
    let day = if arguments.contains(&"--as-of") { &[][..] } else { &["--as-of", AS_OF] };
    let run = coach_in(&riverbend(), &[], &[&["next"], day, arguments].concat());
    assert!(run.code <= 1 && run.err.is_empty(), "{run:?}");
    run
}

fn validator() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/schemas/next.schema.json");
    let schema: Json = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).expect("a valid schema")
}

#[test]
fn json_follows_its_schema_and_the_schema_refuses_what_it_is_not() {
    let validator = validator();
    for arguments in [
        &[][..],
        &["--due"],
        &["--within", "7", "--coach", "c-02"],
        &["t-105"],
        &["--as-of", "2025-09-20"],
        &["--as-of", "2025-01-01"],
    ] {
        let printed = next(&[arguments, &["--format", "json"]].concat()).json();
        let faults: Vec<String> =
            validator.iter_errors(&printed).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{arguments:?}: {faults:#?}");
    }
    let good = next(&["--format", "json"]).json();
    for (pointer, wrong) in [
        ("/format", Json::from("coach-next/3")),
        ("/due/0/kind", Json::from("chore")),
        ("/due/0/due", Json::from("29.5.2026")),
        ("/relationships/0/detail/items/0/lacks", Json::from("luck")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!validator.is_valid(&bad), "{pointer}");
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every due thing, item and function of the JSON stands in the text, and the other way round.
#[test]
fn text_and_json_show_the_same_things() {
    let json = next(&["--format", "json"]).json();
    let educators = json["relationships"].as_array().unwrap().iter().map(|pair| &pair["educator"]);
    let mut seen = 0;
    for educator in educators.step_by(3) {
        let educator = educator.as_str().unwrap();
        let all = next(&[educator, "--format", "json"]).json();
        let [pair] = all["relationships"].as_array().unwrap().as_slice() else { continue };
        // Wide enough that no row breaks.
        let file = tempfile::tempdir().unwrap();
        let file = file.path().join("next.md");
        next(&[educator, "--format", "markdown", "-o", file.to_str().unwrap()]);
        let markdown = fs::read_to_string(&file).unwrap();
        let rows: Vec<&str> = markdown.lines().filter(|line| line.starts_with("| ")).collect();
        let due = all["due"].as_array().unwrap();
        let items = pair["detail"]["items"].as_array().unwrap();
        let functions = pair["detail"]["functions"].as_array().unwrap();
        // Two headers, two rulers.
        assert_eq!(rows.len(), due.len() + items.len() + functions.len() + 4, "{markdown}");
        let has_row = |start: &str, end: &str| {
            let end = format!("{end} |");
            rows.iter().any(|row| row.starts_with(start) && row.ends_with(&end))
        };
        for row in due {
            let day = row["due"].as_str().unwrap_or("–");
            let address = row["address"].as_str().unwrap().rsplit('/').next().unwrap();
            let address = address.replace('#', "&#35;<!-- -->");
            assert!(has_row(&format!("| {day} "), &address), "{row}\n{markdown}");
        }
        let text = words(&next(&[educator]).out);
        for item in items {
            let label = item["label"].as_str().unwrap();
            let remedy = item["remedy"].as_str().unwrap();
            assert!(text.contains(&words(&format!("· {label}"))), "{item}");
            // A remedy may break over lines, but never shares them: its words come in order.
            assert!(text.contains(&words(remedy)), "{remedy}\n{text}");
            seen += 1;
        }
        for function in functions {
            let (k, n) = (&function["in_place"]["k"], &function["in_place"]["n"]);
            let expected = if n == 0 { "–".to_owned() } else { format!("{k} of {n}") };
            let heading = function["heading"].as_str().unwrap();
            assert!(
                text.contains(&format!("{expected} {heading}:")),
                "{expected} {heading}\n{text}"
            );
        }
        assert!(!markdown.contains('\u{1b}'));
    }
    assert!(seen > 30, "{seen} items were compared");
}

#[test]
fn one_educator_fits_on_a_screen() {
    let json = next(&["--format", "json"]).json();
    for pair in json["relationships"].as_array().unwrap() {
        let run = next(&[pair["path"].as_str().unwrap()]);
        let lines: Vec<&str> = run.out.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= 100), "{}", run.out);
        assert!(lines.len() <= 48, "{} lines:\n{}", lines.len(), run.out);
    }
}

#[test]
fn the_same_bytes_come_out_anywhere() {
    for format in ["text", "markdown", "json", "ics"] {
        let here = next(&["--format", format]);
        let elsewhere = coach_in(
            Path::new(env!("CARGO_MANIFEST_DIR")),
            &[("TZ", "Asia/Tokyo")],
            &[
                &["next", "-C", "examples/riverbend", "--as-of", AS_OF],
                &["--jobs", "1", "--format", format][..],
            ]
            .concat(),
        );
        assert_eq!(here.out, elsewhere.out, "{format}");
    }
}

#[test]
fn the_pairs_own_words_are_shown_only_where_they_are_asked_for() {
    let pair = Pair::new()
        .session("2026-05-18", "notes: hidden-1\nnext_steps:\n  - what: |\n      hop\n      along")
        .record("request", "asked", "2026-05-20", "about: why now?")
        .feedback("2026-05-20", "received: 2026-05-21\nsummary: hidden-2");
    let district = District::new().pair(&pair);
    for format in ["text", "markdown", "json", "ics"] {
        let run = district.coach(&["next", "--as-of", AS_OF, "--format", format]);
        for word in ["hop", "why now", "hidden"] {
            assert!(!run.out.contains(word), "{format} {word}");
        }
        if matches!(format, "json" | "ics") {
            continue;
        }
        let run = district.coach(&["next", "--as-of", AS_OF, "--words", "--format", format]);
        let out = words(&run.out);
        assert!(out.contains("next step: “hop along”"), "{out}");
        assert!(out.contains("“why now?”"), "{out}");
        assert!(!out.contains("hidden"), "notes and feedback are not asked for: {out}");
    }
    // Beside a format that may show them, the others still hold none.
    let run =
        district.coach(&["next", "--words", "--format", "text", "-o", "a", "--format", "json"]);
    assert!(run.code == 0 && !run.out.contains("hop"), "{run:?}");
    assert!(fs::read_to_string(district.path().join("a")).unwrap().contains("hop"));
}

/// On a narrow terminal nothing runs over but a record's name, and nothing is lost.
#[test]
fn a_narrow_terminal_shows_it_all() {
    let folder = DistrictFolder::open(&riverbend(), &coach::check::rules()).expect("settings");
    let wanted = Wanted { educators: vec!["t-202".to_owned()], ..Wanted::default() };
    let as_of = as_of(AS_OF);
    let progress = Progress::default();
    let question = Question { as_of, wanted: &wanted, with_words: true, progress: &progress };
    let gathered = gather(&folder, &question).expect("t-202");
    let model = build(&folder.district, &gathered, Extent::default());
    let shown = |width| render_text(&model, &People::default(), Style { color: false, width });
    let all = |text: &str| -> BTreeSet<String> {
        let text = text.replace(['─', '·'], " ");
        text.split_whitespace().map(str::to_owned).collect()
    };
    let wide = all(&shown(160));
    for width in [40, 60, 80] {
        let narrow = shown(width);
        for line in narrow.lines().filter(|line| line.contains(' ')) {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
        let lost: Vec<_> = wide.difference(&all(&narrow)).cloned().collect();
        assert!(lost.is_empty(), "{width}: {lost:?}");
    }
}

/// An address of the list closes the step when it is pasted.
#[test]
fn an_address_can_be_pasted() {
    let step = "next_steps: [{what: a, due: 2026-05-25}]";
    let one = Pair::of("c-01", "t-101", "lincoln").session("2026-05-18", step);
    let other = Pair::of("c-01", "t-102", "lincoln").session("2026-05-18", step);
    let district = District::new().pairs([&one, &other]);
    let address = |run: &Run, pair: &str| {
        let word = run.out.split_whitespace().find(|word| word.starts_with(pair));
        word.expect("an address").to_owned()
    };
    for pair in ["c-01-t-101/", "c-01-t-102/"] {
        let before = district.coach(&["next", "--as-of", AS_OF, "--due"]);
        let address = address(&before, &format!("{pair}2026"));
        assert!(address.ends_with(".yaml#1"), "{address}");
        let done = district.coach(&["log", "done", &address, "--date", "2026-05-28"]);
        assert_eq!(done.code, 0, "{address}: {done:?}");
    }
    let after = district.coach(&["next", "--as-of", AS_OF, "--due", "--format", "json"]).json();
    assert!(after["due"].as_array().unwrap().iter().all(|row| row["kind"] != "step"), "{after}");
}
