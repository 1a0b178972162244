//! What is said of heads and of what stands below them: columns that are not there, cells beyond the head, and nothing
//! that people wrote in their own words.

use super::elm::Elm;

const MAP: &str = r#"
name = "log"
identity = { columns = "No" }

[open]
school = { is = "oak" }
started = "school year"

[[record]]
kind = "session"
coach = { is = "c-1" }
educator = "Teacher"
date = { column = "Date", order = "month-day-year" }
minutes = { column = "Min", bare = "minutes" }
method = { column = "How", words = { F2F = "in-person" } }
items = { is = "rationale" }
notes = "Notes"
"#;

const HEAD: &str = "No,Date,Teacher,Min,How,Notes\n";
const FIRST: &str = "1,9/9/2025,t-1,40,F2F,She tried wait time\n";

fn elm() -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm
}

/// The first row of a sheet without a head is data: nothing of it is said.
#[test]
fn a_head_that_names_no_column_of_the_map_is_not_repeated() {
    let elm = elm();
    elm.write("log.csv", &format!("{FIRST}2,9/9/2025,t-2,30,F2F,\n"));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("the head has none of the columns that the map names"), "{}", run.err);
    assert!(run.err.contains("--> log.csv!row 1") && run.err.contains("`header`"), "{}", run.err);
    assert_eq!(run.err.matches("error:").count(), 1, "{}", run.err);
    for cell in ["wait time", "not in the map", "t-1"] {
        assert!(!run.err.contains(cell), "{cell}: {}", run.err);
    }
}

/// What cannot be changed is named by its keys; nobody is told to do what they did.
#[test]
fn an_update_that_cannot_be_made_is_not_advised_again() {
    let elm = elm();
    elm.write("log.csv", &format!("{HEAD}{FIRST}"));
    elm.imported(&["log.csv"], &[]);
    let name = elm.records().into_keys().find(|name| name.contains("-session-")).unwrap();
    let text =
        elm.records()[&name].replace("items: [rationale]", "items: [\n  rationale # two?\n  ]");
    elm.write(&format!("records/{name}"), &text);
    elm.write("log.csv", &format!("{HEAD}{FIRST}").replace(",40,", ",45,"));
    elm.write("map.toml", &MAP.replace("\"rationale\"", "\"listens\""));
    let run = elm.import(&["log.csv"], &["--update"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("cannot change this safely"), "{}", run.err);
    assert!(run.err.contains(&name) && run.err.contains("items"), "{}", run.err);
    assert!(!run.err.contains("with --update"), "{}", run.err);
}
