//! Measures of the pair's own ratings against an observer's: one entry per item that either of them
//! rated, for each of the pair that is asked for.

use super::case::Case;
use super::items::ratings_of;
use super::visits::in_words;
use crate::count::contribution::{Amount, Contribution};
use crate::count::narrow::Narrow;
use crate::count::raters::against_observer::both;
use crate::count::row::Kind;
use crate::count::{AgainstObserver, Bias, Share, Value, ratings};
use crate::domain::record::Role;

pub(super) fn entries(
    case: &Case,
    value: fn(&Bias) -> Value,
    kind: Kind,
    narrow: &Narrow,
) -> Vec<Contribution> {
    let roles = AgainstObserver::ROLES
        .into_iter()
        .filter(|role| narrow.role.as_ref().is_none_or(|name| name == role.name()));
    let items = (0..case.profile().items.len()).filter(|&index| case.keeps(narrow, index));
    let items: Vec<usize> = items.collect();
    roles
        .flat_map(|role| {
            items.iter().filter_map(move |&index| entry(case, value, kind, role, index))
        })
        .collect()
}

/// One item of one of the pair; `None` where nobody wrote anything of it.
fn entry(
    case: &Case,
    value: fn(&Bias) -> Value,
    kind: Kind,
    role: Role,
    index: usize,
) -> Option<Contribution> {
    let (item, state) = (&case.profile().items[index], &case.evaluation.items[index]);
    let records = ratings_of(case, index, &[role, Role::Observer]);
    if records.is_empty() {
        return None;
    }
    let who = ratings::rater(role, None);
    let (adds, because) = match both(state, role) {
        None => (
            Amount::Share(Share::default()),
            format!("{who} and an observer do not both have a level that counts"),
        ),
        Some((own, observer)) => {
            let adds = match kind {
                Kind::Estimate | Kind::P => Amount::Levels(own, observer),
                Kind::Count | Kind::Share | Kind::Sample => {
                    value(&AgainstObserver::bias_of([(own, observer)])).into()
                }
            };
            let than = match own.cmp(&observer) {
                std::cmp::Ordering::Greater => "higher",
                std::cmp::Ordering::Equal => "equal",
                std::cmp::Ordering::Less => "lower",
            };
            let [own, observer] = [own, observer].map(|rank| in_words(case.profile(), rank));
            (adds, format!("{who} {own}, an observer {observer}: {than}"))
        }
    };
    Some(Contribution { what: format!("{} {}", role.name(), item.id), adds, because, records })
}
