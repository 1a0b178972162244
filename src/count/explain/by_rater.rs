//! Measures of what raters wrote: one entry a checklist.

use super::Case;
use crate::count::contribution::{Amount, Contribution, Judged, Narrow};
use crate::count::raters::by_rater::{RatingCounts, rater, ratings};
use crate::count::ratings::Counted;
use crate::count::{Share, Statistic};

/// The checklists of the rater that `narrow` leaves, by name.
pub(super) fn entries(case: &Case, measure: Statistic, narrow: &Narrow) -> Vec<Contribution> {
    let mut entries: Vec<(&str, Contribution)> = Vec::new();
    for ((file, checklist), standing) in &case.standings {
        let role = standing.unwrap_or(checklist.rater.role);
        let who = rater(case.relationship, &Counted { checklist, role });
        let is_asked = narrow.role.as_ref().is_none_or(|name| name == who.role.name())
            && narrow.rater.as_ref().is_none_or(|id| *id == who.id);
        if !is_asked {
            continue;
        }
        let counts = ratings(checklist, |item| case.keeps(narrow, item));
        let (adds, because) = match standing {
            Ok(_) => (amount(measure, &counts), in_words(&counts)),
            Err(why) => (amount(measure, &RatingCounts::default()), why.to_string()),
        };
        let adds = match (measure, standing) {
            (Statistic::Checklists, standing) => Amount::Count(u32::from(standing.is_ok())),
            _ => adds,
        };
        let records = vec![Judged {
            file: (*file).to_owned(),
            counts: standing.is_ok(),
            why: because.clone(),
        }];
        let what = format!("{} by {} {}", checklist.date.value, who.role.name(), who.id);
        entries.push((*file, Contribution { what, adds, because, records }));
    }
    entries.sort_by_key(|(file, _)| *file);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn amount(measure: Statistic, counts: &RatingCounts) -> Amount {
    match measure {
        Statistic::RatingsInPlace => Amount::Share(counts.levels()),
        Statistic::RatingsPartial => Amount::Count(counts.partial),
        Statistic::RatingsNotInPlace => Amount::Count(counts.not_in_place),
        Statistic::RatingsNotApplicable => Amount::Count(counts.not_applicable),
        Statistic::RatingsNotObserved => Amount::Count(counts.not_observed),
        _ => Amount::Count(0),
    }
}

fn in_words(counts: &RatingCounts) -> String {
    let Share { k, n } = counts.levels();
    format!(
        "{k} in place of {n} levels: {} partial, {} not in place; {} not applicable, {} not observed",
        counts.partial, counts.not_in_place, counts.not_applicable, counts.not_observed
    )
}
