//! From the figures of two reports to the comparison in short.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{CountStep, FunctionStep, Head, RowStep, ShareStep};
use crate::count::{Narrow, Share, Statistic, Value};
use crate::report::compare::named::{NamedProfile, NamedRow};
use crate::report::compare::numbers::{Addresses, of_the_whole_time};
use crate::report::figures::narrow_to;
use crate::report::model::{Dimension, Figure};
use crate::report::{Address, Selection};

/// The figures of one report, and what its rows are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SideOf<'s> {
    /// Its numbers.
    pub figures: &'s [Figure],
    /// Its profiles, sorted by id.
    pub profiles: &'s [NamedProfile],
}

/// The comparison of `before` and `now` in short, both about `selection`; `rows` are what their rows are.
pub(crate) fn head(
    now: SideOf,
    before: SideOf,
    selection: &Selection,
    rows: &[Dimension],
) -> Vec<Head> {
    let mut profiles: Vec<&str> = now.profiles.iter().map(|profile| &*profile.id).collect();
    for profile in before.profiles {
        if !profiles.contains(&profile.id.as_str()) {
            profiles.push(&profile.id);
        }
    }
    let sides = [before, now].map(Side::of);
    let under = |profile: &&str| {
        let mut selection = selection.clone();
        selection.profiles = vec![(*profile).to_owned()];
        Both { sides: &sides, selection: selection.into() }.head(profile, rows)
    };
    let mut heads: Vec<Head> = profiles.iter().map(under).collect();
    // As in the changes: a profile that is the only one need not be named.
    if let [only] = heads.as_mut_slice() {
        for row in &mut only.moved {
            Arc::make_mut(&mut row.address.selection).profiles.clear();
        }
    }
    heads
}

/// The numbers of one report by their addresses.
struct Side<'s> {
    of: SideOf<'s>,
    values: HashMap<Address, &'s Value>,
    /// Functions by profile, in the order in which the report has them.
    functions: Vec<(Vec<String>, String)>,
}

impl<'s> Side<'s> {
    fn of(of: SideOf<'s>) -> Self {
        let ids: Vec<&str> = of.profiles.iter().map(|profile| &*profile.id).collect();
        let (mut values, mut functions) = (HashMap::new(), Vec::new());
        let mut addresses = Addresses::with_only(&ids);
        for figure in of_the_whole_time(of.figures) {
            let narrow = &figure.address.narrow;
            let function = narrow.function.clone();
            if **narrow != (Narrow { function, ..Narrow::default() }) {
                continue;
            }
            let address = addresses.of(figure);
            if let (Statistic::InPlace, Some(function)) =
                (address.measure, &address.narrow.function)
            {
                let known = (address.selection.profiles.clone(), function.clone());
                if !functions.contains(&known) {
                    functions.push(known);
                }
            }
            values.insert(address, &figure.value);
        }
        Self { of, values, functions }
    }

    fn share(&self, address: &Address) -> Option<Share> {
        match self.values.get(address)? {
            Value::Share(share) => Some(*share),
            Value::Count { .. } | Value::Estimate { .. } => None,
        }
    }

    fn count(&self, address: &Address) -> Option<u64> {
        match self.values.get(address)? {
            Value::Count { count } => Some(*count),
            Value::Share(_) | Value::Estimate { .. } => None,
        }
    }
}

/// Both reports under one profile.
struct Both<'s> {
    sides: &'s [Side<'s>; 2],
    selection: Arc<Selection>,
}

