//! Which files an import reads, and what is said of those that it does not.

use super::elm::Elm;

const MAP: &str = "name = \"log\"\n[open]\nschool = { is = \"oak\" }\n[[record]]\nkind = \"contact\"\n\
    coach = { is = \"c-1\" }\neducator = \"Teacher\"\ndate = \"Date\"\nmethod = { is = \"email\" }\n";

fn elm() -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    elm.write("logs/log.csv", "Teacher,Date\nt-1,2025-09-14\n");
    elm
}

/// Without an id of the source two equal rows are two records, so a file must not be read twice.
#[test]
fn a_file_that_is_named_twice_is_refused() {
    let elm = elm();
    for (files, said) in [
        (["logs/log.csv", "logs/log.csv"], "logs/log.csv is named twice"),
        (["logs/log.csv", "./logs/log.csv"], "logs/log.csv and ./logs/log.csv are the same file"),
        (["logs/log.csv", "records/../logs/log.csv"], "are the same file; name it once"),
        (["-", "-"], "standard input is named twice"),
    ] {
        let run = elm.import(&files, &[]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(said), "{said}: {}", run.err);
        let run = elm.run(&["import", "--suggest-map", files[0], files[1]]);
        assert!(run.code == 2 && run.err.contains(said), "{said}: {}", run.err);
    }
    assert!(elm.records().is_empty());
    // The same text in another file is another source's business.
    elm.write("log.csv", &elm.read("logs/log.csv"));
    elm.imported(&["log.csv", "logs/log.csv"], &[]);
}

#[test]
fn a_file_that_is_not_there_is_told_as_it_was_typed() {
    let elm = elm();
    for (file, said) in [
        ("logs/none.csv", "error: logs/none.csv cannot be read: it is not there"),
        ("logs/*/log.csv", "error: logs/*/log.csv cannot be read: a pattern is not filled in here"),
    ] {
        let run = elm.import(&[file], &[]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}
