//! What does not apply leaves every denominator: by the rule's own answer, or by an observer where
//! the profile allows it.

use coach::count::NotApplicable;

use crate::harness::{Pair, day};

/// An item that the built-in profile marks `may_be_na`, and one that it does not.
const MAY_BE: &str = "feedback-on-coaching";
const NEVER: &str = "rationale";

fn observed(pair: Pair, on: &str, ratings: &str) -> Pair {
    pair.checklist(on, "observer o-1", ratings)
}

#[test]
fn an_observers_not_applicable_leaves_every_denominator() {
    let pair = Pair::new()
        .feedback("2025-10-01", "received: 2025-10-02\nresponse: shorter mails")
        .checklist(
            "2025-10-10",
            "self",
            "feedback-on-coaching: in-place, variety-of-methods: partial",
        )
        .checklist("2025-10-11", "educator", "feedback-on-coaching: partial");
    let before = pair.evaluate().coverage_of("communicating");
    assert_eq!((before.in_place.k, before.in_place.n), (1, 3));
    assert_eq!((before.reported.k, before.reported.n), (0, 2));
    assert_eq!((before.complete.k, before.complete.n), (2, 3));
    assert_eq!((before.differs, before.not_applicable), (1, 0));

    let seen = observed(pair, "2025-11-01", "feedback-on-coaching: not-applicable").evaluate();
    let state = seen.item(MAY_BE);
    assert_eq!(state.not_applicable, Some(NotApplicable::Observer(day("2025-11-01"))));
    assert!(!state.is_in_place() && !state.differs() && state.reported().is_none());
    let after = seen.coverage_of("communicating");
    assert_eq!((after.in_place.k, after.in_place.n), (0, 2));
    assert_eq!((after.observed.n, after.documented_only), (0, 0));
    assert_eq!((after.reported.k, after.reported.n), (0, 1));
    assert_eq!((after.complete.k, after.complete.n), (1, 2));
    assert_eq!((after.differs, after.not_applicable), (0, 1));
}

#[test]
fn no_occasion_leaves_every_denominator_whatever_the_pair_says() {
    let seen = Pair::new()
        .agreed("respond_within_days: 2")
        .checklist("2025-11-01", "self", "timely-response: in-place")
        .checklist("2025-11-01", "educator", "timely-response: partial")
        .evaluate();
    assert_eq!(seen.item("timely-response").not_applicable, Some(NotApplicable::NoOccasion));
    let coverage = seen.coverage_of("communicating");
    assert_eq!((coverage.in_place.n, coverage.reported.n, coverage.complete.n), (2, 0, 2));
    assert_eq!((coverage.differs, coverage.not_applicable), (0, 1));
}

#[test]
fn an_observers_level_outranks_no_occasion() {
    for (level, is_in_place) in [("in-place", true), ("partial", false), ("not-in-place", false)] {
        let pair = Pair::new().agreed("respond_within_days: 2");
        let seen = observed(pair, "2025-11-01", &format!("timely-response: {level}")).evaluate();
        let state = seen.item("timely-response");
        assert!(state.applies(), "{level}");
        assert_eq!(state.is_in_place(), is_in_place, "{level}");
    }
}

#[test]
fn an_observers_not_observed_leaves_no_occasion_as_it_is() {
    let pair = Pair::new().agreed("respond_within_days: 2");
    let seen = observed(pair, "2025-11-01", "timely-response: not-observed").evaluate();
    assert!(!seen.item("timely-response").applies());
}

#[test]
fn where_the_profile_forbids_it_not_applicable_is_no_rating() {
    let documented = Pair::new().session("2025-10-06", "items: [rationale]");
    let seen = observed(documented, "2025-11-01", "rationale: not-applicable").evaluate();
    assert!(seen.item(NEVER).applies() && seen.item(NEVER).is_documented_only());
    let bare = observed(Pair::new(), "2025-11-01", "rationale: not-applicable").evaluate();
    assert!(bare.item(NEVER).applies() && !bare.item(NEVER).is_known());
}

