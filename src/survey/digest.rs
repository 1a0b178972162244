//! One digest that tells the records of a report from any others. The files that were used come in, folder by
//! folder; whoever has the folder can make the same digest with `sha256sum` and `sort`.

use sha2::{Digest, Sha256};

use crate::text::line_ends::with_lf;
use crate::text::wording::hex;

/// The digest of one folder: its path, and the SHA-256 of what `sha256sum` prints of its record files in the
/// order of their names.
pub(super) type OfFolder = (Box<str>, [u8; 32]);

/// The digest of the folder at `path` with `files`, each a name and a text without its byte-order mark. What ends the
/// lines means nothing: git writes them as the system has them.
pub(super) fn of_folder<'f>(
    path: &str,
    files: impl Iterator<Item = (&'f str, &'f str)>,
) -> OfFolder {
    let mut files: Vec<(&str, &str)> = files.collect();
    files.sort_unstable_by_key(|(name, _)| *name);
    let mut listed = Sha256::new();
    for (name, text) in files {
        add_line(&mut listed, &hex(&Sha256::digest(with_lf(text.as_bytes()))), name);
    }
    (path.into(), listed.finalize().into())
}

/// The digest of all `folders`: the SHA-256 of a line for each, in the order of their paths.
pub(super) fn of_all(mut folders: Vec<OfFolder>) -> String {
    folders.sort_unstable();
    let mut listed = Sha256::new();
    for (path, digest) in &folders {
        add_line(&mut listed, &hex(digest), path);
    }
    hex(&listed.finalize())
}

/// Adds a line as `sha256sum` prints it.
fn add_line(listed: &mut Sha256, digest: &str, name: &str) {
    for part in [digest, "  ", name, "\n"] {
        listed.update(part);
    }
}
