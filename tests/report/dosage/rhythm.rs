//! Planned against delivered, and gaps in which an agreed meeting is missing; days without school are in neither.

use coach::count::{Edge, Gap, Rhythm, Share};

use crate::harness::{District, Pair, day};

fn of(k: u32, n: u32) -> Share {
    Share { k, n }
}

fn rhythm(pair: &Pair, period: &str) -> Rhythm {
    pair.evaluate_in("2026-05-29", Some(period)).evaluation.sums.dosage.rhythm
}

fn gaps(pair: &Pair, period: &str) -> Vec<(String, String, u32)> {
    let gaps = pair.evaluate_in("2026-05-29", Some(period)).evaluation.long_gaps.clone();
    gaps.iter().map(|gap| (gap.from.to_string(), gap.to.to_string(), gap.days)).collect()
}

#[test]
fn planned_sessions_are_the_days_under_way_divided_by_the_rhythm_rounded_down() {
    let pair = Pair::new()
        .agreed("meet_every_days: 14, minutes: 45")
        .session("2025-09-10", "minutes: 40")
        .session("2025-09-20", "")
        .record("contact", "date", "2025-09-11", "method: email\nminutes: 5");
    // 1 September to 9 December 2025 is 30 + 31 + 30 + 9 = 100 days: 100 ÷ 14 = 7.1.
    let rhythm = rhythm(&pair, "2025-08-01..2025-12-09");
    assert_eq!((rhythm.agreed, rhythm.agreed_minutes), (of(1, 1), of(1, 1)));
    assert_eq!((rhythm.planned_sessions, rhythm.planned_minutes), (7, 315));
    assert_eq!((rhythm.held_sessions, rhythm.held_minutes), (2, 40));
}

/// One meeting of 60 minutes with three records, and one of 20 that is none with them: 60 + 20.
#[test]
fn records_of_one_meeting_count_once_in_the_minutes_held_in_any_order() {
    for minutes in [[45, 60, 30], [60, 30, 45], [30, 45, 60]] {
        let agreed = Pair::new().agreed("meet_every_days: 14, minutes: 30");
        let pair = minutes.iter().fold(agreed, |pair, minutes| {
            pair.session("2025-09-10", &format!("meeting: m2\nminutes: {minutes}"))
        });
        let pair = pair.session("2025-09-11", "meeting: m2\nminutes: 20").record(
            "contact",
            "date",
            "2025-09-10",
            "method: email\nmeeting: m2\nminutes: 90",
        );
        let rhythm = rhythm(&pair, "2025-26");
        assert_eq!((rhythm.held_sessions, rhythm.held_minutes), (4, 80), "{minutes:?}");
        let run = District::new().pair(&pair).coach(&["explain", "held-minutes"]);
        let said = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("Total: 80,"), "{said}");
        let at = minutes.iter().position(|&minutes| minutes == 60).expect("the longest") + 1;
        let same = format!("the same meeting as 2025-09-10-session-{at:04x}.yaml, which counts");
        // Two of the three say so, each where it adds nothing and again at its file.
        assert_eq!(said.matches(&same).count(), 4, "{said}");
    }
}

/// Each educator had the whole of it.
#[test]
fn a_meeting_with_two_educators_is_held_with_each() {
    let meeting = |educator: &str| {
        Pair::of("c-01", educator, "lincoln")
            .agreed("meet_every_days: 14, minutes: 30")
            .session("2025-09-10", "meeting: m2\nminutes: 45")
    };
    let district = District::new().pairs(&[meeting("t-101"), meeting("t-102")]);
    let run = district.coach(&["explain", "held-minutes"]);
    assert!(run.out.contains("Total: 90,"), "{}", run.out);
}

