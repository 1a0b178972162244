//! `--fail-under` early in a school year: it is not judged before `judge_from_day`. School years begin
//! on 1 August, so that 20 August is day 20, 28 September day 59 (31 + 28) and the 29th day 60.

use serde_json::json;

use crate::harness::{District, Pair, Run};

/// A pair that has little in place in either year: what is judged is below 100 percent.
fn district() -> District {
    District::new().pair(&Pair::new().session("2025-10-06", "").session("2026-08-12", ""))
}

fn report(district: &District, as_of: &str, more: &[&str]) -> Run {
    district.coach(&[&["report", "--fail-under", "100", "--as-of", as_of], more].concat())
}

fn ended(as_of: &str, more: &[&str]) -> i32 {
    report(&district(), as_of, more).code
}

#[test]
fn a_young_year_is_not_judged() {
    for window in [&[][..], &["--period", "2026-27"]] {
        let run = report(&district(), "2026-09-28", window);
        assert_eq!(run.code, 0, "{run:?}");
        assert_eq!(
            run.err,
            "--fail-under: not judged yet: day 59 of the school year 2026-27; judged from day 60 \
             (judge_from_day under [thresholds] in coach.toml)\n"
        );
        let run = report(&district(), "2026-09-29", window);
        assert!(run.code == 1 && !run.err.contains("not judged"), "{run:?}");
    }
}

#[test]
fn every_other_time_is_judged_as_ever() {
    let august = "2026-08-20";
    assert_eq!(ended(august, &[]), 0);
    for period in ["2025-26", "2026-08-01..2026-08-20", "fall", "2025-26/spring"] {
        assert_eq!(ended(august, &["--period", period]), 1, "{period}");
    }
    // Of two times, the one that can be judged decides.
    let run = report(&district(), august, &["--period", "2026-27", "--period", "2025-26"]);
    assert!(run.code == 1 && run.err.contains("not judged yet: day 20 of"), "{run:?}");
    // Without a record in the new year, the last year that has records is judged.
    let last = District::new().pair(&Pair::new().session("2025-10-06", ""));
    assert_eq!(report(&last, august, &[]).code, 1);
}

#[test]
fn the_district_sets_the_day() {
    let set = |day: u32| district().settings(&format!("[thresholds]\njudge_from_day = {day}"));
    assert_eq!(report(&set(20), "2026-08-19", &[]).code, 0);
    assert_eq!(report(&set(20), "2026-08-20", &[]).code, 1);
    assert_eq!(report(&set(0), "2026-08-12", &[]).code, 1);
    assert_eq!(report(&set(366), "2026-09-29", &[]).code, 0);
    assert_eq!(report(&set(367), "2026-09-29", &[]).code, 2);
}

/// What is wrong is wrong on any day.
#[test]
fn records_left_out_are_still_an_end_with_1() {
    let settings = "[checks]\nunknown-item = \"warning\"";
    let pair = Pair::new().session("2026-08-12", "").session("2026-08-13", "items: [rationales]");
    let run = report(&District::new().settings(settings).pair(&pair), "2026-08-20", &[]);
    assert!(run.code == 1 && run.err.contains("nothing can pass"), "{run:?}");
}

#[test]
fn json_says_how_far_the_year_is() {
    let year = |as_of: &str, more: &[&str]| {
        let run =
            district().coach(&[&["report", "--format", "json", "--as-of", as_of], more].concat());
        run.json()["periods"][0]["school_year"].clone()
    };
    let day_20 = json!({"label": "2026-27", "day": 20, "judged_from_day": 60});
    assert_eq!(year("2026-08-20", &[]), day_20);
    assert_eq!(year("2026-08-20", &["--period", "2026-27"]), day_20);
    assert_eq!(year("2026-08-01", &["--period", "2026-27"])["day"], 1);
    for period in ["2025-26", "2026-08-01..2026-08-20", "fall"] {
        assert_eq!(year("2026-08-20", &["--period", period]), json!(null), "{period}");
    }
}

#[test]
fn the_example_in_august_is_not_red() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let run = |more: &[&str]| {
        let august = ["report", "--as-of", "2026-08-20", "--fail-under", "99"];
        crate::harness::coach_in(&root, &[], &[&august[..], more].concat())
    };
    let young = run(&["--period", "2026-27"]);
    assert!(young.code == 0 && young.err.contains("not judged yet: day 20"), "{young:?}");
    assert_eq!(run(&[]).code, 1, "no record yet: last year's is the one that is shown and judged");
}
