//! What a map gives where a cell is empty: a word, for each kind of value.

use super::elm::Elm;

const MAP: &str = r#"
name = "log"
identity = { columns = "No" }
empty = ["n/a"]

[open]
school = { is = "oak" }
started = "school year"

[[record]]
kind = "session"
coach = { is = "c-1" }
educator = "Teacher"
date = "Date"
minutes = { column = "Min", bare = "minutes", nothing_is = "30" }
method = { column = "How", nothing_is = "in-person" }
phases = { column = "Phases", nothing_is = "planning" }
items = { is = "rationale" }
next_steps = { what = "Step", who = { column = "Who", nothing_is = "educator" } }

[[record]]
kind = "checklist"
when = { column = "Rationale", empty = false }
coach = { is = "c-1" }
educator = "Teacher"
date = "Date"
rater = { role = { column = "Rater", nothing_is = "self" } }
ratings = { columns = ["Rationale", "Listens"], items = { Rationale = "rationale", Listens = "listens" }, words = { Y = "in-place" }, nothing_is = "not-observed" }
"#;

#[test]
fn an_empty_cell_gives_the_word_of_the_map() {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm.write(
        "log.csv",
        "No,Teacher,Date,Min,How,Phases,Step,Who,Rater,Rationale,Listens\n\
         1,t-1,2025-09-02,,,,,,,,\n\
         2,t-1,2025-09-03,45,phone,debrief,try wait time,,,Y,n/a\n\
         3,t-1,2025-09-04,,n/a,,model it,coach,,,\n",
    );
    elm.imported(&["log.csv"], &[]);
    let has = |begin: &str, lines: &[&str]| {
        let said = elm.lines(&format!("oak/c-1-t-1/{begin}"));
        for line in lines {
            assert!(said.iter().any(|known| known.trim() == *line), "{begin} {line}: {said:?}");
        }
        said
    };
    let first = ["minutes: 30", "method: in-person", "phases: [planning]"];
    let first = has("2025-09-02-session", &first);
    // A step of which nothing is said is none.
    assert!(!first.iter().any(|line| line.contains("next_steps")), "{first:?}");
    has(
        "2025-09-03-session",
        &["minutes: 45", "method: phone", "phases: [debrief]", "who: educator"],
    );
    has(
        "2025-09-03-checklist",
        &["rater: {role: self}", "ratings: {rationale: in-place, listens: not-observed}"],
    );
    has("2025-09-04-session", &["method: in-person", "who: coach"]);
    elm.again(&["log.csv"]);
}

/// The word is for empty cells of a column that is there: a column that is not is said.
#[test]
fn a_word_for_an_empty_cell_needs_its_column() {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm.write("log.csv", "No,Teacher,Date,Min\n1,t-1,2025-09-02,30\n");
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("no column is called `How`"), "{}", run.err);
}
