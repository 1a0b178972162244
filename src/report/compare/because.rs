//! What made the difference: in each relationship, the things that count differently than before, and
//! the records that cause it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::became::{Became, Files};
use super::unchanged::without_unchanged;
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::{
    Moment, MonthValue, Narrow, OfData, Records, Source, Statistic, by_instrument, explain,
    explain_time, is_new,
};
use crate::domain::calendar::{AsOf, Window};
use crate::domain::record::{Lineage, Relationship};
use crate::report::select::below_records;
use crate::report::{Selection, gather};
use crate::store::{self, DistrictFolder, Progress};
use crate::survey::dated;
use crate::survey::lineage::{Family, lineages};

/// A folder and the time it is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Held<'h> {
    /// The folder.
    pub folder: &'h DistrictFolder,
    /// The days looked at.
    pub window: &'h Window,
    /// The as-of day.
    pub as_of: AsOf,
}

/// One thing that counts differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Because {
    /// The folder below `records/`: a relationship's, or `coaches/` and a coach's.
    pub relationship: String,
    /// An item, a request, a visit, by ids and days.
    pub what: String,
    /// What it adds to which measures.
    #[schemars(length(min = 1))]
    pub measures: Vec<Standing>,
    /// Why, before; `null` where it was not there.
    pub before: Option<String>,
    /// Why, now; `null` where it is not there any more.
    pub now: Option<String>,
    /// Records that are not as they were, or that count now and did not before, or the other way round. If
    /// there are none: what else is not as it was in the folder, where nothing else made the difference; else
    /// records that count in both.
    pub records: Vec<RecordChange>,
}

/// What something adds to one measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// The measure's name.
    pub measure: &'static str,
    /// Before; `null` where it was not there.
    pub before: Option<String>,
    /// Now; `null` where it is not there any more.
    pub now: Option<String>,
}

/// What one record does now, and what it did before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecordChange {
    /// Its file name within the relationship's folder, or the whole path of a record that it took over.
    pub file: String,
    /// Whether it counted; `null` where nobody looked at it, or it was not there.
    pub counted_before: Option<bool>,
    /// Whether it counts; `null` where nobody looks at it, or it is not there.
    pub counts_now: Option<bool>,
    /// Whether it was there before, as a record that could be used.
    pub was_there: bool,
    /// Whether it is there now, as a record that can be used.
    pub is_there: bool,
    /// What became of its file.
    pub became: Became,
    /// The rule that counts or refuses it now, or did before, in words.
    pub why: String,
}

/// What changed in the relationships that `selection` holds, for the measures that changed.
pub fn because(
    now: Held,
    before: Held,
    selection: &Selection,
    measures: impl IntoIterator<Item = Statistic>,
    progress: &Progress,
) -> Vec<Because> {
    let measures: BTreeSet<(Statistic, Statistic)> = measures.into_iter().map(rests_on).collect();
    let mut paths: BTreeSet<String> = store::overview(now.folder).pairs.into_iter().collect();
    paths.extend(store::overview(before.folder).pairs);
    let [lineages_before, lineages_now] =
        [before, now].map(|held| lineages(&store::relationships(held.folder)));
    let is_related =
        |path: &str| [&lineages_before, &lineages_now].iter().any(|all| all.contains_key(path));
    let paths = without_unchanged(paths.into_iter().collect(), now, before, is_related);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let found = store::each_of(now.folder, &paths, progress, |loaded| {
        let path = loaded.path.clone();
        let family = family(now, lineages_now.get(&path));
        let after = entries(now, &family, &loaded, selection, &measures);
        let are_there = files(&family, &loaded);
        let loaded = store::load_pair(before.folder, &path);
        let family = self::family(before, lineages_before.get(&path));
        let was = entries(before, &family, &loaded, selection, &measures);
        let were_there = files(&family, &loaded);
        let files = Files::of(&path, [before, now], [were_there, are_there]);
        differences(&path, &was, &after, &files)
    });
    let mut found: Vec<Because> = found.into_iter().flatten().collect();
    found.extend(of_coaches(now, before, selection, &measures));
    found
}

