//! Who is an observer, outside observation, and visits that two observers rated.

use coach::count::Share;

use crate::harness::{District, Pair};

/// Visits rated by two, and pairs of ratings that agree.
#[derive(Debug, PartialEq, Eq)]
struct DoubleRating {
    visits: Share,
    agree: Share,
}

fn double(pair: &Pair) -> DoubleRating {
    let visits = pair.evaluate().evaluation.sums.raters.visits.clone();
    DoubleRating { visits: visits.double, agree: visits.agree() }
}

fn share(k: u32, n: u32) -> Share {
    Share { k, n }
}

const ON: &str = "2025-11-04";

#[test]
fn two_observers_on_one_day_are_one_double_rated_visit() {
    let pair = Pair::new()
        .checklist(
            ON,
            "observer o-1",
            "rationale: in-place, listens: partial, confidentiality: in-place",
        )
        .checklist(
            ON,
            "observer o-2",
            "rationale: in-place, listens: in-place, confidentiality: in-place",
        );
    assert_eq!(double(&pair), DoubleRating { visits: share(1, 1), agree: share(2, 3) });
}

#[test]
fn one_observer_makes_a_visit_that_is_not_double() {
    let pair = Pair::new().checklist(ON, "observer o-1", "rationale: in-place");
    assert_eq!(double(&pair), DoubleRating { visits: share(0, 1), agree: share(0, 0) });
    assert_eq!(double(&Pair::new()).visits, share(0, 0));
}

#[test]
fn one_observer_twice_is_not_double() {
    let pair = Pair::new().checklist(ON, "observer o-1", "rationale: in-place").checklist(
        ON,
        "observer o-1",
        "rationale: partial",
    );
    assert_eq!(double(&pair), DoubleRating { visits: share(0, 1), agree: share(0, 0) });
}

#[test]
fn two_observers_on_two_days_are_two_visits() {
    let pair = Pair::new().checklist(ON, "observer o-1", "rationale: in-place").checklist(
        "2025-11-05",
        "observer o-2",
        "rationale: in-place",
    );
    assert_eq!(double(&pair), DoubleRating { visits: share(0, 2), agree: share(0, 0) });
}

#[test]
fn three_observers_make_three_pairs_of_ratings_an_item() {
    // rationale: 2, 2, 1 → one pair of three agrees. listens: 1, 1 and nothing seen → one of one.
    let pair = Pair::new()
        .checklist(ON, "observer o-1", "rationale: in-place, listens: partial")
        .checklist(ON, "observer o-2", "rationale: in-place, listens: partial")
        .checklist(ON, "observer o-3", "rationale: partial, listens: not-observed");
    assert_eq!(double(&pair), DoubleRating { visits: share(1, 1), agree: share(2, 4) });
}

#[test]
fn only_levels_can_agree() {
    let pair = Pair::new()
        .checklist(ON, "observer o-1", "feedback-on-coaching: not-applicable, rationale: not-observed, listens: in-place")
        .checklist(ON, "observer o-2", "feedback-on-coaching: not-applicable, rationale: not-observed, confidentiality: in-place");
    assert_eq!(double(&pair), DoubleRating { visits: share(1, 1), agree: share(0, 0) });
}

#[test]
fn the_pair_against_an_observer_is_bias_and_no_double_rating() {
    for rater in ["self", "educator", "observer c-01", "observer t-101"] {
        let pair = Pair::new().checklist(ON, "observer o-1", "rationale: in-place").checklist(
            ON,
            rater,
            "rationale: in-place",
        );
        assert_eq!(
            double(&pair),
            DoubleRating { visits: share(0, 1), agree: share(0, 0) },
            "{rater}"
        );
    }
}

#[test]
fn a_corrected_checklist_is_no_second_rating() {
    let pair = Pair::new()
        .checklist(ON, "observer o-1", "rationale: partial")
        .checklist(ON, "observer o-2", "rationale: in-place")
        .judged(
            ON,
            "observer o-1",
            "rationale: in-place",
            "replaces: 2025-11-04-checklist-0001.yaml",
        );
    assert_eq!(double(&pair), DoubleRating { visits: share(1, 1), agree: share(1, 1) });
}

#[test]
fn a_visit_outside_the_window_is_none() {
    let pair = Pair::new()
        .started("2024-09-01")
        .checklist("2025-05-06", "observer o-1", "rationale: in-place")
        .checklist("2025-05-06", "observer o-2", "rationale: in-place");
    let evaluation = pair.evaluate_in("2026-05-29", Some("2025-26")).evaluation;
    assert_eq!(evaluation.sums.raters.visits.double, share(0, 0));
    assert!(!evaluation.has_outside_observation);
}

// Outside observation.

#[test]
fn an_observers_checklist_is_an_outside_observation_and_nothing_else_is() {
    let outside = |pair: Pair| pair.evaluate().evaluation.has_outside_observation;
    assert!(outside(Pair::new().checklist(ON, "observer o-1", "rationale: not-in-place")));
    assert!(!outside(Pair::new().checklist(ON, "self", "rationale: in-place")));
    assert!(!outside(Pair::new().checklist(ON, "educator", "rationale: in-place")));
    // The coach's own visit to a lesson never counts here.
    assert!(!outside(Pair::new().session(ON, "observed: {on: 2025-11-04}\nstrengths: waits")));
}

