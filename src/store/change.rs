//! Changing a file that someone wrote: a path and what makes new bytes of the old come in;
//! afterwards the whole new file is there, or the whole old one. The caller decides what the change
//! is.

use std::fmt::Display;
use std::fs::{OpenOptions, Permissions};
use std::io::{self, Read};
use std::path::Path;
use std::thread;

use super::disk::{Disk, RealDisk, Rights, whole_draft};
use super::links::file_in;
use super::lock::{Lock, Patience};
use super::patient::{Act, patiently};
use super::text_file::{LARGEST, read_bounded};
use super::write::{Lasting, folder_of};
use super::write_error::WriteError;

/// How often a change is begun anew because an editor saved the file in between.
const MOST_ROUNDS: u32 = 5;

/// Why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError<E: Display> {
    /// The change itself was refused.
    #[error("{0}")]
    Edit(E),
    /// The file could not be held, read or replaced.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Gives the bytes of the file at `path` in the folder `root` to `edit` and puts what it makes of them in
/// their place, with the same rights. Of several that change files of one folder each comes in turn and
/// sees what the one before wrote. `edit` is asked again where someone else, such as an editor, saved
/// the file meanwhile; where it gives back what it got, nothing is written. Once the new file is in place
/// there is no error any more: whether it would survive a loss of power is told apart.
///
/// ```
/// # use coach::store::{ChangeError, change};
/// # let folder = tempfile::tempdir().unwrap();
/// let (root, path) = (folder.path(), "relationship.yaml");
/// std::fs::write(root.join(path), "kind: relationship\n").unwrap();
/// change(root, path, |old| Ok::<_, String>([old, b"ended: 2026-05-29\n"].concat())).unwrap();
/// let changed = std::fs::read(root.join(path)).unwrap();
/// assert_eq!(changed, b"kind: relationship\nended: 2026-05-29\n");
///
/// let refused = change(root, path, |_| Err("it has ended already")).unwrap_err();
/// assert!(matches!(refused, ChangeError::Edit("it has ended already")));
/// ```
///
/// # Errors
/// `edit` refused; the file is missing, a link or behind one, no file, not to be written, or larger than
/// 1 MiB before or after; another writer was at work in `root` for about ten seconds, or the file was
/// saved by someone else each of five times; or the system refused. Then the file is as it was.
pub fn change<E: Display>(
    root: &Path,
    path: &str,
    edit: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Lasting, ChangeError<E>> {
    change_on(&RealDisk, root, path, Patience::USUAL, edit)
}

fn change_on<E: Display>(
    disk: &impl Disk,
    root: &Path,
    path: &str,
    patience: Patience,
    edit: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Lasting, ChangeError<E>> {
    let lock = Lock::wait_for(root, patience)?;
    change_in_turn(disk, &lock, root, path, patience, edit)
}

/// Like [`change`], by whoever has the lock of `root`.
pub(super) fn change_in_turn<E: Display>(
    disk: &impl Disk,
    _lock: &Lock,
    root: &Path,
    path: &str,
    patience: Patience,
    mut edit: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Lasting, ChangeError<E>> {
    let path = &file_in(root, path)?;
    let refused = |error| WriteError::Refused { path: path.to_owned(), error };
    let folder = folder_of(path);
    for _ in 0..MOST_ROUNDS {
        let (old, permissions) = read(path)?;
        let new = edit(&old).map_err(ChangeError::Edit)?;
        if new == old {
            return Ok(Lasting::Sure);
        }
        if new.len() > LARGEST {
            return Err(WriteError::TooLarge(path.to_owned()).into());
        }
        let draft = whole_draft(disk, folder, &new, Rights::Of(permissions)).map_err(refused)?;
        if is_still(path, &old).map_err(refused)? {
            disk.name_over(draft, path).map_err(refused)?;
            return Ok(Lasting::of(disk.sync_folder(folder)));
        }
        thread::sleep(patience.pause);
    }
    Err(WriteError::KeepsChanging(path.to_owned()).into())
}

/// All bytes of the file at `path`, which is to be changed, and its rights. It is closed again: Windows
/// replaces no file that is open.
fn read(path: &Path) -> Result<(Vec<u8>, Permissions), WriteError> {
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied => WriteError::ReadOnly(path.to_owned()),
        _ => WriteError::Refused { path: path.to_owned(), error },
    };
    let found = path.symlink_metadata().map_err(refused)?;
    if found.is_symlink() {
        return Err(WriteError::Link(path.to_owned()));
    }
    if found.is_dir() {
        return Err(WriteError::NoFile(path.to_owned()));
    }
    if !found.is_file() {
        return Err(refused(io::Error::other("it is not a regular file")));
    }
    // The administrator may write it all the same; the mark is there to say that nobody should.
    if found.permissions().readonly() {
        return Err(WriteError::ReadOnly(path.to_owned()));
    }
    // The rights to the folder would be enough to replace a file that is protected.
    let open = || OpenOptions::new().read(true).write(true).open(path);
    let file = patiently(Act::Changing, open).map_err(refused)?;
    let permissions = file.metadata().map_err(refused)?.permissions();
    let mut bytes = Vec::new();
    let length = file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(refused)?;
    if length > LARGEST {
        return Err(WriteError::TooLarge(path.to_owned()));
    }
    Ok((bytes, permissions))
}

/// Whether a file that holds `bytes` is still at `path`.
fn is_still(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
        Ok(found) => Ok(found.is_file() && read_bounded(path)? == bytes),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests;
