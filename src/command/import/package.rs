//! `coach import DIR`, where DIR holds an export of this program: its records, each back in a file of the same name.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::Arguments;
use crate::command::exit::Exit;
use crate::command::recording::Desk;
use crate::export::{DESCRIPTOR, LeftOut, Measured, RECORDS_FILE, Told, left_out_of, told_of};
use crate::import::package::whole;
use crate::text::path::shown_path;
use crate::text::wording::{all_of, count};

/// The one folder among `files`, where they are that.
///
/// # Errors
/// There is a folder and something else.
pub(super) fn folder_in(files: &[PathBuf]) -> anyhow::Result<Option<&Path>> {
    match files {
        [only] if only.is_dir() => Ok(Some(only)),
        files => match files.iter().find(|file| file.is_dir()) {
            Some(folder) => bail!("{} is a folder; import it alone", shown_path(folder)),
            None => Ok(None),
        },
    }
}

/// Brings in the records of the export in `folder`.
///
/// # Errors
/// There is no export, or none with whole records; a line of it holds no record; nothing can be written.
pub(super) fn import(folder: &Path, desk: &Desk, arguments: &Arguments) -> anyhow::Result<Exit> {
    refuse_options(arguments)?;
    let descriptor = std::fs::read_to_string(folder.join(DESCRIPTOR));
    let descriptor = descriptor.unwrap_or_default();
    let Some(left_out) = left_out_of(&descriptor) else {
        bail!(
            "{} is a folder and holds no export of coach; name the files in it, and a map with --map",
            shown_path(folder)
        );
    };
    let file = folder.join(RECORDS_FILE);
    if !file.is_file() {
        bail!(
            "the export in {} has no {RECORDS_FILE}: only one made with --to jsonl --with-prose holds \
             records whole",
            shown_path(folder)
        );
    }
    let cannot = || format!("{} cannot be read", shown_path(&file));
    let measured = File::open(&file).and_then(|file| Measured::of(BufReader::new(file)));
    refuse_other(&file, &measured.with_context(cannot)?, &told_of(&descriptor))?;
    let lines = BufReader::new(File::open(&file).with_context(cannot)?).lines();
    let mut all = Vec::new();
    for (line, number) in lines.zip(1_u64..) {
        let line = line.with_context(cannot)?;
        let record = whole(&line);
        all.push(record.map_err(|why| anyhow::anyhow!("{}:{number}: {why}", shown_path(&file)))?);
    }
    if all.is_empty() {
        bail!("{} holds no record", shown_path(&file));
    }
    if let Some(lacks) = lacking(left_out) {
        desk.terminal.print_error(format!(
            "note: the export is not complete: {lacks} not in it; `coach check` in the folder that it was made of \
             shows why\n"
        ))?;
    }
    desk.holding(&arguments.writing)?.take_whole(all, &arguments.writing)
}

/// Refuses options that mean nothing for records that come whole.
///
/// # Errors
/// There is one.
fn refuse_options(arguments: &Arguments) -> anyhow::Result<()> {
    let adds =
        "an export only adds records that are not there, and a record that is there stays as it is";
    let options = [
        ("--map", arguments.map.is_some(), "an export needs no map"),
        (
            "--set-aside",
            arguments.set_aside.is_some(),
            "the records of an export come in together or not at all",
        ),
        ("--conflicts", arguments.conflicts.is_some(), adds),
        ("--update", arguments.update, adds),
        ("--prune", arguments.prune, adds),
    ];
    let Some((option, _, why)) = options.into_iter().find(|(_, is_given, _)| *is_given) else {
        return Ok(());
    };
    let instead = match option {
        "--update" | "--conflicts" => {
            "; to change a record, use `coach edit`; to have it as in the export, use `coach remove` first"
        }
        "--prune" => "; to remove a record, use `coach remove`",
        _ => "",
    };
    bail!("{option} does not go with an export: {why}; leave it out{instead}")
}

/// Refuses a file of records that is another than the export wrote.
///
/// # Errors
/// It is.
fn refuse_other(file: &Path, found: &Measured, told: &Told) -> anyhow::Result<()> {
    let number =
        |number: u64, noun: &str| count(usize::try_from(number).unwrap_or(usize::MAX), noun);
    let records = told.row_count.filter(|&told| told != found.rows);
    let records = records.map(|told| (number(found.rows, "record"), number(told, "record")));
    let bytes = told.bytes.filter(|&told| told != found.bytes);
    let bytes = bytes.map(|told| (number(found.bytes, "byte"), number(told, "byte")));
    let differs = match records.or(bytes) {
        Some((has, of)) => format!("it has {has}, and {DESCRIPTOR} tells of {of}"),
        None if told.hash.as_ref().is_some_and(|told| *told != found.hash()) => {
            format!("its `hash` is not the one in {DESCRIPTOR}")
        }
        None => return Ok(()),
    };
    bail!(
        "{} is not as it was exported: {differs}; nothing was written. Copy the whole folder again, or export again. If \
         you changed the file yourself, take its `bytes`, `hash` and `rowCount` out of {DESCRIPTOR}",
        shown_path(file)
    )
}

/// What is not in the export, in words that end with their verb.
fn lacking(left_out: LeftOut) -> Option<String> {
    let of = |n: usize, noun: &str, why: &str| (n > 0).then(|| format!("{} {why}", count(n, noun)));
    let records = of(left_out.records, "record", "with a fault");
    let folders = of(left_out.folders, "folder", "that could not be read");
    let behind = match left_out.left_behind {
        0 => None,
        1 => Some("1 record that names another".to_owned()),
        many => Some(format!("{} that name others", count(many, "record"))),
    };
    let words: Vec<String> = records.into_iter().chain(folders).chain(behind).collect();
    let number = left_out.records + left_out.folders + left_out.left_behind;
    let verb = if number == 1 { "is" } else { "are" };
    (!words.is_empty()).then(|| format!("{} {verb}", all_of(words.iter().map(String::as_str))))
}
