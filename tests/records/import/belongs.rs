//! In which relationship a row belongs, where the two have one already, had one, or have several lines on a list.

use super::elm::Elm;

const MAP: &str = "name = \"log\"\n[[record]]\nkind = \"contact\"\ncoach = \"Coach\"\n\
    educator = \"Teacher\"\ndate = \"Day\"\nmethod = { is = \"email\" }\n";

const OPEN: &str = "[open]\nschool = \"School\"\npractice = \"Topic\"\n";

const ROSTER: &str = "[roster]\nfile = \"roster.csv\"\ncoach = \"Coach\"\neducator = \"Teacher\"\n\
    school = \"School\"\nstarted = \"From\"\nended = { column = \"To\", optional = true }\n";

/// A district with the map, `rest` below it, and `rows`.
fn elm(rest: &str, rows: &str) -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", &format!("{MAP}{rest}"));
    log(&elm, rows);
    elm
}

fn log(elm: &Elm, rows: &str) {
    elm.write("log.csv", &format!("Coach,Teacher,Day,School,Topic\n{rows}"));
}

fn roster(elm: &Elm, lines: &str) {
    elm.write("roster.csv", &format!("Coach,Teacher,School,From,To\n{lines}"));
}

/// A relationship of c-1 and t-1 that someone keeps by hand.
fn by_hand(elm: &Elm, school: &str, days: &str) {
    elm.write(
        &format!("records/{school}/c-1-t-1/relationship.yaml"),
        &format!(
            "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-1\neducator: t-1\n\
             school: {school}\n{days}\n"
        ),
    );
}

/// An import that is refused with all of `said`.
fn refused(elm: &Elm, said: &[&str]) {
    let before = elm.records();
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.err.matches("error:").count(), 1, "{}", run.err);
    for said in said {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    assert_eq!(elm.records(), before);
}

/// The folder and the day of each contact.
fn contacts(elm: &Elm) -> Vec<String> {
    let records = elm.records();
    let contacts = records.keys().filter_map(|name| name.split_once("-contact-"));
    contacts.map(|(name, _)| name.to_owned()).collect()
}

const TWO: [&str; 2] = ["c-1,t-1,oak,2024-09-05,2025-05-30\n", "c-1,t-1,birch,2025-09-01,\n"];

#[test]
fn each_row_goes_by_the_line_of_the_list_that_holds_its_day() {
    for lines in [TWO.concat(), [TWO[1], TWO[0]].concat(), [TWO[0], TWO[0], TWO[1]].concat()] {
        let elm = elm(ROSTER, "c-1,t-1,2024-09-10,,\nc-1,t-1,2025-10-12,,\n");
        roster(&elm, &lines);
        elm.imported(&["log.csv"], &[]);
        assert_eq!(contacts(&elm), ["birch/c-1-t-1/2025-10-12", "oak/c-1-t-1/2024-09-10"]);
        elm.again(&["log.csv"]);
        // A day between the two is in neither.
        log(&elm, "c-1,t-1,2025-07-01,,\n");
        refused(&elm, &["log.csv!C2: roster.csv!row 2 and roster.csv!row", "has no relationship"]);
    }
}

/// Without the last day of the first line nobody knows where a later row belongs, unless it says its school.
#[test]
fn two_lines_that_hold_one_day_are_a_fault_of_the_row() {
    for first in ["c-1,t-1,oak,2024-09-05,\n", "c-1,t-1,oak,2025-09-01,\n"] {
        let rows = "c-1,t-1,2025-10-12,birch,\nc-1,t-1,2025-10-13,oak,\n";
        let elm = elm(ROSTER, rows);
        roster(&elm, &[first, TWO[1]].concat());
        let run = elm.import(&["log.csv"], &[]);
        assert_eq!(run.code, 1, "{}", run.err);
        for said in ["log.csv!B2, log.csv!A2: roster.csv!row 2 and roster.csv!row 3", "`ended`"] {
            assert!(run.err.contains(said), "{said}: {}", run.err);
        }
        elm.write("map.toml", &format!("{MAP}school = \"School\"\n{ROSTER}"));
        elm.imported(&["log.csv"], &[]);
        assert_eq!(contacts(&elm), ["birch/c-1-t-1/2025-10-12", "oak/c-1-t-1/2025-10-13"]);
        elm.again(&["log.csv"]);
    }
}

