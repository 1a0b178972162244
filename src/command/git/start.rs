//! The one place that starts git. A folder comes in; what goes out is the repository around it, and a
//! git that works on this repository alone, whatever the environment says. The repository is looked for
//! in the file system first: a folder that is laid out as a repository itself, without a `.git`, could
//! name programs in settings that came with its files, and git is never started there.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::command::repository::is_repository;
use crate::text::path::shown_path;
use crate::text::wording::visible;

/// Variables that point git to another repository, other settings or another meaning of paths: what
/// `git rev-parse --local-env-vars` lists, and four more.
const MISLEADING: [&str; 21] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ATTR_SOURCE",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Settings under which git reads: none of them lets it start another program.
const READING: [&str; 8] = [
    "--no-pager",
    "--no-optional-locks",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "core.fsmonitor=false",
    "-c",
    // A name that cannot hold a hook on any system.
    "core.hooksPath=/dev/null",
];

/// The repository around a folder.
#[derive(Debug)]
pub(super) struct Repository {
    program: PathBuf,
    /// The top of the work tree, from which git is asked: all paths are from there.
    pub(super) top: PathBuf,
    /// The way from there to the district's folder, with `/`; empty, or it ends with one.
    pub(super) prefix: String,
    /// Where git keeps what belongs to this work tree.
    pub(super) git_dir: PathBuf,
}

/// The repository around `root`, if there is one.
///
/// # Errors
/// In words: git cannot be started or refuses, or the folder is no ordinary work tree.
pub(super) fn find(root: &Path) -> Result<Option<Repository>, String> {
    if !is_plain(root) {
        return Err(
            "git cannot work with the path of this folder: it is not plain text, or `.git` is \
                    part of it"
                .to_owned(),
        );
    }
    match around(root) {
        Around::Nothing => return Ok(None),
        Around::Disguised(folder) => {
            return Err(format!(
                "{} is laid out like a git repository but has no .git; coach does not start git there",
                shown_path(&folder)
            ));
        }
        Around::Ordinary => {}
    }
    let program = program().ok_or("git cannot be started: no folder in PATH has it")?;
    let mut repository = Repository {
        program,
        top: root.to_owned(),
        prefix: String::new(),
        git_dir: PathBuf::new(),
    };
    let asked = ["rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-prefix"];
    let answer = repository.read_text(&asked)?;
    let mut lines = answer.lines();
    let (inside, git_dir) = (lines.next(), lines.next().unwrap_or_default());
    if inside != Some("true") {
        return Err("git looks for the files of this repository in another folder".to_owned());
    }
    repository.git_dir = PathBuf::from(git_dir);
    repository.prefix = lines.next().unwrap_or_default().to_owned();
    let depth = repository.prefix.split_terminator('/').count();
    repository.top = root.ancestors().nth(depth).unwrap_or(root).to_owned();
    if let Ok(inside) = repository.git_dir.strip_prefix(&repository.top)
        && !inside.starts_with(".git")
    {
        return Err("git's own files are among those of the district".to_owned());
    }
    Ok(Some(repository))
}

/// What reading needs of git.
pub(super) trait Reading {
    /// What git prints, asked with `arguments`.
    ///
    /// # Errors
    /// What git says, in its own words.
    fn read(&self, arguments: &[&str]) -> Result<Vec<u8>, String>;

    /// The same as text, without the last line break.
    fn read_text(&self, arguments: &[&str]) -> Result<String, String> {
        let text = String::from_utf8_lossy(&self.read(arguments)?).into_owned();
        Ok(text.trim_end_matches(['\n', '\r']).to_owned())
    }
}

impl Reading for Repository {
    fn read(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let output = self.reading(arguments).output().map_err(|error| not_started(&error))?;
        if output.status.success() { Ok(output.stdout) } else { Err(said(&output)) }
    }
}

impl Repository {
    /// A git that reads, with `arguments`: it starts nothing, fetches nothing, and takes objects for
    /// what their ids say.
    pub(super) fn reading(&self, arguments: &[&str]) -> Command {
        let mut command = self.git();
        command
            .env("GIT_NO_LAZY_FETCH", "1")
            // For a git that does not know the line above: no way of fetching is allowed.
            .env("GIT_ALLOW_PROTOCOL", "")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            // A path is a path, whatever it begins with.
            .env("GIT_LITERAL_PATHSPECS", "1")
            .args(READING)
            .args(arguments);
        command
    }

