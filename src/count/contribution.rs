//! What is behind a number: the things that were counted, each with the records that were looked at
//! for it and the rule that counted or refused each.

use super::students::DataValue;
use super::{MonthValue, Months, Share, Value, Visit};

pub use super::judged::Judged;

/// One thing that was counted, or was not: an item, a request, a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// What it is, by ids and days: never a record's prose.
    pub what: String,
    /// What it adds to the number.
    pub adds: Amount,
    /// Why, in words.
    pub because: String,
    /// The records that were looked at for it, in the order of their names.
    pub records: Vec<Judged>,
}

impl Contribution {
    /// What one record adds, which counts where it adds anything.
    pub(super) fn of_record(file: &str, what: String, adds: Amount, because: String) -> Self {
        let counts = !adds.is_nothing();
        let records = vec![Judged { file: file.to_owned(), counts, why: because.clone() }];
        Self { what, adds, because, records }
    }
}

/// What an entry adds.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// A count: so many more.
    Count(u32),
    /// A share: so many more, of so many more.
    Share(Share),
    /// One more, unless another entry has the same name: distinct people and the like.
    Distinct(String),
    /// So many more; of several entries with the same name, only the highest counts: the minutes of a
    /// shared meeting.
    Once(String, u32),
    /// The same of a share: so many more, of so many more.
    OnceShare(String, Share),
    /// The ratings of one visit by several observers.
    Visit(Visit),
    /// The level of one of the pair, and an observer's, 0 to 2.
    Levels(u8, u8),
    /// A value of student data.
    Data(DataValue),
    /// A month of one relationship: months add up before a slope runs over them.
    Month {
        /// What the month says of the relationship; `None` where there was no occasion.
        value: Option<MonthValue>,
        /// All that is counted in it.
        counts: Box<Months>,
    },
}

/// What one thing counts by itself. An estimate is of many things, so one alone adds nothing to it.
impl From<Value> for Amount {
    fn from(value: Value) -> Self {
        match value {
            Value::Share(share) => Amount::Share(share),
            Value::Count { count } => Amount::Count(u32::try_from(count).unwrap_or(u32::MAX)),
            Value::Estimate { .. } => Amount::Count(0),
        }
    }
}

impl Amount {
    /// Whether it adds nothing, neither to a part nor to a whole.
    pub(crate) fn is_nothing(&self) -> bool {
        match self {
            Amount::Count(n) | Amount::Once(_, n) => *n == 0,
            Amount::Share(share) | Amount::OnceShare(_, share) => share.n == 0,
            Amount::Visit(visit) => visit.items.is_empty(),
            Amount::Month { counts, .. } => counts.counts.is_empty(),
            Amount::Distinct(_) | Amount::Levels(..) | Amount::Data(_) => false,
        }
    }
}
