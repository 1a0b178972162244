//! The hook, as git runs it before a commit.

use std::collections::BTreeMap;
use std::fs;

use super::server::{FAULTY, SESSION, Server};
use crate::harness::{Run, coach_in};
use crate::script::script;

/// A clone in which the hook is on.
fn clone() -> Server {
    let server = Server::with(&["--hooks"]);
    fs::write(server.path("path"), Server::programs()).expect("written");
    let on = typed(&server, "git config core.hooksPath .githooks");
    assert_eq!(on.code, 0, "{on:?}");
    server
}

/// Runs `command` as the user of a clone does.
fn typed(server: &Server, command: &str) -> Run {
    let names =
        ["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"];
    let user = names.map(|name| (name.to_owned(), "t@example.invalid".to_owned()));
    server.run(command, &BTreeMap::from(user))
}

#[test]
fn a_faulty_record_is_not_committed_and_a_mended_one_is() {
    let server = clone();
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    let run = typed(&server, "git add -A && git commit -m faulty");
    assert!(run.code == 1 && (run.out + &run.err).contains("error[unknown-method]"));
    // Mended in the folder, it is still faulty in what would be committed.
    server.record("2026-05-21-session-aa02.yaml", &mended());
    let run = typed(&server, "git commit -m stale");
    assert!(run.code == 1 && run.err.contains("error[unknown-method]"), "{run:?}");
    let run = typed(&server, "git add -A && git commit -m mended");
    assert!(run.code == 0 && (run.out + &run.err).contains("no problems in 1 record"));
}

fn mended() -> String {
    FAULTY.replace("in persn", "in-person")
}

/// Whatever else is staged, what is checked is what would be committed: not the folder, which may be mended, or
/// broken, since.
#[test]
fn what_is_checked_is_what_is_committed() {
    let removal = "git rm -q records/lincoln-elementary/c-02-t-107/2026-04-16-review-fb62.yaml";
    let settings = "echo '# ours' >> coach.toml && git add coach.toml";
    for also in ["true", removal, settings] {
        let server = clone();
        server.record("2026-05-21-session-aa02.yaml", FAULTY);
        typed(&server, &format!("git add -A && {also}"));
        server.record("2026-05-21-session-aa02.yaml", &mended());
        let run = typed(&server, "git commit -m stale");
        assert!(run.code == 1 && run.err.contains("error[unknown-method]"), "{also}: {run:?}");
        typed(&server, "git add -A");
        server.record("2026-05-21-session-aa02.yaml", FAULTY);
        server.record("2026-05-20-session-aa01.yaml", FAULTY);
        let run = typed(&server, "git add -N . && git commit -m mended");
        assert!(run.code == 0, "{also}: {run:?}");
        let left = fs::read_dir(server.path("temp")).expect("there").count();
        assert_eq!(left, 0, "the copy goes away");
    }
}

/// What a relationship or a profile says decides about records that nobody touched.
#[test]
fn a_relationship_or_a_profile_is_checked_with_the_records_that_rest_on_it() {
    let server = clone();
    let relationship = "records/lincoln-elementary/c-01-t-104/relationship.yaml";
    let committed = |edit: &str| {
        let run = typed(&server, &format!("{edit} && git add -A && git commit -q -m edited"));
        (run.code, run.out + &run.err)
    };
    // From May on, its records from before are outside its dates, which is a warning.
    let (code, said) =
        committed(&format!("sed -i.bak 's/^started: .*/started: 2026-05-01/' {relationship}"));
    assert!(code == 0 && said.contains("2025-10-14-session-6244.yaml"), "{said}");
    let (code, said) = committed(&format!("git checkout -q HEAD^ -- {relationship}"));
    assert!(code == 0 && said.ends_with("no problems in 18 records\n"), "{said}");
    assert!(!said.contains("warning"), "old ones of other pairs are not shown: {said}");

    let profile = concat!(env!("CARGO_MANIFEST_DIR"), "/profile/missouri-sbic-2014.toml");
    let settings = "printf '\n[profiles]\nown = \"own.toml\"\n' >> coach.toml";
    let (code, said) = committed(&format!(
        "sed 's/^id = \"missouri-sbic-2014\"/id = \"own\"/' {profile} > own.toml && {settings}"
    ));
    assert_eq!(code, 0, "{said}");
    let of_own = format!("sed -i.bak 's/^profile: .*/profile: own/' {relationship}");
    let (code, said) = committed(&of_own);
    assert_eq!(code, 0, "{said}");
    // Without an item that sessions list, those are wrong.
    let (code, said) = committed("sed -i.bak 's/^id = \"rationale\"/id = \"reason\"/' own.toml");
    assert!(code == 1 && said.contains("2025-10-14-session-6244.yaml"), "{said}");
    // So it is where the relationship comes under that profile.
    typed(&server, "git commit -q --no-verify -m anyway");
    for (profile, is_wrong) in [("missouri-sbic-2014", false), ("own", true)] {
        let (code, said) =
            committed(&format!("sed -i.bak 's/^profile: .*/profile: {profile}/' {relationship}"));
        assert!(code == i32::from(is_wrong), "{profile}: {said}");
    }
}

