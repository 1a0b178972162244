//! Explaining a number gives back exactly that number.

use std::collections::BTreeSet;
use std::path::Path;

use coach::count::Statistic;
use coach::report::{Address, Asked, Dimension, Selection, build};
use coach::store::DistrictFolder;

use crate::explained::{assert_explained, assert_sample_explained, counted, open};
use crate::harness::{District, Pair};

fn riverbend() -> DistrictFolder {
    open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend"))
}

/// Every figure of small districts is explained elsewhere; here, of a whole one, one of each kind.
#[test]
fn each_kind_of_figure_of_the_example_report_is_explained() {
    let (all, by) = (Selection::default(), [Dimension::School]);
    let explained = assert_sample_explained(&riverbend(), &[], &all, &by);
    let absent: Vec<&str> = Statistic::ALL
        .into_iter()
        .filter(|measure| !explained.contains(measure) && !measure.is_of_student_data())
        // Nobody in the example keeps time; the tests of dosage explain each of these.
        .filter(|measure| !measure.is_of_coach())
        // Its instrument counts no points; the tests of instruments explain these.
        .filter(|measure| *measure != Statistic::Points)
        .map(Statistic::name)
        .collect();
    assert!(absent.is_empty(), "{absent:?}");
}

#[test]
fn each_kind_of_figure_of_one_school_is_explained_pair_by_pair_and_function_by_function() {
    let school = |id: &str| Selection { schools: vec![id.to_owned()], ..Selection::default() };
    let pairs = [Dimension::Relationship];
    let data = school("saint-genevieve-middle");
    let explained = assert_sample_explained(&riverbend(), &[], &data, &pairs);
    assert!(explained.contains(&Statistic::DataOverlap) && explained.contains(&Statistic::NoLevel));
    let periods = ["fall".to_owned(), "2026-01-01..2026-03-31".to_owned()];
    let crossed = [Dimension::Coach, Dimension::Function];
    let explained =
        assert_sample_explained(&riverbend(), &periods, &school("penasco-elementary"), &crossed);
    assert!(explained.len() > 2 * 9, "{}", explained.len());
}

#[test]
fn what_has_expired_and_what_is_shared_is_explained() {
    let shared = "minutes: 45\nmeeting: 5f0c\nitems: [rationale, listens]";
    let pair = |educator: &str| {
        Pair::of("c-01", educator, "lincoln")
            .all_in_place()
            .session("2025-10-06", shared)
            .judged("2025-11-03", "observer o-1", "listens: in-place", "levels: {dialogue: close}")
            .checklist("2025-11-03", "observer o-2", "listens: partial")
            .checklist("2025-11-03", "self", "listens: in-place")
            .asked("2026-05-28")
            .answered("2025-12-01", "2025-12-09")
    };
    let data = |measure: &str, improvement: &str, values: &str| {
        format!(
            "{{id: {}, source: student-data, measure: {measure}, improvement: {improvement}, \
             values: [{values}]}}",
            measure.replace(' ', "-")
        )
    };
    let value = |on: &str, value: &str| format!("{{on: {on}, value: {value}}}");
    let early = [
        value("2025-05-05", "12"),
        value("2025-06-02", "9.5"),
        value("2025-08-29", "11"),
        value("2025-10-01", "10"),
    ];
    // The second review says 1 October again; the third comes after the as-of day.
    let late = [value("2025-10-01", "8"), value("2025-11-03", "7"), value("2026-06-01", "1")];
    let (early, late) = (early.join(", "), late.join(", "));
    let first = [data("days absent", "decrease", &early), data("days", "increase", &late)];
    // Its name is what one of the two directions of `days` could go by.
    let taken = "{id: taken, source: student-data, measure: 'days, increase', improvement: increase, \
                 values: [{on: 2025-11-04, value: 3}]}";
    let second =
        [data("days absent", "decrease", &late), data("days", "decrease", &late), taken.to_owned()];
    let reviews =
        [first.to_vec(), second.to_vec()].map(|data| format!("data: [{}]", data.join(", ")));
    let other = Pair::of("c-02", "t-103", "prairie")
        .review("2025-10-08", &reviews[0])
        .review("2026-01-12", &reviews[1])
        .review("2026-06-02", &reviews[1])
        .session("2025-10-06", &shared.replace("45", "30"))
        .session("2025-10-20", "next_steps: [{what: go on, who: coach, due: 2025-11-03}]");
    let expires = "[expires_after]\nobserved = 90\ndocumented = 120\nreported = 30";
    let district = District::new().settings(expires).pairs(&[pair("t-101"), pair("t-102"), other]);
    let folder = open(district.path());
    let everyone = Selection::default();
    assert!(assert_explained(&folder, &[], &everyone, &[Dimension::Relationship]) > 100);
    for by in [Dimension::School, Dimension::Practice] {
        let explained = assert_sample_explained(&folder, &[], &everyone, &[by]);
        assert!(explained.contains(&Statistic::Expired) && explained.contains(&Statistic::Minutes));
    }
}

