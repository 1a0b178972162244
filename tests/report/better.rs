//! `coach report --compare`: whether it is better than before, and what moved most.

use std::path::Path;

use crate::harness::{District, Pair, Run, coach_in};
use serde_json::{Value as Json, json};

/// Runs `coach report` on the example district.
fn riverbend(arguments: &[&str]) -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = coach_in(root, &[], &[&["report", "-C", "examples/riverbend"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    run
}

/// k and n at `address` in the report on `period`, which is made by itself.
fn share(report: &Json, period: &str, address: &str) -> [i64; 2] {
    let figures = report["periods"][0]["figures"].as_array().expect("a list");
    let address = format!("period={period} {address}");
    let figure = figures.iter().find(|figure| figure["address"] == *address).expect("a figure");
    ["k", "n"].map(|key| figure[key].as_i64().expect("a count"))
}

/// k of n and its percent, cut to one decimal.
fn told([k, n]: [i64; 2]) -> [String; 2] {
    let tenths = k * 1000 / n;
    [format!("{k} of {n}"), format!("{}.{}", tenths / 10, tenths % 10)]
}

/// The change in points: the difference of the fractions, in tenths of a percent and cut toward zero.
fn points([old_k, old_n]: [i64; 2], [k, n]: [i64; 2]) -> String {
    let tenths = (k * old_n - old_k * n) * 1000 / (n * old_n);
    let sign = if tenths > 0 { "+" } else { "−" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// The lines of `text` after its first gap, without the spaces between cells.
fn after_the_sides(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().skip_while(|line| !line.is_empty()).skip(1);
    lines.map(|line| line.split_whitespace().collect()).collect()
}

#[test]
fn ten_lines_answer_for_the_district_and_each_function() {
    let page = riverbend(&["--period", "spring", "--compare", "fall"]).out;
    let [before, now] =
        ["fall", "spring"].map(|p| riverbend(&["--period", p, "--format", "json"]).json());
    let lines = after_the_sides(&page);
    assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
    let functions = ["relationships", "facilitating", "communicating", "dialogue"];
    let mut rows = vec![("All functions", String::new())];
    rows.extend(functions.map(|function| (function, format!("function={function} "))));
    for (name, address) in rows {
        let mut row = vec![name.to_owned()];
        for measure in ["in-place", "observed"] {
            let address = format!("{address}{measure}");
            let (old, new) = (share(&before, "fall", &address), share(&now, "spring", &address));
            row.extend(told(old));
            row.extend(told(new));
            row.push(points(old, new));
        }
        let row = row.join(" ");
        assert!(lines[..10].iter().any(|line| line.join(" ") == row), "{row}\n{page}");
    }
    // Counted in the two reports: 249 of 410 is 60.73 %, 230 of 376 is 61.17 %, 0.43 points less; 116 of
    // 189 is 61.37 %, 26 of 46 is 56.52 %, 4.85 points more.
    let said = "In place 60.7 % (249 of 410) now, 61.1 % (230 of 376) before: 0.4 points less. Where \
                observers looked: 61.3 % (116 of 189) now, 56.5 % (26 of 46) before: 4.8 points more.";
    assert_eq!(lines[..2].concat().join(" "), said);
    // 28 of 38 is 73.68 %, 10 of 13 is 76.92 %; 19 of 32 is 59.37 %, 5 of 30 is 16.66 %.
    let beside = "Before → now: pairs 30 → 33 · answers in time 10 of 13 (76.9 %) → 28 of 38 (73.6 %), 3.2 points less \
                  · outside observation 5 of 30 (16.6 %) → 19 of 32 (59.3 %), 42.7 points more · \
                  sessions 109 → 184, held by agreement 106 (84 planned) → 177 (137 planned) · contacts 23 → 50 · \
                  minutes 3,570 → 6,110";
    let beside: Vec<&str> = beside.split_whitespace().collect();
    assert_eq!(lines[10..14].concat(), beside, "{page}");
}

#[test]
fn the_schools_that_moved_most_come_next() {
    let run =
        |form: &str| riverbend(&["--period", "spring", "--compare", "fall", "--format", form]);
    let page = run("text").out;
    // 65 of 115 is 56.52 %, 57 of 87 is 65.51 %: 8.99 points less. 13 of 26 less 11 of 25: 6 more; 51 of
    // 90 less 47 of 89: 3.85 more; 66 of 88 less 71 of 99: 3.28 more; 54 of 91 less 44 of 76: 1.44 more.
    let expected = [
        "Sainte-Geneviève Middle 57 of 87 65.5 65 of 115 56.5 −8.9",
        "Prairie View K-8 11 of 25 44.0 13 of 26 50.0 +6.0",
        "Riverbend High 47 of 89 52.8 51 of 90 56.6 +3.8",
        "Lincoln Elementary 71 of 99 71.7 66 of 88 75.0 +3.2",
        "Peñasco Elementary 44 of 76 57.8 54 of 91 59.3 +1.4",
    ];
    let lines: Vec<String> = after_the_sides(&page).iter().map(|line| line.join(" ")).collect();
    let first = lines.iter().position(|line| line == expected[0]).expect("the first row");
    assert_eq!(lines[first..first + 5], expected, "{page}");
    assert!(lines[first - 3].starts_with("Moved most, by school"), "{page}");
    // Markdown has the same rows, and JSON what both are drawn from.
    let markdown = run("markdown").out;
    let row = "| Prairie View K-8 | 11 of 25 | 44.0 | 13 of 26 | 50.0 | +6.0 |";
    assert!(markdown.contains(row), "{markdown}");
    let json = run("json").json();
    let moved = &json["head"][0]["moved"][0];
    assert_eq!(moved["address"], "school=saint-genevieve-middle in-place");
    let step = json!({"before": {"k": 57, "n": 87}, "now": {"k": 65, "n": 115}, "points": -8.9});
    assert_eq!(moved["in_place"], step);
}

#[test]
fn what_changed_because_of_which_records_is_there_for_whoever_asks() {
    let both = ["--period", "spring", "--compare", "fall"];
    for form in ["text", "markdown"] {
        let run = |more: &[&str]| riverbend(&[&both[..], &["--format", form], more].concat()).out;
        let (short, long) = (run(&[]), run(&["--details"]));
        for said in ["Because of", "records/", "observers-ac2"] {
            assert!(!short.contains(said), "{said} in {short}");
            assert!(long.contains(said), "{said} not in {long}");
        }
        assert!(short.contains("--details"), "{short}");
        assert!(long.starts_with(short.split("More: ").next().expect("a beginning")), "{long}");
    }
    let json = riverbend(&[&both[..], &["--format", "json"]].concat()).json();
    assert!(json["because"].as_array().is_some_and(|all| !all.is_empty()));
}

#[test]
fn a_p_value_never_changes() {
    let json = riverbend(&["--period", "spring", "--compare", "fall", "--format", "json"]).json();
    let changes = json["changes"].as_array().expect("a list");
    let addresses: Vec<&str> =
        changes.iter().map(|change| change["address"].as_str().expect("an address")).collect();
    assert!(addresses.contains(&"sessions-trend"), "its slope does change");
    let is_p = |address: &&&str| address.ends_with("-p") || address.ends_with("sign-test");
    assert_eq!(addresses.iter().find(is_p), None);
}

/// One pair in two school years, seen by an observer on one day of each, and after the same day of last
/// year once more.
fn two_years() -> District {
    let pair = Pair::new()
        .started("2024-09-01")
        .checklist("2024-10-07", "observer o-1", "rationale: in-place, listens: partial")
        .checklist("2025-06-10", "observer o-1", "confidentiality: in-place")
        .checklist("2025-10-06", "observer o-1", "rationale: in-place, listens: in-place");
    District::new().pair(&pair)
}

#[test]
fn last_year_is_judged_as_of_the_same_day() {
    let district = two_years();
    let run =
        |more: &[&str]| district.coach(&[&["report", "--compare", "last-year"], more].concat());
    let page = run(&[]);
    assert_eq!(page.code, 0, "{page:?}");
    // Of 13 items, 2 are in place now (15.38 %) and 1 was on 29 May 2025 (7.69 %): 7.69 points more. An
    // observer rated 2 in either year, and saw 2 and 1 in place. What was seen in June 2025 is no part of it.
    let said = "In place 15.3 % (2 of 13) now, 7.6 % (1 of 13) before: 7.6 points more than on the \
                same day last year. Where observers looked: 100.0 % (2 of 2) now, 50.0 % (1 of 2) \
                before: 50.0 points more.";
    let words = after_the_sides(&page.out)[..3].concat().join(" ");
    assert!(words.starts_with(said), "{}", page.out);
    let json = run(&["--format", "json"]).json();
    assert_eq!(json["is_last_year"], json!(true));
    assert_eq!(json["before"]["as_of"], "2025-05-29");
    let window = json!({"from": "2024-08-01", "to": "2025-05-29", "label": "school year 2024-25"});
    assert_eq!(json["before"]["window"], window);
    let fall = run(&["--period", "fall", "--format", "json"]).json();
    assert_eq!(fall["before"]["window"]["label"], "fall of 2024-25");
    assert_eq!(fall["unlike"], json!([]));
}

#[test]
fn a_year_without_records_is_nothing_to_compare_with() {
    let district = two_years();
    let arguments = ["report", "--period", "2024-25", "--compare", "last-year"];
    let run = district.coach(&arguments);
    assert_eq!((run.code, run.out.as_str()), (3, ""), "{run:?}");
    assert!(run.err.contains("nothing to compare"), "{run:?}");
    assert!(run.err.contains("2023-08-01 to 2024-07-31"), "{run:?}");
}

#[test]
fn times_of_unlike_length_are_said_to_be() {
    let arguments = ["--period", "2025-26", "--compare", "fall"];
    let json = riverbend(&[&arguments[..], &["--format", "json"]].concat()).json();
    let said = json["unlike"].as_array().expect("a list");
    // August to 29 May: 31 + 30 + 31 + 30 + 31 + 31 + 28 + 31 + 30 + 29 = 302; to 31 December 153.
    let length = said[0].as_str().expect("a sentence");
    assert!(length.contains("unlike length: 302 days now, 153 before"), "{length}");
    let page = riverbend(&arguments).out;
    let words: Vec<&str> = page.split_whitespace().collect();
    assert!(words.join(" ").contains(length), "{page}");
    let alike = riverbend(&["--period", "spring", "--compare", "fall", "--format", "json"]).json();
    assert_eq!(alike["unlike"], json!([]), "149 days and 153");
}

#[test]
fn a_kept_report_gives_the_same_answer_as_its_period() {
    let kept = tempfile::tempdir().expect("a folder");
    let kept = kept.path().join("fall.json");
    let kept = kept.to_str().expect("a name");
    riverbend(&["--period", "fall", "--format", "json", "-o", kept]);
    let head = |other: &str| {
        riverbend(&["--period", "spring", "--compare", other, "--format", "json"]).json()["head"]
            .clone()
    };
    assert_eq!(head(kept), head("fall"));
}

#[test]
fn where_one_side_has_none_it_is_said() {
    // The second school has its first pair in October; nobody has observed anything.
    let first = Pair::new().session("2025-09-08", "minutes: 40");
    let second = Pair::of("c-02", "t-201", "prairie")
        .started("2025-10-01")
        .session("2025-10-06", "minutes: 40");
    let district = District::new().pairs(&[first, second]);
    let october = ["report", "--period", "2025-10-01..2025-10-31"];
    let run = |other: &str| district.coach(&[&october[..], &["--compare", other]].concat());
    let page = run("2025-09-01..2025-09-30");
    assert_eq!(page.code, 0, "{page:?}");
    let words: Vec<&str> = page.out.split_whitespace().collect();
    let words = words.join(" ");
    assert!(words.contains("Where observers looked: no observer did, before or now."), "{words}");
    assert!(words.contains("Prairie – – 0 of 13 0.0 only now"), "{words}");
    assert!(words.contains("answers in time none → none"), "{words}");
}

/// Last year one pair was counted, this year 33: a difference between them is one of who was coached.
#[test]
fn groups_of_unlike_size_are_named() {
    let words = |arguments: &[&str]| {
        riverbend(arguments).out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let last_year = words(&["--compare", "last-year"]);
    assert!(last_year.contains("Mind the groups: 1 pair before, 33 now."), "{last_year}");
    assert!(!words(&["--period", "spring", "--compare", "fall"]).contains("Mind the groups"));
}
