//! What tells rows apart where a cell does not say it itself: it means the cell above, or was never computed.

use super::elm::Elm;
use crate::harness::Run;

const MAP: &str = r#"
name = "log"
identity = { columns = ["Date", "Teacher"] }

[open]
school = { is = "oak" }
started = "school year"

[[record]]
kind = "session"
coach = { is = "c-1" }
educator = "Teacher"
date = { column = "Date", as_above = true }
minutes = { column = "Min", bare = "minutes" }
method = { is = "phone" }
items = { is = "rationale" }
"#;

const ROWS: &str = "Date,Teacher,Min\n2025-09-14,t-1,30\n,t-2,31\n2025-09-21,t-1,32\ndo.,t-2,33\n";

fn elm(map: &str, rows: &str) -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", map);
    elm.write("log.csv", rows);
    elm
}

/// A map by whose `Id` rows are told apart.
fn by_id() -> String {
    MAP.replace("[\"Date\", \"Teacher\"]", "\"Id\"")
}

fn says(run: &Run, code: i32, texts: &[&str]) {
    assert_eq!(run.code, code, "{}", run.err);
    for text in texts {
        assert!(run.err.contains(text), "no {text} in {}", run.err);
    }
}

fn sessions(elm: &Elm) -> usize {
    elm.records().keys().filter(|name| name.contains("-session-")).count()
}

/// Each of two days has a visit to each of two teachers: four keys.
#[test]
fn an_id_of_cells_that_mean_those_above_is_of_what_they_mean() {
    let elm = elm(MAP, ROWS);
    let run = elm.imported(&["log.csv"], &[]);
    assert!(!run.err.contains("twice"), "{}", run.err);
    assert_eq!(sessions(&elm), 4);
    let keys = elm.records().into_values().filter(|text| text.contains("key: 2025-09-21|t-2"));
    assert_eq!(keys.count(), 1, "{:?}", elm.records());
    elm.again(&["log.csv"]);
}

/// A row that is set aside has the day in its own cell, and is still the same one.
#[test]
fn a_row_that_was_set_aside_keeps_its_key() {
    let elm = elm(MAP, &ROWS.replace("t-2,31", "t-2,soon"));
    says(&elm.import(&["log.csv"], &["--set-aside", "aside.csv"]), 1, &["log.csv!C3"]);
    assert_eq!(elm.read("aside.csv"), "Date,Teacher,Min\n2025-09-14,t-2,soon\n");
    elm.write("aside.csv", &elm.read("aside.csv").replace("soon", "31"));
    elm.imported(&["aside.csv"], &[]);
    assert_eq!(sessions(&elm), 4);
    elm.write("log.csv", ROWS);
    elm.again(&["log.csv"]);
}

/// All three would have the key `#REF!`, and two visits would be lost.
#[test]
fn an_id_that_was_not_computed_is_a_fault_of_its_cell() {
    let rows = "Id,Date,Teacher,Min\n#REF!,2025-09-14,t-1,30\n#REF!,2025-09-15,t-1,31\n3,2025-09-16,t-1,32\n";
    let elm = elm(&by_id(), rows);
    let run = elm.import(&["log.csv"], &[]);
    says(&run, 1, &["error: Id: was not computed (2 rows)", "--> log.csv!A2", "--> log.csv!A3"]);
    says(&elm.import(&["log.csv"], &["--set-aside", "aside.csv"]), 1, &["2 rows set aside"]);
    assert_eq!(sessions(&elm), 1);
    elm.write("aside.csv", &elm.read("aside.csv").replacen("#REF!", "1", 1).replace("#REF!", "2"));
    elm.imported(&["aside.csv"], &[]);
    assert_eq!(sessions(&elm), 3);
    // Where the map says that the word means nothing, rows are told apart by what they say.
    let empty = format!("empty = [\"#REF!\"]\n{}", by_id());
    let elm = self::elm(&empty, rows);
    elm.imported(&["log.csv"], &[]);
    assert_eq!(sessions(&elm), 3);
}

/// A mark is no id: by it, all rows that have one would be one.
#[test]
fn an_id_that_is_a_ditto_mark_is_a_fault_where_the_map_knows_of_none() {
    let rows = "Id,Date,Teacher,Min\n1,2025-09-14,t-1,30\n\"\"\"\",2025-09-15,t-1,31\n\"\"\"\",2025-09-16,t-1,32\n";
    let elm = elm(&by_id(), rows);
    let run = elm.import(&["log.csv"], &[]);
    says(&run, 1, &["error: Id: is a ditto mark", "log.csv!A3", "log.csv!A4", "`as_above = true`"]);
}