/// A list may have a column for the last day that the map does not name.
#[test]
fn two_lines_without_the_last_day_in_the_map_are_told_that_it_is_missing_there() {
    let map = ROSTER.replace("ended = { column = \"To\", optional = true }\n", "");
    let elm = elm(&map, "c-1,t-1,2025-10-12,,\n");
    roster(&elm, &TWO.concat());
    refused(&elm, &["name that column in the map, ended = \"…\" under [roster]"]);
    elm.write("map.toml", &format!("{MAP}{map}ended = \"To\"\n"));
    elm.imported(&["log.csv"], &[]);
    assert_eq!(contacts(&elm), ["birch/c-1-t-1/2025-10-12"]);
}

/// Both days lie in the school year from August 2025 on, so one relationship for each year is one for both.
#[test]
fn a_move_within_a_school_year_is_told_to_need_a_list() {
    let rows = "c-1,t-1,2025-09-10,oak,\nc-1,t-1,2026-01-12,birch,\n";
    let elm = elm(OPEN, rows);
    for rule in [OPEN.to_owned(), format!("{OPEN}per = \"school year\"\n")] {
        elm.write("map.toml", &format!("{MAP}{rule}"));
        refused(&elm, &["log.csv!D3", "list both relationships in a file that [roster]"]);
        let run = elm.import(&["log.csv"], &[]);
        assert!(!run.err.contains("per = \"school year\""), "{}", run.err);
    }
    elm.write("map.toml", &format!("{MAP}{ROSTER}"));
    roster(&elm, "c-1,t-1,oak,2025-09-01,2025-12-31\nc-1,t-1,birch,2026-01-01,\n");
    elm.imported(&["log.csv"], &[]);
    assert_eq!(contacts(&elm), ["birch/c-1-t-1/2026-01-12", "oak/c-1-t-1/2025-09-10"]);
}

/// The list of the first year has one line, that of the second has two, that of the third the last only.
#[test]
fn a_list_that_grows_opens_nothing_twice() {
    let elm = elm(ROSTER, "c-1,t-1,2024-09-10,,\n");
    roster(&elm, "c-1,t-1,oak,2024-09-05,\n");
    elm.imported(&["log.csv"], &[]);
    roster(&elm, &TWO.concat());
    log(&elm, "c-1,t-1,2024-09-10,,\nc-1,t-1,2025-10-12,,\n");
    let run = elm.import(&["log.csv"], &["--update"]);
    assert!(run.err.contains("log: 2 to add · 1 the same · 1 to update"), "{}", run.err);
    let lines = elm.lines("oak/c-1-t-1/relationship");
    assert!(lines.contains(&"ended: 2025-05-30".to_owned()), "{lines:?}");
    elm.again(&["log.csv"]);
    roster(&elm, TWO[1]);
    let run = elm.imported(&["log.csv"], &[]);
    assert!(run.err.contains("log: 3 the same"), "{}", run.err);
    assert_eq!(elm.pairs(), ["birch/c-1-t-1", "oak/c-1-t-1"]);
}

