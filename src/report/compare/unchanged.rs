//! Which relationships are as they were: nothing in them can count differently, so nobody has to look. Two folders come
//! in, and are compared byte by byte; where that cannot tell, a relationship is not said to be unchanged.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Held;
use crate::store::CONFIG;
use crate::text::line_ends::with_lf;

/// `paths` without the folders of relationships whose files are the same in both, where the two are asked about the
/// same time under the same settings. What `is_related` says takes something over, or is taken over from, stays.
pub(super) fn without_unchanged(
    paths: Vec<String>,
    now: Held,
    before: Held,
    is_related: impl Fn(&str) -> bool + Sync,
) -> Vec<String> {
    if !is_judged_alike(now, before) {
        return paths;
    }
    let roots = [&now.folder.root, &before.folder.root];
    let is_same = |path: &String| {
        let [one, other] = roots.map(|root| contents(&root.join(path)));
        !is_related(path) && one.is_some() && one == other
    };
    paths.into_par_iter().filter(|path| !is_same(path)).collect()
}

/// Whether the same records would count the same in both.
pub(super) fn is_judged_alike(now: Held, before: Held) -> bool {
    let days = |held: Held| (held.window.from, held.window.to, held.as_of.day);
    let is_read_from_disk = |held: Held| held.folder.overlay().is_none();
    let profiles = now.folder.district.profile_paths();
    let is_same = |path: &str| {
        let [one, other] = [now, before].map(|held| fs::read(held.folder.root.join(path)).ok());
        one.is_some() && one == other
    };
    days(now) == days(before)
        && [now, before].into_iter().all(is_read_from_disk)
        && is_same(CONFIG)
        && profiles.iter().all(|path| is_same(path))
}

/// Names and bytes of the files in `folder`, whatever their line endings; `None` where anything in it is no file or cannot be read.
fn contents(folder: &Path) -> Option<BTreeMap<OsString, Vec<u8>>> {
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.ok()?;
        let is_file = entry.file_type().ok()?.is_file();
        Some((
            entry.file_name(),
            is_file
                .then(|| fs::read(entry.path()).ok())?
                .map(|bytes| with_lf(&bytes).into_owned())?,
        ))
    };
    fs::read_dir(folder).ok()?.map(read).collect()
}
