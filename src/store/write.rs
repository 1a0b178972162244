//! Making files and folders: a path and its contents come in; afterwards the whole file is there, or
//! nothing is. What stands at the path already is never touched.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk, whole_draft};
use super::text_file::reason;

/// Whether a file was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It is new.
    New,
    /// Something stood there already and is as it was.
    AlreadyThere,
}

/// Why a file or folder could not be made, or a file not changed.
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
    /// The file is to be changed and is a link.
    #[error("{} is a link, and nothing is changed through a link; name the file it leads to", .0.display())]
    Link(PathBuf),
    /// The file is to be changed and may only be read.
    #[error("{} may only be read, not written; allow writing it if it is to be changed", .0.display())]
    ReadOnly(PathBuf),
    /// The file is, or would become, larger than what is read back.
    #[error("{} is larger than 1 MiB, or would be, and no such record is read", .0.display())]
    TooLarge(PathBuf),
    /// Another program keeps the file locked.
    #[error(
        "{} is being changed by another program, which has not finished for {seconds} seconds; \
         nothing was changed: wait for the other one, or end it, and try again",
        path.display()
    )]
    Busy {
        /// The file that is locked.
        path: PathBuf,
        /// How long the lock was waited for.
        seconds: u64,
    },
    /// Someone else saved the file each time it was about to be changed.
    #[error(
        "{} was saved by another program each time it was about to be changed; nothing was changed: \
         close it there and try again",
        .0.display()
    )]
    KeepsChanging(PathBuf),
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
/// A folder stands at `path`, its folder is not there, or the system refused. Then no new file is left
/// behind, unless it is whole and only the folder could not be flushed.
pub fn create_new(path: &Path, contents: &[u8]) -> Result<Created, WriteError> {
    create_new_on(&RealDisk, path, contents)
}

fn create_new_on(disk: &impl Disk, path: &Path, contents: &[u8]) -> Result<Created, WriteError> {
    let folder = folder_of(path);
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound if !folder.is_dir() => WriteError::MissingFolder(folder.to_owned()),
        _ => WriteError::Refused { path: path.to_owned(), error },
    };
    let draft = whole_draft(disk, folder, contents, None).map_err(refused)?;
    match disk.name_new(draft, path) {
        Ok(()) => disk.sync_folder(folder).map_err(refused).map(|()| Created::New),
        Err(_) if path.is_dir() => Err(WriteError::NoFile(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Created::AlreadyThere),
        Err(error) => Err(refused(error)),
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
        Ok(()) => RealDisk.sync_folder(above).map_err(refused),
    }
}

/// The folder that holds `path`.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str() != OsStr::new("") => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::store::disk::faulty::stop_everywhere;

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
        let fault = create_new(&missing, b"one").unwrap_err();
        assert!(matches!(fault, WriteError::MissingFolder(at) if at == folder.path().join("none")));
        fs::write(folder.path().join("file"), "").unwrap();
        let below = folder.path().join("file/deep/er");
        let in_the_way = create_folder(&below).unwrap_err();
        assert!(matches!(in_the_way, WriteError::NoFolder(at) if at == folder.path().join("file")));
        let mut left = names(folder.path());
        left.sort();
        assert_eq!(left, ["a.yaml", "file"]);
    }

    #[test]
    fn wherever_it_stops_the_new_file_is_whole_or_not_there() {
        let record = b"kind: contact\ndate: 2025-09-02\nmethod: email\n";
        let write = |disk: &_, path: &Path| create_new_on(disk, path, record).is_ok();
        let is_right = |success: bool, found: Option<&[u8]>| match found {
            None => !success,
            Some(found) => found == record,
        };
        let stops = stop_everywhere("2025-09-02-contact-0a1b.yaml", None, write, is_right);
        assert_eq!(stops, 3 * ["draft", "write", "sync", "name", "sync folder"].len());
    }

    #[test]
    fn wherever_it_stops_what_is_there_stays() {
        let there = b"kind: contact\ndate: 2025-09-02\nmethod: phone\n";
        let write = |disk: &_, path: &Path| create_new_on(disk, path, b"other").is_ok();
        let is_right = |_, found: Option<&[u8]>| found == Some(there);
        stop_everywhere("2025-09-02-contact-0a1b.yaml", Some(there), write, is_right);
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
