//! Which folder git takes its hooks from in a repository. Only the name of the folder is asked for: nothing in it runs.

use std::path::{Path, PathBuf};

use super::start::{Reading, Repository, find, program};

/// Where a repository's hooks are.
#[derive(Debug)]
pub(in crate::command) struct HooksFolder {
    /// The folder with its whole path; it may not be there.
    pub path: PathBuf,
    /// As git names it, from the top of the repository.
    pub shown: PathBuf,
    /// Whether somebody set it (`core.hooksPath`).
    pub is_set: bool,
}

/// The folder of the hooks of the repository around `root`; `None` where there is no git, no repository or no answer.
pub(in crate::command) fn hooks_folder(root: &Path) -> Option<HooksFolder> {
    program()?;
    let repository = find(root).ok()??;
    let shown =
        PathBuf::from(Own(&repository).read_text(&["rev-parse", "--git-path", "hooks"]).ok()?);
    let is_set = Own(&repository)
        .read_text(&["config", "--get", "core.hooksPath"])
        .is_ok_and(|folder| !folder.is_empty());
    Some(HooksFolder { path: repository.top.join(&shown), shown, is_set })
}

/// The repository under its own settings, one of which is asked for.
struct Own<'r>(&'r Repository);

impl Reading for Own<'_> {
    fn read(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let output = self.0.git().args(arguments).output().map_err(|error| error.to_string())?;
        if output.status.success() { Ok(output.stdout) } else { Err(String::new()) }
    }
}
