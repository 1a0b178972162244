//! The problems of one file while it is being read: symbolic places in, diagnostics out.

use crate::diagnostic::{Diagnostic, Masking, Place, Related, Rule, Unread};
use crate::text::source::{Source, Span};
use crate::text::wording;

/// Findings kept of one file; what lies beyond is counted and named in one last finding.
const MOST_FINDINGS_PER_FILE: usize = 200;

/// A problem at a span of the file being read.
#[derive(Clone, Debug)]
pub struct Finding {
    rule: &'static Rule,
    span: Span,
    message: String,
    in_prose: Option<String>,
    label: String,
    related: Vec<(Span, String)>,
    help: Vec<String>,
    /// A line of help that quotes what is there.
    suggestion: Option<String>,
}

impl Finding {
    /// A finding under `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            span,
            message: message.into(),
            in_prose: None,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
            suggestion: None,
        }
    }

    /// The same with the message to give instead where the span turns out to lie in prose: one that
    /// quotes nothing.
    #[must_use]
    pub(crate) fn in_prose(mut self, message: impl Into<String>) -> Self {
        self.in_prose = Some(message.into());
        self
    }

    /// The same with `label` under the underlined text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with one more place in the same file.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// The same with one more line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same with a last line of help that repeats what is there, to be given only where that is
    /// no prose.
    #[must_use]
    pub fn suggestion(mut self, help: impl Into<String>) -> Self {
        self.suggestion = Some(help.into());
        self
    }

    /// The rule that it was found under.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Whether it was found under `rule`.
    pub fn is(&self, rule: &Rule) -> bool {
        self.rule == rule
    }

    /// Where it was found.
    pub fn span(&self) -> Span {
        self.span
    }
}

/// Everything found wrong in one file so far, and the spans of it that may not be quoted.
#[derive(Debug, Default)]
pub struct Problems {
    findings: Vec<Finding>,
    more: usize,
    /// How many of all findings are about keys that no reader asks for.
    unasked: usize,
    prose: Vec<Span>,
    /// Where prose has a key, and no text yet.
    begun: Vec<Span>,
    /// Elements of lists that may be a further line of prose, and whether that is sure.
    following: Vec<(Span, bool)>,
    comments: Vec<Span>,
    written: Vec<Span>,
    unread: Unread,
    /// The keys that are being read, from the root.
    path: Vec<&'static str>,
}