/// 10/2 is later than 9/30 as a day, and less as a text.
#[test]
fn a_row_whose_turn_was_not_computed_is_a_fault_and_the_others_keep_their_order() {
    let latest = "{ columns = \"Id\", latest = \"Sent\", order = \"month-day-year\" }";
    let map = MAP.replace("{ columns = [\"Date\", \"Teacher\"] }", latest);
    let rows = "Id,Date,Teacher,Min,Sent\n1,2025-09-14,t-1,40,10/2/2025\n1,2025-09-14,t-1,30,9/30/2025\n\
                2,2025-09-15,t-1,50,#N/A\n";
    let elm = elm(&map, rows);
    let run = elm.import(&["log.csv"], &["--set-aside", "aside.csv"]);
    says(&run, 1, &["error: Sent: was not computed\n  --> log.csv!E4\n"]);
    assert!(elm.lines("oak/c-1-t-1/2025-09-14").contains(&"minutes: 40".to_owned()));
}

#[test]
fn a_rating_beside_its_item_and_a_cell_above_the_table_are_faults_where_they_were_not_computed() {
    let map = by_id().replace("identity", "header = 3\nidentity").replace(
        "items = { is = \"rationale\" }",
        "items = { is = \"rationale\" }\nnotes = { cell = \"B1\" }",
    );
    let rows = "About,#REF!\n\nId,Date,Teacher,Min\n1,2025-09-14,t-1,30\n2,2025-09-15,t-1,31\n";
    let elm = elm(&map, rows);
    let run = elm.import(&["log.csv"], &[]);
    says(&run, 1, &["error: was not computed (2 rows)\n  --> log.csv!B1\n  help:"]);
    let ratings =
        "ratings = { items_in = \"Item #\", column = \"Score #\", words = { Y = \"in-place\" } }";
    let map = by_id().replace("kind = \"session\"", "kind = \"checklist\"");
    let (head, _) = map.split_once("minutes =").unwrap();
    elm.write("map.toml", &format!("{head}rater = {{ role = {{ is = \"self\" }} }}\n{ratings}\n"));
    elm.write("log.csv", "Id,Date,Teacher,Item 1,Score 1\n1,2025-09-14,t-1,listens,#VALUE!\n");
    says(&elm.import(&["log.csv"], &[]), 1, &["error: Score 1: was not computed", "log.csv!E2"]);
}

/// Rows that are joined or gathered by an error would belong together.
#[test]
fn a_key_of_a_join_or_of_gathered_rows_that_was_not_computed_is_a_fault() {
    let join = "[[join]]\nsheet = \"more\"\non = [\"Id\", \"Of\"]\n[open]";
    let next = "next_steps = { what = \"more/#/Step\", who = { is = \"educator\" } }\n";
    let elm = elm(
        &format!("{}{next}", by_id().replace("[open]", join)),
        "Id,Date,Teacher,Min\n#N/A,2025-09-14,t-1,30\n2,2025-09-15,t-1,31\n",
    );
    elm.write("more.csv", "Of,Step\n#N/A,call\n2,write\n");
    let run = elm.import(&["log.csv", "more.csv"], &[]);
    says(
        &run,
        1,
        &["error: Of: was not computed\n  --> more.csv!A2", "error: Id: was not computed"],
    );
    elm.write("map.toml", &by_id().replace("[open]", "[gather]\nby = \"Id\"\n[open]"));
    let rows = "Id,Date,Teacher,Min\n#N/A,2025-09-14,t-1,30\n#N/A,2025-09-15,t-1,31\n";
    elm.write("log.csv", rows);
    says(&elm.import(&["log.csv"], &[]), 1, &["log.csv!A2", "log.csv!A3"]);
}

/// The second visit has neither a day nor a teacher of its own: by the id of the first it would take its place.
#[test]
fn a_row_that_has_only_the_id_of_the_one_above_is_a_fault() {
    let map = MAP.replace("\"Teacher\"\ndate", "{ column = \"Teacher\", as_above = true }\ndate");
    assert_ne!(map, MAP);
    let rows = "Date,Teacher,Min\n2025-09-14,t-1,30\n,,31\n,t-2,32\n";
    let elm = elm(&map, rows);
    let run = elm.import(&["log.csv"], &["--set-aside", "aside.csv"]);
    says(
        &run,
        1,
        &["error: Date: means the cell above, so the row has no id of its own\n  --> log.csv!A3\n"],
    );
    assert_eq!((sessions(&elm), elm.read("aside.csv")), (2, "Date,Teacher,Min\n,,31\n".to_owned()));
    // With a further column, rows differ by it.
    let more = map.replace("[\"Date\", \"Teacher\"]", "[\"Date\", \"Teacher\", \"Min\"]");
    let elm = self::elm(&more, rows);
    elm.imported(&["log.csv"], &[]);
    assert_eq!(sessions(&elm), 3);
}
