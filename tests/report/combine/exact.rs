//! Reports that are combined against the report on one folder that holds all their relationships.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value as Json;

use super::{Files, district, json};
use crate::harness::{District, Pair};
use crate::properties::random::{Story, story};

/// Options with which all reports of a case are made.
const OPTIONS: [&[&str]; 8] = [
    &[],
    &["--by", "practice"],
    &["--by", "function", "--kappa"],
    &["--by", "practice,function"],
    &["--by", "relationship", "--as-of", "2025-10-20"],
    &["--by", "rater", "--period", "fall", "--period", "spring"],
    &["--by", "district", "--period", "2025-09-10..2025-10-12"],
    &["--practice", "exit tickets", "--as-of", "2025-09-20"],
];

/// A number without its address.
type Number = BTreeMap<String, Json>;

fn number(figure: &Json, without: &[&str]) -> Number {
    let keys = figure.as_object().unwrap().iter();
    let keys = keys.filter(|(key, _)| !without.contains(&key.as_str()));
    keys.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The address of `figure` without the as-of day, which is the same for all.
fn address(figure: &Json) -> String {
    let address = figure["address"].as_str().unwrap();
    let words = address.split(' ').filter(|word| !word.starts_with("as-of="));
    words.collect::<Vec<_>>().join(" ")
}

fn is_counted(number: &Number) -> bool {
    number.contains_key("count") || number.contains_key("k")
}

/// Combines the reports of `parts` and compares every number with the report on `whole`. How many numbers
/// were the same.
fn compare(parts: &[District], whole: &District, options: &[&str], is_random: bool) -> usize {
    let files = Files::new();
    let names: Vec<String> = (0..parts.len()).map(|at| format!("{at}.json")).collect();
    for (name, part) in names.iter().zip(parts) {
        // Where nobody was under way, it ends with 3.
        let run = part.coach(&[&["report", "--format", "json"], options].concat());
        files.file(name, run.out);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let run = files.combined(&names, &["--format", "json"]);
    assert!(run.code == 0, "{}", run.err);
    let (combined, whole) = (run.json(), json(whole, options));
    let mut same = 0;
    let periods = |report: &Json| report["periods"].as_array().unwrap().clone();
    assert_eq!(periods(&combined).len(), periods(&whole).len());
    for (combined, whole) in periods(&combined).iter().zip(periods(&whole)) {
        assert_eq!(combined["window"], whole["window"]);
        assert_eq!(combined["records"], whole["records"]);
        same += compare_figures(combined, &whole, is_random);
    }
    same
}

fn compare_figures(combined: &Json, whole: &Json, is_random: bool) -> usize {
    let figures = |key: &str, of: &Json| of[key].as_array().unwrap().clone();
    let expected: BTreeMap<String, Number> = figures("figures", whole)
        .iter()
        .map(|figure| (address(figure), number(figure, &["address"])))
        .collect();
    let mut seen = Vec::new();
    for figure in figures("own", combined) {
        let address = address(&figure);
        // Random raters have the same ids everywhere, and so are one in one folder.
        if is_random && address.contains("rater=") {
            continue;
        }
        assert_eq!(number(&figure, &["address", "district"]), expected[&address], "{address}");
        seen.push(address);
    }
    for figure in figures("figures", combined) {
        let address = address(&figure);
        match figure["total"].as_object() {
            Some(total) => {
                let total: Number = total.clone().into_iter().collect();
                assert_eq!(Some(&total), expected.get(&address), "{address}: {figure}");
                seen.push(address);
            }
            None => {
                let why = figure["cannot_be_combined"].as_str().unwrap();
                assert!(!why.is_empty());
                let known = figure["districts"].as_array().unwrap();
                let mut known = known.iter().filter(|value| !value.is_null());
                assert!(known.all(|value| !is_counted(&number(value, &[]))), "{figure}");
            }
        }
    }
    seen.sort();
    let all = seen.len();
    seen.dedup();
    assert_eq!(seen.len(), all, "no address stands twice");
    // Nothing that is counted is missing.
    for (address, number) in &expected {
        let is_told = seen.binary_search(address).is_ok();
        let is_of_rater = is_random && address.contains("rater=");
        assert!(!is_counted(number) || is_told || is_of_rater, "{address}");
    }
    all
}

/// Relationships of the district at `at`, with coaches, educators and a school of its own.
fn pairs_of(at: usize, stories: &[(Story, usize)]) -> Vec<Pair> {
    let pair = |(index, (story, coach)): (usize, &(Story, usize))| {
        let (coach, educator) = (format!("c-{at}{coach}"), format!("t-{at}{index}"));
        let practice = ["wait time", "exit tickets"][(index + coach.len() + at) % 2];
        story.pair_of(&coach, &educator, &format!("s-{at}")).practice(practice)
    };
    stories.iter().enumerate().map(pair).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn combined_reports_are_the_report_on_all(
        stories in proptest::collection::vec(
            proptest::collection::vec((story(), 0..2usize), 1..4), 2..4,
        ),
        options in 0..OPTIONS.len(),
    ) {
        let parts: Vec<Vec<Pair>> =
            stories.iter().enumerate().map(|(at, of)| pairs_of(at, of)).collect();
        let whole = district("All", parts.iter().flatten());
        let parts: Vec<District> =
            parts.iter().enumerate().map(|(at, of)| district(&format!("No. {at}"), of)).collect();
        // On a practice or in a time that nobody has, there is nothing to compare.
        let has = whole.coach(&[&["report"], OPTIONS[options]].concat());
        prop_assume!(has.code <= 1);
        let has_report = |part: &District| part.coach(&[&["report"], OPTIONS[options]].concat()).code != 2;
        prop_assume!(parts.iter().all(has_report));
        compare(&parts, &whole, OPTIONS[options], true);
    }
}

/// Every kind of row, whatever the random cases are.
#[test]
fn fixed_districts_add_up_in_every_kind_of_report() {
    let full = |at: usize, index: usize| {
        let (coach, educator) = (format!("c-{at}{index}"), format!("t-{at}{index}"));
        Pair::of(&coach, &educator, &format!("s-{at}"))
            .all_in_place()
            .practice(["wait time", "exit tickets"][index % 2])
            .checklist(
                "2025-10-02",
                &format!("observer o-{at}1"),
                "rationale: partial, listens: in-place",
            )
            .checklist(
                "2025-10-02",
                &format!("observer o-{at}2"),
                "rationale: in-place, listens: in-place",
            )
            .checklist("2025-10-05", "self", "rationale: in-place")
            .asked("2025-10-06")
            .record("missed", "date", "2025-10-07", "by: educator")
    };
    let parts = [0, 1, 2].map(|at| (0..at + 2).map(|index| full(at, index)).collect::<Vec<_>>());
    let whole = district("All", parts.iter().flatten());
    let names = ["Alder R-I", "Boone R-II", "Cedar R-III"];
    let parts: Vec<District> =
        names.iter().zip(&parts).map(|(name, pairs)| district(name, pairs)).collect();
    for options in OPTIONS {
        assert!(compare(&parts, &whole, options, false) > 50, "{options:?}");
    }
}

/// A profile that only one district uses, or that one district alone uses beside another.
#[test]
fn profiles_are_never_pooled() {
    let rounds = |at: usize| {
        Pair::under("rounds-district", &format!("c-{at}9"), &format!("t-{at}9"), &format!("s-{at}"))
            .session("2025-09-08", "method: visit\nphases: [round]\nitems: [problem-of-practice]")
            .session("2025-10-08", "method: visit\nphases: [round]\nitems: [problem-of-practice]")
    };
    let built_in = |at: usize| {
        Pair::of(&format!("c-{at}0"), &format!("t-{at}0"), &format!("s-{at}")).all_in_place()
    };
    // Nobody of this district was under way.
    let long_ago = || Pair::of("c-10", "t-10", "s-1").started("2024-09-01").ended("2024-09-30");
    for parts in [
        [vec![built_in(0)], vec![built_in(1), rounds(1)], vec![built_in(2)]],
        [vec![built_in(0)], vec![rounds(1)], vec![rounds(2)]],
        [vec![rounds(0)], vec![long_ago()], vec![rounds(2)]],
    ] {
        let whole = district("All", parts.iter().flatten());
        let parts: Vec<District> =
            ["A", "B", "C"].iter().zip(&parts).map(|(name, of)| district(name, of)).collect();
        for options in [&[][..], &["--by", "function"]] {
            compare(&parts, &whole, options, false);
        }
    }
}
