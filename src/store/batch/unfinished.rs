//! Batches that were cut off: the district's folder comes in; what is missing goes out, as a
//! finding or to be written. What is kept is not trusted: it names records and nothing else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Batch, Done, FORMAT, Halted, KEPT, LARGEST, Part, refused};
use crate::diagnostic::{Diagnostic, Place};
use crate::store::disk::{Disk, RealDisk};
use crate::store::links::file_in;
use crate::store::lock::{Lock, Patience};
use crate::store::progress::Progress;
use crate::store::root::CONFIG;
use crate::store::text_file::reason;
use crate::store::write_error::{FINISH, WriteError};
use crate::store::{RECORDS, RecordName, rules};
use crate::text::wording::{count, quote};

/// Files that are named in a finding.
const MOST_NAMED: usize = 5;

/// The batch that is kept in `root`. Nobody but this program writes it; what else is there is not
/// trusted.
pub(super) fn read(root: &Path) -> io::Result<Batch> {
    let path = file_in(root, KEPT).map_err(io::Error::other)?;
    let batch: Batch = serde_json::from_slice(&read_bytes(&path)?).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        io::Error::other(format!(
            "it is not a batch of records, from line {line}, column {column} \
                                  on"
        ))
    })?;
    if batch.format != FORMAT {
        return Err(io::Error::other(format!("its format is {}", quote(&batch.format))));
    }
    let is_known = |path: &str| path == CONFIG || is_path_of_record(path);
    match batch.parts.iter().find(|part| !is_known(&part.path)) {
        Some(part) => Err(io::Error::other(format!("no record can be at {}", quote(&part.path)))),
        None => Ok(batch),
    }
}

/// Whether anything is at `path`.
fn is_kept_at(path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let found = path.symlink_metadata()?;
    if !found.is_file() || found.len() > LARGEST {
        return Err(io::Error::other("it is not a batch of records"));
    }
    fs::read(path)
}

fn is_path_of_record(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let is_name = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains('\\');
    matches!(parts[..], [RECORDS, school, pair, name]
        if is_name(school) && is_name(pair) && RecordName::parse(name).is_some())
}

/// A batch that was cut off, held so that nobody else writes meanwhile.
#[derive(Debug)]
pub(crate) struct Unfinished {
    root: PathBuf,
    lock: Lock,
    /// The batch; where it cannot be read, why.
    pub batch: Result<Batch, String>,
}

impl Unfinished {
    /// The one in the folder `root`, if there is one.
    ///
    /// # Errors
    /// Another writer is at work for about ten seconds, a link is in the way, or the system does not say whether there
    /// is one.
    pub(crate) fn hold(root: &Path) -> Result<Option<Self>, WriteError> {
        let path = file_in(root, KEPT)?;
        if !is_kept_at(&path).map_err(refused(&path))? {
            return Ok(None);
        }
        let lock = Lock::wait_for(root, Patience::USUAL)?;
        if !is_kept_at(&path).map_err(refused(&path))? {
            return Ok(None);
        }
        let batch = read(root).map_err(|error| reason(&error));
        Ok(Some(Self { root: root.to_owned(), lock, batch }))
    }

    /// Where it is kept.
    pub(crate) fn path(&self) -> PathBuf {
        self.root.join(KEPT)
    }

    /// What is kept, as it is.
    ///
    /// # Errors
    /// It is no file, or far larger than any batch; then someone else put it there.
    pub(crate) fn bytes(&self) -> io::Result<Vec<u8>> {
        read_bytes(&self.path())
    }

    /// Its files that are not as they are to be.
    pub(crate) fn missing(&self) -> Vec<&Part> {
        self.batch.iter().flat_map(|batch| batch.missing(&self.root)).collect()
    }

    /// Writes what is not written yet.
    ///
    /// # Errors
    /// A file holds something that the batch knows nothing of: then nothing is written. Or a file cannot
    /// be written. The batch stays kept.
    pub(crate) fn finish(&self) -> Result<Done, Halted> {
        self.finish_on(&RealDisk)
    }

