//! The program's own folders, which git ignores: a folder comes in, and gets a `.gitignore` that
//! ignores everything in it. Nobody has to set that up, so nothing of ours is committed by chance.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const GITIGNORE: &str = ".gitignore";
const EVERYTHING: &[u8] = b"*\n";
/// The one name that git never lists.
const UNLISTED: &str = ".git";
/// How often the file is tried for while others make it too.
const MOST_TRIES: u32 = 1000;

/// Makes the `.gitignore` of `folder` unless there is one, and returns its path. Its rights are those
/// of any new file.
///
/// # Errors
/// The system refused.
pub(super) fn ignore_all(folder: &Path) -> io::Result<PathBuf> {
    let path = folder.join(GITIGNORE);
    if path.symlink_metadata().is_ok() {
        return Ok(path);
    }
    // Under its own name it would show until it holds its line: a program may be cut off before.
    let unlisted = folder.join(UNLISTED);
    let mut tries = 1..=MOST_TRIES;
    loop {
        let made = write_new(&unlisted).and_then(|()| fs::rename(&unlisted, &path));
        let is_last = tries.next().is_none();
        match made {
            Ok(()) => return Ok(path),
            // Someone else has done the same at this moment.
            Err(_) if path.symlink_metadata().is_ok() => return Ok(path),
            // Someone else is about to, and took away what we wrote or wrote it anew.
            Err(error) if is_of_another(&error) && !is_last => std::thread::yield_now(),
            Err(error) => {
                // Whether or not that succeeds, the error to tell is the first one.
                drop(fs::remove_file(&unlisted));
                return Err(error);
            }
        }
    }
}

fn is_of_another(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists)
}

/// Writes the line into a new file at `path`, in the place of one that was left there; a link that
/// someone put there is not followed.
fn write_new(path: &Path) -> io::Result<()> {
    let create = || OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            create()?
        }
        file => file?,
    };
    file.write_all(EVERYTHING)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_and_one_that_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = ignore_all(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "*\n");
        fs::write(&path, "mine\n").unwrap();
        ignore_all(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn many_at_once_make_one() {
        for _ in 0..200 {
            let folder = tempfile::tempdir().unwrap();
            let made = std::thread::scope(|scope| {
                let makers: Vec<_> =
                    (0..8).map(|_| scope.spawn(|| ignore_all(folder.path()))).collect();
                makers.into_iter().map(|maker| maker.join().unwrap()).collect::<Vec<_>>()
            });
            let path = folder.path().join(GITIGNORE);
            assert!(
                made.iter().all(|made| made.as_ref().is_ok_and(|made| *made == path)),
                "{made:?}"
            );
            assert_eq!(fs::read_to_string(path).unwrap(), "*\n");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_was_left_there_is_no_hindrance_and_no_way_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        fs::write(&elsewhere, "kept").unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.path().join(UNLISTED)).unwrap();
        let path = ignore_all(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "*\n");
        assert_eq!(fs::read_to_string(elsewhere).unwrap(), "kept");
    }
}
