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
    assert!(run.err.contains("the next --commit takes it along"), "{run:?}");
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
