//! The files themselves: the same in `examples/ci` as from `coach init`, and no workflow trusts what others name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

use crate::harness::coach_in;

/// The folders of `examples/ci` and the options that make what is in them.
const SETS: [(&str, &[&str]); 3] =
    [("github", &["--ci", "github"]), ("gitlab", &["--ci", "gitlab"]), ("hooks", &["--hooks"])];

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ci")
}

/// Path and text of every file below `folder`.
pub(super) fn all_files(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path =
            entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
        (path, fs::read_to_string(entry.path()).expect("UTF-8"))
    });
    files.collect()
}

#[test]
fn the_examples_are_what_init_adds() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    coach_in(scratch.path(), &[], &["init", "plain", "--district", "x"]);
    let plain = all_files(&scratch.path().join("plain"));
    for (name, options) in SETS {
        let run =
            coach_in(scratch.path(), &[], &[&["init", name, "--district", "x"], options].concat());
        assert_eq!(run.code, 0, "{run:?}");
        let mut added = all_files(&scratch.path().join(name));
        added.retain(|path, _| !plain.contains_key(path));
        assert!(!added.is_empty());
        let shown = all_files(&examples().join(name));
        assert_eq!(
            added,
            shown,
            "copy what `coach init {}` makes to examples/ci/{name}",
            options.join(" ")
        );
    }
}

/// What is there stays; what is missing comes; and a second run has nothing to do.
#[test]
fn nothing_is_written_over() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path();
    let run =
        |options: &[&str]| coach_in(folder, &[], &[&["init", "--district", "x"], options].concat());
    assert_eq!(run(&[]).code, 0);
    let own = folder.join(".github/workflows/coach.yml");
    fs::create_dir_all(own.parent().expect("a folder")).expect("made");
    fs::write(&own, "ours\n").expect("written");
    let all = ["--ci", "github", "--ci", "gitlab", "--hooks"];
    let first = run(&all);
    assert_eq!(first.code, 0, "{first:?}");
    for line in [
        "kept  coach.toml",
        "kept  .github/workflows/coach.yml",
        "made  .github/actions/coach/action.yml",
        "made  .gitlab-ci.yml",
        "made  .githooks/pre-commit",
        "  git config core.hooksPath .githooks",
    ] {
        assert!(first.out.lines().any(|said| said == line), "{line}: {}", first.out);
    }
    assert_eq!(fs::read_to_string(&own).expect("there"), "ours\n");
    let before = all_files(folder);
    let again = run(&all);
    assert!(again.code == 0 && !again.out.contains("made "), "{again:?}");
    assert!(
        again.out.contains("Nothing to make") && again.out.contains("core.hooksPath"),
        "{again:?}"
    );
    assert_eq!(all_files(folder), before);
}

#[test]
fn a_folder_inside_a_repository_is_told_where_its_files_belong() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    fs::create_dir(scratch.path().join(".git")).expect("made");
    let run = coach_in(scratch.path(), &[], &["init", "our district", "--ci", "gitlab", "--hooks"]);
    assert!(
        run.out.contains("GitLab reads .gitlab-ci.yml only at the top of a repository"),
        "{run:?}"
    );
    let command =
        if cfg!(windows) { "\"our district/.githooks\"" } else { "'our district/.githooks'" };
    assert!(run.out.contains(&format!("git config core.hooksPath {command}\n")), "{run:?}");
    let top = coach_in(scratch.path(), &[], &["init", "--ci", "github", "--district", "x"]);
    assert!(top.code == 0 && !top.out.contains("only at the top"), "{top:?}");
}

/// The same for .pre-commit-config.yaml, which says where its script is then.
#[test]
fn what_is_read_at_the_top_only_says_so_for_hooks_too() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    fs::create_dir(scratch.path().join(".git")).expect("made");
    let run = coach_in(scratch.path(), &[], &["init", "ours", "--hooks"]);
    let said = "The program pre-commit reads .pre-commit-config.yaml only at the top of a repository: move it to ";
    assert!(
        run.out.contains(said) && run.out.contains("`sh ours/.githooks/coach-check`"),
        "{run:?}"
    );
    fs::write(scratch.path().join(".pre-commit-config.yaml"), "repos: []\n").expect("written");
    let run = coach_in(scratch.path(), &[], &["init", "more", "--hooks"]);
    assert!(run.out.contains("repository: add what is in it to "), "{run:?}");
}

