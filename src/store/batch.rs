//! Several files that belong together, written, changed and removed as one. They come in as a batch. It
//! is kept in `.coach/` before the first file is touched and removed after the last, so that if it is
//! cut off, what is missing is known. A batch that is kept while nobody holds the lock was cut off.

mod bulk;
mod part;
mod unfinished;

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{Disk, RealDisk, Rights, whole_draft};
use super::links::{Ways, file_in};
pub(crate) use super::lock::Lock;
use super::lock::{Patience, own_folder};
use super::progress::Progress;
use super::write::{Lasting, make_folder};
use super::write_error::WriteError;
use crate::text::wording::count;
use unfinished::read;

pub use part::Part;
use part::{State, refused};
pub(crate) use unfinished::Unfinished;
pub use unfinished::check;

/// Where the batch at work is kept, from the district's folder.
const KEPT: &str = ".coach/unfinished.json";
const FORMAT: &str = "coach-unfinished/1";
/// Most bytes of a batch that is kept: far more than a state's records of a year.
const LARGEST: u64 = if cfg!(test) { 8 << 20 } else { 512 << 20 };

/// Files that are to be written together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Batch {
    format: String,
    /// What a commit of them says.
    pub message: String,
    /// Whether giving it up takes back what was written of it; else what is written stays.
    #[serde(default)]
    is_taken_back: bool,
    /// The files, in the order in which they are written.
    pub parts: Vec<Part>,
}

/// What was written of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Paths of new files.
    pub written: Vec<String>,
    /// Paths of files that were changed.
    pub changed: Vec<String>,
    /// Paths of files that are gone.
    pub removed: Vec<String>,
    /// Whether all of it would survive a loss of power.
    pub lasting: Lasting,
}

/// How it ended: where something stood in the way, what was written before that.
type Ended<T = Done> = Result<T, (WriteError, Box<Done>)>;

/// Why a batch was not written to its end.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub(crate) struct Halted {
    /// What stood in the way.
    pub error: WriteError,
    /// What was written before that.
    pub done: Box<Done>,
    /// Whether the batch is kept, to be finished later; else it is as if it had never begun.
    pub is_kept: bool,
}

impl Done {
    /// What writing all of `parts` would do.
    pub(crate) fn of(parts: &[Part]) -> Self {
        let mut done = Self::default();
        parts.iter().for_each(|part| done.add(part));
        done
    }

    /// Adds `part`, which is written, changed or removed.
    fn add(&mut self, part: &Part) {
        let list = match (&part.before, &part.text) {
            (_, None) => &mut self.removed,
            (Some(_), _) => &mut self.changed,
            (None, _) => &mut self.written,
        };
        list.push(part.path.clone());
    }

    /// How many files were touched.
    pub(crate) fn count(&self) -> usize {
        self.written.len() + self.changed.len() + self.removed.len()
    }
}

impl Halted {
    fn before_all(error: WriteError) -> Self {
        Self { error, done: Box::default(), is_kept: false }
    }
}

impl Batch {
    /// A batch of `parts`; a commit of it says `message`.
    pub(crate) fn new(message: impl Into<String>, parts: Vec<Part>) -> Self {
        Self { format: FORMAT.to_owned(), message: message.into(), is_taken_back: false, parts }
    }

    /// A batch of `parts` of which all or nothing is to be: given up, it leaves everything as it was. New
    /// files come first and those that go last, so that no moment is without one of the two.
    pub(crate) fn as_one(message: impl Into<String>, mut parts: Vec<Part>) -> Self {
        let order = |part: &Part| match (&part.before, &part.text) {
            // A relationship brings its folder along, and takes it along.
            (None, _) => (0, !part.is_relationship()),
            (Some(_), Some(_)) => (1, false),
            (Some(_), None) => (2, part.is_relationship()),
        };
        parts.sort_by_key(order);
        Self { is_taken_back: true, ..Self::new(message, parts) }
    }

    /// What takes it back.
    fn reversed(&self) -> Self {
        let back = |part: &Part| Part {
            path: part.path.clone(),
            before: part.text.clone(),
            text: part.before.clone(),
        };
        Self { parts: self.parts.iter().rev().map(back).collect(), ..self.clone() }
    }

    /// Writes all of it into the folder `root`, by whoever `held` its lock since before, or waits for the lock; how far
    /// it is goes into `progress`.
    ///
    /// # Errors
    /// Another batch is unfinished or at work, a file is not as the batch takes it to be, or cannot be
    /// written. Where none was, the batch is forgotten; else it is kept.
    pub(crate) fn write_seen(
        &self,
        root: &Path,
        held: Option<&Lock>,
        progress: &Progress,
    ) -> Result<Done, Halted> {
        match held {
            Some(lock) => self.write_in_turn(&RealDisk, lock, root, progress),
            None => self.write_on(&RealDisk, root, Patience::USUAL, progress),
        }
    }

