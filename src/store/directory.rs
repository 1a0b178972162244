//! One folder of records, opened once: the names in it come out, and the bytes of small files. It says nothing of what
//! is out of the ordinary: whoever asks then looks the careful way, and finds out what it is.

use super::disguise::record_behind;
use super::name::{RecordName, looks_like_record};

/// A folder that is open.
#[derive(Debug)]
pub(super) struct Directory(#[cfg(unix)] rustix::fs::Dir);

/// Room for the bytes of a small file and one more, to be used again and again.
pub(super) type Room = [u8; ROOM];

/// As large as nearly every record is, with much to spare.
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

    /// The bytes of its file `name`, if there is `room` for them and nothing is in the way of reading
    /// them.
    pub(super) fn bytes_of(&self, name: &str, room: &mut Room) -> Option<Vec<u8>> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::RDONLY | OFlags::CLOEXEC;
        let file = openat(self.0.fd().ok()?, name, flags, Mode::empty()).ok()?;
        let mut length = 0;
        // A file ends where nothing more is read: its size may be another one by now.
        while let free @ [_, ..] = &mut room[length..] {
            match rustix::io::read(&file, free).ok()? {
                0 => return Some(room[..length].to_vec()),
                read => length += read,
            }
        }
        None
    }
}

#[cfg(not(unix))]
impl Directory {
    /// Folders are not kept open here.
    pub(super) fn of_records(_place: &std::path::Path) -> Option<(Self, Vec<String>)> {
        None
    }

    /// None was opened.
    pub(super) fn bytes_of(&self, _name: &str, _room: &mut Room) -> Option<Vec<u8>> {
        None
    }
}

/// Whether what is called `name` and is no record is left alone without a word: it is hidden, or a file that is no YAML,
/// and no record is under that name.
#[cfg_attr(not(unix), allow(dead_code))]
fn is_nothing_of_ours(name: &str, is_file: bool) -> bool {
    match name.starts_with('.') {
        true => !is_file || record_behind(name).is_none(),
        false => is_file && !looks_like_record(name) && record_behind(name).is_none(),
    }
}
