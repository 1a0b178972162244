//! Many files of a batch at once: all new ones, and what those that change are to hold, are written beside each other and
//! flushed together before the first of them gets its name, and the names are flushed together at the end. The batch is
//! kept meanwhile, so whatever is cut off is known, and no name ever stands for bytes that a loss of power would tear.

use std::collections::{BTreeSet, HashMap};
use std::fs::Permissions;
use std::io;
use std::path::{Path, PathBuf};

use super::{Batch, Done, Ended, Part, State, make_folder, refused};
use crate::store::RECORDS;
use crate::store::change;
use crate::store::disk::{Disk, Staging};
use crate::store::links::{Ways, file_in, folder_in};
use crate::store::lock::Lock;
use crate::store::progress::Progress;
use crate::store::text_file::LARGEST;
use crate::store::write::{Lasting, folder_of};
use crate::store::write_error::WriteError;

/// Files that are written one by one; more of them are flushed together.
const FEW: usize = 16;

impl Batch {
    /// Whether it has so many files that they are flushed together.
    pub(super) fn is_large(&self) -> bool {
        self.parts.len() > FEW
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
        let mut ways = Ways::into(root);
        for (index, part) in self.parts.iter().enumerate() {
            let carried = match &part.text {
                Some(_) if !part.is_staged() => part.carry_out(disk, lock, root),
                Some(_) => staged.name(disk, &mut ways, (index, part), &mut folders),
                None => part.remove_quietly(disk, root, &mut folders),
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
        let folders = folders.into_iter().filter(|folder| folder.is_dir()).collect();
        let flushed = Lasting::of(disk.sync_all(root, &folders));
        done.lasting = std::mem::take(&mut done.lasting).and(flushed);
        Ok(done)
    }
}

/// The files of a batch that come or change, written and without their names.
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
        let mut files: Vec<Staging> = Vec::new();
        for (index, (part, state)) in batch.parts.iter().zip(states).enumerate() {
            let (Some(text), State::Open) = (&part.text, state) else { continue };
            if !part.is_staged() {
                continue;
            }
            let rights = part.rights_before(root)?;
            numbers.insert(index, files.len());
            files.push(Staging { bytes: text.as_bytes(), rights });
        }
        progress.begin(files.len() + batch.parts.len());
        if files.is_empty() {
            return Ok(Self { stage: None, numbers });
        }
        // On the disk that the records are on, or will be.
        let records = folder_in(root, RECORDS)?;
        let folder = if records.is_dir() { records } else { root.to_owned() };
        let stage = disk.stage(&folder, &files, progress).map_err(refused(&folder))?;
        Ok(Self { stage: Some(stage), numbers })
    }

    /// Gives the file of `part`, the part `index`, its name.
    fn name<D: Disk<Stage = S>>(
        &self,
        disk: &D,
        ways: &mut Ways,
        (index, part): (usize, &Part),
        folders: &mut BTreeSet<PathBuf>,
    ) -> Result<Option<Lasting>, WriteError> {
        let (Some(stage), Some(&number)) = (&self.stage, self.numbers.get(&index)) else {
            return Ok(None);
        };
        if let Some(folder) = part.own_folder() {
            make_folder(&folder_in(ways.root, folder)?, folders)?;
        }
        let path = ways.file(&part.path)?;
        let named = match part.before {
            None => disk.name_staged_new(stage, number, &path),
            // Someone may have saved it meanwhile.
            Some(_) if part.state_at(&path)? != State::Open => {
                return Err(part.is_other(ways.root));
            }
            Some(_) => disk.name_staged_over(stage, number, &path),
        };
        match named {
            Ok(()) => {
                if !folders.contains(folder_of(&path)) {
                    folders.insert(folder_of(&path).to_owned());
                }
                Ok(Some(Lasting::Sure))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                match part.state_at(&path)? {
                    State::Done => Ok(None),
                    State::Open | State::Other => Err(part.is_other(ways.root)),
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
    /// Whether it is written beside the others. What is changed outside of the records may be on another disk.
    fn is_staged(&self) -> bool {
        let folder = self.path.split('/').next();
        self.before.is_none() || folder == Some(RECORDS)
    }

    /// The rights of the file that it changes, if it changes one.
    ///
    /// # Errors
    /// It may not be changed, or holds something else than before.
    fn rights_before(&self, root: &Path) -> Result<Option<Permissions>, WriteError> {
        let (Some(before), Some(text)) = (&self.before, &self.text) else { return Ok(None) };
        let path = file_in(root, &self.path)?;
        let (found, rights) = change::read(&path)?;
        if text.len() > LARGEST {
            return Err(WriteError::TooLarge(path));
        }
        if found != before.as_bytes() {
            return Err(self.is_other(root));
        }
        Ok(Some(rights))
    }

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
