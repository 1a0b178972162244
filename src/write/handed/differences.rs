//! How what a source says now differs from the record made of it before: two drafts come in; the names of keys go
//! out, and the edits that bring the record up to it.

use super::merge::{Merged, merged};
use crate::domain::record::{SOURCE, Told};
use crate::syntax::yaml::{Part, Written};
use crate::write::draft::Draft;
use crate::write::several::MEETING;

/// The key that says what kind of record it is.
const KIND: &str = "kind";

/// What a record says otherwise than its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Differences {
    /// The edits that bring it up to its source.
    pub(super) changes: Vec<Change>,
    /// Keys that only the record has, where nobody knows whether the source said them before; those of groups after a
    /// dot.
    pub unclear: Vec<String>,
}

impl Differences {
    /// Those of the record `existing` from `draft`, handed over now; `told` is what was handed over before. What that and
    /// `draft` say alike was changed here alone, if at all, and does not differ. Where nobody knows what was handed over
    /// before, what only `existing` says does not differ either: an answer, a step that is done, or a note may have been
    /// added since.
    pub(crate) fn of(draft: &Draft, existing: &Draft, told: Option<&Told>) -> Self {
        let mut comparison = Comparison { way: Vec::new(), changes: Vec::new() };
        if draft.kind != existing.kind {
            let kind = Written::Text(draft.kind.name().to_owned());
            comparison
                .changes
                .push(Change { way: vec![Step::Key(KIND.to_owned())], now: Some(kind) });
        }
        let here = without_source(existing);
        let Merged { entries, unclear } =
            merged(&without_source(draft), &here, told, draft.kind.table());
        comparison.groups(&entries, &here);
        Self { changes: comparison.changes, unclear }
    }

    /// The keys of which nobody knows whether the source changed them or someone did so here, where nobody knows what was
    /// handed over before: all that differ, but the meeting, which is no word of the source.
    pub(crate) fn untold(&self) -> Vec<String> {
        let mut untold = self.keys();
        untold.retain(|key| key != MEETING && key != KIND);
        let is_new = |key: &&String| !untold.contains(key);
        let more: Vec<String> = self.unclear.iter().filter(is_new).cloned().collect();
        untold.extend(more);
        untold
    }

    /// The keys that differ, with those of groups after a dot: `observed.minutes`.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for change in &self.changes {
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

impl Change {
    /// Whether it is of the key `name` of the record itself.
    pub(super) fn is_of(&self, name: &str) -> bool {
        matches!(&self.way[..], [Step::Key(key)] if key == name)
    }
}

/// What `draft` says, but where it came from.
pub(super) fn without_source(draft: &Draft) -> Vec<(String, Written)> {
    draft.entries().iter().filter(|(key, _)| key != SOURCE).cloned().collect()
}

/// Whether two values say the same.
pub(super) fn alike(one: &Written, other: &Written) -> bool {
    let mut comparison = Comparison { way: Vec::new(), changes: Vec::new() };
    comparison.values(one, other);
    comparison.changes.is_empty()
}

struct Comparison {
    way: Vec<Step>,
    changes: Vec<Change>,
}

impl Comparison {
    fn groups(&mut self, now: &[(String, Written)], before: &[(String, Written)]) {
        for (key, value) in now.iter().filter(|(_, value)| !value.is_empty()) {
            let old = before.iter().find(|(known, _)| known == key).map(|(_, old)| old);
            self.at(Step::Key(key.clone()), |own| match old {
                Some(old) => own.values(value, old),
                None => own.change(Some(value.clone())),
            });
        }
        let is_gone = |(key, old): &&(String, Written)| {
            !old.is_empty() && now.iter().all(|(known, value)| known != key || value.is_empty())
        };
        for (key, _) in before.iter().filter(is_gone) {
            self.at(Step::Key(key.clone()), |own| own.change(None));
        }
    }

    fn values(&mut self, now: &Written, before: &Written) {
        match (now, before) {
            (Written::Map(now), Written::Map(before)) => self.groups(now, before),
            (Written::List(now), Written::List(before))
                if now.len() == before.len()
                    && now.iter().any(|now| matches!(now, Written::Map(_))) =>
            {
                for (at, (now, before)) in now.iter().zip(before).enumerate() {
                    self.at(Step::Element(at), |own| own.values(now, before));
                }
            }
            (
                Written::Plain(now) | Written::Text(now),
                Written::Plain(before) | Written::Text(before),
            ) if now.trim_end() == before.trim_end() => {}
            (now, before) if now.is_empty() && before.is_empty() => {}
            (now, before) if now == before => {}
            (now, _) => self.change(Some(now.clone())),
        }
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
        Differences::of(&draft(now), &draft(before), None).keys()
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
