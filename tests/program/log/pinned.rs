//! What happens now, in a district whose coach.toml pins reports to a day in the past.

use chrono::{Days, Utc};

use crate::harness::{District, Pair, Run, SETTINGS};

const NOTE: &str = "note: reports leave this for later: coach.toml pins them to 2026-05-29 (as_of); \
                    to count it, set as_of to a later day or take that line out\n";

fn district() -> District {
    let step = "next_steps: [{id: s1, what: a}]";
    District::new().pair(&Pair::new().all_in_place().session("2026-05-18", step))
}

fn contact(district: &District, more: &[&str]) -> Run {
    let contact = ["log", "contact", "--educator", "t-101", "--method", "email"];
    district.coach(&[&contact, more].concat())
}

#[test]
fn a_contact_of_today_is_no_wrong_date() {
    let district = district();
    let run = contact(&district, &[]);
    assert_eq!((run.code, run.err.as_str()), (0, NOTE));
    // Reports and checks keep to coach.toml, and say so.
    let report = district.coach(&["report"]);
    let said = "1 after the as-of day 2026-05-29 (as_of in coach.toml), left for later";
    let words = report.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(said), "{report:?}");
    let check = district.coach(&["check"]);
    assert!(
        check.out.contains("after the as-of day 2026-05-29 (as_of in coach.toml)"),
        "{check:?}"
    );
    assert!(check.out.contains("set as_of in coach.toml to that day or a later one"), "{check:?}");
    let other = district.coach(&["check", "--as-of", "2026-05-30"]);
    assert!(other.out.contains("after the as-of day 2026-05-30 (--as-of)"), "{other:?}");
    let address = "as-of=2026-05-20 contacts";
    let explained = district.coach(&["explain", address]);
    let said = "after the as-of day 2026-05-20 (as-of in the address): left for later";
    let words = explained.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(said), "{explained:?}");
}

#[test]
fn what_reports_count_needs_no_word() {
    assert_eq!(contact(&district(), &["--date", "2026-05-28"]).err, "");
    let settings = SETTINGS.replace("as_of = \"2026-05-29\"\n", "");
    let run = contact(&district().file("coach.toml", settings), &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn json_has_the_word_among_its_remarks() {
    let run = contact(&district(), &["--format", "json"]);
    let remarks = run.json()["remarks"].clone();
    assert!(remarks[0].as_str().is_some_and(|said| said.contains("coach.toml")), "{remarks}");
    assert_eq!(run.json()["problems"], serde_json::json!([]));
}

/// The step stands in a record that reports count; that it is done is of today.
#[test]
fn a_step_that_is_done_today_is_left_for_later_as_well() {
    let run = district().coach(&["log", "done", "s1", "--educator", "t-101"]);
    assert_eq!((run.code, run.err.as_str()), (0, NOTE));
}

#[test]
fn a_day_that_has_not_come_is_after_today() {
    let today = Utc::now().date_naive();
    let ahead = (today + Days::new(40)).to_string();
    let run = contact(&district(), &["--date", &ahead]);
    let said = format!("this contact is dated {ahead}, after today, {today}");
    assert!(run.err.contains(&said) && !run.err.contains("coach.toml"), "{run:?}");
}
