//! When the question is asked: as-of days, windows, the fallback to the last year with records.

use coach::report::{Asked, Gathered, Selection, build};

use crate::harness::{District, Pair, day};

fn window(gathered: &Gathered) -> (String, String, String) {
    let window = &gathered.windows[0];
    (window.from.to_string(), window.to.to_string(), window.label.clone())
}

fn said(from: &str, to: &str, label: &str) -> (String, String, String) {
    (from.to_owned(), to.to_owned(), label.to_owned())
}

/// A district with one session in each of three school years.
fn three_years() -> District {
    District::new().pair(
        &Pair::new()
            .started("2023-09-01")
            .session("2023-10-02", "")
            .session("2024-10-07", "")
            .session("2025-10-06", ""),
    )
}

#[test]
fn without_a_period_it_is_the_school_year_to_date() {
    let gathered = three_years().gather("2025-12-01", None);
    assert_eq!(window(&gathered), said("2025-08-01", "2025-12-01", "school year 2025-26"));
    let eve = three_years().gather("2024-07-31", None);
    assert_eq!(window(&eve), said("2023-08-01", "2024-07-31", "school year 2023-24"));
}

#[test]
fn a_year_without_records_falls_back_to_the_last_that_has_some_and_says_so() {
    let new_year = three_years().gather("2026-08-10", None);
    let label = "school year 2025-26, the last with records";
    assert_eq!(window(&new_year), said("2025-08-01", "2026-07-31", label));
    // As of August 2024 the sessions of October 2024 and 2025 are not known.
    let earlier = three_years().gather("2024-08-10", None);
    let label = "school year 2023-24, the last with records";
    assert_eq!(window(&earlier), said("2023-08-01", "2024-07-31", label));
}

#[test]
fn the_last_year_with_records_is_that_of_the_latest_pair_whichever_folder_comes_first() {
    let pair = |educator: &str, on: &str| {
        Pair::of("c-01", educator, "lincoln").started("2023-09-01").session(on, "")
    };
    for [early, late] in [["t-101", "t-102"], ["t-102", "t-101"]] {
        let district =
            District::new().pairs(&[pair(early, "2023-10-02"), pair(late, "2025-10-06")]);
        let label = "school year 2025-26, the last with records";
        let window = window(&district.gather("2026-08-10", None));
        assert_eq!(window, said("2025-08-01", "2026-07-31", label), "{late} is the latest");
    }
}

