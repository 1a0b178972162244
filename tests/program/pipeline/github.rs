//! The workflow for GitHub, step by step as a runner takes them, those of the action among them.

use std::collections::BTreeMap;
use std::fs;

use serde_yaml::Value;

use super::server::{BASE, FAULTY, SESSION, Server, made_for_each_audience};
use crate::harness::Run;

/// What a runner does by itself: nothing of it is a command of ours.
const BY_THE_RUNNER: [&str; 3] =
    ["actions/checkout@v5", "actions/cache@v4", "actions/upload-artifact@v4"];

/// What GitHub puts in the place of an expression.
const EXPRESSIONS: [(&str, &str); 5] = [
    ("${{ github.base_ref }}", BASE),
    ("${{ github.token }}", "a-token"),
    ("${{ github.event.pull_request.number }}", "12"),
    ("${{ inputs.source }}", "https://example.invalid/coach"),
    ("${{ inputs.commit }}", "0123456789012345678901234567890123456789"),
];

/// A runner with the workflow, and what it knows.
fn runner() -> Server {
    let mut server = Server::with(&["--ci", "github"]);
    let files = [
        ("GITHUB_STEP_SUMMARY", "summary.md"),
        ("GITHUB_OUTPUT", "output"),
        ("GITHUB_PATH", "path"),
        ("RUNNER_TEMP", "temp"),
    ];
    for (name, file) in files {
        let path = server.path(file).display().to_string();
        server.variables.insert(name.to_owned(), path);
    }
    server.variables.insert("GITHUB_REPOSITORY".to_owned(), "example/records".to_owned());
    server
}

fn yaml(server: &Server, path: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(server.folder().join(path)).expect("there"))
        .expect("YAML")
}

/// The variables of a step.
fn variables(step: &Value) -> BTreeMap<String, String> {
    let Some(all) = step["env"].as_mapping() else { return BTreeMap::new() };
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let value = |value: &Value| {
        let written = text(value);
        let known = EXPRESSIONS.iter().find(|(expression, _)| *expression == written);
        known.unwrap_or_else(|| panic!("what is {written}?")).1.to_owned()
    };
    all.iter().map(|(name, of)| (text(name), value(of))).collect()
}

/// Runs the steps of `job`; what each that is named gave.
fn job(server: &Server, job: &str) -> BTreeMap<String, Run> {
    let workflow = yaml(server, ".github/workflows/coach.yml");
    let action = yaml(server, ".github/actions/coach/action.yml");
    let steps = workflow["jobs"][job]["steps"].as_sequence().expect("steps");
    let mut all = Vec::new();
    for step in steps {
        match step["uses"].as_str() {
            Some("./.github/actions/coach") => {
                all.extend(action["runs"]["steps"].as_sequence().expect("steps"));
            }
            _ => all.push(step),
        }
    }
    let mut ended = BTreeMap::new();
    for step in all {
        let Some(run) = step["run"].as_str() else {
            let used = step["uses"].as_str().expect("a step runs or uses something");
            assert!(BY_THE_RUNNER.contains(&used), "{used}");
            continue;
        };
        let name = step["name"].as_str().expect("a step with commands has a name");
        let run = server.run(run, &variables(step));
        ended.insert(name.to_owned(), run);
    }
    ended
}

#[track_caller]
fn ends(steps: &BTreeMap<String, Run>, codes: &[(&str, i32)]) {
    let said: Vec<(&str, i32)> =
        steps.iter().map(|(name, run)| (name.as_str(), run.code)).collect();
    assert_eq!(said, codes, "{steps:#?}");
}

/// The steps of the action, in the order of their names.
const BUILD: (&str, i32) = ("Build coach", 0);
const PUT: (&str, i32) = ("Put coach on the path", 0);
const SEE: (&str, i32) = ("See where coach comes from", 0);

#[test]
fn a_pull_request_has_notes_beside_its_faults() {
    let server = runner();
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    server.commit("a session");
    ends(&job(&server, "check"), &[BUILD, ("Check the records", 0), PUT, SEE]);
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    server.commit("a faulty one");
    fs::remove_dir_all(server.path(".coach")).expect("it is built again");
    let steps = job(&server, "check");
    ends(&steps, &[BUILD, ("Check the records", 1), PUT, SEE]);
    let notes: Vec<&str> =
        steps["Check the records"].out.lines().filter(|line| line.starts_with("::")).collect();
    let place =
        "::error file=records/lincoln-elementary/c-01-t-104/2026-05-21-session-aa02.yaml,line=3,";
    // The seven old warnings of the district are nobody's change.
    assert!(notes.len() == 1 && notes[0].starts_with(place), "{notes:?}");
}

