//! One relationship's folder: every record typed, and every problem found, in the order of file names.
//! A record with a problem is kept apart, as far as it could be read: it is judged and never counted.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::directory::{Directory, ROOM};
use super::name::{RELATIONSHIP, RecordName};
use super::text_file::source_of;
use super::{DistrictFolder, File, rules};
use crate::diagnostic::{Diagnostic, Masking, Place, Problems, Unread};
use crate::domain::profile::Profile;
use crate::domain::record::{self, Home, Kind, Record, Relationship, Typed, Vocabulary};
use crate::syntax::yaml;
use crate::text::source::{At, Source, Span};
use crate::text::wording::count;

/// A typed record and its file: whole, or as far as it could be read.
#[derive(Debug)]
pub struct LoadedRecord {
    /// The file.
    pub file: File,
    /// What its name says.
    pub name: RecordName,
    /// The record.
    pub record: Record,
    /// Where `kind:` is.
    pub kind_span: Span,
    /// The same for records that say the same, whatever their layout and comments, and wherever they
    /// were imported from.
    pub fingerprint: u64,
    /// Whether the fingerprint is made of all that it says: nothing was refused, no key stood twice.
    says_all: bool,
    /// Which of its keys could not be read; none of a whole record's.
    pub unread: Unread,
}

impl LoadedRecord {
    /// The day that dates it, if it could be read.
    pub fn date(&self) -> Option<At<NaiveDate>> {
        Some(self.record.date()).filter(At::is_read)
    }

    /// Whether its [fingerprint](Self::fingerprint) is made of everything that it says: nothing was
    /// refused, and no key appears twice.
    pub(crate) fn says_all(&self) -> bool {
        self.says_all
    }

    /// Whether nothing was found wrong with it when it was read.
    pub fn is_whole(&self) -> bool {
        self.file.is_whole()
    }

    fn into_relationship(self) -> Result<(File, Relationship, Unread), Box<Self>> {
        match self.record {
            Record::Relationship(relationship) => Ok((self.file, relationship, self.unread)),
            record => Err(Box::new(Self { record, ..self })),
        }
    }
}

/// What is there of a relationship's folder that is left out of every number, as far as it could be
/// read: good enough to be judged, and no more.
#[derive(Debug, Default)]
pub struct InPart {
    /// The relationship, where it is not whole: what could be read of it, and which keys could not.
    pub relationship: Option<(File, Relationship, Unread)>,
    /// Records with a fault of reading, and all records of a folder whose relationship is not whole,
    /// in the order of their names.
    pub records: Vec<LoadedRecord>,
}

/// A relationship's folder, read.
#[derive(Debug)]
pub struct LoadedPair {
    /// `records/<school>/<pair>`.
    pub path: String,
    /// The relationship and its file, if it could be typed.
    pub relationship: Option<(File, Relationship)>,
    /// Its other records, as far as they could be typed, in the order of their names. Without a
    /// relationship there are none: nothing says how to count them.
    pub records: Vec<LoadedRecord>,
    /// What is left out and can be judged all the same.
    pub in_part: InPart,
    /// What is wrong with the files as such.
    pub diagnostics: Vec<Diagnostic>,
    /// Records that are there and could not be used: paths from the district's folder.
    pub unused: Vec<String>,
    /// Folders here that could not be read.
    pub unread_folders: usize,
}

impl LoadedPair {
    /// What its records are judged by: its file, the relationship and which of its keys could not be
    /// read. Where even the kind of its file could not, everything stands in.
    pub(crate) fn judged_by(&self) -> Option<(&File, &Relationship, &Unread)> {
        static ALL_READ: Unread = Unread::nothing();
        let whole = self.relationship.as_ref();
        let in_part = self.in_part.relationship.as_ref();
        whole
            .map(|(file, relationship)| (file, relationship, &ALL_READ))
            .or(in_part.map(|(file, relationship, unread)| (file, relationship, unread)))
    }
}

/// The YAML files of one folder of a pair or a coach, found but not read.
#[derive(Debug, Default)]
pub(super) struct PairFiles {
    /// Path from the district's folder, with `/`.
    pub path: String,
    /// Where the folder is.
    pub place: PathBuf,
    /// The folder, where it is kept open.
    pub directory: Option<Directory>,
    /// Names of files that records have, sorted.
    pub files: Vec<String>,
    /// What was found while listing.
    pub diagnostics: Vec<Diagnostic>,
    /// YAML files that cannot be read as records where they are: paths from the district's folder.
    pub strays: Vec<String>,
    /// Which of the diagnostics says that the relationship is here under another name.
    pub hidden_relationship: Option<usize>,
    /// Folders that could not be read.
    pub unread_folders: usize,
}

