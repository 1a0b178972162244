//! `--commit` beside hooks, other commits, other repositories, and what was left before.

use std::fs;
use std::thread;

use super::Scene;

const DISTRICT: &str = "repo/district";

/// The files of the last commit.
fn committed(scene: &Scene, path: &str) -> Vec<String> {
    let shown = scene.git(path, &["show", "--format=", "--name-only", "HEAD"]);
    shown.lines().map(str::to_owned).collect()
}

fn status(scene: &Scene) -> String {
    scene.git("repo", &["status", "--porcelain"])
}

#[test]
fn many_at_once_take_turns() {
    let scene = Scene::new();
    let scene = &scene;
    let runs: Vec<_> = thread::scope(|scope| {
        let run = |day| scope.spawn(move || scene.contact(DISTRICT, day, &["--commit"]));
        let runs: Vec<_> = (9..21).map(run).collect();
        runs.into_iter().map(|run| run.join().expect("it ends")).collect()
    });
    for run in runs {
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    }
    assert_eq!(status(scene), "");
    // One commit each: no other's record is taken along.
    assert_eq!(scene.git("repo", &["rev-list", "--count", "HEAD"]), "13");
}

#[test]
fn another_git_is_waited_for() {
    let scene = Scene::new();
    scene.file("repo/.git/index.lock", "");
    let lock = scene.at("repo/.git/index.lock");
    let run = thread::scope(|scope| {
        let run = scope.spawn(|| scene.contact(DISTRICT, 9, &["--commit"]));
        thread::sleep(std::time::Duration::from_millis(700));
        fs::remove_file(lock).expect("removed");
        run.join().expect("it ends")
    });
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(status(&scene), "");
}

#[test]
fn after_a_hook_that_changes_the_record_the_index_has_it_too() {
    let scene = Scene::new();
    scene.program(
        "repo/.git/hooks/pre-commit",
        "for f in $(git diff --cached --name-only); do echo '# formatted' >> \"$f\"; git add \"$f\"; done",
    );
    let run = scene.contact(DISTRICT, 9, &["--commit"]);
    assert_eq!(run.code, 0, "{run:?}");
    let [path] = &committed(&scene, "repo")[..] else { panic!("one file") };
    assert!(scene.git("repo", &["show", &format!("HEAD:{path}")]).ends_with("# formatted"));
    assert_eq!(status(&scene), "");
}

