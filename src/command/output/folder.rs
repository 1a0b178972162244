//! A folder of files as a document: where it may be made, and what it may take the place of. What a verb reads
//! never goes with it.

use std::fs;
use std::path::Path;

use anyhow::bail;
use serde::{Deserialize, Serialize};

use super::Input;
use crate::report::{PageFile, Pages};
use crate::store::{Destination, NewFolder, WriteError, walk_files};
use crate::text::path::shown_path;

/// The file that tells a folder of pages from any other, and which files are its own.
const LIST: &str = "coach-files.json";

/// What is in that file.
#[derive(Debug, Serialize, Deserialize)]
struct Files {
    /// The files that were made with it, by their paths from the folder.
    made_by_coach: Vec<String>,
}

/// Refuses a folder at `to` that would be among the `inputs`, or that holds one.
///
/// # Errors
/// It is one of them, in one of them, or around one that is there.
pub(in crate::command) fn refuse_around(to: &Destination, inputs: &[Input]) -> anyhow::Result<()> {
    if let Some(input) = inputs.iter().find(|input| to.touches(&input.path)) {
        bail!(
            "{} cannot be made: it is {}, and coach never overwrites what it reads; name another folder",
            shown_path(to.named()),
            input.what
        );
    }
    let is_there = |input: &&Input| to.holds(&input.path) && input.path.symlink_metadata().is_ok();
    if let Some(input) = inputs.iter().find(is_there) {
        bail!(
            "{} cannot be made: {} would go with it, and coach never overwrites what it reads; name \
             another folder",
            shown_path(to.named()),
            shown_path(&input.path)
        );
    }
    Ok(())
}

/// Checks that a folder of pages can be made at `dir`: nothing is there, or an empty folder, or pages that were
/// made before and nothing else.
pub(super) fn check(dir: &Path, inputs: &[Input]) -> anyhow::Result<()> {
    refuse_around(&Destination::of(dir)?, inputs)?;
    match NewFolder::check(dir, is_all_made) {
        Err(WriteError::NotEmpty(_)) if dir.join(LIST).is_file() => bail!(
            "{} has files that coach did not make beside its pages; move them away, or name another \
             folder",
            shown_path(dir)
        ),
        checked => Ok(checked?),
    }
}

/// The folder at `dir` with `files` in it, each written as it is made; it gets its name when it is committed.
pub(super) fn stage(dir: &Path, files: Pages) -> anyhow::Result<NewFolder> {
    let new = NewFolder::at(dir)?;
    let mut paths = Vec::new();
    for PageFile { path, contents } in files {
        new.write(&path, contents.as_bytes())?;
        paths.push(path);
    }
    paths.push(LIST.to_owned());
    let list = serde_json::to_string_pretty(&Files { made_by_coach: paths })?;
    new.write(LIST, format!("{list}\n").as_bytes())?;
    Ok(new)
}

/// Whether all that is in `dir` was made by an earlier run.
pub(super) fn is_all_made(dir: &Path) -> bool {
    let Ok(text) = fs::read_to_string(dir.join(LIST)) else { return false };
    let Ok(files) = serde_json::from_str::<Files>(&text) else { return false };
    walk_files(dir).is_some_and(|there| there.iter().all(|path| files.made_by_coach.contains(path)))
}
