//! What the folder has that is not as it was where a branch left another one: the records and settings
//! that a pull request adds, alters or takes away, with what is not committed yet.

use std::collections::BTreeSet;
use std::path::Path;

use super::revision::{NONE_IN_COMMON, is_shallow, resolve};
use super::same::changed;
use super::start::{Reading, Repository};

/// Paths, from the district's folder `root`, of its settings and records that are not as they were in the
/// commit where the branch that is checked out and `name` have their last commit in common.
///
/// # Errors
/// In words: there is no repository, no such commit, none in common, or git does not answer.
pub(in crate::command) fn changed_since(
    root: &Path,
    name: &str,
) -> Result<BTreeSet<String>, String> {
    let resolved = resolve(root, name)?.ok_or("this folder is in no git repository")?;
    let repository = &resolved.repository;
    let head = repository.head()?.ok_or("there is no commit yet")?;
    let base = common(repository, &resolved.id, &head)?;
    changed(repository, root, &base)
}

/// The last commit that `one` and `other` have in common.
fn common(repository: &Repository, one: &str, other: &str) -> Result<String, String> {
    match repository.read_text(&["merge-base", one, other]) {
        Ok(base) if !base.is_empty() => Ok(base),
        Err(why) if !why.is_empty() => Err(why),
        _ if is_shallow(repository) => Err(NONE_IN_COMMON.to_owned()),
        _ => Err("it has no commit in common with what is checked out".to_owned()),
    }
}