#[test]
fn the_report_says_which_year_it_fell_back_to() {
    let run = three_years().coach(&["report", "--as-of", "2026-08-10"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let line =
        "School year 2025-26, the last with records: 2025-08-01 to 2026-07-31, as of 2026-08-10";
    assert!(run.out.lines().any(|found| found.starts_with(line)), "{}", run.out);
}

#[test]
fn nothing_ever_recorded_falls_back_to_nothing() {
    let gathered = District::new().pair(&Pair::new()).gather("2026-05-29", None);
    assert_eq!(window(&gathered), said("2025-08-01", "2026-05-29", "school year 2025-26"));
}

#[test]
fn a_record_outside_its_relationship_makes_no_year_with_records() {
    let pair = Pair::new().ended("2026-06-30").session("2025-10-06", "").session("2026-08-03", "");
    let gathered = District::new().pair(&pair).gather("2026-08-10", None);
    assert_eq!(gathered.windows[0].to, day("2026-07-31"));
}

#[test]
fn periods_are_school_years_names_and_two_dates() {
    let district = three_years();
    for (period, from, to, label) in [
        ("2025-26", "2025-08-01", "2026-05-29", "school year 2025-26"),
        ("2024-25", "2024-08-01", "2025-07-31", "school year 2024-25"),
        ("fall", "2025-08-01", "2025-12-31", "fall of 2025-26"),
        ("spring", "2026-01-01", "2026-05-29", "spring of 2025-26"),
        ("2024-25/fall", "2024-08-01", "2024-12-31", "fall of 2024-25"),
        ("2024-25/spring", "2025-01-01", "2025-07-31", "spring of 2024-25"),
        ("2025-10-01..2025-10-31", "2025-10-01", "2025-10-31", "period"),
        ("2025-10-01..2025-10-01", "2025-10-01", "2025-10-01", "period"),
        ("2025-10-01..2026-12-31", "2025-10-01", "2026-05-29", "period"),
    ] {
        let gathered = district.gather("2026-05-29", Some(period));
        assert_eq!(window(&gathered), said(from, to, label), "{period}");
    }
}

#[test]
fn a_period_that_is_named_never_falls_back() {
    let gathered = three_years().gather("2026-12-01", Some("fall"));
    assert_eq!(window(&gathered), said("2026-08-01", "2026-12-01", "fall of 2026-27"));
}

#[test]
fn a_period_in_the_future_or_backwards_or_unknown_is_refused() {
    let district = three_years().open().district;
    let refused = |period, as_of| match district.period(period, crate::harness::as_of(as_of)) {
        Ok(window) => panic!("{period}: {window:?}"),
        Err(error) => error.to_string(),
    };
    assert!(refused("2026-27", "2026-05-29").contains("after the as-of day 2026-05-29"));
    let spring = refused("spring", "2025-12-31");
    assert!(
        spring.contains("begins on 2026-01-01") && spring.contains("2024-25/spring"),
        "{spring}"
    );
    assert!(refused("2026-05-30..2026-06-30", "2026-05-29").contains("after the as-of day"));
    assert!(refused("2025-10-31..2025-10-01", "2026-05-29").contains("before it begins"));
    assert!(refused("falll", "2026-05-29").contains("did you mean `fall`?"));
    for period in ["2025-27", "2025-2026", "fall/2025-26", "2025-02-29..2025-03-01", "..", ""] {
        refused(period, "2026-05-29");
    }
    assert!(
        district.period("spring", crate::harness::as_of("2026-01-01")).is_ok(),
        "its first day is enough"
    );
}

// As of an earlier day the folder says what it said then.

#[test]
fn records_after_the_as_of_day_are_left_for_later() {
    let pair = Pair::new()
        .session("2025-10-06", "items: [rationale]")
        .checklist("2025-11-03", "observer o-1", "rationale: partial")
        .contact("2025-12-01", "email");
    let seen = |as_of| pair.evaluate_as_of(as_of);
    let in_place = |as_of| seen(as_of).item("rationale").is_in_place();
    assert_eq!(
        ["2025-10-05", "2025-10-06", "2025-11-02", "2025-11-03"].map(in_place),
        [false, true, true, false]
    );
    let counts = |as_of| {
        let evaluation = seen(as_of).evaluation;
        (evaluation.in_window, evaluation.for_later, evaluation.outside_dates)
    };
    assert_eq!(counts("2025-10-05"), (0, 3, 0));
    assert_eq!(counts("2025-11-03"), (2, 1, 0));
    assert_eq!(counts("2025-12-01"), (3, 0, 0));
}

#[test]
fn the_beginning_of_then_knows_no_later_session() {
    let pair = Pair::new().session("2025-09-03", "").session("2025-09-10", "items: [listens]");
    let documented = |as_of| pair.evaluate_as_of(as_of).item("listens").documented.is_some();
    assert_eq!(["2025-09-09", "2025-09-10"].map(documented), [false, true]);
}

/// Since 15 December; the session that lists the item is 24 days later, in spring.
#[test]
fn the_beginning_counts_in_a_window_that_ends_before_it() {
    let pair = Pair::new().started("2025-12-15").session("2026-01-08", "items: [listens]");
    let fall = pair.evaluate_in("2026-05-29", Some("fall"));
    assert_eq!(fall.item("listens").documented, Some(day("2026-01-08")));
}

/// Asked for on the last day, 30 September; after it nobody asks any more.
#[test]
fn feedback_that_comes_back_after_the_end_counts_on_that_day() {
    let seen = |requested: &str, received: &str| {
        let rest = format!("received: {received}\nresponse: shorter mails");
        let pair = Pair::new().ended("2025-09-30").feedback(requested, &rest);
        pair.evaluate_in("2026-05-29", Some("fall")).item("feedback-on-coaching").documented
    };
    assert_eq!(seen("2025-09-30", "2025-10-10"), Some(day("2025-10-10")));
    assert_eq!(seen("2025-09-30", "2026-01-05"), None, "after the window");
    assert_eq!(seen("2025-10-01", "2025-10-10"), None);
}

#[test]
fn feedback_that_had_not_come_back_is_none() {
    let pair = Pair::new().feedback("2025-11-03", "received: 2025-11-10\nresponse: shorter mails");
    let documented =
        |as_of| pair.evaluate_as_of(as_of).item("feedback-on-coaching").documented.is_some();
    assert_eq!(["2025-11-09", "2025-11-10"].map(documented), [false, true]);
}

#[test]
fn a_step_that_was_not_done_yet_was_overdue() {
    let pair = Pair::new()
        .session("2025-10-06", "next_steps: [{what: try it, due: 2025-10-20, done: 2025-10-30}]");
    let overdue = |as_of| pair.evaluate_as_of(as_of).evaluation.attention.steps_overdue;
    assert_eq!(["2025-10-20", "2025-10-21", "2025-10-29", "2025-10-30"].map(overdue), [0, 1, 1, 0]);
}

#[test]
fn a_relationship_that_had_not_ended_was_under_way() {
    let pair = Pair::new().ended("2025-11-28").session("2025-09-03", "");
    let not_met = |as_of| pair.evaluate_as_of(as_of).evaluation.attention.pairs_not_met;
    assert_eq!(["2025-11-27", "2025-11-28", "2025-11-29"].map(not_met), [1, 1, 0]);
}

// Which relationships a report is about.

#[test]
fn active_on_any_day_of_the_window_is_active() {
    let reported = |pair: Pair| {
        let district = District::new().pair(&pair);
        let gathered = district.gather("2026-05-29", Some("2025-10-01..2025-10-31"));
        let folder = district.open();
        let report = build(&folder.district, &gathered, &Selection::default(), Asked::default());
        report.periods[0]
            .profiles
            .iter()
            .map(|profile| profile.total.members.relationships)
            .sum::<usize>()
    };
    let lived = |started, ended| Pair::new().started(started).ended(ended);
    assert_eq!(reported(lived("2024-09-01", "2025-09-30")), 0);
    assert_eq!(reported(lived("2024-09-01", "2025-10-01")), 1);
    assert_eq!(reported(lived("2025-10-15", "2025-10-15")), 1);
    assert_eq!(reported(lived("2025-10-31", "2026-05-01")), 1);
    assert_eq!(reported(lived("2025-11-01", "2026-05-01")), 0);
    assert_eq!(reported(Pair::new()), 1);
    assert_eq!(reported(Pair::new().started("2025-11-01")), 0);
}

#[test]
fn a_relationship_that_starts_after_the_as_of_day_is_not_there_yet() {
    let pair = Pair::new().started("2025-09-15");
    let is_active = |as_of| pair.evaluate_as_of(as_of).evaluation.is_active;
    assert_eq!(["2025-09-14", "2025-09-15"].map(is_active), [false, true]);
}

#[test]
fn an_end_after_the_as_of_day_is_not_known_yet() {
    let pair = Pair::new().ended("2026-03-31").session("2025-10-06", "");
    let ended = |as_of: &str| District::new().pair(&pair).gather(as_of, None).survey.pairs[0].ended;
    assert_eq!(ended("2026-03-30"), None);
    assert_eq!(ended("2026-03-31"), Some(day("2026-03-31")));
}