/// A number alone of one kind or of another profile is never pooled.
#[test]
fn two_profiles_are_no_number() {
    let rounds = include_str!("../../profiles/five-functions.toml");
    let id = "rounds-district-2024";
    let own = rounds.lines().find_map(|line| line.split_once("id = \""));
    let id = own.map_or(id, |(_, rest)| rest.split_once('"').expect("quotes").0);
    let settings = format!("[profiles]\n{id} = \"rounds.toml\"");
    let district = District::new()
        .settings(&settings)
        .file("rounds.toml", rounds)
        .pair(&Pair::new())
        .pair(&Pair::under(id, "c-02", "t-102", "lincoln"));
    let run = district.coach(&["explain", "in-place"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.err.contains("2 profiles") && run.err.contains(&format!("profile={id}")),
        "{run:?}"
    );
    let folder = open(district.path());
    assert!(assert_explained(&folder, &[], &Selection::default(), &[Dimension::School]) > 100);
}

/// What the program says of one pair it reads from that pair's folder and those that it goes on from; the report reads
/// everything.
#[test]
fn a_number_of_one_pair_is_that_of_the_report_and_takes_no_other_folder() {
    let promises = "next_steps: [{id: s1, what: try it, who: educator, due: 2026-01-20}]";
    let first = Pair::of("c-01", "t-101", "lincoln").ended("2025-12-19");
    let heir = Pair::of("c-02", "t-101", "prairie").started("2026-01-05");
    let district = District::new().pairs(&[
        first.all_in_place().session("2025-12-01", promises).asked("2025-12-18"),
        heir.continues("lincoln/c-01-t-101").session("2026-01-12", "items: [rationale]"),
        Pair::of("c-02", "t-102", "prairie").all_in_place(),
        Pair::of("c-02", "t-103", "prairie").session("2025-10-01", "items: [no-such-item]"),
    ]);
    let folder = open(district.path());
    let form = Asked { by: vec![Dimension::Relationship], ..Asked::default() };
    let gathered = counted(&folder, &[]);
    let report = build(&folder.district, &gathered, &Selection::default(), form);
    let mut seen = BTreeSet::new();
    for figure in &report.periods[0].figures {
        let Address { selection, measure, .. } = &figure.address;
        let [pair] = &selection.relationships[..] else { continue };
        if !seen.insert((pair.clone(), *measure)) {
            continue;
        }
        let run = district.coach(&["explain", "--format", "json", &figure.address.to_string()]);
        // The fault in another pair's record is no concern of this one.
        assert_eq!(run.code == 1, pair == "prairie/c-02-t-103", "{}: {run:?}", figure.address);
        let said: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let value = serde_json::to_value(&figure.value).expect("JSON");
        assert_eq!(said["value"], value, "{}", figure.address);
    }
    assert!(seen.len() > 60, "{}", seen.len());
}

/// A pair that began nine days before the as-of day is new: it is a pair, and what is said of items and of observers
/// leaves it out.
#[test]
fn a_new_pair_is_counted_as_a_pair_and_left_out_of_what_observers_rated() {
    let observed = |educator: &str, started: &str, on: &str| {
        Pair::of("c-01", educator, "lincoln").started(started).checklist(
            on,
            "observer o-1",
            "listens: in-place",
        )
    };
    let settled = observed("t-101", "2025-09-01", "2025-11-03");
    let new = observed("t-102", "2026-05-20", "2026-05-22");
    let district = District::new().pairs([&settled, &new]);
    let explained = |of: &str| {
        let run = district.coach(&["explain", of]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let pairs = explained("relationships");
    assert!(pairs.contains("\n2: relationships under way"), "{pairs}");
    let of_observers = explained("outside-observation");
    assert!(of_observers.contains("1 of 1 (100.0 %)"), "{of_observers}");
    assert!(of_observers.contains("new"), "{of_observers}");
    let all = Selection::default();
    assert!(assert_explained(&open(district.path()), &[], &all, &[Dimension::Relationship]) > 0);
}

/// A step without an id is called by its place in its record.
#[test]
fn steps_without_ids_are_numbered() {
    let steps = "next_steps: [{what: ask}, {what: plan, due: 2025-10-20}, {id: s7, what: try, due: 2025-10-21}]";
    let district = District::new().pair(&Pair::new().session("2025-10-06", steps));
    let run = district.coach(&["explain", "steps-overdue"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for step in ["next step 2 of 2025-10-06: adds 1", "next step s7 of 2025-10-06: adds 1"] {
        assert_eq!(run.out.matches(step).count(), 1, "{step}: {}", run.out);
    }
}
