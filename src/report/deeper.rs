//! What stands behind a report whose numbers open: its schools, coaches and pairs as rows of their own, and for each
//! pair the records behind its numbers. The folder and what was counted of it come in. Each pair is read once more
//! when it is drawn, and dropped then: a thousand of them take no more memory than a few.

use std::collections::BTreeMap;

use super::explanation::reasons;
use super::model::{Dimension, Group, ProfileReport};
use super::page::Reasons;
use super::select::below_records;
use super::{Asked, CoachRow, Gathered, Selection, build};
use crate::count::coaches::OfCoach;
use crate::count::{
    AgainstObserver, Moment, Narrow, OfData, OfMembers, Records, Source, Statistic, Value,
    by_instrument, explain, explain_time, total,
};
use crate::domain::record::Relationship;
use crate::store::{DistrictFolder, LoadedPair, Progress, load_coach};
use crate::survey::{dated, look_at};

/// How many pairs are read and drawn before the first of them is written.
const AT_A_TIME: usize = 64;

/// A part of a pair's records by which a number is narrowed, and what it is called.
type Part = (Option<String>, Narrow);

/// The parts of the pair of `group` by which `statistic` is listed: the one whole of most, and none where its
/// records are listed elsewhere.
fn parts(statistic: Statistic, group: &Group) -> Vec<Part> {
    match statistic.row().made {
        Source::Items(_)
        | Source::Attention(_)
        | Source::Visits(_)
        | Source::Doses(_)
        | Source::Rhythm(_)
        | Source::CalledOff(_)
        | Source::Answers(_)
        | Source::Members(OfMembers::OutsideObservation) => vec![(None, Narrow::default())],
        // Of the same ratings as those that are equal, where the pair gave any.
        Source::Against(_) if statistic != Statistic::EqualToObserver => Vec::new(),
        Source::Against(_) => {
            let of = |role: Option<String>| Narrow { role, ..Narrow::default() };
            let names = AgainstObserver::ROLES.map(|role| Some(role.name().to_owned()));
            names.into_iter().map(|name| (name.clone(), of(name))).collect()
        }
        // Its values, of which the others are made.
        Source::StudentData(OfData::Overlap) => {
            let of = |data: Option<String>| Narrow { data, ..Narrow::default() };
            let data = group.relationship.iter().flat_map(|behind| &behind.student_data);
            data.map(|data| (Some(data.measure.clone()), of(Some(data.id.clone())))).collect()
        }
        Source::StudentData(_) => Vec::new(),
        // A pair is one pair.
        Source::Members(_) => Vec::new(),
        // Of one level, rater or month at a time, of what is listed above: `coach explain` has them by their
        // addresses. What coaches do is listed for each coach.
        Source::Levels(_) | Source::Rater(_) | Source::Coach(_) | Source::Line(_) => Vec::new(),
    }
}

/// What is behind the one period of a report.
#[derive(Clone, Debug)]
pub struct Deeper<'f> {
    folder: &'f DistrictFolder,
    gathered: &'f Gathered,
    selection: &'f Selection,
    /// How far the reading of the pairs is.
    progress: &'f Progress,
    /// Every profile, with a row for each school.
    pub(super) schools: Vec<ProfileReport>,
    /// Every profile, with a row for each coach.
    pub(super) coaches: Vec<ProfileReport>,
    /// Every profile, with a row for each pair.
    pub(super) pairs: Vec<ProfileReport>,
}

/// A pair with what is behind its numbers, while it is drawn.
#[derive(Clone, Debug)]
pub(super) struct PairBehind<'r> {
    /// Its folder below `records/`.
    pub(super) id: &'r str,
    /// Its row under each profile that it has.
    pub(super) rows: Vec<(&'r ProfileReport, &'r Group, Vec<NumberBehind>)>,
}

/// What is behind one number of a pair or a coach.
#[derive(Clone, Debug)]
pub(super) struct NumberBehind {
    /// Which number it is.
    pub(super) statistic: Statistic,
    /// Of which rater or measure it is, where it is of one.
    pub(super) of: Option<String>,
    /// The number.
    pub(super) value: Value,
    /// What was counted or not, each with its records.
    pub(super) reasons: Vec<Reasons>,
}

impl<'f> Deeper<'f> {
    /// What is behind the report of `gathered` that was `asked` for, on its first period.
    pub(crate) fn of(
        folder: &'f DistrictFolder,
        gathered: &'f Gathered,
        selection: &'f Selection,
        asked: &Asked,
        progress: &'f Progress,
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
        let [schools, coaches, pairs] =
            [Dimension::School, Dimension::Coach, Dimension::Relationship].map(by);
        Self { folder, gathered, selection, progress, schools, coaches, pairs }
    }

