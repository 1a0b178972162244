//! The workflow for GitHub, step by step as a runner takes them, those of the action among them.

use std::collections::BTreeMap;
use std::fs;

use serde_yaml::Value;

use super::server::{BASE, FAULTY, SESSION, Server, made_for_each_audience, turned_on};
use crate::harness::Run;

/// What a runner does by itself: nothing of it is a command of ours.
const BY_THE_RUNNER: [&str; 3] =
    ["actions/checkout@v6", "actions/cache@v5", "actions/upload-artifact@v6"];

/// The variable of a test that has the input `version` of the action filled in.
const VERSION: &str = "INPUT_VERSION";

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
fn variables(server: &Server, step: &Value) -> BTreeMap<String, String> {
    let Some(all) = step["env"].as_mapping() else { return BTreeMap::new() };
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let value = |value: &Value| {
        let written = text(value);
        if written == "${{ inputs.version }}" {
            return server.variables.get(VERSION).cloned().unwrap_or_default();
        }
        let known = EXPRESSIONS.iter().find(|(expression, _)| *expression == written);
        known.unwrap_or_else(|| panic!("what is {written}?")).1.to_owned()
    };
    all.iter().map(|(name, of)| (text(name), value(of))).collect()
}

/// Runs the steps of `job`; what each that is named gave. After one that fails, no other is run.
fn job(server: &Server, job: &str) -> BTreeMap<String, Run> {
    let workflow = yaml(server, ".github/workflows/coach.yml");
    let action = yaml(server, ".github/actions/coach/action.yml");
    assert_eq!(workflow["defaults"]["run"]["shell"], "bash");
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
            if let Some(path) =
                step["with"]["path"].as_str().filter(|path| path.contains("reports"))
            {
                let kept = Run { code: 0, out: String::new(), err: String::new() };
                ended.insert(format!("{ARTIFACT}{path}"), kept);
            }
            continue;
        };
        let name = step["name"].as_str().expect("a step with commands has a name");
        if !is_taken(server, step["if"].as_str().unwrap_or_default()) {
            continue;
        }
        let run = server.run_by_bash(run, &variables(server, step));
        let is_over = run.code != 0;
        ended.insert(name.to_owned(), run);
        if is_over {
            break;
        }
    }
    ended
}

/// Whether a step is run under a condition, as far as tests have something to do with it.
fn is_taken(server: &Server, condition: &str) -> bool {
    let has_version = server.variables.contains_key(VERSION);
    condition.split(" && ").all(|part| match part {
        "inputs.version != ''" => has_version,
        "inputs.version == ''" => !has_version,
        "steps.change.outputs.made == 'yes'" => server.text("output").contains("made=yes"),
        _ => true,
    })
}

/// What the names of artifacts begin with among those of steps.
const ARTIFACT: &str = "artifact ";

#[track_caller]
fn ends(steps: &BTreeMap<String, Run>, codes: &[(&str, i32)]) {
    let own = steps.iter().filter(|(name, _)| !name.starts_with(ARTIFACT));
    let said: Vec<(&str, i32)> = own.map(|(name, run)| (name.as_str(), run.code)).collect();
    assert_eq!(said, codes, "{steps:#?}");
}

/// The steps of the action, in the order of their names.
const BUILD: (&str, i32) = ("Build coach", 0);
const PUT: (&str, i32) = ("Put coach on the path", 0);
const SEE: (&str, i32) = ("See where coach comes from", 0);
/// The other steps of the job that checks.
const NAMES: (&str, i32) = ("Keep names of people out", 0);

#[test]
fn a_pull_request_has_notes_beside_its_faults() {
    let server = runner();
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    server.commit("a session");
    ends(&job(&server, "check"), &[BUILD, ("Check the records", 0), NAMES, PUT, SEE]);
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    server.commit("a faulty one");
    fs::remove_dir_all(server.path(".coach")).expect("it is built again");
    let steps = job(&server, "check");
    ends(&steps, &[BUILD, ("Check the records", 1), NAMES, PUT, SEE]);
    let notes: Vec<&str> =
        steps["Check the records"].out.lines().filter(|line| line.starts_with("::")).collect();
    let place =
        "::error file=records/lincoln-elementary/c-01-t-104/2026-05-21-session-aa02.yaml,line=3,";
    // The seven old warnings of the district are nobody's change.
    assert!(notes.len() == 1 && notes[0].starts_with(place), "{notes:?}");
}

