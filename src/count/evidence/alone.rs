//! Rules by which one record supports an item alone, whatever the item is.

use super::why::Verdict;
use super::{Evidence, Lack, Looked, Rule, Together};
use crate::count::moment::Moment;
use crate::domain::record::Record;

/// A rule of evidence by which one record supports the item alone.
pub(super) struct Alone {
    /// What a record that supports the item does, in words.
    pub(super) support: &'static str,
    /// What a record does; `None` where the rule does not look at it.
    pub(super) verdict: fn(&Record, &Moment) -> Option<Verdict>,
    /// What an item that is not in place lacks.
    pub(super) lack: Lack,
}

impl Rule for Alone {
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
        self.lack
    }
}
