//! How faults of rows, of a map and of a file are told: once, at the right cells, and with what to do.

use super::elm::Elm;

const MAP: &str = r#"
name = "log"
identity = { columns = "No" }

[[record]]
kind = "session"
coach = "Coach"
educator = "Teacher"
date = { column = "Date", order = "month-day-year" }
minutes = { column = "Min", bare = "minutes" }
method = { column = "How", words = { F2F = "in-person" } }
items = { is = "rationale" }
notes = "Notes"
"#;

const HEAD: &str = "No,Date,Coach,Teacher,Min,How,Notes\n";

/// A district with the map and `rows` below the head, in log.csv.
fn elm(rows: &str) -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm.write("log.csv", &format!("{HEAD}{rows}"));
    elm
}

#[test]
fn a_source_without_anything_in_it_is_said_to_be_empty() {
    let elm = elm("");
    for (name, text) in
        [("empty.csv", ""), ("blank.csv", "\n \n,,\n"), ("list.json", "[]"), ("tab.txt", "\t\n")]
    {
        elm.write(name, text);
        let run = elm.import(&[name], &[]);
        assert_eq!((run.code, run.err), (2, format!("error: {name} is empty\n")));
    }
}

#[test]
fn a_column_in_the_place_of_the_identity_is_told_where_it_goes() {
    let elm = elm("1,9/9/2025,c-1,t-1,40,F2F,\n");
    elm.write("map.toml", &MAP.replace("{ columns = \"No\" }", "\"No\""));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 2, "{}", run.err);
    for said in [
        "error[unknown-word]: `No` is none of the words that may stand here",
        "map.toml:3:12",
        "allowed: natural or content",
        "= help: where a column has each row's own id: identity = { columns = \"…\" }",
    ] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}

#[test]
fn two_without_a_relationship_are_named_at_both_cells() {
    let elm = elm("1,9/9/2025,c-1,t-1,40,F2F,\n");
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said =
        "error: Teacher: is of two who have no relationship here\n  --> log.csv!D2, log.csv!C2: ";
    assert!(run.err.contains(said), "{}", run.err);
}

/// The row says it of the school, and not once more of the two who have no relationship because of it.
#[test]
fn a_school_that_is_not_in_the_settings_is_told_at_its_cell() {
    let elm = elm("1,9/9/2025,c-1,t-1,40,F2F,Nowhere School\n");
    let open = "[open]\nschool = \"Notes\"\n[[record]]";
    elm.write("map.toml", &MAP.replace("[[record]]", open).replace("notes = \"Notes\"\n", ""));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said = "error: Notes: is no school of coach.toml\n  --> log.csv!G2 `Nowhere School`\n";
    assert!(run.err.contains(said), "{}", run.err);
    assert!(run.err.contains("`birch` or `oak`"), "{}", run.err);
    assert_eq!(run.err.matches("error:").count(), 1, "{}", run.err);
}

#[test]
fn days_whose_order_nobody_tells_are_one_fault() {
    let elm = elm("1,9/8/2025,c-1,t-1,40,F2F,\n2,9/9/2025,c-1,t-1,40,F2F,\n");
    let map = MAP.replace(", order = \"month-day-year\"", "");
    elm.write("map.toml", &map.replace("items =", "observed = { on = \"Date\" }\nitems ="));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.err.matches("error: Date:").count(), 1, "{}", run.err);
    assert_eq!(run.err.matches("log.csv!B2").count(), 1, "{}", run.err);
}

