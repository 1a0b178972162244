//! The steps in which a file is written, one by one: a draft in a hidden folder of its own beside the
//! file, its bytes, its rights, its name. Paths and bytes come in; what is made of them is decided by
//! the writers, which take these steps on the real disk, and in tests on one that stops at any of them.

#[cfg(test)]
pub(super) mod faulty;

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{self, Path, PathBuf};

use rayon::prelude::*;
use tempfile::{NamedTempFile, PersistError, TempDir, TempPath};

use super::ignored::ignore_all;
use super::patient::{Act, patiently, patiently_with};
use super::progress::Progress;

/// Who may read and write a file.
#[derive(Clone, Debug)]
pub(super) enum Rights {
    /// As with any new file.
    OfNew,
    /// These.
    Of(Permissions),
    /// Its owner alone.
    OfOwner,
}

/// A disk, as a writer sees it.
pub(super) trait Disk {
    /// A file in a hidden folder (`.coach-*`), which readers of records and git pass over: for its owner
    /// alone. It is removed when it is dropped.
    type Draft;

    /// Makes an empty draft in a folder of its own in `folder`.
    fn draft_in(&self, folder: &Path) -> io::Result<Self::Draft>;

    /// Writes `bytes` into `draft`.
    fn write(&self, draft: &mut Self::Draft, bytes: &[u8]) -> io::Result<()>;

    /// Gives `draft` other rights; those of any new file where it is given none.
    fn permit(&self, draft: &Self::Draft, permissions: Option<Permissions>) -> io::Result<()>;

    /// Waits until the bytes of `draft` would survive a loss of power.
    fn sync(&self, draft: &Self::Draft) -> io::Result<()>;

    /// Gives `draft` the name `path`, unless something has it: then the error is `AlreadyExists`.
    fn name_new(&self, draft: Self::Draft, path: &Path) -> io::Result<()>;

    /// Gives `draft` the name `path`, in one step away from the file that had it.
    fn name_over(&self, draft: Self::Draft, path: &Path) -> io::Result<()>;

    /// Files in one hidden folder, written and flushed, that lack only their names. They are removed when it is
    /// dropped.
    type Stage;

    /// Writes each of `texts` into a file of its own, all in a hidden folder in `folder`, and waits until they would
    /// survive a loss of power. Each has the rights of any new file. `progress` advances with each.
    fn stage(&self, folder: &Path, texts: &[&[u8]], progress: &Progress)
    -> io::Result<Self::Stage>;

    /// Gives the file with the number `at` of `stage` the name `path`, unless something has it: then the error is
    /// `AlreadyExists`.
    fn name_staged(&self, stage: &Self::Stage, at: usize, path: &Path) -> io::Result<()>;

    /// Waits until the names in `folders`, which may be on several disks, would survive a loss of power.
    fn sync_all(&self, folders: &BTreeSet<PathBuf>) -> io::Result<()>;

    /// Removes the file at `path`.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in `folder` would survive a loss of power. Only Unix lets a folder be
    /// flushed, and not every file system; elsewhere this does nothing.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The disk that the operating system offers.
#[derive(Clone, Copy, Debug)]
pub(super) struct RealDisk;

/// A draft on it. The file goes before its folder.
#[derive(Debug)]
pub(super) struct RealDraft {
    file: NamedTempFile,
    folder: TempDir,
    /// The rights of any new file beside it.
    rights_of_new: Permissions,
}

impl Disk for RealDisk {
    type Draft = RealDraft;

    fn draft_in(&self, folder: &Path) -> io::Result<RealDraft> {
        let folder = hidden_folder(folder)?;
        let rights_of_new = fs::metadata(ignore_all(folder.path())?)?.permissions();
        // Temporary files are for their owner alone.
        let file = NamedTempFile::new_in(folder.path())?;
        Ok(RealDraft { file, folder, rights_of_new })
    }

    fn write(&self, draft: &mut RealDraft, bytes: &[u8]) -> io::Result<()> {
        draft.file.as_file_mut().write_all(bytes)
    }

    fn permit(&self, draft: &RealDraft, permissions: Option<Permissions>) -> io::Result<()> {
        let permissions = permissions.unwrap_or_else(|| draft.rights_of_new.clone());
        let file = draft.file.as_file();
        // Where files have no rights of their own, none can be set.
        if file.metadata()?.permissions() == permissions {
            return Ok(());
        }
        file.set_permissions(permissions)
    }

