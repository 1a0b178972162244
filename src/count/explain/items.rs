//! Measures of items: one entry an item, which adds what the item's state adds to coverage.

use super::Case;
use super::words;
use crate::count::contribution::{Amount, Contribution, Judged, Narrow};
use crate::count::{Coverage, Share, Statistic, ratings};
use crate::domain::record::Role;

/// The entries of the items that `narrow` leaves, in the profile's order.
pub(super) fn entries(case: &Case, measure: Statistic, narrow: &Narrow) -> Vec<Contribution> {
    let items = case.profile().items.iter().enumerate();
    let kept = items.filter(|(index, _)| case.keeps(narrow, *index));
    kept.map(|(index, item)| {
        let state = &case.evaluation.items[index];
        Contribution {
            what: item.id.clone(),
            adds: amount(measure, &Coverage::over([state])),
            because: because(case, measure, index),
            records: records(case, index, measure),
        }
    })
    .collect()
}

/// Why item `index` adds what it adds; of a rule that counts records, the counts too.
fn because(case: &Case, measure: Statistic, index: usize) -> String {
    let mut because = words::state(measure, &case.evaluation.items[index]);
    let rule = case.profile().items[index].evidence;
    let state = &case.evaluation.items[index];
    let is_on_place = !matches!(
        measure,
        Statistic::Reported
            | Statistic::Completeness
            | Statistic::Differs
            | Statistic::NotApplicable
    );
    if !is_on_place || state.observed.is_some() {
        return because;
    }
    if state.documented.is_none() && state.applies() {
        because.push_str(&format!(" (a document is {})", rule.in_words()));
    }
    if let Some((Share { k, n }, what)) = case.evidence().counted(index) {
        because.push_str(&format!("; {k} of {n} {what}"));
    }
    because
}

/// What `coverage` says of `measure`.
pub(super) fn amount(measure: Statistic, coverage: &Coverage) -> Amount {
    let in_place = coverage.in_place;
    match measure {
        Statistic::InPlace => Amount::Share(in_place),
        Statistic::Missing => Amount::Share(Share { k: in_place.n - in_place.k, n: in_place.n }),
        Statistic::Reported => Amount::Share(coverage.reported),
        Statistic::Completeness => Amount::Share(coverage.complete),
        Statistic::Observed => Amount::Count(coverage.observed),
        Statistic::DocumentedOnly => Amount::Count(coverage.documented_only),
        Statistic::Differs => Amount::Count(coverage.differs),
        Statistic::NotApplicable => Amount::Count(coverage.not_applicable),
        Statistic::Expired => Amount::Count(coverage.expired),
        _ => Amount::Count(0),
    }
}

/// The records that were looked at for item `index`, by name.
pub(super) fn records(case: &Case, index: usize, measure: Statistic) -> Vec<Judged> {
    let (roles, documents): (&[Role], bool) = match measure {
        Statistic::Reported => (&[Role::Itself, Role::Educator], false),
        Statistic::Completeness | Statistic::Differs => (&Role::ALL, true),
        _ => (&[Role::Observer], true),
    };
    let expired = case.evaluation.items[index].expired;
    let mut records = ratings::judged(
        &case.standings,
        (index, &case.profile().items[index]),
        &case.current[index],
        roles,
        |role| match role {
            Role::Itself => expired.by_coach,
            Role::Educator => expired.by_educator,
            Role::Observer => expired.observed,
        },
    );
    if documents {
        let days = case.moment.expires.documented;
        let documents = case.evidence().judged(index, case.records, days).into_iter();
        let is_outranked =
            roles == [Role::Observer] && case.evaluation.items[index].observed.is_some();
        records.extend(documents.map(|judged| match judged.counts && is_outranked {
            true => Judged {
                counts: false,
                why: format!("{}, but an observation outranks it", judged.why),
                ..judged
            },
            false => judged,
        }));
    }
    records.sort_by(|a, b| a.file.cmp(&b.file));
    records
}
