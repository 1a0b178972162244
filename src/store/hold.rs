//! A file held while it is changed: opened, and locked where the system can lock. A path comes in; a
//! file goes out that stands at that path and that no other writer of ours holds. Nothing is written.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::text_file::{LARGEST, read_bounded};
use super::write::WriteError;

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

/// A file that is held: no other holder has it until this is dropped.
#[derive(Debug)]
pub(super) struct Held(File);

impl Held {
    /// Waits for the file at `path` and holds it.
    ///
    /// Where the system cannot lock, it is held by no more than being open: whoever changes it has to
    /// compare before the new file takes its place, and does so anyway because of editors.
    pub(super) fn wait_for(path: &Path, patience: Patience) -> Result<Self, WriteError> {
        let refused = |error| WriteError::Refused { path: path.to_owned(), error };
        let mut file = open(path)?;
        for _ in 0..patience.tries {
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => thread::sleep(patience.pause),
                Ok(()) | Err(TryLockError::Error(_)) if is_at(&file, path).map_err(refused)? => {
                    return Ok(Self(file));
                }
                // Whoever held it has put a new file in its place.
                Ok(()) | Err(TryLockError::Error(_)) => file = open(path)?,
            }
        }
        Err(WriteError::Busy { path: path.to_owned(), seconds: patience.seconds() })
    }

    /// All its bytes.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, WriteError> {
        let mut bytes = Vec::new();
        let read = (&self.0).take(LARGEST as u64 + 1).read_to_end(&mut bytes);
        match read {
            Ok(length) if length > LARGEST => Err(WriteError::TooLarge(path.to_owned())),
            Ok(_) => Ok(bytes),
            Err(error) => Err(WriteError::Refused { path: path.to_owned(), error }),
        }
    }

    /// Its rights.
    pub(super) fn permissions(&self) -> io::Result<fs::Permissions> {
        Ok(self.0.metadata()?.permissions())
    }

    /// Whether it still stands at `path` and holds `bytes`.
    pub(super) fn is_still(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        Ok(is_at(&self.0, path)? && read_bounded(path)? == bytes)
    }
}

/// Opens the file at `path`, which is to be changed.
fn open(path: &Path) -> Result<File, WriteError> {
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
        return Err(refused(io::Error::other("it is no regular file")));
    }
    // The administrator may write it all the same; the mark is there to say that nobody should.
    if found.permissions().readonly() {
        return Err(WriteError::ReadOnly(path.to_owned()));
    }
    OpenOptions::new().read(true).write(true).open(path).map_err(refused)
}

/// Whether `file` is what stands at `path`, links not followed. Where files cannot be told apart, the
/// comparison of their bytes has to do.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let found = match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        found => found?,
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let held = file.metadata()?;
        Ok((held.dev(), held.ino()) == (found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Ok(found.is_file())
    }
}
