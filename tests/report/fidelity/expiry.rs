//! Evidence that expires: up to which day it counts, what does not expire, and what is said of it.

use chrono::NaiveDate;
use coach::count::{Lapsed, NotApplicable, Share};
use coach::domain::record::Role;

use crate::harness::{District, Pair, Seen, day};

/// The pair in a district that says `expires` under `[expires_after]`.
fn seen(pair: &Pair, expires: &str, as_of: &str) -> Seen {
    let settings = format!("[expires_after]\n{expires}");
    District::new().settings(&settings).pair(pair).evaluate_in(as_of, None)
}

fn lapsed(on: &str, since: &str) -> Option<Lapsed> {
    Some(Lapsed { on: day(on), since: day(since) })
}

#[test]
fn an_observation_counts_on_its_last_day_and_has_expired_the_day_after() {
    let pair = Pair::new().checklist("2025-10-01", "observer o-1", "rationale: in-place");
    // 1 October and 30 days: 31 October.
    let last = seen(&pair, "observed = 30", "2025-10-31");
    assert!(last.item("rationale").is_observed_in_place());
    assert!(last.item("rationale").expired().is_empty());
    let after = seen(&pair, "observed = 30", "2025-11-01");
    let item = after.item("rationale");
    assert!(!item.is_in_place() && item.applies() && item.is_expired() && !item.is_known());
    assert_eq!(item.observed, None);
    assert_eq!(item.expired().observed, lapsed("2025-10-01", "2025-11-01"));
    let coverage = after.evaluation.coverage();
    assert_eq!((coverage.in_place, coverage.expired), (Share { k: 0, n: 13 }, 1));
}

/// Coach and educator share one period; no source goes by another's.
#[test]
fn each_source_expires_by_its_own_period() {
    let on = "2025-10-01";
    let pair = Pair::new()
        .session(on, "items: [rationale]")
        .checklist(on, "observer o-1", "manageable-units: in-place")
        .checklist(on, "self", "builds-on-strengths: in-place")
        .checklist(on, "educator", "reflective-questions: in-place");
    let expired = |as_of: &str| {
        let seen = seen(&pair, "observed = 10\ndocumented = 20\nreported = 30", as_of);
        [
            seen.item("manageable-units").expired().observed,
            seen.item("rationale").expired().documented,
            seen.item("builds-on-strengths").expired().by_coach,
            seen.item("reflective-questions").expired().by_educator,
        ]
        .map(|lapsed| lapsed.is_some())
    };
    // 1 October and 10, 20 and 30 days: 11, 21 and 31 October are the last days.
    for (as_of, expected) in [
        ("2025-10-11", [false; 4]),
        ("2025-10-12", [true, false, false, false]),
        ("2025-10-21", [true, false, false, false]),
        ("2025-10-22", [true, true, false, false]),
        ("2025-10-31", [true, true, false, false]),
        ("2025-11-01", [true; 4]),
    ] {
        assert_eq!(expired(as_of), expected, "{as_of}");
    }
}

#[test]
fn nothing_expires_where_the_district_says_nothing() {
    let pair = Pair::new().checklist("2025-09-01", "observer o-1", "rationale: in-place");
    for expires in ["", "documented = 1\nreported = 1"] {
        assert!(seen(&pair, expires, "2026-05-29").item("rationale").is_in_place(), "{expires}");
    }
}

#[test]
fn a_live_document_carries_an_item_whose_observation_has_expired() {
    let pair = Pair::new()
        .checklist("2025-10-01", "observer o-1", "rationale: in-place")
        .session("2025-11-10", "items: [rationale]");
    let after = seen(&pair, "observed = 30", "2025-11-20");
    let item = after.item("rationale");
    assert!(item.is_documented_only() && !item.is_expired());
    assert_eq!(item.expired().observed, lapsed("2025-10-01", "2025-11-01"));
    assert_eq!(after.evaluation.coverage().expired, 0);
    // Until the document expires too: 10 November and 15 days is 25 November.
    let both = seen(&pair, "observed = 30\ndocumented = 15", "2025-11-26");
    assert!(both.item("rationale").is_expired());
    assert_eq!(both.item("rationale").expired().documented, lapsed("2025-11-10", "2025-11-26"));
}