/// Reads the files of one pair.
pub(super) fn load(mut files: PairFiles, folder: &DistrictFolder) -> LoadedPair {
    let mut record_files = std::mem::take(&mut files.files);
    let mut unused = std::mem::take(&mut files.strays);
    let diagnostics = std::mem::take(&mut files.diagnostics);
    let mut reader = Reader::new(folder, &files, diagnostics);
    let unused_path = |name: &str| format!("{}/{name}", files.path);

    let before = reader.diagnostics.len();
    let own = record_files.iter().position(|name| name == RELATIONSHIP);
    let own = own.map(|at| record_files.remove(at));
    let has_relationship_file = own.is_some();
    let found = own.and_then(|name| reader.read(name).ok());
    let mut in_part = InPart::default();
    let mut relationship = None;
    match found.map(LoadedRecord::into_relationship) {
        Some(Ok((file, whole, _))) if file.is_whole() => relationship = Some((file, whole)),
        Some(Ok(read_in_part)) => in_part.relationship = Some(read_in_part),
        Some(Err(other)) => reader.diagnostics.push(wrong_kind(&other)),
        None => {}
    }
    // A relationship with a fault elsewhere still says by which profile its records are written.
    reader.vocabulary.profile = reader.named_profile;
    if relationship.is_none() {
        let said_by = if has_relationship_file { Some(before) } else { files.hidden_relationship };
        unused.extend(has_relationship_file.then(|| unused_path(RELATIONSHIP)));
        reader.name_waiting(record_files.len(), &files.path, said_by);
    }
    let mut records = Vec::with_capacity(record_files.len());
    for name in record_files {
        match reader.read(name) {
            Ok(loaded) if loaded.record.kind() == Kind::Relationship => {
                reader.diagnostics.push(wrong_kind(&loaded));
                unused.push(loaded.file.path().to_string());
            }
            Ok(loaded) if loaded.record.kind().home() != Home::Pair => {
                reader.diagnostics.push(misplaced(&loaded));
                unused.push(loaded.file.path().to_string());
            }
            Ok(loaded) if relationship.is_some() && loaded.is_whole() => records.push(loaded),
            Ok(loaded) => {
                unused.push(loaded.file.path().to_string());
                in_part.records.push(loaded);
            }
            Err(name) => unused.push(unused_path(&name)),
        }
    }
    if relationship.is_none() && in_part.relationship.is_none() {
        in_part.relationship = reader.unknown_relationship(&unused_path(RELATIONSHIP));
    }
    let diagnostics = reader.diagnostics;
    let (path, unread_folders) = (files.path, files.unread_folders);
    LoadedPair { path, relationship, records, in_part, diagnostics, unused, unread_folders }
}

/// A relationship under a dated name, or another record under relationship.yaml: it has no place.
fn wrong_kind(loaded: &LoadedRecord) -> Diagnostic {
    let (kind, noun) = (loaded.record.kind().name(), loaded.record.kind().noun());
    let message = format!("{} holds a record of kind {kind}", loaded.file.name);
    let help = match loaded.record.kind() {
        Kind::Relationship => "a folder has one relationship, in relationship.yaml".to_owned(),
        _ => format!("a {noun} goes into a file named DATE-{kind}-HEX.yaml"),
    };
    Diagnostic::new(&rules::STRAY_YAML, loaded.file.place(loaded.kind_span), message)
        .label("this kind does not fit the file's name")
        .help(help)
}

/// A record in a folder where those of its kind do not belong.
pub(super) fn misplaced(loaded: &LoadedRecord) -> Diagnostic {
    let kind = loaded.record.kind();
    let message = format!("a {} does not belong into this folder", kind.noun());
    Diagnostic::new(&rules::STRAY_YAML, loaded.file.place(loaded.kind_span), message)
        .label("it is not counted here")
        .help(place_of(kind))
}

/// Where records of `kind` go, in words.
pub(super) fn place_of(kind: Kind) -> &'static str {
    match kind.home() {
        Home::Pair => "records go into records/<school>/<coach>-<educator>/",
        Home::Coach => "a coach's time goes into records/coaches/<coach>/",
    }
}

