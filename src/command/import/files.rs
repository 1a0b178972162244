//! The files of an import: a map and sheets are read, and what is wrong with them is said.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::command::recording::Desk;
use crate::diagnostic::text;
use crate::import::cell::Sheet;
use crate::import::map::{self, Map, Reading};
use crate::import::source::{LARGEST, sheets};
use crate::text::source::Source;
use crate::text::wording::visible;

/// The map in `file`; `None` where it has faults, which are printed.
pub(super) fn read_map(file: &Path, desk: &Desk) -> anyhow::Result<Option<Map>> {
    let shown = file.to_string_lossy().replace('\\', "/");
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", visible(&shown)))?;
    let source = Source::new(shown, text);
    match map::read::map(&source) {
        Ok(map) => Ok(Some(map)),
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
        let name = match file.file_name() {
            Some(name) if !is_input => name.to_string_lossy().into_owned(),
            _ => "standard input".to_owned(),
        };
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
            Ok(sheets) => all.extend(sheets),
            Err(why) => bail!("{}: {why}", visible(&name)),
        }
    }
    Ok(all)
}