#[test]
fn a_lower_observation_never_expires() {
    for rating in ["partial", "not-in-place"] {
        let pair = Pair::new().session("2025-10-02", "items: [rationale]").checklist(
            "2025-09-01",
            "observer o-1",
            &format!("rationale: {rating}"),
        );
        let item = seen(&pair, "observed = 1", "2026-05-29");
        let item = item.item("rationale");
        assert!(item.observed.is_some() && !item.is_in_place() && item.expired().is_empty());
    }
}

#[test]
fn an_expired_observation_does_not_bring_an_older_one_back() {
    let pair = Pair::new().checklist("2025-09-10", "observer o-1", "rationale: partial").checklist(
        "2025-10-01",
        "observer o-1",
        "rationale: in-place",
    );
    let seen = seen(&pair, "observed = 30", "2025-11-01");
    assert_eq!(seen.item("rationale").observed, None);
    assert!(seen.item("rationale").is_expired());
}

#[test]
fn the_newest_document_counts_and_the_beginning_does_not_expire() {
    let pair = Pair::new()
        .agreed("committed_on: 2025-09-02")
        .session("2025-09-03", "items: [listens, rationale]")
        .session("2025-11-03", "items: [rationale]");
    // 3 November and 30 days: 3 December.
    let live = seen(&pair, "documented = 30", "2025-12-03");
    assert!(live.item("rationale").is_in_place());
    let old = seen(&pair, "documented = 30", "2025-12-04");
    assert_eq!(old.item("rationale").expired().documented, lapsed("2025-11-03", "2025-12-04"));
    assert!(old.item("rationale").is_expired());
    for item in ["listens", "verbal-commitment"] {
        assert!(old.item(item).is_in_place() && old.item(item).expired().is_empty(), "{item}");
    }
}

#[test]
fn a_document_under_a_lower_observation_is_no_expired_item() {
    let pair = Pair::new().session("2025-09-10", "items: [rationale]").checklist(
        "2025-10-01",
        "observer o-1",
        "rationale: partial",
    );
    let seen = seen(&pair, "documented = 30", "2025-12-01");
    let item = seen.item("rationale");
    // Without expiry it would not be in place either.
    assert!(!item.is_expired() && item.expired().documented.is_some());
    assert!(!item.differs(), "what has expired differs from nothing");
}

#[test]
fn the_pairs_own_ratings_leave_the_reported_column() {
    let pair = Pair::new()
        .checklist("2025-10-01", "self", "rationale: in-place, listens: in-place")
        .checklist("2025-11-01", "educator", "rationale: partial");
    // 1 October and 31 days: 1 November.
    let seen = seen(&pair, "reported = 31", "2025-11-02");
    assert_eq!(seen.item("rationale").by_coach, None);
    assert_eq!(seen.item("rationale").expired().by_coach, lapsed("2025-10-01", "2025-11-02"));
    let coverage = seen.evaluation.coverage();
    assert_eq!(coverage.reported, Share { k: 0, n: 1 });
    assert_eq!(coverage.expired, 0, "a report puts no item in place");
}

#[test]
fn an_expired_observation_leaves_an_item_without_occasion_to_its_rule() {
    let pair = Pair::new().agreed("respond_within_days: 2").checklist(
        "2025-10-01",
        "observer o-1",
        "timely-response: in-place",
    );
    let before = seen(&pair, "observed = 30", "2025-10-31");
    assert!(before.item("timely-response").is_observed_in_place());
    let after = seen(&pair, "observed = 30", "2025-11-01");
    assert_eq!(after.item("timely-response").not_applicable, Some(NotApplicable::NoOccasion));
    assert!(!after.item("timely-response").is_expired());
}

