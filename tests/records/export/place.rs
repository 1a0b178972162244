//! Where an export goes: a folder is made whole or not at all, and nothing but an earlier export ever goes with it.

use std::fs;

use super::export;
use crate::harness::{District, Pair};

#[test]
fn a_folder_with_something_in_it_stays_as_it_is() {
    let district = District::new().pair(&Pair::new().all_in_place()).file("tables/own.txt", "mine");
    for more in [&["--to", "csv"][..], &["--to", "csv", "--force"]] {
        let run = export(&district, more);
        assert!(run.code == 2 && run.err.contains("new or empty"), "{run:?}");
    }
    let names = |path: &str| {
        let all = fs::read_dir(district.path().join(path)).expect("a folder");
        let mut all: Vec<String> =
            all.map(|it| it.expect("a file").file_name().to_string_lossy().into_owned()).collect();
        all.sort();
        all
    };
    assert_eq!(names("tables"), ["own.txt"]);
    assert_eq!(names("."), ["coach.toml", "records", "tables"]);
    // An earlier export is replaced where that is asked for, and only then.
    let run = district.coach(&["export", "--to", "csv", "new"]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = district.coach(&["export", "--to", "jsonl", "new"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: an earlier export is in new; --force replaces it, or name another folder\n")
    );
    assert_eq!(district.coach(&["export", "--to", "jsonl", "new", "--force"]).code, 0);
    assert!(names("new").iter().all(|name| name.ends_with(".jsonl") || name.ends_with(".json")));
    assert_eq!(names("."), ["coach.toml", "new", "records", "tables"]);
    for inside in ["records/tables", "coach.toml", "records"] {
        let run = district.coach(&["export", "--to", "csv", inside, "--force"]);
        assert_eq!(run.code, 2, "{inside}: {run:?}");
    }
}

#[test]
fn folders_above_are_made_and_go_again_with_what_was_not_made() {
    let district = District::new().pair(&Pair::new().all_in_place());
    let is_there = |path: &str| district.path().join(path).exists();
    // The period is none, and so nothing is made.
    let run = district.coach(&["export", "--to", "csv", "a/b/c", "--period", "nonsense"]);
    assert!(run.code == 2 && !is_there("a"), "{run:?}");
    let run = district.coach(&["export", "--to", "csv", "a/b/c"]);
    assert!(run.code == 0 && is_there("a/b/c/datapackage.json"), "{run:?}");
    for place in ["coach.toml/c", "coach.toml/b/c"] {
        assert_eq!(district.coach(&["export", "--to", "csv", place]).code, 2);
    }
    fs::write(district.path().join("file"), "mine").expect("a file");
    let run = district.coach(&["export", "--to", "csv", "file/b/c"]);
    assert!(run.code == 2 && run.err.contains("file is not a folder"), "{run:?}");
}

#[test]
fn what_stands_beside_an_earlier_export_stays() {
    let district = District::new().pair(&Pair::new().all_in_place());
    let is_there = |path: &str| district.path().join(path).exists();
    let out = district.path().join("out");
    let force = |dir: &str| district.coach(&["export", "--to", "csv", dir, "--force"]);
    assert_eq!(force("out").code, 0);
    // Another district in the folder, notes, and a table of another form that the export did not write.
    for (path, text) in [
        ("inner/coach.toml", "mine"),
        ("notes.txt", "mine"),
        ("sessions.parquet", "mine"),
        ("a.txt", "mine"),
        ("b.txt", "mine"),
        ("c.txt", "mine"),
    ] {
        let file = out.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
        let run = force("out");
        assert!(run.code == 2 && run.err.contains("nothing else is in its folder"), "{run:?}");
        assert_eq!(fs::read_to_string(out.join(path)).expect("text"), "mine");
    }
    let run = force("out");
    let names = "`a.txt`, `b.txt`, `c.txt`, `inner`, `notes.txt` and 1 more";
    assert!(run.err.contains(names), "{run:?}");
    // A list that was changed makes nothing else replaceable.
    for path in ["sessions.parquet", "a.txt", "b.txt", "c.txt", "notes.txt"] {
        fs::remove_file(out.join(path)).expect("removed");
    }
    let package = out.join("datapackage.json");
    let text = fs::read_to_string(&package).expect("text").replace("\"sessions.csv\"", "\"inner\"");
    fs::write(&package, text).expect("a file");
    assert_eq!(force("out").code, 2);
    assert!(is_there("out/inner/coach.toml") && is_there("out/sessions.csv"));
}

#[test]
fn a_folder_that_holds_what_is_read_is_never_replaced() {
    let district = District::new().pair(&Pair::new().all_in_place());
    assert_eq!(district.coach(&["export", "--to", "csv", "out"]).code, 0);
    // The district is in the folder of an export, or seems to be one itself.
    let package = district.path().join("out/datapackage.json");
    fs::rename(package, district.path().join("datapackage.json")).expect("moved");
    for dir in [".", "..", "../", "records/.."] {
        let run = district.coach(&["export", "--to", "csv", dir, "--force"]);
        assert!(run.code == 2 && run.err.contains("coach.toml would go with it"), "{dir}: {run:?}");
    }
    assert!(district.path().join("records/lincoln/c-01-t-101/relationship.yaml").is_file());
}

#[cfg(unix)]
#[test]
fn an_export_that_is_stopped_leaves_nothing() {
    use rustix::process::{Pid, Signal, kill_process};
    let riverbend = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let mut stopped = 0;
    for wait in [0, 50, 100, 200, 400, 800] {
        let folder = tempfile::tempdir().expect("a folder");
        // The folders above are made as well.
        let out = folder.path().join("a/b/out");
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_coach"))
            .args(["export", "--to", "csv", "-C"])
            .args([&riverbend, &out])
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw).expect("a number");
        // It may have ended before.
        let _ = kill_process(pid, Signal::TERM);
        let ended = child.wait().expect("it ends");
        let names = |folder: &std::path::Path| -> Vec<_> {
            fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.file_name()).collect()
        };
        // A signal that comes once the export has its name changes nothing any more.
        let is_whole = out.join("datapackage.json").is_file()
            && names(folder.path()) == ["a"]
            && names(&folder.path().join("a/b")) == ["out"];
        let is_nothing = names(folder.path()).is_empty();
        let is_stopped = !ended.success();
        assert!(is_whole || is_stopped && is_nothing, "after {wait} ms: {ended:?}");
        stopped += usize::from(is_nothing);
    }
    assert!(stopped > 0, "no signal came in time");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_replaced() {
    let district = District::new().pair(&Pair::new().all_in_place());
    assert_eq!(district.coach(&["export", "--to", "csv", "out"]).code, 0);
    std::os::unix::fs::symlink("out", district.path().join("link")).expect("a link");
    let run = district.coach(&["export", "--to", "csv", "link", "--force"]);
    assert!(run.code == 2 && run.err.contains("link is not a folder"), "{run:?}");
    assert!(district.path().join("link").is_symlink());
}
