//! One relationship's folder: every record typed, or every problem found, in the order of file names.

use std::path::PathBuf;
use std::sync::Arc;

use super::{DistrictFolder, name::RecordName, read_source, rules};
use crate::diagnostic::wording::count;
use crate::diagnostic::{Diagnostic, Masking, Place, Problems};
use crate::profile::Profile;
use crate::record::{self, Kind, OPEN_KEYS, Record, Relationship, Vocabulary};
use crate::source::{Source, Span};
use crate::yaml;

/// A file that was read, kept for as long as its folder is looked at.
#[derive(Debug)]
pub struct File {
    /// Its name within the folder.
    pub name: String,
    source: Source,
    masking: Masking,
}

impl File {
    /// The place of `span` in the file.
    pub fn place(&self, span: Span) -> Place {
        Place::at(&self.source, span, &self.masking)
    }
}

/// A typed record and its file.
#[derive(Debug)]
pub struct LoadedRecord {
    /// The file.
    pub file: File,
    /// What its name says.
    pub name: RecordName,
    /// The record.
    pub record: Record,
    /// Where `kind:` stands.
    pub kind_span: Span,
}

/// A relationship's folder, read.
#[derive(Debug)]
pub struct LoadedPair {
    /// `records/<school>/<pair>`.
    pub path: String,
    /// The relationship and its file, if it could be typed.
    pub relationship: Option<(File, Relationship)>,
    /// Its other records, as far as they could be typed, in the order of their names. Without a
    /// relationship there are none: nothing says how to judge them.
    pub records: Vec<LoadedRecord>,
    /// What is wrong with the files as such.
    pub diagnostics: Vec<Diagnostic>,
    /// Records that are there, whether they could be used or not.
    pub found: usize,
    /// Records that could not be used.
    pub left_out: usize,
    /// Folders here that could not be read.
    pub unread_folders: usize,
}

/// The YAML files of one folder `records/<school>/<pair>`, found but not read.
#[derive(Debug, Default)]
pub(super) struct PairFiles {
    /// Path from the district's folder, with `/`.
    pub path: String,
    /// Files under names that records have, sorted: name and where it is.
    pub files: Vec<(String, PathBuf)>,
    /// What was found while listing.
    pub diagnostics: Vec<Diagnostic>,
    /// YAML files that cannot be read as records where they are.
    pub stray: usize,
    /// Folders that could not be read.
    pub unread_folders: usize,
}

/// Reads the files of one pair.
pub(super) fn load(files: PairFiles, folder: &DistrictFolder) -> LoadedPair {
    let vocabulary =
        Vocabulary { profiles: &folder.profiles, profile: None, schools: &folder.district.schools };
    let found = files.files.len() + files.stray;
    let mut reader = Reader { vocabulary, named_profile: None, diagnostics: files.diagnostics };
    let (relationship_files, record_files): (Vec<_>, Vec<_>) =
        files.files.into_iter().partition(|(name, _)| name == "relationship.yaml");

    let before = reader.diagnostics.len();
    let has_relationship_file = !relationship_files.is_empty();
    let relationship = relationship_files
        .into_iter()
        .next()
        .and_then(|(name, path)| reader.read(&files.path, name, path));
    let relationship = match relationship {
        Some(LoadedRecord { file, record: Record::Relationship(relationship), .. }) => {
            Some((file, relationship))
        }
        Some(other) => {
            reader.diagnostics.push(wrong_kind(&other));
            None
        }
        None => None,
    };
    // A relationship with a fault elsewhere still says by which profile its records are written.
    reader.vocabulary.profile = reader.named_profile;
    let waiting = if relationship.is_some() { 0 } else { record_files.len() };
    if relationship.is_none() && !has_relationship_file && waiting > 0 {
        let records = count(waiting, "record");
        let message = format!("{records} stand here without a relationship.yaml");
        let place = Place::file(files.path.as_str());
        reader.diagnostics.push(Diagnostic::new(&rules::NO_RELATIONSHIP, place, message).help(
            "add a relationship.yaml that says who coaches whom; until then they are left out",
        ));
    }
    if waiting > 0
        && has_relationship_file
        && let Some(fault) = reader.diagnostics.get_mut(before)
    {
        let records = count(waiting, "other record");
        fault.help.push(format!("until this is mended, the {records} of this folder are left out"));
    }
    let mut records = Vec::with_capacity(record_files.len());
    for (name, path) in record_files {
        match reader.read(&files.path, name, path) {
            Some(loaded) if loaded.record.kind() == Kind::Relationship => {
                reader.diagnostics.push(wrong_kind(&loaded));
            }
            Some(loaded) if relationship.is_some() => records.push(loaded),
            _ => {}
        }
    }
    let used = records.len() + usize::from(relationship.is_some());
    LoadedPair {
        path: files.path,
        relationship,
        records,
        diagnostics: reader.diagnostics,
        found,
        left_out: found - used,
        unread_folders: files.unread_folders,
    }
}

/// A relationship under a dated name, or another record under relationship.yaml: it has no place.
fn wrong_kind(loaded: &LoadedRecord) -> Diagnostic {
    let kind = loaded.record.kind().name();
    let message = format!("{} holds a record of kind {kind}", loaded.file.name);
    let help = match loaded.record.kind() {
        Kind::Relationship => "a folder has one relationship, in relationship.yaml".to_owned(),
        _ => format!("a {kind} goes into a file named DATE-{kind}-HEX.yaml"),
    };
    Diagnostic::new(&rules::STRAY_YAML, loaded.file.place(loaded.kind_span), message)
        .label("this kind does not fit the file's name")
        .help(help)
}

struct Reader<'f> {
    vocabulary: Vocabulary<'f>,
    /// The profile that the last file read names, as a relationship does.
    named_profile: Option<&'f Arc<Profile>>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self, folder: &str, name: String, path: PathBuf) -> Option<LoadedRecord> {
        let record_name = RecordName::parse(&name)?;
        let source = match read_source(&path, format!("{folder}/{name}")) {
            Ok(source) => source,
            Err(fault) => {
                self.diagnostics.push(*fault);
                return None;
            }
        };
        let mut problems = Problems::default();
        let typed = match yaml::parse(&source, &mut problems) {
            Ok(root) => {
                let named = record::profile_of(&root);
                self.named_profile = named.and_then(|id| self.vocabulary.profiles.get(id));
                record::read(&root, &self.vocabulary, &mut problems)
            }
            Err(fault) => {
                self.diagnostics.push(fault.finish(&source, &Masking::AllBut(OPEN_KEYS)));
                return None;
            }
        };
        let typed = typed.filter(|_| problems.is_empty());
        let (found, masking) = problems.finish(&source);
        self.diagnostics.extend(found);
        let typed = typed?;
        Some(LoadedRecord {
            file: File { name, source, masking },
            name: record_name,
            record: typed.record,
            kind_span: typed.kind_span,
        })
    }
}
