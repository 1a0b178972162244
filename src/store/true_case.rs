//! Names that differ from the right one by capitals. Windows and macOS open such a file or folder all the same, and
//! Linux, where servers run, does not find it: so it is named on every system. A folder and the right name come in.

use std::fs::Metadata;
use std::io;
use std::path::Path;

/// Whether this system usually opens a file whatever the capitals of its name.
const IGNORES_CAPITALS: bool = cfg!(any(windows, target_os = "macos"));

/// What the entry `name` of `folder` is, written just so.
///
/// # Errors
/// There is none, or the system does not say: whoever takes that for none loses what is there.
pub(super) fn found(folder: &Path, name: &str) -> io::Result<Metadata> {
    let found = folder.join(name).symlink_metadata()?;
    match IGNORES_CAPITALS && other_case(folder, name).is_some() {
        true => Err(io::ErrorKind::NotFound.into()),
        false => Ok(found),
    }
}

/// The name of an entry of `folder` that is `name` but for capitals, where none is `name` itself.
pub(super) fn other_case(folder: &Path, name: &str) -> Option<String> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut other = None;
    for entry in entries {
        let found = entry.file_name();
        let found = found.to_string_lossy();
        if found == name {
            return None;
        }
        if found.eq_ignore_ascii_case(name) {
            other = Some(found.into_owned());
        }
    }
    other
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_name_counts_just_as_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let is_there = |name| match found(folder, name) {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.kind(), io::ErrorKind::NotFound);
                false
            }
        };
        assert!(!is_there("records"));
        fs::create_dir(folder.join("Records")).unwrap();
        assert!(!is_there("records") && is_there("Records"));
        assert_eq!(other_case(folder, "records").as_deref(), Some("Records"));
        assert_eq!(other_case(folder, "Records"), None);
        assert_eq!(other_case(folder, "coach.toml"), None);
        assert_eq!(other_case(&folder.join("none"), "records"), None);
    }
}
