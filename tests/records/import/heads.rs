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
    // A weekday is nearly `Min`, by chance.
    elm.write("log.csv", &format!("{}2,9/9/2025,t-2,30,F2F,\n", FIRST.replace("F2F", "Mon")));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("the head has none of the columns that the map names"), "{}", run.err);
    assert!(run.err.contains("--> log.csv!row 1") && run.err.contains("`header`"), "{}", run.err);
    assert_eq!(run.err.matches("error:").count(), 1, "{}", run.err);
    for cell in ["wait time", "not in the map", "t-1"] {
        assert!(!run.err.contains(cell), "{cell}: {}", run.err);
    }
}

/// The columns of one of two files are called otherwise.
#[test]
fn a_file_without_a_column_that_others_have_is_named() {
    let elm = elm();
    elm.write("fall.csv", &format!("{HEAD}{FIRST}"));
    let spring = format!("{HEAD}2,3/9/2026,t-1,30,F2F,\n").replace("Teacher", "Educator");
    elm.write("spring.csv", &spring);
    let run = elm.import(&["fall.csv", "spring.csv"], &["--set-aside", "../aside.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said = "error: no column is called `Teacher`, as one is elsewhere\n  --> spring.csv\n";
    assert!(run.err.contains(said), "{}", run.err);
    let said = "nothing was written, and no row set aside: one fault is in no row of the table";
    assert!(run.err.contains(said), "{}", run.err);
    let both = MAP.replace("\"Teacher\"", "{ column = [\"Teacher\", \"Educator\"] }");
    elm.write("map.toml", &both);
    elm.imported(&["fall.csv", "spring.csv"], &[]);
}

/// Records can do without notes, but who reads the plan has to know.
#[test]
fn a_file_without_a_column_that_records_can_do_without_is_said() {
    let elm = elm();
    elm.write("fall.csv", &format!("{HEAD}{FIRST}"));
    elm.write("spring.csv", "No,Date,Teacher,Min,How\n2,3/9/2026,t-1,30,F2F\n");
    let run = elm.imported(&["fall.csv", "spring.csv"], &[]);
    let said = "note: no column is called `Notes` in spring.csv, as one is elsewhere";
    assert!(run.err.contains(said), "{}", run.err);
}

/// There is no place in a file that lacks a column, and no row of it to set aside.
#[test]
fn a_column_that_is_nowhere_is_told_of_the_file() {
    let elm = elm();
    elm.write("log.csv", &format!("{HEAD}{FIRST}").replace("Notes", "Remarks"));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said = "error: no column is called `Notes`\n  --> log.csv\n";
    assert!(run.err.contains(said), "{}", run.err);
    assert!(!run.err.contains("--set-aside"), "{}", run.err);
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

/// A comma in a text without quotes cuts it in two: the rest is beyond the head.
#[test]
fn a_row_with_more_cells_than_its_head_is_a_fault_and_can_be_set_aside() {
    let elm = elm();
    let cut = "2,9/10/2025,t-1,30,F2F,She planned, modeled, and debriefed\n";
    // Empty cells say nothing.
    let empty = "3,9/11/2025,t-1,30,F2F,Good,,\n";
    elm.write("log.csv", &format!("{HEAD}{FIRST}{cut}{empty}"));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("log.csv!row 3: it has 8 cells, and the head names 6 columns"),
        "{}",
        run.err
    );
    assert!(elm.records().is_empty() && !run.err.contains("modeled"), "{}", run.err);
    let run = elm.import(&["log.csv"], &["--set-aside", "../aside.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let quoted = "\"She planned, modeled, and debriefed\"";
    let text = elm.read("../aside.csv").replace("She planned, modeled, and debriefed", quoted);
    assert_ne!(text, elm.read("../aside.csv"));
    elm.write("../aside.csv", &text);
    elm.imported(&["../aside.csv"], &[]);
    let session = elm.lines("oak/c-1-t-1/2025-09-10").join("\n");
    assert!(session.contains("She planned, modeled, and debriefed"), "{session}");
}

#[test]
fn rows_that_are_left_out_and_columns_without_a_name_may_be_wide() {
    let elm = elm();
    let rule = "[[leave_out]]\ncolumn = \"No\"\nis = \"Total\"\nbecause = \"a total\"\n[open]";
    elm.write("map.toml", &MAP.replace("[open]", rule));
    let head = HEAD.replace('\n', ",,\n");
    let row = FIRST.replace('\n', ",,ask her\n");
    elm.write("log.csv", &format!("{head}{row}Total,,,40,,,,,a,b\n"));
    let run = elm.imported(&["log.csv"], &[]);
    let said = "1 cell is in columns without a name, and nothing of that comes in; the first is log.csv!H2";
    assert!(run.err.contains(said), "{}", run.err);
}

/// A table that is joined has heads and rows of its own.
#[test]
fn a_wide_row_of_a_table_that_is_joined_is_a_fault() {
    let elm = elm();
    let join = "[[join]]\nsheet = \"more\"\non = [\"No\", \"Of\"]\nrows = \"one\"\n[open]";
    let map = MAP.replace("[open]", join).replace("\"Notes\"", "\"more/Notes\"");
    elm.write("map.toml", &map);
    elm.write(
        "log.csv",
        &format!("{HEAD}{FIRST}").replace(",Notes", "").replace(",She tried wait time", ""),
    );
    elm.write("more.csv", "Of,Notes\n1,She planned, modeled\n");
    let run = elm.import(&["log.csv", "more.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("more.csv!row 2: it has 3 cells, and the head names 2 columns"),
        "{}",
        run.err
    );
}

/// Someone wrote nothing but `Teacher` into the notes: that is no head, and nothing of the row is taken for names.
#[test]
fn a_row_with_the_text_of_a_head_in_its_prose_is_no_head() {
    let elm = elm();
    elm.write("map.toml", &MAP.replace("identity", "header = { with = \"Teacher\" }\nidentity"));
    let noted = "2,9/10/2025,t-1,30,F2F,Teacher\n3,9/11/2025,t-1,20,F2F,\n";
    elm.write("log.csv", &format!("{HEAD}{FIRST}{noted}"));
    let run = elm.imported(&["log.csv"], &[]);
    assert!(!run.err.contains("not in the map"), "{}", run.err);
    let session = elm.lines("oak/c-1-t-1/2025-09-10").join("\n");
    assert!(session.contains("notes: Teacher"), "{session}");
    // A head with other names in another order is one, as long as the map knows them.
    let mut map = elm.read("map.toml");
    for (one, other) in [("Min", "Length"), ("Notes", "Remarks"), ("How", "Way"), ("Date", "Day")] {
        let both = format!("column = [\"{one}\", \"{other}\"]");
        map = map.replace(&format!("column = \"{one}\""), &both);
        map = map.replace(&format!("= \"{one}\""), &format!("= {{ {both} }}"));
    }
    elm.write("map.toml", &map);
    let other = "Teacher,No,Length,Remarks,Day,Way\nt-1,4,25,moved,9/12/2025,F2F\n";
    elm.write("log.csv", &format!("{HEAD}{FIRST}{noted}{other}"));
    elm.imported(&["log.csv"], &[]);
    let session = elm.lines("oak/c-1-t-1/2025-09-12").join("\n");
    assert!(session.contains("minutes: 25") && session.contains("notes: moved"), "{session}");
}

/// A table of three visits above the one whose head the map names, and a title with two cells above each.
#[test]
fn rows_above_the_heads_are_counted_where_they_may_be_a_table() {
    let elm = elm();
    let fall = "Fall,2025\nDate,Who\n9/1/2025,t-1\n9/2/2025,t-1\n9/3/2025,t-1\n";
    let said = "rows with something in them stand above the heads, and nothing of that comes in; the first is log.csv!row 1";
    for (above, row, many) in [(fall, 6, Some("5")), ("Fall,2025\n", 2, None)] {
        elm.write("map.toml", &MAP.replace("identity", &format!("header = {row}\nidentity")));
        elm.write("log.csv", &format!("{above}{HEAD}{FIRST}"));
        let run = elm.import(&["log.csv"], &["-n"]);
        match many {
            Some(many) => {
                assert!(run.err.contains(&format!("note: {many} {said}")), "{}", run.err)
            }
            None => assert!(!run.err.contains("above the heads"), "{}", run.err),
        }
        let run = elm.run(&["import", "log.csv", "--suggest-map"]);
        let map = run.out.replace("\n# ", " ");
        assert_eq!(map.contains("stand above the heads"), many.is_some(), "{map}");
    }
}