#[test]
fn days_have_bounds_and_sources_have_names() {
    let said = |expires: &str| {
        let district = District::new().settings(&format!("[expires_after]\n{expires}"));
        let run = district.coach(&["report"]);
        assert_eq!(run.code, 2, "{run:?}");
        run.err + &run.out
    };
    assert!(said("observd = 30").contains("observed"), "the nearest match");
    for days in ["0", "3661", "-1", "\"30\"", "1.5"] {
        let said = said(&format!("observed = {days}"));
        assert!(said.contains("coach.toml"), "{said}");
    }
    assert!(said("observed = 0").contains("3660"), "what is allowed");
    let widest = District::new().settings("[expires_after]\nobserved = 3660\nreported = 1");
    assert_eq!(widest.open().district.expires_after.observed, Some(3660));
}

/// The day after any number of days, near the end of the calendar too.
#[test]
fn the_end_of_the_calendar_is_no_end_of_the_program() {
    let last = NaiveDate::MAX;
    assert_eq!(coach::count::lapsed(last, Some(3660), last), None);
}

/// Once by phone and once by e-mail: without the older of the two there is no variety.
#[test]
fn variety_expires_with_its_second_newest_method() {
    let pair = Pair::new().contact("2025-10-01", "phone").contact("2025-10-20", "email");
    let expires = "documented = 30";
    // 1 October and 30 days: 31 October.
    assert!(seen(&pair, expires, "2025-10-31").item("variety-of-methods").is_in_place());
    let after = seen(&pair, expires, "2025-11-01");
    let item = after.item("variety-of-methods");
    assert!(item.is_expired());
    assert_eq!(item.expired().documented, lapsed("2025-10-01", "2025-11-01"));
    let settings = format!("[expires_after]\n{expires}");
    let district = District::new().settings(&settings).pair(&pair);
    let run = district.coach(&["explain", "as-of=2025-11-01 item=variety-of-methods in-place"]);
    let said = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "the latest day of method phone dates the document",
        "method email; the document of 2025-10-01 expired on 2025-11-01",
    ] {
        assert!(said.contains(words), "{said}");
    }
}

/// Answered on 9 September, due on the 13th.
#[test]
fn timely_answers_are_as_old_as_the_latest_answer_in_time() {
    let pair = Pair::new().agreed("respond_within_days: 5").answered("2025-09-08", "2025-09-09");
    // 9 September and 30 days: 9 October.
    let live = seen(&pair, "documented = 30", "2025-10-09");
    assert_eq!(live.item("timely-response").documented, Some(day("2025-09-09")));
    let old = seen(&pair, "documented = 30", "2025-10-10");
    let expired = old.item("timely-response").expired().documented;
    assert_eq!(expired, lapsed("2025-09-09", "2025-10-10"));
}

/// The observer rates one item in place and one partial, the coach the other way round.
#[test]
fn what_has_expired_is_not_compared_with_an_observer() {
    let on = "2025-10-01";
    let pair = Pair::new()
        .checklist(on, "observer o-1", "rationale: in-place, listens: partial")
        .checklist(on, "self", "rationale: partial, listens: in-place");
    let compared = |expires: &str, as_of: &str| {
        let against = seen(&pair, expires, as_of).evaluation.sums.raters.against_observer.clone();
        let direction = against.direction(Role::Itself).expect("of the coach");
        (direction.higher, direction.lower)
    };
    // 1 October and 30 days: 31 October. Below in place nothing expires.
    for (expires, before, after) in [
        ("observed = 30", (1, 1), (1, 0)),
        ("reported = 30", (1, 1), (0, 1)),
        ("observed = 30\nreported = 30", (1, 1), (0, 0)),
        ("documented = 30", (1, 1), (1, 1)),
    ] {
        assert_eq!(compared(expires, "2025-10-31"), before, "{expires}");
        assert_eq!(compared(expires, "2025-11-01"), after, "{expires}");
    }
    let district = District::new().settings("[expires_after]\nobserved = 30").pair(&pair);
    let run = district.coach(&["explain", "as-of=2025-11-01 role=self lower-than-observer"]);
    let said = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "self rationale: adds –; the coach and an observer do not both have a level that counts",
        "observer o-1 says in-place; expired on 2025-11-01",
        "Total: 0 of 1",
    ] {
        assert!(said.contains(words), "{said}");
    }
}