    pub(super) fn finish_on(&self, disk: &impl Disk) -> Result<Done, Halted> {
        match &self.batch {
            Ok(batch) => {
                let done = self.carry_out(disk, batch)?;
                // Where it stays, all of it is done, and nobody takes it for unfinished.
                drop(disk.remove(&self.path()));
                Ok(done)
            }
            Err(_) => Ok(Done::default()),
        }
    }

    /// Whether giving it up takes back what was written of it.
    pub(crate) fn is_taken_back(&self) -> bool {
        self.batch.as_ref().is_ok_and(|batch| batch.is_taken_back)
    }

    /// Takes back what was written of it: every file is as it was before.
    ///
    /// # Errors
    /// A file holds something that the batch knows nothing of: then nothing is written. Or a file cannot
    /// be written, or the batch not be removed. It stays kept.
    pub(crate) fn take_back(&self) -> Result<Done, Halted> {
        match &self.batch {
            Ok(batch) => {
                let done = self.carry_out(&RealDisk, &batch.reversed())?;
                let path = self.path();
                match RealDisk.remove(&path).map_err(refused(&path)) {
                    Ok(()) => Ok(done),
                    // Where it stays, everyone takes it for cut off before its first file.
                    Err(error) => Err(Halted { error, done: Box::new(done), is_kept: true }),
                }
            }
            Err(_) => Ok(Done::default()),
        }
    }

    /// Brings every file to what `batch` says.
    fn carry_out(&self, disk: &impl Disk, batch: &Batch) -> Result<Done, Halted> {
        let halted = |(error, done)| Halted { error, done, is_kept: true };
        let states = batch.states(&self.root).map_err(halted)?;
        let seen = (&states[..], &Progress::default());
        batch.carry_out(disk, &self.lock, &self.root, seen).map_err(halted)
    }

    /// Forgets it.
    ///
    /// # Errors
    /// The system refused.
    pub(crate) fn forget(self) -> Result<(), WriteError> {
        let path = self.path();
        RealDisk.remove(&path).map_err(refused(&path))
    }
}

/// The finding about a batch of `root` that was cut off, where `is_seen` one of its files. One that is
/// at work is none.
pub fn check(root: &Path, is_seen: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    let path = root.join(KEPT);
    let batch = match is_kept_at(&path) {
        Ok(true) => read(root),
        Ok(false) => return None,
        // What is in the place of its folder has a finding of its own, or none of ours is there.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return None,
        Err(error) => Err(error),
    };
    // In this order: whoever was at work then may have ended since, and what lacks is looked at after.
    if Lock::is_taken(root) {
        return None;
    }
    let found = match &batch {
        Ok(batch) => of_batch(batch, root, &is_seen),
        Err(error) => is_seen(KEPT).then(|| unreadable(error)),
    };
    found.filter(|_| !matches!(is_kept_at(&path), Ok(false)))
}

fn unreadable(error: &io::Error) -> Diagnostic {
    let why = reason(error);
    let message = format!(
        "a command was cut off, and what it had still to write cannot be read: \
                           {why}"
    );
    Diagnostic::new(&rules::HALF_DONE, Place::file(KEPT), message)
        .help("`coach log --abandon` moves this file into your own folder")
}

fn of_batch(batch: &Batch, root: &Path, is_seen: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    if !batch.parts.iter().any(|part| is_seen(&part.path)) && !is_seen(KEPT) {
        return None;
    }
    let missing: Vec<&Part> = batch.missing(root).collect();
    if missing.is_empty() {
        return None;
    }
    let (all, written) = (batch.parts.len(), batch.parts.len() - missing.len());
    let files = count(all, "file");
    let message = format!("a command was cut off after {written} of {files}");
    let mut diagnostic = Diagnostic::new(&rules::HALF_DONE, Place::file(KEPT), message);
    for part in missing.iter().take(MOST_NAMED) {
        let what = match (&part.before, &part.text) {
            (_, None) => "removed",
            (Some(_), _) => "changed",
            (None, _) => "written",
        };
        diagnostic = diagnostic.help(format!("not {what} yet: {}", part.path));
    }
    if let Some(more @ 1..) = missing.len().checked_sub(MOST_NAMED) {
        diagnostic = diagnostic.help(format!("and {more} more"));
    }
    Some(diagnostic.help(FINISH))
}
