//! One folder of records, opened once: the names in it come out, and the bytes of small files. It says nothing of what
//! is out of the ordinary: whoever asks then looks the careful way, and finds out what it is.

#[cfg(unix)]
use super::disguise::record_behind;
#[cfg(unix)]
use super::name::{RecordName, looks_like_record};

/// A folder that is open.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Directory(rustix::fs::Dir);

/// Elsewhere no folder is kept open.
#[cfg(not(unix))]
#[derive(Debug)]
pub(super) enum Directory {}

/// Room for the bytes of a file: as large as nearly every record is, with much to spare.
pub(super) const ROOM: usize = 16 * 1024;

#[cfg(unix)]
impl Directory {
    /// The folder at `place` and the names of the records in it, in no order; `None` where there is something among
    /// them that needs a word, or where the folder cannot be read.
    pub(super) fn of_records(place: &std::path::Path) -> Option<(Self, Vec<String>)> {
        use rustix::fs::{Dir, FileType, Mode, OFlags, open};
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let mut directory = Dir::new(open(place, flags, Mode::empty()).ok()?).ok()?;
        let mut names = Vec::with_capacity(64);
        while let Some(entry) = directory.read() {
            let entry = entry.ok()?;
            let name = entry.file_name().to_str().ok()?;
            let is_file = match entry.file_type() {
                FileType::RegularFile => true,
                // What it is the system tells only if asked once more.
                FileType::Unknown => return None,
                _ => false,
            };
            if is_file && RecordName::parse(name).is_some() {
                names.push(name.to_owned());
            } else if !is_nothing_of_ours(name, is_file) {
                return None;
            }
        }
        Some((Self(directory), names))
    }

    /// The bytes of its file `name`, if there is `room` for them and nothing is in the way of reading them.
    pub(super) fn bytes_of(&self, name: &str, room: &mut Vec<u8>) -> Option<Vec<u8>> {
        use rustix::buffer::spare_capacity;
        use rustix::fs::{Mode, OFlags, openat};
        // What was a file when the folder was listed may be a pipe or a link by now.
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = openat(self.0.fd().ok()?, name, flags, Mode::empty()).ok()?;
        room.clear();
        // A file ends where nothing more is read: its size may be another one by now.
        while room.len() < room.capacity() {
            if rustix::io::read(&file, spare_capacity(room)).ok()? == 0 {
                return Some(room.clone());
            }
        }
        None
    }
}

#[cfg(not(unix))]
impl Directory {
    /// None, ever.
    pub(super) fn of_records(_place: &std::path::Path) -> Option<(Self, Vec<String>)> {
        None
    }

    /// None, ever.
    pub(super) fn bytes_of(&self, _name: &str, _room: &mut Vec<u8>) -> Option<Vec<u8>> {
        match *self {}
    }
}

/// Whether what is called `name` and is no record is left alone without a word: it is hidden, or a file that is no YAML,
/// and no record is under that name.
#[cfg(unix)]
fn is_nothing_of_ours(name: &str, is_file: bool) -> bool {
    match name.starts_with('.') {
        true => !is_file || record_behind(name).is_none(),
        false => is_file && !looks_like_record(name) && record_behind(name).is_none(),
    }
}
