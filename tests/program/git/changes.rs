//! Whether a folder is as its commit has it.

use std::fs;

use serde_json::json;

use super::{Scene, session};

const PAIR: &str = "repo/district/records/lincoln/c-01-t-101";

/// Asserts what is said of changes in the district.
fn assert_changed(scene: &Scene, expected: impl Into<serde_json::Value>, why: &str) {
    assert_eq!(scene.reported("repo/district")["has_changes"], expected.into(), "{why}");
}

#[test]
fn tables_say_whether_the_folder_is_as_committed() {
    let scene = Scene::new();
    let said = || {
        let tables = scene.at("tables");
        let to = tables.to_str().expect("a path");
        let run = scene.coach("repo/district", &["export", "--to", "jsonl", to, "--force"]);
        assert_eq!(run.code, 0, "{run:?}");
        let row = fs::read_to_string(tables.join("districts.jsonl")).expect("a table");
        let row: serde_json::Value = serde_json::from_str(&row).expect("JSON");
        (row["commit"].clone(), row["has_changes"].clone())
    };
    let id = json!(scene.git("repo", &["rev-parse", "HEAD"]));
    assert_eq!(said(), (id.clone(), json!(false)));
    let file = session(&scene.at("repo/district"));
    let text = fs::read_to_string(&file).expect("a text");
    fs::write(&file, format!("{text}# one more\n")).expect("written");
    assert_eq!(said(), (id, json!(true)));
    fs::rename(scene.at("repo/.git"), scene.at("gone")).expect("moved");
    assert_eq!(said(), (json!(null), json!(null)));
}

#[test]
fn a_change_of_anything_that_is_read_shows() {
    let scene = Scene::new();
    assert_changed(&scene, false, "as committed");
    let id = scene.git("repo", &["rev-parse", "HEAD"]);
    assert_eq!(scene.reported("repo/district"), json!({"id": id, "has_changes": false}));
    let district = scene.at("repo/district");
    for file in [session(&district), district.join("coach.toml")] {
        let text = fs::read_to_string(&file).expect("a text");
        fs::write(&file, format!("{text}# one more\n")).expect("written");
        assert_changed(&scene, true, "changed");
        // The same length and another byte.
        let other = text.replace("minutes: 40", "minutes: 41").replace("Lincoln", "Lincolm");
        assert!(other.len() == text.len() && other != text);
        fs::write(&file, other).expect("written");
        let run = scene.coach("repo/district", &["explain", "in-place", "--format", "json"]);
        assert_eq!(run.json()["commit"]["has_changes"], true, "{}", run.err);
        fs::write(&file, &text).expect("written");
        assert_changed(&scene, false, "as before");
        fs::rename(&file, file.with_extension("gone")).expect("moved");
        if file.extension().is_some_and(|end| end == "yaml") {
            assert_changed(&scene, true, "missing");
        }
        fs::rename(file.with_extension("gone"), &file).expect("moved");
    }
    scene.file(&format!("{PAIR}/2025-09-10-contact-0a1b.yaml"), "kind: contact\n");
    assert_changed(&scene, true, "one more record");
    scene.file("repo/.gitignore", "*-contact-*\n");
    assert_changed(&scene, true, "one more record, which git ignores and coach reads");
}

#[test]
fn a_staged_change_that_was_taken_back_is_none() {
    let scene = Scene::new();
    let file = session(&scene.at("repo/district"));
    let text = fs::read_to_string(&file).expect("a text");
    fs::write(&file, format!("{text}# staged\n")).expect("written");
    scene.git("repo", &["add", "--all"]);
    fs::write(&file, text).expect("written");
    assert_changed(&scene, false, "the report is made of the files, and those are as committed");
}

#[test]
fn an_own_profile_that_has_changed_shows() {
    let scene = Scene::new();
    let own = include_str!("../../../profile/missouri-sbic-2014.toml");
    let own = own.replacen("id = \"missouri-sbic-2014\"", "id = \"own\"", 1);
    for path in ["profiles/own.toml", "../own.toml"] {
        let more = format!("[profiles]\nown = \"{path}\"\n");
        scene.file("repo/district/coach.toml", &format!("{}{more}", crate::harness::SETTINGS));
        scene.file(&format!("repo/district/{path}"), &own);
        scene.commit("repo");
        assert_changed(&scene, false, path);
        scene.file(&format!("repo/district/{path}"), &format!("{own}# changed\n"));
        assert_changed(&scene, true, path);
        scene.file(&format!("repo/district/{path}"), &own);
    }
    // A profile outside the repository is in no commit, and is named by the hash of its text.
    let more = "[profiles]\nown = \"../../own.toml\"\n";
    scene.file("repo/district/coach.toml", &format!("{}{more}", crate::harness::SETTINGS));
    scene.file("own.toml", &own);
    scene.commit("repo");
    assert_changed(&scene, false, "outside");
}

#[test]
fn what_no_reader_looks_at_is_no_change() {
    let scene = Scene::new();
    for file in ["README.md", "records/notes.txt", "records/lincoln/c-01-t-101/.2025.yaml.swp"] {
        scene.file(&format!("repo/district/{file}"), "anything");
    }
    scene.file("repo/elsewhere.yaml", "anything");
    assert_changed(&scene, false, "nothing of that is read");
}

