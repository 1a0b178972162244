//! Bounds of the numbers in coach.toml, both ends included.

use std::ops::RangeInclusive;

/// Educators who work in a school.
pub const EDUCATORS: RangeInclusive<u32> = 1..=10_000;
/// The threshold `min_students`.
pub const MIN_STUDENTS: RangeInclusive<u32> = 1..=1000;
/// The threshold `not_met_days`.
pub const NOT_MET_DAYS: RangeInclusive<u32> = 1..=366;
/// The threshold `double_rating_percent`.
pub const DOUBLE_RATING_PERCENT: RangeInclusive<u32> = 0..=100;
/// The days of each source under `expires_after`.
pub const EXPIRES_AFTER: RangeInclusive<u32> = 1..=3660;
/// Entries of `holidays`: about ten years of them.
pub const MOST_HOLIDAYS: usize = 200;
/// Days of one of the `holidays`.
pub const LONGEST_HOLIDAY: i64 = 366;
