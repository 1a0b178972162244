//! The steps in which a file is written, one by one: a draft under a hidden name in the same folder,
//! its bytes, its name. Paths and bytes come in; what is made of them is decided by the writers, which
//! take these steps on the real disk, and in tests on one that stops at any of them.

#[cfg(test)]
pub(super) mod faulty;

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// A disk, as a writer sees it.
pub(super) trait Disk {
    /// A file under a hidden name (`.coach-*.new`), which readers of records pass over. It is removed
    /// when it is dropped.
    type Draft;

    /// Makes an empty draft in `folder`, with the rights of any new file.
    fn draft_in(&self, folder: &Path) -> io::Result<Self::Draft>;

    /// Writes `bytes` into `draft`.
    fn write(&self, draft: &mut Self::Draft, bytes: &[u8]) -> io::Result<()>;

    /// Gives `draft` other rights.
    fn permit(&self, draft: &Self::Draft, permissions: Permissions) -> io::Result<()>;

    /// Waits until the bytes of `draft` would survive a loss of power.
    fn sync(&self, draft: &Self::Draft) -> io::Result<()>;

    /// Gives `draft` the name `path`, unless something has it: then the error is `AlreadyExists`.
    fn name_new(&self, draft: Self::Draft, path: &Path) -> io::Result<()>;

    /// Gives `draft` the name `path`, in one step away from the file that had it.
    fn name_over(&self, draft: Self::Draft, path: &Path) -> io::Result<()>;

    /// Waits until the names in `folder` would survive a loss of power. Only Unix lets a folder be
    /// flushed, and not every file system; elsewhere this does nothing.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The disk that the operating system offers.
#[derive(Clone, Copy, Debug)]
pub(super) struct RealDisk;

impl Disk for RealDisk {
    type Draft = NamedTempFile;

    fn draft_in(&self, folder: &Path) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".coach-").suffix(".new");
        #[cfg(unix)]
        {
            // Else they would be the narrow ones of a temporary file.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(Permissions::from_mode(0o666)).tempfile_in(folder)
        }
        #[cfg(not(unix))]
        builder.tempfile_in(folder)
    }

    fn write(&self, draft: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        draft.as_file_mut().write_all(bytes)
    }

    fn permit(&self, draft: &NamedTempFile, permissions: Permissions) -> io::Result<()> {
        draft.as_file().set_permissions(permissions)
    }

    fn sync(&self, draft: &NamedTempFile) -> io::Result<()> {
        draft.as_file().sync_all()
    }

    fn name_new(&self, draft: NamedTempFile, path: &Path) -> io::Result<()> {
        draft.persist_noclobber(path).map(drop).map_err(|fault| fault.error)
    }

    fn name_over(&self, draft: NamedTempFile, path: &Path) -> io::Result<()> {
        draft.persist(path).map(drop).map_err(|fault| fault.error)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if !cfg!(unix) {
            return Ok(());
        }
        match File::open(folder)?.sync_all() {
            Err(error) if is_unsupported(&error) => Ok(()),
            done => done,
        }
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

/// A draft in `folder` that holds all of `contents` safely and lacks only its name; with the rights
/// of a new file unless it is given others.
pub(super) fn whole_draft<D: Disk>(
    disk: &D,
    folder: &Path,
    contents: &[u8],
    permissions: Option<Permissions>,
) -> io::Result<D::Draft> {
    let mut draft = disk.draft_in(folder)?;
    disk.write(&mut draft, contents)?;
    if let Some(permissions) = permissions {
        disk.permit(&draft, permissions)?;
    }
    disk.sync(&draft)?;
    Ok(draft)
}