#[test]
fn what_is_left_uncommitted_goes_into_the_next_commit_and_is_named() {
    let scene = Scene::new();
    scene.program("repo/.git/hooks/pre-commit", "echo not on Sundays >&2; exit 1");
    let run = scene.contact(DISTRICT, 9, &["--commit"]);
    assert!(run.code == 2 && run.err.contains("not on Sundays"), "{run:?}");
    assert!(run.err.contains("the next --commit includes it"), "{run:?}");
    // Nothing stands in the index that was not there before.
    let status_after = status(&scene);
    assert!(status_after.starts_with("?? ") && status_after.lines().count() == 1, "{status_after}");
    scene.git("repo", &["stash", "--quiet", "--include-untracked"]);
    scene.git("repo", &["stash", "pop", "--quiet"]);
    let left = status(&scene).trim_start_matches("?? ").to_owned();
    // A record that someone else is at work on is not taken along.
    scene.file("repo/district/records/lincoln/c-01-t-101/2025-09-11-contact-0a0a.yaml", "kind:\n");
    fs::remove_file(scene.at("repo/.git/hooks/pre-commit")).expect("removed");

    let run = scene.contact(DISTRICT, 10, &["--commit"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.err.contains("1 record that was written before") && run.err.contains(&left),
        "{run:?}"
    );
    assert!(committed(&scene, "repo").contains(&left));
    assert_eq!(committed(&scene, "repo").len(), 2);
    let run = scene.contact(DISTRICT, 12, &["--commit", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.json()["remarks"], serde_json::json!([]), "it is named once");
}

#[test]
fn what_is_left_and_cannot_be_committed_holds_up_nothing() {
    let scene = Scene::new();
    // The hook refuses one day's record, again and again.
    scene.program(
        "repo/.git/hooks/pre-commit",
        "git diff --cached --name-only | grep -q 2025-09-09 && { echo not the ninth >&2; exit 1; }; exit 0",
    );
    assert_eq!(scene.contact(DISTRICT, 9, &["--commit"]).code, 2);
    for day in [10, 11] {
        let run = scene.contact(DISTRICT, day, &["--commit"]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.err.contains("cannot be committed") && run.err.contains("not the ninth"));
        assert_eq!(committed(&scene, "repo").len(), 1);
    }
    assert_eq!(status(&scene).lines().count(), 1);
}

#[test]
fn what_was_left_and_is_committed_by_hand_or_gone_is_forgotten() {
    let scene = Scene::new();
    scene.program("repo/.git/hooks/pre-commit", "exit 1");
    scene.contact(DISTRICT, 9, &["--commit"]);
    scene.contact(DISTRICT, 10, &["--commit"]);
    fs::remove_file(scene.at("repo/.git/hooks/pre-commit")).expect("removed");
    let status = status(&scene);
    let left: Vec<&str> = status.lines().map(|line| line.trim_start_matches("?? ")).collect();
    scene.git("repo", &["add", left[0]]);
    scene.git("repo", &["commit", "--quiet", "-m", "by hand"]);
    fs::remove_file(scene.at("repo").join(left[1])).expect("removed");
    let run = scene.contact(DISTRICT, 12, &["--commit"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
}

#[test]
fn a_linked_work_tree_and_an_environment_of_another_repository() {
    let scene = Scene::new();
    scene.git("repo", &["worktree", "add", "--quiet", "../tree", "-b", "side"]);
    scene.git("", &["init", "--quiet", "other"]);
    let other = scene.at("other/.git");
    let variables = [("GIT_DIR", other.to_str().expect("a name")), ("GIT_PREFIX", "x/")];
    let contact = ["log", "contact", "--educator", "t-101", "--method", "email"];
    let arguments = [&contact[..], &["--date", "2025-09-09", "--commit"]].concat();
    let run = scene.coach_with("tree/district", &variables, &arguments);
    assert_eq!(run.code, 0, "{run:?}");
    let files = committed(&scene, "tree");
    assert!(files.len() == 1 && files[0].starts_with("district/records/"), "{files:?}");
    assert_eq!(scene.git("tree", &["status", "--porcelain"]), "");
    assert!(!scene.try_git("other", &["rev-parse", "--verify", "HEAD"]).status.success());
}

#[test]
fn a_lock_that_stays_is_named_and_leaves_nothing_in_the_index() {
    let scene = Scene::new();
    // The commit gets the lock of the index, but never that of the branch.
    scene.file("repo/.git/refs/heads/main.lock", "");
    let run = scene.contact(DISTRICT, 9, &["--commit"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.err.contains("another git") && !run.err.contains("remove the file"), "{run:?}");
    assert!(status(&scene).starts_with("?? "), "{}", status(&scene));
}

#[test]
fn a_commit_that_git_made_and_then_failed_is_made() {
    let scene = Scene::new();
    // As on a full disk: the commit is there, and what comes after it fails.
    let real = std::env::var("PATH").expect("PATH");
    let script = "PATH=\"$REAL\"; export PATH\ngit \"$@\"; code=$?\n\
                  case \" $* \" in *' commit '*) echo unable to write new index file >&2; exit 128;; esac\n\
                  exit $code";
    scene.program("bin/git", script);
    let search = format!("{}:{real}", scene.at("bin").display());
    let contact = ["log", "contact", "--educator", "t-101", "--method", "email"];
    let arguments = [&contact[..], &["--date", "2025-09-09", "--commit"]].concat();
    let variables = [("PATH", search.as_str()), ("REAL", real.as_str())];
    let run = scene.coach_with(DISTRICT, &variables, &arguments);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("committed as "), "{run:?}");
    assert_eq!(status(&scene), "");
}

#[test]
fn stopped_while_a_hook_runs_it_says_what_is_written_and_leaves_the_index() {
    use std::os::unix::process::{CommandExt, ExitStatusExt};
    use std::process::{Command, Stdio};
    let scene = Scene::new();
    scene.program("repo/.git/hooks/pre-commit", "touch started; sleep 20");
    let contact = ["log", "contact", "--educator", "t-101", "--method", "email"];
    let mut child = Command::new(env!("CARGO_BIN_EXE_coach"))
        .args(contact)
        .args(["--date", "2025-09-09", "--commit"])
        .current_dir(scene.at(DISTRICT))
        .env("HOME", scene.at("home"))
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, "Tester")))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "t@example.invalid")))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .expect("it starts");
    let begun = std::time::Instant::now();
    while !scene.at("repo/started").exists() && begun.elapsed().as_secs() < 20 {
        thread::sleep(std::time::Duration::from_millis(20));
    }
    let group = format!("-{}", child.id());
    let kill = Command::new("kill").args(["-INT", "--", &group]).status();
    assert!(kill.expect("it is sent").success());
    let end = child.wait().expect("it ends");
    assert_eq!(end.signal(), Some(2), "{end:?}");
    let mut out = String::new();
    std::io::Read::read_to_string(&mut child.stdout.take().expect("a pipe"), &mut out)
        .expect("text");
    assert!(out.starts_with("wrote "), "{out}");
    fs::remove_file(scene.at("repo/started")).expect("removed");
    assert!(status(&scene).starts_with("?? "), "{}", status(&scene));
}

