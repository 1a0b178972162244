//! Bounds of the numbers and words in a profile, both ends included.

use std::ops::RangeInclusive;

/// A percentage that is asked for.
pub(crate) const PERCENT: RangeInclusive<u32> = 1..=100;
/// More items than any function has.
const MOST_ITEMS: u32 = 1000;
/// Items in place that a level asks for.
pub(crate) const IN_PLACE: RangeInclusive<u32> = 1..=MOST_ITEMS;
/// Items that a level allows to be missing.
pub(crate) const MISSING: RangeInclusive<u32> = 0..=MOST_ITEMS;
/// Longest label of an item, in characters: tables have columns of this width.
pub(crate) const LONGEST_LABEL: usize = 28;
