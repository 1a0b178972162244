//! One relationship's folder: every record typed, or every problem found, in the order of file names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::name::{RELATIONSHIP, RecordName};
use super::{DistrictFolder, rules};
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
    /// Its text.
    pub source: Source,
    /// Its comments, each from its `#` to the end of the line.
    pub comments: Vec<Span>,
    /// What people wrote freely in it, beside prose and comments.
    written: Vec<Span>,
    masking: Masking,
}

impl File {
    /// A file that was read without a finding.
    pub(super) fn new(name: String, source: Source, mut problems: Problems) -> Self {
        let (comments, written) = (problems.take_comments(), problems.take_written());
        let masking = problems.finish(&source).1;
        Self { name, source, comments, written, masking }
    }

    /// Everything that people wrote freely in it: prose, comments, titles.
    pub fn in_own_words(&self) -> impl Iterator<Item = (Span, &str)> {
        let spans = self.masking.hidden().iter().chain(&self.written);
        spans.map(|&span| (span, self.source.slice(span)))
    }

    /// Its path from the district's folder, with `/`.
    pub fn path(&self) -> &Arc<str> {
        &self.source.path
    }

    /// The place of `span` in the file.
    pub fn place(&self, span: Span) -> Place {
        Place::at(&self.source, span, &self.masking)
    }

    /// The place of `span`, whose text is not shown.
    pub fn place_unshown(&self, span: Span) -> Place {
        Place::at(&self.source, span, &self.masking.and(span))
    }

    /// The place of `span`, with what `shown` covers shown even where it lies in a comment.
    pub fn place_revealing(&self, span: Span, shown: Span) -> Place {
        Place::at(&self.source, span, &self.masking.without(shown))
    }

    /// The stretches of prose (and comments) that messages do not quote, in order.
    pub fn unquoted(&self) -> &[Span] {
        self.masking.hidden()
    }

    /// Bytes of prose in it, comments left out.
    pub fn prose_length(&self) -> u32 {
        let length = |spans: &[Span], from: u32| -> u32 {
            spans.iter().map(|span| span.end.saturating_sub(span.start + from)).sum()
        };
        // Of a comment all but its `#` is hidden.
        length(self.masking.hidden(), 0).saturating_sub(length(&self.comments, 1))
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
    /// The same for records that say the same, whatever their layout and comments.
    pub fingerprint: u64,
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
    /// Records that are there and could not be used: paths from the district's folder.
    pub unused: Vec<String>,
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
    /// YAML files that cannot be read as records where they are: paths from the district's folder.
    pub strays: Vec<String>,
    /// Folders that could not be read.
    pub unread_folders: usize,
}

/// Reads the files of one pair.
pub(super) fn load(files: PairFiles, folder: &DistrictFolder) -> LoadedPair {
    let vocabulary =
        Vocabulary { profiles: &folder.profiles, profile: None, schools: &folder.district.schools };
    let mut reader =
        Reader { folder, vocabulary, named_profile: None, diagnostics: files.diagnostics };
    let mut unused = files.strays;
    let unused_path = |name: &str| format!("{}/{name}", files.path);
    let (relationship_files, record_files): (Vec<_>, Vec<_>) =
        files.files.into_iter().partition(|(name, _)| name == RELATIONSHIP);

    let before = reader.diagnostics.len();
    let has_relationship_file = !relationship_files.is_empty();
    if has_relationship_file {
        unused.push(unused_path(RELATIONSHIP));
    }
    let relationship = relationship_files
        .into_iter()
        .next()
        .and_then(|(name, path)| reader.read(&files.path, &name, &path));
    let relationship = match relationship {
        Some(LoadedRecord { file, record: Record::Relationship(relationship), .. }) => {
            unused.pop();
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
        let verb = if waiting == 1 { "stands" } else { "stand" };
        let message = format!("{records} {verb} here without a relationship.yaml");
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
        fault
            .help
            .push(format!("until this is mended, the {records} of this folder cannot be counted"));
    }
    let mut records = Vec::with_capacity(record_files.len());
    for (name, path) in record_files {
        match reader.read(&files.path, &name, &path) {
            Some(loaded) if loaded.record.kind() == Kind::Relationship => {
                reader.diagnostics.push(wrong_kind(&loaded));
                unused.push(unused_path(&name));
            }
            Some(loaded) if relationship.is_some() => records.push(loaded),
            _ => unused.push(unused_path(&name)),
        }
    }
    LoadedPair {
        path: files.path,
        relationship,
        records,
        diagnostics: reader.diagnostics,
        unused,
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
    folder: &'f DistrictFolder,
    vocabulary: Vocabulary<'f>,
    /// The profile that the last file read names, as a relationship does.
    named_profile: Option<&'f Arc<Profile>>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self, folder: &str, name: &str, path: &Path) -> Option<LoadedRecord> {
        let record_name = RecordName::parse(name)?;
        let source = match self.folder.read(path, format!("{folder}/{name}")) {
            Ok(source) => source,
            Err(fault) => {
                self.diagnostics.push(*fault);
                return None;
            }
        };
        let mut problems = Problems::default();
        let (typed, fingerprint) = match yaml::parse(&source, &mut problems) {
            Ok(root) => {
                let named = record::profile_of(&root);
                self.named_profile = named.and_then(|id| self.vocabulary.profiles.get(id));
                let typed = record::read(&root, &self.vocabulary, &mut problems);
                (typed, root.fingerprint())
            }
            Err(fault) => {
                self.diagnostics.push(fault.finish(&source, &Masking::AllBut(OPEN_KEYS)));
                return None;
            }
        };
        let Some(typed) = typed.filter(|_| problems.is_empty()) else {
            self.diagnostics.extend(problems.finish(&source).0);
            return None;
        };
        Some(LoadedRecord {
            file: File::new(name.to_owned(), source, problems),
            name: record_name,
            record: typed.record,
            kind_span: typed.kind_span,
            fingerprint,
        })
    }
}