#[test]
fn a_row_of_another_school_is_not_filed_in_a_relationship_kept_by_hand() {
    let own = "school = \"School\"\n";
    for rest in [OPEN.to_owned(), own.to_owned(), format!("{OPEN}per = \"school year\"\n")] {
        let elm = elm(&rest, "c-1,t-1,2025-09-10,birch,\n");
        by_hand(&elm, "oak", "started: 2025-08-01");
        let said = "error: School: is another school than that of the relationship here";
        refused(&elm, &[said, "log.csv!D2: the two have `records/oak/c-1-t-1`"]);
        log(&elm, "c-1,t-1,2025-09-10,Oak School,\n");
        elm.imported(&["log.csv"], &[]);
        assert_eq!(contacts(&elm), ["oak/c-1-t-1/2025-09-10"]);
        elm.again(&["log.csv"]);
    }
    // Of two that are under way the row says which.
    for rest in [OPEN, own] {
        let elm = elm(rest, "c-1,t-1,2025-09-10,birch,\n");
        by_hand(&elm, "oak", "started: 2025-08-01");
        by_hand(&elm, "birch", "started: 2025-08-01");
        elm.imported(&["log.csv"], &[]);
        assert_eq!(contacts(&elm), ["birch/c-1-t-1/2025-09-10"]);
    }
}

#[test]
fn a_row_of_another_practice_is_not_filed_in_a_relationship_kept_by_hand() {
    let elm = elm(OPEN, "c-1,t-1,2025-09-10,oak,fractions\n");
    by_hand(&elm, "oak", "practice: number talks\nstarted: 2025-08-01");
    refused(
        &elm,
        &["error: Topic: is another practice than that of the relationship", "log.csv!E2"],
    );
    log(&elm, "c-1,t-1,2025-09-10,oak,Number Talks\n");
    elm.imported(&["log.csv"], &[]);
}

/// A school of which nobody knows says nothing of where the row belongs.
#[test]
fn a_school_that_is_not_known_is_a_fault_where_the_relationship_is_there() {
    let elm = elm(OPEN, "c-1,t-1,2025-09-10,Willow,\n");
    by_hand(&elm, "oak", "started: 2025-08-01");
    refused(&elm, &["error: School: is no school of coach.toml", "log.csv!D2 `Willow`"]);
}

const OVER: &str = "started: 2024-08-05\nended: 2025-05-20";

#[test]
fn a_row_after_the_end_opens_the_next_where_the_map_says_so() {
    let by_year = format!("{OPEN}started = \"school year\"\n");
    for (rest, started) in
        [(OPEN, "2025-09-10"), (by_year.as_str(), "2025-08-01"), (ROSTER, "2025-09-01")]
    {
        let elm = elm(rest, "c-1,t-1,2025-01-09,,\nc-1,t-1,2025-09-10,birch,\n");
        by_hand(&elm, "oak", OVER);
        roster(&elm, TWO[1]);
        elm.imported(&["log.csv"], &[]);
        assert_eq!(contacts(&elm), ["birch/c-1-t-1/2025-09-10", "oak/c-1-t-1/2025-01-09"]);
        let lines = elm.lines("birch/c-1-t-1/relationship");
        assert!(lines.contains(&format!("started: {started}")), "{lines:?}");
        elm.again(&["log.csv"]);
    }
}

/// A school year in which one ended and another one begins: the second does not begin before the end of the first.
#[test]
fn the_next_begins_after_the_end_of_the_one_before() {
    let elm = elm(&format!("{OPEN}started = \"school year\"\n"), "c-1,t-1,2025-02-10,birch,\n");
    by_hand(&elm, "oak", "started: 2024-08-05\nended: 2025-01-17");
    elm.imported(&["log.csv"], &[]);
    let lines = elm.lines("birch/c-1-t-1/relationship");
    assert!(lines.contains(&"started: 2025-01-18".to_owned()), "{lines:?}");
}

#[test]
fn a_row_after_the_end_is_a_fault_where_nothing_opens_the_next() {
    let said = [
        "error: Day: is after the end of the relationship here",
        "log.csv!C2: `records/oak/c-1-t-1` ended 2025-05-20",
    ];
    let elm = elm("", "c-1,t-1,2025-09-10,,\n");
    by_hand(&elm, "oak", OVER);
    refused(&elm, &said);
    // What came in while it went on stays.
    by_hand(&elm, "oak", "started: 2024-08-05");
    elm.imported(&["log.csv"], &[]);
    by_hand(&elm, "oak", OVER);
    elm.again(&["log.csv"]);
}

