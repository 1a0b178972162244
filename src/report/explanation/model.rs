//! What an explanation says, independent of how it is shown. Serialized as is, this is the JSON
//! format `coach-explain/1`; its schema is made from what is written here.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::count::contribution::{Amount, Contribution};
use crate::count::{DataValue, Share, Value};
use crate::domain::calendar::Window;
use crate::domain::district::Audience;
use crate::domain::profile::Profile;
use crate::formats::Format;
use crate::report::Address;
use crate::report::model::{AUDIENCE, Commit, Tool};

/// One number of a report down to its records, without a word of their prose.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Explanation {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::Explain.name()))]
    pub format: Format,
    /// For whom it is.
    #[schemars(extend("const" = AUDIENCE))]
    pub audience: &'static str,
    /// The program that made it.
    pub tool: Tool,
    /// The district's name.
    pub district: String,
    /// The address of the number.
    pub address: Address,
    /// The day as of which everything is judged.
    pub as_of: NaiveDate,
    /// The days looked at; both ends count, and none lies after the as-of day.
    pub window: Window,
    /// The git commit the folder is at; `null` outside a repository or where git is not there.
    pub commit: Option<Commit>,
    /// Id of the profile by which the relationships are judged; `null` if there are no relationships.
    pub profile: Option<String>,
    /// Records in the folder that could not be used, and so count in no number.
    pub left_out: usize,
    /// New relationships that the number leaves out.
    pub new_apart: usize,
    /// A relationship under way for fewer days than this is new.
    pub new_pair_days: u32,
    /// What the number counts.
    pub meaning: &'static str,
    /// How it is made, in one sentence.
    pub formula: &'static str,
    /// The number.
    pub value: Value,
    /// Wilson's 95 % interval, 0 to 1, of a share of occasions that can be treated as a sample;
    /// `null` for any other number.
    #[schemars(inner(range(min = 0, max = 1)))]
    pub sample_interval: Option<[f64; 2]>,
    /// The relationships that are in it, by their folders; of a coach's time, the coach's own folder too.
    pub relationships: Vec<ExplainedRelationship>,
    /// The audience from which the relationships and their records are withheld; not there where they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld_from: Option<Audience>,
}

impl Explanation {
    /// The same without what is behind the number: for `audience`, whose policy names no records.
    #[must_use]
    pub fn without_records(self, audience: Audience) -> Self {
        Self { relationships: Vec::new(), withheld_from: Some(audience), ..self }
    }
}

/// What one relationship adds.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedRelationship {
    /// Its folder from the district's folder.
    pub path: String,
    /// The same number of this relationship alone.
    pub value: Value,
    /// What was counted or looked at.
    pub entries: Vec<ExplainedContribution>,
}

/// One thing that was counted, or was not.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedContribution {
    /// What it is: an item, a function, a visit, a record.
    pub what: String,
    /// What it adds to the number.
    pub adds: Adds,
    /// Why, in words.
    pub because: String,
    /// The records that were looked at.
    pub records: Vec<ExplainedRecord>,
}

/// A record that was looked at.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExplainedRecord {
    /// Its path from the district's folder.
    pub file: String,
    /// Whether it counted.
    pub counts: bool,
    /// The rule that counted or refused it.
    pub why: String,
}

/// What one entry adds; its keys tell which kind it is. Counts and shares add up; a named thing
/// counts once; ratings are pooled and estimated anew.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Adds {
    /// A share: so many more, of so many more.
    Share(Share),
    /// A count: so many more.
    Count {
        /// How many.
        count: u32,
    },
    /// One more, unless another entry of the same name was counted.
    Distinct {
        /// The name.
        distinct: String,
    },
    /// A count that is added once for all entries of this name: the highest of theirs.
    Once {
        /// The name.
        once: String,
        /// How many.
        count: u32,
    },
    /// A share that is added once for all entries of this name: that with the most of theirs.
    OnceShare {
        /// The name.
        once: String,
        /// So many more.
        k: u32,
        /// Of so many more.
        n: u32,
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
    /// A grouped value of student data.
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
        #[schemars(range(max = 2))]
        own: u8,
        /// The observer's.
        #[schemars(range(max = 2))]
        observer: u8,
    },
}

/// One item on a visit.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RatedItem {
    /// Its id.
    pub item: String,
    /// The level of each observer: 0 not in place, 1 partial, 2 in place; `null` where there is none.
    #[schemars(inner(range(max = 2)))]
    pub levels: Vec<Option<u8>>,
}

impl Adds {
    fn of(amount: Amount, profile: Option<&Profile>) -> Self {
        let item = |at: usize| {
            let item = profile.and_then(|profile| profile.items.get(at));
            item.map(|item| item.id.clone()).unwrap_or_default()
        };
        match amount {
            Amount::Count(count) => Adds::Count { count },
            Amount::Share(share) => Adds::Share(share),
            Amount::Distinct(distinct) => Adds::Distinct { distinct },
            Amount::Once(once, count) => Adds::Once { once, count },
            Amount::OnceShare(once, Share { k, n }) => Adds::OnceShare { once, k, n },
            Amount::Levels(own, observer) => Adds::Levels { own, observer },
            Amount::Data(DataValue { on, value, after, .. }) => Adds::Data { value, on, after },
            Amount::Visit(visit) => Adds::Visit {
                observers: visit.observers,
                items: visit
                    .items
                    .into_iter()
                    .map(|rated| RatedItem { item: item(rated.item), levels: rated.levels })
                    .collect(),
            },
            Amount::Month { value, .. } => Adds::Month { month: value.map(Value::from) },
        }
    }
}

impl ExplainedContribution {
    /// `entry` of the folder at `path`, under `profile` where it is a pair's.
    pub(super) fn of(path: &str, entry: Contribution, profile: Option<&Profile>) -> Self {
        let records = entry.records.into_iter().map(|judged| ExplainedRecord {
            file: match judged.file.contains('/') {
                true => judged.file,
                false => format!("{path}/{}", judged.file),
            },
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
