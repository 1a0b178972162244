//! Rule `commitment`: the agreement says on which day the educator committed, at any time up to the
//! as-of day.

use super::why::{Detail, Verdict, Why};
use super::{Evidence, Lack, Looked, Rule, Together};

pub(super) struct Commitment;

impl Rule for Commitment {
    fn verdict(&self, evidence: &Evidence, looked: Looked) -> Option<Verdict> {
        let Looked::Agreement(agreement) = looked else { return None };
        let as_of = evidence.moment.as_of;
        let later = "the commitment is dated after ";
        Some(match agreement.committed_on {
            None => Err(Why::Words("the agreement has no committed_on")),
            Some(on) if on.value > as_of.day => Err(Why::Around(later, Detail::AsOf(as_of), "")),
            Some(on) => Ok(on.value),
        })
    }

    fn support(&self, evidence: &Evidence, _: Looked) -> String {
        let committed = evidence.relationship.agreement.committed_on;
        let on = committed.map_or_else(String::new, |on| format!(" on {}", on.value));
        format!("the agreement was committed to{on}")
    }

    fn together(&self, _: &Evidence) -> Option<Together> {
        None
    }

    fn lack(&self, _: &Evidence) -> Lack {
        Lack::ANY_DAY
    }
}
