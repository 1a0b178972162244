//! People whose ids stand on a list outside the district's folder.

use std::fs;

use super::elm::Elm;
use crate::harness::coach_in;

const MAP: &str = r#"
name = "log"
identity = { columns = "No" }
people = { file = "../keys/people.csv", new = "t-###", new_coach = "c-#" }

[open]
school = { is = "oak" }

[[record]]
kind = "session"
coach = "Coach"
educator = "Teacher"
each = { is = "true" }
date = "Day"
method = { is = "in-person" }
items = { is = "rationale" }
"#;

const LOG: &str = "No,Coach,Teacher,Day\n\
    1,Zebra Quill,newt@elm.test,2025-09-02\n\
    2,zebra  quill,\"Ibis, Newt\",2025-09-03\n\
    3,Zebra Quill,\"NEWT@elm.test, kiwi@elm.test\",2025-09-04\n";

fn elm() -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm.write("log.csv", LOG);
    elm.write("../keys/people.csv", "person,id\nnewt@elm.test,t-041\n");
    elm
}

const LIST: &str = "person,id\nnewt@elm.test,t-041\nZebra Quill,c-1\n\"Ibis, Newt\",t-042\n\
    kiwi@elm.test,t-043\n";

#[test]
fn everybody_gets_an_id_and_keeps_it() {
    let elm = elm();
    let list = elm.read("../keys/people.csv");
    let plan = elm.imported(&["log.csv"], &["-n"]);
    assert!(plan.err.contains("3 new people would get an id"), "{}", plan.err);
    // The coach and two educators, each where they are named first.
    assert!(plan.err.contains(", named in log.csv!B2, log.csv!C3, log.csv!C4\n"), "{}", plan.err);
    assert_eq!(elm.read("../keys/people.csv"), list);

    let run = elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.pairs(), ["oak/c-1-t-041", "oak/c-1-t-042", "oak/c-1-t-043"]);
    assert_eq!(elm.read("../keys/people.csv"), LIST);
    for said in [plan.err, plan.out, run.err, run.out, format!("{:?}", elm.records())] {
        let said = said.to_lowercase();
        let names = ["zebra", "newt", "ibis", "kiwi"];
        assert!(!names.iter().any(|name| said.contains(name)), "{said}");
    }
    elm.again(&["log.csv"]);
    assert_eq!(elm.read("../keys/people.csv"), LIST);
}

/// One person has one id, however the name is written; a cell of several people or of nobody gets none.
#[test]
fn who_is_not_one_person_gets_no_id() {
    let elm = elm();
    elm.write(
        "log.csv",
        "No,Coach,Teacher,Day\n1,Zebra Quill,\"Ibis, Newt\",2025-09-02\n\
         2,\"Quill, Zebra\",Newt Ibis,2025-09-03\n3,Zebra Quill,TBD,2025-09-04\n\
         4,Zebra Quill,Kiwi Ash / Newt Ibis,2025-09-05\n5,Zebra Quill and Owl,Newt Ibis,2025-09-08\n",
    );
    let run = elm.import(&["log.csv"], &["--set-aside", "../aside.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for said in [
        "Teacher: names nobody\n  --> log.csv!C4\n",
        "Teacher: looks like several people\n  --> log.csv!C5\n",
        "Coach: looks like several people\n  --> log.csv!B6\n",
    ] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    assert!(!["Kiwi", "Owl", "Zebra"].iter().any(|name| run.err.contains(name)), "{}", run.err);
    // Of a row, the educator comes first.
    let list = "person,id\nnewt@elm.test,t-041\n\"Ibis, Newt\",t-042\nZebra Quill,c-1\n";
    assert_eq!(elm.read("../keys/people.csv"), list);
    assert_eq!(elm.pairs(), ["oak/c-1-t-042"]);
}

/// A run that was cut off after the list was written gives everybody the same ids.
#[test]
fn a_run_after_one_that_was_cut_off_uses_its_ids() {
    let elm = elm();
    elm.write("../keys/people.csv", LIST);
    let run = elm.imported(&["log.csv"], &[]);
    assert!(!run.err.contains("new people"), "{}", run.err);
    assert_eq!(elm.read("../keys/people.csv"), LIST);
    assert_eq!(elm.pairs().len(), 3);
}

#[test]
fn nobody_gets_an_id_for_a_row_that_is_set_aside() {
    let elm = elm();
    elm.write("log.csv", &LOG.replace("2025-09-03", "2025-09-93"));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1);
    assert!(!elm.read("../keys/people.csv").contains("Ibis"));
    let run = elm.import(&["log.csv"], &["--set-aside", "../aside.csv"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let list = elm.read("../keys/people.csv");
    assert!(!list.contains("Ibis") && list.contains("kiwi@elm.test,t-043"), "{list}");
}

#[test]
fn the_list_stays_outside_of_what_is_shared() {
    let elm = elm();
    for place in ["keys.csv", "records/../keys.csv"] {
        elm.write("map.toml", &MAP.replace("../keys/people.csv", place));
        let run = elm.import(&["log.csv"], &[]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("has to stay outside"), "{place}: {}", run.err);
    }
    // The repository begins above the district's folder.
    elm.write("../.git/HEAD", "ref: refs/heads/main\n");
    elm.write("map.toml", MAP);
    let run = elm.import(&["log.csv"], &[]);
    assert!(run.code == 2 && run.err.contains("has to stay outside"), "{}", run.err);
    assert!(elm.records().is_empty());
}

#[test]
fn a_list_with_faults_is_refused_and_quoted_nowhere() {
    let elm = elm();
    elm.write("../keys/people.csv", "person,id\nZebra,t-1\nzebra,t-2\nNewt,Newt\n");
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("line 3: ") && run.err.contains("line 4: "), "{}", run.err);
    assert!(!run.err.to_lowercase().contains("zebra"), "{}", run.err);
    elm.write("../keys/people.csv", "person,id\n");
    elm.write("map.toml", &MAP.replace(", new_coach = \"c-#\"", ""));
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("log.csv!B2") && run.err.contains("`new_coach`"), "{}", run.err);
    assert!(!run.err.to_lowercase().contains("zebra"), "{}", run.err);
}

