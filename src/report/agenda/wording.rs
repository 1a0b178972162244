//! How far off things are and what items lack, in words: the one source for every form that shows
//! them. The words hold days of the records, never a record's prose.

use std::collections::BTreeMap;

use super::model::Lacks;
use crate::count::agenda::Lack;
use crate::domain::profile::Profile;
use crate::text::wording::{count, grouped};

/// How far off a due day is.
pub(super) fn when(days_left: Option<i64>) -> String {
    let days = |n: i64| count(usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX), "day");
    match days_left {
        None => "no due day".to_owned(),
        Some(0) => "today".to_owned(),
        Some(n) if n < 0 => format!("{} late", days(n)),
        Some(n) => format!("in {}", days(n)),
    }
}

/// How much is left over from earlier school years, given the year of each thing.
pub(super) fn left_over<'y>(years: impl Iterator<Item = &'y str>) -> Option<String> {
    let mut of_year: BTreeMap<&str, usize> = BTreeMap::new();
    years.for_each(|year| *of_year.entry(year).or_default() += 1);
    let all: usize = of_year.values().sum();
    let them = if all == 1 { "it" } else { "them" };
    let from = match of_year.keys().collect::<Vec<_>>()[..] {
        [] => return None,
        [only] => (*only).to_owned(),
        _ => {
            let parts = of_year.iter().map(|(year, n)| format!("{} from {year}", grouped(*n)));
            format!("earlier school years ({})", parts.collect::<Vec<_>>().join(", "))
        }
    };
    Some(format!("{} left from {from}: `--earlier` lists {them}", grouped(all)))
}

/// What an item lacks, in one word.
pub(super) fn lack_kind(lack: &Lack) -> Lacks {
    match lack {
        Lack::Document { .. } => Lacks::Document,
        Lack::BeginningOver => Lacks::BeginningOver,
        Lack::Observation(_) => Lacks::Observation,
        Lack::ObserverOnly => Lacks::ObserverOnly,
    }
}

/// What would put `item` in place.
pub(super) fn lack(lack: &Lack, profile: &Profile, index: usize) -> String {
    let item = &profile.items[index];
    match lack {
        Lack::Document { until: None } => item.evidence.in_words(),
        Lack::Document { until: Some(until) } => {
            format!("{} (until {until})", item.evidence.in_words())
        }
        Lack::BeginningOver => {
            "the beginning is over; an observer's checklist can still put it in place".to_owned()
        }
        Lack::Observation(current) => format!(
            "observed {} on {}: only a new observation changes that",
            current.rating.word(profile, index),
            current.on
        ),
        Lack::ObserverOnly => {
            "no document can put it in place; an observer's checklist can".to_owned()
        }
    }
}