/// A name is not enough where two folders hold a file of that name.
#[test]
fn files_of_one_name_are_told_by_their_folders() {
    let elm = elm("");
    for folder in ["fall", "spring"] {
        elm.write(
            &format!("{folder}/log.csv"),
            &format!("{HEAD}{folder},9/44/2025,c-1,t-1,4,F2F,\n"),
        );
    }
    let run = elm.import(&["fall/log.csv", "spring/log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    for cell in ["--> fall/log.csv!B2", "--> spring/log.csv!B2"] {
        assert!(run.err.contains(cell), "{cell}: {}", run.err);
    }
}

/// 40 characters are quoted; more may be prose.
#[test]
fn a_long_cell_is_told_by_its_address() {
    for (length, shown) in
        [(40, format!("log.csv!E2 `{}`\n", "x".repeat(40))), (41, "log.csv!E2\n".to_owned())]
    {
        let elm = elm(&format!("1,9/9/2025,c-1,t-1,{},F2F,\n", "x".repeat(length)));
        let run = elm.import(&["log.csv"], &[]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains(&shown), "{}", run.err);
    }
}

/// A map that cannot be is refused at its line.
fn refused(map: &str, line: usize, said: &[&str]) {
    let elm = elm("1,9/9/2025,c-1,t-1,40,F2F,\n");
    elm.write("map.toml", map);
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 2, "{}", run.err);
    for said in [&[&*format!("map.toml:{line}:")], said].concat() {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}

#[test]
fn a_map_without_a_name_and_one_without_a_first_row_are_refused() {
    refused(&MAP.replace("\"log\"", "\" \""), 2, &["a source needs a name"]);
    let none = MAP.replace("identity", "header = 0\nidentity");
    refused(&none, 3, &["`0` is not a whole number from 1 to 1048576"]);
}

/// A key of a map that would do nothing is said at its place.
#[test]
fn keys_of_a_map_that_do_nothing_are_refused() {
    let day = "date = { column = \"Date\", order = \"month-day-year\" }";
    for (from, to, line, said) in [
        (day, "date = { column = \"Date\", bare = \"hours\" }", 9, "`bare` does nothing here"),
        ("\"Notes\"", "{ is = \"x\", column = \"Notes\" }", 13, "`is` and `column` both say"),
        ("is = \"rationale\"", "is = \"rationale\", as_above = true", 12, "beside `is`"),
        (
            "bare = \"minutes\"",
            "bare = \"minutes\", words = { a = \"1\" }",
            10,
            "`words` does nothing",
        ),
    ] {
        assert!(MAP.contains(from));
        refused(&MAP.replace(from, to), line, &[said]);
    }
}

#[test]
fn a_truth_or_a_number_where_a_header_belongs_is_explained() {
    for (word, given) in [("true", "together = { is = true }"), ("3", "together = { is = 3 }")] {
        let map = MAP.replace("items =", &format!("together = {word}\nitems ="));
        refused(&map, 12, &[&format!("not `{word}`"), given]);
    }
}

/// Before anything is planned: nobody is told of records to add that are then not added.
#[test]
fn rows_are_never_set_aside_over_a_file() {
    let elm = elm("1,9/9/2025,c-1,t-1,soon,F2F,\n2,9/10/2025,c-1,t-1,40,F2F,\n");
    elm.write(
        "map.toml",
        &MAP.replace("[[record]]", "[open]\nschool = { is = \"oak\" }\n[[record]]"),
    );
    elm.write("aside.csv", "mended by hand\n");
    let run = elm.import(&["log.csv"], &["--set-aside", "aside.csv"]);
    let said = "error: aside.csv is there already, so nothing was written: name a new file after --set-aside, or move this \
                one away\n";
    assert_eq!((run.code, run.err.as_str()), (2, said));
    assert_eq!(elm.read("aside.csv"), "mended by hand\n");
    let run = elm.import(&["log.csv"], &["--set-aside", "none/aside.csv"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: there is no folder none\n"));
    assert!(elm.records().is_empty());
}

/// What a cell holds is shown, unless it is prose or has a word of a known name in it: then its place is all that is told.
#[test]
fn names_and_prose_are_in_no_message() {
    let elm = elm("1,9/15/2025,c-1,t-1,40,Zoom,\n\
                   2,Ada Quill out sick,c-1,t-1,30 min Newt,Phone w/ Ada Quill,\n\
                   3,9/16/2025,c-1,t-1,IBIS,her mother died so we talked,\n\
                   4,9/17/2025,c-1,t-1,forty-ish,Uninterruptedly-nonverbal-correspondences,\n");
    elm.write("people.yaml", "t-1: Ada Quill\nt-2: Bo Newt\nt-3: Åse Ibis\n");
    for form in ["text", "json"] {
        let run = elm.import(&["log.csv"], &["--format", form]);
        assert_eq!(run.code, 1, "{}", run.err);
        let said = format!("{}{}", run.out, run.err);
        for shown in ["log.csv!F2 `Zoom`", "log.csv!E5 `forty-ish`", "log.csv!B3", "log.csv!F5"] {
            assert!(said.contains(shown), "{shown}: {said}");
        }
        for hidden in ["Quill", "Newt", "IBIS", "mother", "Uninterruptedly"] {
            assert!(!said.contains(hidden), "{hidden}: {said}");
        }
    }
    elm.write("people.yaml", "t-1: Teacher 01\n");
    elm.write("../list.csv", "person,id\nQuill,t-1\n\"Ìbis, Åse\",t-3\nNewt,t-2\n");
    elm.write("map.toml", &MAP.replacen('\n', "\npeople = { file = \"../list.csv\" }\n", 1));
    let run = elm.import(&["log.csv"], &["--format", "json"]);
    let said = format!("{}{}", run.out, run.err);
    for hidden in ["Quill", "Newt", "IBIS", "mother"] {
        assert!(!said.contains(hidden), "{hidden}: {said}");
    }
    assert!(said.contains("log.csv!F2 `Zoom`"), "{said}");
}