/// No rating at all, it cannot take the place of one: "a lower observation stands until someone
/// observes again".
#[test]
fn a_forbidden_not_applicable_hides_no_earlier_level() {
    let documented = Pair::new().session("2025-10-06", "items: [rationale]");
    let seen = observed(
        observed(documented, "2025-11-01", "rationale: not-in-place"),
        "2025-12-01",
        "rationale: not-applicable",
    )
    .evaluate();
    let observed = seen.item(NEVER).observed.expect("the earlier level stands");
    assert_eq!(observed.on, day("2025-11-01"));
    assert!(!seen.item(NEVER).is_in_place());
}

#[test]
fn the_latest_of_level_and_allowed_not_applicable_stands() {
    let then = |first: &str, second: &str| {
        let pair = observed(Pair::new(), "2025-11-01", &format!("{MAY_BE}: {first}"));
        observed(pair, "2025-12-01", &format!("{MAY_BE}: {second}")).evaluate()
    };
    assert!(!then("in-place", "not-applicable").item(MAY_BE).applies());
    assert!(then("not-applicable", "in-place").item(MAY_BE).is_observed_in_place());
    let not_seen_since = then("not-applicable", "not-observed");
    assert!(!not_seen_since.item(MAY_BE).applies());
}

#[test]
fn not_applicable_yields_to_any_level_of_the_day() {
    for (one, other) in [("not-applicable", "partial"), ("partial", "not-applicable")] {
        let pair = Pair::new().checklist("2025-11-01", "observer o-1", &format!("{MAY_BE}: {one}"));
        let pair = pair.checklist("2025-11-01", "observer o-2", &format!("{MAY_BE}: {other}"));
        let seen = pair.evaluate();
        let state = seen.item(MAY_BE);
        assert!(state.applies() && state.observed.is_some() && !state.is_in_place());
    }
    // For the pair as well: the educator's level of the day makes the report.
    let pair = Pair::new()
        .checklist("2025-11-01", "educator", "rationale: not-applicable")
        .checklist("2025-11-01", "educator", "rationale: in-place");
    let reported = pair.evaluate().coverage_of("facilitating").reported;
    assert_eq!((reported.k, reported.n), (1, 1));
}

#[test]
fn the_pairs_own_not_applicable_leaves_the_reported_column_only() {
    let pair = Pair::new()
        .feedback("2025-10-01", "received: 2025-10-02\nresponse: shorter mails")
        .checklist("2025-11-01", "self", "feedback-on-coaching: not-applicable")
        .checklist("2025-11-01", "educator", "feedback-on-coaching: not-applicable");
    let coverage = pair.evaluate().coverage_of("communicating");
    assert_eq!((coverage.reported.k, coverage.reported.n), (0, 0));
    assert_eq!((coverage.in_place.k, coverage.in_place.n), (1, 3));
    assert_eq!((coverage.complete.k, coverage.complete.n), (1, 3));
    assert_eq!((coverage.differs, coverage.not_applicable), (0, 0));
}

#[test]
fn beside_a_not_applicable_of_one_of_the_pair_the_level_of_the_other_is_reported() {
    for (one, other) in [("self", "educator"), ("educator", "self")] {
        let pair = Pair::new()
            .checklist("2025-11-01", one, "feedback-on-coaching: not-applicable")
            .checklist("2025-10-01", other, "feedback-on-coaching: in-place");
        let coverage = pair.evaluate().coverage_of("communicating");
        assert_eq!((coverage.reported.k, coverage.reported.n), (1, 1), "{other}");
        assert_eq!(coverage.differs, 0);
    }
}

#[test]
fn a_later_not_applicable_of_the_pair_takes_its_level_out_of_the_report() {
    let pair = Pair::new().checklist("2025-11-01", "self", "rationale: in-place").checklist(
        "2025-12-01",
        "self",
        "rationale: not-applicable",
    );
    assert_eq!(pair.evaluate().coverage_of("facilitating").reported.n, 0);
}

#[test]
fn an_observer_of_the_pair_takes_nothing_out() {
    let pair = Pair::new().checklist(
        "2025-11-01",
        "observer c-01",
        "feedback-on-coaching: not-applicable",
    );
    assert!(pair.evaluate().item(MAY_BE).applies());
}
