//! A report that was written before, as a file or standard input: its bytes come in, bounded in size, and
//! its text goes out.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{anyhow, bail};

use crate::text::encoding::{NotUtf8, text_of};

/// Bytes of the largest report that is read.
const LARGEST_REPORT: u64 = 1 << 30;

/// The text of the report at `path`, unless it is larger than any report.
pub(super) fn read(path: &Path) -> anyhow::Result<String> {
    text(File::open(path)?)
}

/// The same of standard input.
pub(super) fn read_standard_input() -> anyhow::Result<String> {
    text(io::stdin().lock())
}

fn text(from: impl Read) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    from.take(LARGEST_REPORT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_REPORT {
        bail!("it is larger than {} MB, too large for a report", LARGEST_REPORT >> 20);
    }
    text_of(bytes).map_err(|error| match error {
        // As a shell of Windows writes what goes through `>`.
        NotUtf8::Other(_) => anyhow!("it {error}, or make it by -o FILE instead of `> FILE`"),
        NotUtf8::Bytes { .. } => anyhow!("it {error}"),
    })
}