#[test]
fn other_line_endings_are_no_change() {
    let scene = Scene::new();
    scene.git("repo", &["config", "core.autocrlf", "true"]);
    for file in [session(&scene.at("repo/district")), scene.at("repo/district/coach.toml")] {
        let text = fs::read_to_string(&file).expect("a text");
        fs::write(&file, text.replace('\n', "\r\n")).expect("written");
    }
    assert_changed(&scene, false, "as a checkout on Windows has it");
    let run = scene.coach("repo/district", &["report", "--compare", "HEAD"]);
    assert!(run.out.contains("Nothing changed"), "{run:?}");
}

#[test]
fn where_a_filter_stores_records_it_is_said_that_it_cannot_be_told() {
    let scene = Scene::new();
    scene.git("repo", &["config", "filter.seal.clean", "base64"]);
    scene.git("repo", &["config", "filter.seal.smudge", "base64 -d"]);
    scene.file("repo/.gitattributes", "*-session-* filter=seal\n*.png filter=pictures\n");
    // Else git keeps what it has of a file that looks as before, and does so or not with the clock.
    scene.git("repo", &["add", "--renormalize", "."]);
    scene.commit("repo");
    assert_changed(&scene, json!(null), "only the filter could tell");
    let run = scene.coach("repo/district", &["report"]);
    assert!(run.err.contains("the filter `seal`"), "{run:?}");
    let words: Vec<&str> = run.out.split_whitespace().collect();
    assert!(words.join(" ").contains("changes since it unknown"), "{run:?}");
    let run = scene.coach("repo/district", &["report", "--format", "csv"]);
    assert!(run.out.lines().count() > 1, "{run:?}");
    // Another file that passes no filter has changed, and that is certain.
    let settings = scene.at("repo/district/coach.toml");
    let text = fs::read_to_string(&settings).expect("a text");
    fs::write(&settings, format!("{text}# changed\n")).expect("written");
    assert_changed(&scene, true, "coach.toml has changed");
    fs::write(&settings, text).expect("written");

    let run = scene.coach("repo/district", &["report", "--compare", "HEAD"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("seal") && run.err.contains("runs no filter"), "{run:?}");
    // A filter for other files is in nobody's way.
    let run = scene.coach("repo/district", &["report", "--compare", "HEAD^"]);
    assert_eq!(run.code, 2, "by the attributes of today: {run:?}");
    scene.file("repo/.gitattributes", "*.png filter=pictures\n");
    let run = scene.coach("repo/district", &["report", "--compare", "HEAD^"]);
    assert!(run.out.contains("Nothing changed"), "{run:?}");
}

#[test]
fn a_repository_with_longer_ids() {
    let scene = Scene::new();
    fs::remove_dir_all(scene.at("repo/.git")).expect("removed");
    scene.git("repo", &["init", "--quiet", "--object-format=sha256"]);
    assert_eq!(scene.reported("repo/district"), json!(null), "before the first commit");
    scene.commit("repo");
    assert_changed(&scene, false, "as committed");
    let run = scene.coach("repo/district", &["report", "--compare", "HEAD"]);
    assert!(run.out.contains("Nothing changed"), "{run:?}");
    let file = session(&scene.at("repo/district"));
    fs::write(&file, "kind: session\n").expect("written");
    assert_changed(&scene, true, "changed");
}

#[test]
fn a_record_that_grew_too_large_is_a_change() {
    let scene = Scene::new();
    let file = session(&scene.at("repo/district"));
    let text = fs::read_to_string(&file).expect("a text");
    fs::write(&file, format!("{text}# {}\n", "x".repeat(1 << 20))).expect("written");
    assert_changed(&scene, true, "it counted before");
    scene.commit("repo");
    assert_changed(&scene, false, "as committed, and left out");
}

#[test]
fn records_of_another_repository_are_in_no_commit_here() {
    let scene = Scene::new();
    let nested = "repo/district/records/nested";
    scene.file(&format!("{nested}/notes.txt"), "anything");
    scene.git(nested, &["init", "--quiet"]);
    scene.commit(nested);
    scene.git("repo", &["add", "district/records/nested"]);
    scene.git("repo", &["commit", "--quiet", "-m", "nested"]);
    assert_changed(&scene, json!(null), "what is in there cannot be told");
    let run = scene.coach("repo/district", &["report", "--compare", "HEAD"]);
    assert!(run.code == 2 && run.err.contains("another repository"), "{run:?}");
}

#[test]
fn a_folder_whose_name_means_something_to_git() {
    let scene = Scene::new();
    for name in [":x", ":(top)d", "-d", "a b", "[x]*", "é"] {
        let folder = format!("repo/{name}");
        scene.district(&folder);
        scene.commit("repo");
        assert_eq!(scene.reported(&folder)["has_changes"], false, "{name}");
        let run = scene.coach(&folder, &["report", "--compare", "HEAD"]);
        assert!(run.out.contains("Nothing changed"), "{name}: {run:?}");
        let run = scene.contact(&folder, 9, &["--commit"]);
        assert_eq!(run.code, 0, "{name}: {run:?}");
        assert_eq!(scene.git("repo", &["status", "--porcelain"]), "", "{name}");
    }
    scene.district("repo/a\nb");
    let run = scene.coach("repo/a\nb", &["report"]);
    assert!(
        run.code == 0 && run.err.contains("cannot work with the path of this folder"),
        "{run:?}"
    );
}
