//! Hand-overs: which relationship goes on from which. What each says of itself comes in; which of them
//! belong together, and what is wrong with the others, goes out.
//!
//! A hand-over holds where all that follows is so; a promise passes on in no other case.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::Relationship;
use crate::text::nearest;
use crate::text::source::At;

/// What of a relationship decides whether it goes on from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heir<'r> {
    /// Its folder, `records/<school>/<pair>`.
    pub path: &'r str,
    /// The coached educator; `None` where that could not be read, as for the days.
    pub educator: Option<&'r str>,
    /// First day.
    pub started: Option<NaiveDate>,
    /// Last day, if there is one.
    pub ended: Option<Option<NaiveDate>>,
    /// The folder that it names, as it is written.
    pub continues: Option<&'r At<String>>,
}

impl<'r> Heir<'r> {
    /// The same of a `relationship` in the folder `path` that was read.
    pub(crate) fn of(path: &'r str, relationship: &'r Relationship) -> Self {
        Self {
            path,
            educator: Some(&relationship.educator.value),
            started: Some(relationship.started.value),
            ended: Some(relationship.ended.map(|ended| ended.value)),
            continues: relationship.continues.as_ref(),
        }
    }
}

/// Why a relationship does not go on from the one that it names. The others are by their places among all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There is no such folder; the nearest one, as it is to be written.
    NotThere(Option<String>),
    /// It is that relationship.
    Itself,
    /// That one is of another educator.
    OtherEducator(usize),
    /// That one has no end.
    NotEnded(usize),
    /// It starts before that one ends.
    Overlaps(usize),
    /// This one goes on from it already.
    Twice(usize),
    /// That one goes on from this one.
    Circle(usize),
}

/// Which relationships go on from which.
#[derive(Debug, Default)]
pub(crate) struct HandOvers {
    /// For each, the one that it goes on from; empty where none goes on from another.
    from: Vec<Option<usize>>,
    /// Where one does not go on from what it names.
    pub faults: Vec<(usize, Fault)>,
}

impl HandOvers {
    /// Those among `all`.
    pub(crate) fn of(all: &[Heir]) -> Self {
        if all.iter().all(|heir| heir.continues.is_none()) {
            return Self::default();
        }
        let places: HashMap<&str, usize> =
            all.iter().enumerate().map(|(place, heir)| (heir.path, place)).collect();
        let mut found = Self { from: vec![None; all.len()], faults: Vec::new() };
        let mut taken = HashMap::new();
        for (place, heir) in all.iter().enumerate() {
            let Some(named) = heir.continues else { continue };
            let named = &named.value;
            let fault = match places.get(folder_named(heir.path, named).as_str()) {
                None => Some(Fault::NotThere(nearest_pair(all, heir, named))),
                Some(&other) if other == place => Some(Fault::Itself),
                Some(&other) => match fault(heir, &all[other], other) {
                    Ok(false) => None,
                    Ok(true) if let Some(&first) = taken.get(&other) => Some(Fault::Twice(first)),
                    Ok(true) if found.before(other).any(|before| before == place) => {
                        Some(Fault::Circle(other))
                    }
                    Ok(true) => {
                        taken.insert(other, place);
                        found.from[place] = Some(other);
                        None
                    }
                    Err(fault) => Some(fault),
                },
            };
            found.faults.extend(fault.map(|fault| (place, fault)));
        }
        found
    }

    /// Those that the one at `place` goes on from, the latest first.
    fn before(&self, place: usize) -> impl Iterator<Item = usize> {
        let from = |&place: &usize| self.from.get(place).copied().flatten();
        std::iter::successors(from(&place), from)
    }

    /// The lineage of each of `all` that hands over or takes over, by its folder.
    pub(crate) fn lineages(&self, all: &[Heir]) -> BTreeMap<String, Lineage> {
        let mut lineages: BTreeMap<String, Lineage> = BTreeMap::new();
        let of = |place: usize| all[place].path.to_owned();
        for (place, from) in self.from.iter().enumerate() {
            let Some(from) = *from else { continue };
            lineages.entry(of(place)).or_default().before = self.before(place).map(of).collect();
            lineages.entry(of(from)).or_default().next = Some(of(place));
        }
        lineages
    }
}

