//! Which part of a district's folder a check is to report on: files and folders named by hand, or what
//! was changed. More is read than that, for a record is judged by its relationship and its neighbors.

use std::collections::BTreeSet;

/// The files that findings are reported of.
#[derive(Clone, Debug, Default)]
pub enum Scope {
    /// Every file.
    #[default]
    Everything,
    /// These files, and what lies in these folders: paths from the district's folder, with `/`.
    Only(BTreeSet<String>),
    /// Every file; those that are looked at are these, which were changed, and folders with one in it.
    /// Some of them may be gone.
    Changed(BTreeSet<String>),
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
        let named = match self {
            Scope::Everything | Scope::Changed(_) => return true,
            Scope::Only(named) => named,
        };
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        named.contains("") || named.contains(path) || folders.into_iter().any(|f| named.contains(f))
    }
    /// Whether the file or folder at `path` is one that someone looks at: of two records that do not go
    /// together, it is the one that is named.
    ///
    /// ```
    /// # use coach::store::Scope;
    /// let record = "records/lincoln/c-01-t-101/2026-05-04-contact-0001.yaml";
    /// let scope = Scope::Changed([record.to_owned()].into());
    /// assert!(scope.looks_at(record) && scope.looks_at("records/lincoln/c-01-t-101"));
    /// assert!(!scope.looks_at("records/lincoln/c-01-t-101/relationship.yaml"));
    /// assert!(scope.holds("records/lincoln/c-01-t-101/relationship.yaml"));
    /// ```
    pub fn looks_at(&self, path: &str) -> bool {
        let Scope::Changed(changed) = self else { return self.holds(path) };
        let folder = format!("{path}/");
        let below = changed.range(folder.clone()..).next();
        changed.contains(path) || below.is_some_and(|below| below.starts_with(&folder))
    }
}
