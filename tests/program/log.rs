//! `coach log`: what is said by options, documents, an editor or answers at a terminal becomes a
//! record, what is wrong becomes none, and nothing that was typed is lost. The real binary in a
//! scrubbed environment.

#[cfg(unix)]
mod answers;
mod change;
#[cfg(unix)]
mod commits;
mod crowd;
mod cut_off;
mod days;
mod documents;
#[cfg(unix)]
mod done_things;
#[cfg(unix)]
mod editor;
mod edits;
mod flags;
mod hand_over;
mod hostile;
#[cfg(unix)]
mod killed;
#[cfg(unix)]
mod linked;
#[cfg(unix)]
mod lost;
mod mend;
mod missed;
mod mistakes;
mod outputs;
mod own_time;
#[cfg(unix)]
mod pastes;
mod pinned;
#[cfg(unix)]
mod questions;
#[cfg(unix)]
mod read_only;
mod refusals;
mod scripts;
mod several;
#[cfg(unix)]
mod stopped;
#[cfg(unix)]
mod stopped_later;
mod unreadable;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::harness::{District, Pair, Run};
use chrono::NaiveDate;
use tempfile::TempDir;

/// Settings without an as-of day: what is logged today has happened.
const SETTINGS: &str = r#"version = 1
district = "Testville"
profile = "missouri-sbic-2014"
year_starts = "08-01"
[schools.lincoln]
name = "Lincoln"
[schools.prairie]
name = "Prairie"
"#;

/// The folder of the pair that most tests write into.
const T104: &str = "records/lincoln/c-03-t-104";
/// Options that name it.
const FOR_T104: [&str; 2] = ["--educator", "t-104"];

