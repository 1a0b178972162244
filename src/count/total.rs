//! The number that contributions add up to.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::{Source, Statistic};
use super::contribution::{Amount, Contribution};
use super::raters::{AgainstObserver, Visits};
use super::row::Kind;
use super::students::DataValue;
use super::{Months, Share, Value, trend};

/// The number that the `contributions` to `statistic` add up to: counts and shares by addition, what has one
/// name once, with the most that a contribution says of it; estimates are made anew from everything together.
///
/// ```
/// # use coach::count::contribution::{Amount, Contribution};
/// # use coach::count::{Share, Statistic, Value, total};
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
pub fn total<'c>(
    statistic: Statistic,
    contributions: impl IntoIterator<Item = &'c Contribution>,
) -> Value {
    let mut sum = Sum::default();
    contributions.into_iter().for_each(|contribution| sum.add(&contribution.adds));
    let row = statistic.row();
    match row.kind {
        Kind::Count => Value::Count { count: sum.count() },
        Kind::Share | Kind::Sample => Value::Share(sum.share()),
        Kind::Estimate | Kind::P => sum.estimate(row.made),
    }
}

/// Everything that was added, by its form.
#[derive(Default)]
struct Sum<'c> {
    count: u64,
    share: Share,
    distinct: BTreeSet<&'c str>,
    once: BTreeMap<&'c str, u32>,
    once_shares: BTreeMap<&'c str, Share>,
    visits: Visits,
    levels: Vec<(u8, u8)>,
    months: Months,
    data: Vec<DataValue>,
}

impl<'c> Sum<'c> {
    fn add(&mut self, amount: &'c Amount) {
        match amount {
            Amount::Count(more) => self.count += u64::from(*more),
            Amount::Share(more) => self.share += *more,
            Amount::Distinct(name) => {
                self.distinct.insert(name);
            }
            Amount::Once(name, more) => {
                let most = self.once.entry(name).or_default();
                *most = (*most).max(*more);
            }
            Amount::OnceShare(name, more) => {
                let most = self.once_shares.entry(name).or_default();
                if more.n > most.n {
                    *most = *more;
                }
            }
            Amount::Visit(visit) => self.visits.add(visit.clone()),
            Amount::Data(value) => self.data.push(*value),
            Amount::Month { counts, .. } => self.months += counts.as_ref(),
            Amount::Levels(own, observer) => self.levels.push((*own, *observer)),
        }
    }

    fn count(&self) -> u64 {
        let once: u64 = self.once.values().map(|&most| u64::from(most)).sum();
        self.count + self.distinct.len() as u64 + once
    }

    fn share(&self) -> Share {
        self.once_shares.values().fold(self.share, |all, &one| all + one)
    }

    fn estimate(self, made: Source) -> Value {
        match made {
            Source::Visits(agreement) => agreement.value(&self.visits),
            Source::Against(value) => value(&AgainstObserver::bias_of(self.levels)),
            Source::Line(of) => trend::value(of, &self.months),
            Source::StudentData(of) => of.value(self.data.into_iter()),
            Source::Items(_)
            | Source::Levels(_)
            | Source::Members(_)
            | Source::Attention(_)
            | Source::Rater(_)
            | Source::Doses(_)
            | Source::Rhythm(_)
            | Source::CalledOff(_)
            | Source::Coach(_)
            | Source::Answers(_) => Value::Count { count: self.count() },
        }
    }
}
