//! Relationships that do not exist yet: opened by a rule, or from a list.

use super::elm::Elm;

const MAP: &str = r#"
name = "log"

[[record]]
kind = "session"
coach = "Coach"
educator = "Teacher"
date = "Day"
method = { is = "in-person" }
minutes = { column = "Minutes", bare = "minutes" }
items = { is = "rationale" }
"#;

const OPEN: &str = "\n[open]\nschool = \"School\"\npractice = \"Topic\"\n";

const LOG: &str = "Coach,Teacher,Day,Minutes,School,Topic\n\
    c-1,t-1,2025-10-14,30,Oak School,\n\
    c-1,t-1,2025-09-02,40,oak,questioning\n\
    c-1,t-2,2024-05-20,25,birch,number talks\n\
    c-1,t-2,2025-09-30,35,birch,\n";

fn elm(rest: &str, log: &str) -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", &format!("{MAP}{rest}"));
    elm.write("log.csv", log);
    elm
}

#[test]
fn a_pair_begins_with_its_first_record() {
    let elm = elm(OPEN, LOG);
    let plan = elm.imported(&["log.csv"], &["-n"]);
    assert!(plan.err.contains("log: 6 to add"), "{}", plan.err);
    let opens = "opens 2 relationships: records/oak/c-1-t-1, records/birch/c-1-t-2";
    assert!(plan.err.contains(opens), "{}", plan.err);
    assert!(elm.records().is_empty());

    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.pairs(), ["birch/c-1-t-2", "oak/c-1-t-1"]);
    let expected = [
        "kind: relationship",
        "profile: missouri-sbic-2014",
        "coach: c-1",
        "educator: t-1",
        "school: oak",
        "practice: questioning",
        "started: 2025-09-02",
    ];
    assert_eq!(elm.lines("oak/c-1-t-1/relationship"), expected);
    // A row that says nothing of it leaves it as it is.
    let lines = elm.lines("birch/c-1-t-2/relationship");
    assert!(lines.contains(&"practice: number talks".to_owned()), "{lines:?}");
    assert!(lines.contains(&"started: 2024-05-20".to_owned()), "{lines:?}");
    elm.again(&["log.csv"]);
    assert_eq!(elm.run(&["check"]).code, 0);
}

/// A source comes in parts: what was opened for an earlier one stays as it is, and begins earlier where a new row says so.
#[test]
fn a_later_part_of_the_source_opens_nothing_twice() {
    let elm = elm(OPEN, LOG);
    elm.imported(&["log.csv"], &[]);
    elm.write(
        "next.csv",
        "Coach,Teacher,Day,Minutes,School,Topic\nc-1,t-1,2025-11-03,30,oak,Questioning\n",
    );
    let run = elm.imported(&["next.csv"], &[]);
    assert!(run.err.contains("log: 1 to add · 1 the same"), "{}", run.err);
    assert_eq!(elm.pairs().len(), 2);
    elm.write("before.csv", &LOG.replace("2025-09-02", "2025-08-20"));
    let run = elm.import(&["before.csv"], &["-n"]);
    assert!(run.err.contains("started changed in the source"), "{}", run.err);
    elm.imported(&["before.csv"], &["--update"]);
    let lines = elm.lines("oak/c-1-t-1/relationship");
    assert!(lines.contains(&"started: 2025-08-20".to_owned()), "{lines:?}");
    assert!(lines.contains(&"practice: questioning".to_owned()), "{lines:?}");
}

/// What someone wrote into a relationship that was opened stays, whatever comes in later.
#[test]
fn what_was_opened_may_be_edited() {
    let elm = elm(OPEN, LOG);
    elm.imported(&["log.csv"], &[]);
    let edit = ["edit", "c-1-t-1", "--set", "practice=small groups"];
    assert_eq!(elm.run(&edit).code, 0);
    elm.again(&["log.csv"]);
    let next = "Coach,Teacher,Day,Minutes,School,Topic\nc-1,t-1,2025-11-03,30,oak,number talks\n";
    elm.write("next.csv", next);
    elm.imported(&["next.csv"], &["--update"]);
    let lines = elm.lines("oak/c-1-t-1/relationship");
    assert!(lines.contains(&"practice: small groups".to_owned()), "{lines:?}");
}

