//! Rule `observation-only`: no record documents the item, and only an observer can show it.

use super::why::Verdict;
use super::{Evidence, Lack, Looked, Rule, Together};

pub(super) struct ObservationOnly;

impl Rule for ObservationOnly {
    fn verdict(&self, _: &Evidence, _: Looked) -> Option<Verdict> {
        None
    }

    fn support(&self, _: &Evidence, _: Looked) -> String {
        String::new()
    }

    fn together(&self, _: &Evidence) -> Option<Together> {
        None
    }

    fn lack(&self, _: &Evidence) -> Lack {
        Lack::ObserverOnly
    }
}
