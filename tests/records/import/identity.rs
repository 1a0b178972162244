//! What tells a record of a source from the others: ids, who and whom, and which of several answers counts.

use std::fs;

use super::again::District;
use crate::harness::Run;

const HEAD: &str = "Id,Teacher,Day,Minutes,Items,Notes\n";

/// A district in which c-1 coaches t-1, t-2 and t-3.
fn district() -> District {
    let district = District::new();
    for educator in ["t-2", "t-3"] {
        let pair = ["log", "relationship", "--coach", "c-1", "--educator", educator];
        let begun = ["--school", "oak", "--started", "2025-09-01", "--practice", "questioning"];
        let opened = district.run(&[&pair[..], &begun].concat());
        assert_eq!(opened.code, 0, "{}", opened.err);
    }
    district
}

/// The same with a map whose identity is `identity`, and in which several were in one meeting.
fn with(identity: &str) -> District {
    let district = district();
    let map = district.text("map.toml");
    let map = map.replace("{ columns = \"Id\" }", identity);
    assert!(map.contains(identity), "{map}");
    let together = "together = { is = \"true\" }\nmethod =";
    district.write("map.toml", &map.replace("method =", together));
    district
}

/// Educator, day and minutes of each session, in the order of their files.
fn sessions(district: &District) -> Vec<(String, String, u64)> {
    let mut sessions = Vec::new();
    for (path, text) in district.records() {
        let record: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        if record["kind"] == "session" {
            let pair = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
            let (day, minutes) = (record["date"].as_str().unwrap(), record["minutes"].as_u64());
            sessions.push((pair.replace("c-1-", ""), day.to_owned(), minutes.unwrap()));
        }
    }
    sessions.sort();
    sessions
}

fn session(educator: &str, day: &str, minutes: u64) -> (String, String, u64) {
    (educator.to_owned(), day.to_owned(), minutes)
}

fn says(run: &Run, code: i32, text: &str) {
    assert_eq!(run.code, code, "{}", run.err);
    assert!(run.err.contains(text), "no {text} in {}", run.err);
}

#[test]
fn another_educator_in_the_source_moves_the_record() {
    let district = district();
    let rows = format!("{HEAD}v1,t-1,2025-09-10,40,rationale,\nv2,t-1,2025-10-10,30,rationale,\n");
    says(&district.import(&rows, &[]), 0, "2 to add");
    let corrected = rows.replace("v1,t-1", "v1,t-2");
    says(&district.import(&corrected, &[]), 1, "1 the same · 1 changed");
    says(&district.import(&corrected, &["--update"]), 0, "1 the same · 1 to update");
    let expected = [session("t-1", "2025-10-10", 30), session("t-2", "2025-09-10", 40)];
    assert_eq!(sessions(&district), expected);
    says(&district.import(&corrected, &[]), 0, "2 the same; nothing to do");
}

#[test]
fn each_of_several_educators_comes_and_goes_by_themselves() {
    let district = with("{ columns = \"Id\" }");
    let both = format!(
        "{HEAD}v1,t-1; t-2,2025-09-10,40,rationale,\nv2,t-3,2025-10-10,30,rationale,\nv3,t-3,2025-11-10,30,rationale,\n"
    );
    says(&district.import(&both, &[]), 0, "4 to add");
    let swapped = both.replace("t-1; t-2", "t-2 ; t-1");
    says(&district.import(&swapped, &[]), 0, "4 the same; nothing to do");
    let one = both.replace("t-1; t-2", "t-1");
    says(&district.import(&one, &[]), 1, "2 the same · 1 changed · 1 gone from the source");
    let three = both.replace("t-1; t-2", "t-1; t-2; t-3");
    says(&district.import(&three, &[]), 0, "1 to add · 4 the same");
    let met = district.records().into_values().filter(|text| text.contains("2025-09-10"));
    let meetings =
        met.map(|text| text.lines().find(|it| it.starts_with("meeting:")).map(str::to_owned));
    let meetings: Vec<Option<String>> = meetings.collect();
    assert_eq!(meetings.len(), 3);
    assert!(meetings[0].is_some() && meetings.iter().all(|it| *it == meetings[0]), "{meetings:?}");
}

