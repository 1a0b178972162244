//! The value of a figure: a count, a count of a count, or an estimate.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::share::{Share, six_digits};
use crate::count::statistics::Estimate;

/// k of n, a count, or an estimate: the keys tell which it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a number is no count, no k of n and no estimate")]
pub enum Value {
    /// k of n.
    Share(Share),
    /// How many.
    Count {
        /// How many.
        count: u64,
    },
    /// An estimate, or why there is none. All three keys are always there, so that nothing else is taken for one.
    Estimate {
        /// The estimate; `null` where it is undefined.
        #[serde(deserialize_with = "Option::deserialize")]
        value: Option<f64>,
        /// Its 95 % interval, lower limit first, where it has one.
        #[serde(deserialize_with = "Option::deserialize")]
        interval: Option<[f64; 2]>,
        /// Why there is no estimate or no interval.
        #[serde(deserialize_with = "Option::deserialize")]
        reason: Option<String>,
    },
}

/// Schemas of fields that hold only some of the forms.
impl Value {
    /// Always an estimate.
    pub(crate) fn schema_of_estimate(generator: &mut SchemaGenerator) -> Schema {
        let [_, _, estimate] = Self::forms(generator);
        estimate
    }

    /// A share, a count or nothing.
    pub(crate) fn schema_of_month(generator: &mut SchemaGenerator) -> Schema {
        let [share, count, _] = Self::forms(generator);
        json_schema!({"anyOf": [share, count, {"type": "null"}]})
    }

    fn forms(generator: &mut SchemaGenerator) -> [Schema; 3] {
        let value = Self::json_schema(generator);
        let form = |index: usize| value.pointer(&format!("/anyOf/{index}")).cloned();
        std::array::from_fn(|index| {
            form(index).and_then(|form| form.try_into().ok()).unwrap_or_default()
        })
    }
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

impl Value {
    /// A number with its interval, to six digits after the point, or why there is none.
    pub(crate) fn estimated(estimate: Result<(f64, Option<[f64; 2]>), String>) -> Self {
        let (value, interval, reason) = match estimate {
            Ok((value, interval)) => {
                (Some(six_digits(value)), interval.map(|limits| limits.map(six_digits)), None)
            }
            Err(reason) => (None, None, Some(reason)),
        };
        Value::Estimate { value, interval, reason }
    }
}

/// Six digits: what every platform's arithmetic agrees on, and more than any count here bears.
impl From<&Estimate> for Value {
    fn from(estimate: &Estimate) -> Self {
        let interval = estimate.interval.map(|interval| [interval.low, interval.high]);
        Value::Estimate {
            value: estimate.value.map(six_digits),
            interval: interval.map(|limits| limits.map(six_digits)),
            reason: estimate.reason.map(|reason| reason.to_string()),
        }
    }
}
