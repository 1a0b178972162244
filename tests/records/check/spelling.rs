//! One practice or measure in several spellings: which are one, which are a slip, and what numbers and
//! addresses make of them.

use super::{agreed, rules, rules_of};
use crate::harness::{District, Pair};

const COMPOSED: &str = "r\u{e9}cit oral";
const DECOMPOSED: &str = "re\u{301}cit oral";

fn with(educator: &str, practice: &str) -> Pair {
    agreed(Pair::of("c-01", educator, "lincoln")).practice(practice)
}

/// Relationships in each row of a report by practice.
fn rows(district: &District) -> Vec<(String, u64)> {
    let report = district.coach(&["report", "--by", "practice", "--format", "json"]).json();
    let groups = report["periods"][0]["profiles"][0]["groups"].as_array().cloned();
    let row = |group: &serde_json::Value| {
        let id = group["keys"][0]["id"].as_str().expect("an id").to_owned();
        (id, group["members"]["relationships"].as_u64().expect("a number"))
    };
    groups.expect("groups").iter().map(row).collect()
}

/// The number that an address gives.
fn explained(district: &District, address: &[&str]) -> serde_json::Value {
    let run = district.coach(&[&["explain"], address, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{address:?}: {run:?}");
    run.json()["value"].clone()
}

#[test]
fn accents_and_spaces_make_no_other_practice() {
    let spellings = [COMPOSED, DECOMPOSED, "\"re\u{301}cit   oral \"", "\"r\u{e9}cit\u{a0}oral\""];
    let pairs: Vec<Pair> = spellings
        .iter()
        .enumerate()
        .map(|(n, practice)| with(&format!("t-10{n}"), practice))
        .collect();
    assert_eq!(rules_of(&pairs), [""; 0]);
    let district = District::new().pairs(&pairs);
    assert_eq!(rows(&district), [(COMPOSED.to_owned(), 4)]);
    // Whichever folder comes first.
    let turned: Vec<Pair> = spellings
        .iter()
        .rev()
        .enumerate()
        .map(|(n, practice)| with(&format!("t-10{n}"), practice))
        .collect();
    assert_eq!(rows(&District::new().pairs(&turned)), [(COMPOSED.to_owned(), 4)]);
    for spelling in [COMPOSED, DECOMPOSED, "re\u{301}cit  oral"] {
        let address = format!("practice=\"{spelling}\"");
        assert_eq!(explained(&district, &[&address, "relationships"])["count"], 4, "{spelling}");
        let only = district.coach(&["report", "--practice", spelling, "--format", "json"]);
        assert_eq!(only.code, 0, "{only:?}");
    }
}

#[test]
fn a_kept_report_of_another_spelling_compares() {
    let of = |practice: &str| District::new().pair(&with("t-101", practice));
    let kept = of(DECOMPOSED).coach(&["report", "--by", "practice", "--format", "json"]).out;
    let kept = kept.replace(COMPOSED, DECOMPOSED);
    assert!(kept.contains(DECOMPOSED));
    let district = of(COMPOSED).file("kept.json", kept);
    let run = district.coach(&["report", "--by", "practice", "--compare", "kept.json"]);
    assert!(run.code == 0 && run.out.contains("Nothing changed"), "{run:?}");
}

#[test]
fn capitals_dashes_and_quotation_marks_are_pointed_out() {
    let found = |practices: &[&str]| {
        let pairs = practices.iter().enumerate();
        let pairs: Vec<Pair> =
            pairs.map(|(n, practice)| with(&format!("t-10{n}"), practice)).collect();
        rules_of(&pairs)
    };
    for other in ["Wait time", "wait-time", "wait \u{2013} time", "\"\u{201c}wait time\u{201d}\""] {
        assert_eq!(found(&["wait time", other]), ["spelled-two-ways"], "{other}");
        assert_eq!(found(&[other, "wait time"]), ["spelled-two-ways"], "{other}");
    }
    assert_eq!(found(&["wait time", "waiting time"]), [""; 0]);
    assert_eq!(found(&["C++", "'C#'"]), [""; 0]);
    // Each that is not spelled as most are.
    assert_eq!(found(&["a b", "A b", "a b", "a-b", "A b", "a b"]), ["spelled-two-ways"; 3]);
}

#[test]
fn the_one_that_fewer_have_is_named_with_the_other() {
    let pairs =
        [with("t-101", "Wait time"), with("t-102", "wait time"), with("t-103", "wait time")];
    let district = District::new().pairs(&pairs);
    let out = district.coach(&["check"]).out;
    let said = "the practice `Wait time` is spelled `wait time` in another record";
    assert!(out.contains(said), "{out}");
    assert!(out.contains("--> records/lincoln/c-01-t-101/relationship.yaml:7:11"), "{out}");
    assert!(out.contains("::: records/lincoln/c-01-t-102/relationship.yaml:7:11"), "{out}");
}

/// Two rows that differ in capitals are two numbers, and each address gives its own.
#[test]
fn an_address_means_what_is_spelled_just_so() {
    let pairs =
        [with("t-101", "Wait time"), with("t-102", "wait time"), with("t-103", "wait time")];
    let district = District::new().pairs(&pairs);
    assert_eq!(rows(&district), [("Wait time".to_owned(), 1), ("wait time".to_owned(), 2)]);
    let count = |practice: &str| {
        explained(&district, &[&format!("practice=\"{practice}\""), "relationships"])["count"]
            .clone()
    };
    assert_eq!((count("Wait time"), count("wait time")), (1.into(), 2.into()));
    // What nobody spells so may be any of them.
    assert_eq!(count("WAIT TIME"), 3);
}

fn reviewed(measures: &[&str]) -> Pair {
    measures.iter().enumerate().fold(agreed(Pair::new()), |pair, (n, measure)| {
        let values = format!("[{{on: 2025-10-0{}, value: {n}, n: 20}}]", n + 1);
        let data = format!(
            "data: [{{id: d1, source: student-data, measure: {measure}, improvement: increase, \
             values: {values}}}]\nnext_steps: [{{what: go on, because_of: [d1]}}]"
        );
        pair.review(&format!("2025-11-0{}", n + 1), &data)
    })
}

#[test]
fn a_measure_in_several_spellings() {
    let same = [COMPOSED, DECOMPOSED, "\" re\u{301}cit  oral\""];
    let district = District::new().pair(&reviewed(&same));
    assert_eq!(rules(&district), [""; 0]);
    let one = "relationship=lincoln/c-01-t-101";
    for spelling in [COMPOSED, DECOMPOSED] {
        let data = format!("data=\"{spelling}\"");
        assert_eq!(explained(&district, &[one, &data, "data-values-after"])["count"], 3);
    }
    assert_eq!(rules_of(&[reviewed(&["exits", "exits", "Exits"])]), ["spelled-two-ways"]);
    // Pairs measure different things, and their measures are never one number.
    let other = reviewed(&["Exits"]).files().into_iter();
    let other =
        other.map(|(path, text)| (path.replace("t-101", "t-102"), text.replace("t-101", "t-102")));
    let both = other.fold(District::new().pair(&reviewed(&["exits"])), |district, (path, text)| {
        district.file(&path, text)
    });
    assert!(!rules(&both).contains(&"spelled-two-ways"));
}
