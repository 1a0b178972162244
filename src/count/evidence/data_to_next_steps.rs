//! Rule `data-to-next-steps`: a review has data, and a next step that names it as its reason.

use super::Lack;
use super::alone::Alone;
use super::why::{Verdict, Why, in_window};
use crate::count::moment::Moment;
use crate::domain::record::{OfKind, Review};

pub(super) static RULE: Alone = Alone {
    support: "has a next step because of its data",
    verdict: |record, moment| Review::of(record).map(|review| verdict(review, moment)),
    lack: Lack::ANY_DAY,
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
