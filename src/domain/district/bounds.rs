//! Bounds of the numbers in coach.toml.

use crate::domain::key::Bounds;

/// Educators who work in a school.
pub(crate) static EDUCATORS: Bounds = Bounds { least: 1, most: 10_000, unit: "educators" };
/// The threshold `min_students`.
pub(crate) static MIN_STUDENTS: Bounds = Bounds { least: 1, most: 1000, unit: "students" };
/// The threshold `not_met_days`.
pub(crate) static NOT_MET_DAYS: Bounds = Bounds { least: 1, most: 366, unit: "days" };
/// The threshold `new_pair_days`.
pub(crate) static NEW_PAIR_DAYS: Bounds = Bounds { least: 0, most: 366, unit: "days" };
/// The threshold `double_rating_percent`.
pub(crate) static DOUBLE_RATING_PERCENT: Bounds = Bounds { least: 0, most: 100, unit: "percent" };
/// The threshold `min_educators`: below 5, a group says too much of each.
pub(crate) static MIN_EDUCATORS: Bounds = Bounds { least: 5, most: 1000, unit: "educators" };
/// The threshold `judge_from_day`.
pub(crate) static JUDGE_FROM_DAY: Bounds = Bounds { least: 0, most: 366, unit: "days" };
/// The days of each source under `expires_after`.
pub(crate) static EXPIRES_AFTER: Bounds = Bounds { least: 1, most: 3660, unit: "days" };
/// Entries of `holidays`: about ten years of them.
pub(crate) const MOST_HOLIDAYS: usize = 200;
/// Days of one of the `holidays`.
pub(crate) const LONGEST_HOLIDAY: i64 = 366;
