//! One file of a batch: how far it has come, and its way to the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::RELATIONSHIP;
use crate::store::change::{ChangeError, change_in_turn};
use crate::store::disk::Disk;
use crate::store::links::{file_in, folder_in};
use crate::store::lock::{Lock, Patience};
use crate::store::name::coach_of;
use crate::store::text_file::read_bounded;
use crate::store::write::{Created, Lasting, create_folder_on, create_new_on, folder_of};
use crate::store::write_error::WriteError;

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
pub(super) enum State {
    /// The file is as it was, or not there.
    Open,
    /// It is written.
    Done,
    /// It holds something else.
    Other,
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

    pub(super) fn is_relationship(&self) -> bool {
        self.path.ends_with(RELATIONSHIP)
    }

    pub(super) fn state(&self, root: &Path) -> Result<State, WriteError> {
        self.state_at(&file_in(root, &self.path)?)
    }

    /// The same where it is to be at `path`.
    pub(super) fn state_at(&self, path: &Path) -> Result<State, WriteError> {
        let found = match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(refused(path)(error)),
            Ok(found) if !found.is_file() => return Ok(State::Other),
            Ok(_) => Some(read_bounded(path).map_err(refused(path))?),
        };
        let is = |text: &Option<String>| found.as_deref() == text.as_deref().map(str::as_bytes);
        Ok(match () {
            () if is(&self.text) => State::Done,
            () if is(&self.before) => State::Open,
            () => State::Other,
        })
    }

    /// Writes, changes or removes it; `None` where that was done before.
    pub(super) fn carry_out(
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
    pub(super) fn remove(&self, disk: &impl Disk, root: &Path) -> Result<Lasting, WriteError> {
        let path = self.take_away(disk, root)?;
        let lasting = Lasting::of(disk.sync_folder(folder_of(&path)));
        self.remove_empty_folders(root)?;
        Ok(lasting)
    }

    pub(super) fn take_away(&self, disk: &impl Disk, root: &Path) -> Result<PathBuf, WriteError> {
        let path = file_in(root, &self.path)?;
        disk.remove(&path).map_err(refused(&path))?;
        Ok(path)
    }

    pub(super) fn remove_empty_folders(&self, root: &Path) -> Result<(), WriteError> {
        let folders = self.path.match_indices('/').skip(1).map(|(at, _)| &self.path[..at]);
        for folder in folders.collect::<Vec<_>>().into_iter().rev() {
            // A folder that holds something else refuses to go.
            if fs::remove_dir(folder_in(root, folder)?).is_err() {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn change(
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

    pub(super) fn create(
        &self,
        disk: &impl Disk,
        root: &Path,
        text: &str,
    ) -> Result<Lasting, WriteError> {
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
    pub(super) fn own_folder(&self) -> Option<&str> {
        let folder = self.path.rsplit_once('/').map(|(folder, _)| folder);
        let of_coach = folder.filter(|folder| coach_of(folder).is_some());
        self.path.strip_suffix(RELATIONSHIP).or(of_coach)
    }

    pub(super) fn is_other(&self, root: &Path) -> WriteError {
        let path = root.join(&self.path);
        if self.before.is_some() { WriteError::Changed(path) } else { WriteError::Taken(path) }
    }
}

pub(super) fn refused(path: &Path) -> impl Fn(io::Error) -> WriteError {
    let path = path.to_owned();
    move |error| WriteError::Refused { path: path.clone(), error }
}
