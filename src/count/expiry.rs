//! How long evidence that an item is in place counts, source by source. Evidence that an item is
//! below in place never expires: it counts until the same source says otherwise.

use chrono::NaiveDate;

use super::ratings::Current;
use crate::domain::calendar::add_days;

/// Evidence that counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapsed {
    /// The day of the evidence.
    pub on: NaiveDate,
    /// The first day on which it no longer counts.
    pub since: NaiveDate,
}

/// What of one item has expired, by source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// The latest observation, which says in-place.
    pub observed: Option<Lapsed>,
    /// The latest document.
    pub documented: Option<Lapsed>,
    /// The coach's own latest rating, which says in-place.
    pub by_coach: Option<Lapsed>,
    /// The educator's latest rating, which says in-place.
    pub by_educator: Option<Lapsed>,
}

impl Expired {
    /// Whether nothing has.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether evidence of the day `on` has expired on `as_of`, where it counts for `days`: on day `on` +
/// `days` it still counts, and the day after it has.
///
/// ```
/// # use coach::count::lapsed;
/// let day = |text: &str| text.parse().unwrap();
/// // 1 September and 30 days: 1 October.
/// assert_eq!(lapsed(day("2025-09-01"), Some(30), day("2025-10-01")), None);
/// let lapsed_on_the_next = lapsed(day("2025-09-01"), Some(30), day("2025-10-02")).unwrap();
/// assert_eq!(lapsed_on_the_next.since, day("2025-10-02"));
/// assert_eq!(lapsed(day("2025-09-01"), None, day("2099-12-31")), None);
/// ```
pub fn lapsed(on: NaiveDate, days: Option<u32>, as_of: NaiveDate) -> Option<Lapsed> {
    let last = add_days(on, days?);
    (last < as_of).then(|| Lapsed { on, since: last.succ_opt().unwrap_or(last) })
}

/// What is left of a current rating, and what has expired of it: only an in-place can.
pub(super) fn of_rating(
    current: Option<Current>,
    days: Option<u32>,
    as_of: NaiveDate,
) -> (Option<Current>, Option<Lapsed>) {
    let in_place = current.filter(|current| current.rating.is_in_place());
    match in_place.and_then(|current| lapsed(current.on, days, as_of)) {
        Some(lapsed) => (None, Some(lapsed)),
        None => (current, None),
    }
}

/// The same of a document's day.
pub(super) fn of_document(
    on: Option<NaiveDate>,
    days: Option<u32>,
    as_of: NaiveDate,
) -> (Option<NaiveDate>, Option<Lapsed>) {
    match on.and_then(|on| lapsed(on, days, as_of)) {
        Some(lapsed) => (None, Some(lapsed)),
        None => (on, None),
    }
}
