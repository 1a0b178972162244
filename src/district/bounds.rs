//! Bounds of the numbers in coach.toml, both ends included.

use std::ops::RangeInclusive;

/// Educators who work in a school.
pub const EDUCATORS: RangeInclusive<u32> = 1..=10_000;
/// The threshold `min_students`.
pub const MIN_STUDENTS: RangeInclusive<u32> = 1..=1000;
/// The threshold `not_met_days`.
pub const NOT_MET_DAYS: RangeInclusive<u32> = 1..=366;
/// The days of each source under `expires_after`.
pub const EXPIRES_AFTER: RangeInclusive<u32> = 1..=3660;
