//! The example district counted a second time, by the naive count beside this file: coverage of every
//! function, school and the whole must be the program's, for several windows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::naive::{Count, Expires, FUNCTIONS, Pair, When, entries};
use crate::copy::copy_folder;
use crate::harness::{coach_in, day};

/// Each function's coverage, outside observation k and n, double
/// rating, and what needs attention.
#[derive(Clone, Copy, Default)]
struct Totals {
    functions: [Count; 4],
    outside: (u32, u32),
    double: [usize; 4],
    attention: [usize; 3],
    left_over: usize,
    /// Pairs that are new, and what is in place in them: in no other number of items.
    new: usize,
    apart: Count,
}

fn riverbend() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend")
}

/// By school, and under `""` the district.
fn recount(when: When) -> BTreeMap<String, Totals> {
    let records = riverbend().join("records");
    let mut totals: BTreeMap<String, Totals> = BTreeMap::new();
    for folder in entries(&records).iter().flat_map(|school| entries(school)) {
        let pair = Pair::read(&folder, when.as_of);
        if !pair.is_active(when) {
            continue;
        }
        let school = pair.school().to_owned();
        for key in [school, String::new()] {
            let total = totals.entry(key).or_default();
            if pair.days_under_way(when) < 30 {
                total.new += 1;
                let items = FUNCTIONS.iter().flat_map(|(_, items)| items.iter());
                items.for_each(|item| total.apart.add(&pair, item, when));
            } else {
                for (count, (_, items)) in total.functions.iter_mut().zip(FUNCTIONS) {
                    items.iter().for_each(|item| count.add(&pair, item, when));
                }
                total.outside.0 += u32::from(pair.has_observer(when));
                total.outside.1 += 1;
            }
            total.left_over += pair.left_over(when);
            let double = pair.double_rating(when);
            let attention = pair.attention(when);
            total.attention =
                std::array::from_fn(|index| total.attention[index] + attention[index]);
            total.double = std::array::from_fn(|index| total.double[index] + double[index]);
        }
    }
    totals
}

fn assert_same(group: &Json, totals: &Totals, what: &str) {
    let mut whole = Count::default();
    for (index, (id, _)) in FUNCTIONS.iter().enumerate() {
        let function = &group["functions"][index];
        assert_eq!(function["id"], *id);
        assert_eq!(function["coverage"], totals.functions[index].json(), "{what}, {id}");
        whole.merge(totals.functions[index]);
    }
    assert_eq!(group["coverage"], whole.json(), "{what}");
    let (k, n) = totals.outside;
    assert_eq!(group["whole"]["outside_observation"], json!({"k": k, "n": n}), "{what}");
    assert_eq!(group["members"]["new_pairs"], totals.new, "{what}");
    let apart = if totals.new > 0 { totals.apart.json() } else { Json::Null };
    assert_eq!(group["apart"], apart, "{what}");
    let [double, visits, agree, both] = totals.double;
    let counted = &group["whole"]["double_rating"];
    assert_eq!(counted["visits"], json!({"k": double, "n": visits}), "{what}");
    assert_eq!(counted["agree"], json!({"k": agree, "n": both}), "{what}");
    let [answers, steps, pairs] = totals.attention;
    let overdue = json!({
        "answers_overdue": answers,
        "steps_overdue": steps,
        "left_over": totals.left_over,
        "pairs_not_met": pairs,
    });
    assert_eq!(group["whole"]["attention"], overdue, "{what}");
}

fn assert_recounted(arguments: &[&str], from: &str, to: &str, as_of: &str) {
    let expires = Expires::default();
    let when = When { from: day(from), to: day(to), as_of: day(as_of), expires };
    assert_recounted_in(&riverbend(), arguments, when);
}