impl Both<'_> {
    fn head(&self, profile: &str, rows: &[Dimension]) -> Head {
        let whole = Narrow::default;
        let count = |measure| self.count(measure);
        Head {
            profile: profile.to_owned(),
            functions: self.functions(),
            relationships: count(Statistic::Relationships),
            answered_in_time: self.share(whole(), Statistic::AnsweredInTime),
            outside_observation: self.share(whole(), Statistic::OutsideObservation),
            sessions: count(Statistic::Sessions),
            held_sessions: count(Statistic::HeldSessions),
            planned_sessions: count(Statistic::PlannedSessions),
            contacts: count(Statistic::Contacts),
            minutes: count(Statistic::Minutes),
            moved: if rows == [Dimension::Function] { Vec::new() } else { self.moved(profile) },
        }
    }

    /// All functions, then each: those of now in their order, then those that were there only before.
    fn functions(&self) -> Vec<FunctionStep> {
        let [before, now] = self.sides;
        let mut ids = vec![None];
        for (profiles, function) in now.functions.iter().chain(&before.functions) {
            let id = Some(function.clone());
            if *profiles == self.selection.profiles && !ids.contains(&id) {
                ids.push(id);
            }
        }
        let steps = ids.into_iter().map(|function| {
            let narrow = Narrow { function: function.clone(), ..Narrow::default() };
            FunctionStep {
                function,
                in_place: self.share(narrow.clone(), Statistic::InPlace),
                observed: self.share(narrow, Statistic::Observed),
            }
        });
        steps.collect()
    }

    /// The rows that moved, furthest first, then those of one report only.
    fn moved(&self, profile: &str) -> Vec<RowStep> {
        let [before, now] = self.sides;
        let named = [now, before].into_iter().flat_map(|side| side.of.profiles);
        let rows = named.filter(|named| named.id == profile).flat_map(|named| &named.rows);
        let mut seen = HashSet::new();
        let mut moved: Vec<RowStep> =
            rows.map(|row| self.row(row)).filter(|row| seen.insert(row.address.clone())).collect();
        if moved.len() < 2 {
            return Vec::new();
        }
        moved.retain(|row| !row.in_place.is_same() && !row.in_place.is_of_nothing());
        moved.sort_by(|one, other| one.in_place.further_first(&other.in_place));
        moved
    }

    fn row(&self, row: &NamedRow) -> RowStep {
        let (mut selection, mut narrow) = (Selection::clone(&self.selection), Narrow::default());
        narrow_to(&row.keys, &mut selection, &mut narrow);
        let address =
            Address { selection: selection.into(), ..self.address(narrow, Statistic::InPlace) };
        let in_place = self.step(&address);
        RowStep { name: row.name.clone(), address, in_place }
    }

    fn address(&self, narrow: Narrow, measure: Statistic) -> Address {
        let (selection, narrow) = (Arc::clone(&self.selection), narrow.into());
        Address { period: None, as_of: None, selection, narrow, measure }
    }

    fn share(&self, narrow: Narrow, measure: Statistic) -> ShareStep {
        self.step(&self.address(narrow, measure))
    }

    fn step(&self, address: &Address) -> ShareStep {
        let [before, now] = self.sides;
        ShareStep::new(before.share(address), now.share(address))
    }

    fn count(&self, measure: Statistic) -> CountStep {
        let [before, now] = self.sides;
        let address = self.address(Narrow::default(), measure);
        CountStep { before: before.count(&address), now: now.count(&address) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::report::model::Key;

    fn share(address: &str, k: u32, n: u32) -> Figure {
        Figure { address: address.parse().unwrap(), value: Share { k, n }.into() }
    }

    fn profile(id: &str, schools: &[&str]) -> NamedProfile {
        let row = |school: &&str| NamedRow {
            keys: vec![Key {
                by: Dimension::School,
                id: (*school).to_owned(),
                name: school.to_uppercase(),
            }],
            name: school.to_uppercase(),
        };
        let rows = schools.iter().map(row).collect();
        NamedProfile { id: id.to_owned(), hash: String::new(), rows }
    }

    fn compared(
        now: (&[Figure], &[NamedProfile]),
        before: (&[Figure], &[NamedProfile]),
    ) -> Vec<Head> {
        let [now, before] = [now, before].map(|(figures, profiles)| SideOf { figures, profiles });
        head(now, before, &Selection::default(), &[Dimension::School])
    }

    #[test]
    fn functions_are_joined_and_their_points_are_exact() {
        let now = [
            share("period=spring in-place", 5, 10),
            share("period=spring observed", 1, 2),
            share("period=spring function=a in-place", 1, 2),
            share("period=spring function=a observed", 0, 0),
            share("period=spring function=b in-place", 4, 8),
        ];
        let before = [
            share("in-place", 1, 3),
            share("observed", 2, 3),
            share("function=b in-place", 3, 4),
            share("function=c in-place", 1, 1),
        ];
        let p = [profile("p", &[])];
        let heads = compared((&now, &p), (&before, &p));
        let [head] = heads.as_slice() else { unreachable!("one profile") };
        let said: Vec<_> = head
            .functions
            .iter()
            .map(|of| (of.function.as_deref(), of.in_place.points, of.observed.points))
            .collect();
        // 1/2 − 1/3 = 16.66… points; 1/2 − 2/3 = −16.66…; 1/2 − 3/4 = −25. Nothing stood before in a,
        // and nothing stands now in c.
        let expected = [
            (None, Some(16.6), Some(-16.6)),
            (Some("a"), None, None),
            (Some("b"), Some(-25.0), None),
            (Some("c"), None, None),
        ];
        assert_eq!(said, expected);
        assert_eq!(head.functions[1].in_place.now, Some(Share { k: 1, n: 2 }));
        assert_eq!(head.functions[3].in_place.before, Some(Share { k: 1, n: 1 }));
    }

    #[test]
    fn what_moved_furthest_comes_first_whichever_way() {
        // From one half: b to 1/4 (25 down), c to 2/3 (16.6 up), d to 3/5 (10 up), a not at all.
        let now = [
            share("in-place", 9, 18),
            share("school=a in-place", 2, 4),
            share("school=b in-place", 1, 4),
            share("school=c in-place", 2, 3),
            share("school=d in-place", 3, 5),
            share("school=new in-place", 1, 2),
        ];
        let half = |school: &str| share(&format!("school={school} in-place"), 1, 2);
        let before =
            [share("in-place", 4, 8), half("a"), half("b"), half("c"), half("d"), half("gone")];
        let heads = compared(
            (&now, &[profile("p", &["a", "b", "c", "d", "new"])]),
            (&before, &[profile("p", &["a", "b", "c", "d", "gone"])]),
        );
        let said: Vec<_> = heads[0]
            .moved
            .iter()
            .map(|row| (row.name.as_str(), row.address.to_string(), row.in_place.points))
            .collect();
        let row = |name, school: &str, points| (name, format!("school={school} in-place"), points);
        let expected = [
            row("B", "b", Some(-25.0)),
            row("C", "c", Some(16.6)),
            row("D", "d", Some(10.0)),
            row("NEW", "new", None),
            row("GONE", "gone", None),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn each_profile_is_told_apart_on_either_side() {
        let now = [share("profile=p in-place", 1, 2), share("profile=q in-place", 3, 4)];
        let (p, q) = (profile("p", &[]), profile("q", &[]));
        // Before, p was the only profile, and so its number does not name it.
        let heads = compared((&now, &[p.clone(), q.clone()]), (&[share("in-place", 1, 4)], &[p]));
        let said: Vec<_> = heads
            .iter()
            .map(|head| (head.profile.as_str(), head.functions[0].in_place.points))
            .collect();
        assert_eq!(said, [("p", Some(25.0)), ("q", None)]);
        let gone = compared((&[], &[]), (&[share("in-place", 1, 4)], &[q]));
        assert_eq!(gone[0].profile, "q");
        assert_eq!(gone[0].functions[0].in_place.before, Some(Share { k: 1, n: 4 }));
    }
}
