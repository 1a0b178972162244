//! Sessions, contacts and minutes, shared meetings, phases and months.

use coach::count::{Activity, Dosage};
use coach::domain::calendar::Month;

use crate::harness::{District, Pair, day};

// The built-in profile's methods and phases, by index.
const EMAIL: usize = 0;
const IN_PERSON: usize = 2;
const VIDEO: usize = 3;
const OBSERVATION: usize = 2;
const DEBRIEF: usize = 3;

fn dosage(pair: &Pair) -> Dosage {
    pair.evaluate().evaluation.sums.dosage.clone()
}

#[test]
fn sessions_contacts_and_minutes_by_method() {
    let pair = Pair::new()
        .session("2025-09-03", "minutes: 45")
        .session("2025-09-17", "minutes: 30\nmethod: video")
        .session("2025-10-01", "")
        .record("contact", "date", "2025-09-10", "method: email\nminutes: 5")
        .contact("2025-09-11", "email");
    let dosage = dosage(&pair);
    assert_eq!(
        (dosage.doses().sessions, dosage.doses().contacts, dosage.doses().minutes),
        (3, 2, 80)
    );
    assert_eq!(
        (dosage.doses().sessions_without_minutes, dosage.doses().contacts_without_minutes),
        (1, 1)
    );
    let by = |method| {
        let dose = dosage.doses_by(method);
        (dose.sessions, dose.contacts, dosage.doses_by(method).minutes)
    };
    assert_eq!([by(EMAIL), by(IN_PERSON), by(VIDEO)], [(0, 2, 5), (2, 0, 45), (1, 0, 30)]);
}

#[test]
fn a_session_counts_in_each_of_its_phases_once() {
    let pair = Pair::new()
        .session("2025-09-03", "phases: [observation, debrief]")
        .session("2025-09-17", "phases: [debrief, debrief]")
        .session("2025-10-01", "");
    let dosage = dosage(&pair);
    assert_eq!(dosage.phase(OBSERVATION), 1);
    assert_eq!(dosage.phase(DEBRIEF), 2);
    assert_eq!((dosage.phase(0), dosage.doses().sessions_without_phase), (0, 1));
}

#[test]
fn only_records_of_the_window_count() {
    let pair = Pair::new()
        .ended("2026-02-01")
        .session("2025-09-03", "minutes: 40")
        .session("2026-01-10", "minutes: 20")
        .session("2026-02-02", "minutes: 10");
    let in_period = |as_of, period| {
        let dosage = pair.evaluate_in(as_of, Some(period)).evaluation.sums.dosage.clone();
        (dosage.doses().sessions, dosage.doses().minutes)
    };
    assert_eq!(in_period("2026-05-29", "fall"), (1, 40));
    assert_eq!(in_period("2026-05-29", "spring"), (1, 20), "one is after the end");
    assert_eq!(in_period("2026-01-09", "2025-26"), (1, 40), "one is after the as-of day");
}

fn group_of_two() -> [Pair; 2] {
    ["t-101", "t-102"].map(|educator| {
        Pair::of("c-01", educator, "lincoln")
            .session("2025-09-03", "minutes: 45\nmeeting: 5f0c")
            .session("2025-09-17", "minutes: 30")
    })
}

fn total(pairs: &[Pair]) -> Dosage {
    let mut total = Dosage::default();
    for counted in &District::new().pairs(pairs).gather("2026-05-29", None).survey.pairs {
        total += &counted.counts[0].alone().unwrap().sums.dosage;
    }
    total
}

#[test]
fn a_shared_meeting_counts_once_a_coach() {
    let [one, two] = group_of_two();
    // Each of the two had 45 + 30 minutes; the coach gave 45 + 30 + 30.
    assert_eq!(dosage(&one).doses().minutes, 75);
    let both = total(&[one, two]);
    assert_eq!(
        (both.doses().sessions, both.doses().minutes, both.doses_by(IN_PERSON).minutes),
        (4, 105, 105)
    );
}

#[test]
fn another_coach_or_day_or_meeting_is_another_meeting() {
    let meeting = |coach: &str, educator: &str, on: &str, id: &str| {
        Pair::of(coach, educator, "lincoln").session(on, &format!("minutes: 45\nmeeting: {id}"))
    };
    let same = || meeting("c-01", "t-101", "2025-09-03", "5f0c");
    let minutes = |other: Pair| total(&[same(), other]).doses().minutes;
    assert_eq!(minutes(meeting("c-01", "t-102", "2025-09-03", "5f0c")), 45);
    assert_eq!(minutes(meeting("c-02", "t-102", "2025-09-03", "5f0c")), 90);
    assert_eq!(minutes(meeting("c-01", "t-102", "2025-09-04", "5f0c")), 90);
    assert_eq!(minutes(meeting("c-01", "t-102", "2025-09-03", "aa11")), 90);
}

#[test]
fn records_of_one_meeting_that_differ_count_the_longest_in_any_order() {
    let meeting = |educator: &str, rest: &str| {
        let rest = format!("meeting: 5f0c\n{rest}");
        Pair::of("c-01", educator, "lincoln").session("2025-09-03", &rest)
    };
    for (first, second) in [("t-101", "t-102"), ("t-102", "t-101")] {
        let both = total(&[meeting(first, "minutes: 30"), meeting(second, "minutes: 45")]);
        assert_eq!(both.doses().minutes, 45);
        let one = total(&[meeting(first, ""), meeting(second, "minutes: 45")]);
        assert_eq!((one.doses().minutes, one.doses().sessions_without_minutes), (45, 1));
        // In person for one and by video for the other: 45 minutes in all, under each method.
        let mixed =
            total(&[meeting(first, "minutes: 45"), meeting(second, "minutes: 45\nmethod: video")]);
        assert_eq!(mixed.doses().minutes, 45);
        assert_eq!((mixed.doses_by(IN_PERSON).minutes, mixed.doses_by(VIDEO).minutes), (45, 45));
    }
}

#[test]
fn two_records_of_one_meeting_in_one_pair_count_the_longest_in_any_order() {
    for minutes in [[45, 30], [30, 45]] {
        let pair = minutes.iter().fold(Pair::new(), |pair, minutes| {
            pair.session("2025-09-03", &format!("meeting: 5f0c\nminutes: {minutes}"))
        });
        assert_eq!(dosage(&pair).doses().minutes, 45, "{minutes:?}");
    }
}

#[test]
fn months_with_sessions_and_the_first_and_last_record() {
    let pair = Pair::new()
        .session("2025-09-03", "")
        .session("2025-09-30", "")
        .session("2025-12-01", "")
        .contact("2025-09-02", "email")
        .asked("2026-01-15");
    let Activity { span, months } = pair.evaluate().evaluation.sums.activity.clone();
    assert_eq!(span, Some((day("2025-09-02"), day("2026-01-15"))));
    let month = |year, month| Month::of(chrono::NaiveDate::from_ymd_opt(year, month, 1).unwrap());
    assert_eq!(Vec::from_iter(months), [(month(2025, 9), 2), (month(2025, 12), 1)]);
    let empty = Pair::new().evaluate().evaluation.sums.activity.clone();
    assert_eq!((empty.span, empty.months.len()), (None, 0));
}
