//! What is left over from earlier school years: folded into one line, listed where it is asked for, and
//! never lost. School years begin on 1 August.

use super::next_in;
use crate::harness::{AS_OF, District, Pair, coach_in};

const AUGUST: &str = "2026-08-20";

/// Eleven steps due on 11 May, and the next meeting: 4 May and the 30 days of the district, 3 June.
/// That is 12, all of 2025-26.
fn twelve() -> Pair {
    let steps = ["{what: a, due: 2026-05-11}"; 11].join(", ");
    Pair::new().session("2026-05-04", &format!("next_steps: [{steps}]"))
}

/// One step overdue since 10 August, one due on the 20th; the meeting is due on 4 September.
fn new_year() -> Pair {
    let steps = "next_steps: [{what: b, due: 2026-08-10}, {what: c, due: 2026-08-20}]";
    Pair::of("c-01", "t-102", "lincoln").session("2026-08-05", steps)
}

fn district() -> District {
    District::new().pairs([&twelve(), &new_year()])
}

/// What is printed for August, with `more` options.
fn august(district: &District, more: &[&str]) -> (i32, String) {
    let run = district.coach(&[&["next", "--as-of", AUGUST], more].concat());
    assert_eq!(run.err, "");
    (run.code, run.out)
}

#[test]
fn one_line_says_how_much_is_left() {
    let (code, out) = august(&district(), &[]);
    assert_eq!(code, 0);
    // Each pair's agreement lacks two things, which have no due day.
    assert!(
        out.contains("On 2026-08-20: 1 overdue, 1 due today, 1 due later, 4 without a due day\n"),
        "{out}"
    );
    assert!(out.contains("\n12 left from 2025-26: `--earlier` lists them\n"), "{out}");
    assert!(!out.contains("2026-05-11") && !out.contains("2026-06-03"), "{out}");
    // overdue, today, later, without a day, first due
    let row = |pair: &str| -> Vec<String> {
        let line = out.lines().find(|line| line.starts_with(pair)).expect("a row");
        line.split_whitespace().skip(1).take(5).map(str::to_owned).collect()
    };
    assert_eq!(row("lincoln/c-01-t-101"), ["–", "–", "–", "2", "–"]);
    assert_eq!(row("lincoln/c-01-t-102"), ["1", "1", "1", "2", "2026-08-10"]);
    // The pair with something to do in this year comes first.
    assert!(out.find("lincoln/c-01-t-102 ") < out.find("lincoln/c-01-t-101 "), "{out}");
}

#[test]
fn earlier_lists_all_of_it_and_counts_it() {
    let (_, out) = august(&district(), &["--earlier"]);
    assert!(out.contains("13 overdue, 1 due today"), "{out}");
    assert_eq!(out.matches("\n2026-05-11").count(), 11, "{out}");
    assert!(out.contains("\n2026-06-03") && !out.contains("left from"), "{out}");
    // However many they are, what is due in this year is below.
    let many = (0..20).map(|at| Pair::of("c-01", &format!("t-2{at:02}"), "lincoln"));
    let many = many.map(|pair| pair.session("2026-05-04", "")).fold(district(), |d, p| d.pair(&p));
    let (_, out) = august(&many, &["--earlier"]);
    assert_eq!(out.matches("\n2026-06-03").count(), 21, "{out}");
    assert!(out.contains("\n2026-08-10  10 days late"), "{out}");
}

#[test]
fn one_educator_is_folded_as_well() {
    let (_, out) = august(&district(), &["t-101"]);
    let head = "On 2026-08-20: nothing of this school year is overdue, 2 without a due day\n";
    assert!(out.contains(head), "{out}");
    assert!(out.contains("12 left from 2025-26: `--earlier` lists them"), "{out}");
    assert!(!out.contains("2026-05-11"), "{out}");
    let markdown = august(&district(), &["t-101", "--format", "markdown"]).1;
    assert!(markdown.contains("12 left from 2025-26"), "{markdown}");
    let one = Pair::new()
        .session("2026-08-05", "")
        .session("2026-05-04", "next_steps: [{what: a, due: 2026-05-11}]");
    let (_, out) = august(&District::new().pair(&one), &[]);
    assert!(out.contains("1 left from 2025-26: `--earlier` lists it\n"), "{out}");
}

#[test]
fn several_years_are_one_line() {
    let older = Pair::of("c-02", "t-103", "prairie").started("2024-09-01");
    let older = older
        .session("2025-05-05", "next_steps: [{what: a, due: 2025-05-12}]")
        .session("2026-08-05", "");
    let (_, out) = august(&district().pair(&older), &[]);
    let line = "13 left from earlier school years (1 from 2024-25, 12 from 2025-26): `--earlier` ";
    assert!(out.contains(line), "{out}");
}

