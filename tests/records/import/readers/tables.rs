//! Tables in sheets as people keep them: ditto marks, notes below, a second table with another head.

use std::fs;

use super::{Desk, MAP, note, path};

/// Imports `text` by `map`, with `more` before it; bad rows are set aside.
fn import(desk: &Desk, text: &str, map: &str) -> crate::harness::Run {
    let file = |name: &str| desk.district.path().join(name);
    fs::write(file("map.toml"), map).unwrap();
    fs::write(file("log.csv"), text).unwrap();
    drop(fs::remove_file(file("aside")));
    let (source, map, aside) = (file("log.csv"), file("map.toml"), file("aside"));
    let [source, map, aside] = [&source, &map, &aside].map(|it| path(it));
    desk.district.coach(&["import", source, "--map", map, "--set-aside", aside])
}

fn session(day: &str, minutes: u64, notes: &str) -> (String, u64, String) {
    (day.to_owned(), minutes, notes.to_owned())
}

#[test]
fn ditto_marks_mean_what_stands_above() {
    let desk = Desk::new();
    let text = "Date,Min,Notes\n10/1/2025,30,a\n\"\"\"\",20,b\n do. ,soon,c\n\u{3003},15,\"\"\"\"\n10/2/2025,10,d\n\u{2033},5,e\n";
    let map = MAP.replace("order =", "as_above = true, order =");
    let run = import(&desk, text, &map);
    assert_eq!(run.code, 1, "{}", run.err);
    // In a column where it is not usual, a mark is a text.
    let expected = [
        session("2025-10-01", 15, "\""),
        session("2025-10-01", 20, "b"),
        session("2025-10-01", 30, "a"),
        session("2025-10-02", 5, "e"),
        session("2025-10-02", 10, "d"),
    ];
    assert_eq!(desk.sessions(), expected);
    // The day above does not come along, so it takes the place of the mark.
    let aside = fs::read_to_string(desk.district.path().join("aside")).unwrap();
    assert_eq!(aside, "Date,Min,Notes\n10/1/2025,soon,c\n");
}

/// What the map takes for nothing is not what a cell below it means, and is as good as a ditto mark itself.
#[test]
fn words_that_say_nothing_are_passed_over_on_the_way_up() {
    let desk = Desk::new();
    let map = MAP.replace("order =", "as_above = true, order =");
    let map = format!("empty = [\"idem\"]\n{map}");
    let text = "Date,Min,Notes\n10/1/2025,30,a\nidem,20,b\n,25,c\nidem,soon,d\n";
    let run = import(&desk, text, &map);
    assert_eq!(run.code, 1, "{}", run.err);
    let of_day = |minutes, notes| session("2025-10-01", minutes, notes);
    assert_eq!(desk.sessions(), [of_day(20, "b"), of_day(25, "c"), of_day(30, "a")]);
    let aside = fs::read_to_string(desk.district.path().join("aside")).unwrap();
    assert_eq!(aside, "Date,Min,Notes\n10/1/2025,soon,d\n");
}

/// Many rows are read in shares; marks look up beyond the share that they are in, and the plan keeps the order.
#[test]
fn marks_look_up_as_far_as_it_takes() {
    let desk = Desk::new();
    let map = MAP.replace("order =", "as_above = true, order =");
    let rows = (1..=700).map(|row| format!(",{},n {row}\n", if row == 650 { 0 } else { 30 }));
    let text = format!("Date,Min,Notes\n10/1/2025,15,first\n{}", rows.collect::<String>());
    let run = import(&desk, &text, &map);
    note(&run, "log.csv!B652");
    let sessions = desk.sessions();
    assert_eq!(sessions.len(), 700, "{}", run.err);
    assert!(sessions.iter().all(|(day, ..)| day == "2025-10-01"));
}

/// A mark with nothing above it says nothing.
#[test]
fn a_ditto_mark_in_the_first_row_is_a_fault() {
    let desk = Desk::new();
    let map = MAP.replace("order =", "as_above = true, order =");
    let run = import(&desk, "Date,Min,Notes\ndo.,30,a\n10/2/2025,20,b\n", &map);
    assert_eq!((run.code, desk.sessions().len()), (1, 1), "{}", run.err);
    note(&run, "log.csv!A2");
}

#[test]
fn a_table_ends_where_the_map_says() {
    let text = "Log of c-01,,\n\nDate,Min,Notes\n\n10/1/2025,30,a\n10/2/2025,20,b\n\nKept by the office,,\n10/9/2025,9,z\n";
    let desk = Desk::new();
    let run = import(&desk, text, &format!("header = [3]\nends = \"blank\"\n{MAP}"));
    assert_eq!((run.code, desk.sessions().len()), (0, 2), "{}", run.err);
    note(&run, "2 rows left out: below the end of the table");
    let blank_cells = text.replace("b\n\n", "b\n,,\n");
    let desk = Desk::new();
    let run = import(&desk, &blank_cells, &format!("header = [3]\nends = \"blank\"\n{MAP}"));
    assert_eq!((run.code, desk.sessions().len()), (0, 2), "{}", run.err);
    let desk = Desk::new();
    let ends = "header = [3]\nends = [\"blank\", { column = \"Date\", is = \"10/2/*\" }]\n";
    let run = import(&desk, text, &format!("{ends}{MAP}"));
    assert_eq!((run.code, desk.sessions().len()), (0, 1), "{}", run.err);
    note(&run, "3 rows left out: below the end of the table");
    let run = import(&desk, text, &format!("ends = \"blnk\"\n{MAP}"));
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("`blank`"), "{}", run.err);
}

/// Two tables in a sheet, each with a head of its own; rows of both are set aside and come back.
#[test]
fn tables_with_other_heads_follow_each_other() {
    let text = "Fall,,\nDate,Min,Notes\n10/1/2025,30,a\n10/2/2025,soon,b\n,,\nSpring,,\nRemarks,Day of visit,Minutes\nc,2/3/2026,25\nd,2/4/2026,later\n";
    let map = MAP.replace("\"Date\"", "[\"Date\", \"Day of visit\"]");
    let map = map.replace("\"Min\"", "[\"Min\", \"Minutes\"]");
    let map = map.replace("\"Notes\"", "{ columns = [\"Notes\", \"Remarks\"] }");
    let head = "header = { with = [\"Date\", \"Day of *\"] }\nends = \"blank\"\n";
    let map = format!("{head}{map}");
    let desk = Desk::new();
    let run = import(&desk, text, &map);
    assert_eq!((run.code, desk.sessions().len()), (1, 2), "{}", run.err);
    let aside = fs::read_to_string(desk.district.path().join("aside")).unwrap();
    let expected = "Fall,,\nDate,Min,Notes\n10/2/2025,soon,b\n\nRemarks,Day of visit,Minutes\nd,2/4/2026,later\n";
    assert_eq!(aside, expected);
    let mended = aside.replace("soon", "45").replace("later", "50");
    let run = import(&desk, &mended, &map);
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = [
        session("2025-10-01", 30, "a"),
        session("2025-10-02", 45, "b"),
        session("2026-02-03", 25, "c"),
        session("2026-02-04", 50, "d"),
    ];
    assert_eq!(desk.sessions(), expected);
}
