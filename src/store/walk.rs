//! Walking `records/` in the order of names: which folders are pairs, which are coaches' own, which YAML
//! files are strays.
//! Hidden files and folders, and files that are not YAML, are left alone, unless a record that is
//! missing hides under such a name; links are not followed.

mod names;

use std::collections::BTreeSet;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::coach::{self, LoadedCoach};
use super::directory::Directory;
use super::name::{RecordName, coach_of, shown};
use super::pair::{self, LoadedPair, PairFiles, place_of};
use super::true_case::{self, other_case};
use super::{DistrictFolder, Overlay, Progress, RECORDS, RELATIONSHIP, disguise, name, rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::record::{Home, Relationship};
use crate::text::source::Source;

pub(crate) use names::{
    record_folders_and_unread, record_paths, record_paths_and_unread, record_paths_if_read,
    record_paths_in,
};

/// What lies in `records/`, as far as names tell.
#[derive(Debug, Default)]
struct Outline {
    pairs: Vec<(String, PathBuf)>,
    coaches: Vec<(String, PathBuf)>,
    diagnostics: Vec<Diagnostic>,
    strays: Vec<String>,
    unread_folders: usize,
}

impl Outline {
    /// Adds what was found of a file that is in no folder of records, if anything was.
    fn add_stray(&mut self, finding: Option<Diagnostic>) {
        if let Some(finding) = finding {
            self.strays.push(finding.place.path.to_string());
            self.diagnostics.push(finding);
        }
    }

    /// Says that `folder` cannot be read.
    fn add_unread(&mut self, error: &io::Error, folder: &Path, root: &Path) {
        self.diagnostics.push(cannot_be_read(&super::text_file::reason(error), folder, root));
        self.unread_folders += 1;
    }
}

/// What a walk over all records finds beside what is in folders of records.
#[derive(Debug)]
pub struct Walked {
    /// Findings about files outside any such folder.
    pub diagnostics: Vec<Diagnostic>,
    /// YAML files outside any such folder: paths from the district's folder.
    pub strays: Vec<String>,
    /// Folders outside any such folder that could not be read.
    pub unread_folders: usize,
}

/// Folders that are read before what was made of them is added up: enough for all cores, and few enough that what is not
/// added up yet takes no room.
const AT_ONCE: usize = 256;

/// Reads the folder of every pair and of every coach on all cores, gives each pair to `look` and each coach
/// to `look_at_coach`, and drops it before the next. What they return goes to `add`, that of pairs and then that of
/// coaches, in the order of their names.
pub fn each_folder<T: Send>(
    folder: &DistrictFolder,
    progress: &Progress,
    look: impl Fn(LoadedPair) -> T + Sync,
    look_at_coach: impl Fn(LoadedCoach) -> T + Sync,
    mut add: impl FnMut(T),
) -> Walked {
    let Outline { pairs, coaches, diagnostics, strays, unread_folders } =
        outline(&folder.root, folder.overlay());
    progress.begin(pairs.len() + coaches.len());
    let look = |files: PairFiles| match coach_of(&files.path) {
        Some(_) => look_at_coach(coach::load(files, folder)),
        None => look(pair::load(files, folder)),
    };
    let read = |(shown, path): (String, PathBuf)| {
        let files = list(shown, path, &folder.root, folder.overlay());
        let is_foreign = files.files.is_empty() && files.diagnostics.is_empty();
        let result = (!is_foreign).then(|| look(files));
        progress.advance();
        result
    };
    for mut folders in [pairs, coaches].map(Vec::into_iter) {
        while folders.len() > 0 {
            let some: Vec<_> = folders.by_ref().take(AT_ONCE).collect();
            let looked: Vec<T> = some.into_par_iter().filter_map(read).collect();
            looked.into_iter().for_each(&mut add);
        }
    }
    Walked { diagnostics, strays, unread_folders }
}

/// Every relationship that can be read, with its folder's path, in the order of folder names. Other
/// records are not opened.
pub fn relationships(folder: &DistrictFolder) -> Vec<(String, Relationship)> {
    relationships_and_unread(folder).0
}

/// The same, with a finding about each folder and relationship.yaml that the system does not let us read: there may be
/// more relationships than these.
pub(crate) fn relationships_and_unread(
    folder: &DistrictFolder,
) -> (Vec<(String, Relationship)>, Vec<Diagnostic>) {
    let outline = outline(&folder.root, folder.overlay());
    let mut unread: Vec<Diagnostic> = unread_folders(&outline).cloned().collect();
    let is_unread = |found: &Diagnostic| found.rule.id == rules::UNREADABLE.id;
    let read = |(path, place)| {
        let mut loaded = load_relationship_at(folder, path, place)?;
        loaded.diagnostics.retain(is_unread);
        let relationship = loaded.relationship.map(|(_, relationship)| relationship);
        Some((relationship.map(|relationship| (loaded.path, relationship)), loaded.diagnostics))
    };
    let read: Vec<_> = outline.pairs.into_par_iter().filter_map(read).collect();
    let mut found = Vec::with_capacity(read.len());
    for (relationship, diagnostics) in read {
        unread.extend(diagnostics);
        found.extend(relationship);
    }
    (found, unread)
}

/// Those of the folders at `paths` that can be read, in that order.
pub(crate) fn relationships_in(
    folder: &DistrictFolder,
    paths: &[&str],
) -> Vec<(String, Relationship)> {
    paths.par_iter().filter_map(|path| relationship_in(folder, path)).collect()
}

fn relationship_in(folder: &DistrictFolder, path: &str) -> Option<(String, Relationship)> {
    relationship_at(folder, path.to_owned(), folder.root.join(path))
}

fn relationship_at(
    folder: &DistrictFolder,
    path: String,
    place: PathBuf,
) -> Option<(String, Relationship)> {
    let loaded = load_relationship_at(folder, path, place)?;
    Some((loaded.path, loaded.relationship?.1))
}

/// Reads relationship.yaml of the folder `path` and nothing else in there; `None` where there is none.
pub(crate) fn load_relationship(folder: &DistrictFolder, path: &str) -> Option<LoadedPair> {
    load_relationship_at(folder, path.to_owned(), folder.root.join(path))
}

fn load_relationship_at(
    folder: &DistrictFolder,
    path: String,
    place: PathBuf,
) -> Option<LoadedPair> {
    let own = place.join(RELATIONSHIP);
    if folder.overlay().is_some_and(|all| all.is_gone(&format!("{path}/{RELATIONSHIP}"))) {
        return None;
    }
    // Where the system does not say what is there, reading it will say why.
    let is_file = match own.symlink_metadata() {
        Ok(found) => found.is_file(),
        Err(error) => {
            !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
        }
    };
    let is_there = is_file
        || folder.overlay().is_some_and(|all| all.names_in(&path).any(|name| name == RELATIONSHIP));
    let files = vec![RELATIONSHIP.to_owned()];
    let files = PairFiles { path, place, files, ..PairFiles::default() };
    is_there.then(|| pair::load(files, folder))
}

/// What there is under `records/`, as far as names of files and folders tell.
#[derive(Debug)]
pub(crate) struct Overview {
    /// Every folder `records/<school>/<pair>`, in order.
    pub pairs: Vec<String>,
    /// The name of every folder `records/coaches/<coach>`, in order.
    pub coaches: Vec<String>,
    /// YAML files outside any folder of a pair or a coach: nothing counts them.
    pub strays: usize,
    /// Folders outside any such folder that could not be read.
    pub unread_folders: usize,
}

/// Looks at names only; no file is opened.
pub(crate) fn overview(folder: &DistrictFolder) -> Overview {
    let outline = outline(&folder.root, folder.overlay());
    Overview {
        pairs: outline.pairs.into_iter().map(|(path, _)| path).collect(),
        coaches: outline
            .coaches
            .iter()
            .filter_map(|(path, _)| Some(coach_of(path)?.into()))
            .collect(),
        strays: outline.strays.len(),
        unread_folders: outline.unread_folders,
    }
}

/// The findings about folders that cannot be read.
fn unread_folders(outline: &Outline) -> impl Iterator<Item = &Diagnostic> {
    let is_stray = |found: &Diagnostic| outline.strays.iter().any(|it| **it == *found.place.path);
    let is_unread =
        move |found: &&Diagnostic| found.rule.id == rules::UNREADABLE.id && !is_stray(found);
    outline.diagnostics.iter().filter(is_unread)
}

/// Reads the folders of the pairs at `paths` on all cores and gives each to `look`, as [`each_folder`]
/// does with all: what `look` returns, in the order of `paths`.
pub(crate) fn each_of<T: Send>(
    folder: &DistrictFolder,
    paths: &[&str],
    progress: &Progress,
    look: impl Fn(LoadedPair) -> T + Sync,
) -> Vec<T> {
    progress.begin(paths.len());
    let read = |path: &&str| {
        let result = look(load_pair(folder, path));
        progress.advance();
        result
    };
    paths.par_iter().map(read).collect()
}

/// Reads the files at `paths` on all cores and gives each to `look` with its place among them: what `look` returns, in
/// the order of `paths`.
pub(crate) fn each_file<T: Send>(
    folder: &DistrictFolder,
    paths: &[&str],
    look: impl Fn(usize, Result<Source, Box<Diagnostic>>) -> T + Sync,
) -> Vec<T> {
    let read = |(index, path): (usize, &&str)| {
        look(index, folder.read(&folder.root.join(path), (*path).to_owned()))
    };
    paths.par_iter().enumerate().map(read).collect()
}

/// Reads the folder `path` of one pair, given from the district's folder.
pub(crate) fn load_pair(folder: &DistrictFolder, path: &str) -> LoadedPair {
    let place = folder.root.join(path);
    pair::load(list(path.to_owned(), place, &folder.root, folder.overlay()), folder)
}

/// Reads those records in the folder `path` of one pair whose names are `wanted`.
pub(crate) fn load_some(
    folder: &DistrictFolder,
    path: &str,
    wanted: impl Fn(RecordName) -> bool,
) -> LoadedPair {
    let place = folder.root.join(path);
    let mut files = list(path.to_owned(), place, &folder.root, folder.overlay());
    files.files.retain(|name| RecordName::parse(name).is_some_and(&wanted));
    pair::load(files, folder)
}

/// Whether `path` is where the walk finds a folder of records: two levels down, seen, with no link on the way. It need
/// not be there yet.
pub(crate) fn is_record_folder(folder: &DistrictFolder, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let is_place = matches!(parts[..], [RECORDS, _, _])
        && parts.iter().all(|part| !part.is_empty() && !part.starts_with('.'));
    let is_folder = |place: &Path| match place.symlink_metadata() {
        Ok(found) => found.is_dir(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    is_place
        && (1..=parts.len()).all(|depth| is_folder(&folder.root.join(parts[..depth].join("/"))))
}

/// Reads the own folder of `coach`.
pub(crate) fn load_coach(folder: &DistrictFolder, coach: &str) -> LoadedCoach {
    let path = super::coach_folder(coach);
    let place = folder.root.join(&path);
    coach::load(list(path, place, &folder.root, folder.overlay()), folder)
}

/// Finds the folders `records/<school>/<pair>` and `records/coaches/<coach>`.
fn outline(root: &Path, overlay: Option<&Overlay>) -> Outline {
    let mut outline = Outline::default();
    walk_to_folders(root, &mut outline);
    if let Some(overlay) = overlay {
        let known: BTreeSet<&str> = outline.pairs.iter().map(|(pair, _)| pair.as_str()).collect();
        let new: BTreeSet<&str> = overlay.folders().filter(|new| !known.contains(new)).collect();
        let new: Vec<_> = new.into_iter().map(|new| (new.to_owned(), root.join(new))).collect();
        outline.pairs.extend(new);
        outline.pairs.sort_unstable_by(|a, b| a.1.cmp(&b.1));
    }
    outline.coaches = outline.pairs.extract_if(.., |(path, _)| coach_of(path).is_some()).collect();
    outline
}

/// Finds every folder two levels down, in the order of names.
fn walk_to_folders(root: &Path, outline: &mut Outline) {
    let records = root.join(RECORDS);
    match true_case::found(root, RECORDS) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            outline.unread_folders += usize::from(names_in_capitals(root, outline));
            return;
        }
        Err(error) => {
            let message =
                format!("the folder cannot be read: {}", super::text_file::reason(&error));
            let place = Place::file(RECORDS);
            outline.diagnostics.push(Diagnostic::new(&rules::UNREADABLE, place, message));
            outline.unread_folders += 1;
            return;
        }
        Ok(metadata) if metadata.is_symlink() => {
            outline.diagnostics.push(link(Place::file(RECORDS)));
            outline.unread_folders += 1;
            return;
        }
        Ok(_) => {}
    }
    // To go deeper, the walk would open even the pairs' folders, which are listed later.
    for entry in
        WalkDir::new(&records).min_depth(1).max_depth(1).into_iter().filter_entry(is_visible)
    {
        match entry {
            Err(error) => {
                outline.diagnostics.push(unreadable(&error, root));
                outline.unread_folders += 1;
            }
            Ok(entry) if entry.file_type().is_dir() => folders_in(entry.path(), root, outline),
            Ok(entry) => outline.add_stray(out_of_place(entry.path(), entry.file_type(), root)),
        }
    }
    outline.pairs.sort_unstable_by(|a, b| a.1.cmp(&b.1));
}

/// Finds every folder in that of one school, or in that of all coaches.
fn folders_in(school: &Path, root: &Path, outline: &mut Outline) {
    let listed = match school.read_dir() {
        Ok(listed) => listed,
        Err(error) => return outline.add_unread(&error, school, root),
    };
    let shown_school = shown(school, root);
    for entry in listed {
        let found = entry.and_then(|entry| Ok((entry.file_type()?, entry)));
        let (kind, entry) = match found {
            Ok(found) => found,
            Err(error) => {
                outline.add_unread(&error, school, root);
                continue;
            }
        };
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            outline.pairs.push((format!("{shown_school}/{name}"), entry.path()));
        } else {
            outline.add_stray(out_of_place(&entry.path(), kind, root));
        }
    }
}

