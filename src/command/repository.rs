//! Where the district's folder lies in its repository: the folder comes in, the way to it from the
//! repository's root goes out. Only the file system is asked, so that no git is started.

use std::path::Path;

/// The way from the root of the repository that holds `folder` to `folder`, with `/` at its end; empty
/// where they are one. `None` where nothing tells of a repository. `workspace` is the folder that a CI
/// runner calls its checkout; both are without links.
pub(super) fn way_from_root(folder: &Path, workspace: Option<&Path>) -> Option<String> {
    let workspace = workspace.filter(|workspace| folder.starts_with(workspace));
    let root = folder.ancestors().find(|above| is_repository(above)).or(workspace)?;
    let parts = folder.strip_prefix(root).ok()?.components();
    Some(parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect())
}

/// Whether `folder` is the root of a working tree; in a linked one, and in a submodule, `.git` is a
/// file.
pub(super) fn is_repository(folder: &Path) -> bool {
    let git = folder.join(".git");
    git.is_file() || git.join("HEAD").symlink_metadata().is_ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_repository_counts_and_a_workspace_where_there_is_none() {
        let top = tempfile::tempdir().unwrap();
        let top = dunce::canonicalize(top.path()).unwrap();
        let district = top.join("work/schools/north");
        fs::create_dir_all(&district).unwrap();
        let way = |workspace: Option<&str>| {
            way_from_root(&district, workspace.map(|path| top.join(path)).as_deref())
        };
        assert_eq!(way(None), None);
        assert_eq!(way(Some("elsewhere")), None);
        assert_eq!(way(Some("work")).as_deref(), Some("schools/north/"));
        // An empty folder of that name is no repository.
        fs::create_dir(top.join("work/.git")).unwrap();
        assert_eq!(way(None), None);
        fs::write(top.join("work/.git/HEAD"), "ref: refs/heads/main\n").unwrap();
        assert_eq!(way(None).as_deref(), Some("schools/north/"));
        // A checkout below the workspace is what its paths are seen from.
        assert_eq!(way(Some("")).as_deref(), Some("schools/north/"));
        fs::write(top.join("work/schools/.git"), "gitdir: ../../x\n").unwrap();
        assert_eq!(way(None).as_deref(), Some("north/"));
        fs::write(district.join(".git"), "gitdir: ../../x\n").unwrap();
        assert_eq!(way(None).as_deref(), Some(""));
    }
}
