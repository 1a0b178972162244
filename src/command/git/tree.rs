//! Files as a commit lists them: kind, object and path. Nothing of their contents is read.

use super::start::{Reading, Repository};

/// What a commit lists, as git prints it: of many files not much more than that is kept.
#[derive(Debug, Default)]
pub(super) struct Listing(String);

/// An entry of a commit's tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TreeEntry<'l> {
    /// What git makes of it.
    pub(super) kind: TreeEntryKind,
    /// The id of its contents.
    pub(super) object: &'l str,
    /// Its path from the top of the work tree, with `/`.
    pub(super) path: &'l str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TreeEntryKind {
    File,
    Link,
    /// Another repository within this one.
    Module,
}

impl Listing {
    /// What commit `id` has at `paths` and below them; everything where there are none.
    ///
    /// # Errors
    /// What git says.
    pub(super) fn of(repository: &Repository, id: &str, paths: &[&str]) -> Result<Self, String> {
        let arguments = ["ls-tree", "-r", "-z", "--full-tree", id, "--"];
        let listed = repository.read(&[&arguments, paths].concat())?;
        let text = String::from_utf8(listed);
        Ok(Self(
            text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
        ))
    }

    /// Each entry, in the order of the bytes of their paths.
    pub(super) fn entries(&self) -> impl Iterator<Item = TreeEntry<'_>> {
        self.0.split_terminator('\0').filter_map(entry)
    }
}

/// One line of `git ls-tree`: mode, kind, object, a tab, and the path.
fn entry(line: &str) -> Option<TreeEntry<'_>> {
    let (head, path) = line.split_once('\t')?;
    let mut head = head.split(' ');
    let (mode, kind, object) = (head.next()?, head.next()?, head.next()?);
    let kind = match (mode, kind) {
        ("120000", "blob") => TreeEntryKind::Link,
        (_, "blob") => TreeEntryKind::File,
        (_, "commit") => TreeEntryKind::Module,
        _ => return None,
    };
    Some(TreeEntry { kind, object, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_file_a_link_or_another_repository() {
        let seen = |line| entry(line).map(|entry| (entry.kind, entry.path));
        let of = |kind, path| Some((kind, path));
        assert_eq!(seen("100644 blob 01\tcoach.toml"), of(TreeEntryKind::File, "coach.toml"));
        assert_eq!(seen("100755 blob 01\tx"), of(TreeEntryKind::File, "x"));
        assert_eq!(seen("120000 blob 01\tx"), of(TreeEntryKind::Link, "x"));
        assert_eq!(seen("160000 commit 01\tx"), of(TreeEntryKind::Module, "x"));
        assert_eq!(seen("x"), None);
    }
}
