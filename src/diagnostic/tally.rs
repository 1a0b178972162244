//! How much was found: the closing line of every format.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Diagnostic, Level};

/// How much was found in how many records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Files and folders with a finding.
    pub files: usize,
    /// Records that are there.
    pub records: usize,
    /// Records that could not be used.
    pub left_out: usize,
    /// Findings that comments in the records allow; they are not among the others.
    pub allowed: usize,
    /// Warnings that are left out, because `--changed-since` was given and none of the records that they
    /// are about was changed; they are not among the others.
    pub old_warnings: usize,
}

impl Tally {
    /// Counts `diagnostics` found in `records` records, beside those that are `allowed`.
    pub fn of(diagnostics: &[Diagnostic], records: usize, left_out: usize, allowed: usize) -> Self {
        let at = |level| diagnostics.iter().filter(|found| found.level == level).count();
        let paths = diagnostics.iter().map(|found| &*found.place.path);
        let files = paths.collect::<BTreeSet<_>>().len();
        let (errors, warnings) = (at(Level::Error), at(Level::Warning));
        Self { errors, warnings, files, records, left_out, allowed, old_warnings: 0 }
    }
}