#[test]
fn only_days_under_way_in_the_window_are_planned_for() {
    let pair = Pair::new().ended("2025-10-12").agreed("meet_every_days: 14");
    let planned = |period| rhythm(&pair, period).planned_sessions;
    // 1 September to 12 October is 42 days.
    assert_eq!(planned("2025-26"), 3);
    // One day less is less than three times fourteen.
    assert_eq!(planned("2025-08-01..2025-10-11"), 2);
    assert_eq!(planned("2025-09-02..2025-12-31"), 2);
    // Not under way at all.
    let after = rhythm(&pair, "2025-10-13..2025-12-31");
    assert_eq!((after.agreed, after.planned_sessions), (of(0, 0), 0));
}

#[test]
fn without_an_agreed_rhythm_nothing_is_planned_and_no_gap_is_long() {
    let pair = Pair::new().agreed("minutes: 45").session("2025-09-10", "minutes: 45");
    let rhythm = rhythm(&pair, "2025-26");
    assert_eq!((rhythm.agreed, rhythm.agreed_minutes), (of(0, 1), of(0, 0)));
    assert_eq!((rhythm.planned_sessions, rhythm.held_sessions, rhythm.held_minutes), (0, 0, 0));
    assert_eq!((rhythm.long_gaps, rhythm.with_long_gaps), (0, of(0, 0)));
    assert_eq!(gaps(&pair, "2025-26"), []);
}

#[test]
fn a_gap_is_long_from_twice_the_agreed_days_on() {
    let pair = |second: &str| {
        let pair = Pair::new().ended("2025-10-10").agreed("meet_every_days: 14");
        pair.session("2025-09-03", "").session(second, "").contact("2025-09-10", "email")
    };
    // 3 to 30 September is 27 days: a day less than two rhythms. The contact between is no session.
    assert_eq!(gaps(&pair("2025-09-30"), "2025-26"), []);
    // To 1 October it is 28: the meeting of 17 September is missing.
    let long = ("2025-09-03".to_owned(), "2025-10-01".to_owned(), 28);
    assert_eq!(gaps(&pair("2025-10-01"), "2025-26"), [long]);
}

#[test]
fn gaps_lie_between_days_and_not_between_files() {
    let pair = Pair::new().ended("2025-10-20").agreed("meet_every_days: 14");
    let pair = pair.session("2025-10-12", "").session("2025-09-03", "").session("2025-09-25", "");
    // 3 to 25 September is 22 days, to 12 October 17 more: none is 28 days long.
    assert_eq!(gaps(&pair.named_for_one_day(), "2025-26"), []);
}

#[test]
fn gaps_reach_from_the_start_to_the_first_and_from_the_last_to_the_end() {
    let pair = Pair::new().ended("2025-10-31").agreed("meet_every_days: 5");
    let pair = pair.session("2025-09-15", "").session("2025-09-15", "").session("2025-10-20", "");
    let expected = [
        Gap {
            from: day("2025-09-01"),
            after: Edge::Relationship,
            to: day("2025-09-15"),
            until: Edge::Session,
            days: 14,
            without_school: 0,
        },
        Gap {
            from: day("2025-09-15"),
            after: Edge::Session,
            to: day("2025-10-20"),
            until: Edge::Session,
            days: 35,
            without_school: 0,
        },
        Gap {
            from: day("2025-10-20"),
            after: Edge::Session,
            to: day("2025-10-31"),
            until: Edge::Relationship,
            days: 11,
            without_school: 0,
        },
    ];
    let evaluation = pair.evaluate().evaluation;
    assert_eq!(evaluation.long_gaps, expected);
    let rhythm = evaluation.sums.dosage.rhythm;
    assert_eq!((rhythm.long_gaps, rhythm.with_long_gaps), (3, of(1, 1)));
}

#[test]
fn a_relationship_that_fills_the_window_begins_and_ends_its_gap_itself() {
    let pair = Pair::new().started("2025-10-01").ended("2025-10-31").agreed("meet_every_days: 10");
    let seen = pair.evaluate_in("2026-05-29", Some("2025-10-01..2025-10-31"));
    let [gap] = seen.evaluation.long_gaps[..] else { panic!("{:?}", seen.evaluation.long_gaps) };
    assert_eq!((gap.after, gap.until, gap.days), (Edge::Relationship, Edge::Relationship, 30));
}