/// Whether a folder stands in `root` that is called as the folder of all records is, but for capitals.
fn names_in_capitals(root: &Path, outline: &mut Outline) -> bool {
    let Some(name) = other_case(root, RECORDS) else { return false };
    let message = "records are read from `records`, in lowercase; nothing here is counted";
    let diagnostic = Diagnostic::new(&rules::STRAY_YAML, Place::file(name), message);
    outline.diagnostics.push(diagnostic.help("rename this folder to `records`"));
    true
}

/// Lists the YAML files of the folder of one pair or coach.
fn list(path: String, place: PathBuf, root: &Path, overlay: Option<&Overlay>) -> PairFiles {
    let unsaved: Vec<String> =
        overlay.map_or_else(Vec::new, |all| all.names_in(&path).map(str::to_owned).collect());
    let mut listed = PairFiles { path, place, files: unsaved, ..PairFiles::default() };
    if !listed.files.is_empty() && !listed.place.exists() {
        return listed;
    }
    match Directory::of_records(&listed.place) {
        Some((directory, names)) => {
            listed.files.extend(names);
            listed.directory = Some(directory);
        }
        None => walk_through(&mut listed, root),
    }
    listed.files.sort_unstable();
    // A file that is there and read from elsewhere is listed twice, in one form.
    listed.files.dedup();
    if let Some(overlay) = overlay {
        listed.files.retain(|name| !overlay.is_gone(&format!("{}/{name}", listed.path)));
    }
    listed
}

