//! Sources whose meaning stands in a second table: a code book, a sheet of repeats, a list to look up.

use super::elm::Elm;

const OPEN: &str = "\n[open]\nschool = { is = \"oak\" }\nstarted = \"school year\"\n";

#[test]
fn codes_mean_what_the_code_book_says() {
    let elm = Elm::new();
    elm.write(
        "map.toml",
        &format!(
            r#"
name = "redcap"
identity = {{ columns = "record_id" }}
code_book = "dictionary.csv"
{OPEN}
[[record]]
kind = "checklist"
coach = {{ is = "c-1" }}
educator = "teacher"
date = "visit_date"
rater = {{ role = {{ column = "rater", words = {{ "Coach" = "self", "Outside observer" = "observer" }} }} }}
ratings = {{ columns = "i_*", items = {{ rationale = "rationale", listens = "listens" }}, words = {{ "In place" = "in-place", "Partly" = "partial" }} }}

[[record]]
kind = "session"
coach = {{ is = "c-1" }}
educator = "teacher"
date = "visit_date"
method = "how"
phases = {{ columns = "phases___*", words = {{ "I modeled" = "modeling", "Planned together, again" = "planning" }} }}
items = {{ is = "rationale" }}
"#
        ),
    );
    elm.write(
        "dictionary.csv",
        "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, \
         Calculations, OR Slider Labels\"\n\
         record_id,visit,,text,Record,\n\
         rater,visit,,dropdown,Rated by,\"1, Coach | 2, Outside observer\"\n\
         how,visit,,radio,How,\"1, In person | 2, Video\"\n\
         i_rationale,visit,,radio,Rationale,\"0, Partly | 1, In place\"\n\
         i_listens,visit,,radio,Listens,\"0, Partly | 1, In place\"\n\
         phases,visit,,checkbox,Phases,\"1, I modeled | 2, \"\"Planned together, again\"\"\"\n"
            .replace("\"\"", "")
            .as_str(),
    );
    let source = "record_id,teacher,visit_date,rater,how,i_rationale,i_listens,phases___1,phases___2\n\
                  7,t-1,2025-10-02,1,2,1,0,0,1\n";
    elm.write("visits.csv", source);
    elm.imported(&["visits.csv"], &[]);
    let checklist = elm.lines("oak/c-1-t-1/2025-10-02-checklist").join("\n");
    assert!(checklist.contains("role: self"), "{checklist}");
    assert!(checklist.contains("rationale: in-place") && checklist.contains("listens: partial"));
    let session = elm.lines("oak/c-1-t-1/2025-10-02-session").join("\n");
    assert!(session.contains("method: video"), "{session}");
    assert!(session.contains("phases: [planning]"), "{session}");
    elm.again(&["visits.csv"]);
    // What is no code of the book is told at its cell.
    elm.write("visits.csv", &source.replace(",2,1,0,0,1", ",2,4,0,0,1"));
    let run = elm.import(&["visits.csv"], &[]);
    assert!(run.code == 1 && run.err.contains("visits.csv!F2"), "{}", run.err);
    elm.write("dictionary.csv", "a,b\n1,2\n");
    let run = elm.import(&["visits.csv"], &[]);
    assert!(run.code == 2 && run.err.contains("is no code book"), "{}", run.err);
}

/// Nobody can tell which of two labels of one code is meant.
#[test]
fn a_code_with_two_labels_is_refused() {
    let elm = Elm::new();
    let map = "name = \"x\"\ncode_book = \"codes.csv\"\n[[record]]\nkind = \"session\"\n\
               educator = \"who\"\ndate = \"day\"\nmethod = \"how\"\n";
    elm.write("map.toml", map);
    elm.write("log.csv", "who,day,how\nt-1,2025-09-02,1\n");
    elm.write("codes.csv", "column,code,label\nhow,1,video\nhow,2,phone\nHow,1,email\n");
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("codes.csv") && run.err.contains("code `1`"), "{}", run.err);
    assert!(run.err.contains("`How` has two labels"), "{}", run.err);
    // The same label twice says nothing new.
    elm.write("codes.csv", "column,code,label\nhow,1,video\nhow,2,phone\nHow,1,video\n");
    let run = elm.import(&["log.csv"], &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!run.err.contains("two labels"), "{}", run.err);
}

const KOBO: &str = r#"
name = "kobo"
identity = { columns = "_id" }

[[join]]
sheet = "steps"
on = ["_index", "_parent_index"]
as = "step"

[[record]]
kind = "session"
coach = "coach"
educator = "teacher"
date = "date"
method = { is = "in-person" }
items = { is = "rationale" }
next_steps = { what = "step/#/what", who = "step/#/who", due = "step/#/due" }
"#;

