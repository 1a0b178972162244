//! Keeping text that would be lost: what someone typed and could not be saved. A folder and a name
//! come in, chosen by the caller; a file for nobody else's eyes is made, and never over another one.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use super::disk::{Disk, RealDisk};
use super::ignored::ignore_all;
use super::write::folder_of;

/// How many files may go by one name, the first included.
const MOST_OF_A_NAME: usize = 1000;

/// Writes `text` into a new file of `folder`, which is made where it is missing: both for the user
/// alone (0600 and 0700 on Unix; a folder that is there keeps its rights), and passed over by git, should
/// the folder lie in a repository. The file is called `name`,
/// or where that is taken `NAME-2.ENDING`, `NAME-3.ENDING` and so on. Returns its path.
///
/// ```
/// # use coach::store::rescue;
/// # let folder = tempfile::tempdir().unwrap();
/// let kept = |text: &str| rescue::keep(folder.path(), "session.yaml", text.as_bytes()).unwrap();
/// assert!(kept("minuts: 45").ends_with("session.yaml"));
/// assert!(kept("minutes: 450").ends_with("session-2.yaml"));
/// ```
///
/// # Errors
/// `name` is not one plain name, a thousand files go by it, or the system refused. Then what was
/// written of the file is removed.
pub fn keep(folder: &Path, name: &str, text: &[u8]) -> io::Result<PathBuf> {
    let mut parts = Path::new(name).components();
    if !matches!((parts.next(), parts.next()), (Some(Component::Normal(only)), None) if only == name)
    {
        return Err(io::Error::new(ErrorKind::InvalidInput, "this is not a name for a file"));
    }
    make_private(folder)?;
    for number in 1..=MOST_OF_A_NAME {
        let path = folder.join(numbered(name, number));
        match write_private(&path, text) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(()) => {
                // It is there all the same, and more cannot be done for it.
                drop(RealDisk.sync_folder(folder));
                return Ok(path);
            }
        }
    }
    let message = format!("{MOST_OF_A_NAME} files of this name are there already");
    Err(io::Error::new(ErrorKind::AlreadyExists, message))
}

/// Writes `text` into the file `name` of `folder`, in the place of what is there, whole or not at all;
/// with the same rights as [`keep`]. Returns its path.
///
/// # Errors
/// The system refused. Then the file is as it was.
pub(crate) fn keep_latest(folder: &Path, name: &str, text: &[u8]) -> io::Result<PathBuf> {
    make_private(folder)?;
    let path = folder.join(name);
    // Temporary files are for the user alone, and this one stays so.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text)?;
    file.persist(&path).map_err(|fault| fault.error)?;
    Ok(path)
}

/// `name` for the first file, and with a number before its ending for others.
fn numbered(name: &str, number: usize) -> String {
    match name.rsplit_once('.') {
        _ if number == 1 => name.to_owned(),
        Some((stem, ending)) if !stem.is_empty() => format!("{stem}-{number}.{ending}"),
        _ => format!("{name}-{number}"),
    }
}

fn make_private(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        ignore(folder);
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    ignore(folder);
    drop(RealDisk.sync_folder(folder_of(folder)));
    Ok(())
}

/// Has git pass over `folder`, where that can be: the text that is to be kept weighs more.
fn ignore(folder: &Path) {
    drop(ignore_all(folder));
}

fn write_private(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(text).and_then(|()| file.sync_all());
    drop(file);
    written.inspect_err(|_| {
        // Whether or not that succeeds, the error to tell is the first one.
        let _ = std::fs::remove_file(path);
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn no_rescued_text_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        let texts = ["first", "second", "", "fourth"];
        let kept: Vec<PathBuf> = texts
            .iter()
            .map(|text| keep(&inner, "session.yaml", text.as_bytes()).unwrap())
            .collect();
        let names: Vec<_> = kept.iter().map(|path| path.file_name().unwrap()).collect();
        assert_eq!(names, ["session.yaml", "session-2.yaml", "session-3.yaml", "session-4.yaml"]);
        for (path, text) in kept.iter().zip(texts) {
            assert_eq!(fs::read_to_string(path).unwrap(), text);
        }
        assert_eq!(keep(&inner, ".x", b"").unwrap(), inner.join(".x"));
        assert_eq!(keep(&inner, ".x", b"").unwrap(), inner.join(".x-2"));
    }

    #[test]
    fn only_a_plain_name_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["", ".", "..", "a/b", "/a", "../a", "a/", "./a"] {
            let error = keep(folder.path(), name, b"x").unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{name:?}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(keep(&folder.path().join("file"), "a", b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("rescue");
        let path = keep(&inner, "a", b"x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&inner), mode(&path)), (0o700, 0o600));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("elsewhere", folder.path().join("a")).unwrap();
        assert_eq!(keep(folder.path(), "a", b"x").unwrap(), folder.path().join("a-2"));
        assert!(!folder.path().join("elsewhere").exists());
    }
}
