//! Writing files that the user named, over what is there. A path comes in and is settled before there
//! is anything to write; afterwards a regular file holds the whole contents, or what it held before.
//! What is no regular file (a pipe, a device) is written to as it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::disk::{Disk, RealDisk, Rights, whole_draft};
use super::patient::{Act, patiently};
use super::write::{Lasting, folder_of};
use super::write_error::WriteError;

/// Links followed on the way to a file that is not there yet.
const MOST_LINKS: usize = 40;

/// A file that is to be written.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// As the user named it.
    named: PathBuf,
    /// Where that is, links followed.
    resolved: PathBuf,
    is_stream: bool,
}

impl Destination {
    /// Finds out where `path` leads, whether anything is there or not.
    ///
    /// # Errors
    /// The system does not let us look.
    pub(crate) fn of(path: &Path) -> Result<Self, WriteError> {
        let found = fs::metadata(path);
        let is_special = found.is_ok_and(|found| !found.is_file() && !found.is_dir());
        let is_stream = is_special || is_open_file(path);
        let resolved = match resolve(path) {
            // What a pipe is called in /proc leads nowhere.
            Err(_) if is_stream => path.to_owned(),
            resolved => {
                resolved.map_err(|error| WriteError::Refused { path: path.to_owned(), error })?
            }
        };
        Ok(Self { named: path.to_owned(), resolved, is_stream })
    }

    /// The path as the user named it.
    pub(crate) fn named(&self) -> &Path {
        &self.named
    }

    /// Whether writing there would change `input`: the file itself, or something in the folder.
    pub(crate) fn touches(&self, input: &Path) -> bool {
        resolve(input).is_ok_and(|input| self.resolved.starts_with(input))
    }

    /// Whether `input` is inside a folder there, and would go with it.
    pub(crate) fn holds(&self, input: &Path) -> bool {
        resolve(input).is_ok_and(|input| input.starts_with(&self.resolved))
    }

    /// Checks that a file can be there.
    ///
    /// # Errors
    /// A folder is there, the folder above is missing, or a file is there that may not be
    /// changed.
    pub(crate) fn check(&self) -> Result<(), WriteError> {
        if self.is_stream {
            return Ok(());
        }
        if self.resolved.is_dir() || ends_with_separator(&self.named) {
            return Err(WriteError::NoFile(self.named.clone()));
        }
        for folder in [folder_of(&self.named), folder_of(&self.resolved)] {
            if folder.is_dir() {
                continue;
            }
            let folder = folder.to_owned();
            let is_there = folder.symlink_metadata().is_ok();
            return Err(if is_there {
                WriteError::NoFolder(folder)
            } else {
                WriteError::MissingFolder(folder)
            });
        }
        if let Ok(found) = fs::metadata(&self.resolved).map(|found| found.permissions()) {
            // The administrator may write it all the same; the mark is there to say that nobody should.
            if found.readonly() {
                return Err(WriteError::ReadOnly(self.named.clone()));
            }
            // The rights to the folder would be enough to replace a file that is protected.
            let open = || OpenOptions::new().write(true).open(&self.resolved);
            patiently(Act::Changing, open).map_err(self.refused())?;
        }
        Ok(())
    }

    /// Makes everything ready for `contents` to be there: only [`Staged::commit`] shows them.
    ///
    /// # Errors
    /// The system refused. Then nothing has changed.
    pub(crate) fn stage(&self, contents: &[u8]) -> Result<Staged, WriteError> {
        self.stage_on(&RealDisk, contents).map(Staged)
    }

    fn stage_on<D: Disk>(&self, disk: &D, contents: &[u8]) -> Result<StagedOn<D>, WriteError> {
        if self.is_stream {
            let ready = Ready::Contents(contents.to_owned());
            return Ok(StagedOn { to: self.clone(), ready });
        }
        let before = fs::metadata(&self.resolved).ok();
        let rights = before.map_or(Rights::OfNew, |before| Rights::Of(before.permissions()));
        let draft = whole_draft(disk, folder_of(&self.resolved), contents, rights);
        let ready = Ready::File(draft.map_err(self.refused())?);
        Ok(StagedOn { to: self.clone(), ready })
    }

