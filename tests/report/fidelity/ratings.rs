//! From checklists to what counts: the latest of a role, the lower of a day, observation above
//! documents, what the pair reports, and where sources differ.

use coach::domain::profile::Rated;
use coach::domain::record::Rating;

/// The steps of the scale of a profile that names none.
const IN_PLACE: Rating = Rating::Step(Rated { rank: 2, in_place: true, points: 0 });
const PARTIAL: Rating = Rating::Step(Rated { rank: 1, in_place: false, points: 0 });
const NOT_IN_PLACE: Rating = Rating::Step(Rated { rank: 0, in_place: false, points: 0 });

use crate::harness::{Pair, Seen, day};

const ITEM: &str = "rationale";

/// `rationale` documented in October.
fn documented() -> Pair {
    Pair::new().session("2025-10-06", "items: [rationale]")
}

fn rated(pair: Pair, on: &str, rater: &str, rating: &str) -> Pair {
    pair.checklist(on, rater, &format!("{ITEM}: {rating}"))
}

fn observed(pair: Pair, on: &str, rating: &str) -> Pair {
    rated(pair, on, "observer o-1", rating)
}

/// What an observer currently says, since when, and whether it is the lower of a day.
fn observation(seen: &Seen) -> Option<(Rating, String, bool)> {
    let current = seen.item(ITEM).observed?;
    Some((current.rating, current.on.to_string(), current.differed_on_day))
}

fn in_place(seen: &Seen) -> bool {
    seen.item(ITEM).is_in_place()
}

#[test]
fn the_latest_observation_stands() {
    let better = observed(observed(Pair::new(), "2025-10-01", "partial"), "2025-11-01", "in-place");
    let seen = better.evaluate();
    assert_eq!(observation(&seen), Some((IN_PLACE, "2025-11-01".to_owned(), false)));
    assert!(in_place(&seen));
    let worse = observed(observed(Pair::new(), "2025-10-01", "in-place"), "2025-11-01", "partial");
    let seen = worse.evaluate();
    assert_eq!(observation(&seen), Some((PARTIAL, "2025-11-01".to_owned(), false)));
    assert!(!in_place(&seen));
}

#[test]
fn the_day_of_a_rating_counts_and_not_the_order_of_files() {
    let pair = observed(observed(Pair::new(), "2025-11-01", "partial"), "2025-10-01", "in-place");
    assert!(!in_place(&pair.evaluate()));
}

#[test]
fn not_observed_is_no_rating() {
    let pair =
        observed(observed(documented(), "2025-11-01", "partial"), "2025-12-01", "not-observed");
    let seen = pair.evaluate();
    assert_eq!(observation(&seen), Some((PARTIAL, "2025-11-01".to_owned(), false)));
    let only = observed(documented(), "2025-11-01", "not-observed").evaluate();
    assert_eq!(observation(&only), None);
    assert!(only.item(ITEM).is_documented_only());
    let nothing = observed(Pair::new(), "2025-11-01", "not-observed").evaluate();
    assert!(!nothing.item(ITEM).is_known());
}

#[test]
fn of_one_day_the_lower_stands_and_is_marked() {
    let day = "2025-11-01";
    let two = rated(
        rated(documented(), day, "observer o-1", "in-place"),
        day,
        "observer o-2",
        "not-in-place",
    );
    let seen = two.evaluate();
    assert_eq!(observation(&seen), Some((NOT_IN_PLACE, day.to_owned(), true)));
    let agree =
        rated(rated(documented(), day, "observer o-1", "partial"), day, "observer o-2", "partial");
    assert_eq!(observation(&agree.evaluate()), Some((PARTIAL, day.to_owned(), false)));
    let one_saw_nothing = rated(
        rated(documented(), day, "observer o-1", "in-place"),
        day,
        "observer o-2",
        "not-observed",
    );
    let seen = one_saw_nothing.evaluate();
    assert_eq!(observation(&seen), Some((IN_PLACE, day.to_owned(), false)));
}

