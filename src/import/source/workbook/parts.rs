//! The parts of a zip: bytes come in; what kind of file it is, and its parts as readers that give out no more than
//! they may, go out. A small file can unpack to more than a computer holds.

use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::NEEDS_PASSWORD;
use crate::import::source::guard::DAMAGED;
use crate::text::wording::count;

/// Bytes that the parts of one file may unpack to.
const MOST_UNPACKED: u64 = 1 << 30;

/// A zip.
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The names of its parts.
    pub names: Vec<String>,
    left: u64,
}

/// One part.
pub(super) type Part<'p, 'b> = BufReader<Bounded<'p, ZipFile<'p, Cursor<&'b [u8]>>>>;

/// What a zip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A workbook of Excel.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
}

impl<'b> Parts<'b> {
    /// # Errors
    /// `bytes` are no whole zip, in words that follow the file's name.
    pub(super) fn of(bytes: &'b [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        let names = archive.file_names().flatten().map(|name| name.into_owned()).collect();
        Ok(Self { archive, names, left: MOST_UNPACKED })
    }

    /// What it is.
    ///
    /// # Errors
    /// It is no workbook: what it is instead and what to do, in words that follow the file's name.
    pub(super) fn kind(&mut self) -> Result<Kind, String> {
        if self.has("/workbook.xml") {
            return Ok(Kind::Xlsx);
        }
        let mut mime = String::new();
        if let Some(part) = self.part("mimetype")? {
            part.take(200).read_to_string(&mut mime).map_err(|error| why(&error))?;
        }
        match mime.trim() {
            mime if mime.starts_with("application/vnd.oasis.opendocument.spreadsheet") => {
                Ok(Kind::Ods)
            }
            mime if mime.starts_with("application/vnd.oasis.opendocument") => {
                Err(document("an OpenDocument text"))
            }
            _ => Err(self.no_workbook()),
        }
    }

    /// What it is if it is no workbook.
    fn no_workbook(&self) -> String {
        let of_excel = "open it in Excel and save it as an Excel workbook (.xlsx)";
        if self.has("/workbook.bin") {
            return format!("it is a binary workbook; {of_excel}");
        }
        if self.has("word/document.xml") {
            return document("a Word document");
        }
        if self.has("ppt/presentation.xml") {
            return document("a presentation");
        }
        if self.has("index/document.iwa") || self.has("index.zip") {
            return "it is a document of Numbers or Pages; export it as an Excel workbook"
                .to_owned();
        }
        let is_readable = |name: &&String| {
            let name = name.to_lowercase();
            [".csv", ".xlsx", ".xls", ".ods", ".json", ".jsonl"]
                .iter()
                .any(|end| name.ends_with(end))
        };
        let files: Vec<&String> = self.names.iter().filter(is_readable).collect();
        match &files[..] {
            [] => "it is a zip without a workbook; unpack it and name the files that are meant"
                .to_owned(),
            [first, ..] => format!(
                "it is a zip with {} in it, such as `{first}`; unpack it and name those that are meant",
                count(files.len(), "file")
            ),
        }
    }

    /// Whether the name of a part ends so; capitals mean nothing.
    fn has(&self, end: &str) -> bool {
        self.names.iter().any(|name| format!("/{}", name.to_lowercase()).ends_with(end))
    }

    /// The part `name`; `None` where there is none. Capitals mean nothing.
    ///
    /// # Errors
    /// It cannot be unpacked, in words that follow the file's name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'b>>, String> {
        let is_there = self.archive.index_for_name(name).is_some();
        let alike = || self.names.iter().find(|own| own.eq_ignore_ascii_case(name));
        let own = if is_there { Some(name) } else { alike().map(String::as_str) };
        let Some(own) = own else { return Ok(None) };
        match self.archive.by_name(own) {
            Ok(file) => Ok(Some(BufReader::new(Bounded { inner: file, left: &mut self.left }))),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                Err(NEEDS_PASSWORD.to_owned())
            }
            Err(_) => Err(damaged()),
        }
    }
}

/// A reader that gives out no more than is left.
pub(super) struct Bounded<'l, R> {
    inner: R,
    left: &'l mut u64,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        *self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

/// Why a part cannot be read to its end.
pub(super) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::FileTooLarge => {
            "it unpacks to more than 1 GiB; split it into parts".to_owned()
        }
        _ => damaged(),
    }
}

/// What is said of a file that is not whole.
pub(super) fn damaged() -> String {
    DAMAGED.to_owned()
}

fn document(what: &str) -> String {
    format!("it is {what}; copy its table into a spreadsheet and save that as a workbook or CSV")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// What the parts unpack to is added up, whatever the zip says of their sizes.
    #[test]
    fn parts_give_out_no_more_than_they_may() {
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["one.xml", "Two.xml"] {
            made.start_file(name, SimpleFileOptions::default()).unwrap();
            made.write_all(&[b' '; 60_000]).unwrap();
        }
        let bytes = made.finish().unwrap().into_inner();
        assert!(bytes.len() < 1_000);
        let mut parts = Parts::of(&bytes).unwrap();
        parts.left = 100_000;
        let mut read = |name: &str| {
            let mut part = parts.part(name).unwrap().unwrap();
            io::copy(&mut part, &mut io::sink()).map_err(|error| why(&error))
        };
        assert_eq!(read("one.xml"), Ok(60_000));
        assert!(read("two.XML").unwrap_err().starts_with("it unpacks to more than 1 GiB"));
        assert!(parts.part("three.xml").unwrap().is_none());
    }
}