/// The map is found from elsewhere, and so is what it names.
#[test]
fn files_of_a_map_are_beside_it() {
    let elm = elm();
    let arguments = ["import", "-C", "elm", "elm/log.csv", "--map", "elm/map.toml"];
    let run = coach_in(&elm.path(".."), &[], &arguments);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(fs::read_to_string(elm.path("../keys/people.csv")).unwrap(), LIST);
}

/// A district with names in people.yaml, two of whom share a given name.
fn named(given: &str) -> Elm {
    let elm = Elm::new();
    elm.write(
        "map.toml",
        &MAP.replace(
            "people = { file = \"../keys/people.csv\", new = \"t-###\", new_coach = \"c-#\" }",
            "",
        ),
    );
    elm.write("people.yaml", &format!("c-1: Zebra Owl\nt-104: Ada Quill\nt-105: {given} Marsh\n"));
    elm
}

/// A name that begins with the family's is one person, and never two others who each have a half of it.
#[test]
fn halves_of_a_name_are_nobody() {
    for given in ["Bo", "Ada"] {
        let elm = named(given);
        for cell in ["Marsh, Bea", "Quill, Bo", "Roe, Ada", "Quill, A", "Quill, Ada, Marsh, Bo"] {
            elm.write("log.csv", &format!("No,Coach,Teacher,Day\n1,c-1,\"{cell}\",2025-09-02\n"));
            let run = elm.import(&["log.csv"], &[]);
            assert_eq!(run.code, 1, "{cell}: {}{}", run.out, run.err);
            assert!(run.err.contains("  --> log.csv!C2"), "{cell}: {}", run.err);
            let names = ["Ada", "Bo", "Bea", "Marsh", "Quill", "Roe"];
            assert!(!names.iter().any(|name| run.err.contains(name)), "{cell}: {}", run.err);
            assert!(elm.records().is_empty(), "{cell}");
        }
        elm.write(
            "log.csv",
            "No,Coach,Teacher,Day\n1,c-1,\"Quill, Ada\",2025-09-02\n2,c-1,\"t-106, t-107\",2025-09-03\n",
        );
        elm.imported(&["log.csv"], &[]);
        assert_eq!(elm.pairs(), ["oak/c-1-t-104", "oak/c-1-t-106", "oak/c-1-t-107"]);
    }
}

#[test]
fn whole_names_and_ids_are_each_somebody() {
    let elm = named("Bo");
    elm.write(
        "log.csv",
        "No,Coach,Teacher,Day\n1,\"Owl, Zebra\",\"Ada Quill, Bo Marsh\",2025-09-02\n\
         2,c-1,\"Marsh, Bo & t-106\",2025-09-03\n",
    );
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.pairs(), ["oak/c-1-t-104", "oak/c-1-t-105", "oak/c-1-t-106"]);
    assert_eq!(elm.records().len(), 3 + 4);
}

/// Where no relationship is opened, the name reaches those that are there, and is none of them either.
#[test]
fn a_name_in_a_cell_is_not_looked_for_by_its_halves() {
    let elm = named("Bo");
    elm.write("log.csv", "No,Coach,Teacher,Day\n1,c-1,\"Ada Quill; Bo Marsh\",2025-09-02\n");
    elm.imported(&["log.csv"], &[]);
    let map = elm.read("map.toml").replace("[open]\nschool = { is = \"oak\" }\n", "");
    elm.write("map.toml", &map.replace("\"log\"", "\"other\""));
    elm.write("log.csv", "No,Coach,Teacher,Day\n1,c-1,\"Marsh, Ada\",2025-09-02\n");
    let before = elm.records();
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said = "error: Teacher: names nobody who is known here\n  --> log.csv!C2\n";
    assert!(run.err.contains(said), "{}", run.err);
    assert!(!run.err.contains("Marsh") && !run.err.contains("Ada"), "{}", run.err);
    assert_eq!(elm.records(), before);
}