/// A map may name nobody but the educator, or the folder.
#[test]
fn a_row_that_does_not_name_both_is_not_filed_after_the_end_either() {
    let alone = MAP.replace("coach = \"Coach\"\n", "");
    for map in
        [alone.clone(), alone.replace("educator = \"Teacher\"", "pair = { is = \"c-1-t-1\" }")]
    {
        let elm = elm("", "c-1,t-1,2025-09-10,,\n");
        elm.write("map.toml", &map);
        by_hand(&elm, "oak", OVER);
        refused(&elm, &["log.csv!", "records/oak/c-1-t-1 ended 2025-05-20"]);
        log(&elm, "c-1,t-1,2025-05-20,,\n");
        elm.imported(&["log.csv"], &[]);
    }
    let elm = elm("school = \"School\"\n", "c-1,t-1,2025-09-10,birch,\n");
    elm.write("map.toml", &format!("{alone}school = \"School\"\n"));
    by_hand(&elm, "oak", "started: 2024-08-05");
    refused(&elm, &["log.csv!B2", "no relationship of `t-1` is at `birch`"]);
}

/// It ended here, and the source goes on: the next one begins after the end, however often that happens.
#[test]
fn a_row_after_the_end_of_what_the_source_opened_opens_the_next() {
    let by_year = format!("{OPEN}started = \"school year\"\n");
    let each_year = format!("{by_year}per = \"school year\"\n");
    for (rest, started) in
        [(OPEN, "2025-06-10"), (&*by_year, "2025-05-21"), (&*each_year, "2025-05-21")]
    {
        let mut rows = "c-1,t-1,2025-03-10,oak,\n".to_owned();
        let elm = elm(rest, &rows);
        elm.imported(&["log.csv"], &[]);
        assert_eq!(elm.run(&["edit", "oak/c-1-t-1", "--set", "ended=2025-05-20"]).code, 0);
        rows.push_str("c-1,t-1,2025-06-10,oak,\n");
        log(&elm, &rows);
        let run = elm.imported(&["log.csv"], &[]);
        assert!(run.err.contains("log: 2 to add · 2 the same"), "{}", run.err);
        let lines = elm.lines("oak/c-1-t-1-2025/relationship");
        assert!(lines.contains(&format!("started: {started}")), "{lines:?}");
        let lines = elm.lines("oak/c-1-t-1/relationship");
        assert!(lines.contains(&"ended: 2025-05-20".to_owned()), "{lines:?}");
        elm.again(&["log.csv"]);
        // A later row is of the next one as well, and one after its end of a third.
        rows.push_str("c-1,t-1,2025-06-20,oak,\n");
        log(&elm, &rows);
        elm.imported(&["log.csv"], &[]);
        assert_eq!(elm.run(&["edit", "oak/c-1-t-1-2025", "--set", "ended=2025-06-25"]).code, 0);
        rows.push_str("c-1,t-1,2025-07-01,birch,\n");
        log(&elm, &rows);
        elm.imported(&["log.csv"], &[]);
        let expected = [
            "birch/c-1-t-1/2025-07-01",
            "oak/c-1-t-1-2025/2025-06-10",
            "oak/c-1-t-1-2025/2025-06-20",
            "oak/c-1-t-1/2025-03-10",
        ];
        assert_eq!(contacts(&elm), expected);
        elm.again(&["log.csv"]);
        assert_eq!(elm.run(&["check"]).code, 0);
    }
}

/// It ended here, and what came after it is kept by hand.
#[test]
fn a_row_after_the_end_of_what_the_source_opened_goes_where_its_day_is() {
    let elm = elm(OPEN, "c-1,t-1,2025-03-10,oak,\n");
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.run(&["edit", "c-1-t-1", "--set", "ended=2025-05-20"]).code, 0);
    by_hand(&elm, "birch", "started: 2025-08-18");
    log(&elm, "c-1,t-1,2025-03-10,oak,\nc-1,t-1,2025-09-10,birch,\n");
    elm.imported(&["log.csv"], &[]);
    assert_eq!(contacts(&elm), ["birch/c-1-t-1/2025-09-10", "oak/c-1-t-1/2025-03-10"]);
    elm.again(&["log.csv"]);
}

