//! What keeps reports from being combined: each fault with its file, its place and what to do, and all of
//! them in one run.

use serde_json::{Value as Json, json as value};

use super::{Files, district, json, two, two_reports};
use crate::harness::{Pair, Run};

fn refused(run: &Run) -> &str {
    assert!(run.code == 2 && run.out.is_empty(), "{run:?}");
    &run.err
}

/// The text in `files` at the place that the line of `said` with `what` names.
fn text_at(files: &Files, said: &str, what: &str) -> String {
    let line = said.lines().find(|line| line.contains(what));
    let line = line.unwrap_or_else(|| panic!("{what} is said in {said}"));
    let mut place = line.splitn(4, ':');
    let text = std::fs::read_to_string(files.path().join(place.next().unwrap())).unwrap();
    let [row, column] = [(); 2].map(|()| place.next().unwrap().parse::<usize>().unwrap());
    text.lines().nth(row - 1).unwrap().chars().skip(column - 1).collect()
}

/// Puts the reports together, the second one changed at each pointer.
fn changed(changes: &[(&str, Json)]) -> (Files, Run) {
    let files = two_reports();
    let [_, boone] = two();
    let mut report = json(&boone, &[]);
    for (pointer, new) in changes {
        *report.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is there")) = new.clone();
    }
    files.file("b.json", serde_json::to_string_pretty(&report).unwrap());
    let run = files.combined(&["a.json", "b.json"], &[]);
    (files, run)
}

#[test]
fn every_condition_is_named_with_its_place() {
    let other_hash = "f".repeat(64);
    for (pointer, new, said, there) in [
        ("/as_of", value!("2026-05-28"), "the as-of day is 2026-05-28", "\"2026-05-28\""),
        ("/by", value!(["coach"]), "the kind of rows is --by coach", "["),
        ("/selection", value!(["practice x"]), "the selection is `practice x`", "["),
        ("/not_met_days", value!(21), "`not_met_days` is 21", "21,"),
        ("/new_pair_days", value!(9), "`new_pair_days` is 9", "9,"),
        ("/expires_after/observed", value!(365), "`expires_after` is observed 365", "{"),
        ("/periods/0/window/from", value!("2025-09-01"), "the time looked at is 2025-09-01", "{"),
        ("/periods/0/window/label", value!("fall"), "(`fall`)", "{"),
        ("/periods/0/school_year/judged_from_day", value!(1), "`judge_from_day` is 1", "1"),
        ("/periods/0/profiles/0/hash", value!(other_hash), "the text of profile", "\"ffff"),
        ("/periods/0/profiles/0/edition", value!("Draft"), "the text of profile", "\"0c61"),
        (
            "/periods/0/profiles/0/total/whole/double_rating/floor_percent",
            value!(33),
            "`double_rating_percent` is 33",
            "33",
        ),
        (
            "/district",
            value!("alder  r-i"),
            "it is a report of `alder  r-i`, as `a.json` is",
            "\"a",
        ),
        ("/periods", value!([]), "no period is in it", "["),
    ] {
        let (files, run) = changed(&[(pointer, new)]);
        let err = refused(&run);
        assert!(err.contains(said) && err.contains("  help: "), "{pointer}: {err}");
        let found = text_at(&files, err, said);
        if there == "\"0c61" {
            assert!(found.starts_with('"') && found.trim_end_matches(',').len() == 66, "{found}");
        } else {
            assert!(found.starts_with(there), "{pointer}: {found}");
        }
    }
}

#[test]
fn all_faults_of_all_files_come_in_one_run() {
    let (files, _) = changed(&[("/as_of", value!("2026-05-28")), ("/new_pair_days", value!(9))]);
    let cut = std::fs::read_to_string(files.path().join("a.json")).unwrap();
    files.file("cut.json", &cut[..cut.len() / 2]).file("table.csv", "format,audience,district\r\n");
    files.file("empty.json", "").file("wide.json", [0xff, 0xfe, b'{', 0]);
    let all = ["a.json", "b.json", "cut.json", "table.csv", "empty.json", "wide.json", "none.json"];
    let run = files.combined(&all, &[]);
    let err = refused(&run);
    for said in [
        "b.json:",
        "the as-of day is",
        "`new_pair_days` is",
        "cut.json:1:",
        "table.csv: error: it is a table (CSV), and only reports in JSON can be combined",
        "empty.json: error: it is empty",
        "wide.json: error: it is UTF-16",
        "none.json: error: it cannot be read",
        "nothing is combined: 7 errors",
    ] {
        assert!(err.contains(said), "{said}: {err}");
    }
}