    /// What `draw` makes of each pair, in the order of their folders. Pairs are read and drawn on all threads, a few
    /// at a time.
    pub(super) fn each_pair<'a, T: Send + 'a>(
        &'a self,
        draw: impl Fn(PairBehind<'a>) -> T + Sync + 'a,
    ) -> impl Iterator<Item = T> + 'a {
        let pairs: Vec<_> = self.by_pair().into_iter().collect();
        self.progress.begin(pairs.len());
        let mut left = pairs.into_iter();
        std::iter::from_fn(move || {
            let some: Vec<_> = left.by_ref().take(AT_A_TIME).collect();
            (!some.is_empty()).then(|| self.draw(&some, &draw))
        })
        .flatten()
    }

    /// Every pair, by its folder below `records/`, with its row under each profile that it has.
    fn by_pair(&self) -> BTreeMap<&str, Vec<(&ProfileReport, &Group)>> {
        let mut pairs: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for profile in &self.pairs {
            for group in &profile.groups {
                pairs.entry(&group.id).or_default().push((profile, group));
            }
        }
        pairs
    }

    fn draw<'a, T: Send>(
        &'a self,
        pairs: &[(&'a str, Vec<(&'a ProfileReport, &'a Group)>)],
        draw: &(impl Fn(PairBehind<'a>) -> T + Sync),
    ) -> Vec<T> {
        let known: BTreeMap<&str, _> = pairs.iter().map(|(id, rows)| (*id, rows)).collect();
        let path = |rows: &[(&ProfileReport, &'a Group)]| {
            let behind = rows.iter().find_map(|(_, group)| group.relationship.as_ref());
            behind.map(|behind| behind.path.as_str()).unwrap_or_default()
        };
        let paths: Vec<&str> = pairs.iter().map(|(_, rows)| path(rows)).collect();
        let moment = self.moment();
        let of = |loaded: &LoadedPair, relationship: &Relationship, records: &Records| {
            let (id, rows) = known.get_key_value(below_records(&loaded.path))?;
            let mut drawn = PairBehind { id, rows: Vec::new() };
            by_instrument(relationship, records, |relationship, records| {
                let is_by =
                    |row: &&(&'a ProfileReport, &'a Group)| row.0.id == relationship.profile.id;
                if let Some((profile, group)) = rows.iter().find(is_by) {
                    let numbers = numbers(&loaded.path, (relationship, records), &moment, group);
                    drawn.rows.push((profile, group, numbers));
                }
            });
            self.progress.advance();
            Some(draw(drawn))
        };
        look_at(self.folder, &self.gathered.survey.lineages, &paths, of)
            .into_iter()
            .flatten()
            .flatten()
            .collect()
    }

    /// What is behind the minutes that the coach of `row` spent without an educator, of all that the row has.
    pub(super) fn time_of(&self, row: &CoachRow) -> Option<NumberBehind> {
        let without =
            |statistic: &Statistic| statistic.of_coach() == Some(OfCoach::WithoutEducator);
        let statistic = Statistic::ALL.into_iter().find(without)?;
        let own = load_coach(self.folder, &row.coach);
        let (of, keeps) = (OfCoach::WithoutEducator, |school: Option<&str>| {
            self.selection.keeps_time_for(school)
        });
        let entries =
            explain_time(&dated(&own.records), &self.moment(), of, &Narrow::default(), keeps);
        let value = Value::Share(row.without_educator);
        let reasons: Vec<Reasons> =
            entries.into_iter().map(|entry| reasons(&own.path, entry, None)).collect();
        (!reasons.is_empty()).then_some(NumberBehind { statistic, of: None, value, reasons })
    }

    fn moment(&self) -> Moment<'_> {
        Moment::of(&self.folder.district, &self.gathered.windows[0], self.gathered.as_of)
    }
}

fn numbers(
    path: &str,
    (relationship, records): (&Relationship, &Records),
    moment: &Moment,
    group: &Group,
) -> Vec<NumberBehind> {
    let profile = Some(&*relationship.profile);
    let number = |statistic: Statistic, (of, narrow): Part| {
        let entries = explain(relationship, records, moment, statistic, &narrow)?;
        let value = total(statistic, &entries);
        if of.is_some() && matches!(value, Value::Share(share) if share.n == 0) {
            return None;
        }
        // Why an item does not count is listed once, with those in place.
        let is_of_some =
            statistic != Statistic::InPlace && matches!(statistic.row().made, Source::Items(_));
        let entries = entries.into_iter().filter(|entry| !(is_of_some && entry.adds.is_nothing()));
        let reasons: Vec<Reasons> = entries.map(|entry| reasons(path, entry, profile)).collect();
        (!reasons.is_empty()).then_some(NumberBehind { statistic, of, value, reasons })
    };
    let listed = Statistic::ALL.into_iter();
    listed
        .flat_map(|statistic| {
            parts(statistic, group).into_iter().map(move |part| (statistic, part))
        })
        .filter_map(|(statistic, part)| number(statistic, part))
        .collect()
}
