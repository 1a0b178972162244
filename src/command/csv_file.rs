//! A CSV file that a user hands over: its path and what reads its rows come in; what the rows say, or all
//! faults of the file by its lines, go out.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, anyhow, bail};

use crate::store::LARGEST;
use crate::text::path::shown_path;
use crate::write::csv_rows::CsvFault;

/// What `read` makes of the bytes of `file`, which is called `what` where it cannot be used.
///
/// # Errors
/// The file cannot be opened, is larger than 1 MiB, or has faults.
pub(super) fn from_csv<T>(
    file: &Path,
    what: &str,
    read: impl FnOnce(&[u8]) -> Result<T, Vec<CsvFault>>,
) -> anyhow::Result<T> {
    let shown = shown_path(file);
    let cannot = || format!("{shown} cannot be read");
    let mut bytes = Vec::new();
    let opened = File::open(file).with_context(cannot)?;
    opened.take(LARGEST as u64 + 1).read_to_end(&mut bytes).with_context(cannot)?;
    if bytes.len() > LARGEST {
        bail!("{shown} is larger than 1 MiB; is it the right file?");
    }
    read(&bytes).map_err(|faults| {
        let lines = faults.iter().map(|fault| format!("{shown}:{}: {}", fault.line, fault.message));
        anyhow!("{what} cannot be used\n{}", lines.collect::<Vec<_>>().join("\n"))
    })
}
