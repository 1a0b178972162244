//! What is wrong, where, and how to mend it: the model that every reader and check fills and every
//! format renders. Rules, findings inside one file, and finished diagnostics; no output happens here.

pub mod github;
pub mod json;
pub mod junit;
mod place;
mod problems;
mod rule;
pub mod rule_text;
pub mod sarif;
mod tally;
pub mod text;
mod unread;
mod within;

use std::collections::BTreeMap;

use crate::text::words::words;

pub use place::{Masking, Place, Region};
pub(crate) use problems::Finding;
pub use problems::Problems;
pub use rule::Rule;
pub(crate) use rule::reading_rules;
pub use tally::Tally;
pub(crate) use unread::Unread;

words! {
    /// How much a finding weighs.
    pub enum Level {
        /// Must be mended: `coach check` ends with 1.
        Error = "error",
        /// Worth a look: ends with 0 unless `--strict`.
        Warning = "warning",
    }
}

/// A second place that a diagnostic points to.
#[derive(Clone, Debug)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is there.
    pub label: String,
}

/// A problem at a place, ready to be rendered.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// The level after coach.toml's `[checks]`.
    pub level: Level,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// A few words under the underlined text; may be empty.
    pub label: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What is allowed, and what to do.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic at `rule`'s own level, without label, related places or help.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            message: message.into(),
            place,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// The same with `label` under the underlined text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same with one more place that explains it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push(Related { place, label: label.into() });
        self
    }

    /// The same with one more line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The order in which diagnostics are shown: by path, then place, then rule.
    pub fn order(&self) -> (&str, Option<crate::text::source::Position>, &str, &str) {
        let start = self.place.region.as_ref().map(|region| region.start);
        (&self.place.path, start, self.rule.id, &self.message)
    }
}

/// The level of each rule after coach.toml's `[checks]`: `Some(level)`, or `None` for off.
#[derive(Clone, Debug, Default)]
pub struct Levels(BTreeMap<&'static str, Option<Level>>);

impl Levels {
    /// Gives `rule` a level of its own; `None` turns it off.
    pub fn set(&mut self, rule: &'static Rule, level: Option<Level>) {
        self.0.insert(rule.id, level);
    }

    /// The level of `rule`; `None` when it is off.
    pub fn of(&self, rule: &Rule) -> Option<Level> {
        self.0.get(rule.id).copied().unwrap_or(Some(rule.level))
    }

    /// `diagnostics` at their configured levels, without those that are off.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| match self.of(diagnostic.rule) {
            Some(level) => {
                diagnostic.level = level;
                true
            }
            None => false,
        });
    }
}
