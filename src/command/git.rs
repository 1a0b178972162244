//! What git knows of the district's folder: its commit, an earlier commit's files, and a new commit of
//! what was written. Reading runs nothing that the repository names and reaches no network: git is asked
//! only what it can say without filters, hooks and fetches, and files are compared with the commit here.

mod attributes;
mod changed;
mod hooks;
mod left;
mod make;
pub(super) mod revision;
mod same;
mod start;
mod tree;

use std::path::Path;

pub(super) use changed::changed_since;
pub(super) use hooks::{HooksFolder, hooks_folder};
pub(super) use make::{Committed, commit_files, some_of};
use start::find;

use crate::report::Commit;

/// The commit of a folder, as far as it can be told.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// The commit; without git, outside a repository, or before the first one there is none.
    pub commit: Option<Commit>,
    /// Why it, or whether the folder still is as it has it, cannot be told.
    pub unknown: Option<String>,
}

/// Those of the records and settings at `paths`, given from the district's folder `root`, that are not as the
/// commit has them that is checked out. Where there is no repository, nobody can say: `None`.
///
/// # Errors
/// In words: git does not answer.
pub(super) fn uncommitted(root: &Path, paths: &[String]) -> Result<Option<Vec<String>>, String> {
    if start::program().is_none() {
        return Ok(None);
    }
    let Some(repository) = find(root)? else { return Ok(None) };
    let from_top: Vec<String> =
        paths.iter().map(|path| format!("{}{path}", repository.prefix)).collect();
    let below = |path: String| path[repository.prefix.len()..].to_owned();
    Ok(Some(same::differing(&repository, &from_top).into_iter().map(below).collect()))
}

/// The commit of `root`, and whether its records, settings or `own_profiles` differ from it.
pub(super) fn standing(root: &Path, own_profiles: &[String]) -> Standing {
    if start::program().is_none() {
        return Standing::default();
    }
    let unknown = |why: String| Standing { commit: None, unknown: Some(why) };
    let repository = match find(root) {
        Ok(Some(repository)) => repository,
        Ok(None) => return Standing::default(),
        Err(why) => return unknown(format!("the commit is not known: {why}")),
    };
    let id = match repository.head() {
        Ok(Some(id)) => id,
        Ok(None) => return Standing::default(),
        Err(why) => return unknown(format!("the commit is not known: {why}")),
    };
    let (has_changes, unknown) = match same::has_changes(&repository, root, &id, own_profiles) {
        Ok(has_changes) => (Some(has_changes), None),
        Err(why) => (None, Some(format!("cannot tell what changed since the commit: {why}"))),
    };
    Standing { commit: Some(Commit { id, has_changes }), unknown }
}