impl Problems {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        if self.is_full() {
            self.count_further();
        } else {
            self.findings.push(finding);
        }
    }

    /// Adds a finding about a key that no reader asks for: the values of the others are known all the
    /// same.
    pub(crate) fn push_unasked(&mut self, finding: Finding) {
        self.unasked += 1;
        self.push(finding);
    }

    /// Whether further findings are only counted, so that their words need not be made.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.len() >= MOST_FINDINGS_PER_FILE
    }

    /// Counts a finding as [`Self::push`] does when it [`Self::is_full`].
    pub(crate) fn count_further(&mut self) {
        self.more += 1;
    }

    /// Marks `span` as prose: no excerpt will quote it.
    pub fn hide(&mut self, span: Span) {
        if self.prose.is_empty() {
            // Most records have several pieces of prose.
            self.prose.reserve(16);
        }
        self.prose.push(span);
    }

    /// Hides the value at `span`, which may be prose, if a finding quotes it; that finding's label becomes
    /// `label`.
    pub(crate) fn conceal(&mut self, span: Span, label: &str) {
        let quoting = |finding: &&mut Finding| finding.span == span && finding.in_prose.is_some();
        let mut is_quoted = false;
        for finding in self.findings.iter_mut().filter(quoting) {
            label.clone_into(&mut finding.label);
            is_quoted = true;
        }
        if is_quoted {
            self.hide(span);
        }
    }

    /// Whether there is a finding that [`Self::conceal`] would hide the value of, if it were there.
    pub(crate) fn may_conceal(&self) -> bool {
        self.findings.iter().any(|finding| finding.in_prose.is_some())
    }

    /// Whether what ends where `span` does is marked as prose.
    pub(crate) fn hides_end_of(&self, span: Span) -> bool {
        self.prose.iter().any(|prose| prose.start < span.end && span.end <= prose.end)
    }

    /// Notes that prose belongs at `span`, and none is there: its text may begin below.
    pub(crate) fn begin_prose(&mut self, span: Span) {
        self.begun.push(span);
    }

    /// Whether `span` was noted as a place of prose that holds none.
    pub(crate) fn has_begun_prose(&self, span: Span) -> bool {
        self.begun.contains(&span)
    }

    /// Notes that the element `span` of a list may be a further line of the prose above it.
    pub(crate) fn follow_prose(&mut self, span: Span, is_sure: bool) {
        self.following.push((span, is_sure));
    }

    /// Whether `span` was noted as such an element, and with what certainty.
    pub(crate) fn follows_prose(&self, span: Span) -> Option<bool> {
        let noted = self.following.iter().find(|(element, _)| *element == span);
        noted.map(|&(_, is_sure)| is_sure)
    }

    /// Notes a comment, from its `#` to the end of its line, and hides what it says.
    pub fn comment(&mut self, span: Span) {
        self.comments.push(span);
        self.hide(Span { start: span.start + 1, end: span.end });
    }

    /// The comments noted so far, in the order of the file.
    pub(crate) fn take_comments(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.comments)
    }

    /// Notes text that people write freely and that is no prose: a title, a practice.
    pub fn written(&mut self, span: Span) {
        self.written.push(span);
    }

    /// The text noted so far that people wrote freely and that is no prose.
    pub(crate) fn take_written(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.written)
    }

    /// Reads the value of `key`: where `read` gives nothing, or finds something wrong that is not about
    /// a key further in, its value is noted as unknown.
    pub fn reading<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        self.path.push(key);
        let value = self.reading_element(read);
        self.path.pop();
        value
    }

    /// The same for one element of the list that is being read.
    pub(crate) fn reading_element<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let about_values = |this: &Self| this.count() - this.unasked;
        let (found, unread) = (about_values(self), self.unread.count());
        let value = read(self);
        let is_known = value.is_some() && about_values(self) == found;
        if !is_known && self.unread.count() == unread {
            self.unread_here();
        }
        value
    }

    /// Notes that the value of `key`, in the group that is being read, is unknown.
    pub fn unread(&mut self, key: &str) {
        let above = self.path.iter().copied();
        self.unread.add(above.chain([key]).collect::<Vec<_>>().join("."));
    }

    /// Notes that a part of the value that is being read is unknown.
    pub(crate) fn unread_here(&mut self) {
        self.unread.add(self.path.join("."));
    }

    /// Notes that the value of any key may be unknown, because a key could not be read.
    pub(crate) fn unread_any(&mut self) {
        self.unread.add_any();
    }

    /// The keys noted so far whose values are unknown.
    pub fn take_unread(&mut self) -> Unread {
        std::mem::take(&mut self.unread)
    }

    /// The findings so far.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The place of the first finding in the file.
    pub fn first(&self) -> Option<Span> {
        self.findings.iter().map(Finding::span).min()
    }

    /// Drops the findings for which `keep` is false.
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.findings.retain(keep);
    }

    /// How many findings there are; a mark to compare with later.
    pub fn count(&self) -> usize {
        self.findings.len() + self.more
    }

    /// The finished diagnostics of a file in which nothing is confidential (a profile, coach.toml).
    pub fn finish_open(mut self, source: &Source) -> Vec<Diagnostic> {
        self.prose.clear();
        self.finish(source).0
    }

    /// The finished diagnostics in the order of their places, and the file's masking.
    pub fn finish(self, source: &Source) -> (Vec<Diagnostic>, Masking) {
        let masking = Masking::spans(self.prose);
        let mut findings = self.findings;
        findings.sort_by_key(|finding| finding.span);
        let mut diagnostics: Vec<_> =
            findings.into_iter().map(|finding| finding.finish(source, &masking)).collect();
        if let (Some(last), more @ 1..) = (diagnostics.last_mut(), self.more) {
            let what = wording::count(more, "more problem");
            let verb = if more == 1 { "is" } else { "are" };
            last.help.push(format!("{what} of this file {verb} not shown"));
        }
        (diagnostics, masking)
    }
}

impl Finding {
    /// The finished diagnostic, with what `masking` hides hidden.
    pub fn finish(self, source: &Source, masking: &Masking) -> Diagnostic {
        let place = |span| Place::at(source, span, masking);
        let is_hidden = masking.hides(self.span);
        let in_prose = self.in_prose.filter(|_| is_hidden);
        let suggestion = self.suggestion.filter(|_| !is_hidden);
        Diagnostic {
            rule: self.rule,
            level: self.rule.level,
            message: in_prose.unwrap_or(self.message),
            place: place(self.span),
            label: self.label,
            related: self
                .related
                .into_iter()
                .map(|(span, label)| Related { place: place(span), label })
                .collect(),
            help: self.help.into_iter().chain(suggestion).collect(),
        }
    }
}
