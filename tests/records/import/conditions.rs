//! Conditions of a map whose column does not say it itself: ditto marks, errors, and rows of joined tables that belong to
//! none.

use super::elm::Elm;

const MAP: &str = r#"
name = "log"

[[leave_out]]
column = "Status"
is = "canceled"
because = "called off"

[open]
school = { is = "oak" }
started = "school year"

[[record]]
kind = "session"
coach = { is = "c-1" }
educator = "Teacher"
date = "Date"
minutes = { column = "Min", bare = "minutes" }
method = { is = "phone" }
items = { is = "rationale" }
"#;

/// The third visit was called off as the second was.
const ROWS: &str = "Date,Teacher,Min,Status\n2025-09-15,t-1,30,held\n2025-09-16,t-2,30,canceled\n\
                    2025-09-17,t-3,30,\"\"\"\"\n2025-09-18,t-1,30,held\n2025-09-19,t-1,30,\n";

fn elm(map: &str, rows: &str) -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", map);
    elm.write("log.csv", rows);
    elm
}

#[test]
fn a_ditto_mark_under_a_condition_is_a_fault_or_means_what_stands_above() {
    let elm = elm(MAP, ROWS);
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said = "error: Status: is a ditto mark, and the map does not say that it means the cell above\n  --> log.csv!D4\n";
    assert!(run.err.contains(said) && run.err.contains("`as_above = true`"), "{}", run.err);
    // An empty cell is one, unless the condition says otherwise.
    elm.write("map.toml", &MAP.replace("is = \"canceled\"", "is = \"canceled\"\nas_above = true"));
    let run = elm.imported(&["log.csv"], &[]);
    assert!(run.err.contains("2 rows left out: called off"), "{}", run.err);
    assert_eq!(elm.pairs(), ["oak/c-1-t-1"]);
    elm.again(&["log.csv"]);
}

/// The last row says nothing, and the one above it says `held`.
#[test]
fn an_empty_cell_means_what_stands_above_where_a_condition_says_so() {
    let when = "kind = \"session\"\nwhen = { column = \"Status\", is = \"held\", as_above = true }";
    let map = MAP.replace("kind = \"session\"", when);
    let elm = elm(&map, &ROWS.replace("\"\"\"\"", "canceled"));
    elm.imported(&["log.csv"], &[]);
    let days = elm.records().into_keys().filter(|name| name.contains("-session-"));
    assert_eq!(days.count(), 3, "{:?}", elm.records());
    elm.again(&["log.csv"]);
    // Those that are set aside get the word itself: the row above does not come along.
    elm.write(
        "log.csv",
        &ROWS.replace("\"\"\"\"", "canceled").replace("09-19,t-1,30", "09-19,t-1,soon"),
    );
    let run = elm.import(&["log.csv"], &["--set-aside", "aside.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(elm.read("aside.csv"), "Date,Teacher,Min,Status\n2025-09-19,t-1,soon,held\n");
}

/// Neither the record nor that it is none is certain.
#[test]
fn what_was_not_computed_fulfills_no_condition() {
    let when = "kind = \"session\"\nwhen = { column = \"Status\", is = \"held\" }";
    let elm = elm(&MAP.replace("kind = \"session\"", when), &ROWS.replace("\"\"\"\"", "#REF!"));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said = "error: Status: was not computed\n  --> log.csv!D4\n";
    assert_eq!(run.err.matches(said).count(), 1, "{}", run.err);
    // A map may name an error as well; `#` alone would be any digit.
    let named = MAP.replace("\"canceled\"", "[\"canceled\", '\\#REF!']");
    elm.write("map.toml", &named);
    let run = elm.imported(&["log.csv"], &[]);
    assert!(run.err.contains("2 rows left out: called off"), "{}", run.err);
}

#[test]
fn a_value_under_a_condition_that_nobody_can_tell_is_a_fault() {
    let map = MAP.replace(
        "bare = \"minutes\" }",
        "bare = \"minutes\", when = { column = \"Kind\", empty = false } }",
    );
    let rows = ROWS.replace("Status", "Status,Kind").replace(",held\n", ",held,x\n");
    let elm = elm(&map, &rows.replacen("held,x", "held,ditto", 1).replace(",\"\"\"\"", ",held"));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("error: Kind: is a ditto mark"), "{}", run.err);
    assert!(run.err.contains("--> log.csv!E2\n  help"), "{}", run.err);
}

#[test]
fn as_above_is_of_a_column() {
    let elm = elm(&MAP.replace("column = \"Status\"", "as_above = true"), ROWS);
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("`as_above` is of a column"), "{}", run.err);
}

/// A row of the second table that belongs to none: what to do is said, and the map can leave it out.
#[test]
fn a_row_of_a_joined_table_that_belongs_to_none_can_be_left_out() {
    let join = "identity = { columns = \"Id\" }\n[[join]]\nsheet = \"steps\"\non = [\"Id\", \"Visit\"]\n[open]";
    let next = "next_steps = { what = \"steps/#/Step\", who = { is = \"educator\" } }\n";
    let (head, rest) = MAP.split_once("[[leave_out]]").unwrap();
    let map =
        format!("{head}{}{next}", &rest[rest.find("[open]").unwrap()..].replace("[open]", join));
    let elm = elm(&map, "Id,Date,Teacher,Min\n1,2025-09-15,t-1,30\n2,2025-09-16,t-1,soon\n");
    elm.write("steps.csv", "Visit,Step\n1,call\n,nobody's\nTotal,2\n");
    let files = ["log.csv", "steps.csv"];
    let run = elm.import(&files, &["--set-aside", "aside.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for said in [
        "error: Visit: nothing is in it, so nobody can tell to which row it belongs\n  --> steps.csv!A3\n  help: fill it in;",
        "leave_out = { column = \"Visit\", empty = true }",
        "error: Visit: no row has this under `Id`\n  --> steps.csv!A4\n  help: correct it, or add the row",
        "nothing was written, and no row set aside: 2 faults are in no row of the table",
    ] {
        assert!(run.err.contains(said), "no {said} in {}", run.err);
    }
    assert!(!run.err.contains("nobody's") && !elm.path("aside.csv").exists(), "{}", run.err);
    let out = "on = [\"Id\", \"Visit\"]\nleave_out = [{ column = \"Visit\", empty = true }, { column = \"Visit\", is = \"Total*\" }]";
    elm.write("map.toml", &map.replace("on = [\"Id\", \"Visit\"]", out));
    let run = elm.import(&files, &["--set-aside", "aside.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("2 rows of `steps` are left out by the rule under [[join]]"),
        "{}",
        run.err
    );
    assert!(run.err.contains("1 row set aside"), "{}", run.err);
    assert!(elm.lines("oak/c-1-t-1/2025-09-15").join("\n").contains("what: call"));
}