#[test]
fn the_list_of_names_stays_out() {
    let server = clone();
    fs::write(server.folder().join("people.yaml"), "t-104: Zebra Quill\n").expect("written");
    let run = typed(&server, "git add -f people.yaml && git commit -q -m names");
    assert!(run.code == 1 && run.err.contains("names of people do not belong"), "{run:?}");
    assert!(!run.err.contains("Zebra"), "{run:?}");
    fs::write(server.folder().join("README.md"), "ours\n").expect("written");
    let run = typed(
        &server,
        "git rm -q --cached people.yaml && git add README.md && git commit -q -m words",
    );
    assert!(run.code == 0 && server.folder().join("people.yaml").exists(), "{run:?}");
}

/// `coach check` reads them, whatever the case of their ends.
#[test]
fn a_name_in_capitals_is_looked_at() {
    for name in ["2026-05-21-session-aa02.YAML", "2026-05-21-session-aa02.Yml"] {
        let server = clone();
        server.record(name, FAULTY);
        let run = typed(&server, "git add -A && git commit -m capitals");
        assert!(run.code == 1 && (run.out + &run.err).contains(name), "{name}");
    }
}

/// Only what is staged is looked at, and nothing where none of it is coach's.
#[test]
fn what_is_not_staged_stops_nobody() {
    let server = clone();
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    let run = typed(&server, "git add records/*/*/*-aa01.yaml && git commit -m good");
    assert!(run.code == 0 && (run.out + &run.err).contains("no problems in 1 record"));
    fs::write(server.folder().join("README.md"), "ours\n").expect("written");
    let run = typed(&server, "git add README.md && git commit -q -m words");
    assert_eq!((run.code, run.out + &run.err), (0, String::new()));
    // `commit -a` and `commit FILE` stage by themselves.
    let run = typed(&server, "git add -N . && git commit -a -m faulty");
    assert_eq!(run.code, 1, "{run:?}");
    let run = typed(&server, "git commit --no-verify -q -a -m anyway");
    assert_eq!(run.code, 0, "{run:?}");
}

/// A record that goes may leave others wrong, and so may other settings: everything is looked at.
#[test]
fn removals_and_settings_are_checked_against_all_records() {
    let server = clone();
    let review = "2026-04-16-review-fb62.yaml";
    let pair = "records/lincoln-elementary/c-02-t-107";
    let text = fs::read_to_string(server.folder().join(pair).join(review)).expect("a review");
    let named =
        text.lines().find_map(|line| line.split_once("ref: ")).expect("it names a checklist").1;
    let named = named.trim_end_matches(['}', ' ', ',']);
    let run = typed(&server, &format!("git rm -q {pair}/{named} && git commit -m gone"));
    assert!((run.out.clone() + &run.err).contains(review), "{run:?}");
    typed(&server, "git reset -q --hard");
    let run =
        typed(&server, "sed -i.bak 's/^name = /nam = /' coach.toml && git commit -a -m settings");
    assert!(run.code == 1 && run.err.contains("error[unknown-key]"), "{run:?}");
}

#[test]
fn who_has_no_coach_is_told() {
    let server = clone();
    fs::write(server.path("path"), "").expect("written");
    server.record("2026-05-20-session-aa01.yaml", SESSION);
    let run = typed(&server, "git add -A && git commit -m unchecked");
    assert!(run.code == 1 && run.err.contains("coach is not installed here"), "{run:?}");
}

