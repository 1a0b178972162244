//! Bounds of the numbers and words in a profile, both ends included.

use std::ops::RangeInclusive;

/// A percentage that is asked for.
pub const PERCENT: RangeInclusive<u32> = 1..=100;
/// More items than any function has.
const MOST_ITEMS: u32 = 1000;
/// Items in place that a level asks for.
pub const IN_PLACE: RangeInclusive<u32> = 1..=MOST_ITEMS;
/// Items that a level allows to be missing.
pub const MISSING: RangeInclusive<u32> = 0..=MOST_ITEMS;
/// Longest label of an item, in characters: tables have columns of this width.
pub const LONGEST_LABEL: usize = 28;
