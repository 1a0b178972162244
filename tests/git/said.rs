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
    assert!(run.code == 2 && run.err.contains("no git repository"), "{run:?}");
    let run = scene.coach("alone", &["report"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "no repository is nothing to speak of");
}
