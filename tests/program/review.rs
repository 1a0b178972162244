//! `coach review`: filled with what the records show, decided by the two who look at it. The real binary
//! in a scrubbed environment.

mod added;
#[cfg(unix)]
mod at_terminal;
#[cfg(unix)]
mod in_git;

use std::fs;

use crate::harness::{District, Pair, Run, day};
use coach::count::Moment;
use coach::count::review::{Preparation, prepare};
use coach::domain::calendar::{AsOf, DayFrom};
use coach::store::{Progress, Scope};
use coach::survey::{Pass, survey};

/// t-101 with a correction among its checklists, two late answers and open steps.
pub(crate) fn district() -> District {
    let pair = Pair::new()
        .agreed("committed_on: 2025-09-02, respond_within_days: 2")
        .session(
            "2025-09-10",
            "items: [rationale]\nnext_steps: [{id: s1, what: a, due: 2025-09-20}, {id: s2, what: b, \
             due: 2025-12-01}, {what: c, done: 2025-09-12}]",
        )
        // Due on the 12th, answered in time; due on the 17th, answered two days late.
        .answered("2025-09-10", "2025-09-12")
        .answered("2025-09-15", "2025-09-19")
        .asked("2025-09-28")
        .checklist("2025-09-20", "self", "rationale: in-place, listens: partial")
        .judged("2025-09-25", "observer o-2", "rationale: partial", "")
        .judged(
            "2025-09-25",
            "observer o-2",
            "rationale: in-place, listens: not-observed",
            "replaces: 2025-09-25-checklist-0006.yaml",
        )
        // A year earlier, nobody knew of it; a month later, neither.
        .checklist("2025-10-30", "self", "rationale: in-place");
    District::new().pair(&pair)
}

fn review(district: &District, rest: &[&str]) -> Run {
    district.coach(&[&["review", "--educator", "t-101", "--date", "2025-10-01"], rest].concat())
}

/// The only review of the folder.
pub(crate) fn written(district: &District) -> String {
    let folder = district.path().join("records/lincoln/c-01-t-101");
    let files = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let names = files.map(|entry| entry.file_name().into_string().expect("UTF-8"));
    let reviews: Vec<String> = names.filter(|name| name.contains("-review-")).collect();
    let [only] = &reviews[..] else { panic!("{reviews:?}") };
    fs::read_to_string(folder.join(only)).expect("a text")
}