#[test]
fn numbers_that_cannot_be_are_refused_where_they_stand() {
    let [_, boone] = two();
    let report = json(&boone, &[]);
    let figures = report["periods"][0]["figures"].as_array().unwrap();
    let at =
        |address: &str| figures.iter().position(|figure| figure["address"] == address).unwrap();
    let pointer = |address: &str| format!("/periods/0/figures/{}", at(address));
    let sessions = value!({"address": "sessions", "k": 1, "n": 2});
    let twice = figures[at("in-place")].clone();
    let (files, run) = changed(&[
        (&format!("{}/k", pointer("in-place")), value!(99)),
        (&pointer("sessions"), sessions),
        (&pointer("contacts"), twice),
    ]);
    let err = refused(&run);
    for said in [
        "`in-place` is 99 of 13: more than all",
        "`sessions` is a count, but it has no `count`",
        "`in-place` is there twice",
    ] {
        assert!(text_at(&files, err, said).starts_with('{'), "{err}");
    }
    for (key, wrong) in [("k", value!(-1)), ("k", value!(1.5)), ("address", value!("in-plase"))] {
        let (files, run) = changed(&[(&format!("{}/{key}", pointer("in-place")), wrong)]);
        let err = refused(&run);
        assert!(err.starts_with("b.json:") && err.contains("make the report again"), "{err}");
        drop(files);
    }
}

#[test]
fn ids_of_one_district_are_no_selection_for_several() {
    let files = Files::new();
    let [alder, boone] = two();
    for option in ["--coach", "--educator", "--school"] {
        let id = [("--coach", "c-01"), ("--educator", "t-101"), ("--school", "s-0")];
        let id = id.iter().find(|(name, _)| *name == option).unwrap().1;
        files.report("a.json", &alder, &[option, id]).report("b.json", &boone, &[option, id]);
        let run = files.combined(&["a.json", "b.json"], &[]);
        let err = refused(&run);
        assert!(err.contains("mean someone else in another district"), "{err}");
    }
}

#[test]
fn a_combined_report_and_other_formats_are_refused() {
    let files = two_reports();
    let all = files.combined(&["a.json", "b.json"], &["--format", "json"]);
    files.file("all.json", &all.out);
    let figures = files.combined(&["a.json", "b.json"], &["--format", "figures"]);
    files.file("figures.csv", &figures.out);
    files.file("check.json", "{\n  \"format\": \"coach-check/1\"\n}");
    files.file("none.json", "{\"a\": 1}").file("list.json", "[1, 2]");
    let names = ["all.json", "figures.csv", "check.json", "none.json", "list.json"];
    let run = files.combined(&names, &[]);
    let err = refused(&run);
    for said in [
        "all.json:2:13: error: it is a combined report already",
        "figures.csv: error: it is a table (CSV)",
        "check.json:2:13: error: its format is `coach-check/1`, but only coach-report/3 is combined",
        "none.json: error: this is no report of coach as JSON\n  help: make one with",
        "list.json: error: this is no report of coach as JSON\n",
        "make the report again with --format json",
    ] {
        assert!(err.contains(said), "{said}: {err}");
    }
}

