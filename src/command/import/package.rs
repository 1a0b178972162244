//! `coach import DIR`, where DIR holds an export of this program: its records, each back in a file of the same name.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::command::exit::Exit;
use crate::command::recording::{Desk, Writing};
use crate::export::{DESCRIPTOR, LeftOut, RECORDS_FILE, left_out_of};
use crate::import::package::whole;
use crate::text::wording::{count, visible};

/// The one folder among `files`, where they are that.
///
/// # Errors
/// There is a folder and something else.
pub(super) fn folder_in(files: &[PathBuf]) -> anyhow::Result<Option<&Path>> {
    match files {
        [only] if only.is_dir() => Ok(Some(only)),
        files => match files.iter().find(|file| file.is_dir()) {
            Some(folder) => bail!("{} is a folder; import it alone", shown(folder)),
            None => Ok(None),
        },
    }
}

/// Brings in the records of the export in `folder`.
///
/// # Errors
/// There is no export, or none with whole records; a line of it holds no record; nothing can be written.
pub(super) fn import(folder: &Path, desk: &Desk, writing: &Writing) -> anyhow::Result<Exit> {
    let descriptor = std::fs::read_to_string(folder.join(DESCRIPTOR));
    let Some(left_out) = descriptor.ok().and_then(|text| left_out_of(&text)) else {
        bail!(
            "{} is a folder and holds no export of coach; name the files in it, and a map with --map",
            shown(folder)
        );
    };
    let file = folder.join(RECORDS_FILE);
    if !file.is_file() {
        bail!(
            "the export in {} has no {RECORDS_FILE}: only one made with --to jsonl --with-prose holds \
             records whole",
            shown(folder)
        );
    }
    let cannot = || format!("{} cannot be read", shown(&file));
    let lines = BufReader::new(File::open(&file).with_context(cannot)?).lines();
    let mut all = Vec::new();
    for (line, number) in lines.zip(1_u64..) {
        let line = line.with_context(cannot)?;
        let record = whole(&line);
        all.push(record.map_err(|why| anyhow::anyhow!("{}:{number}: {why}", shown(&file)))?);
    }
    if let Some(lacks) = lacking(left_out) {
        desk.terminal.print_error(format!(
            "note: the export is not complete: {lacks} not in it; `coach check` in the folder that it was made of \
             shows why\n"
        ))?;
    }
    desk.holding(writing)?.take_whole(all, writing)
}

/// What is not in the export, in words that end with their verb.
fn lacking(left_out: LeftOut) -> Option<String> {
    let of = |n: usize, noun: &str, why: &str| (n > 0).then(|| format!("{} {why}", count(n, noun)));
    let records = of(left_out.records, "record", "with a fault");
    let folders = of(left_out.folders, "folder", "that could not be read");
    let words: Vec<String> = records.into_iter().chain(folders).collect();
    let verb = if left_out.records + left_out.folders == 1 { "is" } else { "are" };
    (!words.is_empty()).then(|| format!("{} {verb}", words.join(" and ")))
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string())
}
