//! Repositories that name a program wherever git would run one. Each test first shows that the program is
//! run by git itself, so that it cannot pass because the trap is none.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::{Scene, session};

/// Every verb that reads, with what it is asked.
const READERS: [&[&str]; 7] = [
    &["report"],
    &["report", "--format", "json", "--by", "relationship"],
    &["report", "--compare", "HEAD"],
    &["report", "--compare", "2025-09-01..2025-09-30"],
    &["explain", "in-place"],
    &["check"],
    &["next", "t-101"],
];

/// A program that leaves a mark when it is run.
struct Trap {
    program: String,
    mark: std::path::PathBuf,
}

impl Trap {
    fn new(scene: &Scene) -> Self {
        let mark = scene.at("mark");
        let script = format!("echo run >> '{}'", mark.display());
        Self { program: scene.program("trap.sh", &script), mark }
    }

    /// Whether it was run since this was last asked.
    fn was_run(&self) -> bool {
        fs::remove_file(&self.mark).is_ok()
    }

    /// Asserts that every reader in the folder `path` ends without a panic and runs nothing.
    fn is_never_run(&self, scene: &Scene, path: &str, variables: &[(&str, &str)]) {
        for reader in READERS {
            let run = scene.coach_with(path, variables, reader);
            assert!(!self.was_run(), "{reader:?} ran it: {run:?}");
            assert!([0, 1, 2].contains(&run.code) && !run.err.contains("panic"), "{run:?}");
        }
    }
}

/// Changes a file, without another length: git has to look into it.
fn touch(file: &Path) {
    let text = fs::read_to_string(file).expect("a text");
    let other = text.replacen("li", "il", 1);
    assert_ne!(text, other);
    fs::write(file, other).expect("written");
    let earlier = SystemTime::now() - Duration::from_secs(86_400);
    let file = fs::File::options().append(true).open(file).expect("it opens");
    file.set_modified(earlier).expect("a time");
}

#[test]
fn a_filter_that_the_settings_name() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    scene.git("repo", &["config", "filter.x.clean", &trap.program]);
    scene.git("repo", &["config", "filter.x.process", &trap.program]);
    scene.file("repo/.git/info/attributes", "* filter=x\n");
    touch(&session(&scene.at("repo/district")));
    trap.is_never_run(&scene, "repo/district", &[]);
    scene.try_git("repo", &["status"]);
    assert!(trap.was_run(), "the trap is set");
    // A profile of the district's own is looked at like the records.
    scene.file("repo/.git/info/attributes", "*.toml filter=x\n");
    touch(&scene.at("repo/district/coach.toml"));
    trap.is_never_run(&scene, "repo/district", &[]);
}

/// Lays out the folder `path` as a repository without a `.git`, whose settings name `program`.
fn disguise(scene: &Scene, path: &str, program: &str) {
    scene.git(path, &["init", "--quiet", "--bare", "."]);
    scene.git(path, &["config", "core.bare", "false"]);
    scene.git(path, &["config", "core.worktree", "."]);
    scene.git(path, &["config", "filter.x.clean", program]);
    scene.file(&format!("{path}/info/attributes"), "*.yaml filter=x\n*.toml filter=x\n");
    scene.git(path, &["add", "coach.toml", "records"]);
    scene.git(path, &["commit", "--quiet", "-m", "disguised"]);
}

#[test]
fn a_folder_that_is_laid_out_as_a_repository_itself() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    disguise(&scene, "repo/district", &trap.program);
    assert!(trap.was_run(), "the trap is set");
    touch(&session(&scene.at("repo/district")));
    trap.is_never_run(&scene, "repo/district", &[]);
    let run = scene.coach("repo/district", &["report"]);
    assert!(run.err.contains("laid out like a git repository"), "{run:?}");
    // A commit there would run it, and is refused; the record is written.
    let run = scene.contact("repo/district", 9, &["--commit"]);
    assert!(!trap.was_run(), "{run:?}");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.out.starts_with("wrote ") && run.err.contains("not committed"), "{run:?}");
}