#[test]
fn a_list_and_a_relationship_at_two_schools_are_a_fault() {
    let elm = elm(ROSTER, "c-1,t-1,2025-09-10,,\n");
    by_hand(&elm, "oak", "started: 2024-08-05");
    roster(&elm, TWO[1]);
    refused(&elm, &["at another school than on the list", "log.csv!B2, log.csv!A2", "row 2"]);
}

/// Whatever an opened relationship can say: rows that say it otherwise are told, and not dropped.
#[test]
fn rows_that_disagree_about_a_key_of_one_relationship_are_a_fault() {
    for (given, one, other, key) in [
        ("", "fractions", "number talks", "practice"),
        ("[open.agreement]\nmethods = \"Topic\"\n", "email", "phone", "agreement"),
        ("coached = \"Topic\"\n", "team", "educator", "coached"),
        ("groups = \"Topic\"\n", "grade-7", "grade-8", "groups"),
        ("end_reason = \"Topic\"\n", "it was done", "nobody had time", "end_reason"),
    ] {
        let open = if given.is_empty() {
            OPEN.to_owned()
        } else {
            OPEN.replace("practice = \"Topic\"\n", given)
        };
        let rows = format!("c-1,t-1,2025-09-10,oak,{one}\nc-1,t-1,2025-09-12,oak,{other}\n");
        let elm = elm(&open, &rows);
        refused(&elm, &[&format!("error: Topic: is another {key} than"), "--> log.csv!E3"]);
        log(&elm, &rows.replace(other, one));
        let run = elm.import(&["log.csv"], &["-n"]);
        assert!(!run.err.contains("is another"), "{}", run.err);
    }
}

