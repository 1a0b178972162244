//! Changing a file that someone wrote: a path and what makes new bytes of the old come in; afterwards
//! the whole new file stands there, or the whole old one. What the change is, is the caller's concern.

use std::fmt::Display;
use std::path::Path;
use std::thread;

use super::disk::{Disk, RealDisk, whole_draft};
use super::hold::{Held, Patience};
use super::text_file::LARGEST;
use super::write::{WriteError, folder_of};

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

/// Gives the bytes of the file `path` to `edit` and puts what it makes of them in their place, with
/// the same rights. Of several that change one file each comes in turn and sees what the one before
/// wrote. `edit` is asked again where someone else, such as an editor, saved the file meanwhile; where
/// it gives back what it got, nothing is written. Once this returns the change survives a loss of
/// power, as far as the platform can promise that.
///
/// ```
/// # use coach::store::{ChangeError, change};
/// # let folder = tempfile::tempdir().unwrap();
/// # let path = folder.path().join("relationship.yaml");
/// std::fs::write(&path, "kind: relationship\n").unwrap();
/// change(&path, |old| Ok::<_, String>([old, b"ended: 2026-05-29\n"].concat())).unwrap();
/// assert_eq!(std::fs::read(&path).unwrap(), b"kind: relationship\nended: 2026-05-29\n");
///
/// let refused = change(&path, |_| Err("it has ended already")).unwrap_err();
/// assert!(matches!(refused, ChangeError::Edit("it has ended already")));
/// ```
///
/// # Errors
/// `edit` refused; the file is missing, a link, no file, not to be written, or larger than 1 MiB
/// before or after; another writer held it for about ten seconds, or it was saved by someone else each
/// of five times; or the system refused. Then the file is as it was, unless the new one is in place
/// and only its folder could not be flushed.
pub fn change<E: Display>(
    path: &Path,
    edit: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<(), ChangeError<E>> {
    change_on(&RealDisk, path, Patience::USUAL, edit)
}

fn change_on<E: Display>(
    disk: &impl Disk,
    path: &Path,
    patience: Patience,
    mut edit: impl FnMut(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<(), ChangeError<E>> {
    let refused = |error| WriteError::Refused { path: path.to_owned(), error };
    let folder = folder_of(path);
    for _ in 0..MOST_ROUNDS {
        let held = Held::wait_for(path, patience)?;
        let old = held.read(path)?;
        let new = edit(&old).map_err(ChangeError::Edit)?;
        if new == old {
            return Ok(());
        }
        if new.len() > LARGEST {
            return Err(WriteError::TooLarge(path.to_owned()).into());
        }
        let permissions = held.permissions().map_err(refused)?;
        let draft = whole_draft(disk, folder, &new, Some(permissions)).map_err(refused)?;
        if !held.is_still(path, &old).map_err(refused)? {
            drop(held);
            thread::sleep(patience.pause);
            continue;
        }
        // Windows does not let a file that is open be replaced.
        let held = if cfg!(windows) { None } else { Some(held) };
        disk.name_over(draft, path).map_err(refused)?;
        drop(held);
        disk.sync_folder(folder).map_err(refused)?;
        return Ok(());
    }
    Err(WriteError::KeepsChanging(path.to_owned()).into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests;
