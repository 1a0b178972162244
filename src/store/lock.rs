//! The lock of a district's folder: whoever changes a record, or writes several, holds it meanwhile. The
//! folder comes in; the lock goes out once no other writer of ours has it. It is a file of its own in
//! `.coach/`: no record is ever held open, so that each can be replaced on every system.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::ignored::ignore_all;
use super::links::folder_in;
use super::write_error::WriteError;

/// The program's own folder in a district's.
pub(super) const OWN: &str = ".coach";
/// The file that is locked. It is never removed: whoever waits for it would wait for another one.
const LOCK: &str = "lock";

/// How long a lock is waited for: so many tries, with a pause after each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    pub(super) tries: u32,
    pub(super) pause: Duration,
}

impl Patience {
    /// About ten seconds.
    pub(super) const USUAL: Self = Self { tries: 400, pause: Duration::from_millis(25) };

    fn seconds(self) -> u64 {
        (self.pause * self.tries).as_secs()
    }
}

/// The lock, held until this is dropped; or nothing, where the system cannot lock or does not let us
/// make the file. Whoever changes a record compares its bytes in the end, and does so anyway because
/// of editors.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Waits for the lock of the folder `root`.
    ///
    /// # Errors
    /// A link or no folder is in the place of `.coach`, or the lock is not free in time.
    pub(super) fn wait_for(root: &Path, patience: Patience) -> Result<Self, WriteError> {
        let file = made_folder(root)?.and_then(|folder| {
            // Whoever cannot hide the lock from git holds it all the same.
            drop(ignore_all(&folder));
            open(&folder)
        });
        let Ok(file) = file else { return Ok(Self { _file: None }) };
        for _ in 0..patience.tries {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: Some(file) }),
                Err(TryLockError::Error(_)) => return Ok(Self { _file: None }),
                Err(TryLockError::WouldBlock) => thread::sleep(patience.pause),
            }
        }
        Err(WriteError::Busy { path: root.to_owned(), seconds: patience.seconds() })
    }

    /// Whether a writer holds the lock of `root` now. Nothing is made for the question.
    pub(super) fn is_taken(root: &Path) -> bool {
        let Ok(file) = open_known(&root.join(OWN).join(LOCK)) else { return false };
        // Of several who ask, none is taken for a writer by another.
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }
}

/// The folder `.coach` of `root`, made where it is missing and ignored by git; the system may refuse that.
pub(super) fn own_folder(root: &Path) -> Result<io::Result<PathBuf>, WriteError> {
    Ok(made_folder(root)?.and_then(|folder| ignore_all(&folder).map(|_| folder)))
}

fn made_folder(root: &Path) -> Result<io::Result<PathBuf>, WriteError> {
    let folder = folder_in(root, OWN)?;
    if folder.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
        return Err(WriteError::NoFolder(folder));
    }
    Ok(match fs::create_dir(&folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(folder),
    })
}

fn open(folder: &Path) -> io::Result<File> {
    let path = folder.join(LOCK);
    match open_known(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => open_known(&path),
                opened => opened,
            }
        }
        opened => opened,
    }
}

/// Opens the lock that is there. Someone else may have made it, so that it can only be read; some
/// network disks lock only what can be written.
fn open_known(path: &Path) -> io::Result<File> {
    if !path.symlink_metadata()?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let opened = OpenOptions::new().read(true).write(true).open(path);
    opened.or_else(|_| File::open(path))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    const SHORT: Patience = Patience { tries: 2, pause: Duration::from_millis(1) };

    #[test]
    fn one_at_a_time_holds_it() {
        let root = tempfile::tempdir().unwrap();
        assert!(!Lock::is_taken(root.path()));
        let held = Lock::wait_for(root.path(), SHORT).unwrap();
        assert!(Lock::is_taken(root.path()) && Lock::is_taken(root.path()));
        let second = Lock::wait_for(root.path(), SHORT).unwrap_err();
        assert!(matches!(second, WriteError::Busy { .. }), "{second}");
        // 400 tries, 25 ms apart.
        assert_eq!(Patience::USUAL.seconds(), 10);
        drop(held);
        assert!(!Lock::is_taken(root.path()));
        Lock::wait_for(root.path(), SHORT).unwrap();
    }

    #[test]
    fn what_stands_in_its_place_is_named() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(OWN), "").unwrap();
        let fault = Lock::wait_for(root.path(), SHORT).unwrap_err();
        assert!(matches!(fault, WriteError::NoFolder(_)), "{fault}");
    }

    #[test]
    fn who_cannot_hide_it_from_git_holds_it() {
        let root = tempfile::tempdir().unwrap();
        // In its place nothing can be written, as where the disk is full.
        fs::create_dir_all(root.path().join(OWN).join(".git/in the way")).unwrap();
        let _held = Lock::wait_for(root.path(), SHORT).unwrap();
        assert!(Lock::is_taken(root.path()));
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_and_no_pipe_is_waited_for() {
        let root = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.path().join(OWN)).unwrap();
        let fault = Lock::wait_for(root.path(), SHORT).unwrap_err();
        assert!(matches!(fault, WriteError::LinkedFolder(_)), "{fault}");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);

        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join(OWN)).unwrap();
        let link = root.path().join(OWN).join(LOCK);
        std::os::unix::fs::symlink(elsewhere.path().join("made"), link).unwrap();
        let none = Lock::wait_for(root.path(), SHORT).unwrap();
        assert!(none._file.is_none() && !elsewhere.path().join("made").exists());
    }
}
