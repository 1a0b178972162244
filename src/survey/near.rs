//! A pass for a few records: their own folders are read whole, and of all others only what the rules that look across
//! folders ask for (`check/asks`). What is found is what a pass over everything finds of them, but for the rules that
//! are named as judged in part.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Digests, Pass, Sum, Survey, as_pair, see, see_coach};
use crate::check::{self, Allow, Asked, Asks, Judged, OwnTime, Pair, Trace};
use crate::count::{Dated, Records};
use crate::domain::record::Relationship;
use crate::store::{self, DistrictFolder, Person, RecordName, Scope};

/// The folders of the records that `scope` names; `None` where it is about more than some records and folders of
/// records, so that everything is to be read.
pub(super) fn folders_of(folder: &DistrictFolder, scope: &Scope) -> Option<BTreeSet<String>> {
    let Scope::Only(named) = scope else { return None };
    let folder_of = |path: &String| {
        let of_record = path
            .rsplit_once('/')
            .filter(|(_, name)| RecordName::parse(name).is_some())
            .map(|(of_record, _)| of_record);
        let records = of_record.unwrap_or(path);
        store::is_record_folder(folder, records).then(|| records.to_owned())
    };
    named.iter().map(folder_of).collect()
}

/// A pass over the records in `folders`, of which `pass` looks at some or all.
pub(super) fn survey<T: Send, C: Send>(
    folder: &DistrictFolder,
    pass: &Pass,
    folders: &BTreeSet<String>,
    look: impl Fn(&str, &Relationship, &Records) -> T + Sync,
    look_at_coach: impl Fn(&str, &[Dated]) -> C + Sync,
) -> Survey<T, C> {
    pass.progress.begin(folders.len());
    let read = |path: &String| {
        let seen = match store::coach_of(path) {
            Some(coach) => {
                let loaded = store::load_coach(folder, coach);
                see_coach(folder, pass, Digests::Left, &look_at_coach, loaded)
            }
            None => see(folder, pass, Digests::Left, &look, store::load_pair(folder, path)),
        };
        pass.progress.advance();
        seen
    };
    let seen: Vec<_> = folders.par_iter().map(read).collect();
    // Of what was not read, no rule can be silent.
    let mut sum = Sum { all_read: false, ..Sum::default() };
    sum.add_outside(folder, pass, Vec::new());
    seen.into_iter().for_each(|seen| sum.add(seen));
    let asks = asks_of(&sum.traces, pass.scope);
    let others = others(folder, pass, folders, &asks, (&sum.traces, &sum.coaches));
    let (others, allows): (Vec<Trace>, Vec<_>) =
        others.into_iter().map(|Other { trace, allows }| (trace, allows)).unzip();
    sum.allows.extend(allows.into_iter().flatten());
    let survey = sum.finish(folder, pass, &others);
    Survey { in_part: asks.in_part, ..survey }
}

/// What the rules ask of others, to judge the records in `scope`.
fn asks_of(traces: &[Trace], scope: &Scope) -> Asks {
    let mut asks = Asks::default();
    for trace in traces {
        let is_judged = |name: &str| scope.looks_at(&format!("{}/{name}", trace.path()));
        check::ask(Judged { trace, is_judged: &is_judged }, &mut asks);
    }
    asks
}

/// A relationship that is not judged itself.
struct Other {
    trace: Trace,
    /// A comment in one of two records is enough to allow what is found of both.
    allows: Vec<Allow>,
}

impl Other {
    fn of(pair: &Pair) -> Self {
        Self { trace: Trace::of(pair), allows: Allow::all_of(pair) }
    }
}

/// What is remembered of the relationships beside those in `folders` that `asks` asks of, and of those of the
/// `coaches` whose own time is judged, as far as `own` does not tell.
fn others(
    folder: &DistrictFolder,
    pass: &Pass,
    folders: &BTreeSet<String>,
    asks: &Asks,
    (own, coaches): (&[Trace], &[OwnTime]),
) -> Vec<Other> {
    let coaches: Vec<Person> =
        coaches.iter().map(|own| Person::Coach(own.coach().to_owned())).collect();
    if asks.people.is_empty() && !asks.relationships && coaches.is_empty() {
        return Vec::new();
    }
    let all = store::overview(folder).pairs;
    let rest: Vec<&String> = all.iter().filter(|path| !folders.contains(*path)).collect();
    let named = |path: &String| {
        let people = asks.people.iter().filter(|(person, _)| person.may_be_in(path));
        let asked: Vec<&Asked> = people.map(|(_, asked)| asked).collect();
        if !asked.is_empty() {
            let is_asked = |name: RecordName| asked.iter().any(|asked| asked.holds(name));
            return as_pair(folder, pass, &store::load_some(folder, path, is_asked), Other::of);
        }
        let is_asked = asks.relationships || coaches.iter().any(|coach| coach.may_be_in(path));
        is_asked.then(|| relationship(folder, pass, path)).flatten()
    };
    let mut others: Vec<Other> = rest.par_iter().copied().filter_map(named).collect();
    let has_coach = |coach: &Person| {
        let mut all =
            own.iter().chain(others.iter().map(|other| &other.trace)).filter_map(Trace::coach);
        all.any(|known| *coach == Person::Coach(known.to_owned()))
    };
    // Where no folder is named for a coach, only all relationships tell whether there is one.
    if !asks.relationships && !coaches.iter().all(has_coach) {
        let read: BTreeSet<&str> = others.iter().map(|other| other.trace.path()).collect();
        let unread = rest.par_iter().filter(|path| !read.contains(path.as_str()));
        let more: Vec<Other> = unread.filter_map(|path| relationship(folder, pass, path)).collect();
        others.extend(more);
    }
    others
}

/// What is remembered of the relationship in the folder `path`, without its records.
fn relationship(folder: &DistrictFolder, pass: &Pass, path: &str) -> Option<Other> {
    let loaded = store::load_relationship(folder, path)?;
    as_pair(folder, pass, &loaded, Other::of)
}
