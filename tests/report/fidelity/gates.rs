//! The thresholds beside `--fail-under`: `--max-overdue`, `--min-reach` and `--min-observed`, on small districts
//! whose numbers can be counted in the test. Everything is judged as of the usual day, 29 May 2026.

use crate::harness::{District, Pair, Run, SETTINGS};

/// A next step that was due on `due` and is open.
fn late_step(pair: Pair, due: &str) -> Pair {
    pair.session("2025-10-06", &format!("next_steps: [{{what: try it, due: {due}}}]"))
}

/// Lincoln: one answer and two steps overdue (3). Prairie: one step overdue (1), which was due on 1 April.
fn late() -> District {
    let first = Pair::new().agreed("respond_within_days: 2").asked("2025-10-06");
    let first = late_step(late_step(first, "2026-04-01"), "2026-05-28");
    let second = late_step(Pair::of("c-02", "t-201", "prairie"), "2026-04-01");
    // What is due on the as-of day itself is not overdue.
    let third = late_step(Pair::of("c-02", "t-202", "prairie"), "2026-05-29");
    District::new().pairs([&first, &second, &third])
}

fn report(district: &District, arguments: &str) -> Run {
    let words: Vec<&str> = std::iter::once("report").chain(arguments.split(' ')).collect();
    let run = district.coach(&words);
    assert!(!run.err.contains("panicked"), "{run:?}");
    run
}

/// Runs a report that ends with `code` and says exactly `lines` on standard error.
#[track_caller]
fn ends(district: &District, arguments: &str, code: i32, lines: &[&str]) {
    let run = report(district, arguments);
    let said: Vec<&str> = run.err.lines().collect();
    assert_eq!((run.code, said.as_slice()), (code, lines), "{arguments}");
}

#[test]
fn overdue_is_counted_in_the_district_or_in_every_row() {
    let late = late();
    // 3 at Lincoln and 1 at Prairie are 4: 1 answer and 3 next steps.
    ends(&late, "--max-overdue 4", 0, &[]);
    let all = "--max-overdue: Testville has 1 answer and 3 next steps overdue, more than 3";
    ends(&late, "--max-overdue 3", 1, &[all]);
    ends(&late, "--max-overdue 3 --by district", 1, &[all]);
    ends(&late, "--max-overdue 3 --by school", 0, &[]);
    let lincoln = "--max-overdue: Lincoln has 1 answer and 2 next steps overdue, more than 2";
    ends(&late, "--max-overdue 2 --by school", 1, &[lincoln]);
    let lincoln = lincoln.replace("more than 2", "more than 0");
    let prairie = "--max-overdue: Prairie has 1 next step overdue, more than 0";
    ends(&late, "--max-overdue 0 --by school", 1, &[&lincoln, prairie]);
    ends(&late, "--max-overdue 0 --educator t-202", 0, &[]);
}

/// Day 20 of the school year 2026-27: both steps were due in the year before, and stay late.
#[test]
fn overdue_does_not_wait_for_the_year() {
    let pair = late_step(Pair::new(), "2026-05-28").session("2026-08-12", "");
    let district = District::new().pair(&pair);
    let run =
        report(&district, "--as-of 2026-08-20 --max-overdue 0 --fail-under 100 --min-observed 100");
    let said: Vec<&str> = run.err.lines().collect();
    let [fail_under, overdue, observed] = said[..] else { panic!("{run:?}") };
    assert!(fail_under.starts_with("--fail-under: not judged yet: day 20 of"), "{run:?}");
    assert_eq!(overdue, "--max-overdue: Testville has 1 next step overdue, more than 0");
    assert!(observed.starts_with("--min-observed: not judged yet: day 20 of"), "{run:?}");
    assert_eq!(run.code, 1);
}

/// Two educators at Lincoln, one of them with two coaches, and one at Prairie.
fn coached() -> District {
    let pairs = [
        Pair::new().session("2025-10-06", "").checklist(
            "2025-11-03",
            "observer o-1",
            "rationale: partial",
        ),
        Pair::of("c-02", "t-101", "lincoln").session("2025-10-06", ""),
        Pair::of("c-01", "t-102", "lincoln").session("2025-10-06", ""),
        Pair::of("c-02", "t-201", "prairie").session("2025-10-06", ""),
    ];
    District::new().pairs(&pairs)
}

/// The same with numbers of educators: 3 at Lincoln, and what `prairie` says.
fn sized(prairie: &str) -> District {
    let settings = SETTINGS
        .replace("name = \"Lincoln\"", "name = \"Lincoln\"\neducators = 3")
        .replace("name = \"Prairie\"", &format!("name = \"Prairie\"{prairie}"));
    coached().file("coach.toml", settings)
}

