//! The commit that a folder is at, asked of git. Reads only; without git, or outside a repository,
//! there is no commit.

pub(super) mod revision;

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::diagnostic::wording::visible;
use crate::report::Commit;
use crate::store::{CONFIG, RECORDS};

/// The commit of `root` and whether its records, settings or `own_profiles` differ from it.
pub(super) fn commit(root: &Path, own_profiles: &[String]) -> Option<Commit> {
    let id = git(root, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
    let has_changed = |paths: &[&str]| {
        let status = git(root, &[&["status", "--porcelain", "--"], paths].concat())?;
        Some(!status.trim().is_empty())
    };
    // A profile outside the repository is no path git knows; what can be asked is asked.
    let has_changes = has_changed(&[CONFIG, RECORDS])?
        || own_profiles.iter().any(|path| has_changed(&[path]) == Some(true));
    Some(Commit { id: id.trim().to_owned(), has_changes })
}

/// Commits `paths` of the repository around `root`, and nothing else that has changed; the new
/// commit's short id.
///
/// # Errors
/// There is no git or no repository here, or git refuses, for instance because a hook does. The files
/// stay as they are.
pub(super) fn commit_files(root: &Path, paths: &[String], message: &str) -> anyhow::Result<String> {
    let run = |arguments: &[&str]| -> anyhow::Result<()> {
        let output = Command::new("git")
            .args(arguments)
            .arg("--")
            .args(paths)
            .current_dir(root)
            .stdin(Stdio::null())
            .output()
            .context("the record is written, but not committed: git cannot be started")?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.lines().map(visible).collect::<Vec<_>>().join("\n");
            bail!("the record is written, but not committed: {said}");
        }
        Ok(())
    };
    // Only these files: what else is staged stays staged, and out of this commit.
    let is_known =
        |path: &&String| git(root, &["ls-files", "--error-unmatch", "--", path]).is_some();
    let new: Vec<&str> = paths.iter().filter(|path| !is_known(path)).map(String::as_str).collect();
    run(&["add", "--intent-to-add"])?;
    if let Err(error) = run(&["commit", "--quiet", "--only", "-m", message]) {
        // Files that are only meant to be added would stand in the way of `git stash`.
        if !new.is_empty() {
            git(root, &[&["reset", "--quiet", "--"], &new[..]].concat());
        }
        return Err(error);
    }
    let id = git(root, &["rev-parse", "--short", "HEAD"]).unwrap_or_default();
    Ok(id.trim().to_owned())
}

fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    git_bytes(root, arguments).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn git_bytes(root: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("git")
        // No hook of the repository is run and no lock is taken.
        .args(["-c", "core.fsmonitor=false", "--no-optional-locks"])
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}
