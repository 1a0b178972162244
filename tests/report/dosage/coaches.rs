//! How a coach's time divides: sessions and contacts, those as a second coach among them, and time without
//! an educator.

use serde_json::{Value as Json, json};

use crate::explained::{assert_explained, open};
use crate::harness::{District, Pair};
use coach::report::{Dimension, Selection};

/// Three pairs, and what two coaches did without an educator:
///
/// ```text
/// c-01-t-101 lincoln  S 09-03 45 also c-02            S 09-10 60 m1 also c-02, c-02, c-01
///                     C 09-11 5
/// c-01-t-102 lincoln  S 09-10 50 m1 also c-02         S 09-17 without minutes, also c-03
/// c-02-t-201 prairie  S 09-10 40 m1                   S 09-24 30
/// c-01  09-04 planning 40 lincoln · 09-05 travel 20 · 09-08 planning 35 · 07-31 data 99 (before the window)
/// c-02  09-25 meeting 120 prairie · 2026-06-01 other 60 (after the as-of day)
/// ```
fn district() -> District {
    let one = Pair::of("c-01", "t-101", "lincoln")
        .agreed("meet_every_days: 14, minutes: 30")
        .session("2025-09-03", "minutes: 45\nalso_coach: [c-02]")
        .session("2025-09-10", "minutes: 60\nmeeting: m1\nalso_coach: [c-02, c-02, c-01]")
        .record("contact", "date", "2025-09-11", "method: email\nminutes: 5");
    let two = Pair::of("c-01", "t-102", "lincoln")
        .session("2025-09-10", "minutes: 50\nmeeting: m1\nalso_coach: [c-02]")
        .session("2025-09-17", "also_coach: [c-03]");
    let three = Pair::of("c-02", "t-201", "prairie")
        .session("2025-09-10", "minutes: 40\nmeeting: m1")
        .session("2025-09-24", "minutes: 30");
    let time = |district: District, coach: &str, on: &str, rest: &str| {
        let path = format!("records/coaches/{coach}/{on}-time-0001.yaml");
        district.file(&path, format!("kind: time\ndate: {on}\n{rest}\n"))
    };
    let district = District::new().pairs(&[one, two, three]);
    let district =
        time(district, "c-01", "2025-09-04", "minutes: 40\nwhat: planning\nschool: lincoln");
    let district = time(district, "c-01", "2025-09-05", "minutes: 20\nwhat: travel");
    let district = time(district, "c-01", "2025-09-08", "minutes: 35\nwhat: planning");
    let district = time(district, "c-01", "2025-07-31", "minutes: 99\nwhat: data");
    let district =
        time(district, "c-02", "2025-09-25", "minutes: 120\nwhat: meeting\nschool: prairie");
    time(district, "c-02", "2026-06-01", "minutes: 60\nwhat: other")
}