/// Whom a cell names first means nothing where who and whom are the key.
#[test]
fn educators_in_another_order_are_the_same() {
    for identity in ["\"natural\"", "\"content\""] {
        let district = with(identity);
        let rows = format!("{HEAD}v1,\"t-1, t-2\",2025-09-10,40,rationale,\n");
        says(&district.import(&rows, &[]), 0, "2 to add");
        let swapped = rows.replace("\"t-1, t-2\"", "t-2; t-1");
        says(&district.import(&swapped, &[]), 0, "2 the same; nothing to do");
    }
}

#[test]
fn an_id_may_hold_any_sign() {
    let district = district();
    let rows = format!(
        "{HEAD}#1,t-1,2025-09-10,40,rationale,\nA,t-1,2025-10-10,30,rationale,\n\
         A#1,t-1,2025-10-12,30,rationale,\nA#2,t-1,2025-10-14,30,rationale,\n"
    );
    says(&district.import(&rows, &[]), 0, "4 to add");
    says(&district.import(&rows, &[]), 0, "4 the same; nothing to do");
    let without = rows.replace("A#2,t-1,2025-10-14,30,rationale,\n", "");
    says(&district.import(&without, &["--prune"]), 0, "3 the same · 1 gone from the source");
}

#[test]
fn ids_of_several_columns_are_not_run_together() {
    let district = with("{ columns = [\"Id\", \"Notes\"] }");
    let rows =
        format!("{HEAD}a b,t-1,2025-09-10,40,rationale,c\na,t-1,2025-10-10,30,rationale,b c\n");
    says(&district.import(&rows, &[]), 0, "2 to add");
    let rows = rows.replace("a b,t-1", "a|b,t-1").replace(",b c\n", ",b|c\n");
    says(&district.import(&rows, &["-n"]), 0, "2 to add · 2 gone from the source");
}

/// REDCap has a row for each record and instrument, and most of them are left out.
#[test]
fn rows_that_are_left_out_take_nobodys_place() {
    let district = district();
    let leave_out = "[[leave_out]]\ncolumn = \"Minutes\"\nempty = true\n[[record]]";
    let map = district.text("map.toml").replace("[[record]]", leave_out);
    district.write("map.toml", &map);
    let rows = format!(
        "{HEAD}v1,t-1,2025-09-10,40,rationale,\nv1,t-2,,,,demographics\nv2,t-1,2025-10-10,30,rationale,\n"
    );
    let run = district.import(&rows, &[]);
    says(&run, 0, "2 to add");
    assert!(!run.err.contains("twice"), "{}", run.err);
}

#[test]
fn the_latest_answer_is_that_of_the_latest_day_or_the_greatest_number() {
    for (newer, older, order) in [
        ("10/2/2025 8:00", "9/30/2025 9:00", ""),
        ("10/02/2025 10:00 AM", "10/02/2025 9:59 AM", ", order = \"month-day-year\""),
        ("2/10/2025", "1/10/2025", ", order = \"day-month-year\""),
        ("10", "9", ""),
        ("b", "a", ""),
    ] {
        let latest = format!("{{ columns = \"Id\", latest = \"Notes\"{order} }}");
        let row = |minutes, stamp| format!("v1,t-1,2025-09-10,{minutes},rationale,{stamp}\n");
        for rows in [[row(40, newer), row(30, older)], [row(30, older), row(40, newer)]] {
            let district = with(&latest);
            says(&district.import(&format!("{HEAD}{}", rows.concat()), &[]), 0, "1 to add");
            assert_eq!(sessions(&district), [session("t-1", "2025-09-10", 40)], "{newer}");
        }
    }
}

#[test]
fn days_that_can_be_read_in_two_ways_rank_nothing() {
    let district = with("{ columns = \"Id\", latest = \"Notes\" }");
    let row = |minutes, stamp| format!("v1,t-1,2025-09-10,{minutes},rationale,{stamp}\n");
    let rows = format!("{HEAD}{}{}", row(40, "2/10/2025"), row(30, "1/10/2025"));
    let run = district.import(&rows, &[]);
    says(&run, 1, "no day is above 12");
    assert!(run.err.contains("beside `latest`"), "{}", run.err);
    assert!(sessions(&district).is_empty());
    let district = with("{ columns = \"Id\", order = \"day-month-year\" }");
    says(&district.import(&rows, &[]), 2, "`latest`");
}

