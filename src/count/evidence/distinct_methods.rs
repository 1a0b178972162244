//! Rule `distinct-methods`: sessions and contacts of the window used at least so many methods. The
//! document is as old as what it needs: each method counts on its latest day, and of so many methods
//! that are newest, the oldest dates the document.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::why::{Verdict, in_window};
use super::{Because, Evidence, Finding, Lack, Looked, Rule, Together};

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
        let mut latest = self.latest_days(evidence);
        latest.sort_unstable_by_key(|&(method, on)| (Reverse(on), method));
        let last_needed = usize::try_from(self.at_least).unwrap_or(usize::MAX).saturating_sub(1);
        Some(match latest.get(last_needed) {
            Some(&(method, on)) => {
                Together { found: Finding::Documented(on), because: Because::DatedBy(method) }
            }
            None => Together { found: Finding::Undocumented, because: Because::TooFew },
        })
    }

    fn lack(&self, _: &Evidence) -> Lack {
        Lack::ANY_DAY
    }
}

impl DistinctMethods {
    /// Each method that was used, with its latest day.
    fn latest_days(&self, evidence: &Evidence) -> Vec<(usize, NaiveDate)> {
        let mut latest: Vec<(usize, NaiveDate)> = Vec::new();
        for (looked, on) in evidence.supporting(self) {
            let Some(method) = method_of(looked) else { continue };
            match latest.iter_mut().find(|(known, _)| *known == method) {
                Some((_, newest)) => *newest = on.max(*newest),
                None => latest.push((method, on)),
            }
        }
        latest
    }
}

/// The method of a session or contact.
fn method_of(looked: Looked) -> Option<usize> {
    let Looked::Record(record) = looked else { return None };
    record.held().map(|held| held.method)
}