#[test]
fn two_forms_of_one_rater_on_one_day_are_taken_at_the_lower_in_any_order() {
    let on = "2025-11-01";
    let said = |rater: &str, ratings: &[&str]| {
        let pair = ratings.iter().fold(documented(), |pair, rating| rated(pair, on, rater, rating));
        let seen = pair.evaluate();
        let state = seen.item(ITEM);
        let role = rater.split(' ').next().expect("a role");
        let current = [("self", state.by_coach), ("educator", state.by_educator)];
        let of_pair = current.into_iter().find(|(known, _)| *known == role);
        let current = of_pair.map_or(state.observed, |(_, current)| current);
        current.map(|current| (current.rating, current.differed_on_day))
    };
    for rater in ["self", "educator", "observer o-1"] {
        let lower = Some((PARTIAL, true));
        assert_eq!(said(rater, &["in-place", "partial"]), lower, "{rater}");
        assert_eq!(said(rater, &["partial", "in-place"]), lower, "{rater}");
        // A third form that agrees with the lower does not take the mark away.
        assert_eq!(said(rater, &["in-place", "partial", "partial"]), lower, "{rater}");
        assert_eq!(said(rater, &["partial", "partial"]), Some((PARTIAL, false)), "{rater}");
    }
}

#[test]
fn a_later_day_clears_the_mark() {
    let pair = rated(
        rated(documented(), "2025-11-01", "observer o-1", "in-place"),
        "2025-11-01",
        "observer o-2",
        "partial",
    );
    let seen = observed(pair, "2025-12-01", "in-place").evaluate();
    assert_eq!(observation(&seen), Some((IN_PLACE, "2025-12-01".to_owned(), false)));
}

#[test]
fn an_observation_outranks_a_newer_document() {
    let seen = observed(
        Pair::new().session("2026-03-02", "items: [rationale]"),
        "2025-10-01",
        "not-in-place",
    )
    .evaluate();
    assert_eq!(observation(&seen), Some((NOT_IN_PLACE, "2025-10-01".to_owned(), false)));
    assert_eq!(seen.item(ITEM).documented, Some(day("2026-03-02")));
    assert!(!in_place(&seen));
}

#[test]
fn observed_below_in_place_outranks_a_document() {
    for rating in ["partial", "not-in-place"] {
        let seen = observed(documented(), "2025-11-01", rating).evaluate();
        assert!(!in_place(&seen) && !seen.item(ITEM).is_documented_only(), "{rating}");
    }
}

#[test]
fn observed_in_place_needs_no_document() {
    let state = observed(Pair::new(), "2025-11-01", "in-place").evaluate().item(ITEM).clone();
    assert!(state.is_in_place() && state.is_observed_in_place() && !state.is_documented_only());
    assert!(!state.differs(), "observed but undocumented is no difference");
}

#[test]
fn observed_and_documented_counts_once_as_observed() {
    let seen = observed(documented(), "2025-11-01", "in-place").evaluate();
    let coverage = seen.coverage_of("facilitating");
    assert_eq!((coverage.in_place.k, coverage.in_place.n), (1, 3));
    assert_eq!((coverage.observed.k, coverage.observed.n, coverage.documented_only), (1, 1, 0));
}

#[test]
fn an_observation_lasts_to_the_end_of_the_window_and_no_longer() {
    let pair = observed(Pair::new().started("2024-09-01"), "2025-08-01", "in-place");
    assert!(in_place(&pair.evaluate_in("2026-07-31", Some("2025-26"))), "nothing expires");
    let pair = observed(documented().started("2024-09-01"), "2025-07-31", "not-in-place");
    let seen = pair.evaluate_in("2026-05-29", Some("2025-26"));
    assert_eq!(observation(&seen), None, "it belongs to the year before");
    assert!(seen.item(ITEM).is_documented_only());
}

#[test]
fn what_the_pair_says_never_puts_an_item_in_place() {
    let pair = rated(Pair::new(), "2025-11-01", "self", "in-place");
    let seen = rated(pair, "2025-11-01", "educator", "in-place").evaluate();
    assert!(!in_place(&seen));
    let pair = rated(documented(), "2025-11-01", "self", "not-in-place");
    assert!(in_place(&pair.evaluate()), "nor takes it out");
}

// Reported.

/// Reported k of n of `facilitating`, where only the rationale is ever rated.
fn reported(pair: &Pair) -> (u32, u32) {
    let coverage = pair.evaluate().coverage_of("facilitating");
    (coverage.reported.k, coverage.reported.n)
}

fn pair_says(coach: &str, educator: &str) -> Pair {
    let pair = rated(Pair::new(), "2025-11-01", "self", coach);
    rated(pair, "2025-12-01", "educator", educator)
}