    fn write_on(
        &self,
        disk: &impl Disk,
        root: &Path,
        patience: Patience,
        progress: &Progress,
    ) -> Result<Done, Halted> {
        let lock = Lock::wait_for(root, patience).map_err(Halted::before_all)?;
        self.write_in_turn(disk, &lock, root, progress)
    }

    /// Writes all of it, by whoever has the lock of `root`.
    fn write_in_turn(
        &self,
        disk: &impl Disk,
        lock: &Lock,
        root: &Path,
        progress: &Progress,
    ) -> Result<Done, Halted> {
        let path = file_in(root, KEPT).map_err(Halted::before_all)?;
        if path.symlink_metadata().is_ok() {
            refuse_unfinished(root).map_err(Halted::before_all)?;
            disk.remove(&path).map_err(refused(&path)).map_err(Halted::before_all)?;
        }
        let states = self.states(root).map_err(|(error, _)| Halted::before_all(error))?;
        for (part, state) in self.parts.iter().zip(&states) {
            if *state != State::Open {
                return Err(Halted::before_all(part.is_other(root)));
            }
        }
        let lasting = self.keep(disk, root, &path).map_err(Halted::before_all)?;
        let ended = self.carry_out(disk, lock, root, (&states, progress));
        match ended {
            Ok(done) => {
                // Where it stays, all of it is done, and nobody takes it for unfinished.
                drop(disk.remove(&path));
                Ok(Done { lasting: lasting.and(done.lasting), ..done })
            }
            Err((error, done)) => {
                let is_begun = done.count() > 0;
                let is_kept = is_begun || disk.remove(&path).is_err();
                Err(Halted { error, done, is_kept })
            }
        }
    }

    /// Keeps the batch, for its owner alone.
    fn keep(&self, disk: &impl Disk, root: &Path, path: &Path) -> Result<Lasting, WriteError> {
        let folder = own_folder(root)?.map_err(refused(path))?;
        let json = serde_json::to_vec(self).map_err(io::Error::other).map_err(refused(path))?;
        if json.len() as u64 > LARGEST {
            let why = format!(
                "{} at once are more than can be kept together; split them into parts",
                count(self.parts.len(), "file")
            );
            return Err(refused(path)(io::Error::other(why)));
        }
        let draft = whole_draft(disk, &folder, &json, Rights::OfOwner).map_err(refused(path))?;
        disk.name_new(draft, path).map_err(refused(path))?;
        Ok(Lasting::of(disk.sync_folder(&folder)))
    }

    /// How far each of its parts has come.
    ///
    /// # Errors
    /// One holds something that the batch knows nothing of, or cannot be looked at.
    fn states(&self, root: &Path) -> Ended<Vec<State>> {
        let mut ways = Ways::into(root);
        let state = |part: &Part| match ways.file(&part.path).and_then(|at| part.state_at(&at)) {
            Ok(State::Other) => Err((part.is_other(root), Box::default())),
            Ok(state) => Ok(state),
            Err(error) => Err((error, Box::default())),
        };
        self.parts.iter().map(state).collect()
    }

    /// Writes what is not written yet of its parts, which are in these `states`.
    fn carry_out(
        &self,
        disk: &impl Disk,
        lock: &Lock,
        root: &Path,
        (states, progress): (&[State], &Progress),
    ) -> Ended {
        if self.is_large() {
            return self.carry_out_in_bulk(disk, lock, root, (states, progress));
        }
        let mut done = Done::default();
        for part in &self.parts {
            match part.carry_out(disk, lock, root) {
                Err(error) => return Err((error, Box::new(done))),
                Ok(None) => {}
                Ok(Some(lasting)) => {
                    done.add(part);
                    done.lasting = std::mem::take(&mut done.lasting).and(lasting);
                }
            }
        }
        Ok(done)
    }

    /// The parts that are not written.
    fn missing<'b>(&'b self, root: &'b Path) -> impl Iterator<Item = &'b Part> {
        self.parts.iter().filter(|part| !matches!(part.state(root), Ok(State::Done)))
    }
}

/// The lock of the folder `root`, for whoever decides by what is there what to write: nobody else writes a batch
/// meanwhile.
///
/// # Errors
/// Another writer is at work for about ten seconds, a batch was cut off, or a link is in the way.
pub(crate) fn hold(root: &Path) -> Result<Lock, WriteError> {
    let lock = Lock::wait_for(root, Patience::USUAL)?;
    refuse_unfinished(root)?;
    Ok(lock)
}

/// Refuses to begin where a batch was cut off; whoever asks has the lock.
fn refuse_unfinished(root: &Path) -> Result<(), WriteError> {
    let is_kept = file_in(root, KEPT)?.symlink_metadata().is_ok();
    if is_kept && !read(root).is_ok_and(|batch| batch.missing(root).next().is_none()) {
        return Err(WriteError::Unfinished(root.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests;