/// Of four checklists, one is corrected and one is not there yet on the day of the review.
#[test]
fn the_data_are_the_checklists_that_count_since_the_beginning() {
    let district = district();
    let run = review(&district, &["--working", "more hands: up", "--not-working", "pace"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_eq!(
        written(&district).lines().collect::<Vec<_>>(),
        [
            "kind: review",
            "date: 2025-10-01",
            "period: {from: 2025-09-01, to: 2025-10-01}",
            "data:",
            "  - {id: d1, source: fidelity-checklist, ref: 2025-09-20-checklist-0005.yaml}",
            "  - {id: d2, source: fidelity-checklist, ref: 2025-09-25-checklist-0007.yaml}",
            "working: \"more hands: up\"",
            "not_working: pace",
        ]
    );
}

#[test]
fn the_next_review_begins_where_the_last_one_ended() {
    let district = district();
    assert_eq!(review(&district, &[]).code, 0);
    let next = ["review", "--educator", "t-101", "--date", "2025-11-05", "--dry-run"];
    let run = district.coach(&next);
    assert!(run.out.contains("period: {from: 2025-10-02, to: 2025-11-05}"), "{run:?}");
    assert!(run.out.contains("ref: 2025-10-30-checklist-0008.yaml"), "{run:?}");
    assert!(!run.out.contains("2025-09-20-checklist"), "{run:?}");
    let run = district.coach(&[&next[..], &["--since", "2025-09-22"]].concat());
    assert!(run.out.contains("period: {from: 2025-09-22, to: 2025-11-05}"), "{run:?}");
    assert!(run.out.contains("2025-09-25-checklist-0007"), "{run:?}");
    let run = district.coach(&[&next[..], &["--since", "2025-11-06"]].concat());
    assert!(run.code == 2 && run.err.contains("--since"), "{run:?}");
}

/// What the records of `pair` show for a review on `on`.
fn prepared(pair: &Pair, on: &str, since: Option<&str>) -> Preparation {
    let (district, on) = (District::new().pair(pair), day(on));
    let folder = district.open();
    let window = folder.district.year_to_date(on);
    let as_of = AsOf { day: on, from: DayFrom::Record };
    let moment = Moment::of(&folder.district, &window, as_of);
    let pass = Pass { as_of, scope: &Scope::Everything, progress: &Progress::default() };
    let seen = survey(&folder, &pass, |_, relationship, records| {
        prepare(relationship, records, &moment, since.map(day))
    });
    seen.pairs.into_iter().next().expect("a relationship")
}

/// Both ends of the time count; an answer on the due day is in time.
#[test]
fn the_first_and_the_last_day_of_the_time_count() {
    let checklist = |pair: Pair, on: &str| pair.checklist(on, "self", "rationale: in-place");
    let rated = ["2025-09-21", "2025-09-22", "2025-10-01"].into_iter().fold(Pair::new(), checklist);
    let seen = prepared(&rated, "2025-10-01", Some("2025-09-22"));
    let days: Vec<String> = seen.checklists.iter().map(|rated| rated.on.to_string()).collect();
    assert_eq!(days, ["2025-09-22", "2025-10-01"]);

    // Two days were agreed: due on 21, 22 and 30 September and 1 October.
    let asked = Pair::new()
        .agreed("respond_within_days: 2")
        .answered("2025-09-19", "2025-09-25")
        .answered("2025-09-20", "2025-09-25")
        .answered("2025-09-28", "2025-09-30")
        .answered("2025-09-29", "2025-10-02");
    let late = |on: &str| -> Vec<String> {
        let seen = prepared(&asked, on, Some("2025-09-22"));
        seen.late.iter().map(|(_, due, _)| due.to_string()).collect()
    };
    assert_eq!(late("2025-10-01"), ["2025-09-22"], "the last one has no answer yet");
    assert_eq!(late("2025-10-02"), ["2025-09-22", "2025-10-01"]);
    let until_its_due_day = Pair::new().agreed("respond_within_days: 0");
    let until_its_due_day = until_its_due_day.answered("2025-10-01", "2025-10-01");
    assert!(prepared(&until_its_due_day, "2025-10-01", None).late.is_empty());
}

/// A review of that very day is this one, not the last one.
#[test]
fn the_time_begins_the_day_after_the_last_review_before() {
    let pair = Pair::new().review("2025-09-20", "").review("2025-10-01", "");
    let period = |on: &str| {
        let (from, to) = prepared(&pair, on, None).period;
        [from, to].map(|day| day.to_string())
    };
    assert_eq!(period("2025-10-01"), ["2025-09-21", "2025-10-01"]);
    assert_eq!(period("2025-10-02"), ["2025-10-02", "2025-10-02"]);
}

const CSV: &str = "measure,improvement,on,value,n\nexit tickets,increase,2025-09-10,52,24\n\
                   exit tickets,increase,2025-09-24,68.5,25\nabsences,decrease,2025-09-24,3,8\n";

/// A step that follows from data of its review documents the item.
#[test]
fn student_data_and_steps_that_follow_from_it() {
    let district = district().file("data.csv", CSV);
    let run = review(
        &district,
        &["--student-data", "data.csv", "--next-step", "because=d3,d4 due=+14 add a check"],
    );
    assert_eq!(run.code, 0, "{run:?}");
    // Eight students are fewer than ten: what check warns of is written and said.
    assert!(run.err.contains("warning[few-students]"), "{run:?}");
    let text = written(&district);
    let expected = "  - id: d3\n    source: student-data\n    measure: exit tickets\n    improvement: \
                    increase\n    values:\n      - {on: 2025-09-10, value: 52, n: 24}\n      - {on: \
                    2025-09-24, value: 68.5, n: 25}\n";
    assert!(text.contains(expected), "{text}");
    assert!(text.contains("    due: 2025-10-15\n    because_of: [d3, d4]\n"), "{text}");
    let next = district.coach(&["next", "t-101", "--as-of", "2025-10-02"]);
    assert!(!next.out.contains("data leads to next steps"), "{next:?}");
}

#[test]
fn a_step_that_follows_from_nothing_is_refused() {
    let district = district();
    let run = review(&district, &["--next-step", "because=d9 go on"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains("error[unknown-data]"), "{run:?}");
    assert!(run.err.ends_with("nothing was written\n"), "{run:?}");
}

#[test]
fn every_fault_of_the_csv_is_named_by_its_line() {
    let district = district().file(
        "data.csv",
        "measure,improvement,on,value,n\nx,up,2025-09-10,1,10\nx,increase,9/10/2025,68%,10\n",
    );
    let run = review(&district, &["--student-data", "data.csv"]);
    assert_eq!(run.code, 2, "{run:?}");
    for line in ["data.csv:2: `up`", "data.csv:3: `9/10/2025`", "data.csv:3: `68%`"] {
        assert!(run.err.contains(line), "{line} is not in {}", run.err);
    }
    let run = review(&district, &["--student-data", "none.csv"]);
    assert!(run.code == 2 && run.err.contains("none.csv cannot be read"), "{run:?}");
}

#[test]
fn a_measure_of_the_csv_is_one_however_its_accents_are_stored() {
    let csv = "measure,improvement,on,value,n\nr\u{e9}cit,increase,2025-09-10,52,24\n\
               re\u{301}cit ,increase,2025-09-20,60,24\n";
    let district = district().file("data.csv", csv);
    assert_eq!(review(&district, &["--student-data", "data.csv"]).code, 0);
    assert_eq!(written(&district).matches("measure:").count(), 1);
}

#[test]
fn student_data_with_a_byte_order_mark_are_read_and_utf_16_is_named() {
    let marked = district().file("data.csv", format!("\u{feff}{CSV}"));
    let run = review(&marked, &["--student-data", "data.csv"]);
    assert_eq!(run.code, 0, "{run:?}");
    for text in [format!("\u{feff}{CSV}"), CSV.to_owned()] {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let run = review(&district().file("data.csv", wide), &["--student-data", "data.csv"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains("UTF-16") && run.err.contains("CSV UTF-8"), "{}", run.err);
    }
}

/// Each step of a review follows from data, or that is said.
#[test]
fn steps_that_name_no_data_are_counted_aloud() {
    let district = district();
    let steps = ["--next-step", "go on", "--next-step", "because=d1 slow down", "--dry-run"];
    let run = review(&district, &steps);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.starts_with("note: 1 next step names no data; to name data"), "{run:?}");
    let run = review(&district, &steps[2..]);
    assert_eq!(run.err, "", "{run:?}");
}

/// The coach of a relationship that cannot be read coaches somebody, and the message says where to look.
#[test]
fn a_coach_of_a_broken_relationship_is_not_found_and_why() {
    let broken = district().file("records/lincoln/c-02-t-103/relationship.yaml", "kind: [\n");
    let run = review(&broken, &["--coach", "c-02"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("`c-02` coaches nobody here"), "{run:?}");
    assert!(
        run.err.contains("has a fault, coach cannot find it, and `coach check` shows the fault"),
        "{run:?}"
    );
}

/// A review that holds nothing would only move the beginning of the next one.
#[test]
fn a_review_of_nothing_is_not_kept() {
    let district = District::new().pair(&Pair::new());
    let run = review(&district, &[]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("no checklist since 2025-09-01"), "{run:?}");
    assert_eq!(review(&district, &["--working", "hands up"]).code, 0);
}

/// A device without an end is no file of student data, and does not hold anyone up.
#[cfg(unix)]
#[test]
fn student_data_have_an_end() {
    let district = District::new().pair(&Pair::new());
    let run = review(&district, &["--student-data", "/dev/zero"]);
    assert!(run.code == 2 && run.err.contains("larger than 1 MiB"), "{run:?}");
}
