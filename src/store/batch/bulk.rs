//! Many files of a batch at once: all new ones are written beside each other and flushed together before the first of
//! them gets its name, and the names are flushed together at the end. The batch is kept meanwhile, so whatever is cut
//! off is known, and no name ever stands for bytes that a loss of power would tear.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use super::{Batch, Done, Ended, Part, State, make_folder, refused};
use crate::store::RECORDS;
use crate::store::disk::Disk;
use crate::store::links::{file_in, folder_in};
use crate::store::lock::Lock;
use crate::store::progress::Progress;
use crate::store::write::{Lasting, folder_of};
use crate::store::write_error::WriteError;

/// Files that are written one by one; more of them are flushed together.
const FEW: usize = 16;

impl Batch {
    /// Whether it comes and goes by so many files that they are flushed together.
    pub(super) fn is_large(&self) -> bool {
        let comes_or_goes = |part: &&Part| part.before.is_none() || part.text.is_none();
        self.parts.iter().filter(comes_or_goes).count() > FEW
    }

    /// Writes what is not written yet of its parts, which are in these `states`.
    pub(super) fn carry_out_in_bulk(
        &self,
        disk: &impl Disk,
        lock: &Lock,
        root: &Path,
        (states, progress): (&[State], &Progress),
    ) -> Ended {
        let mut done = Done::default();
        let staged = match Staged::of((self, states), disk, root, progress) {
            Ok(staged) => staged,
            Err(error) => return Err((error, Box::new(done))),
        };
        let mut folders = BTreeSet::new();
        for (index, part) in self.parts.iter().enumerate() {
            let carried = match (&part.before, &part.text) {
                (Some(_), Some(_)) => part.carry_out(disk, lock, root),
                (None, _) => staged.name(disk, root, (index, part), &mut folders),
                (Some(_), None) => part.remove_quietly(disk, root, &mut folders),
            };
            progress.advance();
            match carried {
                Err(error) => return Err((error, Box::new(done))),
                Ok(None) => {}
                Ok(Some(lasting)) => {
                    done.add(part);
                    done.lasting = std::mem::take(&mut done.lasting).and(lasting);
                }
            }
        }
        // A folder that is gone is gone from the one above it; and a batch of which all was done may not be flushed yet.
        let there = |folder: PathBuf| folder.ancestors().find(|it| it.is_dir()).map(Path::to_owned);
        let folders = folders.into_iter().filter_map(there).chain([root.to_owned()]).collect();
        let flushed = Lasting::of(disk.sync_all(&folders));
        done.lasting = std::mem::take(&mut done.lasting).and(flushed);
        Ok(done)
    }
}

/// The new files of a batch, written and without their names.
struct Staged<S> {
    stage: Option<S>,
    /// The number in the stage of the file of a part.
    numbers: HashMap<usize, usize>,
}

impl<S> Staged<S> {
    fn of<D: Disk<Stage = S>>(
        (batch, states): (&Batch, &[State]),
        disk: &D,
        root: &Path,
        progress: &Progress,
    ) -> Result<Self, WriteError> {
        let mut numbers = HashMap::new();
        let mut texts: Vec<&[u8]> = Vec::new();
        for (index, (part, state)) in batch.parts.iter().zip(states).enumerate() {
            if let (None, Some(text), State::Open) = (&part.before, &part.text, state) {
                numbers.insert(index, texts.len());
                texts.push(text.as_bytes());
            }
        }
        progress.begin(texts.len() + batch.parts.len());
        if texts.is_empty() {
            return Ok(Self { stage: None, numbers });
        }
        // On the disk that the records are on, or will be.
        let records = folder_in(root, RECORDS)?;
        let folder = if records.is_dir() { records } else { root.to_owned() };
        let stage = disk.stage(&folder, &texts, progress).map_err(refused(&folder))?;
        Ok(Self { stage: Some(stage), numbers })
    }

    /// Gives the file of `part`, the part `index`, its name.
    fn name<D: Disk<Stage = S>>(
        &self,
        disk: &D,
        root: &Path,
        (index, part): (usize, &Part),
        folders: &mut BTreeSet<PathBuf>,
    ) -> Result<Option<Lasting>, WriteError> {
        let (Some(stage), Some(&number)) = (&self.stage, self.numbers.get(&index)) else {
            return Ok(None);
        };
        if let Some(folder) = part.own_folder() {
            make_folder(&folder_in(root, folder)?, folders)?;
        }
        // Looked at anew for each: nothing is put where a link leads by now.
        let path = file_in(root, &part.path)?;
        match disk.name_staged(stage, number, &path) {
            Ok(()) => {
                if !folders.contains(folder_of(&path)) {
                    folders.insert(folder_of(&path).to_owned());
                }
                Ok(Some(Lasting::Sure))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                match part.state_at(&path)? {
                    State::Done => Ok(None),
                    State::Open | State::Other => Err(part.is_other(root)),
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(WriteError::MissingFolder(folder_of(&path).to_owned()))
            }
            Err(error) => Err(refused(&path)(error)),
        }
    }
}

impl Part {
    /// Removes the file as [`carry_out`](Self::carry_out) does, and leaves it to others to flush that.
    fn remove_quietly(
        &self,
        disk: &impl Disk,
        root: &Path,
        folders: &mut BTreeSet<PathBuf>,
    ) -> Result<Option<Lasting>, WriteError> {
        match self.state(root)? {
            State::Done => Ok(None),
            State::Other => Err(self.is_other(root)),
            State::Open => {
                let path = self.take_away(disk, root)?;
                folders.insert(folder_of(&path).to_owned());
                self.remove_empty_folders(root)?;
                Ok(Some(Lasting::Sure))
            }
        }
    }
}
