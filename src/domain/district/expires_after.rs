//! How long evidence that an item is in place counts, as coach.toml says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days for which evidence of each source counts; `null`: for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExpiresAfter {
    /// An observer's in-place.
    pub observed: Option<u32>,
    /// A document; what a rule asks of the beginning of a relationship, and the commitment, cannot be
    /// made again and does not expire.
    pub documented: Option<u32>,
    /// The coach's or the educator's own in-place.
    pub reported: Option<u32>,
}
