//! Several files that belong together, written, changed and removed as one. They come in as a batch. It
//! is kept in `.coach/` before the first file is touched and removed after the last, so that if it is
//! cut off, what is missing is known. A batch that is kept while nobody holds the lock was cut off.

mod bulk;
mod unfinished;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::RELATIONSHIP;
use super::change::{ChangeError, change_in_turn};
use super::disk::{Disk, RealDisk, Rights, whole_draft};
use super::links::{file_in, folder_in};
use super::lock::{Lock, Patience, own_folder};
use super::name::coach_of;
use super::progress::Progress;
use super::text_file::read_bounded;
use super::write::{Created, Lasting, create_folder_on, create_new_on, folder_of, make_folder};
use super::write_error::WriteError;
use crate::text::wording::count;
use unfinished::read;

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

/// One file of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its path from the district's folder, with `/`: that of a record.
    pub path: String,
    /// What it held before; `None` where it is new.
    pub before: Option<String>,
    /// What it is to hold; `None` where it is to go.
    pub text: Option<String>,
}

/// How far a part has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The file is as it was, or not there.
    Open,
    /// It is written.
    Done,
    /// It holds something else.
    Other,
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

    /// Writes all of it into the folder `root`; how far it is goes into `progress`.
    ///
    /// # Errors
    /// Another batch is unfinished or at work, a file is not as the batch takes it to be, or cannot be
    /// written. Where none was, the batch is forgotten; else it is kept.
    pub(crate) fn write_seen(&self, root: &Path, progress: &Progress) -> Result<Done, Halted> {
        self.write_on(&RealDisk, root, Patience::USUAL, progress)
    }

    fn write_on(
        &self,
        disk: &impl Disk,
        root: &Path,
        patience: Patience,
        progress: &Progress,
    ) -> Result<Done, Halted> {
        let lock = Lock::wait_for(root, patience).map_err(Halted::before_all)?;
        let path = file_in(root, KEPT).map_err(Halted::before_all)?;
        if path.symlink_metadata().is_ok() {
            if !read(root).is_ok_and(|batch| batch.missing(root).next().is_none()) {
                return Err(Halted::before_all(WriteError::Unfinished(root.to_owned())));
            }
            disk.remove(&path).map_err(refused(&path)).map_err(Halted::before_all)?;
        }
        for part in &self.parts {
            if part.state(root).map_err(Halted::before_all)? != State::Open {
                return Err(Halted::before_all(part.is_other(root)));
            }
        }
        let lasting = self.keep(disk, root, &path).map_err(Halted::before_all)?;
        let ended = self.carry_out(disk, &lock, root, progress);
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

    /// Writes what is not written yet.
    fn carry_out(
        &self,
        disk: &impl Disk,
        lock: &Lock,
        root: &Path,
        progress: &Progress,
    ) -> Result<Done, (WriteError, Box<Done>)> {
        if self.is_large() {
            return self.carry_out_in_bulk(disk, lock, root, progress);
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

impl Part {
    /// A new file at `path` that is to hold `text`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), before: None, text: Some(text.into()) }
    }

    /// The file at `path`, which holds `before` and is to hold `text`.
    pub(crate) fn changed(
        path: impl Into<String>,
        before: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self { path: path.into(), before: Some(before.into()), text: Some(text.into()) }
    }

    /// The file at `path`, which holds `before` and is to go.
    pub(crate) fn removed(path: impl Into<String>, before: impl Into<String>) -> Self {
        Self { path: path.into(), before: Some(before.into()), text: None }
    }

    fn is_relationship(&self) -> bool {
        self.path.ends_with(RELATIONSHIP)
    }

    fn state(&self, root: &Path) -> Result<State, WriteError> {
        let path = file_in(root, &self.path)?;
        let found = match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(refused(&path)(error)),
            Ok(found) if !found.is_file() => return Ok(State::Other),
            Ok(_) => Some(read_bounded(&path).map_err(refused(&path))?),
        };
        let is = |text: &Option<String>| found.as_deref() == text.as_deref().map(str::as_bytes);
        Ok(match () {
            () if is(&self.text) => State::Done,
            () if is(&self.before) => State::Open,
            () => State::Other,
        })
    }

    /// Writes, changes or removes it; `None` where that was done before.
    fn carry_out(
        &self,
        disk: &impl Disk,
        lock: &Lock,
        root: &Path,
    ) -> Result<Option<Lasting>, WriteError> {
        match (self.state(root)?, &self.before, &self.text) {
            (State::Done, ..) => Ok(None),
            (State::Other, ..) => Err(self.is_other(root)),
            (State::Open, _, None) => self.remove(disk, root).map(Some),
            (State::Open, Some(before), Some(text)) => {
                self.change(disk, lock, root, before, text).map(Some)
            }
            (State::Open, None, Some(text)) => self.create(disk, root, text).map(Some),
        }
    }

    /// Removes the file, and the folders of a pair and of its school where nothing is in them any more.
    fn remove(&self, disk: &impl Disk, root: &Path) -> Result<Lasting, WriteError> {
        let path = self.take_away(disk, root)?;
        let lasting = Lasting::of(disk.sync_folder(folder_of(&path)));
        self.remove_empty_folders(root)?;
        Ok(lasting)
    }

    fn take_away(&self, disk: &impl Disk, root: &Path) -> Result<PathBuf, WriteError> {
        let path = file_in(root, &self.path)?;
        disk.remove(&path).map_err(refused(&path))?;
        Ok(path)
    }

    fn remove_empty_folders(&self, root: &Path) -> Result<(), WriteError> {
        let folders = self.path.match_indices('/').skip(1).map(|(at, _)| &self.path[..at]);
        for folder in folders.collect::<Vec<_>>().into_iter().rev() {
            // A folder that holds something else refuses to go.
            if fs::remove_dir(folder_in(root, folder)?).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn change(
        &self,
        disk: &impl Disk,
        lock: &Lock,
        root: &Path,
        before: &str,
        text: &str,
    ) -> Result<Lasting, WriteError> {
        let edit = |old: &[u8]| {
            if old == before.as_bytes() { Ok(text.to_owned().into_bytes()) } else { Err("") }
        };
        let changed = change_in_turn(disk, lock, root, &self.path, Patience::USUAL, edit);
        changed.map_err(|fault| match fault {
            ChangeError::Edit(_) => self.is_other(root),
            ChangeError::Write(error) => error,
        })
    }

    fn create(&self, disk: &impl Disk, root: &Path, text: &str) -> Result<Lasting, WriteError> {
        let mut lasting = Lasting::Sure;
        if let Some(folder) = self.own_folder() {
            lasting = create_folder_on(disk, &folder_in(root, folder)?)?;
        }
        match create_new_on(disk, root, &self.path, text.as_bytes())? {
            Created::New(created) => Ok(lasting.and(created)),
            Created::AlreadyThere => Err(self.is_other(root)),
        }
    }

    /// The folder that it brings along. Only a relationship and a coach's own time do; where that of other records is
    /// gone, it stays so.
    fn own_folder(&self) -> Option<&str> {
        let folder = self.path.rsplit_once('/').map(|(folder, _)| folder);
        let of_coach = folder.filter(|folder| coach_of(folder).is_some());
        self.path.strip_suffix(RELATIONSHIP).or(of_coach)
    }

    fn is_other(&self, root: &Path) -> WriteError {
        let path = root.join(&self.path);
        if self.before.is_some() { WriteError::Changed(path) } else { WriteError::Taken(path) }
    }
}

fn refused(path: &Path) -> impl Fn(io::Error) -> WriteError {
    let path = path.to_owned();
    move |error| WriteError::Refused { path: path.clone(), error }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests;
