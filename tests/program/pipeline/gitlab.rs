//! The pipeline for GitLab, job by job as a runner takes them, those of the hidden jobs that they extend among them.

use std::collections::BTreeMap;
use std::fs;

use serde_yaml::{Mapping, Value};

use super::server::{BASE, FAULTY, SESSION, Server, made_for_each_audience};
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
    let job = whole(&pipeline(server), name);
    server.run(
        &format!("{}\n{}", lines(&job, "before_script"), lines(&job, "script")),
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
        if let Some(artifacts) = job.get("artifacts") {
            assert_eq!(artifacts["access"], "developer", "{name}");
        }
    }
    // As it is made, it names neither.
    for name in ["COACH_SOURCE", "COACH_COMMIT"] {
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
    let report = fs::read_to_string(server.folder().join("check.xml")).expect("made");
    assert!(run.code == 1 && report.contains("2026-05-21-session-aa02.yaml"), "{run:?}\n{report}");
    // The page is there although a record is left out, and says so.
    let run = job(&server, "change");
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn a_schedule_makes_reports_and_lists_what_is_due() {
    let server = runner();
    let run = job(&server, "internal");
    assert!(run.code == 0 && run.out.contains("260 of 424"), "{run:?}");
    assert!(server.folder().join("reports/internal/report.csv").is_file());
    let run = job(&server, "audiences");
    assert_eq!(run.code, 0, "{run:?}");
    made_for_each_audience(&server);
    // What is overdue depends on the day: agendas are for today.
    let run = job(&server, "due");
    assert!(matches!(run.code, 0 | 1) && run.out.starts_with("Riverbend R-II"), "{run:?}");
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