#[test]
fn reported_is_the_lower_of_coach_and_educator() {
    assert_eq!(reported(&pair_says("in-place", "in-place")), (1, 1));
    assert_eq!(reported(&pair_says("in-place", "partial")), (0, 1));
    assert_eq!(reported(&pair_says("not-in-place", "in-place")), (0, 1));
    assert_eq!(reported(&rated(Pair::new(), "2025-11-01", "self", "in-place")), (1, 1));
    assert_eq!(reported(&rated(Pair::new(), "2025-11-01", "educator", "partial")), (0, 1));
    assert_eq!(reported(&documented()), (0, 0), "a document is no report");
    assert_eq!(reported(&observed(documented(), "2025-11-01", "in-place")), (0, 0));
}

#[test]
fn each_of_the_pair_is_taken_at_the_latest_word() {
    let pair = rated(pair_says("partial", "in-place"), "2026-01-15", "self", "in-place");
    assert_eq!(reported(&pair), (1, 1));
    let pair = rated(pair_says("in-place", "in-place"), "2026-01-15", "educator", "partial");
    assert_eq!(reported(&pair), (0, 1));
}

#[test]
fn not_observed_by_the_pair_is_no_report() {
    assert_eq!(reported(&pair_says("not-observed", "not-observed")), (0, 0));
    assert_eq!(reported(&pair_says("not-observed", "in-place")), (1, 1));
}

// Differs.

fn differs(pair: Pair) -> bool {
    let seen = pair.evaluate();
    let state = seen.item(ITEM).differs();
    assert_eq!(seen.coverage_of("facilitating").differs, u32::from(state));
    state
}

#[test]
fn two_sources_differ_by_a_step_or_more() {
    assert!(!differs(pair_says("in-place", "in-place")));
    assert!(differs(pair_says("in-place", "partial")));
    assert!(differs(pair_says("not-in-place", "in-place")));
    assert!(!differs(observed(pair_says("partial", "partial"), "2026-01-15", "partial")));
    assert!(differs(observed(pair_says("partial", "partial"), "2026-01-15", "in-place")));
    let coach_only = || rated(Pair::new(), "2025-11-01", "self", "in-place");
    assert!(differs(observed(coach_only(), "2026-01-15", "not-in-place")));
    let educator_only = || rated(Pair::new(), "2025-11-01", "educator", "partial");
    assert!(differs(observed(educator_only(), "2026-01-15", "in-place")));
    assert!(!differs(coach_only()));
}

#[test]
fn a_document_differs_from_a_lower_observation_and_from_nothing_else() {
    assert!(differs(observed(documented(), "2026-01-15", "partial")));
    assert!(!differs(observed(documented(), "2026-01-15", "in-place")));
    assert!(!differs(observed(Pair::new(), "2026-01-15", "in-place")));
    assert!(!differs(rated(documented(), "2026-01-15", "self", "partial")));
}

#[test]
fn words_that_are_no_levels_differ_from_nothing() {
    assert!(!differs(pair_says("not-applicable", "in-place")));
    assert!(!differs(pair_says("not-observed", "in-place")));
    assert!(!differs(observed(documented(), "2026-01-15", "not-observed")));
}

// Completeness.

#[test]
fn complete_is_any_level_of_anyone_or_a_document() {
    let complete = |pair: Pair| pair.evaluate().coverage_of("facilitating").complete.k;
    assert_eq!(complete(Pair::new()), 0);
    assert_eq!(complete(documented()), 1);
    for rater in ["self", "educator", "observer o-1"] {
        for level in ["in-place", "partial", "not-in-place"] {
            assert_eq!(complete(rated(Pair::new(), "2025-11-01", rater, level)), 1, "{rater}");
        }
        for none in ["not-observed", "not-applicable"] {
            assert_eq!(complete(rated(Pair::new(), "2025-11-01", rater, none)), 0, "{rater}");
        }
    }
}

// Corrections.

#[test]
fn a_corrected_checklist_counts_no_more() {
    let correction = |rater, of: &str| {
        let pair = observed(Pair::new(), "2025-11-01", "partial");
        let replaces = format!("replaces: {of}");
        pair.judged("2025-11-01", rater, "rationale: in-place", &replaces).evaluate()
    };
    let first = "2025-11-01-checklist-0001.yaml";
    let corrected = correction("observer o-1", first);
    assert_eq!(
        observation(&corrected),
        Some((IN_PLACE, "2025-11-01".to_owned(), false)),
        "without the correction the lower of the day would stand"
    );
    let another = correction("observer o-2", first);
    assert!(!in_place(&another), "nobody corrects another observer");
    let as_coach = correction("self o-1", first);
    assert!(!in_place(&as_coach), "nor in another role");
    let elsewhere = correction("observer o-1", "2025-11-01-checklist-00ff.yaml");
    assert!(!in_place(&elsewhere), "there is no such checklist");
}

