//! Texts that take the place of files: what an editor holds and has not saved yet, and records that
//! are still to be written. Files that are to go are passed over.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::Part;

/// The bytes that are read instead of files'.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// By the file's path from the district's folder, with `/`. It need not be there yet.
    files: BTreeMap<String, Vec<u8>>,
    /// Files that are read as if they were not there: paths likewise.
    gone: BTreeSet<String>,
}

impl Overlay {
    /// One text.
    pub fn of(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let mut overlay = Self::default();
        overlay.insert(path, bytes);
        overlay
    }

    /// Adds a text, or puts it in place of the one for the same file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// What is there once `parts` are written.
    pub(crate) fn after(parts: &[Part]) -> Self {
        let mut overlay = Self::default();
        for part in parts {
            match &part.text {
                Some(text) => overlay.insert(part.path.as_str(), text.as_bytes()),
                None => drop(overlay.gone.insert(part.path.clone())),
            }
        }
        overlay
    }

    /// Whether the file at `path` is to be passed over.
    pub(super) fn is_gone(&self, path: &str) -> bool {
        self.gone.contains(path)
    }

    /// The paths of its files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The text for the file at `path`.
    pub(super) fn bytes_of(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The names of its files in the folder `folder` (a path from the district's folder) itself.
    pub(super) fn names_in(&self, folder: &str) -> impl Iterator<Item = &str> {
        let from = format!("{folder}/");
        let inside = self.files.range(from..).map(|(path, _)| path.as_str());
        let names = inside.map_while(move |path| path.strip_prefix(folder)?.strip_prefix('/'));
        names.filter(|name| !name.contains('/'))
    }

    /// The folders `records/<school>/<pair>` and `records/coaches/<coach>` that its files lie in.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        let folders = self.paths().filter_map(|path| Some(path.rsplit_once('/')?.0));
        folders.filter(|folder| {
            let mut parts = folder.split('/');
            parts.next() == Some(super::name::RECORDS) && parts.count() == 2
        })
    }
}