fn report(district: &District, arguments: &[&str]) -> Json {
    let run = district.coach(&[&["report", "--format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    run.json()["periods"][0].clone()
}

fn row(coach: &str, counts: [u32; 3], direct: u32, time: [u32; 7]) -> Json {
    let works = ["planning", "data", "preparation", "training", "travel", "meeting", "other"];
    let n = direct + time.iter().sum::<u32>();
    let of = |k: u32| json!({"k": k, "n": n});
    let work = |(what, k): (&str, u32)| json!({"what": what, "minutes": of(k)});
    let [sessions, as_second_coach, contacts] = counts;
    json!({
        "coach": coach, "sessions": sessions, "as_second_coach": as_second_coach,
        "contacts": contacts, "direct": of(direct), "without_educator": of(n - direct),
        "time": works.into_iter().zip(time).map(work).collect::<Vec<_>>(),
    })
}

#[test]
fn a_meeting_counts_once_for_each_coach_who_was_there() {
    let rows = &report(&district(), &[])["coaches"];
    // c-01: 45 + 5, and m1 once, the longest of 60 and 50: 110. Four sessions.
    let first = row("c-01", [4, 0, 1], 110, [75, 0, 0, 0, 20, 0, 0]);
    // c-02: 45 as second, m1 once, the longest of 60, 50 and its own 40, and 30: 135. Two sessions of its own and
    // three as second coach; that c-02 is named twice in one adds nothing.
    let second = row("c-02", [5, 3, 0], 135, [0, 0, 0, 0, 0, 120, 0]);
    // c-03 was at one session, of which nobody knows how long it was.
    let third = row("c-03", [1, 1, 0], 0, [0; 7]);
    assert_eq!(*rows, json!([first, second, third]));
}

#[test]
fn a_second_coach_adds_nothing_to_a_school_or_to_the_district() {
    let period = report(&district(), &["--by", "coach"]);
    let profile = &period["profiles"][0];
    let dosage = |group: &Json| {
        let dosage = &group["whole"]["dosage"];
        [&dosage["sessions"], &dosage["minutes"]].map(|n| n.as_u64().expect("a number"))
    };
    // 45 + 5 + 60 for c-01, 40 + 30 for c-02: m1 once for each coach of a pair.
    assert_eq!(dosage(&profile["total"]), [6, 180]);
    assert_eq!(dosage(&profile["groups"][0]), [4, 110]);
    assert_eq!(dosage(&profile["groups"][1]), [2, 70]);
}

#[test]
fn schools_and_coaches_can_be_chosen_and_nothing_smaller() {
    let district = district();
    // Only time for Lincoln, and sessions there: 95 + 40 - 95 of c-01, and of c-02 what it did as second coach.
    let at_school = &report(&district, &["--school", "lincoln"])["coaches"];
    let first = row("c-01", [4, 0, 1], 110, [40, 0, 0, 0, 0, 0, 0]);
    let second = row("c-02", [3, 3, 0], 45 + 60, [0; 7]);
    assert_eq!(*at_school, json!([first, second, row("c-03", [1, 1, 0], 0, [0; 7])]));
    let of_coach = &report(&district, &["--coach", "c-02"])["coaches"];
    assert_eq!(*of_coach, json!([row("c-02", [5, 3, 0], 135, [0, 0, 0, 0, 0, 120, 0])]));
    assert_eq!(report(&district, &["--educator", "t-101"])["coaches"], json!([]));
}

#[test]
fn entries_of_time_are_records_that_were_read() {
    let records = &report(&district(), &[])["records"];
    // Three relationships, seven records of theirs, six entries of time.
    assert_eq!((&records["found"], &records["left_out"]), (&json!(16), &json!(0)));
    // Of these, 7 + 4 are in the window, one is before it, and one is left for later.
    let counts =
        ["relationships", "in_window", "other_times", "for_later"].map(|key| &records[key]);
    assert_eq!(counts, [&json!(3), &json!(11), &json!(1), &json!(1)]);
    let of_window = &report(&district(), &["--period", "2025-09-05..2025-09-08"])["coaches"];
    assert_eq!(*of_window, json!([row("c-01", [0; 3], 0, [35, 0, 0, 0, 20, 0, 0])]));
}

#[test]
fn every_number_of_coaches_is_explained() {
    let district = district();
    let folder = open(district.path());
    for schools in [vec![], vec!["lincoln".to_owned()]] {
        let selection = Selection { schools, ..Selection::default() };
        assert!(assert_explained(&folder, &[], &selection, &[Dimension::Coach]) > 100);
    }
    let explain = |address: &str| {
        let run = district.coach(&["explain", address]);
        run.out.split_whitespace().collect::<Vec<_>>().join(" ") + &run.err
    };
    let said = explain("coach=c-02 direct-time");
    assert!(said.contains("135 of 255"), "{said}");
    for file in ["c-01-t-101/2025-09-03-session-0001.yaml", "2025-09-25-time-0001.yaml"] {
        assert!(said.contains(file.rsplit('/').next().unwrap()), "{said}");
    }
    assert!(said.contains("c-02 as second coach"), "{said}");
    let said = explain("coach=c-01 what=planning time-without-educator");
    assert!(said.contains("75 of 205"), "{said}");
    // What is no number of one coach is refused, and says what would be one.
    assert!(explain("direct-time").contains("add `coach=`"));
    assert!(explain("coach=c-01 educator=t-101 direct-time").contains("leave out everything but"));
    assert!(explain("coach=c-09 direct-time").contains("no relationship has the coach `c-09`"));
    assert!(explain("coach=c-01 what=plannin time-without-educator").contains("`planning`?"));
}

#[test]
fn the_page_says_how_the_time_divides() {
    let district = district();
    let page = district.coach(&["report", "--section", "coaches"]).out;
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    // 110 of 205 is 53.65 %, 75 of 205 is 36.58 %, 20 of 205 is 9.75 %, all cut.
    let said =
        "c-01: direct 110 of 205 minutes (53.6 %) · planning 75 (36.5 %) · travel 20 (9.7 %)";
    assert!(page.contains(said), "{page}");
    assert!(
        page.contains("c-02: direct 135 of 255 minutes (52.9 %) · meeting 120 (47.0 %)"),
        "{page}"
    );
    assert!(!page.contains("c-03:") && page.contains("c-03 1 1 0 0 0"), "{page}");
    let figures = district.coach(&["report", "--format", "figures"]);
    assert!(figures.out.contains("coach=c-01 what=travel time-without-educator"), "{figures:?}");
    assert!(!district.coach(&["report"]).out.contains("direct"));
    // Where nobody keeps time and nobody is a second coach, there is nothing to say.
    let none = District::new().pair(&Pair::new().session("2025-09-03", "minutes: 45"));
    assert_eq!(report(&none, &[])["coaches"], json!([]));
    assert!(
        none.coach(&["report", "--section", "coaches"]).out.contains("there is nothing to show")
    );
}

#[test]
fn minutes_of_the_district_and_minutes_held_are_told_apart() {
    let page = district().coach(&["report", "--section", "dosage"]).out;
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    // 45 + 5 + 60 + 40 + 30 = 180; held with t-101, who agreed on minutes, 45 + 60 = 105.
    assert!(page.contains("180 minutes") && page.contains("105 held"), "{page}");
    assert!(page.contains("Minutes held differ from all minutes: contacts are left out"), "{page}");
}
