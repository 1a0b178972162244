//! Making files and folders: a path and its contents come in; afterwards the whole file is there, or
//! nothing is. What stands at the path already is never touched.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::text_file::reason;

/// Whether a file was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It is new.
    New,
    /// Something stood there already and is as it was.
    AlreadyThere,
}

/// Why a file or folder could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something else stands where a folder belongs.
    #[error("{} is not a folder, and a folder belongs there", .0.display())]
    NoFolder(PathBuf),
    /// The folder for a file is missing.
    #[error("there is no folder {}", .0.display())]
    MissingFolder(PathBuf),
    /// Something stands where a new file belongs.
    #[error("{} is there already, and nothing is ever written over a record", .0.display())]
    Taken(PathBuf),
    /// A folder stands where a file belongs.
    #[error("{} is a folder, and a file belongs there", .0.display())]
    NoFile(PathBuf),
    /// The system refused.
    #[error("{} cannot be written: {}", path.display(), reason(error))]
    Refused {
        /// What was to be made.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// Makes the file `path` with `contents`, in a folder that is there, unless anything stands at `path`
/// already. At no moment is a part of it to be seen under that name, and once this returns it
/// survives a loss of power, as far as the platform can promise that.
///
/// # Errors
/// A folder stands at `path`, or the system refused. Then no new file is left behind.
pub fn create_new(path: &Path, contents: &[u8]) -> Result<Created, WriteError> {
    let refused = |error| WriteError::Refused { path: path.to_owned(), error };
    let folder = folder_of(path);
    let mut file = temporary_in(folder).map_err(refused)?;
    file.as_file_mut().write_all(contents).map_err(refused)?;
    file.as_file().sync_all().map_err(refused)?;
    match file.persist_noclobber(path) {
        Ok(_) => {
            sync_folder(folder).map_err(refused)?;
            Ok(Created::New)
        }
        Err(_) if path.is_dir() => Err(WriteError::NoFile(path.to_owned())),
        Err(fault) if fault.error.kind() == io::ErrorKind::AlreadyExists => {
            Ok(Created::AlreadyThere)
        }
        Err(fault) => Err(refused(fault.error)),
    }
}

/// Makes the folder `path` and those above it, as far as they are not there.
///
/// # Errors
/// Something that is no folder is in the way, or the system refused.
pub fn create_folder(path: &Path) -> Result<(), WriteError> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if path.symlink_metadata().is_ok() {
        return Err(WriteError::NoFolder(path.to_owned()));
    }
    let above = folder_of(path);
    create_folder(above)?;
    let refused = |error| WriteError::Refused { path: path.to_owned(), error };
    match fs::create_dir(path) {
        // Someone else made it in the meantime.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(refused(error)),
        Ok(()) => sync_folder(above).map_err(refused),
    }
}

/// The folder that holds `path`.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str() != OsStr::new("") => folder,
        _ => Path::new("."),
    }
}

/// A hidden file in `folder` that goes away unless it is given its name. The rights are those of any
/// new file, not the narrow ones of a temporary file.
pub(super) fn temporary_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".coach-").suffix(".new");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(folder)
}

/// Makes the names in `folder` last. Only Unix lets a folder be flushed, and not every file system.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(error) if is_unsupported(&error) => Ok(()),
        done => done,
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_made_once_and_then_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        assert_eq!(create_new(&path, b"one").unwrap(), Created::New);
        assert_eq!(create_new(&path, b"two").unwrap(), Created::AlreadyThere);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }

    #[test]
    fn what_is_in_the_way_is_named_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::create_dir(&path).unwrap();
        assert!(matches!(create_new(&path, b"one"), Err(WriteError::NoFile(at)) if at == path));
        let missing = folder.path().join("none/a.yaml");
        assert!(matches!(create_new(&missing, b"one"), Err(WriteError::Refused { .. })));
        fs::write(folder.path().join("file"), "").unwrap();
        let below = folder.path().join("file/deep/er");
        let in_the_way = create_folder(&below).unwrap_err();
        assert!(matches!(in_the_way, WriteError::NoFolder(at) if at == folder.path().join("file")));
        let mut left = names(folder.path());
        left.sort();
        assert_eq!(left, ["a.yaml", "file"]);
    }

    #[test]
    fn folders_are_made_with_those_above_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/c");
        create_folder(&path).unwrap();
        create_folder(&path).unwrap();
        assert!(path.is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn a_dangling_link_counts_as_there_and_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        std::os::unix::fs::symlink("elsewhere", &path).unwrap();
        assert_eq!(create_new(&path, b"one").unwrap(), Created::AlreadyThere);
        assert!(!folder.path().join("elsewhere").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_rights_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("a"), folder.path().join("b"));
        create_new(&ours, b"").unwrap();
        fs::write(&plain, b"").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }
}
