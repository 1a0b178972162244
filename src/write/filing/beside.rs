//! What a new checklist does beside those that its pair has: it rates a visit a second time,
//! corrects an older one, or is beside one by the same rater on the same day. Typed records come
//! in; a sentence about it goes out.

use chrono::NaiveDate;

use crate::count::is_observation;
use crate::domain::record::{Checklist, Named, OfKind, Relationship, rater_of, replaced};
use crate::store::LoadedRecord;

/// What a checklist does beside others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Another observer rated this visit: the two count as a double rating.
    DoubleRating {
        /// The day of the visit.
        on: NaiveDate,
        /// The other observer.
        other: String,
    },
    /// It corrects this file, which does not count from then on.
    Corrects(String),
    /// The same rater has a checklist of this day, and it corrects none: both stand, and of two ratings
    /// of an item the lower counts.
    SameDay(String),
}

impl Beside {
    /// It in a sentence.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Beside::DoubleRating { on, other } => format!(
                "a second observer's checklist of the visit of {on}, beside {other}'s: it counts as \
                 double rating"
            ),
            Beside::Corrects(file) => {
                format!("it replaces {file}, which stays in the folder but no longer counts")
            }
            Beside::SameDay(file) => format!(
                "the same rater has a checklist of that day, {file}; both count, and where their \
                 ratings differ, the lower one does. If this one corrects it, give --replaces \
                 {file}"
            ),
        }
    }
}

/// What `checklist` does beside those among `records`.
pub(crate) fn beside(
    relationship: &Relationship,
    records: &[LoadedRecord],
    checklist: &Checklist,
) -> Vec<Beside> {
    let others: Vec<Named> = records
        .iter()
        .filter_map(|loaded| Some((loaded.file.name.as_str(), Checklist::of(&loaded.record)?)))
        .collect();
    let mut found = Vec::new();
    let corrected = match replaced(relationship, &others, ("", checklist)) {
        Some(Ok((file, _))) => {
            found.push(Beside::Corrects(file.to_owned()));
            Some(file)
        }
        _ => None,
    };
    let on = checklist.date.value;
    let of_day = others.iter().filter(|(_, other)| other.date.value == on);
    let of_day = of_day.filter(|(file, _)| !is_corrected(&others, file));
    let profile = checklist.profile(relationship);
    let of_day = of_day.filter(|(_, other)| other.profile(relationship).id == profile.id);
    for (file, other) in of_day.filter(|(file, _)| Some(*file) != corrected) {
        let (rater, own) = (rater_of(relationship, other), rater_of(relationship, checklist));
        if rater == own {
            found.push(Beside::SameDay((*file).to_owned()));
        } else if [*other, checklist].iter().all(|form| is_observation(relationship, form))
            && profile.votes.is_none()
            && let Some(other) = rater.1
        {
            found.push(Beside::DoubleRating { on, other: other.to_owned() });
        }
    }
    found
}

/// Whether another of `all` names `file` as what it replaces.
fn is_corrected(all: &[Named], file: &str) -> bool {
    all.iter().any(|(_, other)| other.replaces.as_ref().is_some_and(|named| named.value == file))
}
