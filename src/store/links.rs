//! Paths within a district's folder that do not lead out of it: the folder and a path from it come
//! in, and the joined path goes out, if no link is on it. Readers follow no link there, so what was
//! written through one would count nowhere.

use std::collections::HashMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::write_error::WriteError;

/// The folder at `path` in `root`, where neither it nor anything on the way to it is a link.
///
/// # Errors
/// A link is there, or `path` leads out of `root`.
pub(crate) fn folder_in(root: &Path, path: &str) -> Result<PathBuf, WriteError> {
    way(root, path, false)
}

/// The file at `path` in `root`, where nothing on the way to it is a link; it may be one itself.
///
/// # Errors
/// As with [`folder_in`].
pub(super) fn file_in(root: &Path, path: &str) -> Result<PathBuf, WriteError> {
    way(root, path, true)
}

/// Ways into a district's folder of which many share their folders: each of these is looked at once, which is enough to
/// see what is there, and not to write.
#[derive(Debug)]
pub(super) struct Ways<'r> {
    root: &'r Path,
    known: HashMap<String, PathBuf>,
}

impl<'r> Ways<'r> {
    /// Ways into the folder `root`.
    pub(super) fn into(root: &'r Path) -> Self {
        Self { root, known: HashMap::new() }
    }

    /// The file at `path`, as [`file_in`] has it.
    ///
    /// # Errors
    /// As with [`folder_in`].
    pub(super) fn file(&mut self, path: &str) -> Result<PathBuf, WriteError> {
        let is_name = |name: &str| {
            let mut parts = Path::new(name).components();
            matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
        };
        match path.rsplit_once('/') {
            Some((folder, name)) if !folder.is_empty() && is_name(name) => {
                Ok(self.folder(folder)?.join(name))
            }
            _ => file_in(self.root, path),
        }
    }

    fn folder(&mut self, path: &str) -> Result<&Path, WriteError> {
        if !self.known.contains_key(path) {
            self.known.insert(path.to_owned(), folder_in(self.root, path)?);
        }
        Ok(&self.known[path])
    }
}

fn way(root: &Path, path: &str, to_a_file: bool) -> Result<PathBuf, WriteError> {
    let mut whole = root.to_owned();
    let mut parts = Path::new(path).components().peekable();
    while let Some(part) = parts.next() {
        let Component::Normal(part) = part else {
            let error = io::Error::other("it leads out of the district's folder");
            return Err(WriteError::Refused { path: root.join(path), error });
        };
        whole.push(part);
        let is_the_file = to_a_file && parts.peek().is_none();
        if !is_the_file && whole.is_symlink() {
            return Err(WriteError::LinkedFolder(whole));
        }
    }
    Ok(whole)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn no_way_leads_out() {
        let root = tempfile::tempdir().unwrap();
        let found = file_in(root.path(), "records/a/b.yaml").unwrap();
        assert_eq!(found, root.path().join("records/a/b.yaml"));
        let mut ways = Ways::into(root.path());
        for path in ["records/a/b.yaml", "records/a/c.yaml", "coach.toml"] {
            assert_eq!(ways.file(path).unwrap(), file_in(root.path(), path).unwrap());
        }
        for path in ["../x", "records/../../x", "/x", "records/..", "..", "records/a/.."] {
            assert!(file_in(root.path(), path).is_err(), "{path}");
            assert!(ways.file(path).is_err(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_anywhere_on_the_way_is_named() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        std::fs::create_dir_all(at("records/s/p")).unwrap();
        std::os::unix::fs::symlink("records", at("inside")).unwrap();
        std::os::unix::fs::symlink("nowhere", at("records/dangling")).unwrap();
        for (path, link) in [
            ("inside/s/p/a.yaml", "inside"),
            ("inside/new", "inside"),
            ("records/dangling/p", "records/dangling"),
        ] {
            let fault = file_in(root.path(), path).unwrap_err();
            assert!(
                matches!(fault, WriteError::LinkedFolder(named) if named == at(link)),
                "{path}"
            );
            assert!(Ways::into(root.path()).file(path).is_err(), "{path}");
        }
        assert!(folder_in(root.path(), "inside").is_err());
        assert!(file_in(root.path(), "inside").is_ok());
    }
}