/// What comes before and after a relationship.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lineage {
    /// The folders of those that it goes on from, the latest first.
    pub before: Vec<String>,
    /// The folder of the one that goes on from it.
    pub next: Option<String>,
}

/// Whether `heir` may go on from `other`, which is at `place`; no where too little could be read.
fn fault(heir: &Heir, other: &Heir, place: usize) -> Result<bool, Fault> {
    let (Some(own), Some(others)) = (heir.educator, other.educator) else { return Ok(false) };
    let (Some(started), Some(ended)) = (heir.started, other.ended) else { return Ok(false) };
    if own != others {
        return Err(Fault::OtherEducator(place));
    }
    match ended {
        None => Err(Fault::NotEnded(place)),
        Some(ended) if started < ended => Err(Fault::Overlaps(place)),
        Some(_) => Ok(true),
    }
}

/// The folder that `named` names in the relationship in the folder `own`: beside it, or of another
/// school.
///
/// ```
/// # use coach::domain::record::folder_named;
/// let own = "records/lincoln/c-09-t-104";
/// assert_eq!(folder_named(own, "c-03-t-104"), "records/lincoln/c-03-t-104");
/// assert_eq!(folder_named(own, "adams/c-03-t-104"), "records/adams/c-03-t-104");
/// ```
pub fn folder_named(own: &str, named: &str) -> String {
    let above = |path: &str| path.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
    let school = above(own);
    let beside = if named.contains('/') { above(&school) } else { school };
    format!("{beside}/{named}")
}

/// How the relationship in the folder `own` names the folder `other`.
pub(crate) fn name_of<'o>(own: &str, other: &'o str) -> &'o str {
    let school = |path: &str| path.rsplit_once('/').map(|(school, _)| school.to_owned());
    let parts = if school(own) == school(other) { 0 } else { 1 };
    other.rmatch_indices('/').nth(parts).map_or(other, |(slash, _)| &other[slash + 1..])
}