/// A file that somebody has already is kept; what it lacks is said, and nothing of one that has it.
#[test]
fn what_is_kept_is_followed_by_what_to_add() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let folder = scratch.path();
    fs::create_dir(folder.join(".githooks")).expect("made");
    for file in [".githooks/pre-commit", ".pre-commit-config.yaml", ".gitlab-ci.yml"] {
        fs::write(folder.join(file), "ours\n").expect("written");
    }
    let all = ["init", "--district", "x", "--ci", "gitlab", "--hooks"];
    let run = coach_in(folder, &[], &all);
    for (file, line) in [
        (".githooks/pre-commit", "  sh \"$(dirname \"$0\")/coach-check\" || exit 1\n"),
        (".pre-commit-config.yaml", "  entry: sh .githooks/coach-check\n"),
        (".gitlab-ci.yml", "  include:\n    - local: coach.gitlab-ci.yml\n"),
    ] {
        let kept = format!("{file} is kept and does not run coach: ");
        assert!(run.out.contains(&kept) && run.out.contains(line), "{file}: {}", run.out);
        fs::remove_file(folder.join(file)).expect("removed");
    }
    assert_eq!(coach_in(folder, &[], &all).code, 0);
    let again = coach_in(folder, &[], &all);
    assert!(again.code == 0 && !again.out.contains("is kept and"), "{again:?}");
}

/// Where there are records, nobody opens the first relationship.
#[test]
fn a_district_with_records_is_not_told_to_begin() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let first = "open the first relationship";
    let run = coach_in(scratch.path(), &[], &["init", "--district", "x"]);
    assert!(run.out.contains(first), "{run:?}");
    let pair = scratch.path().join("records/lincoln/c-01-t-101");
    fs::create_dir_all(&pair).expect("made");
    fs::write(pair.join("relationship.yaml"), "kind: relationship\n").expect("written");
    fs::remove_file(scratch.path().join("README.md")).expect("removed");
    let run = coach_in(scratch.path(), &[], &["init", "--hooks"]);
    assert!(run.out.contains("README.md explains") && !run.out.contains(first), "{run:?}");
    assert!(!run.out.contains("set the school year"), "coach.toml is kept: {run:?}");
}

#[test]
fn a_server_that_is_not_known_is_refused_with_those_that_are() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let run = coach_in(scratch.path(), &[], &["init", "x", "--ci", "jenkins"]);
    assert!(run.code == 2 && run.err.contains("[possible values: github, gitlab]"), "{run:?}");
    assert!(!scratch.path().join("x").exists());
}

/// Every value of `key`, at any depth.
fn values_of<'v>(key: &str, value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Mapping(mapping) => {
            for (name, value) in mapping {
                if name.as_str() == Some(key) {
                    found.push(value);
                }
                values_of(key, value, found);
            }
        }
        Value::Sequence(values) => values.iter().for_each(|value| values_of(key, value, found)),
        _ => {}
    }
}

fn texts_of(key: &str, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    values_of(key, value, &mut found);
    found.into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn the_workflow_trusts_no_name_and_may_do_little() {
    let github = all_files(&examples().join("github"));
    for (path, text) in &github {
        let yaml: Value =
            serde_yaml::from_str(text).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let runs = texts_of("run", &yaml);
        assert!(!runs.is_empty(), "{path}");
        // The name of a branch would become part of the script.
        let trusting: Vec<_> = runs.iter().filter(|run| run.contains("${{")).collect();
        assert!(trusting.is_empty(), "{path}: {trusting:?}");
        for used in texts_of("uses", &yaml) {
            let is_pinned = used
                .strip_prefix("actions/")
                .and_then(|action| action.split_once("@v"))
                .is_some_and(|(_, major)| major.parse::<u32>().is_ok());
            assert!(is_pinned || used == "./.github/actions/coach", "{used}");
        }
    }
    let workflow: Value =
        serde_yaml::from_str(&github[".github/workflows/coach.yml"]).expect("YAML");
    assert!(workflow["permissions"].as_mapping().expect("a mapping").is_empty());
    let may =
        |job: &str| serde_yaml::to_string(&workflow["jobs"][job]["permissions"]).expect("text");
    for job in ["check", "reports", "due"] {
        assert_eq!(may(job), "contents: read\n", "{job}");
    }
    assert_eq!(may("change"), "contents: read\npull-requests: write\n");
    assert_eq!(workflow["jobs"].as_mapping().expect("jobs").len(), 4);
    // Pushed again, a pull request has one run; a night is not stopped by another.
    let concurrency = &workflow["concurrency"];
    assert_eq!(
        concurrency["group"],
        "coach-${{ github.event.pull_request.number || github.run_id }}"
    );
    assert_eq!(concurrency["cancel-in-progress"], true);
    // A token that stays behind could be used by whatever runs after the check-out.
    let kept: Vec<_> =
        texts_of("uses", &workflow).into_iter().filter(|of| of.contains("checkout")).collect();
    let mut without = Vec::new();
    values_of("persist-credentials", &workflow, &mut without);
    assert_eq!(kept.len(), without.iter().filter(|value| value.as_bool() == Some(false)).count());
}
