//! The action of this repository, which others name in their workflows: its steps as a runner takes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_yaml::Value;

use super::server::{FAULTY, SESSION, Server};
use crate::harness::Run;

fn action() -> Value {
    serde_yaml::from_str(include_str!("../../../.github/actions/coach/action.yml")).expect("YAML")
}

/// A job in a district's repository that has nothing of ours but the action.
fn runner() -> Server {
    let mut server = Server::with(&[]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/actions/coach");
    let files = ["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_PATH"].map(|name| {
        let file = name.trim_start_matches("GITHUB_").to_lowercase();
        (name, server.path(&file).display().to_string())
    });
    let others = [
        ("RUNNER_TEMP", server.path("temp").display().to_string()),
        ("GITHUB_ACTION_PATH", folder.display().to_string()),
        ("GITHUB_REPOSITORY", "example/records".to_owned()),
    ];
    let all = files.into_iter().chain(others);
    server.variables.extend(all.map(|(name, value)| (name.to_owned(), value)));
    server
}

/// Runs the action with `inputs`; the output of its steps together, and what the last one that ran ended with.
fn take(server: &Server, inputs: &[(&str, &str)]) -> Run {
    let action = action();
    let value = |expression: &str| {
        let inner = expression.trim_start_matches("${{ ").trim_end_matches(" }}");
        if let Some(input) = inner.strip_prefix("inputs.") {
            let given = inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| *value);
            let default = action["inputs"][input]["default"].as_str().expect("a default");
            return given.unwrap_or(default).to_owned();
        }
        match inner {
            "github.token" => "a-token".to_owned(),
            "steps.coach.outputs.code" => written(server, "code"),
            _ => panic!("what is {expression}?"),
        }
    };
    let mut all = Run { code: 0, out: String::new(), err: String::new() };
    for step in action["runs"]["steps"].as_sequence().expect("steps") {
        let Some(commands) = step["run"].as_str() else {
            assert_eq!(step["if"], "steps.coach.outputs.sarif == 'yes'");
            assert!(step["uses"].as_str().is_some_and(|of| of.contains("/upload-sarif@")));
            continue;
        };
        assert_eq!(step["shell"], "bash");
        let variables = step["env"].as_mapping().expect("variables").iter();
        let variables: BTreeMap<String, String> = variables
            .map(|(name, of)| (name.as_str().expect("text"), of.as_str().expect("text")))
            .map(|(name, of)| (name.to_owned(), value(of)))
            .collect();
        let run = server.run_by_bash(commands, &variables);
        all.code = run.code;
        all.out += &run.out;
        all.err += &run.err;
        if run.code != 0 {
            break;
        }
    }
    all
}

/// What a step gave to later ones under `name`.
fn written(server: &Server, name: &str) -> String {
    let output = server.text("output");
    let mut rows = output.lines().rev().filter_map(|line| line.split_once('='));
    rows.find(|(key, _)| *key == name).map_or("", |(_, value)| value).to_owned()
}

#[test]
fn what_is_installed_is_the_version_of_the_tag_or_the_one_that_is_named() {
    for (inputs, version) in
        [(&[][..], env!("CARGO_PKG_VERSION")), (&[("version", "9.8.7")], "9.8.7")]
    {
        let server = runner();
        let run = take(&server, inputs);
        assert_eq!(run.code, 0, "{run:?}");
        let install = format!("pipx install --force coach-records=={version}\n");
        assert!(server.text("calls").starts_with(&install), "{}", server.text("calls"));
        assert_eq!(server.text("path"), format!("{}\n", server.path("pipx").display()));
    }
}

#[test]
fn notes_and_a_report_are_there_and_warnings_stop_nobody() {
    let server = runner();
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    let run = take(&server, &[]);
    // README: 260 of 424, and seven old warnings.
    assert!(run.code == 0 && run.out.matches("::warning file=").count() == 7, "{run:?}");
    assert!(server.text("step_summary").contains("260 of 424"));
    assert_eq!((written(&server, "code"), written(&server, "sarif")), ("0".into(), String::new()));
    let strict = take(&server, &[("strict", "true"), ("report", "false")]);
    assert_eq!((strict.code, written(&server, "code")), (1, "1".into()), "{strict:?}");
}

/// The job is red at its end, when the report and what code scanning shows are there.
#[test]
fn a_faulty_record_fails_when_everything_is_there() {
    let server = runner();
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    let run = take(&server, &[("sarif", "true")]);
    assert!(run.code == 1 && run.out.contains("aa02.yaml,line=3,"), "{run:?}");
    let summary = server.text("step_summary");
    assert!(summary.contains("of 424") && summary.contains("aa02.yaml:3:9: error"), "{summary}");
    let sarif: Value = serde_yaml::from_str(&server.text("temp/coach.sarif")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(written(&server, "sarif"), "yes");
}

#[test]
fn a_folder_below_and_one_without_a_record_are_taken() {
    let server = runner();
    fs::create_dir(server.folder().join("sub dir")).expect("made");
    for part in ["coach.toml", "records"] {
        let below = server.folder().join("sub dir").join(part);
        fs::rename(server.folder().join(part), below).expect("moved");
    }
    let run = take(&server, &[("folder", "sub dir")]);
    assert!(run.code == 0 && run.out.contains("file=sub dir/records/"), "{run:?}");
    fs::remove_dir_all(server.folder().join("sub dir/records")).expect("removed");
    let run = take(&server, &[("folder", "sub dir")]);
    assert!(run.code == 0 && run.out.ends_with("::notice::There is no record yet\n"), "{run:?}");
}

/// The summary of a public repository is public, and no report goes there.
#[test]
fn a_public_repository_gets_no_report() {
    let server = runner();
    let gh = server.path("tools/gh");
    fs::write(&gh, "#!/bin/sh\necho false\n").expect("written");
    let refused = take(&server, &[]);
    assert!(refused.code == 1 && refused.out.contains("::error::This repository is not private"));
    assert_eq!(server.text("step_summary"), "");
    let run = take(&server, &[("report", "false")]);
    assert_eq!((run.code, server.text("step_summary")), (0, String::new()), "{run:?}");
}