    /// A git that works here as it does when it is run by hand: the repository's own hooks and filters
    /// are run where a commit needs them.
    pub(super) fn git(&self) -> Command {
        let mut command = Command::new(&self.program);
        for variable in MISLEADING {
            command.env_remove(variable);
        }
        // What git tells of itself is taken for a reason.
        let traces = env::vars_os().map(|(name, _)| name);
        for trace in traces.filter(|name| name.to_string_lossy().starts_with("GIT_TRACE")) {
            command.env_remove(trace);
        }
        command.current_dir(&self.top).stdin(Stdio::null());
        command
    }

    /// The full id of the commit that is checked out; `None` before the first one.
    ///
    /// # Errors
    /// What git says.
    pub(super) fn head(&self) -> Result<Option<String>, String> {
        match self.read_text(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) {
            Ok(id) => Ok(Some(id)),
            Err(why) if why.is_empty() => Ok(None),
            Err(why) => Err(why),
        }
    }
}

/// What git said of a failure, made harmless for a terminal.
pub(super) fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let lines = said.lines().map(|line| {
        let line = line.strip_prefix("fatal: ").unwrap_or(line);
        visible(&line.replace('\t', "  "))
    });
    lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

pub(super) fn not_started(error: &io::Error) -> String {
    format!("git cannot be started: {error}")
}

/// The program, found in the folders that PATH names in full: a `.` in there would be the district's own
/// folder by the time git is started.
pub(super) fn program() -> Option<PathBuf> {
    let name = format!("git{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    let mut programs = env::split_paths(&folders)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&name));
    programs.find(|program| program.is_file())
}

/// Whether git can answer with the path of `root`: in UTF-8, on one line, and not among git's own files.
fn is_plain(root: &Path) -> bool {
    root.to_str().is_some_and(|path| !path.contains(['\n', '\r']))
        && root.components().all(|part| part.as_os_str() != ".git")
}

/// What is around a folder.
#[derive(Debug, PartialEq, Eq)]
enum Around {
    /// No repository.
    Nothing,
    /// A folder with a `.git`.
    Ordinary,
    /// This folder, which git would take for a repository by what lies in it.
    Disguised(PathBuf),
}

fn around(root: &Path) -> Around {
    for folder in root.ancestors() {
        if is_repository(folder) {
            return Around::Ordinary;
        }
        if is_laid_out(folder) {
            return Around::Disguised(folder.to_owned());
        }
    }
    Around::Nothing
}

/// Whether `folder` itself is laid out as git lays out a `.git`: on a disk that makes no difference
/// between capitals too.
fn is_laid_out(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).symlink_metadata().is_ok();
    has("HEAD") && (has("commondir") || has("objects") && has("refs"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_laid_out_as_a_repository_is_told_from_one_that_holds_one() {
        let top = tempfile::tempdir().unwrap();
        let top = dunce::canonicalize(top.path()).unwrap();
        let below = top.join("a/district");
        fs::create_dir_all(below.join("objects")).unwrap();
        assert_eq!(around(&below), Around::Nothing);
        // Git passes over an empty folder of that name.
        fs::create_dir(top.join(".git")).unwrap();
        assert_eq!(around(&below), Around::Nothing);
        fs::write(top.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        assert_eq!(around(&below), Around::Ordinary);
        fs::create_dir(below.join("refs")).unwrap();
        fs::write(below.join("HEAD"), "ref: refs/heads/main\n").unwrap();
        assert_eq!(around(&below), Around::Disguised(below.clone()));
        assert_eq!(around(&below.join("records")), Around::Disguised(below.clone()));
        fs::write(below.join(".git"), "gitdir: ../.git\n").unwrap();
        assert_eq!(around(&below), Around::Ordinary);
        // The settings of a linked work tree lie elsewhere, by its own word.
        fs::write(top.join("a/HEAD"), "ref: refs/heads/main\n").unwrap();
        fs::write(top.join("a/commondir"), "district\n").unwrap();
        assert_eq!(around(&top.join("a")), Around::Disguised(top.join("a")));
    }
}
