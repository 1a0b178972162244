//! The files of an import: a map and sheets are read, and what is wrong with them is said.

use std::collections::HashMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::command::exit::Exit;
use crate::command::recording::{Desk, Writing};
use crate::diagnostic::text;
use crate::import::cell::Sheet;
use crate::import::map::{self, Map, Reading};
use crate::import::source::{LARGEST, sheets};
use crate::text::path::{shown_path, slashed_path};
use crate::text::source::Source;
use crate::text::wording::visible;

/// The map in `file`; `None` where it has faults, which are printed in the format that `writing` says.
pub(super) fn read_map(file: &Path, desk: &Desk, writing: &Writing) -> anyhow::Result<Option<Map>> {
    let shown = slashed_path(file);
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", visible(&shown)))?;
    let source = Source::new(shown, text);
    match map::read::map(&source) {
        Ok(map) => Ok(Some(map)),
        Err(faults) if desk.tells_programs(writing) => {
            desk.tell_refusal(writing, (&faults, &[]), Exit::CouldNotRun)?;
            Ok(None)
        }
        Err(faults) => {
            let terminal = desk.terminal;
            let (color, width) = (terminal.error_color, terminal.width);
            // It need not be in the district's folder, and nobody's prose is in it.
            let style = text::Style { color, width, prefix: "", excerpt: true };
            terminal.print_error(text::render_all(&faults, style))?;
            Ok(None)
        }
    }
}

/// The sheets of all `files`.
///
/// # Errors
/// One of them cannot be read, is empty, or is named twice: its rows would be two records each.
pub(super) fn read_sheets(files: &[PathBuf], reading: &Reading) -> anyhow::Result<Vec<Sheet>> {
    each_once(files)?;
    let mut all = Vec::new();
    for file in files {
        let is_input = is_standard_input(file);
        let name = name_among(file, files);
        let cannot = || unreadable(file);
        let mut bytes = Vec::new();
        let most = LARGEST + 1;
        if is_input {
            io::stdin().lock().take(most).read_to_end(&mut bytes).with_context(cannot)?;
        } else {
            let opened = std::fs::File::open(file).with_context(cannot)?;
            opened.take(most).read_to_end(&mut bytes).with_context(cannot)?;
        }
        match sheets(&name, bytes, reading) {
            Ok(sheets) if sheets.iter().all(Sheet::is_blank) => {
                bail!("{} is empty", visible(&name))
            }
            Ok(sheets) => all.extend(sheets),
            Err(why) => bail!("{}: {why}", visible(&name)),
        }
    }
    Ok(all)
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// Checks that none of `files` is another one of them, however it is written.
fn each_once(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut seen: HashMap<PathBuf, &PathBuf> = HashMap::new();
    for file in files {
        let same = match is_standard_input(file) {
            true => file.clone(),
            // What is not there is said when it is read.
            false => dunce::canonicalize(file).unwrap_or_else(|_| file.clone()),
        };
        if let Some(other) = seen.insert(same, file) {
            let (file, other) = (shown(file), shown(other));
            if file == other {
                bail!("{file} is named twice; name each file once");
            }
            bail!("{other} and {file} are the same file; name it once");
        }
    }
    Ok(())
}

/// What is said of `file`, which cannot be read. Whoever typed a pattern has to learn that it is looked for as it stands.
fn unreadable(file: &Path) -> String {
    let is_pattern = file.to_string_lossy().contains(['*', '?', '[']) && !file.exists();
    let pattern = match is_pattern {
        true => {
            ": a pattern is not filled in here; without quotes the shell does that, if a file fits it"
        }
        false => "",
    };
    format!("{} cannot be read{pattern}", shown(file))
}

/// `file` as it was typed.
fn shown(file: &Path) -> String {
    match is_standard_input(file) {
        true => "standard input".to_owned(),
        false => shown_path(file),
    }
}

/// What `file` is called in messages: its name, or the path as it was typed where another of `files` has the same name.
pub(super) fn name_among(file: &Path, files: &[PathBuf]) -> String {
    let Some(name) = file.file_name().filter(|_| !is_standard_input(file)) else {
        return "standard input".to_owned();
    };
    let is_other = |other: &&PathBuf| other.as_path() != file && other.file_name() == Some(name);
    match files.iter().find(is_other) {
        Some(_) => slashed_path(file),
        None => name.to_string_lossy().into_owned(),
    }
}