#[test]
fn a_folder_whose_settings_lie_elsewhere_by_its_own_word() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    disguise(&scene, "repo/district", &trap.program);
    // As a linked work tree has it: HEAD, index and `commondir` here, all else there.
    let district = scene.at("repo/district");
    fs::create_dir(district.join("else")).expect("a folder");
    for part in ["objects", "refs", "config", "info"] {
        fs::rename(district.join(part), district.join("else").join(part)).expect("moved");
    }
    fs::write(district.join("commondir"), "else\n").expect("written");
    let config = ["config", "--file", "config.worktree"];
    scene.git("repo/district", &[&config[..], &["core.worktree", "."]].concat());
    let config = ["config", "--file", "else/config", "--unset"];
    scene.git("repo/district", &[&config[..], &["core.worktree"]].concat());
    let config = ["config", "--file", "else/config", "extensions.worktreeConfig", "true"];
    scene.git("repo/district", &config);
    touch(&session(&district));
    trap.was_run();
    trap.is_never_run(&scene, "repo/district", &[]);
    scene.try_git("repo/district", &["status"]);
    assert!(trap.was_run(), "the trap is set");
    scene.contact("repo/district", 9, &["--commit"]);
    assert!(!trap.was_run());
}

#[test]
fn a_repository_above_that_is_disguised() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    fs::rename(scene.at("repo/.git"), scene.at("elsewhere")).expect("moved");
    scene.district("repo");
    disguise(&scene, "repo", &trap.program);
    assert!(trap.was_run(), "the trap is set");
    trap.is_never_run(&scene, "repo/district", &[]);
    scene.contact("repo/district", 9, &["--commit"]);
    assert!(!trap.was_run());
}

#[test]
fn another_repository_among_the_records() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    let nested = "repo/district/records/nested";
    scene.file(&format!("{nested}/c-02-t-102/relationship.yaml"), "kind: relationship # li\n");
    scene.git(nested, &["init", "--quiet"]);
    scene.commit(nested);
    scene.git(nested, &["config", "filter.x.clean", &trap.program]);
    scene.file(&format!("{nested}/.git/info/attributes"), "* filter=x\n");
    touch(&scene.at(&format!("{nested}/c-02-t-102/relationship.yaml")));
    for is_tracked in [false, true] {
        if is_tracked {
            scene.git("repo", &["add", "district/records/nested"]);
            scene.git("repo", &["commit", "--quiet", "-m", "nested"]);
            trap.was_run();
        }
        trap.is_never_run(&scene, "repo/district", &[]);
        // What lies in there is in no commit of this repository.
        assert_ne!(scene.reported("repo/district")["has_changes"], false);
    }
    scene.try_git("repo", &["status"]);
    assert!(trap.was_run(), "the trap is set");
}

#[test]
fn a_clone_that_lacks_files_and_fetches_them_through_a_program() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    scene.git("repo", &["config", "uploadpack.allowFilter", "true"]);
    let from = format!("file://{}", scene.at("repo").display());
    let clone = ["clone", "--quiet", "--filter=blob:none", "--no-checkout", &from, "partial"];
    scene.git("", &clone);
    scene.district("partial/district");
    scene.git("partial", &["reset", "--quiet", "--soft", "HEAD"]);
    scene.git("partial", &["config", "remote.origin.url", &format!("ext::{} %S", trap.program)]);
    scene.git("partial", &["config", "protocol.ext.allow", "always"]);
    trap.is_never_run(&scene, "partial/district", &[]);
    // A git that does not know how to be told not to fetch still has no way to do so.
    let run = scene.coach("partial/district", &["report", "--compare", "HEAD"]);
    assert!(run.err.contains("coach never fetches"), "{run:?}");
    scene.try_git("partial", &["cat-file", "-p", "HEAD:district/coach.toml"]);
    assert!(trap.was_run(), "the trap is set");
}

#[test]
fn a_watcher_and_hooks() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    scene.git("repo", &["config", "core.fsmonitor", &trap.program]);
    touch(&session(&scene.at("repo/district")));
    trap.is_never_run(&scene, "repo/district", &[]);
    scene.try_git("repo", &["status"]);
    assert!(trap.was_run(), "the trap is set");

    scene.git("repo", &["config", "--unset", "core.fsmonitor"]);
    for hook in ["post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"] {
        let text = fs::read_to_string(&trap.program).expect("a script");
        scene.program(&format!("hooks/{hook}"), text.trim_start_matches("#!/bin/sh\n"));
    }
    let hooks = scene.at("hooks");
    scene.git("repo", &["config", "core.hooksPath", hooks.to_str().expect("a name")]);
    trap.is_never_run(&scene, "repo/district", &[]);
    scene.try_git("repo", &["update-index", "--force-remove", "none"]);
    scene.try_git("repo", &["tag", "there"]);
    assert!(trap.was_run(), "the trap is set");
}

