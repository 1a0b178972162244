//! The pipeline for GitLab, job by job as a runner takes them, those of the hidden jobs that they extend among them.

use std::collections::BTreeMap;
use std::fs;

use serde_yaml::{Mapping, Value};

use super::server::{BASE, FAULTY, SESSION, Server, made_for_each_audience, turned_on};
use crate::harness::Run;
use crate::repository::git;

fn pipeline(server: &Server) -> Value {
    serde_yaml::from_str(
        &fs::read_to_string(server.folder().join(".gitlab-ci.yml")).expect("there"),
    )
    .expect("YAML")
}

/// A runner with the pipeline; where coach comes from is filled in.
fn runner() -> Server {
    let mut server = Server::with(&["--ci", "gitlab"]);
    let base = git(&server.folder(), &["rev-parse", &format!("refs/remotes/origin/{BASE}")]);
    let filled_in = [
        ("COACH_SOURCE", "https://example.invalid/coach"),
        ("COACH_COMMIT", "0123456789012345678901234567890123456789"),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.trim()),
    ];
    server.variables = filled_in.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    server
}

/// `name` with all that it extends.
fn whole(pipeline: &Value, name: &str) -> Mapping {
    let own = pipeline[name].as_mapping().unwrap_or_else(|| panic!("{name} is a job"));
    let mut all = own
        .get("extends")
        .map_or_else(Mapping::new, |base| whole(pipeline, base.as_str().expect("a name")));
    all.extend(own.clone());
    all
}

fn lines(job: &Mapping, key: &str) -> String {
    let lines = job[key].as_sequence().unwrap_or_else(|| panic!("no {key}")).iter();
    lines.map(|line| line.as_str().expect("a command")).collect::<Vec<_>>().join("\n")
}

fn job(server: &Server, name: &str) -> Run {
    run(server, &whole(&pipeline(server), name))
}

fn run(server: &Server, job: &Mapping) -> Run {
    server.run_by_bash(
        &format!("{}\n{}", lines(job, "before_script"), lines(job, "script")),
        &BTreeMap::new(),
    )
}

#[test]
fn every_job_is_one_of_those_that_are_run_here() {
    let pipeline = pipeline(&runner());
    let names =
        pipeline.as_mapping().expect("jobs").keys().map(|name| name.as_str().expect("a name"));
    let jobs: Vec<&str> = names.filter(|name| !name.starts_with('.')).collect();
    assert_eq!(jobs, ["variables", "workflow", "check", "change", "internal", "audiences", "due"]);
    for name in &jobs[2..] {
        let job = whole(&pipeline, name);
        // Logs say little, so each job leaves something, and also where it fails.
        let artifacts = job.get("artifacts").unwrap_or_else(|| panic!("{name} leaves nothing"));
        assert_eq!(artifacts["access"], "developer", "{name}");
        assert_eq!(artifacts["when"], "always", "{name}");
        let is_of_a_branch = ["check", "change"].contains(name);
        assert_eq!(
            job.get("interruptible").is_some_and(|of| *of == true),
            is_of_a_branch,
            "{name}"
        );
    }
    // As it is made, it names nothing.
    for name in ["COACH_VERSION", "COACH_SOURCE", "COACH_COMMIT"] {
        assert_eq!(pipeline["variables"][name], "", "{name}");
    }
}

#[test]
fn a_merge_request_has_a_test_report_and_a_page() {
    let server = runner();
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    server.commit("a session");
    let run = job(&server, "check");
    assert_eq!(run.code, 0, "{run:?}");
    let calls = server.text("calls");
    assert!(
        calls.starts_with("cargo install --locked --git https://example.invalid/coach --rev 0123"),
        "{calls}"
    );
    let run = job(&server, "change");
    let page = fs::read_to_string(server.folder().join("change.md")).expect("made");
    // README: the district has 293 sessions.
    assert!(run.code == 0 && page.contains("sessions 293 → 294"), "{run:?}\n{page}");
    assert_eq!(server.text("calls"), calls, "what is built is kept");
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    server.commit("a faulty one");
    let run = job(&server, "check");
    assert_eq!(run.code, 1, "{run:?}");
    for report in ["check.xml", "check.txt"] {
        assert!(file(&server, report).contains("2026-05-21-session-aa02.yaml"), "{report}");
    }
    // Guests may read the log: how many there are is all it says.
    assert!(run.out.starts_with("1 error in 1 of ") && run.out.lines().count() == 1, "{run:?}");
    assert!(!(run.out + &run.err).contains("records/"));
    // The page is there although a record is left out, and says so.
    let run = job(&server, "change");
    assert_eq!((run.code, run.out + &run.err), (0, String::new()));
    let page = file(&server, "change.md");
    assert!(page.contains("2026-05-21-session-aa02.yaml:3:9: error"), "{page}");
}

