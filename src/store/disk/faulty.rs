//! A disk for tests that stops at any one step: the step fails, or the machine does.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use tempfile::TempDir;

use super::{Disk, RealDisk, RealDraft};
use crate::store::progress::Progress;
use crate::store::write::Lasting;

/// What happens at the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It fails, a write half done.
    Error,
    /// The machine stops before it, or halfway through a write.
    CrashBefore,
    /// The machine stops after it.
    CrashAfter,
}

#[derive(Debug)]
struct State {
    stop_at: usize,
    fault: Fault,
    steps: Cell<usize>,
    has_crashed: Cell<bool>,
    /// Drafts that nobody removed.
    left: Cell<usize>,
}

/// What is to be done of a step.
#[derive(PartialEq, Eq)]
enum Course {
    Whole,
    Half,
    None,
}

impl State {
    fn error() -> io::Error {
        io::ErrorKind::StorageFull.into()
    }

    /// Begins a step: how much of it is to be done, and how it ends.
    fn step(&self) -> (Course, io::Result<()>) {
        if self.has_crashed.get() {
            return (Course::None, Err(Self::error()));
        }
        let step = self.steps.replace(self.steps.get() + 1);
        if step != self.stop_at {
            return (Course::Whole, Ok(()));
        }
        self.has_crashed.set(self.fault != Fault::Error);
        let course = if self.fault == Fault::CrashAfter { Course::Whole } else { Course::Half };
        (course, Err(Self::error()))
    }

    /// One step that is done whole or not at all.
    fn run<T>(&self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let (course, end) = self.step();
        let done = if course == Course::Whole { Some(act()?) } else { None };
        end?;
        done.ok_or_else(Self::error)
    }
}

/// See the module.
#[derive(Debug)]
pub(crate) struct FaultyDisk(Rc<State>);

/// A draft of a [`FaultyDisk`]. To remove it is a step as well.
#[derive(Debug)]
pub(crate) struct FaultyDraft {
    file: Option<RealDraft>,
    is_synced: Cell<bool>,
    state: Rc<State>,
}

impl FaultyDisk {
    /// A disk on which `fault` happens at step `stop_at`, from 0.
    pub(crate) fn new(stop_at: usize, fault: Fault) -> Self {
        let (steps, has_crashed, left) = (Cell::new(0), Cell::new(false), Cell::new(0));
        Self(Rc::new(State { stop_at, fault, steps, has_crashed, left }))
    }

    /// How many steps were begun.
    pub(crate) fn steps(&self) -> usize {
        self.0.steps.get()
    }
}

impl FaultyDraft {
    fn file(&self) -> &RealDraft {
        self.file.as_ref().unwrap()
    }

    fn name(mut self, give: impl FnOnce(RealDraft) -> io::Result<()>) -> io::Result<()> {
        assert!(self.is_synced.get(), "a name is given to bytes that a loss of power would tear");
        let state = Rc::clone(&self.state);
        state.run(|| give(self.file.take().unwrap()))
    }
}

impl Drop for FaultyDraft {
    fn drop(&mut self) {
        let Some(file) = self.file.take() else { return };
        if self.state.run(|| Ok(())).is_err() {
            file.file.keep().unwrap();
            assert_nobody_sees(&file.folder.keep());
            self.state.left.set(self.state.left.get() + 1);
        }
    }
}

/// Files without names of a [`FaultyDisk`]. To remove them is a step as well.
#[derive(Debug)]
pub(crate) struct FaultyStage {
    folder: Option<TempDir>,
    state: Rc<State>,
}

impl Drop for FaultyStage {
    fn drop(&mut self) {
        let Some(folder) = self.folder.take() else { return };
        if self.state.run(|| Ok(())).is_err() {
            assert_nobody_sees(&folder.keep());
            self.state.left.set(self.state.left.get() + 1);
        }
    }
}

impl Disk for FaultyDisk {
    type Draft = FaultyDraft;

    fn draft_in(&self, folder: &Path) -> io::Result<FaultyDraft> {
        let (course, end) = self.0.step();
        if course != Course::Whole {
            return Err(State::error());
        }
        let file = Some(RealDisk.draft_in(folder)?);
        let draft = FaultyDraft { file, is_synced: Cell::new(false), state: Rc::clone(&self.0) };
        end.map(|()| draft)
    }

    fn write(&self, draft: &mut FaultyDraft, bytes: &[u8]) -> io::Result<()> {
        let (course, end) = self.0.step();
        let written = match course {
            Course::Whole => bytes,
            Course::Half => &bytes[..bytes.len() / 2],
            Course::None => &[],
        };
        draft.is_synced.set(false);
        RealDisk.write(draft.file.as_mut().unwrap(), written)?;
        end
    }

    fn permit(&self, draft: &FaultyDraft, permissions: Option<Permissions>) -> io::Result<()> {
        self.0.run(|| RealDisk.permit(draft.file(), permissions))
    }

    fn sync(&self, draft: &FaultyDraft) -> io::Result<()> {
        self.0.run(|| {
            draft.is_synced.set(true);
            RealDisk.sync(draft.file())
        })
    }

    fn name_new(&self, draft: FaultyDraft, path: &Path) -> io::Result<()> {
        draft.name(|file| RealDisk.name_new(file, path))
    }

    fn name_over(&self, draft: FaultyDraft, path: &Path) -> io::Result<()> {
        draft.name(|file| RealDisk.name_over(file, path))
    }

    type Stage = FaultyStage;