#[test]
fn two_districts_of_one_repository_keep_what_is_theirs() {
    let scene = Scene::new();
    scene.district("repo/second");
    scene.commit("repo");
    scene.program("repo/.git/hooks/pre-commit", "exit 1");
    assert_eq!(scene.contact(DISTRICT, 9, &["--commit"]).code, 2);
    fs::remove_file(scene.at("repo/.git/hooks/pre-commit")).expect("removed");
    assert_eq!(scene.contact("repo/second", 10, &["--commit"]).code, 0);
    assert_eq!(status(&scene).lines().count(), 1, "the first waits for its own district");
    let run = scene.contact(DISTRICT, 11, &["--commit"]);
    assert!(run.err.contains("1 record that was written before"), "{run:?}");
    assert_eq!(status(&scene), "");
}

#[test]
fn more_records_than_a_command_line_takes_are_one_commit() {
    let scene = Scene::new();
    let record = "---\nkind: contact\neducator: t-101\ndate: 2025-09-09\nmethod: email\n";
    scene.file("many.yaml", &record.repeat(1200));
    let many = scene.at("many.yaml");
    let many = many.to_str().expect("a name");
    let run = scene.coach(DISTRICT, &["log", "--from", many, "--commit"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(committed(&scene, "repo").len(), 1200);
    assert_eq!(status(&scene), "");
}

#[test]
fn a_hook_that_leaves_a_program_behind_holds_nobody_up() {
    let scene = Scene::new();
    scene.program("repo/.git/hooks/post-commit", "sleep 30 &");
    let begun = std::time::Instant::now();
    assert_eq!(scene.contact(DISTRICT, 9, &["--commit"]).code, 0);
    assert!(begun.elapsed().as_secs() < 20);
}

#[test]
fn a_hook_that_keeps_a_record_itself_does_not_wait_for_its_parent() {
    let scene = Scene::new();
    let coach = env!("CARGO_BIN_EXE_coach");
    let script = format!(
        "[ -e ../done ] && exit 0; touch ../done\n'{coach}' log contact -C district --educator t-101 \
         --method phone --date 2025-09-10 --commit"
    );
    scene.program("repo/.git/hooks/post-commit", &script);
    let begun = std::time::Instant::now();
    let run = scene.contact(DISTRICT, 9, &["--commit"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(begun.elapsed().as_secs() < 30);
    assert_eq!(status(&scene), "");
}

#[test]
fn what_is_left_names_records_and_nothing_else() {
    let scene = Scene::new();
    scene.file("repo/secret.txt", "secret");
    let left = "district/records/lincoln/../../../secret.txt\0district/records/lincoln/x/y.txt\0";
    scene.file("repo/.git/coach-left", left);
    let run = scene.contact(DISTRICT, 9, &["--commit"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_eq!(status(&scene), "?? secret.txt");
}

#[test]
fn a_silent_hook_is_named_as_a_reason() {
    let scene = Scene::new();
    scene.program("repo/.git/hooks/pre-commit", "exit 1");
    let run = scene.contact(DISTRICT, 9, &["--commit"]);
    assert!(run.code == 2 && run.err.contains("perhaps a hook refused"), "{run:?}");
}