    fn refused(&self) -> impl Fn(io::Error) -> WriteError {
        let path = self.named.clone();
        move |error| WriteError::Refused { path: path.clone(), error }
    }
}

/// Contents on their way: gone without a trace unless they are committed.
#[derive(Debug)]
pub(crate) struct Staged(StagedOn<RealDisk>);

#[derive(Debug)]
struct StagedOn<D: Disk> {
    to: Destination,
    ready: Ready<D::Draft>,
}

#[derive(Debug)]
enum Ready<Draft> {
    /// A whole file that lacks only its name.
    File(Draft),
    /// For a stream there is nothing to make ready.
    Contents(Vec<u8>),
}

impl Staged {
    /// The path as the user named it.
    pub(crate) fn named(&self) -> &Path {
        self.0.to.named()
    }

    /// Puts the contents in place. Once a file is there it is no error any more: whether it would
    /// survive a loss of power is told apart.
    ///
    /// # Errors
    /// The system refused. Then a file is as it was before.
    pub(crate) fn commit(self) -> Result<Lasting, WriteError> {
        self.0.commit_on(&RealDisk)
    }
}

impl<D: Disk> StagedOn<D> {
    fn commit_on(self, disk: &D) -> Result<Lasting, WriteError> {
        let (to, refused) = (&self.to.resolved, self.to.refused());
        match self.ready {
            Ready::File(draft) => {
                disk.name_over(draft, to).map_err(refused)?;
                Ok(Lasting::of(disk.sync_folder(folder_of(to))))
            }
            Ready::Contents(contents) => {
                let append = |path| OpenOptions::new().append(true).open(path);
                let write = |mut stream: File| stream.write_all(&contents);
                append(&self.to.named).and_then(write).map_err(refused)?;
                Ok(Lasting::Sure)
            }
        }
    }
}

/// Whether `path` is another name for a file that is open already, such as `/dev/stderr`: renaming
/// over what that is would leave whoever opened it with the old file.
fn is_open_file(path: &Path) -> bool {
    let folders = ["/dev/fd", "/proc/self/fd", "/proc/thread-self/fd"];
    path == Path::new("/dev/stderr")
        || path.parent().is_some_and(|folder| folders.iter().any(|open| folder == Path::new(open)))
}

fn ends_with_separator(path: &Path) -> bool {
    let is_separator = |last: char| std::path::is_separator(last);
    path.as_os_str().to_string_lossy().ends_with(is_separator)
}

/// Where `path` leads: links followed and `..` resolved, also where nothing is yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    resolve_within(&std::path::absolute(path)?, MOST_LINKS)
}

