//! Rule `data-to-next-steps`: a review has data, and a next step that names it as its reason.

use super::one_record::OneRecord;
use super::why::{Verdict, Why, in_window};
use crate::count::moment::Moment;
use crate::domain::record::{Record, Review};

pub(super) static RULE: OneRecord = OneRecord {
    support: "has a next step because of its data",
    verdict: |record, moment| match record {
        Record::Review(review) => Some(verdict(review, moment)),
        _ => None,
    },
};

fn verdict(review: &Review, moment: &Moment) -> Verdict {
    if review.data.is_empty() {
        return Err(Why::Words("has no data"));
    }
    let has_data = |id: &str| {
        review.data.iter().any(|data| data.id.as_ref().is_some_and(|known| known.value == id))
    };
    let mut reasons = review.next_steps.iter().flat_map(|step| &step.because_of);
    if !reasons.any(|id| has_data(&id.value)) {
        return Err(Why::Words("has no next step because of its data"));
    }
    in_window(review.date.value, moment)
}
