//! Making files and folders in a district's folder: a path and its contents come in; afterwards the
//! whole file is there, or nothing is. What is at the path already is never touched, and nothing is
//! written through a link.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk, Rights, whole_draft};
use super::links::{file_in, folder_in};
use super::text_file::reason;
use super::write_error::WriteError;

/// Whether what is written would survive a loss of power, as far as the platform can promise that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Lasting {
    /// It would.
    #[default]
    Sure,
    /// It is there, but nobody knows: the system refused to say so, for this reason.
    Unsure(String),
}

impl Lasting {
    pub(super) fn of(flushed: io::Result<()>) -> Self {
        flushed.map_or_else(|error| Self::Unsure(reason(&error)), |()| Self::Sure)
    }

    /// Of two things together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == Self::Sure { other } else { self }
    }

    /// What is to be said of the file shown as `shown`, in a sentence.
    pub fn remark(&self, shown: &str) -> Option<String> {
        let Self::Unsure(why) = self else { return None };
        Some(format!(
            "{shown} is written, but a power cut could still lose it: the disk did not confirm it \
             ({why})"
        ))
    }
}

/// Whether a file was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Created {
    /// It is new.
    New(Lasting),
    /// Something stood there already and is as it was.
    AlreadyThere,
}

/// Makes the file at `path` in the folder `root` with `contents`, in a folder that is there, unless
/// anything is at `path` already. At no moment is a part of it to be seen under that name. A file
/// that is in place is never an error: whether it would survive a loss of power is told apart.
///
/// # Errors
/// A folder is at `path`, its folder is not there, or is a link or behind one, or the system
/// refused. Then there is no new file.
pub(crate) fn create_new(root: &Path, path: &str, contents: &[u8]) -> Result<Created, WriteError> {
    create_new_on(&RealDisk, root, path, contents)
}

pub(super) fn create_new_on(
    disk: &impl Disk,
    root: &Path,
    path: &str,
    contents: &[u8],
) -> Result<Created, WriteError> {
    let path = file_in(root, path)?;
    let folder = folder_of(&path);
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound if !folder.is_dir() => WriteError::MissingFolder(folder.to_owned()),
        _ => WriteError::Refused { path: path.clone(), error },
    };
    let draft = whole_draft(disk, folder, contents, Rights::OfNew).map_err(refused)?;
    match disk.name_new(draft, &path) {
        Ok(()) => Ok(Created::New(Lasting::of(disk.sync_folder(folder)))),
        Err(_) if path.is_dir() => Err(WriteError::NoFile(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Created::AlreadyThere),
        Err(error) => Err(refused(error)),
    }
}

/// Makes the folder at `path` in the folder `root` and those between them, as far as they are not there.
///
/// # Errors
/// A link or something else that is no folder is in the way, or the system refused.
pub(crate) fn create_folder_in(root: &Path, path: &str) -> Result<Lasting, WriteError> {
    create_folder_on(&RealDisk, &folder_in(root, path)?)
}

/// Makes the folder `path`, which the user named, and those above it, as far as they are not there.
///
/// # Errors
/// Something that is no folder is in the way, or the system refused.
pub(crate) fn create_folder(path: &Path) -> Result<Lasting, WriteError> {
    create_folder_on(&RealDisk, path)
}

pub(super) fn create_folder_on(disk: &impl Disk, path: &Path) -> Result<Lasting, WriteError> {
    let mut changed = BTreeSet::new();
    make_folder(path, &mut changed)?;
    let flushed = changed.iter().map(|above| Lasting::of(disk.sync_folder(above)));
    Ok(flushed.fold(Lasting::Sure, Lasting::and))
}

/// Makes the folder `path` and those above it, as far as they are not there; the folders that got a new one in them are
/// added to `changed`, to be flushed.
///
/// # Errors
/// As [`create_folder`].
pub(super) fn make_folder(path: &Path, changed: &mut BTreeSet<PathBuf>) -> Result<(), WriteError> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if path.symlink_metadata().is_ok() {
        return Err(WriteError::NoFolder(path.to_owned()));
    }
    let above = folder_of(path);
    // Above the first folder there is none, though the system may not say that it is there.
    if above != path {
        make_folder(above, changed)?;
    }
    match fs::create_dir(path) {
        // Someone else made it in the meantime.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(WriteError::Refused { path: path.to_owned(), error }),
        Ok(()) => {
            changed.insert(above.to_owned());
            Ok(())
        }
    }
}

