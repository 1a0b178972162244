//! Files as a commit lists them: kind, object and path. Nothing of their contents is read.

use super::start::{Reading, Repository};

/// An entry of a commit's tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What git makes of it.
    pub(super) kind: EntryKind,
    /// The id of its contents.
    pub(super) object: String,
    /// Its path from the top of the work tree, with `/`.
    pub(super) path: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    File,
    Link,
    /// Another repository within this one.
    Module,
}

/// What commit `id` has at `paths` and below them; everything where there are none.
///
/// # Errors
/// What git says.
pub(super) fn entries(
    repository: &Repository,
    id: &str,
    paths: &[&str],
) -> Result<Vec<Entry>, String> {
    let arguments = ["ls-tree", "-r", "-z", "--full-tree", id, "--"];
    let listed = repository.read(&[&arguments, paths].concat())?;
    let lines = listed.split(|byte| *byte == 0).filter(|line| !line.is_empty());
    Ok(lines.filter_map(|line| entry(&String::from_utf8_lossy(line))).collect())
}

/// One line of `git ls-tree`: mode, kind, object, a tab, and the path.
fn entry(line: &str) -> Option<Entry> {
    let (head, path) = line.split_once('\t')?;
    let mut head = head.split(' ');
    let (mode, kind, object) = (head.next()?, head.next()?, head.next()?);
    let kind = match (mode, kind) {
        ("120000", "blob") => EntryKind::Link,
        (_, "blob") => EntryKind::File,
        (_, "commit") => EntryKind::Module,
        _ => return None,
    };
    Some(Entry { kind, object: object.to_owned(), path: path.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_file_a_link_or_another_repository() {
        let seen = |line: &str| entry(line).map(|entry| (entry.kind, entry.path));
        let of = |kind, path: &str| Some((kind, path.to_owned()));
        assert_eq!(seen("100644 blob 01\tcoach.toml"), of(EntryKind::File, "coach.toml"));
        assert_eq!(seen("100755 blob 01\tx"), of(EntryKind::File, "x"));
        assert_eq!(seen("120000 blob 01\tx"), of(EntryKind::Link, "x"));
        assert_eq!(seen("160000 commit 01\tx"), of(EntryKind::Module, "x"));
        assert_eq!(seen("x"), None);
    }
}
