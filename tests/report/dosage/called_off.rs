//! Meetings that were called off: beside what was planned and what was held, and in nothing else.

use serde_json::json;

use crate::explained::{assert_explained, open};
use crate::harness::{AS_OF, District, Pair, day};
use coach::report::{Dimension, Selection};

fn missed(pair: Pair, on: &str, by: &str) -> Pair {
    pair.record("missed", "date", on, &format!("by: {by}"))
}

/// c-01 with t-101, who agreed on every 14 days, and c-02 with t-201, who agreed on nothing:
///
/// ```text
/// c-01-t-101  S 09-10  M 09-17 educator  S 09-24  M 10-01 school
///             M 08-20 before the start   M 2026-06-01 after the as-of day
/// c-02-t-201  M 10-08 coach
/// ```
fn district() -> District {
    let agreed = Pair::new().agreed("meet_every_days: 14").session("2025-09-10", "minutes: 40");
    let agreed = missed(agreed, "2025-09-17", "educator").session("2025-09-24", "minutes: 30");
    let agreed = missed(missed(agreed, "2025-10-01", "school"), "2025-08-20", "other");
    let agreed = missed(agreed, "2026-06-01", "coach");
    let other = missed(Pair::of("c-02", "t-201", "prairie"), "2025-10-08", "coach");
    District::new().pairs(&[agreed, other])
}

#[test]
fn they_stand_beside_planned_and_held_and_by_whom() {
    let report = district().report(&[]);
    let whole = report.periods[0].profiles[0].total.whole.as_ref().expect("whole relationships");
    // 09-17, 10-01 and 10-08; only the first two are of a pair that agreed on a rhythm.
    let called_off = serde_json::to_value(&whole.dosage.called_off).expect("json");
    let by = |by: &str, meetings: u32| json!({"by": by, "meetings": meetings});
    let all = [by("coach", 1), by("educator", 1), by("school", 1), by("other", 0)];
    assert_eq!(called_off, json!({"meetings": 3, "by": all}));
    assert_eq!(whole.dosage.rhythm.called_off, 2);
    // 2025-09-01 to 2026-05-29 is 30 + 31 + 30 + 31 + 31 + 28 + 31 + 30 + 29 = 271 days: 271 ÷ 14 = 19.3.
    assert_eq!((whole.dosage.rhythm.planned_sessions, whole.dosage.rhythm.held_sessions), (19, 2));
    // Each record counts as one that was read: the two sessions, the three meetings; one is for later, one is
    // outside the dates of its pair.
    let records = report.periods[0].records;
    assert_eq!((records.in_window, records.for_later, records.outside_dates), (5, 1, 1));
}

#[test]
fn nothing_happened_in_them() {
    let report = district().report(&[]);
    let whole = report.periods[0].profiles[0].total.whole.as_ref().expect("whole relationships");
    let doses = whole.dosage.doses;
    assert_eq!((doses.sessions, doses.contacts, doses.minutes), (2, 0, 70));
    let span = (whole.activity.first, whole.activity.last);
    assert_eq!(span, (Some(day("2025-09-10")), Some(day("2025-09-24"))));
    assert_eq!(whole.attention.pairs_not_met, 2);
    let alone = missed(Pair::new(), "2025-09-17", "school").evaluate_as_of(AS_OF).evaluation;
    assert!(alone.sums.activity.span.is_none() && alone.in_window == 1);
}

#[test]
fn the_page_says_them_where_it_says_what_was_planned() {
    let district = district();
    let page = district.coach(&["report", "--section", "dosage", "--by", "school"]).out;
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("Called off: 3 meetings, by coach 1 · educator 1 · school 1"), "{page}");
    assert!(page.contains("19 sessions, 2 held, 2 called off (1 of 2 pairs"), "{page}");
    assert!(page.contains("held called"), "a column beside: {page}");
    let none = District::new().pair(&Pair::new().agreed("meet_every_days: 14"));
    let none = none.coach(&["report", "--section", "dosage", "--by", "school"]).out;
    assert!(!none.to_lowercase().contains("called"), "{none}");
}

#[test]
fn every_number_of_them_is_explained() {
    let district = district();
    let folder = open(district.path());
    let by = [Dimension::Coach];
    assert!(assert_explained(&folder, &[], &Selection::default(), &by) > 100);
    let said = district.coach(&["explain", "by=school called-off"]).out;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("2025-10-01-missed-0004.yaml"), "{said}");
    assert!(said.contains("called off by someone other than school"), "{said}");
    assert!(said.contains("dated before the relationship began"), "{said}");
    let unknown = district.coach(&["explain", "by=schol called-off"]);
    assert!(unknown.code != 0 && unknown.err.contains("did you mean `school`?"), "{unknown:?}");
    let csv = district.coach(&["report", "--format", "csv", "--all-columns"]).out;
    assert!(csv.lines().next().is_some_and(|header| header.contains(",called_off,")), "{csv}");
}

#[test]
fn what_is_next_says_that_a_meeting_was_called_off() {
    let pair = missed(Pair::new().session("2025-09-10", ""), "2025-10-01", "school");
    let said = |pair: &Pair| {
        District::new().pair(pair).coach(&["next", "--as-of", "2025-12-01", "t-101"]).out
    };
    let word = "one was called off on 2025-10-01";
    let plain = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(plain(said(&pair)).contains(word), "{}", said(&pair));
    // They have met since.
    let met = pair.session("2025-10-08", "");
    assert!(!said(&met).contains("called off"), "{}", said(&met));
}
