//! The files of an import: a map and sheets are read, and what is wrong with them is said.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::command::exit::Exit;
use crate::command::recording::{Desk, Writing};
use crate::diagnostic::text;
use crate::import::cell::Sheet;
use crate::import::map::{self, Map, Reading};
use crate::import::source::{LARGEST, sheets};
use crate::text::source::Source;
use crate::text::wording::visible;

/// The map in `file`; `None` where it has faults, which are printed in the format that `writing` says.
pub(super) fn read_map(file: &Path, desk: &Desk, writing: &Writing) -> anyhow::Result<Option<Map>> {
    let shown = file.to_string_lossy().replace('\\', "/");
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
pub(super) fn read_sheets(files: &[PathBuf], reading: &Reading) -> anyhow::Result<Vec<Sheet>> {
    let mut all = Vec::new();
    for file in files {
        let is_input = file.as_os_str() == "-";
        let name = name_among(file, files);
        let cannot = || format!("{} cannot be read", visible(&name));
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

/// What `file` is called in messages: its name, or the path as it was typed where another of `files` has the same name.
pub(super) fn name_among(file: &Path, files: &[PathBuf]) -> String {
    let Some(name) = file.file_name().filter(|_| file.as_os_str() != "-") else {
        return "standard input".to_owned();
    };
    let is_other = |other: &&PathBuf| other.as_path() != file && other.file_name() == Some(name);
    match files.iter().find(is_other) {
        Some(_) => file.to_string_lossy().replace('\\', "/"),
        None => name.to_string_lossy().into_owned(),
    }
}