/// Reads the records of one folder.
pub(super) struct Reader<'f> {
    folder: &'f DistrictFolder,
    files: &'f PairFiles,
    /// The path of the last file, and room for its bytes.
    shown: String,
    room: Vec<u8>,
    vocabulary: Vocabulary<'f>,
    /// The profile that the last file read names, as a relationship does.
    named_profile: Option<&'f Arc<Profile>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'f> Reader<'f> {
    /// One of the records among `files` that knows no profile yet, and what was found before it.
    pub(super) fn new(
        folder: &'f DistrictFolder,
        files: &'f PairFiles,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let (schools, groups) = (&folder.district.schools, &folder.district.groups);
        let profiles = &folder.profiles;
        let vocabulary = Vocabulary { profiles, profile: None, schools, groups };
        let (shown, room) = (String::new(), Vec::with_capacity(ROOM));
        Self { folder, files, shown, room, vocabulary, named_profile: None, diagnostics }
    }

    /// The record in the file `name`, as far as it can be read; the name again where it cannot.
    pub(super) fn read(&mut self, name: String) -> Result<LoadedRecord, String> {
        let Some(record_name) = RecordName::parse(&name) else { return Err(name) };
        let source = match self.source_of(&name) {
            Ok(source) => source,
            Err(fault) => {
                self.diagnostics.push(*fault);
                return Err(name);
            }
        };
        let mut problems = Problems::default();
        let (typed, fingerprint, says_all) = match yaml::parse(&source, &mut problems) {
            Ok(root) => {
                let says_all = problems.is_empty();
                let typed = record::read_in_part(&root, &self.vocabulary, &mut problems);
                let named =
                    record::profile_of(&root).and_then(|id| self.vocabulary.profiles.get(id));
                self.named_profile = named;
                (typed, root.fingerprint_without(record::SOURCE), says_all)
            }
            Err(fault) => {
                self.diagnostics.push(fault.finish(&source, &Masking::AllBut(record::open_keys())));
                return Err(name);
            }
        };
        let unread = problems.take_unread();
        self.named_profile = self.named_profile.filter(|_| !unread.holds("profile"));
        // Of a file whose kind is in doubt nothing can be judged.
        let typed = typed.filter(|_| !unread.holds("kind"));
        let (mut file, found) = File::new(name, source, problems);
        self.diagnostics.extend(found);
        let Some(Typed { record, kind_span, provenance }) = typed else { return Err(file.name) };
        file.provenance = provenance;
        Ok(LoadedRecord {
            file,
            name: record_name,
            record,
            kind_span,
            fingerprint,
            says_all,
            unread,
        })
    }

    /// The text of the file `name`.
    fn source_of(&mut self, name: &str) -> Result<Source, Box<Diagnostic>> {
        let PairFiles { path, place, directory, .. } = self.files;
        let shown = &mut self.shown;
        shown.clear();
        shown.extend([path, "/", name]);
        let is_on_disk = self.folder.overlay().is_none_or(|all| all.bytes_of(shown).is_none());
        let directory = directory.as_ref().filter(|_| is_on_disk);
        match directory.and_then(|directory| directory.bytes_of(name, &mut self.room)) {
            Some(bytes) => source_of(bytes, shown.as_str().into()),
            None => self.folder.read(&place.join(name), shown.clone()),
        }
    }

    /// Says that `waiting` records in `folder` have no relationship to be counted by: where the finding
    /// `said_by` says what is wrong with it, there, else in a finding of its own.
    fn name_waiting(&mut self, waiting: usize, folder: &str, said_by: Option<usize>) {
        if waiting == 0 {
            return;
        }
        let Some(said_by) = said_by else {
            let records = count(waiting, "record");
            let verb = if waiting == 1 { "is" } else { "are" };
            let message = format!("{records} {verb} here without a relationship.yaml");
            let help = "add a relationship.yaml that says who coaches whom; until then nothing here \
                        is counted";
            let finding = Diagnostic::new(&rules::NO_RELATIONSHIP, Place::file(folder), message);
            self.diagnostics.push(finding.help(help));
            return;
        };
        if let Some(fault) = self.diagnostics.get_mut(said_by) {
            let records = count(waiting, "other record");
            let help =
                format!("until this is fixed, the {records} in this folder cannot be counted");
            fault.help.push(help);
        }
    }

    /// What stands in for the relationship at `path`, of which nothing could be read.
    fn unknown_relationship(&self, path: &str) -> Option<(File, Relationship, Unread)> {
        let profile = self.vocabulary.profile.or_else(|| self.folder.profiles.profiles().next())?;
        let file = File::stand_in(path.to_owned());
        Some((file, Relationship::stand_in(Arc::clone(profile)), Unread::everything()))
    }
}