/// Whether a folder can be made at `path`: nothing is there, or a folder with nothing in it but what a command of ours that
/// was cut off left.
pub(crate) fn is_free(path: &Path) -> bool {
    let is_ours = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().starts_with(".coach-");
    match path.symlink_metadata() {
        // Where the system does not say so, making it will tell.
        Err(_) => true,
        Ok(found) if !found.is_dir() => false,
        Ok(_) => fs::read_dir(path)
            .is_ok_and(|mut all| all.all(|entry| entry.is_ok_and(|entry| is_ours(&entry)))),
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
#[allow(clippy::unwrap_used, clippy::panic)] // a panic is how a test fails
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
        let create = |text: &[u8]| create_new(folder.path(), "a.yaml", text).unwrap();
        assert_eq!(create(b"one"), Created::New(Lasting::Sure));
        assert_eq!(create(b"two"), Created::AlreadyThere);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }

    #[test]
    fn what_is_in_the_way_is_named_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::create_dir(&path).unwrap();
        let create = |path: &str| create_new(folder.path(), path, b"one");
        assert!(matches!(create("a.yaml"), Err(WriteError::NoFile(at)) if at == path));
        let fault = create("none/a.yaml").unwrap_err();
        assert!(matches!(fault, WriteError::MissingFolder(at) if at == folder.path().join("none")));
        fs::write(folder.path().join("file"), "").unwrap();
        let below = folder.path().join("file/deep/er");
        let in_the_way = create_folder(&below).unwrap_err();
        assert!(matches!(in_the_way, WriteError::NoFolder(at) if at == folder.path().join("file")));
        let mut left = names(folder.path());
        left.sort();
        assert_eq!(left, ["a.yaml", "file"]);
    }

    const NAME: &str = "2025-09-02-contact-0a1b.yaml";

    #[test]
    fn wherever_it_stops_the_new_file_is_whole_or_not_there() {
        let record = b"kind: contact\ndate: 2025-09-02\nmethod: email\n";
        let write = |disk: &_, root: &Path, path: &str| {
            create_new_on(disk, root, path, record).map(|created| match created {
                Created::New(lasting) => lasting,
                Created::AlreadyThere => panic!("it was not there"),
            })
        };
        let is_right = |success: bool, found: Option<&[u8]>| match found {
            None => !success,
            Some(found) => found == record,
        };
        let stops = stop_everywhere(NAME, None, write, is_right);
        assert_eq!(stops, 3 * ["draft", "write", "rights", "sync", "name", "sync folder"].len());
    }

    #[test]
    fn wherever_it_stops_what_is_there_stays() {
        let there = b"kind: contact\ndate: 2025-09-02\nmethod: phone\n";
        let write = |disk: &_, root: &Path, path: &str| {
            let created = create_new_on(disk, root, path, b"other")?;
            assert_eq!(created, Created::AlreadyThere);
            Ok::<_, WriteError>(Lasting::Sure)
        };
        let is_right = |_, found: Option<&[u8]>| found == Some(there);
        let stops = stop_everywhere(NAME, Some(there), write, is_right);
        assert_eq!(stops, 3 * ["draft", "write", "rights", "sync", "name"].len());
    }

    #[test]
    fn folders_are_made_with_those_above_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/c");
        create_folder(&path).unwrap();
        create_folder_in(folder.path(), "a/b/c").unwrap();
        create_folder_in(folder.path(), "a/b/d").unwrap();
        assert!(path.is_dir() && folder.path().join("a/b/d").is_dir());
    }

    #[test]
    fn a_folder_that_a_crash_left_is_free() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("c-01-t-101");
        assert!(is_free(&folder));
        fs::create_dir_all(folder.join(".coach-a1b2c3")).unwrap();
        assert!(is_free(&folder));
        fs::write(folder.join("notes.txt"), "").unwrap();
        assert!(!is_free(&folder) && !is_free(&folder.join("notes.txt")));
    }

    #[cfg(unix)]
    #[test]
    fn a_dangling_link_counts_as_there_and_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        std::os::unix::fs::symlink("elsewhere", &path).unwrap();
        assert_eq!(create_new(folder.path(), "a.yaml", b"one").unwrap(), Created::AlreadyThere);
        assert!(!folder.path().join("elsewhere").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_made_through_a_link() {
        let (root, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), root.path().join("records")).unwrap();
        for fault in [
            create_new(root.path(), "records/a.yaml", b"").unwrap_err(),
            create_folder_in(root.path(), "records/s/p").unwrap_err(),
            create_folder_in(root.path(), "records").unwrap_err(),
        ] {
            assert!(matches!(fault, WriteError::LinkedFolder(_)), "{fault}");
        }
        assert!(names(elsewhere.path()).is_empty());
    }

    #[test]
    fn what_could_not_be_flushed_is_said_to_be_written() {
        let flushed = Lasting::of(Err(io::ErrorKind::StorageFull.into()));
        let remark = Lasting::Sure.and(flushed).remark("a.yaml").unwrap();
        assert!(
            remark.starts_with("a.yaml is written, but") && remark.contains("the disk is full")
        );
        assert_eq!(Lasting::Sure.and(Lasting::of(Ok(()))).remark("a.yaml"), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_has_the_rights_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("a"), folder.path().join("b"));
        create_new(folder.path(), "a", b"").unwrap();
        fs::write(&plain, b"").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }
}