#[test]
fn programs_named_for_other_occasions() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    let named = [
        "core.pager",
        "core.editor",
        "core.askPass",
        "core.sshCommand",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "credential.helper",
        "diff.external",
        "diff.x.textconv",
        "diff.x.command",
        "gpg.program",
        "interactive.diffFilter",
        "sequence.editor",
        "uploadpack.packObjectsHook",
    ];
    for name in named {
        scene.git("repo", &["config", name, &trap.program]);
    }
    for alias in ["rev-parse", "ls-tree", "cat-file", "check-attr"] {
        scene.git("repo", &["config", &format!("alias.{alias}"), &format!("!{}", trap.program)]);
        scene.git("repo", &["config", &format!("pager.{alias}"), &trap.program]);
    }
    scene.git("repo", &["config", "log.showSignature", "true"]);
    scene.file("repo/.git/info/attributes", "* diff=x\n");
    touch(&session(&scene.at("repo/district")));
    trap.is_never_run(&scene, "repo/district", &[]);
    scene.try_git("repo", &["diff"]);
    assert!(trap.was_run(), "the trap is set");
}

#[test]
fn a_git_that_lies_in_the_district() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    let text = fs::read_to_string(&trap.program).expect("a script");
    scene.program("repo/district/git", text.trim_start_matches("#!/bin/sh\n"));
    for search in [".", "", ":/nowhere", "./:../district"] {
        trap.is_never_run(&scene, "repo/district", &[("PATH", search)]);
        let run = scene.coach_with("repo/district", &[("PATH", search)], &["report"]);
        assert!(run.code == 0 && run.out.contains("no commit known"), "{run:?}");
        let compared = ["report", "--compare", "HEAD"];
        let run = scene.coach_with("repo/district", &[("PATH", search)], &compared);
        assert!(run.err.contains("git cannot be started"), "{run:?}");
    }
}

#[test]
fn an_environment_that_points_elsewhere() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    scene.district("other");
    scene.git("other", &["init", "--quiet"]);
    scene.commit("other");
    scene.git("other", &["config", "filter.x.clean", &trap.program]);
    scene.git("other", &["config", "core.fsmonitor", &trap.program]);
    scene.file("other/.git/info/attributes", "* filter=x\n");
    let (git_dir, work_tree) = (scene.at("other/.git"), scene.at("other"));
    let variables = [
        ("GIT_DIR", git_dir.to_str().expect("a name")),
        ("GIT_WORK_TREE", work_tree.to_str().expect("a name")),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "core.fsmonitor"),
        ("GIT_CONFIG_VALUE_0", &trap.program),
        ("GIT_LITERAL_PATHSPECS", "1"),
    ];
    touch(&session(&scene.at("repo/district")));
    trap.is_never_run(&scene, "repo/district", &variables);
    let run = scene.coach_with("repo/district", &variables, &["report", "--format", "json"]);
    let commit = &run.json()["commit"];
    assert_eq!(commit["id"].as_str(), Some(scene.git("repo", &["rev-parse", "HEAD"]).as_str()));
    assert_eq!(commit["has_changes"], true);
}

#[test]
fn settings_that_point_to_another_folder() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    scene.git("repo", &["config", "core.worktree", scene.at("home").to_str().expect("a name")]);
    trap.is_never_run(&scene, "repo/district", &[]);
    let run = scene.coach("repo/district", &["report"]);
    assert!(run.err.contains("another folder"), "{run:?}");
    let run = scene.contact("repo/district", 9, &["--commit"]);
    assert!(run.code == 2 && run.err.contains("not committed"), "{run:?}");
}