/// Adds what is in the folder of one pair or coach, and says what is out of place in it.
fn walk_through(listed: &mut PairFiles, root: &Path) {
    let mut hidden = Vec::new();
    let walk = WalkDir::new(&listed.place).min_depth(1);
    for entry in
        walk.into_iter().filter_entry(|entry| is_visible(entry) || disguise::may_hide_record(entry))
    {
        match entry {
            Err(error) => {
                listed.diagnostics.push(unreadable(&error, root));
                listed.unread_folders += 1;
            }
            Ok(entry) if entry.file_type().is_dir() => {
                if entry.depth() == 1 && is_record_name(&entry) {
                    let place = Place::file(shown(entry.path(), root));
                    let message = "this is a folder under the name of a record";
                    listed.strays.push(place.path.to_string());
                    listed.diagnostics.push(
                        Diagnostic::new(&rules::UNREADABLE, place, message)
                            .help("put the record itself here, and delete the folder"),
                    );
                }
            }
            Ok(entry) => {
                let file_name = entry.file_name().to_string_lossy().into_owned();
                let is_record =
                    entry.depth() == 1 && entry.file_type().is_file() && is_record_name(&entry);
                if is_record {
                    listed.files.push(file_name);
                } else if let Some(finding) = out_of_place(entry.path(), entry.file_type(), root)
                    .filter(|_| is_visible(&entry))
                {
                    listed.strays.push(finding.place.path.to_string());
                    listed.diagnostics.push(finding);
                } else if disguise::may_hide_record(&entry) {
                    hidden.push(entry);
                }
            }
        }
    }
    disguise::add_hidden(listed, hidden, root);
}

