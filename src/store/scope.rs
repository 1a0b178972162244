//! Which part of a district's folder a check is to report on: files and folders named by hand. The
//! whole folder is read all the same, for a record is judged by its relationship and its neighbors.

use std::collections::BTreeSet;

/// The files that findings are reported of.
#[derive(Clone, Debug, Default)]
pub enum Scope {
    /// Every file.
    #[default]
    Everything,
    /// These files, and what lies in these folders: paths from the district's folder, with `/`.
    Only(BTreeSet<String>),
}

impl Scope {
    /// Whether just this file was named.
    pub fn names(&self, path: &str) -> bool {
        matches!(self, Scope::Only(named) if named.contains(path))
    }

    /// Whether the file or folder at `path` is in.
    ///
    /// ```
    /// # use coach::store::Scope;
    /// let scope = Scope::Only(["records/lincoln".to_owned()].into());
    /// assert!(scope.holds("records/lincoln/c-01-t-101/relationship.yaml"));
    /// assert!(!scope.holds("records/lincoln-high/c-01-t-101"));
    /// ```
    pub fn holds(&self, path: &str) -> bool {
        let Scope::Only(named) = self else { return true };
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        named.contains("") || named.contains(path) || folders.into_iter().any(|f| named.contains(f))
    }
}
