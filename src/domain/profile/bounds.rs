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
/// Points that a level asks for, or that a step of a scale or an item can have.
pub(crate) const POINTS: RangeInclusive<u32> = 0..=1000;
/// The weight of an item.
pub(crate) const WEIGHT: RangeInclusive<u32> = 1..=100;
/// Steps of a scale: each has a digit.
pub(crate) const STEPS: RangeInclusive<usize> = 2..=10;