/// A form on which nothing counts as a rating is no observation and no visit.
#[test]
fn an_observer_who_saw_nothing_observed_nothing() {
    let always_applies = "rationale: not-applicable, listens: not-observed";
    for nothing in ["", "rationale: not-observed, listens: not-observed", always_applies] {
        let pair = Pair::new().checklist(ON, "observer o-1", "rationale: in-place").checklist(
            ON,
            "observer o-2",
            nothing,
        );
        assert_eq!(double(&pair), DoubleRating { visits: share(0, 1), agree: share(0, 0) });
        let alone = Pair::new().checklist(ON, "observer o-2", nothing).evaluate().evaluation;
        assert!(!alone.has_outside_observation);
        assert_eq!(alone.sums.raters.visits.double, share(0, 0));
    }
}

#[test]
fn an_observer_who_is_the_coach_or_the_educator_reports_for_the_pair() {
    let seen = |rater| Pair::new().checklist(ON, rater, "rationale: in-place").evaluate();
    for rater in ["observer c-01", "observer t-101"] {
        let seen = seen(rater);
        let state = seen.item("rationale");
        assert!(state.observed.is_none() && !state.is_in_place(), "{rater}");
        assert_eq!(state.by_coach.is_some(), rater == "observer c-01");
        assert_eq!(state.by_educator.is_some(), rater == "observer t-101");
        assert_eq!(seen.coverage_of("facilitating").reported, share(1, 1));
        assert!(!seen.evaluation.has_outside_observation);
    }
    let another_coach = seen("observer c-02");
    assert!(another_coach.item("rationale").is_observed_in_place());
}

#[test]
fn an_observer_of_the_pair_is_a_warning() {
    let agreed = || Pair::new().agreed("committed_on: 2025-09-02, respond_within_days: 2");
    let pair = agreed().checklist(ON, "observer c-01", "rationale: in-place");
    let found = District::new().pair(&pair).findings();
    assert_eq!(
        found.iter().map(|found| found.rule.id).collect::<Vec<_>>(),
        ["observer-of-the-pair"]
    );
    let outside = agreed().checklist(ON, "observer c-02", "rationale: in-place");
    assert!(District::new().pair(&outside).findings().is_empty());
}

#[test]
fn the_districts_outside_observation_is_a_share_of_active_relationships() {
    let observed =
        Pair::of("c-01", "t-101", "lincoln").checklist(ON, "observer o-1", "listens: partial");
    let not = Pair::of("c-01", "t-102", "lincoln").session(ON, "");
    let ended = Pair::of("c-01", "t-103", "lincoln").started("2024-09-01").ended("2025-07-31");
    let report = District::new()
        .pairs([&observed, &not, &ended])
        .report(&[coach::report::Dimension::School]);
    assert_eq!(
        report.periods[0].profiles[0].total.whole.as_ref().expect("whole").outside_observation,
        share(1, 2)
    );
    assert_eq!(report.periods[0].profiles[0].total.members.relationships, 2);
}

/// The profile allows it for feedback on the coaching: who says so has looked.
#[test]
fn an_observers_not_applicable_where_it_is_allowed_is_an_observation() {
    let allowed = "feedback-on-coaching: not-applicable";
    let pair = Pair::new().checklist(ON, "observer o-1", "rationale: in-place").checklist(
        ON,
        "observer o-2",
        allowed,
    );
    assert_eq!(double(&pair), DoubleRating { visits: share(1, 1), agree: share(0, 0) });
    let alone = Pair::new().checklist(ON, "observer o-2", allowed).evaluate().evaluation;
    assert!(alone.has_outside_observation);
    assert_eq!(alone.sums.raters.visits.double, share(0, 1));
}

/// Neither is whoever says nothing that counts an observer of the month.
#[test]
fn a_form_without_a_rating_is_said_to_be_none() {
    let pair = Pair::new().checklist(ON, "observer o-1", "rationale: not-applicable");
    let months = pair.evaluate().evaluation.sums.months.counts.clone();
    assert!(months.values().all(|month| month.observers.is_empty()));
    let district = District::new().pair(&pair);
    let why = |number: &str| district.coach(&["explain", number]).out;
    for number in ["outside-observation", "double-rated-visits"] {
        let said = why(number);
        assert!(said.contains("does not count: nothing on it counts as a rating"), "{said}");
    }
    assert!(why("outside-observation").contains("Total: 0 of 1"));
    assert!(why("double-rated-visits").contains("no visit"));
}

/// A rater may judge a function and rate no item.
#[test]
fn a_form_with_only_a_level_judges_it_and_is_no_observation() {
    let pair = Pair::new().judged(ON, "observer o-1", "", "levels: {dialogue: close}");
    let seen = pair.evaluate();
    assert_eq!(seen.level_id("dialogue"), Some("close"));
    assert!(!seen.evaluation.has_outside_observation);
    assert_eq!(seen.evaluation.sums.raters.visits.double, share(0, 0));
}