const VISITS: &str = "date,coach,teacher,_id,_index\n\
    2025-10-02,c-1,t-1,901,1\n2025-10-09,c-1,t-2,902,2\n2025-10-16,c-1,t-1,903,3\n";

const STEPS: &str = "what,who,due,_index,_parent_index\n\
    Send the plan,coach,2025-10-06,1,1\nTry it once,educator,2025-10-08,2,1\nWatch the tape,coach,2025-10-20,3,3\n";

#[test]
fn repeats_of_another_table_are_lists_of_their_row() {
    let elm = Elm::new();
    elm.write("map.toml", &format!("{KOBO}{OPEN}"));
    elm.write("visits.csv", VISITS);
    elm.write("steps.csv", STEPS);
    let files = ["visits.csv", "steps.csv"];
    elm.imported(&files, &[]);
    let first = elm.lines("oak/c-1-t-1/2025-10-02-session").join("\n");
    for what in ["what: Send the plan", "what: Try it once", "due: 2025-10-08", "who: educator"] {
        assert!(first.contains(what), "{what}: {first}");
    }
    assert!(!elm.lines("oak/c-1-t-2/2025-10-09").join("\n").contains("next_steps"));
    assert!(elm.lines("oak/c-1-t-1/2025-10-16").join("\n").contains("what: Watch the tape"));
    // The order of files and rows means nothing.
    elm.again(&["steps.csv", "visits.csv"]);

    // A fault stands where its cell does, and what belongs to nothing is one.
    elm.write("steps.csv", &STEPS.replace("2025-10-08", "2025-10-38"));
    let run = elm.import(&files, &["--set-aside", "aside.csv"]);
    assert!(run.code == 1 && run.err.contains("steps.csv!C3"), "{}", run.err);
    assert_eq!(elm.read("aside.csv"), "date,coach,teacher,_id,_index\n2025-10-02,c-1,t-1,901,1\n");
    // With the mended row last, all of it goes on by the command that is named.
    let next = "then: coach import visits.csv steps.csv aside.csv --map map.toml";
    assert!(run.err.contains(next), "{}", run.err);
    elm.write("steps.csv", STEPS);
    elm.imported(&["visits.csv", "steps.csv", "aside.csv"], &[]);
    elm.write("map.toml", &format!("{KOBO}{OPEN}").replace("{ columns = \"_id\" }", "\"natural\""));
    let run = elm.import(&files, &["--set-aside", "left.csv"]);
    assert!(run.code == 2 && run.err.contains("names the source's own id"), "{}", run.err);
    elm.write("map.toml", &format!("{KOBO}{OPEN}"));
    elm.write("steps.csv", &STEPS.replace("3,3\n", "3,4\n"));
    let run = elm.import(&files, &[]);
    assert!(run.code == 1 && run.err.contains("steps.csv!E4"), "{}", run.err);
    assert!(run.err.contains("no row has this under `_index`"), "{}", run.err);
    elm.write("steps.csv", &STEPS.replace("3,3\n", "3,\n"));
    let run = elm.import(&files, &[]);
    assert!(run.code == 1 && run.err.contains("steps.csv!E4"), "{}", run.err);
    let run = elm.import(&["visits.csv"], &[]);
    assert!(run.code == 1 && run.err.contains("no sheet or file is called `steps`"), "{}", run.err);
    elm.write("steps.csv", &STEPS.replace("_parent_index", "_parent"));
    let run = elm.import(&files, &[]);
    assert!(
        run.code == 1 && run.err.contains("no column is called `_parent_index`"),
        "{}",
        run.err
    );
}

const LOOKED_UP: &str = r#"
name = "log"
identity = { columns = "No" }

[[join]]
sheet = "users"
on = ["Teacher", "email"]
rows = "one"

[[join]]
sheet = "orgs"
on = ["users/org", "id"]
rows = "one"

[open]
school = "orgs/name"

[[record]]
kind = "session"
coach = { is = "c-1" }
educator = "users/id"
date = "Day"
method = { is = "in-person" }
items = { is = "rationale" }
"#;

