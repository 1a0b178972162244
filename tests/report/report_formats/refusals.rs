//! What cannot be written is refused before anything is read, and nothing changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{District, Pair, SETTINGS, coach_in};

const PROFILE: &str = include_str!("../../profiles/five-functions.toml");

fn district() -> District {
    let settings = format!("{SETTINGS}[profiles]\nrounds-district = \"profiles/own.toml\"\n");
    District::new()
        .file("coach.toml", settings)
        .file("profiles/own.toml", PROFILE)
        .file("profiles/notes.txt", "ours")
        .pair(&Pair::new().all_in_place())
}

/// Every file below a folder and its bytes.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            all.extend(everything(&path));
        } else {
            all.insert(path.clone(), fs::read(&path).unwrap_or_default());
        }
    }
    all
}

#[track_caller]
fn refused(district: &District, line: &str, why: &str) {
    let before = everything(district.path());
    let mut arguments = vec!["report"];
    arguments.extend(line.split_whitespace());
    let run = district.coach(&arguments);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{line}: {}", run.err);
    let said = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.starts_with("error: ") && said.contains(why), "{line}: {}", run.err);
    assert_eq!(everything(district.path()), before, "{line}");
}

#[test]
fn what_is_read_is_never_overwritten() {
    let district = district();
    let never = "coach never overwrites what it reads";
    for path in [
        "coach.toml",
        "./coach.toml",
        "records/../coach.toml",
        "records",
        "records/new.json",
        "records/lincoln/c-01-t-101/relationship.yaml",
        "records/none/of/these/x",
        "records/none/../../records/x",
        "profiles/own.toml",
        "profiles/../profiles/own.toml",
    ] {
        refused(&district, &format!("-o {path}"), never);
        refused(&district, &format!("--format text --format json -o {path}"), never);
        let whole = district.path().join(path).display().to_string();
        refused(&district, &format!("--format csv -o {whole}"), never);
    }
    for path in ["profiles/notes.txt", "profiles/new.toml", "records.json", "x"] {
        let run = district.coach(&["report", "-o", path]);
        assert_eq!(run.code, 0, "{path}: {}", run.err);
    }
}

/// The settings are broken, and still no output lands on a file that was read to find that out.
#[test]
fn what_is_broken_is_not_overwritten_either() {
    let never = "coach never overwrites what it reads";
    let broken = |path: &str, text: &str| district().file(path, text);
    refused(&broken("coach.toml", "version = 2\n"), "-o coach.toml", never);
    refused(&broken("profiles/own.toml", "format = 2\n"), "-o profiles/own.toml", never);
}

#[test]
fn a_district_without_records_has_a_place_for_them_all_the_same() {
    let empty = District::new();
    refused(&empty, "-o records/x.json", "it is among the records");
    assert!(!empty.path().join("records").exists());
}

#[test]
fn the_folder_is_found_however_it_is_named() {
    let district = district();
    let name = district.path().file_name().unwrap().to_str().unwrap();
    let below = district.path().join("records/lincoln");
    for path in ["x.json", "../x.json", "../../coach.toml", &format!("../../../{name}/records/x")] {
        let run = coach_in(&below, &[], &["report", "-o", path]);
        assert_eq!(run.code, 2, "{path}");
        assert!(run.err.contains("never overwrites"), "{path}: {}", run.err);
    }
    let run = coach_in(&below, &[], &["report", "-o", "../../x.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[cfg(unix)]
#[test]
fn links_hide_nothing() {
    use std::os::unix::fs::symlink;
    let district = district();
    let at = |name: &str| district.path().join(name);
    symlink("coach.toml", at("settings")).unwrap();
    symlink("records", at("shelf")).unwrap();
    symlink("records/not-there.json", at("later")).unwrap();
    symlink("later", at("later-still")).unwrap();
    symlink("profiles/own.toml", at("own")).unwrap();
    symlink("round", at("round")).unwrap();
    let never = "coach never overwrites what it reads";
    for path in ["settings", "shelf/x", "shelf/none/x", "later", "later-still", "own"] {
        refused(&district, &format!("-o {path}"), never);
    }
    refused(&district, "-o round", "round cannot be written: ");
    symlink("x", at("a")).unwrap();
    refused(&district, "-o x --format json -o a", "-o x and -o a are the same file");
    // A second name of the same bytes is another file: the settings keep theirs.
    fs::hard_link(at("coach.toml"), at("copy")).unwrap();
    let settings = fs::read(at("coach.toml")).unwrap();
    assert_eq!(district.coach(&["report", "-o", "copy"]).code, 0);
    assert_eq!(fs::read(at("coach.toml")).unwrap(), settings);
}

#[test]
fn a_place_where_no_file_can_stand_is_named() {
    let district = district();
    refused(&district, "-o profiles", "error: profiles is a folder, but a file belongs there");
    refused(&district, "-o new/", "new/ is a folder, but a file belongs there");
    refused(&district, "-o none/x.json", "error: there is no folder none");
    // Windows takes `none/..` for the folder it is in, whether there is a `none` or not.
    if cfg!(unix) {
        refused(&district, "-o none/../x.json", "there is no folder none/..");
    }
    refused(&district, "-o profiles/notes.txt/x", "notes.txt is not a folder");
    // Of several outputs, one that cannot be written keeps all from being written.
    refused(&district, "-o a --format json -o none/x.json", "there is no folder none");
}

#[test]
fn two_documents_for_one_place_are_a_slip() {
    let district = district();
    for (line, remedy) in [
        ("--format json --format text", "--format json --format text -o FILE"),
        ("--format json --format json", "both go to standard output"),
        ("--format json -o - --format csv -o -", "both go to standard output"),
        ("-o - --format csv", "--format text and --format csv would both go"),
        ("--format json -o a -o b", "--format json -o a --format FORMAT -o b"),
        ("-o a -o b", "come before any --format and belong to the default, text"),
        ("--format json -o a -o -", "one --format takes one -o"),
        ("--format json -o a --format csv -o a", "-o a and -o a are the same file"),
        ("-o a --format csv -o ./a", "-o a and -o ./a are the same file"),
        ("-o a --format csv -o profiles/../a", "-o a and -o profiles/../a are the same file"),
        ("--excel", "--excel is for --format csv or figures: no other needs a byte order mark"),
        ("--format json --excel", "--excel is for --format csv or figures"),
        ("--format figures --all-columns", "--all-columns is for --format csv: the others hold"),
        ("-o", "a value is required for '--output <FILE>'"),
        (
            "--format yaml",
            "[possible values: text, json, markdown, html, site, csv, figures, xlsx]",
        ),
    ] {
        refused(&district, line, remedy);
    }
    let whole = district.path().join("a").display().to_string();
    refused(&district, &format!("-o a --format csv -o {whole}"), "are the same file");
}

#[cfg(unix)]
#[test]
fn a_name_cannot_steer_the_terminal_or_a_runner() {
    let run = district().coach(&["report", "-o", "none\n::error ::\u{1b}[31m/x"]);
    assert_eq!(run.code, 2);
    assert!(!run.err.contains('\u{1b}') && !run.err.contains("::"), "{:?}", run.err);
    let pair = ["report", "--format", "json", "-o", "\u{1b}[31m", "-o", "##[error]"];
    let run = district().coach(&pair);
    assert!(!run.err.contains('\u{1b}') && !run.err.contains("##"), "{:?}", run.err);
}