#[test]
fn a_chain_of_corrections_leaves_the_last() {
    let pair = observed(Pair::new(), "2025-11-01", "not-in-place")
        .judged(
            "2025-11-01",
            "observer o-1",
            "rationale: partial",
            "replaces: 2025-11-01-checklist-0001.yaml",
        )
        .judged(
            "2025-11-01",
            "observer o-1",
            "rationale: in-place",
            "replaces: 2025-11-01-checklist-0002.yaml",
        );
    assert!(in_place(&pair.evaluate()));
}

#[test]
fn a_checklist_cannot_correct_itself_away() {
    let pair = documented().judged(
        "2025-11-01",
        "observer o-1",
        "rationale: not-in-place",
        "replaces: 2025-11-01-checklist-0002.yaml",
    );
    assert!(!in_place(&pair.evaluate()));
}

#[test]
fn a_correction_after_the_as_of_day_is_not_known_yet() {
    let pair = observed(Pair::new(), "2025-11-01", "in-place").judged(
        "2025-12-01",
        "observer o-1",
        "rationale: partial",
        "replaces: 2025-11-01-checklist-0001.yaml",
    );
    assert!(in_place(&pair.evaluate_as_of("2025-11-30")));
    assert!(!in_place(&pair.evaluate_as_of("2025-12-01")));
}

#[test]
fn checklists_that_replace_each_other_replace_nothing() {
    let pair = Pair::new()
        .judged(
            "2025-11-01",
            "observer o-1",
            "rationale: partial",
            "replaces: 2025-11-01-checklist-0002.yaml",
        )
        .judged(
            "2025-11-01",
            "observer o-1",
            "rationale: in-place",
            "replaces: 2025-11-01-checklist-0001.yaml",
        );
    assert_eq!(
        observation(&pair.evaluate()),
        Some((PARTIAL, "2025-11-01".to_owned(), true)),
        "both stand, and of one day the lower"
    );
}

#[test]
fn a_correction_is_never_older_than_what_it_corrects() {
    let pair = observed(Pair::new(), "2025-11-01", "partial").judged(
        "2025-10-01",
        "observer o-1",
        "rationale: in-place",
        "replaces: 2025-11-01-checklist-0001.yaml",
    );
    assert!(!in_place(&pair.evaluate()), "the later rating stands");
}

#[test]
fn a_correction_after_the_window_changes_nothing_in_it() {
    let pair = observed(Pair::new(), "2025-11-01", "in-place").judged(
        "2026-02-01",
        "observer o-1",
        "rationale: partial",
        "replaces: 2025-11-01-checklist-0001.yaml",
    );
    assert!(in_place(&pair.evaluate_in("2026-05-29", Some("fall"))));
    assert!(!in_place(&pair.evaluate_in("2026-05-29", None)));
}

/// The coach and the educator are one rater each, whatever role they wrote.
#[test]
fn one_of_the_pair_corrects_what_they_wrote_as_an_observer_and_the_other_way_round() {
    let corrected = |wrote: &str, corrects: &str| {
        let pair = rated(documented(), "2025-10-07", wrote, "in-place").judged(
            "2025-10-08",
            corrects,
            "listens: partial",
            "replaces: 2025-10-07-checklist-0002.yaml",
        );
        let seen = pair.evaluate();
        let of_pair = [seen.item(ITEM).by_coach, seen.item(ITEM).by_educator];
        of_pair.iter().all(Option::is_none)
    };
    for (wrote, corrects) in [
        ("observer c-01", "self"),
        ("observer c-01", "self c-01"),
        ("self", "observer c-01"),
        ("observer t-101", "educator"),
        ("educator t-101", "observer t-101"),
        ("observer c-01", "observer c-01"),
    ] {
        assert!(corrected(wrote, corrects), "{wrote} by {corrects}");
    }
    for (wrote, corrects) in [
        ("observer c-01", "educator"),
        ("observer t-101", "self"),
        ("self", "observer t-101"),
        ("self", "observer o-1"),
    ] {
        assert!(!corrected(wrote, corrects), "{wrote} by {corrects}");
    }
}