fn resolve_within(path: &Path, links: usize) -> io::Result<PathBuf> {
    let error = match dunce::canonicalize(path) {
        Ok(resolved) => return Ok(resolved),
        Err(error) => error,
    };
    let is_missing =
        [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind());
    let Some(above) = path.parent().filter(|_| is_missing && links > 0) else { return Err(error) };
    if let Ok(target) = fs::read_link(path) {
        return resolve_within(&above.join(target), links - 1);
    }
    let mut resolved = resolve_within(above, links)?;
    match path.components().next_back() {
        Some(Component::ParentDir) => {
            resolved.pop();
        }
        Some(last) => resolved.push(last),
        None => {}
    }
    Ok(resolved)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::store::disk::faulty::{FaultyDisk, stop_everywhere};

    fn write(path: &Path, contents: &str) -> Result<Lasting, WriteError> {
        let to = Destination::of(path)?;
        to.check()?;
        to.stage(contents.as_bytes())?.commit()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        for contents in ["first, and longer", "second"] {
            write(&path, contents).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), contents);
        }
        let staged = Destination::of(&path).unwrap().stage(b"third").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "second");
        drop(staged);
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[test]
    fn wherever_it_stops_the_old_file_or_the_new_one_is_whole() {
        let old: &[u8] = b"kind: contact\ndate: 2025-09-02\nmethod: phone\n";
        let new: &[u8] = b"kind: contact\ndate: 2025-09-02\nmethod: email\n";
        let name = "2025-09-02-contact-0a1b.yaml";
        let write = |disk: &FaultyDisk, root: &Path, path: &str| {
            Destination::of(&root.join(path))?.stage_on(disk, new)?.commit_on(disk)
        };
        for before in [Some(old), None] {
            let is_right = |success: bool, found: Option<&[u8]>| {
                found == Some(new) || !success && found == before
            };
            let stops = stop_everywhere(name, before, write, is_right);
            let steps = ["draft", "write", "rights", "sync", "name", "sync folder"];
            assert_eq!(stops, 3 * steps.len());
        }
    }

    #[test]
    fn what_may_only_be_read_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "kept").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(matches!(write(&path, "x"), Err(WriteError::ReadOnly(at)) if at == path));
        assert_eq!(fs::read_to_string(&path).unwrap(), "kept");
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("folder")).unwrap();
        fs::write(at("file"), "").unwrap();
        assert!(matches!(write(&at("folder"), "x"), Err(WriteError::NoFile(_))));
        assert!(matches!(write(&at("new/"), "x"), Err(WriteError::NoFile(_))));
        assert!(matches!(write(&at("none/x"), "x"), Err(WriteError::MissingFolder(_))));
        // Windows goes up without asking what is there.
        if cfg!(unix) {
            assert!(matches!(write(&at("none/../x"), "x"), Err(WriteError::MissingFolder(_))));
        }
        assert!(matches!(write(&at("file/x"), "x"), Err(WriteError::NoFolder(_))));
        assert_eq!(names(folder.path()), ["file", "folder"]);
    }

    #[test]
    fn one_place_has_many_names() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("records/a")).unwrap();
        let touches =
            |path: &str, input: &str| Destination::of(&at(path)).unwrap().touches(&at(input));
        assert!(touches("records/a/../new/x", "records"));
        assert!(touches("records/none/../../records/x", "records"));
        assert!(touches("records", "records"));
        assert!(touches("missing/x", "missing"), "what is not there yet is the same place too");
        assert!(!touches("records-2/x", "records"));
        assert!(!touches("records/../x", "records"));
        let holds = |path: &str, input: &str| Destination::of(&at(path)).unwrap().holds(&at(input));
        assert!(holds("records/a/..", "records/a") && holds("records", "records"));
        assert!(!holds("records/a", "records") && !holds("rec", "records"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_whether_they_lead_somewhere_or_not() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("records")).unwrap();
        symlink("records", at("link")).unwrap();
        symlink("link/new.json", at("dangling")).unwrap();
        symlink("loop", at("loop")).unwrap();
        let touches = |path: &str| Destination::of(&at(path)).unwrap().touches(&at("records"));
        assert!(touches("link/x") && touches("dangling") && touches("link/none/x"));
        assert!(Destination::of(&at("loop")).is_err());

        write(&at("dangling"), "x").unwrap();
        assert!(at("dangling").is_symlink());
        assert_eq!(fs::read_to_string(at("records/new.json")).unwrap(), "x");
    }

    #[cfg(unix)]
    #[test]
    fn the_rights_of_a_file_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, "x").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_is_written_as_it_is() {
        // A pipe and no device of the machine: whoever has all rights would lose it to a slip here.
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        crate::store::disk::faulty::make_pipe(&pipe);
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe)
        });
        write(&pipe, "x").unwrap();
        assert!(!fs::symlink_metadata(&pipe).unwrap().is_file(), "it is a file now");
        assert_eq!(reader.join().unwrap().unwrap(), "x");
        assert_eq!(names(folder.path()), ["pipe"]);
    }
}
