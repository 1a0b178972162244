//! A server as the tests have it: a git copy of the example district with a branch, and a shell that runs blocks of
//! commands with nothing of this machine but its tools. `gh`, `cargo`, `python3` and `pipx`, which need a network, are
//! stand-ins that write down how they were called; what they install is the program, where it would be.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::copy::copy_folder;
use crate::harness::{Run, coach_in};
use crate::repository::git;

/// The other branch. Whoever pastes its name into a script has the script do something.
pub(super) const BASE: &str = "main$(touch${IFS}pwned)'";

const GH: &str = r#"#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
  *'--jq .private') echo true ;;
  *--method\ POST*) echo 7 > "$COMMENT" ;;
  *--method*) ;;
  *comments*) if [ -n "${GH_FAILS:-}" ]; then exit 1; fi; if [ -e "$COMMENT" ]; then cat "$COMMENT"; fi ;;
esac
"#;

const CARGO: &str = r#"#!/bin/sh
echo "cargo $*" >> "$CALLS"
while [ "$1" != --root ]; do shift; done
mkdir -p "$2/bin"
ln -s "$PROGRAM" "$2/bin/coach"
"#;

const PYTHON: &str = r#"#!/bin/sh
echo "python3 $*" >> "$CALLS"
case "$*" in
  '-m venv '*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python3" ;;
  '-m pip install '*) ln -s "$PROGRAM" "$(dirname "$0")/coach" ;;
esac
"#;

const PIPX: &str = r#"#!/bin/sh
echo "pipx $*" >> "$CALLS"
case "$1" in
  install) mkdir -p "$HOME/pipx" && ln -sf "$PROGRAM" "$HOME/pipx/coach" ;;
  environment) echo "$HOME/pipx" ;;
esac
"#;

/// A copy of the district on a branch, and what runs there.
pub(super) struct Server {
    scratch: TempDir,
    /// What stands in for a server's own variables.
    pub(super) variables: BTreeMap<String, String>,
}

impl Server {
    /// The example district with what `coach init` adds by `options`, all of it in the branch [`BASE`], and a new
    /// branch on which nothing has changed yet.
    pub(super) fn with(options: &[&str]) -> Self {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let server = Self { scratch, variables: BTreeMap::new() };
        let folder = server.folder();
        copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend"), &folder);
        let run = coach_in(&folder, &[], &[&["init"], options].concat());
        assert_eq!(run.code, 0, "{run:?}");
        git(&folder, &["init", "-q", "-b", BASE]);
        server.commit("all records");
        git(&folder, &["update-ref", &format!("refs/remotes/origin/{BASE}"), "HEAD"]);
        git(&folder, &["checkout", "-q", "-b", "work"]);
        let tools = server.path("tools");
        fs::create_dir(&tools).expect("made");
        for (name, text) in [("gh", GH), ("cargo", CARGO), ("python3", PYTHON), ("pipx", PIPX)] {
            let tool = tools.join(name);
            fs::write(&tool, text).expect("written");
            fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).expect("a program");
        }
        fs::create_dir(server.path("temp")).expect("made");
        server
    }

    /// The folder with the program, for whoever has it installed.
    pub(super) fn programs() -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_coach"));
        format!("{}\n", program.parent().expect("a folder").display())
    }

    /// The district's folder.
    pub(super) fn folder(&self) -> PathBuf {
        self.path("district")
    }

    /// Something beside it.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// What is in a file beside it; nothing where it is not there.
    pub(super) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Writes a record of the pair of c-01 and t-104.
    pub(super) fn record(&self, name: &str, text: &str) {
        let pair = self.folder().join("records/lincoln-elementary/c-01-t-104");
        fs::write(pair.join(name), text).expect("written");
    }

    /// Takes all records away, there and in the other branch: a district that has just begun.
    pub(super) fn begin_afresh(&self) {
        fs::remove_dir_all(self.folder().join("records")).expect("removed");
        self.commit("no records");
        git(&self.folder(), &["update-ref", &format!("refs/remotes/origin/{BASE}"), "HEAD"]);
    }

    /// Commits everything without asking a hook.
    pub(super) fn commit(&self, message: &str) {
        git(&self.folder(), &["add", "-A"]);
        git(&self.folder(), &["commit", "-q", "--no-verify", "-m", message]);
    }

    /// Runs `block` as git runs a hook and a user types it, with `more` variables.
    pub(super) fn run(&self, block: &str, more: &BTreeMap<String, String>) -> Run {
        self.run_by(&["sh", "-eu", "-c"], block, more)
    }

    /// Runs `block` as a server's bash does, for which a pipe fails where a part of it does.
    pub(super) fn run_by_bash(&self, block: &str, more: &BTreeMap<String, String>) -> Run {
        self.run_by(&["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"], block, more)
    }

    fn run_by(&self, shell: &[&str], block: &str, more: &BTreeMap<String, String>) -> Run {
        let mut path: Vec<String> = self.text("path").lines().map(str::to_owned).collect();
        path.push(self.path("tools").display().to_string());
        path.push(std::env::var("PATH").unwrap_or_default());
        let output = Command::new(shell[0])
            .args(&shell[1..])
            .arg(block)
            .current_dir(self.folder())
            .env_clear()
            .env("PATH", path.join(":"))
            .env("TZ", "UTC")
            .env("TMPDIR", self.path("temp"))
            .env("HOME", self.scratch.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("PROGRAM", env!("CARGO_BIN_EXE_coach"))
            .env("CALLS", self.path("calls"))
            .env("COMMENT", self.path("comment"))
            .envs(&self.variables)
            .envs(more)
            .output()
            .expect("a shell");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        assert!(!self.folder().join("pwned").exists(), "the name of a branch was run by\n{block}");
        Run {
            code: output.status.code().expect("no signal"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// The lines of `text` from `first` on that are comments, without their marks: what somebody may turn on.
pub(super) fn turned_on(text: &str, first: &str) -> String {
    let lines = text.lines().skip_while(|line| line.trim() != first);
    let lines = lines.map_while(|line| line.trim_start().strip_prefix('#'));
    lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
}

/// The session that a branch adds: one, with one item.
pub(super) const SESSION: &str =
    "kind: session\ndate: 2026-05-20\nmethod: in-person\nminutes: 30\nitems: [rationale]\n";
/// The same with a fault.
pub(super) const FAULTY: &str =
    "kind: session\ndate: 2026-05-21\nmethod: in persn\nminutes: 30\nitems: [rationale]\n";

/// Checks that each audience has its pages, and that nothing else is among them: what is for the district names no
/// pair, and what is for a principal no level.
#[track_caller]
pub(super) fn made_for_each_audience(server: &Server) {
    let read = |page: &str| {
        let page = server.folder().join("reports").join(page);
        fs::read_to_string(&page).unwrap_or_else(|_| panic!("no {}", page.display()))
    };
    let district = read("district/report.html");
    assert!(district.contains("260 of 424") && !district.contains("t-104"), "{district}");
    assert!(server.folder().join("reports/district/report.xlsx").is_file());
    let made = fs::read_dir(server.folder().join("reports/district")).expect("made").count();
    assert_eq!(made, 2);
    let principal = read("principals/lincoln-elementary.html");
    assert!(principal.contains("t-104") && !principal.contains("in place"), "{principal}");
    let coach = read("coaches/c-05.html");
    assert!(coach.contains("t-401") && !coach.contains("t-104"), "{coach}");
    // Seven coaches, as the report says.
    let coaches = fs::read_dir(server.folder().join("reports/coaches")).expect("made").count();
    assert_eq!(coaches, 7);
}
