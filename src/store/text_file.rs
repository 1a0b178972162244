//! One file's bytes to a [`Source`], bounded in size. If it is not text, the fault is named.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::patient::{Act, patiently};
use super::rules;
use crate::diagnostic::{Diagnostic, Masking, Place};
use crate::domain::record::open_keys;
use crate::text::encoding::{NotUtf8, text_of};
use crate::text::source::{Source, Span};
use crate::text::wording::grouped;

/// Largest file that is read, in bytes.
pub(crate) const LARGEST: usize = 1 << 20;

/// Reads the file at `path`, shown as `shown`.
///
/// # Errors
/// The file cannot be opened or read, is no regular file, is larger than 1 MiB, or is not UTF-8.
pub(crate) fn read_source(
    path: &Path,
    shown: impl Into<Arc<str>>,
) -> Result<Source, Box<Diagnostic>> {
    source_from(read_bounded(path), shown.into())
}

/// The same of a file that the user named, which may be a pipe: its end is waited for.
///
/// # Errors
/// As with [`read_source`].
pub(crate) fn read_named_source(
    path: &Path,
    shown: impl Into<Arc<str>>,
) -> Result<Source, Box<Diagnostic>> {
    source_from(File::open(path).and_then(bounded), shown.into())
}

fn source_from(read: io::Result<Vec<u8>>, shown: Arc<str>) -> Result<Source, Box<Diagnostic>> {
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("the file cannot be read: {}", reason(&error));
            return Err(Box::new(Diagnostic::new(&rules::UNREADABLE, Place::file(shown), message)));
        }
    };
    source_of(bytes, shown)
}

/// `bytes` as the text of the file shown as `shown`.
///
/// # Errors
/// They are more than 1 MiB, or not UTF-8.
pub(super) fn source_of(bytes: Vec<u8>, shown: Arc<str>) -> Result<Source, Box<Diagnostic>> {
    if bytes.len() > LARGEST {
        let message = format!("the file is larger than {} bytes (1 MiB)", grouped(LARGEST));
        let diagnostic = Diagnostic::new(&rules::TOO_LARGE, Place::file(shown), message);
        return Err(Box::new(diagnostic.help("a record is a page of text; is this another file?")));
    }
    match text_of(bytes) {
        Ok(text) => Ok(Source::without_mark(shown, text)),
        Err(NotUtf8::Other(name)) => {
            let message = format!("the file is {name}, not UTF-8");
            let diagnostic = Diagnostic::new(&rules::NOT_UTF8, Place::file(shown), message);
            Err(Box::new(diagnostic.help("save it again with the encoding UTF-8")))
        }
        Err(NotUtf8::Bytes { bytes, at }) => Err(Box::new(not_utf8(shown, &bytes, at))),
    }
}

/// At most one byte more of the file at `path` than [`LARGEST`]. What is no file, such as a pipe, is not waited for, even if
/// someone puts it there right now.
pub(super) fn read_bounded(path: &Path) -> io::Result<Vec<u8>> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = patiently(Act::Reading, || options.open(path))?;
    let found = file.metadata()?;
    if !found.is_file() && !found.is_dir() {
        return Err(io::Error::other("it is not a regular file"));
    }
    bounded(file)
}

/// At most one byte more of `file` than [`LARGEST`].
fn bounded(mut file: File) -> io::Result<Vec<u8>> {
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let size = usize::try_from(size).unwrap_or(LARGEST).min(LARGEST);
    let mut bytes = vec![0; size + 1];
    let read = file.read(&mut bytes)?;
    bytes.truncate(read);
    if read == size && size > 0 {
        // As long as the system says it is, though one byte more was asked for: this is the end.
        return Ok(bytes);
    }
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The system's reason, without its error number.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is not a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}

fn not_utf8(shown: Arc<str>, bytes: &[u8], at: usize) -> Diagnostic {
    // The bad byte becomes one replacement character, so that line and column stay true.
    let mut text = String::from_utf8_lossy(&bytes[..at]).into_owned();
    text.push_str(&String::from_utf8_lossy(&bytes[at..]));
    let source = Source::new(shown, text);
    let bom = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let span = Span::new(at - bom..at - bom + '\u{fffd}'.len_utf8());
    let place = Place::at(&source, span, &Masking::AllBut(open_keys()));
    let message = format!("the byte 0x{:02X} is not UTF-8", bytes[at]);
    Diagnostic::new(&rules::NOT_UTF8, place, message)
        .label("perhaps an accented letter from Windows-1252 or Latin-1")
        .help("save the file again with the encoding UTF-8")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    /// What comes through a pipe has no size that the system knows.
    #[cfg(target_os = "linux")]
    #[test]
    fn what_comes_through_a_pipe_has_the_same_bound() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        crate::store::disk::faulty::make_pipe(&pipe);
        for (length, is_read) in
            [(1, true), (LARGEST, true), (LARGEST + 1, false), (LARGEST * 2, false)]
        {
            let writer = std::thread::spawn({
                let pipe = pipe.clone();
                // The reader leaves before the end of what is too long.
                move || drop(std::fs::write(pipe, vec![b'a'; length]))
            });
            let read = read_named_source(&pipe, "t");
            writer.join().unwrap();
            assert_eq!(read.is_ok_and(|source| source.text.len() == length), is_read, "{length}");
        }
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_found_where_people_count_it() {
        let column = |bytes: &[u8]| {
            let fault = source_of(bytes.to_vec(), "t".into()).unwrap_err();
            let region = fault.place.region.unwrap();
            (region.start.line, region.start.column, region.end.column)
        };
        // The mark at the beginning of some files is no column.
        assert_eq!(column(b"notes: caf\xe9\n"), (1, 11, 12));
        assert_eq!(column(b"\xef\xbb\xbfnotes: caf\xe9\n"), (1, 11, 12));
    }

    #[test]
    fn the_systems_reasons_are_plain_words() {
        for (kind, words) in [
            (io::ErrorKind::StorageFull, "the disk is full"),
            (io::ErrorKind::QuotaExceeded, "your share of the disk is full"),
            (io::ErrorKind::ReadOnlyFilesystem, "the disk is read-only"),
            (io::ErrorKind::NotFound, "it is not there"),
            (io::ErrorKind::PermissionDenied, "permission denied"),
            (io::ErrorKind::NotADirectory, "a part of its path is not a folder"),
        ] {
            assert_eq!(reason(&kind.into()), words);
        }
        // Permission denied, and a folder, as Linux and macOS number them; their own words are others.
        #[cfg(unix)]
        for (number, words) in [(13, "permission denied"), (21, "it is a folder")] {
            assert_eq!(reason(&io::Error::from_raw_os_error(number)), words);
        }
        let numbered = io::Error::other("Too many levels (os error 40) at path \"/x/.coach-a\"");
        assert_eq!(reason(&numbered), "Too many levels");
    }
}
