//! What git may and may not do for `coach`: nothing that a repository names is run by a verb that reads,
//! nothing is fetched, and the commit and its changes are told truly.

mod changed_since;
mod changes;
mod commits;
mod hostile;
mod said;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::harness::{Pair, Run, coach_in};
use tempfile::TempDir;

/// A repository in a folder of its own, and a home without settings beside it.
struct Scene {
    folder: TempDir,
}

impl Scene {
    /// A repository `repo` whose folder `repo/district` is a district with one commit.
    fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir_all(scene.at("home")).expect("a folder");
        scene.district("repo/district");
        scene.git("repo", &["init", "--quiet", "-b", "main"]);
        scene.commit("repo");
        scene
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("a folder").join(path)
    }

    /// Writes a district of one pair into the folder `path`.
    fn district(&self, path: &str) {
        let pair = Pair::new().session("2025-09-08", "minutes: 40 # li\nitems: [rationale]");
        self.file(&format!("{path}/coach.toml"), crate::harness::SETTINGS);
        for (file, text) in pair.files() {
            self.file(&format!("{path}/{file}"), &text);
        }
    }

    fn file(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn program(&self, path: &str, script: &str) -> String {
        crate::script::script(&self.at(path), script)
    }

    /// What git gives in the folder `path`.
    fn try_git(&self, path: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        for (variable, _) in std::env::vars().filter(|(name, _)| name.starts_with("GIT_")) {
            command.env_remove(variable);
        }
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", self.at("home"));
        let who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.invalid"];
        let run = command.args(who).args(arguments).current_dir(self.at(path)).output();
        run.expect("git runs: these tests need it")
    }

    fn git(&self, path: &str, arguments: &[&str]) -> String {
        let output = self.try_git(path, arguments);
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Commits everything in the folder `path`.
    fn commit(&self, path: &str) {
        self.git(path, &["add", "--all"]);
        self.git(path, &["commit", "--quiet", "-m", "all"]);
    }

    fn coach(&self, path: &str, arguments: &[&str]) -> Run {
        self.coach_with(path, &[], arguments)
    }

    /// Runs the program in the folder `path` with git within its reach, and `variables`.
    fn coach_with(&self, path: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
        let search = std::env::var("PATH").unwrap_or_default();
        let home = self.at("home");
        let mut all = vec![
            ("PATH", search.as_str()),
            ("HOME", home.to_str().expect("a name")),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_NAME", "Tester"),
            ("GIT_AUTHOR_EMAIL", "tester@example.invalid"),
            ("GIT_COMMITTER_NAME", "Tester"),
            ("GIT_COMMITTER_EMAIL", "tester@example.invalid"),
        ];
        all.extend(variables);
        coach_in(&self.at(path), &all, arguments)
    }

    /// `coach log contact` on a day of September 2025, with `more`.
    fn contact(&self, path: &str, day: u32, more: &[&str]) -> Run {
        let date = format!("2025-09-{day:02}");
        let contact =
            ["log", "contact", "--educator", "t-101", "--method", "email", "--date", &date];
        self.coach(path, &[&contact[..], more].concat())
    }

    /// The JSON of a report's commit in the folder `path`.
    fn reported(&self, path: &str) -> serde_json::Value {
        let run = self.coach(path, &["report", "--format", "json"]);
        assert!([0, 1].contains(&run.code), "{}", run.err);
        run.json()["commit"].clone()
    }
}

/// The one session of the district in `path`.
fn session(path: &Path) -> PathBuf {
    let pair = path.join("records/lincoln/c-01-t-101");
    let mut files = fs::read_dir(pair).expect("a folder").map(|file| file.expect("a file").path());
    files.find(|file| file.to_string_lossy().contains("-session-")).expect("a session")
}
