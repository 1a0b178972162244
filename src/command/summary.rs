//! The summary of a GitHub job takes only so much Markdown, and shows nothing of more: a document comes
//! in, a word about its size goes to standard error. The document itself stays whole, for a wiki takes
//! it.

use super::terminal::Terminal;
use crate::text::wording::grouped;

/// Bytes that the summary of one step takes.
const LARGEST: usize = 1 << 20;

/// Says where `document` is more than a summary takes.
///
/// # Errors
/// Standard error cannot be written.
pub(super) fn name_size(document: &str, terminal: &Terminal) -> anyhow::Result<()> {
    if document.len() > LARGEST {
        terminal.print_error(format!(
            "the Markdown has {} bytes, and the summary of a GitHub job shows nothing larger than {} \
             (1 MiB); choose fewer rows, or keep it as a file\n",
            grouped(document.len()),
            grouped(LARGEST)
        ))?;
    }
    Ok(())
}
