//! `coach report --compare`: which numbers changed, and because of which records; against a period, an
//! earlier report, and a commit.

mod pull_request;

use std::collections::BTreeSet;
use std::fs;

use crate::harness::{District, Pair, Run, coach_in};
use crate::repository::{git, is_git_here};
use serde_json::{Value as Json, json};

/// `timely-response` and `rationale` as the records of this pair have them: one session lists the item.
fn pair() -> Pair {
    Pair::new()
        .agreed("committed_on: 2025-09-02")
        .session("2025-09-08", "minutes: 40")
        .session("2025-10-06", "minutes: 50\nitems: [rationale]")
}

fn compared(run: &Run) -> Json {
    assert_eq!(run.code, 0, "{run:?}");
    let comparison = run.json();
    let schema = include_str!("../../.github/schemas/compare.schema.json");
    let schema: Json = serde_json::from_str(schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> =
        validator.iter_errors(&comparison).map(|fault| fault.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{comparison:#}");
    comparison
}

/// Before and now of the number at `address`; nothing where it did not change.
fn change(comparison: &Json, address: &str) -> Option<(Json, Json)> {
    let changes = comparison["changes"].as_array().expect("a list");
    let mut same = changes.iter().filter(|change| change["address"] == address);
    let found = same.next().map(|change| (change["before"].clone(), change["now"].clone()));
    assert!(same.next().is_none(), "{address} stands once");
    found
}

/// The files named of `what`, with whether they counted before and count now.
fn records(comparison: &Json, what: &str) -> Vec<(String, Json, Json)> {
    let all = comparison["because"].as_array().expect("a list");
    let because = all.iter().find(|because| because["what"] == what);
    let because = because.unwrap_or_else(|| panic!("{what} in {comparison:#}"));
    let records = because["records"].as_array().expect("a list").iter();
    records
        .map(|record| {
            let file = record["file"].as_str().expect("a name").to_owned();
            (file, record["counted_before"].clone(), record["counts_now"].clone())
        })
        .collect()
}

/// `district` under git with everything committed.
fn committed(district: District) -> District {
    git(district.path(), &["init", "--quiet"]);
    git(district.path(), &["add", "--all"]);
    git(district.path(), &["commit", "--quiet", "-m", "first"]);
    district
}

/// Runs the program in `district` with git within its reach.
fn coach_with_git(district: &District, arguments: &[&str]) -> Run {
    let path = std::env::var("PATH").unwrap_or_default();
    coach_in(district.path(), &[("PATH", &path)], arguments)
}

fn session_file(district: &District, on: &str) -> (String, std::path::PathBuf) {
    let folder = district.path().join("records").join("lincoln").join("c-01-t-101");
    let mut files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file"));
    let file = files
        .find(|file| file.file_name().to_string_lossy().starts_with(&format!("{on}-session")))
        .expect("a session of that day");
    (file.file_name().to_string_lossy().into_owned(), file.path())
}

#[test]
fn another_period() {
    // September has the first session; October the second, which lists the item.
    let district = District::new().pair(&pair());
    let run = district.coach(&[
        "report",
        "--period",
        "2025-10-01..2025-10-31",
        "--compare",
        "2025-09-01..2025-09-30",
        "--format",
        "json",
    ]);
    let comparison = compared(&run);
    let missing = |k: u32| json!({"k": k, "n": 1});
    assert_eq!(change(&comparison, "item=rationale missing"), Some((missing(1), missing(0))));
    let (file, _) = session_file(&district, "2025-10-06");
    assert_eq!(records(&comparison, "rationale"), [(file, json!(false), json!(true))]);
    // Who is in it did not change.
    assert_eq!(change(&comparison, "relationships"), None);
}

#[test]
fn what_counts_as_before_for_another_reason_made_no_difference() {
    let reflects = "reflection: {working: pace, not_working: cards}";
    let pair = Pair::new()
        .session("2025-09-08", reflects)
        .session("2025-10-06", &format!("items: [rationale]\n{reflects}"));
    let run = District::new().pair(&pair).coach(&[
        "report",
        "--period",
        "2025-10-01..2025-10-31",
        "--compare",
        "2025-09-01..2025-09-30",
        "--format",
        "json",
    ]);
    let comparison = compared(&run);
    // The questions were asked in both months, on another day; the rationale was given in October.
    let because = comparison["because"].as_array().expect("a list").iter();
    let items: Vec<&str> = because.filter_map(|because| because["what"].as_str()).collect();
    assert!(items.contains(&"rationale"), "{items:?}");
    assert!(!items.contains(&"reflective-questions"), "{items:?}");
}

#[test]
fn every_agreement_of_observers_is_explained_by_the_ratings_that_agree() {
    // Each month two observers rate all items together: the same in September, and in October all but
    // the rationale. Estimates need ten items.
    let rest = "process-and-expectations: in-place, confidentiality: in-place, listens: in-place, \
                manageable-units: in-place, verbal-commitment: in-place, \
                variety-of-methods: in-place, timely-response: partial, \
                feedback-on-coaching: partial, builds-on-strengths: partial, \
                direct-observation: partial, reflective-questions: partial, \
                data-to-next-steps: partial";
    let ratings = |rationale: &str| format!("{rest}, rationale: {rationale}");
    let pair = Pair::new()
        .checklist("2025-09-08", "observer o-1", &ratings("in-place"))
        .checklist("2025-09-08", "observer o-2", &ratings("in-place"))
        .checklist("2025-10-06", "observer o-1", &ratings("in-place"))
        .checklist("2025-10-06", "observer o-2", &ratings("partial"));
    let comparison = compared(&District::new().pair(&pair).coach(&[
        "report",
        "--kappa",
        "--period",
        "2025-10-01..2025-10-31",
        "--compare",
        "2025-09-01..2025-09-30",
        "--format",
        "json",
    ]));
    let estimates = ["mean-agreement", "ac2", "alpha", "kappa", "kappa-linear"];
    for estimate in estimates.map(|name| format!("observers-{name}")) {
        assert!(change(&comparison, &estimate).is_some(), "{estimate} changed: {comparison:#}");
    }
    let because = comparison["because"].as_array().expect("a list").iter();
    let measures = because.flat_map(|because| because["measures"].as_array().expect("a list"));
    let names = measures.filter_map(|measure| measure["measure"].as_str());
    let names: BTreeSet<&str> = names.filter(|name| name.starts_with("observers-")).collect();
    assert_eq!(names, BTreeSet::from(["observers-agree"]), "{comparison:#}");
}

#[test]
fn a_commit_is_read_without_touching_the_work_tree() {
    if !is_git_here() {
        return;
    }
    let district = committed(District::new().pair(&pair()));
    let (file, path) = session_file(&district, "2025-10-06");
    fs::remove_file(&path).expect("removed");
    let status = git(district.path(), &["status", "--porcelain"]);
    let run = coach_with_git(&district, &["report", "--compare", "HEAD", "--format", "json"]);
    let comparison = compared(&run);
    // The item rests on this session alone: deleting it takes away one item, and no other.
    let missing = |k: u32| json!({"k": k, "n": 1});
    assert_eq!(change(&comparison, "item=rationale missing"), Some((missing(0), missing(1))));
    let in_place = change(&comparison, "in-place").expect("it changed");
    assert_eq!(in_place.0["k"].as_u64(), in_place.1["k"].as_u64().map(|k| k + 1));
    assert_eq!(records(&comparison, "rationale")[0].0, file);
    assert_eq!(
        (&comparison["before"]["found"], &comparison["now"]["found"]),
        (&json!(3), &json!(2))
    );
    assert_eq!(git(district.path(), &["status", "--porcelain"]), status);
    assert!(!path.exists(), "it is not brought back");
}

#[test]
fn an_earlier_report_and_the_records_of_its_commit() {
    if !is_git_here() {
        return;
    }
    let district = committed(District::new().pair(&pair()));
    let earlier = tempfile::tempdir().expect("a folder");
    let earlier = earlier.path().join("earlier.json");
    let earlier = earlier.to_str().expect("a name");
    assert_eq!(coach_with_git(&district, &["report", "--format", "json", "-o", earlier]).code, 0);
    let same =
        compared(&coach_with_git(&district, &["report", "--compare", earlier, "--format", "json"]));
    assert_eq!((&same["changes"], &same["because"]), (&json!([]), &json!([])));

    let (file, path) = session_file(&district, "2025-10-06");
    fs::remove_file(path).expect("removed");
    let comparison =
        compared(&coach_with_git(&district, &["report", "--compare", earlier, "--format", "json"]));
    assert!(change(&comparison, "item=rationale missing").is_some());
    assert_eq!(records(&comparison, "rationale")[0].0, file);

    // A report of what was not committed has no records to go back to, and says so.
    assert_eq!(coach_with_git(&district, &["report", "--format", "json", "-o", earlier]).code, 0);
    let relationship = district.path().join("records/lincoln/c-01-t-101/relationship.yaml");
    let text = fs::read_to_string(&relationship).expect("a text");
    let later = text.replace("committed_on: 2025-09-02", "committed_on: 2026-05-30");
    fs::write(&relationship, later).expect("written");
    let run = coach_with_git(&district, &["report", "--compare", earlier, "--format", "json"]);
    let comparison = compared(&run);
    assert!(!comparison["changes"].as_array().expect("a list").is_empty());
    assert_eq!(comparison["because"], json!([]));
    let why = comparison["because_unknown"].as_str().expect("a reason");
    assert!(why.contains("not committed"), "{why}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let district =
        District::new().pair(&pair()).file("old.json", r#"{"format": "coach-report/1"}"#);
    let refused = |arguments: &[&str], said: &str| {
        let run = district.coach(&[&["report"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    };
    refused(&["--compare", "nothing"], "no such file, period or commit");
    refused(&["--compare", "old.json"], "`coach-report/1`");
    refused(&["--compare", "coach.toml"], "not the JSON of a report");
    refused(&["--compare", "2025-26", "--format", "csv"], "text, markdown, html or json");
    refused(
        &["--compare", "2025-26", "--period", "2024-25", "--period", "2025-26"],
        "one --period",
    );
    refused(&["--compare", "2026-10-01..2026-01-01"], "before it begins");
    assert_eq!(district.coach(&["report", "--format", "json", "-o", "all.json"]).code, 0);
    refused(&["--compare", "all.json", "--by", "coach"], "--by school");
    refused(&["--compare", "all.json", "--school", "lincoln"], "everything");
}

/// What people read names the same numbers and the same file.
#[test]
fn text_and_markdown_say_what_json_says() {
    let district = District::new().pair(&pair());
    let periods = ["--period", "2025-10-01..2025-10-31", "--compare", "2025-09-01..2025-09-30"];
    let run = |format: &str| {
        district.coach(&[&["report", "--details", "--format", format], &periods[..]].concat())
    };
    let (file, _) = session_file(&district, "2025-10-06");
    for format in ["text", "markdown"] {
        let page = run(format);
        assert_eq!(page.code, 0, "{page:?}");
        assert!(page.out.contains("item=rationale missing"), "{}", page.out);
        assert!(page.out.contains("1 of 1") && page.out.contains("0 of 1"), "{}", page.out);
        assert!(page.out.contains(&file), "{}", page.out);
    }
}

/// A page says what became of each record, but only counts them where there are very many.
#[test]
fn differences_stand_one_by_one_or_are_counted() {
    if !is_git_here() {
        return;
    }
    let district = committed(District::new().pair(&pair()));
    let (file, path) = session_file(&district, "2025-10-06");
    fs::remove_file(path).expect("removed");
    let page = coach_with_git(&district, &["report", "--compare", "HEAD", "--details"]);
    assert_eq!(page.code, 0, "{page:?}");
    let gone = format!("    is gone: lists the item\n      {file}\n");
    assert!(page.out.contains(&gone), "{}", page.out);
    let rationale = "\n  rationale: not in place: nobody observed it and nothing documents it";
    assert!(page.out.contains(rationale), "{}", page.out);
    assert!(page.out.contains("\n    in-place 1 of 1 → 0 of 1 · "), "{}", page.out);

    // Thirty pairs met once in September and twice in October: ninety sessions count otherwise.
    let pairs: Vec<Pair> = (101..131)
        .map(|n| {
            let pair = Pair::of("c-01", &format!("t-{n}"), "lincoln");
            let session = |pair: Pair, on| pair.session(on, "minutes: 40");
            ["2025-09-08", "2025-10-06", "2025-10-20"].into_iter().fold(pair, session)
        })
        .collect();
    let district = District::new().pairs(&pairs);
    let periods = ["--period", "2025-10-01..2025-10-31", "--compare", "2025-09-01..2025-09-30"];
    let run = |more: &[&str]| district.coach(&[&["report"], &periods[..], more].concat()).out;
    let (counted, listed) = (run(&["--details"]), run(&["--explain"]));
    let session = "session of 2025-10-06, in-person";
    assert!(!counted.contains(session) && counted.contains("--explain"), "{counted}");
    assert!(counted.contains("records/lincoln/c-01-t-130: "), "{counted}");
    assert_eq!(listed.matches(session).count(), 30, "{listed}");
}

/// What an editor or a shell of Windows made of a report that was kept.
#[test]
fn a_kept_report_in_another_encoding() {
    let district = District::new().pair(&pair());
    let kept = district.coach(&["report", "--format", "json"]).out;
    let district = district.file("marked.json", format!("\u{feff}{kept}"));
    let run = district.coach(&["report", "--compare", "marked.json"]);
    assert!(run.code == 0 && run.out.contains("Nothing changed"), "{run:?}");
    for text in [format!("\u{feff}{kept}"), kept.clone()] {
        for big in [false, true] {
            let units = text.encode_utf16();
            let wide: Vec<u8> = units
                .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect();
            fs::write(district.path().join("wide.json"), wide).expect("a file");
            let run = district.coach(&["report", "--compare", "wide.json"]);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
            for said in ["wide.json", "UTF-16", "save it again with the encoding UTF-8", "-o FILE"]
            {
                assert!(run.err.contains(said), "{said} is not in {}", run.err);
            }
        }
    }
    let latin = district.file("latin.json", b"{\"district\": \"caf\xe9\"}");
    let run = latin.coach(&["report", "--compare", "latin.json"]);
    assert!(run.code == 2 && run.err.contains("not UTF-8; save it again"), "{run:?}");
}

#[test]
fn settings_profiles_and_names_in_another_encoding() {
    let wide = |text: &str| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let of = |path: &str| {
        let district = District::new().pair(&pair()).settings("[profiles]\nown = \"own.toml\"");
        let text = if path == "coach.toml" { crate::harness::SETTINGS } else { "format = \"1\"\n" };
        let run = district.file("own.toml", "").file(path, wide(text)).coach(&["check"]);
        assert_eq!(run.code, 2, "{run:?}");
        run.out
    };
    for path in ["coach.toml", "own.toml"] {
        let out = of(path);
        assert!(out.contains("the file is UTF-16") && out.contains("save it again"), "{out}");
    }
    let marked = District::new().pair(&pair());
    let marked = marked.file("coach.toml", format!("\u{feff}{}", crate::harness::SETTINGS));
    assert_eq!(marked.coach(&["report"]).code, 0);
}