#[test]
fn one_day_under_way_is_a_day_to_plan_for() {
    let pair = Pair::new().started("2025-10-01").ended("2025-10-01").agreed("meet_every_days: 1");
    let rhythm = rhythm(&pair, "2025-26");
    assert_eq!((rhythm.agreed, rhythm.planned_sessions), (of(1, 1), 1));
}

#[test]
fn a_window_cuts_gaps_at_its_ends() {
    let pair = Pair::new().agreed("meet_every_days: 14").session("2025-09-03", "");
    let pair = pair.session("2025-11-29", "");
    // October has no session: 30 days from its first to its last, and 28 are enough.
    let october = ("2025-10-01".to_owned(), "2025-10-31".to_owned(), 30);
    assert_eq!(gaps(&pair, "2025-10-01..2025-10-31"), [october]);
    // 1 to 29 November is 28 days; one more to its end is not too many.
    let november = ("2025-11-01".to_owned(), "2025-11-29".to_owned(), 28);
    assert_eq!(gaps(&pair, "2025-11-01..2025-11-30"), [november]);
    let edges = pair.evaluate_in("2026-05-29", Some("2025-10-01..2025-10-31"));
    let gap = edges.evaluation.long_gaps[0];
    assert_eq!((gap.after, gap.until), (Edge::Window, Edge::Window));
}

#[test]
fn days_without_school_are_no_part_of_a_gap() {
    let gaps = |every: u32| {
        let pair = Pair::new().ended("2026-01-16").agreed(&format!("meet_every_days: {every}"));
        let district = District::new().with_breaks().pair(&pair.session("2025-12-10", ""));
        let window = Some("2025-12-01..2026-01-31");
        let gaps = district.evaluate_in("2026-05-29", window).evaluation.long_gaps.clone();
        gaps.iter().map(|gap| (gap.days, gap.without_school)).collect::<Vec<_>>()
    };
    // 10 December to 16 January is 21 + 16 = 37 days; 22 December to 2 January is 10 + 2 = 12 of them.
    assert_eq!(gaps(12), [(25, 12)], "twice 12 is 24");
    assert_eq!(gaps(13), [], "twice 13 is 26");
}

#[test]
fn what_is_planned_in_the_summer_is_what_was_planned_by_the_last_day_of_school() {
    let pair = Pair::new().started("2025-08-01").agreed("meet_every_days: 14, minutes: 45");
    let district = District::new().with_breaks().pair(&pair.session("2026-05-29", ""));
    let planned = |as_of: &str| {
        let rhythm = district.evaluate_in(as_of, Some("2025-26")).evaluation.sums.dosage.rhythm;
        (rhythm.planned_sessions, rhythm.planned_minutes, rhythm.long_gaps)
    };
    // 1 August to 29 May is 31 + 30 + 31 + 30 + 31 + 31 + 28 + 31 + 30 + 29 = 302 days, 12 of them in the
    // winter break: 290 ÷ 14 = 20.7. One gap of 289 days to 29 May.
    assert_eq!(planned("2026-05-29"), (20, 900, 1));
    // June and July add nothing, and there is no second gap.
    assert_eq!(planned("2026-06-01"), (20, 900, 1));
    assert_eq!(planned("2026-07-31"), (20, 900, 1));
}

#[test]
fn a_relationship_within_a_break_has_nothing_planned_and_no_gap() {
    let pair = Pair::new().started("2025-12-23").ended("2026-01-02").agreed("meet_every_days: 1");
    let district = District::new().with_breaks().pair(&pair);
    let rhythm = district.evaluate_in("2026-05-29", None).evaluation.sums.dosage.rhythm;
    assert_eq!((rhythm.agreed, rhythm.planned_sessions, rhythm.long_gaps), (of(1, 1), 0, 0));
}
