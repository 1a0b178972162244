//! Bounds of the numbers in records, both ends included. Readers refuse what lies outside; schemas say
//! so before.

use std::ops::RangeInclusive;

/// Minutes of a meeting or visit: more than none and at most a day.
pub const MINUTES: RangeInclusive<u32> = 1..=1440;
/// Days within which requests are answered.
pub const RESPOND_WITHIN_DAYS: RangeInclusive<u32> = 0..=90;
/// Days from one meeting to the next.
pub const MEET_EVERY_DAYS: RangeInclusive<u32> = 1..=365;
/// Students that a value is for.
pub const STUDENTS: RangeInclusive<u32> = 0..=100_000;
