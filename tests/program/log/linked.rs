//! Nothing is written through a link within the district's folder: whoever reads follows none.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::{Desk, FOR_T104, T104, finish};
use crate::harness::Run;

fn coach(desk: &Desk, arguments: &[&str]) -> Run {
    finish(desk.command(arguments).spawn().expect("the program starts"))
}

/// A desk whose `folder` is a link: to a copy elsewhere, or to one in the district itself.
fn linked(folder: &str, is_inside: bool) -> (Desk, tempfile::TempDir) {
    let (desk, elsewhere) = (Desk::new(), tempfile::tempdir().expect("a folder"));
    let here = desk.path().join(folder);
    let target = if is_inside { desk.path().join("moved") } else { elsewhere.path().join("moved") };
    if here.exists() {
        fs::rename(&here, &target).expect("moved");
    } else {
        fs::create_dir_all(&target).expect("made");
    }
    fs::create_dir_all(here.parent().expect("a folder")).expect("made");
    symlink(&target, &here).expect("a link");
    (desk, elsewhere)
}

fn all_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| !path.components().any(|part| part.as_os_str() == ".coach"))
        .collect();
    found.sort();
    found
}

#[test]
fn no_writer_goes_through_a_link() {
    let contact = [&["log", "contact", "--method", "email"][..], &FOR_T104].concat();
    let new =
        ["log", "relationship", "--coach", "c-04", "--educator", "t-201", "--school", "lincoln"];
    let end = ["log", "relationship", "--educator", "t-104", "--end", "2026-02-02"];
    let over = [
        "log",
        "relationship",
        "--educator",
        "t-104",
        "--hand-over",
        "2026-02-02",
        "--to-coach",
        "c-05",
    ];
    let to_school = [&over[..6], &["--to-school", "prairie"]].concat();
    let write = ["schema", "--write"];
    let cases: &[(&str, &[&str])] = &[
        ("records", &new),
        ("records", &contact),
        ("records", &["init", "--example"]),
        ("records/lincoln", &new),
        ("records/lincoln", &contact),
        ("records/lincoln/c-04-t-201", &new),
        (T104, &contact),
        (T104, &end),
        (T104, &over),
        ("records/prairie", &to_school),
        ("records/lincoln/c-05-t-104", &over),
        ("records/example-school", &["init", "--example"]),
        ("schemas", &write),
        ("schemas", &["init"]),
        (".coach", &end),
        (".coach", &over),
    ];
    for (folder, arguments) in cases {
        for is_inside in [false, true] {
            let (desk, elsewhere) = linked(folder, is_inside);
            let before = (all_below(desk.path()), all_below(elsewhere.path()), desk.files());
            let run = coach(&desk, arguments);
            // A pair's folder that is taken, by whatever, is passed over for the next free name.
            let is_beside = run.code == 0 && run.out.contains(&format!("{folder}-20"));
            let after = (all_below(desk.path()), all_below(elsewhere.path()), desk.files());
            assert_eq!(before.1, after.1, "{folder} {arguments:?}: {run:?}");
            if is_beside {
                continue;
            }
            assert_ne!(run.code, 0, "{folder} {arguments:?}: {run:?}");
            assert_eq!(before, after, "{folder} {arguments:?}: {run:?}");
        }
    }
}

#[test]
fn the_link_is_named() {
    for (folder, arguments) in [
        ("records/lincoln", &["init", "--example"][..]),
        ("schemas", &["schema", "--write"]),
        ("schemas", &["init"]),
        (".coach", &["log", "relationship", "--educator", "t-104", "--end", "2026-02-02"]),
    ] {
        let (desk, _elsewhere) = linked(folder, false);
        // The example's school is another one.
        let run = match folder {
            "records/lincoln" => {
                desk.file("records.txt", "");
                let new = ["--coach", "c-04", "--educator", "t-201", "--school", "lincoln"];
                coach(&desk, &[&["log", "relationship"], &new[..]].concat())
            }
            _ => coach(&desk, arguments),
        };
        assert_eq!(run.code, 2, "{run:?}");
        let named = format!("{folder} is a link, and coach writes nothing through a link");
        assert!(run.err.contains(&named), "{run:?}");
    }
}

#[test]
fn a_schema_that_is_a_link_is_not_renewed() {
    let (desk, elsewhere) = (Desk::new(), tempfile::tempdir().expect("a folder"));
    assert_eq!(coach(&desk, &["schema", "--write"]).code, 0);
    let schema = desk.path().join("schemas/relationship.schema.json");
    let moved = elsewhere.path().join("moved.json");
    fs::rename(&schema, &moved).expect("moved");
    symlink(&moved, &schema).expect("a link");
    let before = fs::read_to_string(&moved).expect("a text");
    let more = format!("{}[schools.mill]\nname = \"Mill\"\n", super::SETTINGS);
    desk.file("coach.toml", more);
    let run = coach(&desk, &["schema", "--write"]);
    assert!(run.code == 2 && run.err.contains("is a link"), "{run:?}");
    assert_eq!(fs::read_to_string(&moved).expect("a text"), before);
}
