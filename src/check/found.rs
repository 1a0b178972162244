//! Findings as they are made, bounded for each rule and file: one slip repeated in a thousand lines is
//! one thing to mend.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::wording::count;

/// Findings of one rule in one file that are shown; the last of them counts the rest.
const MOST_OF_A_RULE: usize = 20;

/// The findings of the checks of one relationship's folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    diagnostics: Vec<Diagnostic>,
    /// The file of the latest finding of the present rule, and how many findings it has had.
    current: Option<(Arc<str>, usize)>,
}

impl Found {
    /// Adds the finding that `make` gives of the file at `path`; all findings of one rule in one file
    /// follow each other.
    pub(super) fn push(&mut self, path: &Arc<str>, make: impl FnOnce() -> Diagnostic) {
        let so_far = match &mut self.current {
            Some((current, so_far)) if current == path => so_far,
            _ => {
                self.end_of_rule();
                &mut self.current.insert((Arc::clone(path), 0)).1
            }
        };
        *so_far += 1;
        if *so_far <= MOST_OF_A_RULE {
            self.diagnostics.push(make());
        }
    }

    /// Says, in the last finding, how many of its kind are not shown.
    pub(super) fn end_of_rule(&mut self) {
        let so_far = self.current.take().map_or(0, |(_, so_far)| so_far);
        let more = so_far.saturating_sub(MOST_OF_A_RULE);
        if let (Some(last), 1..) = (self.diagnostics.last_mut(), more) {
            let verb = if more == 1 { "is" } else { "are" };
            last.help
                .push(format!("{} of this record {verb} not shown", count(more, "more finding")));
        }
    }

    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.end_of_rule();
        self.diagnostics
    }
}