    fn stage(
        &self,
        folder: &Path,
        texts: &[&[u8]],
        progress: &Progress,
    ) -> io::Result<FaultyStage> {
        // Nobody sees how far it came.
        let (course, end) = self.0.step();
        let written = match course {
            Course::Whole => texts,
            Course::Half => &texts[..texts.len() / 2],
            Course::None => return Err(State::error()),
        };
        let folder = Some(RealDisk.stage(folder, written, progress)?);
        let stage = FaultyStage { folder, state: Rc::clone(&self.0) };
        end.map(|()| stage)
    }

    fn name_staged(&self, stage: &FaultyStage, at: usize, path: &Path) -> io::Result<()> {
        self.0.run(|| RealDisk.name_staged(stage.folder.as_ref().unwrap(), at, path))
    }

    fn sync_all(&self, folders: &BTreeSet<PathBuf>) -> io::Result<()> {
        assert!(!folders.is_empty(), "nothing is flushed, and yet it is said to last");
        self.0.run(|| RealDisk.sync_all(folders))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.run(|| RealDisk.remove(path))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.run(|| RealDisk.sync_folder(folder))
    }
}

/// Asserts that what is left of a draft in `folder` is for its owner alone, and that git passes over it.
fn assert_nobody_sees(folder: &Path) {
    assert_eq!(fs::read_to_string(folder.join(".gitignore")).unwrap(), "*\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

/// Runs `write` once to see that it succeeds, and then once for each step and fault, in a fresh
/// folder each time: a district with one pair and its relationship. It gets the disk, the folder and the
/// path of the record `name` in it. After each stop, `is_right` looks at whether the writer said it
/// succeeded and at the bytes of the record. Where a step only failed, what is in place is never said to
/// be an error, nor to be certain. All else must be as it was but for drafts, and the folder must read
/// as if those were not there. How often it stopped.
pub(crate) fn stop_everywhere<E: Display>(
    name: &str,
    before: Option<&[u8]>,
    write: impl Fn(&FaultyDisk, &Path, &str) -> Result<Lasting, E>,
    is_right: impl Fn(bool, Option<&[u8]>) -> bool,
) -> usize {
    let run = |stop_at, fault| {
        let (folder, pair) = district();
        let path = pair.join(name);
        if let Some(before) = before {
            fs::write(&path, before).unwrap();
        }
        let disk = FaultyDisk::new(stop_at, fault);
        let done = write(&disk, folder.path(), &format!("{PAIR_FOLDER}/{name}"));
        let found = fs::read(&path).ok();
        assert!(is_right(done.is_ok(), found.as_deref()), "{fault:?} at {stop_at}: {found:?}");
        match done {
            Err(error) if fault == Fault::Error => {
                assert_eq!(found.as_deref(), before, "at {stop_at}, and yet: {error}");
            }
            Ok(lasting) if fault == Fault::Error && stop_at < disk.steps() => {
                assert_ne!(lasting, Lasting::Sure, "at {stop_at}");
            }
            Ok(_) | Err(_) => {}
        }
        let entries = fs::read_dir(&pair).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let is_other = |other: &String| other != name && other != RELATIONSHIP;
        let (drafts, others): (Vec<_>, Vec<_>) =
            names.filter(is_other).partition(|other| other.starts_with(".coach-"));
        assert!(others.is_empty(), "{others:?}");
        assert_eq!(drafts.len(), disk.0.left.get(), "a draft that could be removed is removed");
        assert_eq!(fs::read(pair.join(RELATIONSHIP)).unwrap(), PAIR.as_bytes());
        assert_reads(folder.path(), usize::from(found.is_some()));
        disk.steps()
    };
    let steps = run(usize::MAX, Fault::Error);
    for fault in [Fault::Error, Fault::CrashBefore, Fault::CrashAfter] {
        for stop_at in 0..steps {
            run(stop_at, fault);
        }
    }
    3 * steps
}

/// Where the pair of the district lies in it.
pub(crate) const PAIR_FOLDER: &str = "records/lincoln/c-01-t-101";
const RELATIONSHIP: &str = "relationship.yaml";
const PAIR: &str = "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-01\neducator: t-101\n\
                    school: lincoln\npractice: number talks\nstarted: 2025-09-01\n";

pub(crate) fn district() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let settings = "version = 1\ndistrict = \"Testville\"\nprofile = \"missouri-sbic-2014\"\n\
                    year_starts = \"08-01\"\n[schools.lincoln]\nname = \"Lincoln\"\n";
    fs::write(folder.path().join("coach.toml"), settings).unwrap();
    let pair = folder.path().join(PAIR_FOLDER);
    fs::create_dir_all(&pair).unwrap();
    fs::write(pair.join(RELATIONSHIP), PAIR).unwrap();
    (folder, pair)
}

/// Asserts that the district in `root` has no fault and `records` records beside the relationship.
fn assert_reads(root: &Path, records: usize) {
    use crate::store::{DistrictFolder, LoadedCoach, Progress, each_folder};
    let folder = DistrictFolder::open(root, &[]).unwrap();
    let look = |pair: crate::store::LoadedPair| {
        assert!(pair.diagnostics.is_empty() && pair.unused.is_empty(), "{:?}", pair.diagnostics);
        assert!(pair.relationship.is_some());
        pair.records.len()
    };
    let (of_coach, mut looked) = (|coach: LoadedCoach| coach.records.len(), Vec::new());
    let walked = each_folder(&folder, &Progress::default(), look, of_coach, |n| looked.push(n));
    assert_eq!(looked, [records]);
    assert!(walked.diagnostics.is_empty() && walked.strays.is_empty());
}

/// Makes a pipe at `path`. No other program makes it: a child holds for a moment the locks that other tests have taken.
#[cfg(target_os = "linux")]
pub(crate) fn make_pipe(path: &Path) {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}
