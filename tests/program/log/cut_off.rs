//! A batch that was cut off: found, finished or given up, and never written twice.

use std::fs;

use serde_json::json;

use super::{Desk, T104};

const FIRST: &str = "kind: contact\ndate: 2025-10-06\nmethod: email\n";
const SECOND: &str = "kind: contact\ndate: 2025-10-07\nmethod: email\n";

fn path(day: &str) -> String {
    format!("{T104}/{day}-contact-0a1b.yaml")
}

/// A desk with a batch of two of which the first is written.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file(&path("2025-10-06"), FIRST);
    let part = |day: &str, text: &str| json!({"path": path(day), "before": null, "text": text});
    let batch = json!({
        "format": "coach-unfinished/1",
        "message": "Add 2 contacts",
        "parts": [part("2025-10-06", FIRST), part("2025-10-07", SECOND)],
    });
    desk.file(".coach/unfinished.json", batch.to_string());
    desk
}

fn is_unfinished(desk: &Desk) -> bool {
    desk.path().join(".coach/unfinished.json").exists()
}

#[test]
fn it_is_found_by_check_and_report() {
    let desk = desk();
    let check = crate::harness::coach_in(desk.path(), &[], &["check"]);
    assert_eq!(check.code, 1, "{check:?}");
    assert!(check.out.contains(&format!("not written yet: {}", path("2025-10-07"))), "{check:?}");
    assert!(!check.out.contains(&format!("not written yet: {}", path("2025-10-06"))), "{check:?}");
    let report = crate::harness::coach_in(desk.path(), &[], &["report"]);
    assert!(report.code == 1 && report.err.contains("cut off after 1 of 2 files"), "{report:?}");
    let elsewhere = ["check", "records/lincoln/c-03-t-105"];
    let elsewhere = crate::harness::coach_in(desk.path(), &[], &elsewhere);
    assert_eq!(elsewhere.code, 0, "{elsewhere:?}");
}

#[test]
fn the_same_command_again_writes_nothing_twice() {
    let desk = desk();
    let input = [FIRST, SECOND].map(|text| format!("educator: t-104\n{text}")).join("---\n");
    let run = desk.log_from(&input, &["--from", "-"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("`coach log --finish` does the rest"), "{run:?}");
    assert_eq!(desk.records().len(), 1);
    let kept: Vec<String> = desk.rescued().into_iter().map(|(_, text)| text).collect();
    assert_eq!(kept.len(), 2, "{kept:?}");
    // One record by itself is no batch.
    let one = ["contact", "--method", "video", "--date", "2025-10-08", "--educator", "t-104"];
    assert_eq!(desk.log(&one).code, 0);
    assert!(is_unfinished(&desk));
}

#[test]
fn it_is_finished_once() {
    let desk = desk();
    let run = desk.log(&["--finish", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.json()["written"], json!([path("2025-10-07")]));
    assert_eq!(desk.read(&path("2025-10-07")), SECOND);
    assert!(!is_unfinished(&desk));
    desk.is_clean();
    for way in ["--finish", "--abandon"] {
        let again = desk.log(&[way]);
        assert!(again.code == 0 && again.err.contains("nothing is half done"), "{again:?}");
    }
    assert_eq!(desk.records().len(), 2);
}

/// Its files are written before git is asked, so a hook need not wait until git is done.
#[cfg(unix)] // the hook is a shell script
#[test]
fn a_hook_may_write_while_it_is_committed() {
    use crate::{repository::git, script::script};
    let desk = desk();
    git(desk.path(), &["init", "--quiet"]);
    git(desk.path(), &["config", "user.name", "Tester"]);
    git(desk.path(), &["config", "user.email", "tester@example.invalid"]);
    let two = ["2025-11-06", "2025-11-07"]
        .map(|day| format!("kind: contact\neducator: t-104\ndate: {day}\nmethod: email\n"));
    desk.file("two.yaml", two.join("---\n"));
    let coach = env!("CARGO_BIN_EXE_coach");
    let hook = format!("exec '{coach}' log -C '{}' --from two.yaml", desk.path().display());
    script(&desk.path().join(".git/hooks/pre-commit"), &hook);
    let run = desk.log(&["--finish", "--commit"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("committed as"), "{run:?}");
    // Two of the batch and two of the hook.
    assert_eq!(desk.records().len(), 4);
}

#[test]
fn what_stands_in_the_place_of_the_rest_stays() {
    let desk = desk();
    desk.file(&path("2025-10-07"), FIRST.replace("10-06", "10-07") + "about: mine\n");
    desk.refused(2, &["--finish"], &["is there already", "--abandon"]);
    assert!(is_unfinished(&desk));
    let run = desk.log(&["--abandon"]);
    assert_eq!(run.code, 0, "{run:?}");
    let rescued = desk.rescued();
    let [(_, text)] = &rescued[..] else { panic!("{rescued:?}") };
    assert_eq!(text, SECOND);
    desk.is_clean();
}

/// What nobody of us wrote there is moved away, and leads nowhere.
#[test]
fn what_cannot_be_read_is_moved_away() {
    let desk = desk();
    let odd = r#"{"format":"coach-unfinished/1","message":"","parts":[{"path":"../x.yaml","before":null,"text":"x"}]}"#;
    desk.file(".coach/unfinished.json", odd);
    desk.refused(2, &["--finish"], &["no record can be at `../x.yaml`", "--abandon"]);
    assert_eq!(desk.log(&["--abandon"]).code, 0);
    let rescued = desk.rescued();
    let [(path, text)] = &rescued[..] else { panic!("{rescued:?}") };
    assert!(path.ends_with("unfinished.json") && text == odd);
    assert!(!is_unfinished(&desk));
}

/// A link or a pipe in its place is neither followed nor waited for.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_left_to_whoever_put_it_there() {
    let desk = desk();
    let kept = desk.path().join(".coach/unfinished.json");
    fs::remove_file(&kept).expect("it goes");
    desk.file("secret", "secret\n");
    std::os::unix::fs::symlink(desk.path().join("secret"), &kept).expect("a link");
    let check = crate::harness::coach_in(desk.path(), &[], &["check"]);
    assert!(check.code == 1 && check.out.contains("it is not a batch"), "{check:?}");
    desk.refused(2, &["--finish"], &["it is not a batch"]);
    desk.refused(2, &["--abandon"], &["it is not a batch"]);
    assert!(desk.rescued().is_empty() && kept.is_symlink());
}

/// Where there is no place to keep it aside, it stays where it is.
#[test]
fn it_is_given_up_only_where_it_can_be_kept() {
    let desk = desk();
    fs::write(desk.state.path().join("coach"), "in the way").expect("a file");
    desk.refused(2, &["--abandon"], &["cannot be kept"]);
    assert!(is_unfinished(&desk));
}
