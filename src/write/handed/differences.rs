//! How what a source says now differs from the record made of it before: two drafts come in; the names of keys go
//! out, and the edits that bring the record up to it.

use crate::domain::record::SOURCE;
use crate::syntax::yaml::{Part, Written};
use crate::write::draft::Draft;

/// Keys that are given to a record when it is written, and that no source says.
const GIVEN: [&str; 2] = ["meeting", "id"];

/// The keys of which `draft`, handed over now, says something else than the record `existing` does, with those
/// of groups after a dot: `observed.minutes`. Of a key that `draft` leaves out it says nothing: an
/// answer, a step that is done, or a note may have been added since. Where the record `is_untouched` since it was
/// imported, a key that is left out was taken away.
pub(crate) fn differences(draft: &Draft, existing: &Draft, is_untouched: bool) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for change in changes(draft, existing, is_untouched) {
        let names = change.way.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Element(_) => None,
        });
        let name = names.collect::<Vec<_>>().join(".");
        if !keys.contains(&name) {
            keys.push(name);
        }
    }
    keys
}

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Element(usize),
}

impl Step {
    pub(super) fn part(&self) -> Part<'_> {
        match self {
            Self::Key(key) => Part::Key(key),
            Self::Element(at) => Part::Element(*at),
        }
    }
}

/// One value that is another now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Where it is; the last step is a key.
    pub way: Vec<Step>,
    /// What it is now; `None` where it went.
    pub now: Option<Written>,
}

/// What is to change in `existing` for it to say what `draft` does, as [`differences`].
pub(super) fn changes(draft: &Draft, existing: &Draft, is_untouched: bool) -> Vec<Change> {
    let mut comparison = Comparison { is_untouched, way: Vec::new(), changes: Vec::new() };
    if draft.kind != existing.kind {
        let kind = Written::Text(draft.kind.name().to_owned());
        comparison
            .changes
            .push(Change { way: vec![Step::Key("kind".to_owned())], now: Some(kind) });
    }
    comparison.groups(without_source(draft), without_source(existing));
    comparison.changes
}

fn without_source(draft: &Draft) -> impl Iterator<Item = &(String, Written)> + Clone {
    draft.entries().iter().filter(|(key, _)| key != SOURCE)
}

fn is_group(value: &Written) -> bool {
    matches!(value, Written::Map(_))
}

struct Comparison {
    is_untouched: bool,
    way: Vec<Step>,
    changes: Vec<Change>,
}

impl Comparison {
    fn groups<'w>(
        &mut self,
        now: impl Iterator<Item = &'w (String, Written)> + Clone,
        before: impl Iterator<Item = &'w (String, Written)> + Clone,
    ) {
        for (key, value) in now.clone() {
            let old = before.clone().find(|(known, _)| known == key).map(|(_, old)| old);
            self.at(Step::Key(key.clone()), |own| own.values(value, old));
        }
        if !self.is_untouched {
            return;
        }
        let is_gone = |(key, old): &&(String, Written)| {
            !old.is_empty()
                && !GIVEN.contains(&key.as_str())
                && now.clone().all(|(known, _)| known != key)
        };
        for (key, _) in before.clone().filter(is_gone) {
            self.at(Step::Key(key.clone()), |own| own.change(None));
        }
    }

    fn values(&mut self, now: &Written, before: Option<&Written>) {
        match (now, before) {
            (now, None) if now.is_empty() => {}
            (Written::Map(now), Some(Written::Map(before))) => {
                self.groups(now.iter(), before.iter());
            }
            (Written::List(now), Some(Written::List(before)))
                if now.len() == before.len() && now.iter().any(is_group) =>
            {
                for (at, (now, before)) in now.iter().zip(before).enumerate() {
                    self.at(Step::Element(at), |own| own.values(now, Some(before)));
                }
            }
            (
                Written::Plain(now) | Written::Text(now),
                Some(Written::Plain(before) | Written::Text(before)),
            ) if now.trim_end() == before.trim_end() => {}
            (now, Some(before)) if now.is_empty() && before.is_empty() => {}
            (now, Some(before)) if now == before => {}
            (Written::List(now), Some(Written::List(before))) => {
                let merged = now.iter().map(|now| self.merged(now, before)).collect();
                self.change(Some(Written::List(merged)));
            }
            (now, _) if now.is_empty() => self.change(None),
            (now, _) => self.change(Some(now.clone())),
        }
    }

    /// `now`, with what was added since to the first of `before` that says all that it does.
    fn merged(&self, now: &Written, before: &[Written]) -> Written {
        let says_all = |old: &&Written| {
            let (way, changes) = (Vec::new(), Vec::new());
            let mut comparison = Comparison { is_untouched: false, way, changes };
            comparison.values(now, Some(old));
            comparison.changes.is_empty()
        };
        before.iter().find(says_all).unwrap_or(now).clone()
    }

    fn at(&mut self, step: Step, act: impl FnOnce(&mut Self)) {
        self.way.push(step);
        act(self);
        self.way.pop();
    }

    fn change(&mut self, now: Option<Written>) {
        self.changes.push(Change { way: self.way.clone(), now });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::domain::record::Kind;

    fn differing(now: &str, before: &str) -> Vec<String> {
        let draft =
            |text: &str| Draft::of_text(Kind::Session, &format!("kind: session\n{text}")).unwrap();
        differences(&draft(now), &draft(before), false)
    }

    #[test]
    fn layout_order_and_quotes_mean_nothing() {
        let now = "date: '2025-10-06'\nitems: [rationale]\nnotes: \"a\\nb\"\nminutes: \"45\"\n";
        let before =
            "minutes: 45 # about\nitems:\n  - rationale\nnotes: |\n  a\n  b\ndate: 2025-10-06\n";
        assert_eq!(differing(now, before), [""; 0]);
    }

    #[test]
    fn what_was_added_since_stays() {
        let now = "next_steps: [{what: try it, who: educator}]\n";
        let before =
            "minutes: 9\nnext_steps: [{id: s1, what: try it, who: educator, done: 2025-10-07}]\n";
        assert_eq!(differing(now, before), [""; 0]);
        assert_eq!(differing("minutes: null\n", "date: 2025-10-06\n"), [""; 0]);
    }

    #[test]
    fn what_says_something_else_is_named_once() {
        let before = "minutes: 45\nobserved: {on: 2025-10-06, minutes: 20}\nitems: [a, b]\n\
                      next_steps: [{what: a, who: coach}, {what: b, who: coach}]\n";
        assert_eq!(differing("minutes: 46\n", before), ["minutes"]);
        assert_eq!(differing("minutes: null\n", before), ["minutes"]);
        assert_eq!(differing("observed: {minutes: 21}\n", before), ["observed.minutes"]);
        assert_eq!(differing("items: [b, a]\n", before), ["items"]);
        assert_eq!(differing("items: [a]\n", before), ["items"]);
        let steps = "next_steps: [{what: x, who: coach}, {what: y, who: coach}]\n";
        assert_eq!(differing(steps, before), ["next_steps.what"]);
    }
}