#[test]
fn reach_is_judged_school_by_school_and_exactly() {
    let district = sized("\neducators = 4");
    // 2 of 3 is 66.66… %, 1 of 4 is 25 %.
    ends(&district, "--min-reach 25", 0, &[]);
    let prairie = "--min-reach: Prairie has 1 of 4 (25.0 %) educators coached, below 25.000001 %";
    ends(&district, "--min-reach 25.000001", 1, &[prairie]);
    ends(&district, "--min-reach 66.666666 --school lincoln", 0, &[]);
    let lincoln = "--min-reach: Lincoln (only school lincoln) has 2 of 3 (66.6 %) educators coached, below 66.7 %";
    ends(&district, "--min-reach 66.7 --by school --school lincoln", 1, &[lincoln]);
}

#[test]
fn a_school_without_a_number_is_not_judged() {
    let prairie = "--min-reach: Prairie is not judged: coach.toml gives no number of its educators";
    ends(&sized(""), "--min-reach 60", 0, &[prairie]);
    // No school has a number: nothing is judged, which is no success.
    let lincoln = prairie.replace("Prairie", "Lincoln");
    ends(&coached(), "--min-reach 0", 3, &[&lincoln, prairie]);
    // One educator is coached twice at Lincoln; two educators do not fit into a school of one.
    let settings = SETTINGS.replace("name = \"Lincoln\"", "name = \"Lincoln\"\neducators = 1");
    let fewer = "--min-reach: Lincoln is not judged: coach.toml gives fewer educators than are coached there";
    ends(&coached().file("coach.toml", settings), "--min-reach 60", 3, &[fewer, prairie]);
}

#[test]
fn observers_are_held_against_pairs() {
    // One of four pairs has an observer's checklist: 25 %.
    ends(&coached(), "--min-observed 25", 0, &[]);
    let all =
        "--min-observed: Testville has 1 of 4 (25.0 %) pairs rated by an observer, below 25.1 %";
    ends(&coached(), "--min-observed 25.1", 1, &[all]);
    // c-01 has two pairs, of which one was rated; c-02 has two of which none was.
    let c_02 = "--min-observed: c-02 has 0 of 2 (0.0 %) pairs rated by an observer, below 50 %";
    ends(&coached(), "--min-observed 50 --by coach", 1, &[c_02]);
}

#[test]
fn pairs_that_are_new_are_no_fault() {
    let new = Pair::new().started("2026-05-20").session("2026-05-21", "");
    let said = "--min-observed: Testville is not judged: every pair is new";
    ends(&District::new().pair(&new), "--min-observed 100", 0, &[said]);
}

#[test]
fn rows_and_filters_that_cannot_be_judged_are_refused() {
    for (arguments, why) in [
        ("--max-overdue 0 --by function", "leave function out of --by"),
        ("--min-observed 0 --by school,function", "leave function out of --by"),
        ("--min-reach 0 --by coach", "leave out --by, or use --by school"),
        ("--min-reach 0 --by district", "leave out --by, or use --by school"),
        ("--min-reach 0 --coach c-01", "--school is the only filter that goes with it"),
        ("--max-overdue -1", "a whole number such as 0 or 20"),
        ("--max-overdue 1.5", "a whole number such as 0 or 20"),
        ("--min-reach 101", "a percentage from 0 to 100"),
        ("--combine a.json --min-reach 5", "cannot be used with"),
        ("--combine a.json --max-overdue 5", "cannot be used with"),
        ("--combine a.json --min-observed 5", "cannot be used with"),
    ] {
        let run = report(&coached(), arguments);
        assert!(run.code == 2 && run.err.contains(why), "{arguments}: {run:?}");
    }
    assert_eq!(report(&coached(), "--fail-under 0 --by function").code, 0);
}

/// Each threshold ends as it would alone; a miss counts more than having nothing to judge.
#[test]
fn several_are_judged_together() {
    let late = late();
    ends(&late, "--max-overdue 4 --min-observed 0 --fail-under 0", 0, &[]);
    let run = report(&late, "--max-overdue 4 --min-reach 10");
    assert_eq!(run.code, 3, "no school has a number: {run:?}");
    let run = report(&late, "--max-overdue 3 --min-reach 10");
    assert_eq!((run.code, run.err.lines().count()), (1, 3), "{run:?}");
    // Held against another time, the report of now is the one that is judged.
    let run = report(&late, "--compare last-year --max-overdue 3");
    assert_eq!(run.code, 3, "last year has no record to compare with: {run:?}");
    let run = report(&late, "--period spring --compare fall --max-overdue 3");
    assert!(run.code == 1 && run.err.contains("3 next steps overdue, more than 3"), "{run:?}");
}

#[test]
fn nothing_passes_where_records_are_left_out() {
    let pair = Pair::new().session("2025-10-06", "").session("2025-10-07", "items: [rationales]");
    let settings = "[checks]\nunknown-item = \"warning\"";
    let district = District::new().pair(&pair).settings(settings);
    let left_out = "1 record is left out of every number; `coach check` shows why";
    let overdue = "--max-overdue: records are left out, so nothing can pass";
    let observed = "--min-observed: records are left out, so nothing can pass";
    ends(&district, "--max-overdue 9 --min-observed 0", 1, &[left_out, overdue, observed]);
}