#[test]
fn an_import_that_opened_relationships_is_taken_back_whole() {
    let elm = elm(OPEN, LOG);
    elm.imported(&["log.csv"], &[]);
    let run = elm.run(&["import", "--undo", "log"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(elm.records().is_empty());
}

#[test]
fn a_pair_begins_with_the_school_year_or_on_a_day_of_the_map() {
    for (started, expected) in [
        ("\"school year\"", "started: 2023-08-01"),
        ("\"2024-01-08\"", "started: 2024-01-08"),
        ("2024-01-08", "started: 2024-01-08"),
        ("{ is = \"2024-01-08\" }", "started: 2024-01-08"),
        ("\"Since\"", "started: 2024-02-05"),
    ] {
        let log =
            LOG.replace("Topic\n", "Topic,Since\n").replace("number talks\n", "x,2024-02-05\n");
        let elm =
            elm(&format!("{OPEN}started = {started}\n"), &log.replace("g\n", "g,2025-08-18\n"));
        elm.imported(&["log.csv"], &[]);
        let lines = elm.lines("birch/c-1-t-2/relationship");
        assert!(lines.contains(&expected.to_owned()), "{started}: {lines:?}");
        elm.again(&["log.csv"]);
    }
}

#[test]
fn each_school_year_may_be_a_relationship_of_its_own() {
    // In its second year the teacher is at another school.
    let log = LOG.replace("2025-09-30,35,birch", "2025-09-30,35,oak");
    let elm = elm(&format!("{OPEN}per = \"school year\"\n"), &log);
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.pairs(), ["birch/c-1-t-2", "oak/c-1-t-1", "oak/c-1-t-2"]);
    let lines = elm.lines("birch/c-1-t-2/relationship");
    assert!(lines.contains(&"started: 2024-05-20".to_owned()), "{lines:?}");
    assert!(lines.contains(&"ended: 2024-07-31".to_owned()), "{lines:?}");
    assert_eq!(elm.records().keys().filter(|name| name.starts_with("birch/")).count(), 2);
    elm.again(&["log.csv"]);
    assert_eq!(elm.run(&["check"]).code, 0);
}

#[test]
fn without_a_rule_a_row_of_nobody_is_a_fault_that_names_the_rule() {
    let elm = elm("", LOG);
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("[open] in the map") && run.err.contains("(4 rows)"), "{}", run.err);
    assert!(elm.records().is_empty());
}

/// What is wrong with a relationship is wrong with each of its rows, and these can be set aside.
#[test]
fn a_relationship_that_cannot_be_opened_is_the_fault_of_its_rows() {
    let elm = elm(OPEN, &LOG.replace("birch", "Willow"));
    let run = elm.import(&["log.csv"], &["--set-aside", "aside.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for cell in ["log.csv!E4", "log.csv!E5"] {
        assert!(run.err.contains(cell), "{cell}: {}", run.err);
    }
    assert!(run.err.contains("2 rows set aside"), "{}", run.err);
    assert_eq!(elm.pairs(), ["oak/c-1-t-1"]);
    elm.write("aside.csv", &elm.read("aside.csv").replace("Willow", "Birch School"));
    elm.imported(&["aside.csv"], &[]);
    assert_eq!(elm.pairs(), ["birch/c-1-t-2", "oak/c-1-t-1"]);
}

#[test]
fn two_schools_of_one_pair_are_a_fault() {
    let elm = elm(OPEN, &LOG.replace("2025-09-30,35,birch", "2025-09-30,35,oak"));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("log.csv!E5"), "{}", run.err);
    assert!(run.err.contains("per = \"school year\""), "{}", run.err);
}

/// Years of logs open hundreds of pairs: what is said of all of them stays short.
#[test]
fn many_relationships_are_told_in_short() {
    let rows: String =
        (10..35).map(|n| format!("c-1,t-{n},2025-09-02,30,oak,questioning\n")).collect();
    let elm = elm(OPEN, &format!("Coach,Teacher,Day,Minutes,School,Topic\n{rows}"));
    let run = elm.imported(&["log.csv"], &[]);
    assert!(run.err.contains("opens 25 relationships: records/oak/c-1-t-10,"), "{}", run.err);
    assert!(run.err.contains("records/oak/c-1-t-29, and 5 more"), "{}", run.err);
    assert_eq!(run.err.matches("warning[incomplete-agreement]").count(), 3, "{}", run.err);
    assert!(run.err.contains("and 22 more [incomplete-agreement]"), "{}", run.err);
}