#[test]
fn of_rows_that_say_the_same_one_stays_whatever_their_order() {
    let same = "{ columns = \"Id\", same_content_is_one = true }";
    let row = |id| format!("{id},t-1,2025-09-10,40,rationale,\n");
    let district = with(same);
    let (old_first, new_first) = ([row("5"), row("6")].concat(), [row("6"), row("5")].concat());
    says(&district.import(&format!("{HEAD}{old_first}"), &[]), 0, "1 to add");
    says(&district.import(&format!("{HEAD}{new_first}"), &[]), 0, "1 the same");
    // The one that came in stays, even where another has a lesser id.
    let third = [row("10"), row("4"), row("5")].concat();
    says(&district.import(&format!("{HEAD}{third}"), &[]), 0, "1 the same");
    let district = with(same);
    says(&district.import(&format!("{HEAD}{}{}", row("10"), row("9")), &[]), 0, "1 to add");
    assert!(district.records().values().any(|text| text.contains("key: \"9\"")));
}

/// A record that cannot be read may be the one that would come in again.
#[test]
fn nothing_comes_in_while_a_record_of_the_source_cannot_be_read() {
    let district = district();
    let rows = format!("{HEAD}v1,t-1,2025-09-10,40,rationale,\n");
    says(&district.import(&rows, &[]), 0, "1 to add");
    let path = district.visit("2025-09-10");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{whole}notes: one: two\n")).unwrap();
    let before = district.records();
    let run = district.import(&rows, &[]);
    says(
        &run,
        2,
        "1 file cannot be read, so nobody can tell whether it holds a record of this source",
    );
    assert!(run.err.contains("\n  records/oak/c-1-t-1/2025-09-10-session-"), "{}", run.err);
    says(&district.run(&["import", "--undo", "visits"]), 2, "1 file cannot be read");
    assert_eq!(district.records(), before);
    fs::write(&path, whole).unwrap();
    says(&district.import(&rows, &[]), 0, "1 the same; nothing to do");
}

/// The ladder of keys: without an id, what a row says and how many say the same before it.
#[test]
fn rows_without_an_id_are_told_apart_by_what_they_say() {
    let district = district();
    let row = ",t-1,2025-09-10,40,rationale,\n";
    let rows =
        format!("{HEAD}{row}{row},t-1,2025-10-10,40,rationale,\nv1,t-1,2025-11-10,30,rationale,\n");
    let run = district.import(&rows, &[]);
    says(&run, 0, "4 to add");
    let note =
        "3 rows have no id in the columns of `identity`; what they say tells them from others";
    assert!(run.err.contains(note), "{}", run.err);
    says(&district.import(&rows, &[]), 0, "4 the same; nothing to do");
    let one = rows.replacen(row, "", 1);
    says(&district.import(&one, &["--prune"]), 0, "3 the same · 1 gone from the source");
}

#[test]
fn a_record_that_cannot_be_changed_is_named_with_its_keys_and_without_its_words() {
    let district = district();
    let rows = format!("{HEAD}v1,t-1,2025-09-10,40,rationale,She was ill.\n");
    says(&district.import(&rows, &[]), 0, "1 to add");
    let path = district.visit("2025-09-10");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("notes: She was ill.", "notes: >- # folded\n  She was\n  ill."))
        .unwrap();
    let run = district.import(&rows.replace("She was ill", "She is well"), &["--update"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let line = run.err.lines().find(|line| line.contains("by hand")).unwrap();
    assert!(
        line.contains("source.csv!row 2: notes: records/oak/c-1-t-1/2025-09-10-session-"),
        "{line}"
    );
    for words in ["ill", "well", "\\u{a}"] {
        assert!(!run.err.contains(words), "{words}: {}", run.err);
    }
}
