//! A folder that the user named, made whole: it is filled under a hidden name beside its place, and gets its name
//! when all of it is there. Whatever stops before that leaves what was there before.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::disk::hidden_folder;
use super::ignored::ignore_all;
use super::patient::{Act, patiently};
use super::write::{create_folder, folder_of};
use super::write_error::WriteError;

/// A folder on its way: gone without a trace unless it is committed.
#[derive(Debug)]
pub(crate) struct NewFolder {
    to: PathBuf,
    /// Where it is filled, in the draft.
    new: PathBuf,
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
        let refused = |error| WriteError::Refused { path: to.to_owned(), error };
        let draft = hidden_folder(beside).map_err(refused)?;
        // The draft is for its owner alone, and git ignores it; what is in it gets the rights of any new folder.
        ignore_all(draft.path()).map_err(refused)?;
        let new = draft.path().join("new");
        fs::create_dir(&new).map_err(refused)?;
        Ok(Self { to: to.to_owned(), new, draft, above })
    }

    /// Where it is filled.
    pub(crate) fn path(&self) -> &Path {
        &self.new
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
        let Self { above: _above, to, new, draft } = self;
        let refused = |error| WriteError::Refused { path: to.clone(), error };
        let has_to_stay = |old: &Path| !is_empty(old).unwrap_or(false) && !may_go(old);
        if to.symlink_metadata().is_err() {
            rename(&new, &to).map_err(refused)?;
        } else if exchange(&new, &to).is_ok() {
            // What was there is in the draft now, and goes with it.
            if has_to_stay(&new) {
                return match exchange(&new, &to) {
                    Ok(()) => Err(WriteError::NotEmpty(to)),
                    Err(error) => Err(kept(draft, refused(error))),
                };
            }
        } else {
            let old = draft.path().join("old");
            rename(&to, &old).map_err(refused)?;
            let stays = match has_to_stay(&old) {
                true => Err(WriteError::NotEmpty(to.clone())),
                false => rename(&new, &to).map_err(refused),
            };
            if let Err(error) = stays {
                return match rename(&old, &to) {
                    Ok(()) => Err(error),
                    Err(_) => Err(kept(draft, error)),
                };
            }
        }
        // It is in its place; whether it would survive a loss of power is no reason to say that it is not.
        drop(sync(folder_of(&to)));
        Ok(())
    }
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(Act::Changing, || fs::rename(from, to))
}

/// `error`, after which `draft` stays where it is: what has to be there again is in it.
fn kept(draft: TempDir, error: WriteError) -> WriteError {
    let _ = draft.keep();
    error
}

/// Gives each of the two folders the name of the other in one step, where the system can do that.
#[cfg(target_os = "linux")]
fn exchange(new: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, to, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
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

    #[test]
    fn an_empty_folder_is_filled_and_what_is_none_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("empty")).unwrap();
        fs::write(at("file"), "mine").unwrap();
        NewFolder::check(&at("empty"), |_| false).unwrap();
        let new = NewFolder::at(&at("empty")).unwrap();
        fs::write(new.path().join("made.csv"), "new").unwrap();
        new.commit(|_| false).unwrap();
        assert_eq!(fs::read_to_string(at("empty/made.csv")).unwrap(), "new");

        let full = NewFolder::check(&at("empty"), |_| false).unwrap_err();
        assert!(matches!(full, WriteError::NotEmpty(_)), "{full}");
        for (path, in_the_way) in [("file", "file"), ("file/a", "file"), ("file/a/b", "file")] {
            let fault = NewFolder::check(&at(path), |_| true).unwrap_err();
            assert!(
                matches!(&fault, WriteError::NoFolder(it) if *it == at(in_the_way)),
                "{path}: {fault}"
            );
        }
        NewFolder::check(&at("none/of/these"), |_| false).unwrap();
    }

    #[test]
    fn what_is_not_committed_leaves_nothing_and_takes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("there")).unwrap();
        drop(NewFolder::at(&at("there/a/b/c")).unwrap());
        assert_eq!(fs::read_dir(at("there")).unwrap().count(), 0);
        let new = NewFolder::at(&at("there/a/b/c")).unwrap();
        new.commit(|_| false).unwrap();
        assert_eq!(fs::read_dir(at("there/a/b")).unwrap().count(), 1);
        assert_eq!(fs::read_dir(at("there/a/b/c")).unwrap().count(), 0);
    }
}