#[test]
fn due_is_red_for_this_year_and_for_earlier_ones_where_they_are_asked_for() {
    let (code, out) = august(&district(), &["--due", "t-101"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("12 left from 2025-26") && out.contains("Nothing else is due by"),
        "{out}"
    );
    assert_eq!(august(&district(), &["--due", "--earlier", "t-101"]).0, 1);
    assert_eq!(august(&district(), &["--due", "t-102"]).0, 1, "10 August is this year");
    assert_eq!(august(&district(), &["--due"]).0, 1);
    for format in ["json", "ics"] {
        assert_eq!(august(&district(), &["--due", "t-101", "--format", format]).0, 0);
    }
}

#[test]
fn json_and_calendars_have_all_of_it() {
    let seen = next_in(&district(), AUGUST, &[]);
    assert_eq!(seen, next_in(&district(), AUGUST, &["--earlier"]));
    assert_eq!(
        (&seen["counts"]["overdue"], &seen["counts"]["left_over"]),
        (&13.into(), &12.into())
    );
    let due = seen["due"].as_array().unwrap();
    let left = due.iter().filter(|row| row["left_from"] == "2025-26").count();
    let others = due.iter().filter(|row| row["left_from"].is_null()).count();
    // Two steps, a meeting and two things in each of two agreements are not left over.
    assert_eq!((left, others), (12, 7));
    assert!(due.iter().all(|row| row["left_from"].is_null() || row["overdue"] == true));
    let pairs = seen["relationships"].as_array().unwrap();
    let days: Vec<_> =
        pairs.iter().map(|pair| (&pair["next_due"], &pair["next_due_this_year"])).collect();
    let day = |text: &str| serde_json::Value::from(text);
    let nothing = serde_json::Value::Null;
    let first = day("2026-08-10");
    assert_eq!(days, [(&first, &first), (&day("2026-05-11"), &nothing)]);
    let (_, ics) = august(&district(), &["--format", "ics"]);
    assert_eq!(ics.matches("DTSTART;VALUE=DATE:20260511").count(), 11, "{ics}");
    assert!(!ics.contains("CANCELLED"), "{ics}");
}

#[test]
fn the_year_turns_on_its_first_day() {
    let step = |due: &str| {
        let steps = format!("next_steps: [{{what: a, due: {due}}}]");
        District::new().pair(&Pair::new().session("2026-07-20", &steps))
    };
    let left = |due: &str, as_of: &str| {
        let seen = next_in(&step(due), as_of, &[]);
        (seen["counts"]["overdue"].as_u64(), seen["counts"]["left_over"].as_u64())
    };
    assert_eq!(left("2026-07-30", "2026-07-31"), (Some(1), Some(0)), "still the old year");
    assert_eq!(left("2026-07-31", "2026-08-01"), (Some(1), Some(1)));
    assert_eq!(left("2026-08-01", "2026-08-02"), (Some(1), Some(0)), "of the new year");
}

/// A pair is to meet in the new year too: 30 days into it, 31 August, its meeting of spring is no longer
/// only left over.
#[test]
fn a_pair_that_does_not_meet_in_the_new_year_is_not_folded_for_ever() {
    let district = District::new().pair(&twelve());
    let counts = |as_of: &str| {
        let seen = next_in(&district, as_of, &[]);
        (seen["counts"]["overdue"].as_u64(), seen["counts"]["left_over"].as_u64())
    };
    assert_eq!(counts("2026-08-31"), (Some(12), Some(12)));
    assert_eq!(counts("2026-09-01"), (Some(12), Some(11)));
    let run = district.coach(&["next", "--due", "--as-of", "2026-09-01"]);
    assert!(run.code == 1 && run.out.contains("1 overdue, "), "{run:?}");
}

#[test]
fn the_example_in_august_is_not_late_everywhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let run = coach_in(&root, &[], &["next", "--as-of", AUGUST]);
    assert!(run.out.contains(" left from 2025-26: `--earlier` lists them"), "{run:?}");
    // The year began on the 1st: whatever is late is of these 20 days, summer or not.
    let late = run.out.lines().filter_map(|line| line.split_once(" late ")?.0.split("  ").nth(1));
    let days: Vec<u32> = late.filter_map(|late| late.split(' ').next()?.parse().ok()).collect();
    assert!(!days.is_empty() && days.iter().all(|&days| days < 20), "{days:?}\n{run:?}");
    let spring = coach_in(&root, &[], &["next", "--as-of", AS_OF]);
    assert!(spring.out.contains(" overdue, ") && !spring.out.contains(" left from "), "{spring:?}");
}

/// coach.toml pins reports to a day in the past; what is to do now is another matter.
#[test]
fn the_list_is_for_today_and_says_so_where_reports_are_pinned() {
    let today = chrono::Utc::now().date_naive();
    let run = district().coach(&["next"]);
    let note = format!(
        "note: coach.toml pins reports to 2026-05-29 (as_of); this list is for today, {today}\n"
    );
    assert_eq!(run.err, note);
    assert!(run.out.contains(&format!("On {today}:")), "{run:?}");
    let json = district().coach(&["next", "--format", "json"]);
    assert_eq!((json.json()["as_of"].as_str(), json.err), (Some(&*today.to_string()), note));
    // Where someone chooses the day, or nothing is pinned, there is nothing to say.
    assert_eq!(district().coach(&["next", "--as-of", "2026-06-01"]).err, "");
    let settings = crate::harness::SETTINGS.replace("as_of = \"2026-05-29\"\n", "");
    assert_eq!(district().file("coach.toml", settings).coach(&["next"]).err, "");
}