/// The report of `folder`, which holds the example's records.
fn assert_recounted_in(folder: &Path, arguments: &[&str], when: When) {
    let fixed = ["report", "--by", "school", "--format", "json"];
    let run = coach_in(folder, &[], &[&fixed[..], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let report = run.json();
    assert_eq!(report["periods"][0]["window"]["from"], when.from.to_string());
    assert_eq!(report["periods"][0]["window"]["to"], when.to.to_string());

    let totals = recount(when);
    let profiles = report["periods"][0]["profiles"].as_array().expect("a list of profiles");
    let [profile] = profiles.as_slice() else { panic!("one profile, not {}", profiles.len()) };
    assert_same(&profile["total"], &totals[""], "the district");
    let groups = profile["groups"].as_array().expect("a list of schools");
    let schools: Vec<&str> = groups.iter().filter_map(|group| group["id"].as_str()).collect();
    let recounted: Vec<&str> =
        totals.keys().map(String::as_str).filter(|id| !id.is_empty()).collect();
    assert_eq!(schools, recounted);
    for group in groups {
        let id = group["id"].as_str().expect("an id");
        assert_same(group, &totals[id], id);
    }
}

#[test]
fn the_school_year() {
    assert_recounted(&[], "2025-08-01", "2026-05-29", "2026-05-29");
}

#[test]
fn the_school_year_as_it_stood_in_the_middle() {
    let arguments = ["--as-of", "2026-01-15"];
    assert_recounted(&arguments, "2025-08-01", "2026-01-15", "2026-01-15");
}

/// The year as it stood on other days than the example's: its first weeks, the end of the calendar year, the
/// last day with school, the summer, and a day on which the next year has no record yet.
#[test]
fn every_season_of_the_year() {
    for day in ["2025-08-20", "2025-12-31", "2026-05-29", "2026-07-31"] {
        assert_recounted(&["--as-of", day], "2025-08-01", day, day);
    }
    assert_recounted(&["--as-of", "2026-08-20"], "2025-08-01", "2026-07-31", "2026-08-20");
}

#[test]
fn fall_and_spring_looked_back_on() {
    assert_recounted(&["--period", "fall"], "2025-08-01", "2025-12-31", "2026-05-29");
    assert_recounted(&["--period", "spring"], "2026-01-01", "2026-05-29", "2026-05-29");
}

#[test]
fn some_weeks_in_winter() {
    let arguments = ["--period", "2025-11-03..2026-02-20"];
    assert_recounted(&arguments, "2025-11-03", "2026-02-20", "2026-05-29");
}

/// The three sources with a period of their own each: taken for another's, numbers would differ.
#[test]
fn where_evidence_grows_old() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = temporary.path().join("riverbend");
    copy_folder(&riverbend(), &folder);
    let expires = Expires { observed: Some(100), documented: Some(45), reported: Some(150) };
    let config = folder.join("coach.toml");
    let settings = fs::read_to_string(&config).expect("a text");
    fs::write(&config, format!("{settings}\n{}", expires.settings())).expect("a file");
    for (arguments, to) in [(&[][..], "2026-05-29"), (&["--as-of", "2026-02-27"], "2026-02-27")] {
        let when = When { from: day("2025-08-01"), to: day(to), as_of: day(to), expires };
        assert_recounted_in(&folder, arguments, when);
        let expired: u32 = recount(when)[""].functions.iter().map(|count| count.column(10)).sum();
        assert!(expired > 20, "{expired} items have expired");
    }
}

/// A count that is empty would agree with an empty report.
#[test]
fn the_naive_count_itself_is_awake() {
    let (to, expires) = (day("2026-05-29"), Expires::default());
    let totals = recount(When { from: day("2025-08-01"), to, as_of: to, expires });
    let district = totals[""];
    let sum =
        |index: usize| district.functions.iter().map(|count| count.column(index)).sum::<u32>();
    assert!(sum(0) > 0 && sum(0) < sum(1), "some items are in place, and not all");
    assert!(sum(2) > 0 && sum(3) > 0 && sum(8) > 0 && sum(9) > 0, "every column is used");
    assert_eq!(sum(1) + sum(9), 13 * district.outside.1, "every item is somewhere");
}