#[test]
fn a_row_has_the_columns_of_the_one_that_it_names() {
    let elm = Elm::new();
    elm.write("map.toml", LOOKED_UP);
    let log = "No,Teacher,Day\n1,Newt@elm.test,2025-09-02\n2,kiwi@elm.test,2025-09-03\n";
    elm.write("log.csv", log);
    let users = "id,email,org\nt-1,newt@elm.test,A\nt-2,kiwi@elm.test,B\nt-3,ibis@elm.test,B\n";
    elm.write("users.csv", users);
    elm.write("orgs.csv", "id,name\nA,Oak School\nB,Birch School\n");
    let files = ["log.csv", "users.csv", "orgs.csv"];
    elm.imported(&files, &[]);
    assert_eq!(elm.pairs(), ["birch/c-1-t-2", "oak/c-1-t-1"]);
    elm.again(&files);
    elm.write("log.csv", &log.replace("kiwi", "owl"));
    let run = elm.import(&files, &[]);
    assert!(run.code == 1 && run.err.contains("log.csv!B3"), "{}", run.err);
    // The rows that are set aside need the tables beside them, and not the one that they are from.
    let natural = LOOKED_UP.replace("{ columns = \"No\" }", "\"natural\"");
    elm.write("map.toml", &natural);
    let run = elm.import(&files, &["--set-aside", "aside.csv"]);
    let next = "then: coach import users.csv orgs.csv aside.csv --map map.toml";
    assert!(run.code == 1 && run.err.contains(next), "{}", run.err);
    elm.write("aside.csv", &elm.read("aside.csv").replace("owl", "kiwi"));
    assert_eq!(elm.import(&["users.csv", "orgs.csv", "aside.csv"], &[]).code, 0);
    elm.write("map.toml", LOOKED_UP);
    elm.write("log.csv", log);
    elm.write("users.csv", &format!("{users}t-4,kiwi@elm.test,A\n"));
    let run = elm.import(&files, &[]);
    assert!(run.err.contains("2 rows have this under `email`"), "{}", run.err);
}

/// Rows that were set aside come back beside the tables that they need: of two with one key the last counts.
#[test]
fn a_row_with_repeats_comes_back() {
    let elm = Elm::new();
    elm.write("map.toml", &format!("{KOBO}{OPEN}"));
    elm.write("visits.csv", &VISITS.replace("2025-10-09", "2025-10-99"));
    elm.write("steps.csv", STEPS);
    let run = elm.import(&["visits.csv", "steps.csv"], &["--set-aside", "aside.csv"]);
    let next = "coach import visits.csv steps.csv aside.csv --map map.toml";
    assert!(run.code == 1 && run.err.contains(next), "{}", run.err);
    elm.write("aside.csv", &elm.read("aside.csv").replace("2025-10-99", "2025-10-09"));
    let run = elm.imported(&["visits.csv", "steps.csv", "aside.csv"], &[]);
    assert!(run.err.contains("the same"), "{}", run.err);
    assert_eq!(elm.pairs(), ["oak/c-1-t-1", "oak/c-1-t-2"]);
    elm.again(&["visits.csv", "steps.csv", "aside.csv"]);
}

/// A row of the second file that names nobody is set aside, and no other.
#[test]
fn a_row_of_any_file_that_names_nobody_is_set_aside() {
    let elm = Elm::new();
    let header = "\nheader = { with = \"No\" }\nidentity";
    elm.write("map.toml", &LOOKED_UP.replacen("\nidentity", header, 1));
    elm.write("one.csv", "No,Teacher,Day\n1,newt@elm.test,2025-09-02\n");
    elm.write("two.csv", "No,Teacher,Day\n2,owl@elm.test,2025-09-03\n3,kiwi@elm.test,2025-09-04\n");
    elm.write("users.csv", "id,email,org\nt-1,newt@elm.test,A\nt-2,kiwi@elm.test,A\n");
    elm.write("orgs.csv", "id,name\nA,Oak School\n");
    let files = ["one.csv", "two.csv", "users.csv", "orgs.csv"];
    let run = elm.import(&files, &["--set-aside", "aside.csv"]);
    assert!(run.code == 1 && run.err.contains("two.csv!B2"), "{}", run.err);
    let aside = elm.read("aside.csv");
    assert!(aside.contains("2,owl@elm.test,2025-09-03\n"), "{aside}");
    assert!(!aside.contains("newt") && !aside.contains("kiwi") && !aside.contains("users/"));
    assert_eq!(elm.pairs(), ["oak/c-1-t-1", "oak/c-1-t-2"]);
}

#[test]
fn a_map_with_faults_in_its_tables_is_refused() {
    let elm = Elm::new();
    let rest = "\npeople = { file = \"x\", new = \"teacher\" }\n[[join]]\nsheet = \"s\"\non = \"_index\"\nrows = \"some\"\n";
    let (head, record) = KOBO.split_once("\n[[join]]").unwrap();
    let record = &record[record.find("[[record]]").unwrap()..];
    elm.write("map.toml", &format!("{head}{rest}{record}"));
    elm.write("visits.csv", VISITS);
    let run = elm.import(&["visits.csv"], &[]);
    assert_eq!(run.code, 2);
    for said in ["`teacher` is no form of ids", "two columns belong here", "`some`"] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}