#[test]
fn what_is_no_report_is_said_in_plain_words_on_one_line() {
    let files = two_reports();
    let report = std::fs::read_to_string(files.path().join("b.json")).unwrap();
    let middle = report.len() / 2;
    let address = report.replacen("\"address\":\"in-place\"", "\"address\":\"in-plase\"", 1);
    let missing = report.replacen("\"as_of\"", "\"as-of\"", 1);
    assert!(address != report && missing != report);
    let no_report = "this is no report of coach as JSON\n";
    for (text, place, said) in [
        (&report[..middle], ":1:", "the file is cut off"),
        ("{", ":1:", "the file is cut off"),
        ("[1]", ": ", no_report),
        ("{}", ": ", no_report),
        ("3", ": ", no_report),
        ("{\"format\": 3}", ": ", no_report),
        ("# All districts\n\n| a | b |\n", ": ", no_report),
        ("{\"format\": oops}", ":1:12: ", "the file is no JSON from here on"),
        (&address, ":1:", "something here is not as a report has it"),
        (&missing, ":1:", "something here is not as a report has it"),
    ] {
        files.file("b.json", text);
        let run = files.combined(&["a.json", "b.json"], &[]);
        let err = refused(&run);
        assert!(
            err.starts_with(&format!("b.json{place}")) && err.contains(said),
            "{text:.40}: {err}"
        );
        assert_eq!(err.lines().count(), 3, "{err}");
        for jargon in ["EOF", "expected", "invalid", "missing field", "column", "u{"] {
            assert!(!err.contains(jargon), "{err}");
        }
    }
}

#[test]
fn a_district_named_as_the_sum_of_all_is_refused() {
    let (files, run) = changed(&[("/district", value!("All  Districts"))]);
    let said = "a district is named `all districts`, as the sum of all is";
    assert!(text_at(&files, refused(&run), said).starts_with("\"All  Districts"), "{run:?}");
}

#[test]
fn options_that_need_records_are_refused_in_plain_words() {
    let files = two_reports();
    for options in [
        &["--by", "coach"][..],
        &["--period", "fall"],
        &["--as-of", "2026-01-31"],
        &["--coach", "c-01"],
        &["--educator", "t-101"],
        &["--school", "s-0"],
        &["--practice", "x"],
        &["--profile", "x"],
        &["--section", "dosage"],
        &["--details"],
        &["--sort", "need"],
        &["--kappa"],
        &["--explain"],
        &["--compare", "fall"],
        &["--fail-under", "50"],
        &["--jobs", "2"],
    ] {
        let run = files.combined(&["a.json", "b.json"], options);
        let said = format!("cannot be used with '{}", options[0]);
        assert!(run.code == 2 && run.err.contains(&said), "{options:?}: {}", run.err);
    }
    let run = files.combined(&["a.json", "b.json"], &["-C", "."]);
    assert!(refused(&run).contains("leave out -C"), "{run:?}");
    let run = files.combined(&["a.json"], &[]);
    assert!(refused(&run).contains("two districts or more"), "{run:?}");
    let run = files.combined(&["-", "a.json", "-"], &[]);
    assert!(refused(&run).contains("standard input (-) is one report"), "{run:?}");
    let before = std::fs::read(files.path().join("a.json")).unwrap();
    let run = files.combined(&["a.json", "b.json"], &["--format", "json", "-o", "a.json"]);
    assert!(refused(&run).contains("never overwrites what it reads"), "{run:?}");
    assert_eq!(std::fs::read(files.path().join("a.json")).unwrap(), before);
}

#[test]
fn records_left_out_are_named_and_strict_minds_them() {
    let files = two_reports();
    let pair = Pair::of("c-03", "t-301", "s-0").session("2025-09-03", "");
    let cedar = district("Cedar R-III", [&pair])
        .file("records/s-0/c-03-t-301/2025-09-04-session-0aaa.yaml", "kind: session\n");
    let run = cedar.coach(&["report", "--format", "json"]);
    files.file("c.json", run.out);
    let run = files.combined(&["a.json", "b.json", "c.json"], &[]);
    assert!(run.code == 0 && run.err.contains("1 record left out of every number"), "{run:?}");
    assert!(run.out.contains("Left out") && run.out.contains("1 record of Cedar R-III"), "{run:?}");
    assert!(run.err.ends_with("; `coach check` shows why in Cedar R-III\n"), "{run:?}");
    // The relationship, the session, and the one with the fault.
    assert!(run.out.contains("Cedar R-III: 3 records, 1 left out, "), "{run:?}");
    assert!(run.out.contains("Boone R-II: 2 records, no commit known"), "{run:?}");
    let run = files.combined(&["a.json", "b.json", "c.json"], &["--strict"]);
    assert!(run.code == 1 && run.err.contains("--strict: 1 record"), "{run:?}");
    let run = files.combined(&["a.json", "b.json"], &["--strict"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}
