//! A folder that the user named, made whole: it is filled under a hidden name beside its place, and gets its name
//! when all of it is there. Whatever stops before that leaves what was there before.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::write::{create_folder, folder_of};
use super::write_error::WriteError;

/// A folder on its way: gone without a trace unless it is committed.
#[derive(Debug)]
pub(crate) struct NewFolder {
    to: PathBuf,
    draft: TempDir,
    /// Goes after the draft, which is in them.
    above: Above,
}

/// Folders that were made for it, the deepest first: those that are empty in the end go again.
#[derive(Debug)]
struct Above(Vec<PathBuf>);

impl Drop for Above {
    fn drop(&mut self) {
        for folder in &self.0 {
            // One that holds something stays, and that is no error.
            let _ = fs::remove_dir(folder);
        }
    }
}

impl NewFolder {
    /// Checks that a folder can be made at `to`: nothing is there, or an empty folder, or a folder that `may_go`.
    ///
    /// # Errors
    /// Something else is there, or something that is no folder is where one above belongs.
    pub(crate) fn check(to: &Path, may_go: impl Fn(&Path) -> bool) -> Result<(), WriteError> {
        let refused = |error| WriteError::Refused { path: to.to_owned(), error };
        if let Ok(found) = to.symlink_metadata() {
            if !found.is_dir() {
                return Err(WriteError::NoFolder(to.to_owned()));
            }
            if !is_empty(to).map_err(refused)? && !may_go(to) {
                return Err(WriteError::NotEmpty(to.to_owned()));
            }
        }
        // What is missing above is made with it.
        let mut above = folder_of(to).ancestors().filter(|above| !above.as_os_str().is_empty());
        match above.find(|above| above.symlink_metadata().is_ok()) {
            Some(there) if !there.is_dir() => Err(WriteError::NoFolder(there.to_owned())),
            Some(_) | None => Ok(()),
        }
    }

    /// A folder that will be at `to`, which was [checked](Self::check); folders above it are made where they are
    /// missing.
    ///
    /// # Errors
    /// The system refused.
    pub(crate) fn at(to: &Path) -> Result<Self, WriteError> {
        let beside = folder_of(to);
        let is_missing = |above: &&Path| !above.as_os_str().is_empty() && !above.exists();
        let missing = beside.ancestors().take_while(is_missing).map(Path::to_owned);
        let above = Above(missing.collect());
        create_folder(beside)?;
        let draft = tempfile::Builder::new().prefix(".coach-export-").tempdir_in(beside);
        let draft = draft.map_err(|error| WriteError::Refused { path: to.to_owned(), error })?;
        Ok(Self { to: to.to_owned(), draft, above })
    }

    /// Where it is filled.
    pub(crate) fn path(&self) -> &Path {
        self.draft.path()
    }

    /// Writes `contents` to the file at `path` in it, with `/` between folders.
    ///
    /// # Errors
    /// The system refused.
    pub(crate) fn write(&self, path: &str, contents: &[u8]) -> Result<(), WriteError> {
        let file = self.path().join(path);
        let refused = |error| WriteError::Refused { path: self.to.join(path), error };
        fs::create_dir_all(folder_of(&file)).map_err(refused)?;
        fs::write(&file, contents).map_err(refused)
    }

    /// Gives it its name. What was there goes if it still `may_go`: someone may have put something beside it since it was
    /// [checked](Self::check).
    ///
    /// # Errors
    /// The system refused, or what was there has to stay. Then it is there again.
    pub(crate) fn commit(self, may_go: impl Fn(&Path) -> bool) -> Result<(), WriteError> {
        // What is named last goes first.
        let Self { above: _above, to, draft } = self;
        let refused = |error| WriteError::Refused { path: to.clone(), error };
        let beside = folder_of(&to).to_owned();
        // The one that goes stands aside until the new one is in its place.
        let aside = match to.symlink_metadata() {
            Ok(_) => Some(tempfile::Builder::new().prefix(".coach-old-").tempdir_in(&beside)),
            Err(_) => None,
        };
        let aside = aside.transpose().map_err(refused)?;
        let old = aside.as_ref().map(|aside| aside.path().join("old"));
        share(draft.path()).map_err(refused)?;
        if let Some(old) = &old {
            fs::rename(&to, old).map_err(refused)?;
            if !is_empty(old).unwrap_or(false) && !may_go(old) {
                fs::rename(old, &to).map_err(refused)?;
                return Err(WriteError::NotEmpty(to));
            }
        }
        if let Err(error) = fs::rename(draft.path(), &to) {
            if let Some(old) = &old {
                fs::rename(old, &to).map_err(refused)?;
            }
            return Err(refused(error));
        }
        // It has another name now, and nothing is left to be removed.
        let _ = draft.keep();
        sync(&beside).map_err(refused)
    }
}

/// The paths of all that is below `folder` and is no folder, with `/`; `None` where that cannot be told.
pub(crate) fn walk_files(folder: &Path) -> Option<Vec<String>> {
    let path = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).ok()?;
        let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
        parts.map(|parts| parts.join("/"))
    };
    let entries = WalkDir::new(folder).into_iter();
    let entries = entries.filter(|entry| !entry.as_ref().is_ok_and(|it| it.file_type().is_dir()));
    entries.map(|entry| path(entry.ok()?)).collect()
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(folder)?.next().is_none())
}

/// Gives the folder the rights that a folder of the user's has: a temporary one has less.
#[cfg(unix)]
fn share(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let probe = folder.join(".rights");
    fs::create_dir(&probe)?;
    let usual = fs::metadata(&probe)?.permissions().mode();
    fs::remove_dir(&probe)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(usual & 0o7777))
}

#[cfg(not(unix))]
fn share(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Sees to it that the names in `folder` last.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn what_comes_in_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("out");
        NewFolder::check(&to, |_| false).unwrap();
        let new = NewFolder::at(&to).unwrap();
        fs::write(new.path().join("made.csv"), "new").unwrap();
        fs::create_dir(&to).unwrap();
        fs::write(to.join("mine.txt"), "mine").unwrap();
        assert!(matches!(new.commit(|_| false), Err(WriteError::NotEmpty(at)) if at == to));
        assert_eq!(fs::read_to_string(to.join("mine.txt")).unwrap(), "mine");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

        let new = NewFolder::at(&to).unwrap();
        fs::write(new.path().join("made.csv"), "new").unwrap();
        new.commit(|old| old.join("mine.txt").is_file()).unwrap();
        assert_eq!(fs::read_to_string(to.join("made.csv")).unwrap(), "new");
        assert!(!to.join("mine.txt").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
