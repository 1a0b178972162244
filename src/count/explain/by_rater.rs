//! Measures of what raters wrote: one entry per checklist.

use super::case::Case;
use crate::count::Share;
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::narrow::Narrow;
use crate::count::raters::OfRater;
use crate::count::raters::by_rater::{RatingCounts, rater, ratings};
use crate::count::ratings::Counted;

/// The checklists of the rater that `narrow` leaves, by name.
pub(super) fn entries(case: &Case, of: OfRater, narrow: &Narrow) -> Vec<Contribution> {
    let mut entries: Vec<(&str, Contribution)> = Vec::new();
    for ((file, checklist), standing) in &case.standings {
        let role = standing.unwrap_or(checklist.rater.role);
        let who =
            rater(case.relationship, &Counted { relationship: case.relationship, checklist, role });
        let is_asked = narrow.role.as_ref().is_none_or(|name| name == who.role.name())
            && narrow.rater.as_ref().is_none_or(|id| *id == who.id);
        if !is_asked {
            continue;
        }
        let counts = ratings(checklist, |item| case.keeps(narrow, item));
        let (counts, because) = match standing {
            Ok(_) => (counts, in_words(&counts)),
            Err(why) => (RatingCounts::default(), why.to_string()),
        };
        let adds = match of {
            OfRater::Checklists => Amount::Count(u32::from(standing.is_ok())),
            OfRater::Ratings(value) => value(&counts).into(),
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

fn in_words(counts: &RatingCounts) -> String {
    let Share { k, n } = counts.levels();
    format!(
        "{k} in place of {n} levels: {} partial, {} not in place; {} not applicable, {} not observed",
        counts.partial, counts.not_in_place, counts.not_applicable, counts.not_observed
    )
}
