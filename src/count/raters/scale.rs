//! The scale of ratings as numbers.

use crate::domain::record::Rating;

/// Categories of the checklist that are levels: not in place, partial, in place.
pub(super) const LEVELS: usize = 3;

/// The level of a rating, 0 to 2; not-applicable and not-observed are none.
pub(super) fn level(rating: Rating) -> Option<u8> {
    match rating {
        Rating::NotInPlace => Some(0),
        Rating::Partial => Some(1),
        Rating::InPlace => Some(2),
        Rating::NotApplicable | Rating::NotObserved => None,
    }
}
