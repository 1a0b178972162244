//! What records there are, as far as names tell: a district's folder comes in, paths go out. No file is opened.

use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;

use super::{Outline, unread_folders, walk_to_folders};
use crate::store::{DistrictFolder, RecordName};

/// Every folder two levels below the folder of all records, whether it is a pair's or not, in the order of names; and how
/// many folders above them the system does not let us read.
pub(crate) fn record_folders_and_unread(folder: &DistrictFolder) -> (Vec<String>, usize) {
    let mut outline = Outline::default();
    walk_to_folders(&folder.root, &mut outline);
    let unread = unread_folders(&outline).count();
    let mut paths: Vec<String> = outline.pairs.into_iter().map(|(path, _)| path).collect();
    paths.sort_unstable();
    (paths, unread)
}

/// The paths of all records from the district's folder, folder by folder in the order of names. Looks at names only; no
/// file is opened.
pub(crate) fn record_paths(folder: &DistrictFolder) -> Vec<String> {
    let folders = record_folders_and_unread(folder).0;
    folders.par_iter().flat_map_iter(|path| record_paths_in(folder, path)).collect()
}

/// The same, and the folders that the system does not let us read, each with a `/` at its end: records may be in them.
pub(crate) fn record_paths_and_unread(folder: &DistrictFolder) -> (Vec<String>, Vec<String>) {
    let mut outline = Outline::default();
    walk_to_folders(&folder.root, &mut outline);
    let mut unread: Vec<String> =
        unread_folders(&outline).map(|found| format!("{}/", found.place.path)).collect();
    outline.pairs.sort_unstable();
    let list =
        |(path, place): &(String, PathBuf)| match place.read_dir().and_then(Iterator::collect) {
            Ok(listed) => Ok(records_among(path, listed)),
            Err(_) => Err(format!("{path}/")),
        };
    let listed: Vec<Result<Vec<String>, String>> = outline.pairs.par_iter().map(list).collect();
    let mut paths = Vec::new();
    for folder in listed {
        match folder {
            Ok(records) => paths.extend(records),
            Err(path) => unread.push(path),
        }
    }
    (paths, unread)
}

/// The paths of the records in the folder `path`, likewise.
pub(crate) fn record_paths_in(folder: &DistrictFolder, path: &str) -> Vec<String> {
    record_paths_if_read(folder, path).unwrap_or_default()
}

/// The same; `None` where the system does not let us read the folder.
pub(crate) fn record_paths_if_read(folder: &DistrictFolder, path: &str) -> Option<Vec<String>> {
    let listed = folder.root.join(path).read_dir().and_then(Iterator::collect);
    Some(records_among(path, listed.ok()?))
}

/// The paths of the records among what is `listed` in the folder `path`, in the order of names.
fn records_among(path: &str, listed: Vec<fs::DirEntry>) -> Vec<String> {
    let files =
        listed.into_iter().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let records = names.filter(|name| RecordName::parse(name).is_some());
    let mut paths: Vec<String> = records.map(|name| format!("{path}/{name}")).collect();
    paths.sort_unstable();
    paths
}