/// A part of a name may be somebody else's: nobody looks at a row as it is written.
#[test]
fn a_part_of_a_name_is_nobody() {
    let elm = named("Joanna");
    for cell in ["Ann", "an", "Anna", "Marsh", "Anna Marsh", "Ada Quil"] {
        elm.write("log.csv", &format!("No,Coach,Teacher,Day\n1,c-1,{cell},2025-09-02\n"));
        let run = elm.import(&["log.csv"], &[]);
        assert_eq!(run.code, 1, "{cell}: {}{}", run.out, run.err);
        assert!(run.err.contains("  --> log.csv!C2"), "{cell}: {}", run.err);
        assert!(elm.records().is_empty(), "{cell}");
    }
    elm.write("log.csv", "No,Coach,Teacher,Day\n1,c-1,joanna MARSH,2025-09-02\n");
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.pairs(), ["oak/c-1-t-105"]);
}

/// Where there is a list, whoever is on neither gets an id, and is not somebody whose name has theirs in it.
#[test]
fn a_part_of_a_name_is_a_new_person_of_the_list() {
    let elm = elm();
    elm.write("people.yaml", "t-105: Joanna Quillan\n");
    elm.write("log.csv", "No,Coach,Teacher,Day\n1,c-1,Anna,2025-09-02\n");
    elm.imported(&["log.csv"], &[]);
    // t-105 has the last number that anyone has.
    assert_eq!(elm.pairs(), ["oak/c-1-t-106"]);
}

/// The same in a document, where a command takes a part of a name from whoever types it.
#[test]
fn a_document_names_people_whole() {
    let elm = named("Joanna");
    elm.write("log.csv", "No,Coach,Teacher,Day\n1,c-1,t-105,2025-09-02\n");
    elm.imported(&["log.csv"], &[]);
    let log = |educator: &str, coach: &str| {
        let record = format!(
            "kind: contact\ndate: 2025-09-03\nmethod: phone\neducator: {educator}\ncoach: {coach}\n"
        );
        elm.write("contact.yaml", &record);
        let file = elm.path("contact.yaml");
        coach_in(&elm.path(""), &[], &["log", "contact", "--from", &file.to_string_lossy()])
    };
    for (educator, coach) in [("Ann", "c-1"), ("Joanna Marsh", "Owl")] {
        let run = log(educator, coach);
        assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    }
    let run = log("Joanna Marsh", "Zebra Owl");
    assert_eq!(run.code, 0, "{}", run.err);
    let arguments =
        ["log", "contact", "--educator", "joa", "--method", "email", "--date", "2025-09-04"];
    let run = coach_in(&elm.path(""), &[], &arguments);
    assert_eq!(run.code, 0, "{}", run.err);
}

/// Before it is known who somebody is, no relationship can be opened: what is said helps, and names nobody.
#[test]
fn a_name_that_is_not_whole_is_told_with_what_helps() {
    let elm = Elm::new();
    elm.write("people.yaml", "t-1: Zebra Quill\nt-2: \"Do, Minh\"\nt-3: Siobhan O'Neil\n");
    let map = MAP.lines().filter(|line| !line.starts_with("people"));
    let map = map.collect::<Vec<_>>().join("\n").replace("\"Coach\"", "{ is = \"c-1\" }");
    elm.write("map.toml", &map);
    elm.write(
        "log.csv",
        "No,Teacher,Day\n1,t-1,2025-09-02\n2,Mrs. Zebra Quill,2025-09-03\n\
                          3,Minh Do and Siobhan O’Neil,2025-09-04\n",
    );
    elm.imported(&["log.csv"], &[]);
    assert_eq!(elm.pairs(), ["oak/c-1-t-1", "oak/c-1-t-2", "oak/c-1-t-3"]);

    let map = map.replace("[open]\nschool = { is = \"oak\" }\n", "");
    elm.write("map.toml", &map);
    elm.write("more.csv", "No,Teacher,Day\n4,Mrs. Quill,2025-09-05\n5,Quill and Do,2025-09-08\n");
    let run = elm.import(&["more.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    let said = "error: Teacher: names nobody who is known here (2 rows)\n  --> more.csv!B2\n  --> more.csv!B3\n  \
                help: say in the map whose id it is: educator = { column = \"…\", words = { \"…\" = \"t-101\" } }";
    assert!(run.err.contains(said), "{}", run.err);
    assert!(!run.err.contains("Quill") && !run.err.contains("relationship"), "{}", run.err);

    let words = "words = { \"Mrs. Quill\" = \"t-1\", \"Quill and Do\" = [\"t-1\", \"t-2\"] }";
    let educator = format!("educator = {{ column = \"Teacher\", {words} }}");
    elm.write("map.toml", &map.replace("educator = \"Teacher\"", &educator));
    elm.imported(&["more.csv"], &[]);
    for (pair, day) in [("t-1", "05"), ("t-1", "08"), ("t-2", "08")] {
        let folder = format!("oak/c-1-{pair}/2025-09-{day}");
        assert!(elm.records().keys().any(|name| name.starts_with(&folder)), "{folder}");
    }
}