/// The folder of a relationship with the same educator, or else of any, that is most likely meant.
fn nearest_pair(all: &[Heir], heir: &Heir, named: &str) -> Option<String> {
    let others = || all.iter().filter(|other| other.path != heir.path);
    let same_name = || {
        let mut same = others().filter(|other| other.path.rsplit('/').next() == Some(named));
        same.next().filter(|_| same.next().is_none())
    };
    let mut of_educator =
        others().filter(|other| other.educator.is_some() && other.educator == heir.educator);
    let only = of_educator.next().filter(|_| of_educator.next().is_none());
    let exact = same_name().or(only).map(|other| name_of(heir.path, other.path));
    let names = others().map(|other| name_of(heir.path, other.path));
    exact.or_else(|| nearest(named, names)).map(str::to_owned)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::text::source::Span;

    /// Folder, educator, first day, last day, what it continues; days are of September 2026.
    type Told = (&'static str, &'static str, u32, Option<u32>, Option<&'static str>);

    /// What is found wrong, and the lineages.
    type Found = (Vec<(usize, Fault)>, BTreeMap<String, Lineage>);

    fn found(told: &[Told]) -> Found {
        let day = |day| NaiveDate::from_ymd_opt(2026, 9, day).unwrap();
        let named: Vec<_> = told
            .iter()
            .map(|one| one.4.map(|name| At { value: name.to_owned(), span: Span::default() }))
            .collect();
        let heirs: Vec<Heir> = told
            .iter()
            .zip(&named)
            .map(|(&(path, educator, started, ended, _), continues)| Heir {
                path,
                educator: Some(educator),
                started: Some(day(started)),
                ended: Some(ended.map(day)),
                continues: continues.as_ref(),
            })
            .collect();
        let found = HandOvers::of(&heirs);
        let lineages = found.lineages(&heirs);
        (found.faults, lineages)
    }

    /// A lineage by names of folders at school `a` or, with it, at another one.
    fn lineage(before: &[&str], next: Option<&str>) -> Lineage {
        let path = |name: &&str| format!("records/{name}");
        Lineage { before: before.iter().map(path).collect(), next: next.as_ref().map(path) }
    }

    #[test]
    fn a_chain_goes_from_the_first_to_the_last() {
        let found = found(&[
            ("records/a/c-1-t-1", "t-1", 1, Some(5), None),
            ("records/a/c-2-t-1", "t-1", 5, Some(9), Some("c-1-t-1")),
            ("records/b/c-2-t-1", "t-1", 12, None, Some("a/c-2-t-1")),
            ("records/b/c-2-t-2", "t-2", 1, None, None),
        ]);
        let expected = [
            ("records/a/c-1-t-1", lineage(&[], Some("a/c-2-t-1"))),
            ("records/a/c-2-t-1", lineage(&["a/c-1-t-1"], Some("b/c-2-t-1"))),
            ("records/b/c-2-t-1", lineage(&["a/c-2-t-1", "a/c-1-t-1"], None)),
        ];
        let expected = expected.map(|(path, lineage)| (path.to_owned(), lineage));
        assert_eq!(found, (vec![], BTreeMap::from(expected)));
    }

    #[test]
    fn what_does_not_hold_is_named() {
        let first = ("records/a/c-1-t-1", "t-1", 1, Some(5), None);
        let fault = |told: Told| found(&[first, told]).0.pop().map(|(_, fault)| fault);
        let with = |educator, started, continues| {
            fault(("records/a/c-2-t-1", educator, started, None, Some(continues)))
        };
        assert_eq!(with("t-1", 5, "c-1-t-1"), None);
        assert_eq!(with("t-1", 4, "c-1-t-1"), Some(Fault::Overlaps(0)));
        assert_eq!(with("t-2", 6, "c-1-t-1"), Some(Fault::OtherEducator(0)));
        assert_eq!(with("t-1", 6, "c-2-t-1"), Some(Fault::Itself));
        let near = Some("c-1-t-1".to_owned());
        assert_eq!(with("t-1", 6, "c-1-t-11"), Some(Fault::NotThere(near.clone())));
        assert_eq!(with("t-1", 6, "b/c-1-t-1"), Some(Fault::NotThere(near)));
        let open = ("records/a/c-3-t-1", "t-1", 1, None, None);
        let heir = ("records/a/c-4-t-1", "t-1", 9, None, Some("c-3-t-1"));
        assert_eq!(found(&[open, heir]).0, [(1, Fault::NotEnded(0))]);
    }

    #[test]
    fn one_is_taken_over_once_and_none_by_what_it_takes_over() {
        let twice = found(&[
            ("records/a/c-1-t-1", "t-1", 1, Some(5), None),
            ("records/a/c-2-t-1", "t-1", 6, None, Some("c-1-t-1")),
            ("records/a/c-3-t-1", "t-1", 6, None, Some("c-1-t-1")),
        ]);
        assert_eq!(twice.0, [(2, Fault::Twice(1))]);
        assert_eq!(twice.1.keys().collect::<Vec<_>>(), ["records/a/c-1-t-1", "records/a/c-2-t-1"]);
        // Only relationships of one day can go round.
        let circle = found(&[
            ("records/a/c-1-t-1", "t-1", 5, Some(5), Some("c-2-t-1")),
            ("records/a/c-2-t-1", "t-1", 5, Some(5), Some("c-1-t-1")),
        ]);
        assert_eq!(circle.0, [(1, Fault::Circle(0))]);
        assert_eq!(circle.1["records/a/c-1-t-1"], lineage(&["a/c-2-t-1"], None));
    }

    #[test]
    fn a_folder_is_named_as_shortly_as_it_can_be() {
        let own = "records/a/c-2-t-1";
        for (other, name) in [("records/a/c-1-t-1", "c-1-t-1"), ("records/b/c-2-t-1", "b/c-2-t-1")]
        {
            assert_eq!(name_of(own, other), name);
            assert_eq!(folder_named(own, name), other);
        }
    }
}
