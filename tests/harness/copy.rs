//! A copy of a folder of examples, for a test that changes it.

use std::fs;
use std::path::Path;

/// Copies `from` to `to`, links as links.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            copy_folder(&entry.path(), &target);
        } else if kind.is_symlink() {
            #[cfg(unix)]
            std::os::unix::fs::symlink(fs::read_link(entry.path()).expect("a link"), target)
                .expect("a link");
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
