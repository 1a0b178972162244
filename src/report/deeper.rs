//! What stands behind a report whose numbers open: its schools, coaches and pairs as rows of their own, and for each
//! pair the records behind its numbers. The folder and what was counted of it come in. Each pair is read once
//! more and dropped; what stays is what is shown of it, without a word of its prose.

use std::collections::BTreeMap;

use super::explanation::reasons;
use super::model::{Dimension, ProfileReport};
use super::page::Reasons;
use super::select::below_records;
use super::{Asked, Gathered, Selection, build};
use crate::count::{Moment, Narrow, OfMembers, Records, Source, Statistic, by_instrument, explain};
use crate::domain::record::Relationship;
use crate::store::{DistrictFolder, LoadedPair};
use crate::survey::look_at;

/// Whether the records behind `statistic` are listed for each pair: it is a number of a pair as a whole.
fn is_listed(statistic: Statistic) -> bool {
    match statistic.row().made {
        Source::Items(_)
        | Source::Attention(_)
        | Source::Visits(_)
        | Source::Doses(_)
        | Source::Rhythm(_)
        | Source::CalledOff(_)
        | Source::Answers(_)
        | Source::Members(OfMembers::OutsideObservation) => true,
        // A pair is one pair.
        Source::Members(_) => false,
        // Of one level, role, rater, coach, month or measure at a time: `coach explain` has them by their addresses.
        Source::Levels(_)
        | Source::Against(_)
        | Source::Rater(_)
        | Source::Coach(_)
        | Source::Line(_)
        | Source::StudentData(_) => false,
    }
}

/// What is behind the one period of a report.
#[derive(Clone, Debug)]
pub struct Deeper {
    /// Every profile, with a row for each school.
    pub(super) schools: Vec<ProfileReport>,
    /// Every profile, with a row for each coach.
    pub(super) coaches: Vec<ProfileReport>,
    /// Every profile, with a row for each pair.
    pub(super) pairs: Vec<ProfileReport>,
    /// What is behind the numbers of a pair, by its folder below `records/` and the profile.
    behind: BTreeMap<(String, String), Vec<NumberBehind>>,
}

/// What is behind one number of a pair.
#[derive(Clone, Debug)]
pub(super) struct NumberBehind {
    /// Which number it is.
    pub(super) statistic: Statistic,
    /// What was counted or not, each with its records.
    pub(super) reasons: Vec<Reasons>,
}

impl Deeper {
    /// What is behind the report of `gathered` that was `asked` for, on its first period.
    pub(crate) fn of(
        folder: &DistrictFolder,
        gathered: &Gathered,
        selection: &Selection,
        asked: &Asked,
    ) -> Self {
        let by = |dimension| {
            let asked = Asked {
                by: vec![dimension],
                leaves_out_figures: true,
                sort: None,
                ..asked.clone()
            };
            let report = build(&folder.district, gathered, selection, asked);
            report.periods.into_iter().next().map(|first| first.profiles).unwrap_or_default()
        };
        let pairs = by(Dimension::Relationship);
        let behind = behind(folder, gathered, &pairs);
        Self { schools: by(Dimension::School), coaches: by(Dimension::Coach), pairs, behind }
    }

    /// What is behind the numbers of the pair in `folder`, below `records/`, under a profile.
    pub(super) fn behind(&self, folder: &str, profile: &str) -> &[NumberBehind] {
        let known = self.behind.get(&(folder.to_owned(), profile.to_owned()));
        known.map(Vec::as_slice).unwrap_or_default()
    }
}

fn behind(
    folder: &DistrictFolder,
    gathered: &Gathered,
    profiles: &[ProfileReport],
) -> BTreeMap<(String, String), Vec<NumberBehind>> {
    let Some(window) = gathered.windows.first() else { return BTreeMap::new() };
    let moment = Moment::of(&folder.district, window, gathered.as_of);
    let pairs = profiles.iter().flat_map(|profile| &profile.groups);
    let pairs = pairs.filter_map(|group| group.relationship.as_ref());
    let mut paths: Vec<&str> = pairs.map(|behind| behind.path.as_str()).collect();
    paths.sort_unstable();
    // A pair with several instruments is there once for each.
    paths.dedup();
    let of = |loaded: &LoadedPair, relationship: &Relationship, records: &Records| {
        by_instrument(relationship, records, |relationship, records| {
            let numbers = numbers(&loaded.path, relationship, records, &moment);
            (relationship.profile.id.clone(), numbers)
        })
    };
    let seen = look_at(folder, &gathered.survey.lineages, &paths, of);
    let mut behind = BTreeMap::new();
    for (path, of_pair) in paths.into_iter().zip(seen) {
        for (profile, numbers) in of_pair.into_iter().flatten() {
            behind.insert((below_records(path).to_owned(), profile), numbers);
        }
    }
    behind
}

fn numbers(
    path: &str,
    relationship: &Relationship,
    records: &Records,
    moment: &Moment,
) -> Vec<NumberBehind> {
    let number = |statistic| {
        let entries = explain(relationship, records, moment, statistic, &Narrow::default())?;
        let profile = Some(&*relationship.profile);
        // Why an item does not count is listed once, with those in place.
        let is_of_some =
            statistic != Statistic::InPlace && matches!(statistic.row().made, Source::Items(_));
        let entries = entries.into_iter().filter(|entry| !(is_of_some && entry.adds.is_nothing()));
        let reasons = entries.map(|entry| reasons(path, entry, profile)).collect();
        Some(NumberBehind { statistic, reasons })
    };
    let listed = Statistic::ALL.into_iter().filter(|statistic| is_listed(*statistic));
    listed.filter_map(number).filter(|it| !it.reasons.is_empty()).collect()
}
