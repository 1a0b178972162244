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
    /// What came of each record that was handed over with `--from`, in their order, and of each of its
    /// educators; empty where nothing was, or where there was an error.
    pub entries: &'w [OfEntry],
    /// Findings in these records, as in `coach-check/1`. With an error among them nothing was written, and
    /// then a path may be the name of what was handed over.
    pub problems: Vec<Entry<'w>>,
    /// The number with which the command ends: 0 if all is well, 1 if there is an error among the
    /// problems or an entry has changed, 2 if a commit failed.
    pub exit_code: u8,
}

/// What came of a record that was handed over.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct OfEntry {
    /// The line in which it begins, from 1.
    pub line: u32,
    /// What came of it.
    pub outcome: Outcome,
    /// The record: a path from the district's folder, with `/`.
    pub path: String,
    /// Keys of which the entry says something else than the record that is there, those of groups after
    /// a dot; `pair` is among them if it is of another pair now.
    pub differs: Vec<String>,
}

/// What came of a record that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// It is new: it was written, or would be.
    Written,
    /// It was imported before, and says nothing that the record there does not say or was not told before.
    Same,
    /// It was imported before and says something else now. The record is as it was.
    Changed,
    /// It was imported before and says something else now, and the record was changed since as well. It is as it was.
    Conflict,
    /// It was imported before, and the record has been brought up to what it says now, or would be.
    Updated,
}