/// What changed in coaches' own time.
fn of_coaches(
    now: Held,
    before: Held,
    selection: &Selection,
    measures: &BTreeSet<(Statistic, Statistic)>,
) -> Vec<Because> {
    let is_of_coaches = measures.iter().any(|(measure, _)| measure.is_of_coach());
    if !is_of_coaches || !selection.keeps_coaches_whole() {
        return Vec::new();
    }
    let mut coaches: BTreeSet<String> = store::overview(now.folder).coaches.into_iter().collect();
    coaches.extend(store::overview(before.folder).coaches);
    let mut found = Vec::new();
    for coach in coaches.iter().filter(|coach| selection.wants_coach(coach)) {
        let [earlier, loaded] = [before, now].map(|held| store::load_coach(held.folder, coach));
        let [was, is] = [(before, &earlier), (now, &loaded)].map(|(held, own)| {
            let records = dated(&own.records);
            let moment = Moment::of(&held.folder.district, held.window, held.as_of);
            let keeps = |school: Option<&str>| selection.keeps_time_for(school);
            let of =
                measures.iter().filter_map(|(measure, _)| Some((*measure, measure.of_coach()?)));
            let entries = of.flat_map(|(measure, of)| {
                let entries = explain_time(&records, &moment, of, &Narrow::default(), keeps);
                entries.into_iter().map(move |entry| (measure, entry))
            });
            entries.collect::<Vec<_>>()
        });
        let usable = [&earlier, &loaded].map(|own| {
            own.records.iter().map(|loaded| loaded.file.name.clone()).collect::<BTreeSet<_>>()
        });
        let files = Files::of(&loaded.path, [before, now], usable);
        found.extend(differences(&loaded.path, &was, &is, &files));
    }
    found
}

/// The measure that an estimate is made of, and the one whose entries show it best: ratings of two
/// observers visit by visit.
fn rests_on(measure: Statistic) -> (Statistic, Statistic) {
    let made_of = match measure.row().made {
        Source::Visits(of) if of.is_of_ratings() => {
            return (Statistic::ObserversAgree, Statistic::ObserversMeanAgreement);
        }
        Source::Line(of) => of.line().measure(),
        Source::StudentData(OfData::Trend | OfData::TrendP) => Statistic::DataOverlap,
        Source::StudentData(OfData::Before | OfData::After | OfData::Overlap)
        | Source::Items(_)
        | Source::Levels(_)
        | Source::Members(_)
        | Source::Attention(_)
        | Source::Visits(_)
        | Source::Against(_)
        | Source::Rater(_)
        | Source::Doses(_)
        | Source::Rhythm(_)
        | Source::CalledOff(_)
        | Source::Coach(_)
        | Source::Answers(_) => measure,
    };
    (made_of, made_of)
}

fn family(held: Held, lineage: Option<&Lineage>) -> Family {
    lineage.map(|lineage| Family::read(held.folder, lineage)).unwrap_or_default()
}

/// The files of records that can be used, those of earlier pairs by their paths.
fn files(family: &Family, loaded: &store::LoadedPair) -> BTreeSet<String> {
    let mut files: BTreeSet<String> =
        loaded.records.iter().map(|loaded| loaded.file.name.clone()).collect();
    let earlier = family.before.iter().flat_map(|earlier| &earlier.records);
    files.extend(earlier.map(|loaded| loaded.file.path().to_string()));
    files.extend(loaded.relationship.is_some().then(|| store::RELATIONSHIP.to_owned()));
    files
}

fn entries(
    held: Held,
    family: &Family,
    loaded: &store::LoadedPair,
    selection: &Selection,
    measures: &BTreeSet<(Statistic, Statistic)>,
) -> Vec<(Statistic, Contribution)> {
    let moment = Moment::of(&held.folder.district, held.window, held.as_of);
    let of = |relationship: &Relationship, records: &Records| {
        let counted = gather::identity(&loaded.path, relationship, held.as_of.day);
        if !selection.holds(&counted) {
            return Vec::new();
        }
        let is_new = is_new(relationship, &moment);
        let is_in = |measure: &&(Statistic, Statistic)| !selection.sets_apart(measure.0, is_new);
        let of = |&(measure, shown_by): &(Statistic, Statistic)| {
            let entries = explain(relationship, records, &moment, shown_by, &Narrow::default());
            entries.unwrap_or_default().into_iter().map(move |entry| (measure, entry))
        };
        measures.iter().filter(is_in).flat_map(of).collect()
    };
    let of_each = |relationship: &Relationship, records: &Records| {
        by_instrument(relationship, records, of).concat()
    };
    family.look(loaded, of_each).unwrap_or_default()
}