/// An earlier row in a later part of the source does not change what the first said.
#[test]
fn a_later_part_with_another_practice_is_a_fault() {
    let elm = elm(OPEN, "c-1,t-1,2025-09-10,oak,fractions\n");
    elm.imported(&["log.csv"], &[]);
    for day in ["2025-09-01", "2025-09-20"] {
        log(&elm, &format!("c-1,t-1,{day},oak,number talks\n"));
        refused(&elm, &["error: Topic: is another practice than", "--> log.csv!E2"]);
    }
    // The whole source may correct it.
    log(&elm, "c-1,t-1,2025-09-10,oak,number talks\n");
    let run = elm.import(&["log.csv"], &["--update"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lines = elm.lines("oak/c-1-t-1/relationship");
    assert!(lines.contains(&"practice: number talks".to_owned()), "{lines:?}");
}

/// The year was not over when it was opened, and the next year comes in a file of its own.
#[test]
fn the_relationship_of_a_school_year_is_over_when_the_next_one_opens() {
    let elm = elm(&format!("{OPEN}per = \"school year\"\n"), "");
    let source = "source:\n  name: log\n  key: opens c-1 t-1 2024-08-01";
    by_hand(&elm, "oak", &format!("started: 2025-03-10\n{source}"));
    log(&elm, "c-1,t-1,2025-10-10,birch,\n");
    let run = elm.import(&["log.csv"], &[]);
    assert!(run.err.contains("ended changed in the source"), "{}", run.err);
    assert_eq!(contacts(&elm), ["birch/c-1-t-1/2025-10-10"]);
    elm.imported(&["log.csv"], &["--update"]);
    let lines = elm.lines("oak/c-1-t-1/relationship");
    assert!(lines.contains(&"ended: 2025-07-31".to_owned()), "{lines:?}");
    elm.imported(&["log.csv"], &[]);
}

/// What was opened while the year went on has not ended, and at one school the next one would overlap with it.
#[test]
fn an_update_ends_the_relationship_of_a_school_year_before_the_next_one() {
    let source = "started: 2025-03-10\nsource:\n  name: log\n  key: opens c-1 t-1 2024-08-01";
    let elm = elm(&format!("{OPEN}per = \"school year\"\n"), "c-1,t-1,2025-10-10,oak,\n");
    by_hand(&elm, "oak", source);
    refused(&elm, &["log.csv!", "the same command with --update"]);
    elm.imported(&["log.csv"], &["--update", "-n"]);
    assert_eq!(elm.pairs(), ["oak/c-1-t-1"]);
    elm.imported(&["log.csv"], &["--update"]);
    let lines = elm.lines("oak/c-1-t-1/relationship");
    assert!(lines.contains(&"ended: 2025-07-31".to_owned()), "{lines:?}");
    assert_eq!(contacts(&elm), ["oak/c-1-t-1-2025/2025-10-10"]);
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.run(&["check"]).code, 0);
}

/// The list ends the first and has the next at the same school; the later rows may come alone.
#[test]
fn an_update_ends_what_the_list_ends_before_the_next_one() {
    for rows in ["c-1,t-1,2024-09-10,,\nc-1,t-1,2025-10-12,,\n", "c-1,t-1,2025-10-12,,\n"] {
        for edited in [false, true] {
            let elm = elm(ROSTER, "c-1,t-1,2024-09-10,,\n");
            roster(&elm, "c-1,t-1,oak,2024-09-05,\n");
            elm.imported(&["log.csv"], &[]);
            roster(&elm, "c-1,t-1,oak,2024-09-05,2025-05-30\nc-1,t-1,oak,2025-09-01,\n");
            log(&elm, rows);
            let mut update = vec!["--update"];
            if edited {
                let edit = ["edit", "c-1-t-1", "--set", "practice=fractions"];
                assert_eq!(elm.run(&edit).code, 0);
                update.extend(["--conflicts", "source"]);
            }
            let said = format!("the same command with {}\n", update.join(" "));
            refused(&elm, &["--> roster.csv!D3", &said]);
            elm.imported(&["log.csv"], &update);
            let lines = elm.lines("oak/c-1-t-1/relationship");
            assert!(lines.contains(&"ended: 2025-05-30".to_owned()), "{lines:?}");
            assert_eq!(lines.contains(&"practice: fractions".to_owned()), edited, "{lines:?}");
            let expected = ["oak/c-1-t-1-2025/2025-10-12", "oak/c-1-t-1/2024-09-10"];
            assert_eq!(contacts(&elm), expected);
            assert_eq!(elm.run(&["check"]).code, 0);
        }
    }
}

/// Both first days were wrong in the list; the ends come later.
#[test]
fn a_first_day_corrected_in_the_list_is_taken_over_where_two_have_several_lines() {
    let elm = elm(ROSTER, "c-1,t-1,2024-09-10,,\nc-1,t-1,2025-10-12,,\n");
    let list = |first: &str, second: &str, to: &str| {
        let first = format!("c-1,t-1,oak,{first},2025-05-30\n");
        roster(&elm, &format!("{first}c-1,t-1,oak,{second},{to}\n"));
    };
    list("2024-08-15", "2025-08-15", "");
    elm.imported(&["log.csv"], &[]);
    list("2024-08-20", "2025-08-25", "");
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.err.matches("started changed in the source").count(), 2, "{}", run.err);
    let run = elm.imported(&["log.csv"], &["--update"]);
    assert!(run.err.contains("log: 2 the same · 2 to update"), "{}", run.err);
    list("2024-08-20", "2025-08-25", "2026-05-29");
    elm.imported(&["log.csv"], &["--update"]);
    let has = |folder: &str, days: &[&str]| {
        let lines = elm.lines(&format!("{folder}/relationship"));
        days.iter().all(|day| lines.iter().any(|line| line == day))
    };
    assert!(has("oak/c-1-t-1", &["started: 2024-08-20", "ended: 2025-05-30"]));
    assert!(has("oak/c-1-t-1-2025", &["started: 2025-08-25", "ended: 2026-05-29"]));
    elm.again(&["log.csv"]);
    assert_eq!(elm.run(&["check"]).code, 0);
}