/// A version is installed, and nothing is built.
#[test]
fn a_release_is_installed_where_one_is_named() {
    let mut server = runner();
    server.variables.insert(VERSION.to_owned(), "1.2.3".to_owned());
    let steps = job(&server, "check");
    ends(&steps, &[("Check the records", 0), ("Install coach", 0), NAMES, PUT, SEE]);
    let install = "-m pip install --quiet --only-binary :all: coach-records==1.2.3\n";
    let calls = server.text("calls");
    assert!(calls.ends_with(install) && !calls.contains("cargo"), "{calls}");
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

/// Where nobody can say which comment is ours, there is no second one.
#[test]
fn a_look_for_the_comment_that_fails_writes_none() {
    let mut server = runner();
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    server.commit("a session");
    server.variables.insert("GH_FAILS".to_owned(), "yes".to_owned());
    let steps = job(&server, "change");
    assert_ne!(steps["Keep it as one comment"].code, 0, "{steps:#?}");
    assert!(!server.text("calls").contains("--method"), "{}", server.text("calls"));
    // More comments than a pipe holds are looked through, too.
    server.variables.remove("GH_FAILS");
    fs::write(server.path("comment"), "7\n".repeat(100_000)).expect("written");
    fs::remove_dir_all(server.path(".coach")).expect("it is built again");
    let steps = job(&server, "change");
    assert_eq!(steps["Keep it as one comment"].code, 0, "{steps:#?}");
    assert!(server.text("calls").contains("issues/comments/7 "), "{}", server.text("calls"));
}

#[test]
fn a_pull_request_with_the_list_of_names_is_refused() {
    let server = runner();
    fs::write(server.folder().join("people.yaml"), "t-104: Zebra Quill\n").expect("written");
    crate::repository::git(&server.folder(), &["add", "-f", "people.yaml"]);
    server.commit("names");
    let run = &job(&server, "check")["Keep names of people out"];
    let said = "::error file=people.yaml::Names of people do not belong in the repository: ";
    assert!(run.code == 1 && run.out.starts_with(said), "{run:?}");
}

/// A district that has just begun is not red.
#[test]
fn where_there_is_no_record_yet_nothing_fails() {
    let server = runner();
    server.begin_afresh();
    for name in ["check", "change", "reports", "due"] {
        let steps = job(&server, name);
        assert!(steps.values().all(|run| run.code == 0), "{name}: {steps:#?}");
        fs::remove_dir_all(server.path(".coach")).expect("it is built again");
    }
    let summary = server.text("summary.md");
    assert!(summary.contains("nothing to read: there is no record"), "{summary}");
}

/// A record that is left out leaves the others their reports; the run is red, and its summary says why.
#[test]
fn what_is_left_out_takes_no_report_along() {
    let server = runner();
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    server.commit("a faulty one");
    let steps = job(&server, "reports");
    let last = &steps["Say what went wrong"];
    assert!(last.code == 1 && last.out.starts_with("::error::"), "{steps:#?}");
    for name in ["internal", "district", "principals", "coaches"] {
        assert!(steps.contains_key(&format!("{ARTIFACT}reports/{name}")), "{steps:#?}");
    }
    assert!(server.folder().join("reports/internal/report.csv").is_file());
    made_for_each_audience(&server);
    let summary = server.text("summary.md");
    assert!(
        summary.contains("2026-05-21-session-aa02.yaml:3:9: error[unknown-method]"),
        "{summary}"
    );
    assert!(summary.contains("- The internal report ended with 1\n"), "{summary}");
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
            ("Say what went wrong", 0),
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
    for input in ["version", "source", "commit"] {
        assert_eq!(action["inputs"][input]["default"], "", "{input}");
    }
    let see = action["runs"]["steps"][0]["run"].as_str().expect("commands");
    let empty = ["VERSION", "SOURCE", "COMMIT"].map(|name| (name.to_owned(), String::new()));
    let run = server.run_by_bash(see, &empty.into());
    assert!(
        run.code == 1 && run.out.starts_with("::error::Write in .github/actions/coach/action.yml"),
        "{run:?}"
    );
}

/// The step of thresholds is a comment: it works when somebody takes the marks away, whatever is overdue, and the
/// summary says what misses.
#[test]
fn the_step_of_thresholds_works() {
    let server = runner();
    let text =
        fs::read_to_string(server.folder().join(".github/workflows/coach.yml")).expect("there");
    let step = turned_on(&text, "# - name: Hold the report against thresholds");
    let step: Value = serde_yaml::from_str(&step).expect("YAML");
    assert_eq!(step[0]["if"], "${{ !cancelled() }}");
    fs::write(server.path("path"), Server::programs()).expect("written");
    let run = server.run_by_bash(step[0]["run"].as_str().expect("commands"), &BTreeMap::new());
    let summary = server.text("summary.md");
    assert!(run.code == 1 && summary.contains("    --fail-under: "), "{run:?} {summary}");
}
