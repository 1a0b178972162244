//! Rules that ask for one record which has all that they want, in the window. What the item is makes
//! no difference to them.

use super::why::Verdict;
use super::{Evidence, Lack, Looked, Rule, Together};
use crate::count::moment::Moment;
use crate::domain::record::Record;

/// A rule of evidence that one record satisfies alone.
pub(super) struct OneRecord {
    /// What a record that satisfies it does, in words.
    pub(super) support: &'static str,
    /// What a record does; `None` where the rule does not look at it.
    pub(super) verdict: fn(&Record, &Moment) -> Option<Verdict>,
}

impl Rule for OneRecord {
    fn verdict(&self, evidence: &Evidence, looked: Looked) -> Option<Verdict> {
        match looked {
            Looked::Record(record) => (self.verdict)(record, evidence.moment),
            Looked::Agreement(_) => None,
        }
    }

    fn support(&self, _: &Evidence, _: Looked) -> String {
        self.support.to_owned()
    }

    fn together(&self, _: &Evidence) -> Option<Together> {
        None
    }

    fn lack(&self, _: &Evidence) -> Lack {
        Lack::Document { until: None }
    }
}
