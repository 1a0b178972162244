//! Commits take turns, and what one could not take is left for the next: a lock and a list, both where
//! git keeps what belongs to this work tree, so that no commit ever holds them.

use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::command::prompt::signals;

/// How long the turn is waited for: a hook, or someone who signs by hand, may take a while.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);
/// Set for what a commit runs: a hook that keeps a record would wait for its own parent.
pub(super) const HAS_TURN: &str = "COACH_HAS_TURN";

/// The turn to commit: no other `coach` commits in this work tree until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _lock: Option<File>,
    list: PathBuf,
}

impl Turn {
    /// Waits for the turn in the work tree that `git_dir` belongs to, about a minute.
    ///
    /// # Errors
    /// In words: another one takes too long.
    pub(super) fn wait_for(git_dir: &Path) -> Result<Self, String> {
        let list = git_dir.join("coach-left");
        let has_turn = env::var_os(HAS_TURN).is_some();
        // Where there can be no lock, git's own locks have to do.
        let lock = if has_turn { None } else { open(&git_dir.join("coach-turn.lock")) };
        let Some(lock) = lock else { return Ok(Self { _lock: None, list }) };
        let begun = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { _lock: Some(lock), list }),
                Err(TryLockError::Error(_)) => return Ok(Self { _lock: None, list }),
                Err(TryLockError::WouldBlock) if signals::came().is_some() => {
                    return Err("it was stopped while it waited for another commit".to_owned());
                }
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let seconds = PATIENCE.as_secs();
                    return Err(format!("another commit has been running for {seconds} seconds"));
                }
            }
        }
    }

    /// Paths, from the top of the work tree, that were to be committed and were not.
    ///
    /// # Errors
    /// They are there, and cannot be read.
    pub(super) fn left(&self) -> io::Result<Vec<String>> {
        match fs::read_to_string(&self.list) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            text => Ok(text?.split_terminator('\0').map(str::to_owned).collect()),
        }
    }

    /// Makes `paths` the list, whole or not at all.
    ///
    /// # Errors
    /// The system refused.
    pub(super) fn leave(&self, paths: &[String]) -> io::Result<()> {
        if paths.is_empty() {
            return match fs::remove_file(&self.list) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        #[cfg_attr(not(unix), allow(unused_mut))] // for rights as Unix has them
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            // Whoever else may commit here has to read it.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(self.list.parent().unwrap_or(Path::new(".")))?;
        for path in paths {
            write!(file, "{path}\0")?;
        }
        file.persist(&self.list).map(drop).map_err(|fault| fault.error)
    }
}

/// Opens the lock at `path`, for reading where that is all that is allowed; what is no file is left alone.
fn open(path: &Path) -> Option<File> {
    if path.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        return None;
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    options.open(path).or_else(|_| File::open(path)).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_there_for_the_next_turn() {
        let folder = tempfile::tempdir().unwrap();
        let turn = Turn::wait_for(folder.path()).unwrap();
        assert!(turn.left().unwrap().is_empty());
        let paths = ["records/a b.yaml".to_owned(), "records/é.yaml".to_owned()];
        turn.leave(&paths).unwrap();
        drop(turn);
        let turn = Turn::wait_for(folder.path()).unwrap();
        assert_eq!(turn.left().unwrap(), paths);
        turn.leave(&[]).unwrap();
        turn.leave(&[]).unwrap();
        assert!(turn.left().unwrap().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_the_lock_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("coach-turn.lock");
        std::os::unix::fs::symlink(folder.path().join("elsewhere"), link).unwrap();
        Turn::wait_for(folder.path()).unwrap();
        assert!(!folder.path().join("elsewhere").exists());
    }
}
