//! What stands behind a number: the things that were counted, each with the records that were looked at
//! for it and the rule that counted or refused each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{MonthValue, Months, Raters, Share, Statistic, Value, Visit, students, trend};
use crate::domain::record::Improvement;

/// To which part of a relationship's records a measure is narrowed, by ids. Empty: to none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Narrow {
    /// Id of an essential function.
    pub function: Option<String>,
    /// Id of an item.
    pub item: Option<String>,
    /// Id of a level.
    pub level: Option<String>,
    /// Id of a method.
    pub method: Option<String>,
    /// Id of a phase.
    pub phase: Option<String>,
    /// A rater's role: self, educator or observer.
    pub role: Option<String>,
    /// A rater's id.
    pub rater: Option<String>,
    /// A measure of student data.
    pub data: Option<String>,
    /// Id of another profile, of which this one is the successor or the predecessor: only items that both
    /// have.
    pub shared_with: Option<String>,
    /// Ids of those items, looked up by whoever knows both profiles. No part of an address.
    pub shared: Vec<String>,
}

impl Narrow {
    /// Its keys in an address, and their values.
    pub fn fields(&self) -> [(&'static str, Option<&str>); 9] {
        [
            ("function", self.function.as_deref()),
            ("item", self.item.as_deref()),
            ("level", self.level.as_deref()),
            ("method", self.method.as_deref()),
            ("phase", self.phase.as_deref()),
            ("role", self.role.as_deref()),
            ("rater", self.rater.as_deref()),
            ("data", self.data.as_deref()),
            ("shared-with", self.shared_with.as_deref()),
        ]
    }

    /// The value under `key`, to be set; `None` for a key there is not.
    pub fn field_mut(&mut self, key: &str) -> Option<&mut Option<String>> {
        Some(match key {
            "function" => &mut self.function,
            "item" => &mut self.item,
            "level" => &mut self.level,
            "method" => &mut self.method,
            "phase" => &mut self.phase,
            "role" => &mut self.role,
            "rater" => &mut self.rater,
            "data" => &mut self.data,
            "shared-with" => &mut self.shared_with,
            _ => return None,
        })
    }
}

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

/// A record that was looked at, and what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// File name within the pair's folder.
    pub file: String,
    /// Whether it counted.
    pub counts: bool,
    /// The rule that counted or refused it, in words.
    pub why: String,
}

/// What an entry adds.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// So many more.
    Count(u32),
    /// So many more of so many more.
    Share(Share),
    /// One more, unless another entry has the same name: distinct people and the like.
    Distinct(String),
    /// So many more, but of several entries with the same name only the one with most: the minutes of
    /// a shared meeting.
    Once(String, u32),
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

/// A grouped value of student data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DataValue {
    /// Its day.
    pub on: NaiveDate,
    /// The value.
    pub value: f64,
    /// Whether its day is the relationship's first or later.
    pub after: bool,
    /// What is better.
    pub improvement: Improvement,
}

/// The number that the `entries` of `measure` add up to: counts and shares by addition, what has one
/// name once, with the most that an entry says of it; estimates are made anew from all ratings together.
///
/// ```
/// # use coach::count::contribution::{Amount, Contribution, total};
/// # use coach::count::{Statistic, Share, Value};
/// let entry = |adds| Contribution {
///     what: "rationale".to_owned(),
///     adds,
///     because: "in place".to_owned(),
///     records: Vec::new(),
/// };
/// let one = entry(Amount::Share(Share { k: 1, n: 1 }));
/// let none = entry(Amount::Share(Share { k: 0, n: 1 }));
/// assert_eq!(total(Statistic::InPlace, [&one, &none]), Value::Share(Share { k: 1, n: 2 }));
/// let educator = entry(Amount::Distinct("t-101".to_owned()));
/// assert_eq!(total(Statistic::Educators, [&educator, &educator]), Value::Count { count: 1 });
/// ```
pub fn total<'e>(measure: Statistic, entries: impl IntoIterator<Item = &'e Contribution>) -> Value {
    let (mut count, mut share) = (0_u64, Share::default());
    let mut distinct: BTreeSet<&str> = BTreeSet::new();
    let mut once: BTreeMap<&str, u32> = BTreeMap::new();
    let mut raters = Raters::default();
    let mut months = Months::default();
    let mut data = Vec::new();
    for entry in entries {
        match &entry.adds {
            Amount::Count(more) => count += u64::from(*more),
            Amount::Share(more) => share += *more,
            Amount::Distinct(name) => {
                distinct.insert(name);
            }
            Amount::Once(name, more) => {
                let most = once.entry(name).or_default();
                *most = (*most).max(*more);
            }
            Amount::Visit(visit) => raters.visits.add(visit.clone()),
            Amount::Data(value) => data.push(value),
            Amount::Month { counts, .. } => months += counts.as_ref(),
            Amount::Levels(own, observer) => raters.against_observer.add(*own, *observer),
        }
    }
    if let Some(estimate) = raters.estimate(measure) {
        return Value::from(&estimate);
    }
    if let Some(value) = trend::value(measure, &months) {
        return value;
    }
    if let Some(value) = students::value(measure, data.into_iter()) {
        return value;
    }
    if measure.is_share() {
        return Value::Share(share);
    }
    count += distinct.len() as u64 + once.into_values().map(u64::from).sum::<u64>();
    Value::Count { count }
}

impl Amount {
    /// What adds nothing instead of this: 0 of 0 for a share, else 0.
    #[must_use]
    pub fn nothing(&self) -> Self {
        match self {
            Amount::Share(_) => Amount::Share(Share::default()),
            _ => Amount::Count(0),
        }
    }

    /// Whether it adds nothing, neither to a part nor to a whole.
    pub fn is_nothing(&self) -> bool {
        match self {
            Amount::Count(n) | Amount::Once(_, n) => *n == 0,
            Amount::Share(share) => share.n == 0,
            Amount::Visit(visit) => visit.items.is_empty(),
            Amount::Month { counts, .. } => counts.counts.is_empty(),
            Amount::Distinct(_) | Amount::Levels(..) | Amount::Data(_) => false,
        }
    }
}