/// A district below the top of a repository, in its first commit.
#[test]
fn it_works_below_the_top_and_before_the_first_commit() {
    let server = clone();
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    let command = "rm -rf .git && mkdir sub && mv records coach.toml .githooks sub/ && git init -q . && \
                   git config core.hooksPath sub/.githooks && git add sub && git commit -m first";
    let run = typed(&server, command);
    assert!(run.code == 1 && (run.out + &run.err).contains("error[unknown-method]"));
    fs::remove_file(
        server
            .folder()
            .join("sub/records/lincoln-elementary/c-01-t-104/2026-05-21-session-aa02.yaml"),
    )
    .expect("removed");
    let run = typed(&server, "git add sub && git commit -q -m first");
    assert_eq!(run.code, 0, "{run:?}");
}

/// Hooks that somebody has would no longer run with another core.hooksPath: that is said, and what to add instead.
#[test]
fn hooks_that_are_in_use_are_not_turned_off() {
    let server = clone();
    let init = || {
        let path = std::env::var("PATH").unwrap_or_default();
        let run = coach_in(&server.folder(), &[("PATH", &path)], &["init", "--hooks"]);
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    let turned_on = "  git config core.hooksPath .githooks\n";
    assert!(init().contains(turned_on), "they are its own");
    typed(&server, "git config --unset core.hooksPath");
    assert!(init().contains(turned_on));

    // Another hook than ours would be off, too.
    script(&server.folder().join(".git/hooks/commit-msg"), "exit 0");
    let said = init();
    assert!(!said.contains(turned_on), "{said}");
    assert!(
        said.contains("git runs commit-msg in .git/hooks, and would not if core.hooksPath were"),
        "{said}"
    );
    assert!(
        said.contains("make .git/hooks/pre-commit, which everyone may run, of these"),
        "{said}"
    );
    let hook = server.folder().join(".git/hooks/pre-commit");
    script(&hook, "exit 0");
    let said = init();
    let line = said.lines().find(|line| line.starts_with("  sh ")).expect("a line").trim();
    assert!(said.contains("git runs commit-msg and pre-commit in .git/hooks"), "{said}");
    assert!(said.contains("add this line to .git/hooks/pre-commit:"), "{said}");

    // The line does what it is for, and then nothing more is said.
    script(&hook, line);
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    let run = typed(&server, "git add -A && git commit -m faulty");
    assert!(run.code == 1 && run.err.contains("error[unknown-method]"), "{run:?}");
    let said = init();
    assert!(!said.contains("core.hooksPath"), "{said}");

    // One that cannot be run is none, and a folder that somebody set is theirs.
    typed(&server, "rm .git/hooks/commit-msg && chmod -x .git/hooks/pre-commit");
    assert!(init().contains(turned_on));
    typed(&server, "git config core.hooksPath ours");
    let said = init();
    assert!(said.contains("git looks for hooks in ours, where core.hooksPath points"), "{said}");
    assert!(!said.contains(turned_on), "{said}");
}

/// What the file for the program pre-commit says is what it would run: always, and without names of files.
#[test]
fn the_other_file_names_the_same_check() {
    let server = clone();
    typed(&server, "git config --unset core.hooksPath");
    let text = fs::read_to_string(server.folder().join(".pre-commit-config.yaml")).expect("there");
    let yaml: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
    let hook = &yaml["repos"][0]["hooks"][0];
    assert!(hook["always_run"] == true && hook["pass_filenames"] == false, "{text}");
    let entry = hook["entry"].as_str().expect("a command");
    for change in [
        "sed -i.bak 's/^name = /nam = /' coach.toml",
        "git rm -q -r records/*/c-02-t-107/*-checklist-*",
    ] {
        let run = typed(&server, &format!("{change} && git add -u && {entry}"));
        assert!(run.code == 1 && run.err.contains("error["), "{change}: {run:?}");
        typed(&server, "git reset -q --hard");
    }
    let run = typed(&server, entry);
    assert_eq!((run.code, run.out + &run.err), (0, String::new()));

    // Turned on, its other lines have pre-commit install this version. `.ci/wheel` has it do so.
    let other = text.replace("language: system #", "#").replace("# language", "language");
    let other = other.replace("# additional", "additional");
    let yaml: serde_yaml::Value = serde_yaml::from_str(&other).expect("YAML");
    let hook = &yaml["repos"][0]["hooks"][0];
    assert_eq!(hook["language"], "python");
    let package = concat!("coach-records==", env!("CARGO_PKG_VERSION"));
    assert_eq!(hook["additional_dependencies"][0], package);
}