    fn sync(&self, draft: &RealDraft) -> io::Result<()> {
        draft.file.as_file().sync_all()
    }

    fn name_new(&self, draft: RealDraft, path: &Path) -> io::Result<()> {
        draft.name(|file| file.persist_noclobber(path))
    }

    fn name_over(&self, draft: RealDraft, path: &Path) -> io::Result<()> {
        draft.name(|file| file.persist(path))
    }

    type Stage = TempDir;

    fn stage(&self, folder: &Path, texts: &[&[u8]], progress: &Progress) -> io::Result<TempDir> {
        let stage = hidden_folder(&path::absolute(folder)?)?;
        ignore_all(stage.path())?;
        let write = |(at, texts): (usize, &[&[u8]])| {
            let first = at * IN_A_FOLDER;
            fs::create_dir(folder_of_staged(&stage, first))?;
            texts.iter().enumerate().try_for_each(|(at, text)| {
                let mut file = File::create_new(path_of_staged(&stage, first + at))?;
                file.write_all(text)?;
                if !FLUSHES_TOGETHER {
                    file.sync_all()?;
                }
                progress.advance();
                Ok::<(), io::Error>(())
            })
        };
        texts.par_chunks(IN_A_FOLDER).enumerate().try_for_each(write)?;
        flush_together(stage.path())?;
        Ok(stage)
    }

    fn name_staged(&self, stage: &TempDir, at: usize, path: &Path) -> io::Result<()> {
        let file = TempPath::try_from_path(path_of_staged(stage, at))?;
        patiently_with(Act::Changing, file, |file| {
            file.persist_noclobber(path).map_err(|fault| (fault.error, fault.path))
        })
    }

    fn sync_all(&self, folders: &BTreeSet<PathBuf>) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        return flush_disks_of(folders);
        #[cfg(not(target_os = "linux"))]
        folders.iter().try_for_each(|folder| self.sync_folder(folder))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        patiently(Act::Changing, || fs::remove_file(path))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if !cfg!(unix) {
            return Ok(());
        }
        match File::open(folder)?.sync_all() {
            Err(error) if is_unsupported(&error) => Ok(()),
            done => done,
        }
    }
}

/// Files of a stage in one folder of it: whoever writes into a folder keeps others out of it meanwhile.
const IN_A_FOLDER: usize = 1024;

fn folder_of_staged(stage: &TempDir, at: usize) -> PathBuf {
    stage.path().join((at / IN_A_FOLDER).to_string())
}

fn path_of_staged(stage: &TempDir, at: usize) -> PathBuf {
    folder_of_staged(stage, at).join(at.to_string())
}

/// Whether the system can flush all files of a disk at once.
const FLUSHES_TOGETHER: bool = cfg!(target_os = "linux");

/// Waits until all that was written to the disk of `folder` would survive a loss of power, where the system can do so.
fn flush_together(folder: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(File::open(folder)?)?;
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
    Ok(())
}

/// The same for every disk that one of `folders` is on.
#[cfg(target_os = "linux")]
fn flush_disks_of(folders: &BTreeSet<PathBuf>) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let mut flushed = BTreeSet::new();
    for folder in folders {
        if flushed.insert(fs::metadata(folder)?.dev()) {
            flush_together(folder)?;
        }
    }
    Ok(())
}

/// A new folder in `folder` for drafts, for its owner alone.
pub(super) fn hidden_folder(folder: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".coach-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(folder)
}

impl RealDraft {
    /// Gives the file its name and removes its folder.
    fn name(self, persist: impl Fn(NamedTempFile) -> Result<File, PersistError>) -> io::Result<()> {
        let RealDraft { file, folder, .. } = self;
        let done = patiently_with(Act::Changing, file, |file| {
            persist(file).map_err(|fault| (fault.error, fault.file))
        });
        drop(folder);
        done.map(drop)
    }
}

fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

/// A draft in `folder` that holds all of `contents` safely and lacks only its name.
pub(super) fn whole_draft<D: Disk>(
    disk: &D,
    folder: &Path,
    contents: &[u8],
    rights: Rights,
) -> io::Result<D::Draft> {
    let mut draft = disk.draft_in(folder)?;
    disk.write(&mut draft, contents)?;
    match rights {
        Rights::OfNew => disk.permit(&draft, None)?,
        Rights::Of(permissions) => disk.permit(&draft, Some(permissions))?,
        Rights::OfOwner => {}
    }
    disk.sync(&draft)?;
    Ok(draft)
}
