//! The value of a figure: a count, a count of a count, or an estimate.

use serde::{Deserialize, Serialize};

use super::Share;

/// What a figure says. Serialised without a tag: the keys tell which it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// k of n.
    Share(Share),
    /// How many.
    Count {
        /// How many.
        count: u64,
    },
    /// An estimate, or why there is none.
    Estimate {
        /// The estimate; `null` where it is undefined.
        value: Option<f64>,
        /// Its 95 % interval, lower limit first, where it has one.
        interval: Option<[f64; 2]>,
        /// Why there is no estimate or no interval.
        reason: Option<String>,
    },
}

impl From<Share> for Value {
    fn from(share: Share) -> Self {
        Value::Share(share)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Value::Count { count: count.into() }
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Value::Count { count: count as u64 }
    }
}