/// The things that do not add the same, in the order in which they come.
fn differences<'e>(
    path: &str,
    before: &'e [(Statistic, Contribution)],
    now: &'e [(Statistic, Contribution)],
    files: &Files,
) -> Vec<Because> {
    type Both<'e> = (Option<&'e Contribution>, Option<&'e Contribution>);
    let repeated: BTreeSet<&str> = [before, now].into_iter().flat_map(repeated).collect();
    // Two requests of one day are told apart by their files.
    let key = |entry: &'e Contribution| {
        let records = entry.records.iter().filter(|_| repeated.contains(entry.what.as_str()));
        (entry.what.as_str(), records.map(|judged| judged.file.as_str()).collect::<Vec<_>>())
    };
    let mut order = Vec::new();
    let mut by_what: BTreeMap<(&str, Vec<&str>), BTreeMap<Statistic, Both>> = BTreeMap::new();
    for (is_now, (measure, entry)) in
        before.iter().map(|e| (false, e)).chain(now.iter().map(|e| (true, e)))
    {
        let key = key(entry);
        if !by_what.contains_key(&key) {
            order.push(key.clone());
        }
        let both = by_what.entry(key).or_default().entry(*measure).or_default();
        if is_now {
            both.1 = Some(entry);
        } else {
            both.0 = Some(entry);
        }
    }
    order
        .into_iter()
        .filter_map(|key| {
            let mut changed = by_what.remove(&key)?;
            changed.retain(|_, (before, now)| match (before, now) {
                (Some(before), Some(now)) => before.adds != now.adds,
                // What is not there adds as little as what adds nothing.
                (Some(one), None) | (None, Some(one)) => !one.adds.is_nothing(),
                (None, None) => false,
            });
            let (_, (first_before, first_now)) = changed.iter().next()?;
            let standing = |(measure, (before, now)): (&Statistic, &Both)| Standing {
                measure: measure.name(),
                before: before.map(|entry| amount(&entry.adds)),
                now: now.map(|entry| amount(&entry.adds)),
            };
            Some(Because {
                relationship: below_records(path).to_owned(),
                what: key.0.to_owned(),
                measures: changed.iter().map(standing).collect(),
                before: first_before.map(|entry| entry.because.clone()),
                now: first_now.map(|entry| entry.because.clone()),
                records: records(changed.values(), files),
            })
        })
        .collect()
}

/// Names that several entries of one measure have.
fn repeated(entries: &[(Statistic, Contribution)]) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    let named = entries.iter().map(|(measure, entry)| (*measure, entry.what.as_str()));
    named.filter(|name| !seen.insert(*name)).map(|(_, what)| what).collect()
}

/// The records behind what `changed`. One that is not as it was comes before those that it made count otherwise.
fn records<'e>(
    changed: impl Iterator<Item = &'e (Option<&'e Contribution>, Option<&'e Contribution>)>,
    files: &Files,
) -> Vec<RecordChange> {
    let mut judged: BTreeMap<&str, (Option<&Judged>, Option<&Judged>)> = BTreeMap::new();
    for (before, now) in changed {
        for of in before.iter().flat_map(|entry| &entry.records) {
            judged.entry(&of.file).or_default().0.get_or_insert(of);
        }
        for of in now.iter().flat_map(|entry| &entry.records) {
            judged.entry(&of.file).or_default().1.get_or_insert(of);
        }
    }
    let change = |file: &str, before: Option<&Judged>, now: Option<&Judged>| RecordChange {
        file: file.to_owned(),
        counted_before: before.map(|judged| judged.counts),
        counts_now: now.map(|judged| judged.counts),
        was_there: files.was_usable(file),
        is_there: files.is_usable(file),
        became: files.became(file),
        why: now.or(before).map(|judged| judged.why.clone()).unwrap_or_default(),
    };
    let all: Vec<RecordChange> =
        judged.into_iter().map(|(file, (before, now))| change(file, before, now)).collect();
    let counts = |of: &RecordChange| [of.counted_before, of.counts_now].map(|of| of == Some(true));
    let is_other = |of: &RecordChange| of.became != Became::Same && counts(of).contains(&true);
    let turned = |of: &RecordChange| counts(of)[0] != counts(of)[1];
    let (mut made_it, rest): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|of| is_other(of) || turned(of));
    if !made_it.iter().any(is_other) {
        // Something that is none of its records: when the pair began, a record that another one replaces.
        let others = files.others().iter().map(|file| change(file, None, None));
        made_it.splice(0..0, others);
    }
    if made_it.is_empty() {
        made_it.extend(rest.into_iter().filter(|of| counts(of) == [true, true]));
    }
    made_it.sort_by_key(|of| of.became == Became::Same);
    made_it
}

/// What an entry adds, in words.
fn amount(amount: &Amount) -> String {
    match amount {
        Amount::Count(count) | Amount::Once(_, count) => count.to_string(),
        Amount::Share(share) | Amount::OnceShare(_, share) => {
            format!("{} of {}", share.k, share.n)
        }
        Amount::Distinct(name) => name.clone(),
        Amount::Visit(visit) => {
            let agree = visit.agree();
            format!("{} of {}", agree.k, agree.n)
        }
        Amount::Month { value: Some(MonthValue::Share(share)), .. } => {
            format!("{} of {}", share.k, share.n)
        }
        Amount::Month { value: Some(MonthValue::Sessions { sessions, .. }), .. } => {
            sessions.to_string()
        }
        Amount::Month { value: None, .. } => "nothing".to_owned(),
        Amount::Levels(own, observer) => format!("{own} against {observer}"),
        Amount::Data(data) => data.value.to_string(),
    }
}
