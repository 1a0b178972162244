//! Commits take turns, and what one could not take is left for the next: a lock and a list, both where
//! git keeps what belongs to this work tree, so that no commit ever holds them.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long the turn is waited for: a hook, or someone who signs by hand, may take a while.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);

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
    /// In words: another one takes too long, or nothing can be written there.
    pub(super) fn wait_for(git_dir: &Path) -> Result<Self, String> {
        let list = git_dir.join("coach-left");
        let path = git_dir.join("coach-turn.lock");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let lock = options.open(&path).map_err(|error| format!("git's folder: {error}"))?;
        let begun = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { _lock: Some(lock), list }),
                // Where the system cannot lock, git's own locks have to do.
                Err(TryLockError::Error(_)) => return Ok(Self { _lock: None, list }),
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let seconds = PATIENCE.as_secs();
                    return Err(format!("another commit has not ended for {seconds} seconds"));
                }
            }
        }
    }

    /// Paths, from the top of the work tree, that were to be committed and were not.
    pub(super) fn left(&self) -> Vec<String> {
        let text = fs::read_to_string(&self.list).unwrap_or_default();
        text.split_terminator('\0').map(str::to_owned).collect()
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
        let folder = self.list.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        for path in paths {
            write!(file, "{path}\0")?;
        }
        file.persist(&self.list).map(drop).map_err(|fault| fault.error)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_there_for_the_next_turn() {
        let folder = tempfile::tempdir().unwrap();
        let turn = Turn::wait_for(folder.path()).unwrap();
        assert!(turn.left().is_empty());
        let paths = ["records/a b.yaml".to_owned(), "records/é.yaml".to_owned()];
        turn.leave(&paths).unwrap();
        drop(turn);
        let turn = Turn::wait_for(folder.path()).unwrap();
        assert_eq!(turn.left(), paths);
        turn.leave(&[]).unwrap();
        turn.leave(&[]).unwrap();
        assert!(turn.left().is_empty());
    }
}