fn file(server: &Server, name: &str) -> String {
    fs::read_to_string(server.folder().join(name)).unwrap_or_else(|_| panic!("no {name}"))
}

/// Where results are merged before they are tested, the branch is held against what it is merged into.
#[test]
fn a_merged_result_is_held_against_its_target() {
    let mut server = runner();
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    server.commit("of others");
    let target = git(&server.folder(), &["rev-parse", "HEAD"]);
    let name = "CI_MERGE_REQUEST_TARGET_BRANCH_SHA".to_owned();
    server.variables.insert(name, target.trim().to_owned());
    server.record("2026-05-19-session-aa03.yaml", &SESSION.replace("-20", "-19"));
    server.commit("of this one");
    let run = job(&server, "change");
    let page = file(&server, "change.md");
    // README: the district has 293 sessions.
    assert!(run.code == 0 && page.contains("sessions 294 → 295"), "{run:?}\n{page}");
    let run = job(&server, "check");
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn a_merge_request_with_the_list_of_names_is_refused() {
    let server = runner();
    fs::write(server.folder().join("people.yaml"), "t-104: Zebra Quill\n").expect("written");
    git(&server.folder(), &["add", "-f", "people.yaml"]);
    server.commit("names");
    let run = job(&server, "check");
    let said = "Names of people do not belong in the repository: git rm --cached people.yaml\n";
    assert!(run.code == 1 && run.err.ends_with(said), "{run:?}");
}

#[test]
fn a_schedule_makes_reports_and_lists_what_is_due() {
    let server = runner();
    let run = job(&server, "internal");
    // Guests may read the log, and the report is none of it.
    assert_eq!((run.code, run.out + &run.err), (0, String::new()));
    assert!(file(&server, "reports/internal/report.txt").contains("260 of 424"));
    assert!(server.folder().join("reports/internal/report.csv").is_file());
    let run = job(&server, "audiences");
    assert_eq!(run.code, 0, "{run:?}");
    made_for_each_audience(&server);
    // What is overdue depends on the day: agendas are for today.
    let run = job(&server, "due");
    assert!(matches!(run.code, 0 | 1) && run.out.lines().count() == 1, "{run:?}");
    assert!(file(&server, "due.txt").starts_with("Riverbend R-II"));
}

/// A district that has just begun is not red.
#[test]
fn where_there_is_no_record_yet_nothing_fails() {
    let server = runner();
    server.begin_afresh();
    for name in ["check", "change", "internal", "audiences", "due"] {
        let run = job(&server, name);
        assert_eq!(run.code, 0, "{name}: {run:?}");
        let is_said = ["check", "internal", "due"].contains(&name);
        assert_eq!(run.out.contains("There is no record yet"), is_said, "{name}: {run:?}");
    }
}

/// A record that is left out leaves the others their reports; the job is red at its end.
#[test]
fn what_is_left_out_takes_no_report_along() {
    let server = runner();
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    server.commit("a faulty one");
    let run = job(&server, "internal");
    assert!(run.code == 1 && !(run.out + &run.err).contains("records/"));
    assert!(file(&server, "reports/internal/problems.txt").contains("aa02.yaml:3:9: error"));
    assert!(server.folder().join("reports/internal/report.html").is_file());
    let run = job(&server, "audiences");
    assert!(run.code == 1 && !(run.out + &run.err).contains("records/"));
    made_for_each_audience(&server);
}

/// The job of thresholds is a comment: it works when somebody takes the marks away.
#[test]
fn the_job_of_thresholds_works() {
    let server = runner();
    let text = file(&server, ".gitlab-ci.yml");
    let job = turned_on(&text, "# thresholds:");
    let all: Value = serde_yaml::from_str(&format!("{text}\n{job}")).expect("YAML");
    let run = run(&server, &whole(&all, "thresholds"));
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    assert!(file(&server, "missed.txt").contains("--fail-under: "));
}

/// A version is installed once, and nothing is built.
#[test]
fn a_release_is_installed_where_one_is_named() {
    let mut server = runner();
    server.variables.insert("COACH_VERSION".to_owned(), "1.2.3".to_owned());
    for _ in 0..2 {
        let run = job(&server, "check");
        assert_eq!(run.code, 0, "{run:?}");
    }
    let calls = "python3 -m venv .coach\n\
                 python3 -m pip install --quiet --only-binary :all: coach-records==1.2.3\n";
    assert_eq!(server.text("calls"), calls);
}

#[test]
fn nobody_builds_from_nowhere() {
    let mut server = runner();
    server.variables.insert("COACH_SOURCE".to_owned(), String::new());
    let run = job(&server, "check");
    assert!(
        run.code == 1 && run.err.starts_with("Write in .gitlab-ci.yml where coach comes from"),
        "{run:?}"
    );
    assert_eq!(server.text("calls"), "");
}
