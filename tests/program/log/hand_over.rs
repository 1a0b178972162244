//! A hand-over ends one relationship and opens the next, or does neither.

use serde_json::json;

use super::{Desk, T104, path_after, value};

#[test]
fn to_another_coach() {
    let desk = Desk::new();
    let ended = format!("{T104}/relationship.yaml");
    let before = desk.read(&ended).replace("agreement", "practice: number talks # ours\nagreement");
    desk.file(&ended, &before);
    let run = desk.log(&[
        "relationship",
        "--educator",
        "t-104",
        "--hand-over",
        "2026-02-02",
        "--to-coach",
        "c-05",
        "--reason",
        "leave",
    ]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert_eq!(path_after("changed", &run), ended);
    let next = "records/lincoln/c-05-t-104/relationship.yaml";
    assert_eq!(path_after("wrote", &run), next);
    assert_eq!(desk.read(&ended), format!("{before}ended: 2026-02-01\nend_reason: leave\n"));
    let expected = json!({
        "kind": "relationship", "profile": "missouri-sbic-2014", "coach": "c-05",
        "educator": "t-104", "school": "lincoln", "practice": "number talks",
        "started": "2026-02-02",
    });
    assert_eq!(value(&desk.read(next)), expected);
    // Now the educator is found with the new coach for new days.
    desk.log(&["contact", "--pair", "c-05-t-104", "--method", "email", "--date", "2026-02-03"]);
    assert_eq!(desk.record().0.split('/').nth(2), Some("c-05-t-104"));
}

#[test]
fn to_another_school_with_what_is_agreed_there() {
    let desk = Desk::new();
    desk.wrote(&[
        "relationship",
        "--educator",
        "t-104",
        "--hand-over",
        "2026-02-02",
        "--to-school",
        "prairie",
        "--committed-on",
        "2026-02-02",
        "--respond-within",
        "3",
    ]);
    let next = value(&desk.read("records/prairie/c-03-t-104/relationship.yaml"));
    assert_eq!(next["coach"], "c-03");
    assert_eq!(next["agreement"], json!({"committed_on": "2026-02-02", "respond_within_days": 3}));
    desk.is_clean();
}

#[test]
fn a_fault_in_either_leaves_both() {
    let desk = Desk::new();
    let over = ["relationship", "--educator", "t-104", "--hand-over"];
    for (more, code, said) in [
        (&["2026-02-02", "--to-school", "lincon"][..], 1, "unknown-school"),
        (&["2026-02-02", "--to-coach", "Quill"], 1, "bad-id"),
        (&["2025-09-01", "--to-coach", "c-05"], 1, "before it starts"),
        (&["2026-02-02"], 2, "--to-coach"),
        (&["2026-02-02", "--to-coach", "c-03"], 2, "c-03"),
        (&["2026-02-02", "--to-coach", "c-03", "--to-school", "lincoln"], 2, "lincoln"),
    ] {
        desk.refused(code, &[&over[..], more].concat(), &[said]);
    }
    desk.refused(
        2,
        &["relationship", "--educator", "t-104", "--to-coach", "c-05"],
        &["--hand-over"],
    );
}

#[test]
fn a_dry_run_shows_both_files() {
    let desk = Desk::new();
    let before = desk.files();
    let over =
        ["relationship", "--educator", "t-104", "--hand-over", "2026-02-02", "--to-coach", "c-05"];
    let run = desk.log(&[&over[..], &["--dry-run"]].concat());
    assert_eq!(desk.files(), before);
    let (ended, next) = run.out.split_once("---\n").expect("two files");
    let expected = format!(
        "# {T104}/relationship.yaml\n{}ended: 2026-02-01\n",
        desk.read(&format!("{T104}/relationship.yaml"))
    );
    assert_eq!(ended, expected);
    assert!(
        next.starts_with("# records/lincoln/c-05-t-104/relationship.yaml\nkind: relationship\n")
    );
    let run = desk.log(&[&over[..], &["--format", "json"]].concat());
    let report = run.json();
    assert_eq!(report["changed"], json!([format!("{T104}/relationship.yaml")]));
    assert_eq!(report["written"], json!(["records/lincoln/c-05-t-104/relationship.yaml"]));
}

/// What is dated after the end is said, for it does not count any more.
#[test]
fn records_after_the_end_are_counted_aloud() {
    let desk =
        Desk::with(|pair| pair.contact("2025-10-01", "email").contact("2025-10-02", "email"));
    let end = |last: &str| {
        let run = desk.log(&["relationship", "--educator", "t-104", "--end", last, "--dry-run"]);
        assert_eq!(run.code, 0, "{run:#?}");
        run.err
    };
    assert_eq!(end("2025-10-02"), "");
    let one = "note: 1 record is dated after 2025-10-01, and will not count\n";
    assert_eq!(end("2025-10-01"), one);
    let over = ["relationship", "--educator", "t-104", "--hand-over", "2025-10-01"];
    let run = desk.log(&[&over[..], &["--to-coach", "c-05", "--dry-run"]].concat());
    assert_eq!(run.err, "note: 2 records are dated after 2025-09-30, and will not count\n");
}
