//! Bounds of the numbers in records.

use crate::domain::key::Bounds;

/// Minutes of a meeting or visit: more than none and at most a day.
pub static MINUTES: Bounds = Bounds { least: 1, most: 1440, unit: "minutes" };
/// Days within which requests are answered.
pub(crate) static RESPOND_WITHIN_DAYS: Bounds = Bounds { least: 0, most: 90, unit: "days" };
/// Days from one meeting to the next.
pub(crate) static MEET_EVERY_DAYS: Bounds = Bounds { least: 1, most: 365, unit: "days" };
/// Students that a value is for.
pub(crate) static STUDENTS: Bounds = Bounds { least: 0, most: 100_000, unit: "students" };