#[test]
fn objects_that_stand_in_for_others_are_not_believed() {
    let scene = Scene::new();
    let first = scene.git("repo", &["rev-parse", "HEAD"]);
    touch(&session(&scene.at("repo/district")));
    scene.commit("repo");
    scene.git("repo", &["replace", "HEAD", &first]);
    // By its id, HEAD has the files that are there.
    assert_eq!(scene.reported("repo/district")["has_changes"], false);
}

#[test]
fn a_file_that_names_a_repository_among_the_records() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    let district = scene.at("repo/district");
    disguise(&scene, "repo/district", &trap.program);
    fs::create_dir_all(district.join("records/.hidden")).expect("a folder");
    for part in ["HEAD", "objects", "refs", "config", "info", "index"] {
        let to = district.join("records/.hidden").join(part);
        fs::rename(district.join(part), to).expect("moved");
    }
    fs::write(district.join(".git"), "gitdir: records/.hidden\n").expect("written");
    let config = "records/.hidden/config";
    scene.git("repo/district", &["config", "--file", config, "core.worktree", "../.."]);
    touch(&session(&district));
    trap.was_run();
    trap.is_never_run(&scene, "repo/district", &[]);
    scene.try_git("repo/district", &["status"]);
    assert!(trap.was_run(), "the trap is set");
    let run = scene.contact("repo/district", 9, &["--commit"]);
    assert!(run.code == 2 && run.err.contains("among those of the district"), "{run:?}");
    assert!(!trap.was_run());
}

#[test]
fn a_disguise_with_an_empty_git_folder_among_the_folders_of_modules() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    let district = "outer/.git/modules/d";
    scene.district(district);
    disguise(&scene, district, &trap.program);
    fs::create_dir(scene.at(district).join(".git")).expect("a folder");
    let text = fs::read_to_string(&trap.program).expect("a script");
    let hook = format!("{district}/hooks/pre-commit");
    scene.program(&hook, text.trim_start_matches("#!/bin/sh\n"));
    touch(&session(&scene.at(district)));
    trap.was_run();
    trap.is_never_run(&scene, district, &[]);
    let run = scene.contact(district, 9, &["--commit"]);
    assert!(run.code == 2 && !trap.was_run(), "{run:?}");
    // The same without a word of git in the way to it.
    fs::rename(scene.at("outer/.git/modules/d"), scene.at("plain")).expect("moved");
    let run = scene.contact("plain", 10, &["--commit"]);
    assert!(run.code == 2 && !trap.was_run(), "{run:?}");
}

#[test]
fn settings_that_are_included_from_the_records() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    let included = scene.at("repo/district/records/included");
    let text = format!("[filter \"x\"]\nclean = {0}\n[core]\nfsmonitor = {0}\n", trap.program);
    fs::write(&included, text).expect("written");
    let path = included.to_str().expect("a name");
    scene.git("repo", &["config", "include.path", path]);
    scene.file("repo/.git/info/attributes", "* filter=x\n");
    touch(&session(&scene.at("repo/district")));
    trap.was_run();
    trap.is_never_run(&scene, "repo/district", &[]);
    scene.try_git("repo", &["status"]);
    assert!(trap.was_run(), "the trap is set");
}

#[test]
fn a_remote_that_has_a_program_of_its_own() {
    let scene = Scene::new();
    let trap = Trap::new(&scene);
    scene.git("repo", &["config", "uploadpack.allowFilter", "true"]);
    let from = format!("file://{}", scene.at("repo").display());
    scene.git("", &["clone", "--quiet", "--filter=tree:0", "--no-checkout", &from, "partial"]);
    scene.district("partial/district");
    let text = fs::read_to_string(&trap.program).expect("a script");
    scene.program("bin/git-remote-own", text.trim_start_matches("#!/bin/sh\n"));
    scene.git("partial", &["config", "remote.origin.vcs", "own"]);
    scene.git("partial", &["config", "protocol.own.allow", "always"]);
    let search = format!("{}:{}", scene.at("bin").display(), std::env::var("PATH").expect("PATH"));
    // The trees of the commit are missing here, not only the files.
    trap.is_never_run(&scene, "partial/district", &[("PATH", &search)]);
    let run = scene.coach_with("partial/district", &[("PATH", &search)], &["report"]);
    assert!(run.err.contains("cannot tell what changed since the commit"), "{run:?}");
}
