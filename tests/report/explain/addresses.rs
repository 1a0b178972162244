//! What stands on the command line: addresses in one word or several, and what is wrong with one.

use std::path::Path;

use coach::check;
use coach::count::Statistic;

use crate::harness::{District, Pair, Run, coach_in};

fn riverbend(arguments: &[&str]) -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    coach_in(root, &[], &[&["explain", "-C", "examples/riverbend"], arguments].concat())
}

#[test]
fn an_address_is_one_word_or_several() {
    let one = riverbend(&["school=lincoln-elementary function=dialogue in-place"]);
    assert_eq!((one.code, one.err.as_str()), (0, ""));
    let several = riverbend(&["in-place", "function=dialogue", "school=lincoln-elementary"]);
    assert_eq!(one.out, several.out);
    let practice = riverbend(&[r#"practice="formative assessment" relationships"#]);
    assert_eq!(practice.code, 0, "{practice:?}");
    assert!(practice.out.contains("practice=\"formative assessment\""), "{}", practice.out);
}

/// Whoever comes from `coach report` types its options: the message says what to write, and the address with that works.
#[test]
fn an_option_that_is_a_word_of_the_address_is_named() {
    let said = [("as-of", "2026-02-02"), ("period", "fall"), ("school", "lincoln-elementary")];
    for (key, value) in said.into_iter().chain([("item", "rationale")]) {
        let option = format!("--{key}");
        for typed in [&[&option, value][..], &[&*format!("{option}={value}")], &[&option]] {
            let run = riverbend(&[&["in-place"], typed].concat());
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
            let tip = format!("a word of the address: {key}=VALUE");
            assert!(run.err.contains(&tip), "{}", run.err);
        }
        assert_eq!(riverbend(&["in-place", &format!("{key}={value}")]).code, 0);
    }
    let help = riverbend(&["--help"]).out;
    assert!(!help.contains("--as-of") && !help.contains("--item"), "{help}");
}

#[test]
fn a_fault_names_the_part_what_is_allowed_and_the_nearest() {
    for (arguments, said) in [
        (&["in-plce"][..], &["`in-plce`", "did you mean `in-place`?"][..]),
        (&["school=lincoln-elementry in-place"], &["the school", "`lincoln-elementary`"]),
        (&["scool=lincoln-elementary in-place"], &["`scool=`", "`school`", "allowed"]),
        (&["school=lincoln-elementary"], &["no measure", "`in-place`"]),
        (&["function=dialog in-place"], &["no function", "`dialogue`", "communicating"]),
        (&["item=rational missing"], &["no item", "`rationale`"]),
        (&["level=idel level-computed"], &["no level", "`ideal`"]),
        (&["method=e-mail sessions"], &["no method", "`email`"]),
        (&["role=coach equal-to-observer"], &["no role", "self"]),
        (&["item=rationale schools"], &["`schools`", "`item=`", "whole relationships"]),
        (&["phase=debrief minutes"], &["`phase=`", "`method`"]),
        (&["period=autumn in-place"], &["autumn", "`fall`"]),
        (&["as-of=2026-02-30 in-place"], &["2026-02-30"]),
        (&["period=2025-26 reach"], &["one school", "school="]),
        (&["data-overlap"], &["one relationship", "relationship="]),
        (
            &["educator=t-208", "data-trend"],
            &["one measure", "`data=\"summaries at rubric level 3\"`"],
        ),
        (&["educator=t-208", "data=\"summaries at rubric\"", "data-trend"], &["did you mean"]),
        (&["educator=t-101", "data=x", "data-trend-p"], &["no student data"]),
        (&["school=lincoln-elementary coach=c-01 reach"], &["whole school"]),
        (&["rationale", "missing", "again"], &["no measure", "`rationale`"]),
    ] {
        let run = riverbend(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {run:?}");
        for words in said {
            assert!(run.err.contains(words), "{arguments:?}: {words} is not in {}", run.err);
        }
    }
}

#[test]
fn every_measure_that_is_in_no_report_is_explained_all_the_same() {
    let of_one_thing =
        |measure: &Statistic| *measure == Statistic::Reach || measure.is_of_student_data();
    let district = District::new().pair(&Pair::new().all_in_place());
    for measure in Statistic::ALL.into_iter().filter(|measure| !of_one_thing(measure)) {
        let of = if measure.is_of_coach() { "coach=c-01" } else { "school=lincoln" };
        let run = district.coach(&["explain", of, measure.name()]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", measure.name());
        assert!(run.out.contains("Total: "), "{}", run.out);
    }
}

#[test]
fn no_rule_is_called_like_a_measure() {
    for measure in Statistic::ALL {
        assert!(check::all_rules().iter().all(|rule| rule.id != measure.name()));
        assert!(measure.formula().ends_with('.'), "{measure:?}");
    }
}

/// The same lines as in text, with the records of each thing below it.
#[test]
fn a_number_is_explained_as_markdown() {
    let address = ["relationship=lincoln-elementary/c-01-t-104", "item=rationale", "in-place"];
    let text = riverbend(&address);
    let markdown = riverbend(&[&address[..], &["--format", "markdown"]].concat());
    assert_eq!((markdown.code, markdown.err.as_str()), (0, ""));
    for line in text.out.lines().filter(|line| line.ends_with("of 1") && !line.starts_with(' ')) {
        assert!(markdown.out.contains(&format!("## {line}\n")), "{line}: {}", markdown.out);
    }
    assert!(markdown.out.starts_with("# Riverbend R-II\n"), "{}", markdown.out);
    assert!(markdown.out.contains("\n- rationale: adds "), "{}", markdown.out);
    let json = riverbend(&[&address[..], &["--format", "json"]].concat()).json();
    let records = json["relationships"][0]["entries"][0]["records"].as_array().expect("a list");
    assert!(!records.is_empty());
    for record in records {
        let file =
            record["file"].as_str().and_then(|file| file.rsplit('/').next()).expect("a name");
        assert!(markdown.out.contains(file), "{file}: {}", markdown.out);
    }
    let rule = riverbend(&["step-due-early", "--format", "markdown"]);
    assert_eq!(rule.code, 2);
    assert!(rule.err.contains("--format markdown is for numbers and topics"), "{}", rule.err);
}

#[test]
fn a_rule_has_no_json_and_a_number_has() {
    let rule = riverbend(&["step-due-early", "--format", "json"]);
    assert_eq!(rule.code, 2);
    assert!(rule.err.contains("--format json is for numbers"), "{}", rule.err);
    assert_eq!(riverbend(&["step-due-early"]).code, 0);
    assert_eq!(riverbend(&["in-place", "--format", "json"]).json()["format"], "coach-explain/1");
}

#[test]
fn how_it_ends() {
    let nothing = District::new().coach(&["explain", "in-place"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (3, ""));
    assert!(nothing.err.contains("nothing to read"), "{}", nothing.err);

    let pair = Pair::new().session("2025-09-03", "items: [rationale]");
    let over = District::new().pair(&pair).coach(&["explain", "period=2024-25 in-place"]);
    assert_eq!(over.code, 3, "{over:?}");
    assert!(over.out.contains("no relationship was under way"), "{}", over.out);

    let broken = District::new()
        .pair(&pair)
        .file("records/lincoln/c-01-t-101/2025-09-04-session-aaaa.yaml", "kind: session\n");
    let broken = broken.coach(&["explain", "item=rationale in-place"]);
    assert_eq!(broken.code, 1, "{broken:?}");
    assert!(broken.err.contains("1 record is left out"), "{}", broken.err);
    assert!(broken.out.contains("1 record left out of every number"), "{}", broken.out);

    let settings = District::new().settings("[expires_after]\nobserved = 0");
    assert_eq!(settings.coach(&["explain", "in-place"]).code, 2);
}

#[test]
fn what_is_read_is_not_overwritten() {
    let district = District::new().pair(&Pair::new().session("2025-09-03", ""));
    let run = district.coach(&["explain", "sessions", "-o", "coach.toml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("never overwrites"), "{}", run.err);
    let run = district.coach(&["explain", "sessions", "--format", "json", "-o", "why.json"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(district.path().join("why.json").exists());
}
