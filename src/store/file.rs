//! A file that was read, for as long as its folder is looked at: its text, what must not be quoted of it,
//! and where something was found wrong. Spans come in; places go out, masked.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Masking, Place, Problems, Rule};
use crate::domain::record::Provenance;
use crate::text::source::{At, Source, Span};

/// A file that was read, kept for as long as its folder is looked at.
#[derive(Debug)]
pub struct File {
    /// Its name within the folder.
    pub name: String,
    /// Its text.
    pub source: Source,
    /// Its comments, each from its `#` to the end of the line.
    pub comments: Vec<Span>,
    /// What people wrote freely in it, beside prose and comments.
    written: Vec<Span>,
    /// Where something was found wrong when it was read.
    faults: Vec<(Span, &'static Rule)>,
    masking: Masking,
    /// Where its record was imported from, with the place of that.
    pub(crate) provenance: Option<At<Provenance>>,
}

impl File {
    /// A file that was read, and what was found wrong with it.
    pub(super) fn new(
        name: String,
        source: Source,
        mut problems: Problems,
    ) -> (Self, Vec<Diagnostic>) {
        let (comments, written) = (problems.take_comments(), problems.take_written());
        let faults = problems.findings().map(|found| (found.span(), found.rule())).collect();
        let (found, masking) = problems.finish(&source);
        (Self { name, source, comments, written, faults, masking, provenance: None }, found)
    }

    /// What stands in for the file at `path` where it could not be read.
    pub(super) fn stand_in(path: String) -> Self {
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        Self::new(name, Source::new(path, String::new()), Problems::default()).0
    }

    /// Whether nothing was found wrong with it.
    pub(super) fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    /// Whether a breach of `rule` was found within `span` already when the file was read.
    pub(crate) fn has_fault(&self, rule: &Rule, span: Span) -> bool {
        let is_it = |(fault, broken): &(Span, &Rule)| {
            *broken == rule && fault.start <= span.end && span.start <= fault.end
        };
        self.faults.iter().any(is_it)
    }

    /// Everything that people wrote freely in it: prose, comments, titles.
    pub(crate) fn in_own_words(&self) -> impl Iterator<Item = (Span, &str)> {
        let spans = self.masking.hidden().iter().chain(&self.written);
        spans.map(|&span| (span, self.source.slice(span)))
    }

    /// Its path from the district's folder, with `/`.
    pub fn path(&self) -> &Arc<str> {
        &self.source.path
    }

    /// The place of `span` in the file.
    pub fn place(&self, span: Span) -> Place {
        Place::at(&self.source, span, &self.masking)
    }

    /// The place of `span`, whose text is not shown.
    pub(crate) fn place_unshown(&self, span: Span) -> Place {
        Place::at(&self.source, span, &self.masking.and(span))
    }

    /// The place of `span`, with what `shown` covers shown even where it lies in a comment.
    pub(crate) fn place_revealing(&self, span: Span, shown: Span) -> Place {
        Place::at(&self.source, span, &self.masking.without(shown))
    }

    /// The stretches of prose (and comments) that messages do not quote, in order.
    pub fn unquoted(&self) -> &[Span] {
        self.masking.hidden()
    }

    /// Bytes of prose in it, comments left out.
    pub(crate) fn prose_length(&self) -> u32 {
        let length = |spans: &[Span], from: u32| -> u32 {
            spans.iter().map(|span| span.end.saturating_sub(span.start + from)).sum()
        };
        // Of a comment all but its `#` is hidden.
        length(self.masking.hidden(), 0).saturating_sub(length(&self.comments, 1))
    }
}