#[test]
fn a_pull_request_has_one_comment_that_is_kept_up() {
    let server = runner();
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    server.commit("a session");
    let codes = [BUILD, ("Compare the reports", 0), ("Keep it as one comment", 0), PUT, SEE];
    ends(&job(&server, "change"), &codes);
    // README: the district has 293 sessions.
    let summary = server.text("summary.md");
    assert!(summary.contains("sessions 293 → 294"), "{summary}");
    assert!(server.text("output").contains("made=yes"));
    let comment = server.text("temp/comment.md");
    assert_eq!(comment, format!("<!-- coach -->\n{summary}"));
    let body = format!("body=@{}", server.path("temp/comment.md").display());
    let first = server.text("calls");
    let create =
        format!("api --silent --method POST repos/example/records/issues/12/comments -F {body}");
    assert!(first.ends_with(&format!("{create}\n")), "{first}");
    // Pushed again, the same comment is changed.
    fs::remove_dir_all(server.path(".coach")).expect("it is built again");
    ends(&job(&server, "change"), &codes);
    let again = server.text("calls");
    let change =
        format!("api --silent --method PATCH repos/example/records/issues/comments/7 -F {body}");
    assert!(
        again.ends_with(&format!("{change}\n")) && again.matches("--method POST").count() == 1,
        "{again}"
    );
}

/// The pull request that brings the district's folder has nothing to compare with, and is not red for it.
#[test]
fn the_first_pull_request_shows_the_report() {
    let server = runner();
    let base = format!("refs/remotes/origin/{BASE}");
    let empty =
        crate::repository::git(&server.folder(), &["commit-tree", "-m", "empty", EMPTY_TREE]);
    crate::repository::git(&server.folder(), &["update-ref", &base, empty.trim()]);
    let steps = job(&server, "change");
    assert_eq!(steps["Compare the reports"].code, 0, "{steps:#?}");
    // README: 260 of 424.
    assert!(server.text("summary.md").contains("260 of 424"), "{}", server.text("summary.md"));
}

/// git's name for a tree without files.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

#[test]
fn the_night_makes_reports_and_lists_what_is_due() {
    let server = runner();
    let steps = job(&server, "reports");
    ends(
        &steps,
        &[
            BUILD,
            ("Pages for the district, each principal and each coach", 0),
            PUT,
            ("Report for those who keep the records", 0),
            SEE,
            ("Stop in a public repository", 0),
        ],
    );
    let report =
        fs::read_to_string(server.folder().join("reports/internal/report.json")).expect("made");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["periods"][0]["profiles"][0]["total"]["coverage"]["in_place"]["k"], 260);
    assert!(server.folder().join("reports/internal/report.csv").is_file());
    assert!(server.text("summary.md").contains("260 of 424"));
    made_for_each_audience(&server);

    fs::remove_dir_all(server.path(".coach")).expect("it is built again");
    fs::write(server.path("summary.md"), "").expect("emptied");
    let due = job(&server, "due");
    // What is overdue depends on the day: agendas are for today.
    assert!(matches!(due["List what is due"].code, 0 | 1), "{due:#?}");
    assert!(
        server.text("summary.md").starts_with("# Riverbend R-II"),
        "{}",
        server.text("summary.md")
    );
}

/// As it is made, the action says where to write what it lacks.
#[test]
fn nobody_builds_from_nowhere() {
    let server = runner();
    let action = yaml(&server, ".github/actions/coach/action.yml");
    for input in ["source", "commit"] {
        assert_eq!(action["inputs"][input]["default"], "", "{input}");
    }
    let see = action["runs"]["steps"][0]["run"].as_str().expect("commands");
    let empty =
        [("SOURCE", ""), ("COMMIT", "")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let run = server.run(see, &empty.into());
    assert!(
        run.code == 1 && run.out.starts_with("::error::Write in .github/actions/coach/action.yml"),
        "{run:?}"
    );
}

/// The line of thresholds is a comment: it works when somebody takes the mark away.
#[test]
fn the_line_of_thresholds_works() {
    let server = runner();
    let text =
        fs::read_to_string(server.folder().join(".github/workflows/coach.yml")).expect("there");
    let line = text.lines().find_map(|line| line.trim().strip_prefix("# - run: ")).expect("a line");
    fs::write(server.path("path"), Server::programs()).expect("written");
    let run = server.run(line, &BTreeMap::new());
    assert!(run.code == 1 && run.err.contains("--fail-under: "), "{run:?}");
}