/// A coach's desk: a district with c-03 and the educators t-104 and t-105 since 2025-09-01, and a
/// folder of the coach's own for what could not be written.
struct Desk {
    district: District,
    state: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self::with(|pair| pair)
    }

    /// With the pair of t-104 changed by `change`.
    fn with(change: impl Fn(Pair) -> Pair) -> Self {
        let agreed = |educator| {
            Pair::of("c-03", educator, "lincoln")
                .agreed("committed_on: 2025-09-02, respond_within_days: 2, methods: [video, email]")
        };
        let district = District::new()
            .file("coach.toml", SETTINGS)
            .pair(&change(agreed("t-104")))
            .pair(&agreed("t-105"));
        Self { district, state: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self) -> &Path {
        self.district.path()
    }

    /// Writes a file, whose path is given from the district's folder.
    fn file(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a path below the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("a file of text")
    }

    /// The program in the district's folder, yet to be started.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
        command
            .env_clear()
            // Windows cannot start a program without it.
            .envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TZ", "UTC")
            .env("XDG_STATE_HOME", self.state.path())
            .env("LOCALAPPDATA", self.state.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .current_dir(self.path())
            .args(arguments);
        command
    }

    /// Runs `coach log`.
    fn log(&self, arguments: &[&str]) -> Run {
        finish(self.command(&[&["log"], arguments].concat()).spawn().expect("the program starts"))
    }

    /// Runs `coach log` with `input` on standard input.
    fn log_from(&self, input: impl AsRef<[u8]>, arguments: &[&str]) -> Run {
        let mut command = self.command(&[&["log"], arguments].concat());
        let mut child = command.stdin(Stdio::piped()).spawn().expect("the program starts");
        // It may end before it has read everything.
        let _ = child.stdin.take().expect("standard input").write_all(input.as_ref());
        finish(child)
    }

    /// Runs `coach log` and expects it to write something, and to say nothing else.
    fn wrote(&self, arguments: &[&str]) -> Run {
        let run = self.log(arguments);
        assert!(run.code == 0 && run.err.is_empty(), "coach log {arguments:?}: {run:#?}");
        run
    }

    /// Runs `coach log` and expects it to refuse with exit code `code`, a message that holds each of
    /// `parts`, and nothing changed.
    fn refused(&self, code: i32, arguments: &[&str], parts: &[&str]) -> Run {
        let before = self.files();
        let run = self.log(arguments);
        self.is_refusal(&run, code, parts, &before);
        run
    }

    /// The same with `input` on standard input.
    fn refused_from(&self, code: i32, input: impl AsRef<[u8]>, args: &[&str], parts: &[&str]) {
        let before = self.files();
        let run = self.log_from(input, args);
        self.is_refusal(&run, code, parts, &before);
    }

    fn is_refusal(&self, run: &Run, code: i32, parts: &[&str], before: &BTreeMap<String, String>) {
        assert_eq!(run.code, code, "{run:#?}");
        assert_eq!(run.out, "");
        for part in parts {
            assert!(run.err.contains(part), "{part} is not said: {}", run.err);
        }
        assert_eq!(self.files(), *before);
    }

    /// Path and text of every file in the district's folder, those of git and of the lock aside.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let name = path.strip_prefix(self.path()).expect("below").to_string_lossy();
                let name = name.replace('\\', "/");
                match path.is_dir() {
                    true if name == ".git" || name == ".coach" => {}
                    true => folders.push(path),
                    false => {
                        files.insert(name, fs::read_to_string(&path).expect("text"));
                    }
                }
            }
        }
        files
    }

    /// Path and text of every record, relationships aside.
    fn records(&self) -> Vec<(String, String)> {
        let is_record =
            |path: &String| path.starts_with("records/") && !path.ends_with("/relationship.yaml");
        self.files().into_iter().filter(|(path, _)| is_record(path)).collect()
    }

    /// Path and text of the only record.
    fn record(&self) -> (String, String) {
        let mut records = self.records();
        assert_eq!(records.len(), 1, "{records:#?}");
        records.remove(0)
    }

    /// The text of the only record.
    fn text(&self) -> String {
        self.record().1
    }

    /// Name and text of what was kept aside.
    fn rescued(&self) -> Vec<(PathBuf, String)> {
        let Ok(folder) = fs::read_dir(self.state.path().join("coach/rescue")) else {
            return Vec::new();
        };
        let mut found: Vec<_> = folder
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| !path.ends_with(".gitignore"))
            .map(|path| (path.clone(), fs::read_to_string(path).expect("text")))
            .collect();
        found.sort();
        found
    }

    /// Starts `coach log` at a terminal.
    #[cfg(unix)]
    fn at_terminal(
        &self,
        variables: &[(&str, &str)],
        arguments: &[&str],
    ) -> crate::terminal::Terminal {
        let path = std::env::var("PATH").unwrap_or_default();
        let state = self.state.path().to_str().expect("UTF-8");
        let own = [("PATH", path.as_str()), ("XDG_STATE_HOME", state)];
        crate::terminal::Terminal::start(
            self.path(),
            &[&own, variables].concat(),
            &[&["log"], arguments].concat(),
        )
    }

    /// Checks that `coach check` finds nothing.
    fn is_clean(&self) {
        let run = crate::harness::coach_in(self.path(), &[], &["check", "--strict"]);
        assert_eq!(run.code, 0, "{run:#?}");
    }
}

/// Waits for a program to end.
fn finish(child: Child) -> Run {
    let output = child.wait_with_output().expect("the program ends");
    Run {
        code: output.status.code().expect("the program ends by itself"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The day on which the program believes to be run.
fn today() -> NaiveDate {
    chrono::Utc::now().date_naive()
}

/// What a record says, by another reader of YAML.
fn value(text: &str) -> serde_json::Value {
    serde_yaml::from_str(text).unwrap_or_else(|fault| panic!("{fault} in\n{text}"))
}

/// The path in a line such as `wrote PATH`.
fn path_after(word: &str, run: &Run) -> String {
    let mut lines = run.out.lines();
    let path = lines.find_map(|line| line.strip_prefix(word)?.strip_prefix(' '));
    path.unwrap_or_else(|| panic!("no `{word}` in {run:?}")).to_owned()
}
