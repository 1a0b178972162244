//! What a verb wrote, as programs read it: the format `coach-log/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::json::Entry;
use crate::formats::Format;

/// What was written, or would be.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Written<'w> {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::Log.name()))]
    pub format: Format,
    /// Whether nothing was written because that was asked for; in a path, … stands for what would tell
    /// the file from others.
    pub dry_run: bool,
    /// New records: paths from the district's folder, with `/`.
    pub written: &'w [String],
    /// Records with a small edit: paths likewise.
    pub changed: &'w [String],
    /// Records that are gone, or have another name now: paths likewise.
    pub removed: &'w [String],
    /// What is to be known beside problems, such as a double rating.
    pub remarks: &'w [String],
    /// Findings in these records, as in `coach-check/1`. With an error among them nothing was written.
    pub problems: Vec<Entry<'w>>,
}
