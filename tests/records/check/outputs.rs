//! The forms of `coach check`, where they go, and how the program behaves at its rim.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use super::pair;
use crate::harness::{District, coach_in};

fn district() -> District {
    let contact = pair().record("contact", "date", "2025-09-10", "method: emial");
    District::new().pair(&contact.session("2025-09-11", "minutes: 540"))
}

#[test]
fn several_documents_are_made_in_one_run() {
    let district = district();
    let run = district.coach(&[
        "check",
        "--format",
        "sarif",
        "-o",
        "findings.sarif",
        "--format",
        "junit",
        "-o",
        "findings.xml",
        "--format",
        "json",
        "-o",
        "findings.json",
        "--format",
        "github",
        "-o",
        "notes.txt",
        "--format",
        "text",
    ]);
    assert_eq!(run.code, 1);
    assert!(
        run.out
            .ends_with("1 error, 1 warning in 2 of 3 records; 1 record left out of every number\n")
    );
    let read = |name: &str| fs::read_to_string(district.path().join(name)).expect("a document");
    let sarif: serde_json::Value = serde_json::from_str(&read("findings.sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(2));
    let json: serde_json::Value = serde_json::from_str(&read("findings.json")).expect("JSON");
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(read("findings.xml").matches("<testcase").count(), 2);
    assert_eq!(read("notes.txt").matches("::error ").count(), 1);
    assert_eq!(read("notes.txt").matches("::warning ").count(), 1);
    // Each alone is the same.
    assert_eq!(district.coach(&["check", "--format", "json"]).out, read("findings.json"));
}

#[test]
fn an_output_that_is_an_input_is_refused_before_anything_is_read() {
    let district = district();
    let record = "records/lincoln/c-01-t-101/2025-09-11-session-0002.yaml";
    let before = fs::read(district.path().join(record)).expect("a record");
    for output in ["coach.toml", record, "records/report.txt", "records/../coach.toml"] {
        let run = district.coach(&["check", "-o", output]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{output}");
        assert!(run.err.contains("never overwrites"), "{}", run.err);
    }
    assert_eq!(fs::read(district.path().join(record)).expect("a record"), before);
    assert!(!district.path().join("records/report.txt").exists());
}

#[test]
fn settings_with_a_fault_are_reported_in_every_form() {
    let district = district().file("coach.toml", "version = 1\n");
    for format in ["text", "json", "github", "sarif", "junit"] {
        let run = district.coach(&["check", "--format", format]);
        assert_eq!(run.code, 2, "{format}");
        assert!(run.out.contains("missing-key"), "{format}: {}", run.out);
    }
}

#[test]
fn without_excerpts_place_label_and_help_remain() {
    let run = district().coach(&["check", "--no-excerpt"]);
    assert!(run.out.contains("--> records/lincoln/c-01-t-101/2025-09-10-contact-0001.yaml:3:9\n"));
    assert!(run.out.contains("did you mean `email`?"), "{}", run.out);
    assert!(!run.out.contains(" | "), "{}", run.out);
}

/// The first path that a form names of the record with the fault.
fn path_in(format: &str, out: &str) -> String {
    let (before, after) = match format {
        "github" => ("file=", ","),
        "sarif" => ("\"uri\": \"", "\""),
        _ => ("classname=\"", "\""),
    };
    let (_, rest) = out.split_once(before).unwrap_or_else(|| panic!("{format}: {out}"));
    rest.split(after).next().unwrap_or_default().to_owned()
}

const RECORD: &str = "records/lincoln/c-01-t-101/2025-09-10-contact-0001.yaml";

/// Runs `coach check` in `folder`, with and without a runner's variable, and compares the path that the
/// forms of other programs name.
fn assert_paths(folder: &std::path::Path, arguments: &[&str], expected: &str) {
    for format in ["github", "sarif", "junit"] {
        let arguments = [&["check", "--format", format], arguments].concat();
        let run = coach_in(folder, &[], &arguments);
        assert_eq!(path_in(format, &run.out), expected, "{format} {arguments:?} in {folder:?}");
    }
}

#[test]
fn paths_for_programs_start_at_the_repository_wherever_coach_does() {
    let repository = tempfile::tempdir().expect("a folder");
    let top = repository.path();
    let from = district();
    let north = top.join("schools/north");
    crate::copy::copy_folder(from.path(), &north);
    fs::create_dir_all(top.join(".git")).expect("a folder");
    fs::write(top.join(".git/HEAD"), "ref: refs/heads/main\n").expect("a file");
    let expected = format!("schools/north/{RECORD}");
    assert_paths(top, &["-C", "schools/north"], &expected);
    assert_paths(&north, &[], &expected);
    assert_paths(&north.join("records/lincoln"), &[], &expected);
    assert_paths(&top.join("schools"), &["-C", "north"], &expected);
    assert_paths(&std::env::temp_dir(), &["-C", north.to_str().expect("UTF-8")], &expected);
    // The text is for the one who stands there.
    let run = coach_in(&north, &[], &["check"]);
    assert!(run.out.contains(&format!("--> {RECORD}:")), "{}", run.out);
    // A linked working tree, or a submodule, has a file of that name.
    fs::write(top.join("schools/.git"), "gitdir: elsewhere\n").expect("a file");
    assert_paths(top, &["-C", "schools/north"], &format!("north/{RECORD}"));
}

#[test]
#[allow(clippy::print_stderr)] // a test that cannot run says so
fn without_a_repository_paths_start_at_the_runners_workspace_or_where_coach_does() {
    let district = district();
    let above = district.path().parent().expect("a folder above");
    let name = district.path().file_name().and_then(|name| name.to_str()).expect("a name");
    if above.ancestors().any(|folder| folder.join(".git").exists()) {
        eprintln!("not tested: the folder for temporary files lies in a repository");
        return;
    }
    assert_paths(above, &["-C", name], &format!("{name}/{RECORD}"));
    assert_paths(&district.path().join("records"), &[], RECORD);
    let workspace = ("GITHUB_WORKSPACE", above.to_str().expect("UTF-8"));
    let run = coach_in(district.path(), &[workspace], &["check", "--format", "github"]);
    assert_eq!(path_in("github", &run.out), format!("{name}/{RECORD}"));
    let elsewhere = ("GITHUB_WORKSPACE", "/nowhere");
    let run = coach_in(district.path(), &[elsewhere], &["check", "--format", "github"]);
    assert_eq!(path_in("github", &run.out), RECORD);
}

#[test]
fn a_profile_beside_the_district_is_named_from_the_repository() {
    let repository = tempfile::tempdir().expect("a folder");
    let top = repository.path();
    let from = District::new().settings("[profiles]\nown = \"../own.toml\"");
    crate::copy::copy_folder(from.path(), &top.join("schools/north"));
    fs::write(top.join("schools/own.toml"), "format = \n").expect("a file");
    fs::write(top.join(".git"), "gitdir: elsewhere\n").expect("a file");
    assert_paths(&top.join("schools/north"), &[], "schools/own.toml");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let pairs: Vec<_> = (101..140)
        .map(|n| {
            let pair = crate::harness::Pair::of("c-01", &format!("t-{n}"), "lincoln");
            super::agreed(pair).session("2025-09-10", "starts: \"14:00\"\nminutes: 500")
        })
        .collect();
    let district = District::new().pairs(&pairs);
    let one = district.coach(&["check", "--jobs", "1"]).out;
    assert_eq!(one.matches("two-meetings-at-once").count(), 38);
    for jobs in ["2", "4", "16"] {
        assert_eq!(district.coach(&["check", "--jobs", jobs]).out, one);
    }
    for none in ["0", "65", "x"] {
        assert_eq!(district.coach(&["check", "--jobs", none]).code, 2);
    }
}

/// A reader that goes away after a few bytes, as `head` does.
#[test]
fn a_closed_pipe_is_a_clean_end() {
    let many = (1..=400).fold(pair(), |pair, n| {
        pair.record("contact", "date", "2025-09-10", &format!("method: emial\nminutes: {n}"))
    });
    let district = District::new().pair(&many);
    for format in ["text", "json", "github", "sarif", "junit"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_coach"))
            .env_clear()
            .envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)))
            .current_dir(district.path())
            .args(["check", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut first = [0; 64];
        let mut out = child.stdout.take().expect("standard output");
        out.read_exact(&mut first).expect("a few bytes");
        drop(out);
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
    }
}

#[test]
fn no_bar_is_drawn_where_no_terminal_is() {
    let run = district().coach(&["check"]);
    assert_eq!(run.err, "");
}

#[test]
fn the_own_list_of_names_is_no_output_and_no_profile() {
    let district = district().file("people.yaml", "t-101: Zebra\n");
    let run = district.coach(&["check", "-o", "people.yaml"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("never overwrites"), "{}", run.err);
    for path in ["people.yaml", "records/lincoln/c-01-t-101/2025-09-11-session-0002.yaml"] {
        let district = District::new()
            .pair(&pair().session("2025-09-11", "strengths: zebras came"))
            .file("people.yaml", "t-101: Zebra\n")
            .settings(&format!("[profiles]\nown = \"{path}\""));
        let run = district.coach(&["check"]);
        assert_eq!(run.code, 2);
        assert!(run.out.contains("a profile is a file ending in `.toml`"), "{}", run.out);
        assert!(!run.out.to_lowercase().contains("zebra"), "{}", run.out);
    }
}
