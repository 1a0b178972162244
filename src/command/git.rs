//! The commit that a folder is at, asked of git. Reads only; without git, or outside a repository,
//! there is no commit.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::report::Commit;
use crate::store::{CONFIG, RECORDS};

/// The commit of `root` and whether its records or settings differ from it.
pub(super) fn commit(root: &Path) -> Option<Commit> {
    let id = git(root, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
    let status = git(root, &["status", "--porcelain", "--", CONFIG, RECORDS])?;
    Some(Commit { id: id.trim().to_owned(), has_changes: !status.trim().is_empty() })
}

fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        // No hook of the repository is run and no lock is taken.
        .args(["-c", "core.fsmonitor=false", "--no-optional-locks"])
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