const ROSTER: &str = "\n[roster]\nfile = \"lists/roster.csv\"\ncoach = \"Coach\"\neducator = \"Id\"\n\
    school = \"Building\"\nstarted = { column = \"From\", order = \"month-day-year\" }\n\
    ended = { column = \"To\", order = \"month-day-year\" }\n";

const LIST: &str = "Id,Coach,Building,From,To\n\
    t-1,c-1,Oak School,8/18/2025,\n\
    t-2,c-1,Birch School,8/14/2023,5/31/2024\n\
    t-2,c-1,Oak School,8/18/2025,\n\
    t-9,c-1,Oak School,8/18/2025,\n";

#[test]
fn pairs_are_opened_from_a_list_where_a_row_needs_them() {
    let elm = elm(ROSTER, LOG);
    elm.write("lists/roster.csv", LIST);
    let run = elm.imported(&["log.csv"], &[]);
    assert!(run.err.contains("opens 3 relationships"), "{}", run.err);
    assert_eq!(elm.pairs(), ["birch/c-1-t-2", "oak/c-1-t-1", "oak/c-1-t-2"]);
    let lines = elm.lines("birch/c-1-t-2/relationship");
    assert!(lines.contains(&"started: 2023-08-14".to_owned()), "{lines:?}");
    assert!(lines.contains(&"ended: 2024-05-31".to_owned()), "{lines:?}");
    elm.again(&["log.csv"]);
    assert_eq!(elm.run(&["check"]).code, 0);
}

#[test]
fn a_pair_that_is_neither_there_nor_on_the_list_is_a_fault() {
    let elm = elm(ROSTER, LOG);
    elm.write("lists/roster.csv", &LIST.replace("t-1,", "t-5,"));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("(2 rows)") && run.err.contains("log.csv!B2"), "{}", run.err);
    // Only rows of the log are set aside.
    let run = elm.import(&["log.csv"], &["--set-aside", "rest.csv"]);
    assert!(run.code == 1 && run.err.contains("2 rows set aside"), "{}", run.err);
    assert_eq!(elm.read("rest.csv").lines().count(), 3);
    assert_eq!(elm.pairs(), ["birch/c-1-t-2", "oak/c-1-t-2"]);
    // A fault of the list is told at its cell.
    elm.write("lists/roster.csv", &LIST.replace("8/18/2025", "8/32/2025"));
    let run = elm.import(&["log.csv"], &["--set-aside", "aside.csv"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("roster.csv!D2") && run.err.contains("nothing was written"),
        "{}",
        run.err
    );
}

#[test]
fn a_rule_and_a_list_with_faults_are_refused() {
    let elm = elm("\n[open]\nper = \"month\"\ncoach = \"Coach\"\n[roster]\nfile = 3\n", LOG);
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 2);
    for said in ["`school`", "month", "`coach`", "needs the key `educator`", "file"] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}

/// A row gets one more educator: her record has a key of its own, and that of the first has the key of the row.
#[test]
fn the_relationship_of_one_more_educator_stays_known() {
    let log = |teachers: &str| format!("Coach,Teacher,Day,Minutes\nc-1,{teachers},2025-09-15,30\n");
    let elm = elm("[open]\nschool = { is = \"oak\" }\n", &log("t-1"));
    let together = "together = { is = true }\n[open]";
    let map = elm.read("map.toml").replace("[open]", together);
    let map = format!("identity = {{ columns = \"Day\" }}\n{map}");
    elm.write("map.toml", &map);
    elm.imported(&["log.csv"], &[]);
    elm.write("log.csv", &log("\"t-1, t-2\""));
    elm.imported(&["log.csv"], &["--update"]);
    assert_eq!(elm.pairs(), ["oak/c-1-t-1", "oak/c-1-t-2"]);
    let run = elm.imported(&["log.csv"], &[]);
    assert!(run.err.contains("log: 4 the same; nothing to do"), "{}", run.err);
    // She alone is left.
    elm.write("log.csv", &log("t-2"));
    elm.imported(&["log.csv"], &["--update"]);
    let run = elm.imported(&["log.csv"], &[]);
    assert!(run.err.contains("log: 2 the same · 2 gone from the source"), "{}", run.err);
}
