//! What an explanation says, independent of how it is shown. Serialised as it stands, this is the JSON
//! format `coach-explain/1`, described key by key in `explain.schema.json` beside this file.

use chrono::NaiveDate;
use serde::Serialize;

use crate::count::contribution::{Amount, Contribution};
use crate::count::{DataValue, Share, Value};
use crate::domain::calendar::Window;
use crate::domain::profile::Profile;
use crate::report::Address;
use crate::report::model::{Commit, Tool};

/// The version of the JSON format.
pub(super) const FORMAT: &str = "coach-explain/1";

/// A number and what it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// `coach-explain/1`.
    pub format: &'static str,
    /// For whom it is.
    pub audience: &'static str,
    /// The program that made it.
    pub tool: Tool,
    /// The district's name.
    pub district: String,
    /// The address of the number.
    pub address: Address,
    /// The as-of day.
    pub as_of: NaiveDate,
    /// The days looked at.
    pub window: Window,
    /// The commit of the folder, where it is a git repository.
    pub commit: Option<Commit>,
    /// The profile by which the relationships are judged; `null` where there is none of them.
    pub profile: Option<String>,
    /// Records in the folder that could not be used, and so are in no number.
    pub left_out: usize,
    /// What the number counts.
    pub meaning: &'static str,
    /// How it is made.
    pub formula: &'static str,
    /// The number.
    pub value: Value,
    /// Wilson's 95 % interval of a share of occasions that can be taken as a sample; `null` for any other
    /// number.
    pub sample_interval: Option<[f64; 2]>,
    /// The relationships that are in it, by their folders.
    pub relationships: Vec<ExplainedRelationship>,
}

/// What one relationship adds.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedRelationship {
    /// Its folder from the district's folder.
    pub path: String,
    /// The same number of this relationship alone.
    pub value: Value,
    /// What was counted or looked at.
    pub entries: Vec<ExplainedContribution>,
}

/// One thing that was counted, or was not.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedContribution {
    /// What it is.
    pub what: String,
    /// What it adds to the number.
    pub adds: Adds,
    /// Why.
    pub because: String,
    /// The records that were looked at.
    pub records: Vec<ExplainedRecord>,
}

/// A record that was looked at.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainedRecord {
    /// Its path from the district's folder.
    pub file: String,
    /// Whether it counted.
    pub counts: bool,
    /// The rule that counted or refused it.
    pub why: String,
}

/// What an entry adds. Serialised without a tag: the keys tell which it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Adds {
    /// So many more of so many more.
    Share(Share),
    /// So many more.
    Count {
        /// How many.
        count: u32,
    },
    /// One more, unless another entry has the same name.
    Distinct {
        /// The name.
        distinct: String,
    },
    /// So many more, unless another entry has the same name.
    Once {
        /// The name.
        once: String,
        /// How many.
        count: u32,
    },
    /// What several observers rated on one visit.
    Visit {
        /// The observers' ids.
        observers: Vec<String>,
        /// Each item to which one of them gave a level.
        items: Vec<RatedItem>,
    },
    /// A month of the relationship; months add up over relationships before a slope runs over them.
    Month {
        /// What it says; `null` where there was no occasion.
        month: Option<Value>,
    },
    /// A value of student data.
    Data {
        /// The value.
        value: f64,
        /// Its day.
        on: NaiveDate,
        /// Whether its day is the relationship's first or later.
        after: bool,
    },
    /// A level of one of the pair and one of an observer, 0 to 2.
    Levels {
        /// The own level.
        own: u8,
        /// The observer's.
        observer: u8,
    },
}

/// One item on a visit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RatedItem {
    /// Its id.
    pub item: String,
    /// The level of each observer, 0 to 2; `null` where there is none.
    pub levels: Vec<Option<u8>>,
}

impl Adds {
    fn of(amount: Amount, profile: &Profile) -> Self {
        match amount {
            Amount::Count(count) => Adds::Count { count },
            Amount::Share(share) => Adds::Share(share),
            Amount::Distinct(distinct) => Adds::Distinct { distinct },
            Amount::Once(once, count) => Adds::Once { once, count },
            Amount::Levels(own, observer) => Adds::Levels { own, observer },
            Amount::Data(DataValue { on, value, after, .. }) => Adds::Data { value, on, after },
            Amount::Visit(visit) => Adds::Visit {
                observers: visit.observers,
                items: visit
                    .items
                    .into_iter()
                    .map(|rated| RatedItem {
                        item: profile.items[rated.item].id.clone(),
                        levels: rated.levels,
                    })
                    .collect(),
            },
            Amount::Month { value, .. } => Adds::Month { month: value.map(Value::from) },
        }
    }
}

impl ExplainedContribution {
    /// `entry` of the relationship at `path`, under `profile`.
    pub(super) fn of(path: &str, entry: Contribution, profile: &Profile) -> Self {
        let records = entry.records.into_iter().map(|judged| ExplainedRecord {
            file: format!("{path}/{}", judged.file),
            counts: judged.counts,
            why: judged.why,
        });
        Self {
            what: entry.what,
            adds: Adds::of(entry.adds, profile),
            because: entry.because,
            records: records.collect(),
        }
    }
}
