//! Who is in a group of a report: how many relationships, and how many distinct people and schools.

use schemars::JsonSchema;
use serde::Serialize;

/// Who is in a group. Distinct educators, coaches and schools do not add up over groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Members {
    /// Relationships active in the window: the unit of every count.
    pub relationships: usize,
    /// Distinct coached educators.
    pub educators: usize,
    /// Distinct coached teams, which are no educators; not there where there are none.
    #[serde(skip_serializing_if = "is_none")]
    pub teams: usize,
    /// Distinct coaches.
    pub coaches: usize,
    /// Distinct schools.
    pub schools: usize,
    /// Relationships that use this instrument beside their own profile: they stand under that one too.
    #[serde(skip_serializing_if = "is_none")]
    pub beside: usize,
    /// Relationships that are new. Numbers of items, levels and outside observation leave them out, but
    /// for those of one educator or one relationship.
    pub new_pairs: usize,
}

/// Whether there are none.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_none(number: &usize) -> bool {
    *number == 0
}
