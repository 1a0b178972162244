//! Measures of items: one entry per item, which adds what the item's state adds to coverage.

use super::case::Case;
use super::words;
use crate::count::contribution::{Contribution, Judged};
use crate::count::coverage::{OfItems, Question};
use crate::count::narrow::Narrow;
use crate::count::{Coverage, ratings};
use crate::domain::record::Role;

/// Whose ratings count as seen from outside the pair.
const OUTSIDE: &[Role] = &[Role::Observer, Role::Consensus];

/// The entries of the items that `narrow` leaves, in the profile's order.
pub(super) fn entries(case: &Case, of: OfItems, narrow: &Narrow) -> Vec<Contribution> {
    let items = case.profile().items.iter().enumerate();
    let kept = items.filter(|(index, _)| case.keeps(narrow, *index));
    kept.map(|(index, item)| {
        let state = &case.evaluation.items[index];
        Contribution {
            what: item.id.clone(),
            adds: (of.value)(&Coverage::over([state])).into(),
            because: because(case, of.asks, index),
            records: records(case, index, of.asks),
        }
    })
    .collect()
}

/// Why item `index` adds what it adds; of a rule that counts records, the counts too.
fn because(case: &Case, asks: Question, index: usize) -> String {
    let mut because = words::state(asks, case, index);
    let rule = &case.profile().items[index].evidence;
    let state = &case.evaluation.items[index];
    if case.profile().items[index].reverse {
        because.push_str("; a red flag: the scale counts the other way around");
    }
    if asks == Question::InPlace && !state.points.is_of_nothing() {
        because.push_str(&format!("; {} of {} points", state.points.k, state.points.n));
    }
    if asks != Question::InPlace || state.observed.is_some() {
        return because;
    }
    if state.documented.is_none() && state.applies() {
        because.push_str(&format!(" (a document is {})", rule.in_words()));
    }
    if let Some(words) = case.evidence().in_words(index) {
        because.push_str(&format!("; {words}"));
    }
    because
}

/// The records that were looked at for item `index`, by name.
pub(super) fn records(case: &Case, index: usize, asks: Question) -> Vec<Judged> {
    let (roles, documents): (&[Role], bool) = match asks {
        Question::Reported => (&[Role::Itself, Role::Educator], false),
        Question::Known | Question::Differs => (&Role::ALL, true),
        Question::InPlace | Question::Applies => (OUTSIDE, true),
        Question::Observed => (OUTSIDE, false),
    };
    let mut records = ratings_of(case, index, roles);
    if documents {
        let days = case.moment.expires.documented;
        let documents = case.evidence().judged(index, case.records, days).into_iter();
        let but = if !case.relationship.is_for(&case.profile().items[index]) {
            Some("the item is not for this pair")
        } else if roles == OUTSIDE && case.evaluation.items[index].observed.is_some() {
            Some("an observation outranks it")
        } else {
            None
        };
        records.extend(documents.map(|judged| match but.filter(|_| judged.counts) {
            Some(but) => {
                Judged { counts: false, why: format!("{}, but {but}", judged.why), ..judged }
            }
            None => judged,
        }));
    }
    records.sort_by(|a, b| a.file.cmp(&b.file));
    records
}

/// The checklists by raters in `roles` that rate item `index`, by name, and what each does.
pub(super) fn ratings_of(case: &Case, index: usize, roles: &[Role]) -> Vec<Judged> {
    let expired = case.evaluation.items[index].expired();
    let (relationship, profile) = (case.relationship, case.profile());
    let seen = ratings::Seen { relationship, profile, index, current: &case.current[index], roles };
    let mut records = ratings::judged(&case.standings, seen, |role| match role {
        Role::Itself => expired.by_coach,
        Role::Educator => expired.by_educator,
        Role::Observer | Role::Consensus => expired.observed,
    });
    records.sort_by(|a, b| a.file.cmp(&b.file));
    records
}
