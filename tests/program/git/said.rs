//! What git says is passed on, and never swallowed.

use super::Scene;

#[test]
fn a_folder_of_another_owner() {
    let scene = Scene::new();
    let other = [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")];
    let run = scene.coach_with("repo/district", &other, &["report", "--compare", "HEAD"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("safe.directory") && !run.err.contains("\\u{9}"), "{run:?}");
    let run = scene.coach_with("repo/district", &other, &["report"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("the commit is not known") && run.err.contains("safe.directory"));
    assert!(run.out.contains("no commit known"), "{run:?}");
    let run = scene.coach_with("repo/district", &other, &["explain", "in-place"]);
    assert!(run.err.contains("safe.directory"), "{run:?}");
}

#[test]
fn a_clone_without_the_commits_before() {
    let scene = Scene::new();
    scene.contact("repo/district", 9, &["--commit"]);
    let from = format!("file://{}", scene.at("repo").display());
    scene.git("", &["clone", "--quiet", "--depth", "1", &from, "shallow"]);
    let run = scene.coach("shallow/district", &["report", "--compare", "HEAD^"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--unshallow") && run.err.contains("fetch-depth"), "{run:?}");
}

#[test]
fn what_names_nothing() {
    let scene = Scene::new();
    let run = scene.coach("repo/district", &["report", "--compare", "HEAD~7"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no such file, period or commit"), "{run:?}");
    scene.district("alone");
    let run = scene.coach("alone", &["report", "--compare", "HEAD"]);
    assert!(run.code == 2 && run.err.contains("not a git repository"), "{run:?}");
    let run = scene.coach("alone", &["report"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "no repository is nothing to speak of");
}

#[test]
fn a_comparison_that_is_stopped_leaves_no_records_behind() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    let scene = Scene::new();
    let record = "---\nkind: contact\neducator: t-101\ndate: 2025-09-09\nmethod: email\n";
    scene.file("many.yaml", &record.repeat(1500));
    let many = scene.at("many.yaml");
    let from = ["log", "--from", many.to_str().expect("a name"), "--commit"];
    assert_eq!(scene.coach("repo/district", &from).code, 0);
    let temporary = scene.at("temporary");
    std::fs::create_dir(&temporary).expect("a folder");
    let left = || std::fs::read_dir(&temporary).expect("a folder").count();
    let mut child = Command::new(env!("CARGO_BIN_EXE_coach"))
        .args(["report", "--compare", "HEAD"])
        .current_dir(scene.at("repo/district"))
        .env("TMPDIR", &temporary)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    while left() == 0 && child.try_wait().expect("it runs").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.expect("it is sent").success());
    assert_eq!(child.wait().expect("it ends").signal(), Some(2));
    assert_eq!(left(), 0);
}
