//! Meetings that were called off: one contribution each.

use super::case::Case;
use crate::count::contribution::{Amount, Contribution};
use crate::count::dosage::called_off::{LookedAt, each};
use crate::count::narrow::Narrow;

/// The meetings that were called off, narrowed by who did.
pub(super) fn entries(case: &Case, narrow: &Narrow) -> Vec<Contribution> {
    looked_at(case, |missed| match &narrow.by {
        Some(wanted) if *wanted != missed.by.name() => {
            Err(format!("called off by someone other than {wanted}"))
        }
        _ => Ok("dated in the days looked at".to_owned()),
    })
}

/// The meetings that were called off, each with whether and why it counts; what its day refuses does not.
pub(super) fn looked_at(
    case: &Case,
    counts: impl Fn(&LookedAt) -> Result<String, String>,
) -> Vec<Contribution> {
    let mut contributions = Vec::new();
    let mut keep = |missed: LookedAt| {
        let verdict = match missed.refusal {
            Some(refusal) => Err(refusal.to_string()),
            None => counts(&missed),
        };
        let adds = Amount::Count(verdict.is_ok().into());
        let what = format!("meeting of {}, called off by: {}", missed.on, missed.by.name());
        let because = verdict.unwrap_or_else(|why| why);
        contributions.push(Contribution::of_record(missed.file, what, adds, because));
    };
    each(case.relationship, case.records, case.moment, &mut keep);
    contributions
}
