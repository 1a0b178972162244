//! JSON in the forms in which programs give it out.

use std::fs;

use super::{Desk, MAP, note, path};

/// Imports `text` with `more` before the map, bad rows set aside in `aside`.
fn import(desk: &Desk, text: &str, more: &str, aside: &str) -> crate::harness::Run {
    let file = |name: &str| desk.district.path().join(name);
    fs::write(file("map.toml"), format!("{more}{MAP}")).unwrap();
    fs::write(file("log.json"), text).unwrap();
    drop(fs::remove_file(file(aside)));
    let (source, map, aside) = (file("log.json"), file("map.toml"), file(aside));
    let [source, map, aside] = [&source, &map, &aside].map(|it| path(it));
    desk.district.coach(&["import", source, "--map", map, "--set-aside", aside])
}

/// Rows that are set aside keep their keys in their order, those that the map does not know as well, and every digit.
#[test]
fn records_are_set_aside_as_they_were() {
    let desk = Desk::new();
    let good = "{\"Date\":\"10/1/2025\",\"Min\":30,\"Notes\":\"One\",\"Zeta\":null,\"Id\":1}";
    let bad = "{\"Zeta\": 12345678901234567890, \"Notes\": \"caf\\u00e9\", \"Min\": \"soon\", \"Date\": \"10/2/2025\", \"Id\": [], \"Alpha\": {}}";
    let run = import(&desk, &format!("{good}\n{bad}\n{{\"Date\":\n"), "", "aside");
    assert_eq!((run.code, desk.sessions().len()), (1, 1), "{}", run.err);
    note(&run, "log.json!line 2: Min `soon`");
    note(&run, "log.json!line 3: it is no JSON from column 8 on");
    let aside = fs::read_to_string(desk.district.path().join("aside")).unwrap();
    assert_eq!(aside, format!("{bad}\n{{\"Date\":\n"));
    let mended = format!("{}\n", bad.replace("\"soon\"", "45"));
    let run = import(&desk, &mended, "", "left");
    assert_eq!((run.code, desk.sessions().len()), (0, 2), "{}", run.err);
    assert_eq!(desk.sessions()[1].2, "café");
}

/// One record that is set aside is not taken for what holds the others.
#[test]
fn records_in_a_list_of_an_object_come_back() {
    let desk = Desk::new();
    let text = "{\n \"count\": 2,\n \"sessions\": [\n  {\"Date\": \"10/1/2025\", \"Min\": 30, \"Notes\": \"\"},\n  \
                {\"Date\": \"10/2/2025\",\n   \"Min\": \"soon\", \"Notes\": \"\", \"sessions\": [{\"x\": 1}]}\n ]\n}\n";
    let more = "rows_in = \"sessions\"\n";
    let run = import(&desk, text, more, "aside");
    assert_eq!((run.code, desk.sessions().len()), (1, 1), "{}", run.err);
    note(&run, "log.json!record 2: Min (line 5) `soon`");
    let aside = fs::read_to_string(desk.district.path().join("aside")).unwrap();
    assert_eq!(
        aside,
        "[\n{\"Date\": \"10/2/2025\",    \"Min\": \"soon\", \"Notes\": \"\", \"sessions\": [{\"x\": 1}]}\n]\n"
    );
    let run = import(&desk, &aside.replace("\"soon\"", "45"), more, "left");
    assert_eq!((run.code, desk.sessions().len()), (0, 2), "{}", run.err);
}

#[test]
fn a_key_that_stands_twice_is_a_fault_of_its_row() {
    let desk = Desk::new();
    let text = "[{\"Date\": \"10/1/2025\", \"Min\": 30, \"Notes\": \"\"},\n\
                 {\"Date\": \"10/2/2025\", \"Min\": 30, \"Min\": 45, \"Notes\": \"\"}]";
    let run = import(&desk, text, "", "aside");
    assert_eq!((run.code, desk.sessions().len()), (1, 1), "{}", run.err);
    note(&run, "log.json!record 2 (line 2): `Min` stands in it twice");
}

/// What the list of records is called is guessed and said.
#[test]
fn a_guess_is_said() {
    let desk = Desk::new();
    let text = "{\"errors\": [{\"x\": 1}], \"data\": [{\"Date\": \"10/1/2025\", \"Min\": 30, \"Notes\": \"\"}]}";
    let run = import(&desk, text, "", "aside");
    assert_eq!((run.code, desk.sessions().len()), (0, 1), "{}", run.err);
    note(
        &run,
        "the records are those under `data`, one of several lists; `rows_in` in the map says it otherwise",
    );
}

/// Programs leave out what is empty: then a column is missing where nobody filled it in.
#[test]
fn a_column_that_may_be_missing_is_no_fault() {
    let desk = Desk::new();
    let text = "{\"Date\":\"10/1/2025\",\"Min\":30,\"steps\":[]}\n";
    let run = import(&desk, text, "", "aside");
    assert_eq!((run.code, desk.sessions().len()), (1, 0), "{}", run.err);
    note(&run, "no column is called `Notes`");
    note(&run, "add `optional = true`");
    let optional = |more: &str| {
        let map = MAP.replace("\"Notes\"", "{ column = \"Notes\", optional = true }");
        fs::write(desk.district.path().join("map.toml"), format!("{map}{more}")).unwrap();
        let [source, map] = ["log.json", "map.toml"].map(|name| desk.district.path().join(name));
        desk.district.coach(&["import", path(&source), "--map", path(&map)])
    };
    // A list that is empty everywhere has no columns, and needs no word in the map.
    let run = optional("next_steps = [{ what = \"steps[#].what\", who = { is = \"coach\" } }]\n");
    assert_eq!((run.code, desk.sessions().len()), (0, 1), "{}", run.err);
    let run = optional("strengths = \"steps.well\"\n");
    assert_eq!(run.code, 1, "{}", run.err);
    note(&run, "no column is called `steps.well`");
}