fn is_record_name(entry: &DirEntry) -> bool {
    RecordName::parse(&entry.file_name().to_string_lossy()).is_some()
}

fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

/// The finding about a file that is no record where it is; `None` for files that are none of ours.
fn out_of_place(path: &Path, kind: FileType, root: &Path) -> Option<Diagnostic> {
    let place = Place::file(shown(path, root));
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_record = name::looks_like_record(&file_name);
    if kind.is_symlink() {
        let is_folder = path.is_dir();
        return (is_record || is_folder).then(|| link(place));
    }
    if !is_record {
        return None;
    }
    if !kind.is_file() {
        let message = "this is not a regular file, so it is not opened";
        return Some(Diagnostic::new(&rules::UNREADABLE, place, message));
    }
    let Some(name) = RecordName::parse(&file_name) else {
        let message = "a record cannot have this file name, so the file is not counted";
        let help = "records are named relationship.yaml or DATE-KIND-HEX.yaml, for example \
                    2026-09-14-session-7c1e.yaml (four or more of 0-9 and a-f)";
        return Some(Diagnostic::new(&rules::STRAY_YAML, place, message).help(help));
    };
    let whose = match name.kind().home() {
        Home::Pair => "a pair's",
        Home::Coach => "a coach's",
    };
    let message = format!("this record is outside {whose} folder, so it is not counted");
    Some(Diagnostic::new(&rules::STRAY_YAML, place, message).help(place_of(name.kind())))
}

fn link(place: Place) -> Diagnostic {
    Diagnostic::new(&rules::LINK, place, "there is a link among the records; it is not followed")
        .help("put the file or folder itself here")
}

fn unreadable(error: &walkdir::Error, root: &Path) -> Diagnostic {
    let path = error.path().unwrap_or(root);
    let why = error.io_error().map_or_else(|| error.to_string(), super::text_file::reason);
    cannot_be_read(&why, path, root)
}

fn cannot_be_read(why: &str, path: &Path, root: &Path) -> Diagnostic {
    let message = format!("the folder cannot be read: {why}");
    Diagnostic::new(&rules::UNREADABLE, Place::file(shown(path, root)), message)
}
