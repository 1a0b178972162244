//! Relationships that take over from each other, read together. A folder and what comes before and after a
//! relationship come in; its records with all that passed on to it go out.

use std::collections::{BTreeMap, BTreeSet};

use super::dated;
use crate::check::Trace;
use crate::count::{OlderEdition, Records, TakenOver};
use crate::domain::record::{HandOvers, Heir, Lineage, Relationship};
use crate::store::{self, DistrictFolder, LoadedPair, Person};

/// The relationships around one: those that it goes on from, and the one that goes on from it.
#[derive(Debug, Default)]
pub(crate) struct Family {
    /// The latest first.
    pub before: Vec<LoadedPair>,
    next: Option<Relationship>,
}

/// The lineage of each of `all` that hands over or takes over, by its folder.
pub(crate) fn lineages(all: &[(String, Relationship)]) -> BTreeMap<String, Lineage> {
    let heirs: Vec<Heir> =
        all.iter().map(|(path, relationship)| Heir::of(path, relationship)).collect();
    HandOvers::of(&heirs).lineages(&heirs)
}

/// The lineage of each relationship behind `traces` that hands over or takes over, by its folder: whom it takes over
/// from and who takes over had the same educator, whom their folders are named for.
pub(super) fn around(folder: &DistrictFolder, traces: &[Trace]) -> BTreeMap<String, Lineage> {
    let educators: BTreeSet<&str> = traces.iter().filter_map(Trace::educator).collect();
    let people: Vec<Person> =
        educators.into_iter().map(|id| Person::Educator(id.to_owned())).collect();
    let all = store::overview(folder).pairs;
    let is_theirs = |path: &&String| people.iter().any(|person| person.may_be_in(path));
    let paths: Vec<&str> = all.iter().filter(is_theirs).map(String::as_str).collect();
    let mut lineages = lineages(&store::relationships_in(folder, &paths));
    lineages.retain(|path, _| traces.iter().any(|trace| trace.path() == path));
    lineages
}

impl Family {
    /// Reads the folders of `lineage`.
    pub(crate) fn read(folder: &DistrictFolder, lineage: &Lineage) -> Self {
        let load = |path: &String| store::load_pair(folder, path);
        let next = lineage.next.as_ref().and_then(|next| load(next).relationship);
        Self {
            before: lineage.before.iter().map(load).collect(),
            next: next.map(|(_, relationship)| relationship),
        }
    }

    /// Gives the relationship of `loaded` and its records to `look`; `None` where it could not be read.
    pub(crate) fn look<T>(
        &self,
        loaded: &LoadedPair,
        look: impl FnOnce(&Relationship, &Records) -> T,
    ) -> Option<T> {
        let (_, relationship) = loaded.relationship.as_ref()?;
        let began = relationship.started.value;
        let taken_over: Vec<TakenOver> = self
            .before
            .iter()
            .filter_map(|earlier| {
                let (_, old) = earlier.relationship.as_ref()?;
                Some(TakenOver::of(&earlier.path, old, dated(&earlier.records).into_iter(), began))
            })
            .flatten()
            .collect();
        let before = self.before.iter().map_while(|earlier| {
            let (_, old) = earlier.relationship.as_ref()?;
            Some((earlier.path.as_str(), old, dated(&earlier.records)))
        });
        let older = OlderEdition::all_before(relationship, before);
        let handed_on = self.next.as_ref().map(|next| next.started.value);
        let own = dated(&loaded.records);
        Some(look(relationship, &Records::with(&own, &taken_over, &older, handed_on)))
    }
}

/// The records of the pair in the folder `path`, with those of the pairs that it goes on from: what is open there is
/// its own now.
pub(crate) fn load_with_earlier(
    folder: &DistrictFolder,
    path: &str,
    lineage: Option<&Lineage>,
) -> LoadedPair {
    let mut loaded = store::load_pair(folder, path);
    let earlier = lineage.iter().flat_map(|lineage| lineage.before.iter().rev());
    for earlier in earlier.map(|path| store::load_pair(folder, path)) {
        loaded.records.extend(earlier.records);
        loaded.unused.extend(earlier.unused);
        loaded.diagnostics.extend(earlier.diagnostics);
        loaded.unread_folders += earlier.unread_folders;
    }
    loaded
}
