//! The commit that a folder is at, asked of git. Reads only; without git, or outside a repository,
//! there is no commit.

use std::path::Path;
use std::process::{Command, Stdio};

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
