//! Rule `distinct-methods`: sessions and contacts of the window used at least so many methods. The
//! latest of them dates the document.

use super::why::{Verdict, in_window};
use super::{Evidence, Finding, Lack, Looked, Rule, Together};

pub(super) struct DistinctMethods {
    pub(super) at_least: u32,
}

impl Rule for DistinctMethods {
    fn verdict(&self, evidence: &Evidence, looked: Looked) -> Option<Verdict> {
        let Looked::Record(record) = looked else { return None };
        record.held().map(|_| in_window(record.date().value, evidence.moment))
    }

    fn support(&self, evidence: &Evidence, looked: Looked) -> String {
        let methods = &evidence.relationship.profile.methods;
        let id = method_of(looked).and_then(|method| methods.get(method));
        format!("method {}", id.map_or("unknown", |method| method.id.as_str()))
    }

    fn together(&self, evidence: &Evidence) -> Option<Together> {
        let (mut methods, mut latest) = (Vec::new(), None);
        for (looked, on) in evidence.supporting(self) {
            latest = latest.max(Some(on));
            let method = method_of(looked);
            if !methods.contains(&method) {
                methods.push(method);
            }
        }
        let at_least = usize::try_from(self.at_least).unwrap_or(usize::MAX);
        let found = Finding::of(latest.filter(|_| methods.len() >= at_least));
        Some(Together { found, counted: None })
    }

    fn lack(&self, _: &Evidence) -> Lack {
        Lack::ANY_DAY
    }
}

/// The method of a session or contact.
fn method_of(looked: Looked) -> Option<usize> {
    let Looked::Record(record) = looked else { return None };
    record.held().map(|held| held.method)
}
