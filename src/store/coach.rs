//! One coach's own folder, `records/coaches/<coach>`: time without an educator, typed, and every problem
//! found, in the order of file names. Nothing inside says whose it is: the folder's name does.

use super::DistrictFolder;
use super::name::coach_of;
use super::pair::{LoadedRecord, PairFiles, Reader, misplaced};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::record::Home;
use crate::syntax::tree::read::id_fault;
use crate::syntax::tree::rules::BAD_ID;

/// A coach's own folder, read.
#[derive(Debug)]
pub struct LoadedCoach {
    /// `records/coaches/<coach>`.
    pub path: String,
    /// Id of the coach; the folder's name, whether it is one or not.
    pub coach: String,
    /// Its records, as far as they could be typed, in the order of their names.
    pub records: Vec<LoadedRecord>,
    /// Records with a fault of reading: they are judged and never counted.
    pub in_part: Vec<LoadedRecord>,
    /// What is wrong with the files as such.
    pub diagnostics: Vec<Diagnostic>,
    /// Records that are there and could not be used: paths from the district's folder.
    pub unused: Vec<String>,
    /// Folders here that could not be read.
    pub unread_folders: usize,
}

/// Reads the files of one coach.
pub(super) fn load(mut files: PairFiles, folder: &DistrictFolder) -> LoadedCoach {
    let coach = coach_of(&files.path).unwrap_or_default().to_owned();
    let (names, mut unused) = (std::mem::take(&mut files.files), std::mem::take(&mut files.strays));
    let diagnostics = std::mem::take(&mut files.diagnostics);
    let mut reader = Reader::new(folder, &files, diagnostics);
    let fault = fault_of(&coach);
    if let Some(fault) = fault.filter(|_| !names.is_empty()) {
        let message = "this folder is not named by a coach's id, so nothing in it is counted";
        let finding = Diagnostic::new(&BAD_ID, Place::file(files.path.clone()), message);
        reader.diagnostics.push(finding.help(fault));
    }
    let is_known = fault_of(&coach).is_none();
    let (mut records, mut in_part) = (Vec::new(), Vec::new());
    for name in names {
        match reader.read(name) {
            Ok(loaded) if loaded.record.kind().home() != Home::Coach => {
                reader.diagnostics.push(misplaced(&loaded));
                unused.push(loaded.file.path().to_string());
            }
            Ok(loaded) if is_known && loaded.is_whole() => records.push(loaded),
            Ok(loaded) => {
                unused.push(loaded.file.path().to_string());
                in_part.push(loaded);
            }
            Err(name) => unused.push(format!("{}/{name}", files.path)),
        }
    }
    let diagnostics = reader.diagnostics;
    let (path, unread_folders) = (files.path, files.unread_folders);
    LoadedCoach { path, coach, records, in_part, diagnostics, unused, unread_folders }
}

/// Why `name` is no coach's id; `None` when it is one.
fn fault_of(name: &str) -> Option<String> {
    let has_digit = name.bytes().any(|b| b.is_ascii_digit());
    let names = (!has_digit).then(|| "people go by ids with a digit, such as c-03".to_owned());
    id_fault(name).or(names)
}
