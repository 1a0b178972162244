//! The hook, as git runs it before a commit.

use std::collections::BTreeMap;
use std::fs;

use super::server::{FAULTY, SESSION, Server};
use crate::harness::Run;

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
    server.record("2026-05-21-session-aa02.yaml", &FAULTY.replace("in persn", "in-person"));
    let run = typed(&server, "git commit -m stale");
    assert!(run.code == 1 && run.err.contains("add it again"), "{run:?}");
    let run = typed(&server, "git add -A && git commit -m mended");
    assert!(run.code == 0 && (run.out + &run.err).contains("no problems in 1 record"));
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

/// What the file for the program pre-commit says is what it would run.
#[test]
fn the_other_file_names_the_same_check() {
    let server = clone();
    let text = fs::read_to_string(server.folder().join(".pre-commit-config.yaml")).expect("there");
    let yaml: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
    let hook = &yaml["repos"][0]["hooks"][0];
    server.record("2026-05-21-session-aa02.yaml", FAULTY);
    let entry = hook["entry"].as_str().expect("a command");
    let run = typed(
        &server,
        &format!("{entry} records/lincoln-elementary/c-01-t-104/2026-05-21-session-aa02.yaml"),
    );
    assert!(run.code == 1 && run.out.contains("error[unknown-method]"), "{run:?}");
}
