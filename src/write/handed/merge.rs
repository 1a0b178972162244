//! What a record that was imported is to say when its source comes again: what the source says now, what the record says
//! here, and what the source said before come in; what both come to goes out. Where the source changed something, its
//! word counts; all else stays as it is here. Nothing is asked here.

use super::differences::alike;
use crate::domain::key::{Needed, Table};
use crate::domain::record::{Told, within};
use crate::syntax::yaml::Written;

/// Keys with their values.
type Entries = [(String, Written)];

/// What both come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Merged {
    /// What the record is to say.
    pub entries: Vec<(String, Written)>,
    /// Keys that only the record has, where nobody knows whether the source said them before.
    pub unclear: Vec<String>,
}

/// What comes of `now`, which the source says, and `here`, which the record with the keys of `table` does; `told` is
/// what the source said before, as far as it is known.
pub(super) fn merged(
    now: &Entries,
    here: &Entries,
    told: Option<&Told>,
    table: &'static Table,
) -> Merged {
    let mut merge = Merge { told, table, unclear: Vec::new() };
    let entries = merge.groups(now, here, "");
    Merged { entries, unclear: merge.unclear }
}

struct Merge<'t> {
    told: Option<&'t Told>,
    table: &'static Table,
    unclear: Vec<String>,
}

impl Merge<'_> {
    fn groups(&mut self, now: &Entries, here: &Entries, path: &str) -> Vec<(String, Written)> {
        let mut merged = Vec::new();
        let is_new = |(key, _): &&(String, Written)| here.iter().all(|(known, _)| known != key);
        let keys = here.iter().chain(now.iter().filter(is_new)).map(|(key, _)| key);
        // Without more to go by, a key that is handed over with nothing in it was taken out.
        let is_taken_out = |key: &String| {
            self.told.is_none() && now.iter().any(|(known, value)| known == key && value.is_empty())
        };
        let keys: Vec<&String> = keys.filter(|key| !is_taken_out(key)).collect();
        for key in keys {
            let (now, here) = (value_of(now, key), value_of(here, key));
            let value = self.values(now, here, &within(path, key));
            merged.extend(value.map(|value| (key.clone(), value)));
        }
        merged
    }

    fn values(
        &mut self,
        now: Option<&Written>,
        here: Option<&Written>,
        path: &str,
    ) -> Option<Written> {
        match (now, here) {
            (None, None) => None,
            (Some(Written::Map(now)), Some(Written::Map(here))) => {
                Some(Written::Map(self.groups(now, here, path)))
            }
            (None, Some(Written::Map(here))) => Some(Written::Map(self.groups(&[], here, path))),
            // The source did not change it.
            (Some(now), here) if self.told.is_some_and(|told| told.says(path, now)) => {
                here.cloned()
            }
            (now, here) if is_groups(now) || is_groups(here) => {
                Some(Written::List(self.lists(elements(now), elements(here), path)))
            }
            (Some(now), _) => Some(now.clone()),
            (None, Some(here)) => match self.told {
                Some(told) => (!told.has(path)).then(|| here.clone()),
                None => {
                    self.unclear(path);
                    Some(here.clone())
                }
            },
        }
        .filter(|value| !value.is_empty())
    }

    /// The same for lists of groups. A group that the source no longer says goes only if nobody changed it here.
    fn lists(&mut self, now: &[Written], here: &[Written], path: &str) -> Vec<Written> {
        let Some(told) = self.told else { return self.unknown_lists(now, here, path) };
        let table = self.table.find(path).and_then(|key| key.form.table());
        let before = Before::of(told, path, table, [now, here]);
        let of_here = before.places(here, Before::is_in);
        let of_now = before.places(now, Before::is_all_of);
        let is_left = |at: usize| of_here[at].is_none_or(|place| !of_now.contains(&Some(place)));
        let mut merged: Vec<(Written, Option<usize>)> = Vec::with_capacity(now.len());
        let mut used = vec![false; here.len()];
        for (element, place) in now.iter().zip(&of_now) {
            let own = match place {
                Some(_) => of_here.iter().position(|of_here| of_here == place),
                // Someone wrote here what the source says only now.
                None => (0..here.len())
                    .find(|&at| is_left(at) && !used[at] && says_all(&here[at], element)),
            };
            let value = match (*place, own) {
                (Some(place), None) => {
                    // It was taken out here.
                    (!before.is_all_of(place, element)).then(|| element.clone())
                }
                (None, None) => Some(element.clone()),
                (place, Some(own)) => {
                    used[own] = true;
                    match place {
                        Some(place) => {
                            let path = within(path, &place.to_string());
                            self.values(Some(element), Some(&here[own]), &path)
                        }
                        None => Some(here[own].clone()),
                    }
                }
            };
            merged.extend(value.map(|value| (value, own)));
        }
        let is_own = |at: &usize| {
            let is_untouched =
                of_here[*at].is_some_and(|place| before.is_all_of(place, &here[*at]));
            !used[*at] && !is_untouched
        };
        for at in (0..here.len()).filter(is_own) {
            let place = place_among(&merged, at);
            merged.insert(place, (here[at].clone(), Some(at)));
        }
        merged.into_iter().map(|(value, _)| value).collect()
    }

    /// The same where nobody knows what the source said before.
    fn unknown_lists(&mut self, now: &[Written], here: &[Written], path: &str) -> Vec<Written> {
        if now.len() == here.len() {
            let both = now.iter().zip(here);
            return both
                .filter_map(|(now, here)| self.values(Some(now), Some(here), path))
                .collect();
        }
        self.unclear(path);
        let known =
            |now: &Written| here.iter().find(|here| says_all(here, now)).unwrap_or(now).clone();
        if now.is_empty() { here.to_vec() } else { now.iter().map(known).collect() }
    }

    fn unclear(&mut self, path: &str) {
        if self.unclear.iter().all(|known| known != path) {
            self.unclear.push(path.to_owned());
        }
    }
}

/// The groups of a list as the source told them before, by their places in it.
struct Before<'t> {
    told: &'t Told,
    path: &'t str,
    /// The keys that any of them may have.
    keys: Vec<&'t str>,
    /// Those that each of them has, such as what is to be done: two that differ there are two groups.
    names: Vec<&'static str>,
    len: usize,
}

impl<'t> Before<'t> {
    fn of(
        told: &'t Told,
        path: &'t str,
        table: Option<&'static Table>,
        lists: [&'t [Written]; 2],
    ) -> Self {
        let known = table.map_or(&[][..], |table| table.keys);
        let names = known.iter().filter(|key| key.needed == Needed::Always);
        let names = names.map(|key| key.name).collect();
        // One that was taken out of all of them here is known by the table alone.
        let mut keys: Vec<&str> = known.iter().map(|key| key.name).collect();
        keys.extend(lists.into_iter().flatten().flat_map(keys_of));
        keys.sort_unstable();
        keys.dedup();
        let mut before = Self { told, path, keys, names, len: 0 };
        while before.keys.iter().any(|key| told.has(&before.path_of(before.len, key))) {
            before.len += 1;
        }
        before
    }

    fn path_of(&self, place: usize, key: &str) -> String {
        within(&within(self.path, &place.to_string()), key)
    }

    fn says(&self, place: usize, key: &str, element: &Written) -> bool {
        let value = value_in(element, key);
        value.is_some_and(|value| self.told.says(&self.path_of(place, key), value))
    }

    /// Whether `element` says all that was told of the group at `place`.
    fn is_in(&self, place: usize, element: &Written) -> bool {
        let mut told = self.keys.iter().filter(|key| self.told.has(&self.path_of(place, key)));
        told.all(|key| self.says(place, key, element))
    }

    /// Whether `element` says that and nothing else.
    fn is_all_of(&self, place: usize, element: &Written) -> bool {
        let mut keys = keys_of(element).into_iter();
        self.is_in(place, element) && keys.all(|key| self.says(place, key, element))
    }

    /// How much `element` is like the group at `place`, if it is that group at all: one with the same id, or else one that
    /// says the same in all that each group says. Who does it, or by when, tells no two steps apart.
    fn likeness(&self, place: usize, element: &Written) -> Option<(bool, usize)> {
        let has_id = self.says(place, ID, element);
        let mut names = self.names.iter();
        let is_named = !self.names.is_empty() && names.all(|name| self.says(place, name, element));
        let alike = || self.keys.iter().filter(|key| self.says(place, key, element)).count();
        (has_id || is_named).then(|| (has_id, alike()))
    }

    /// Of each of `elements` the place of the group that it was: of those that say what it did by `is_same`, the first;
    /// or else the one that is most like it, if any is.
    fn places(
        &self,
        elements: &[Written],
        is_same: impl Fn(&Self, usize, &Written) -> bool,
    ) -> Vec<Option<usize>> {
        let mut places: Vec<Option<usize>> = vec![None; elements.len()];
        let mut free: Vec<usize> = (0..self.len).collect();
        for (element, place) in elements.iter().zip(&mut places) {
            let same = free.iter().position(|&place| is_same(self, place, element));
            *place = same.map(|at| free.remove(at));
        }
        loop {
            let mut best: Option<((bool, usize), usize, usize)> = None;
            for at in (0..elements.len()).filter(|&at| places[at].is_none()) {
                for &place in &free {
                    let Some(likeness) = self.likeness(place, &elements[at]) else { continue };
                    if best.is_none_or(|(most, ..)| likeness > most) {
                        best = Some((likeness, at, place));
                    }
                }
            }
            let Some((_, at, place)) = best else { return places };
            places[at] = Some(place);
            free.retain(|&other| other != place);
        }
    }
}

/// Where the group that is at `at` in the record belongs among `merged`, each with its own place there: behind what
/// stands before it, or before what stands behind it.
fn place_among(merged: &[(Written, Option<usize>)], at: usize) -> usize {
    let owns = || merged.iter().enumerate().filter_map(|(place, (_, own))| Some((place, (*own)?)));
    let before = owns().filter(|(_, own)| *own < at).max_by_key(|(_, own)| *own);
    let behind = owns().filter(|(_, own)| *own > at).min_by_key(|(_, own)| *own);
    match (before, behind) {
        (Some((place, _)), _) => place + 1,
        (None, Some((place, _))) => place,
        (None, None) => merged.len(),
    }
}

/// The key that names a group within its record.
const ID: &str = "id";

fn elements(value: Option<&Written>) -> &[Written] {
    match value {
        Some(Written::List(elements)) => elements,
        _ => &[],
    }
}

fn is_groups(value: Option<&Written>) -> bool {
    elements(value).iter().any(is_group)
}

fn is_group(value: &Written) -> bool {
    matches!(value, Written::Map(_))
}

fn value_of<'w>(entries: &'w Entries, key: &str) -> Option<&'w Written> {
    let found = entries.iter().find(|(known, _)| known == key).map(|(_, value)| value);
    found.filter(|value| !value.is_empty())
}

fn value_in<'w>(group: &'w Written, key: &str) -> Option<&'w Written> {
    match group {
        Written::Map(entries) => value_of(entries, key),
        _ => None,
    }
}

fn keys_of(group: &Written) -> Vec<&str> {
    let Written::Map(entries) = group else { return Vec::new() };
    let said = entries.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(key, _)| key.as_str()).collect()
}

/// Whether the group `one` says all that `other` does.
fn says_all(one: &Written, other: &Written) -> bool {
    keys_of(other).into_iter().all(|key| {
        value_in(one, key).zip(value_in(other, key)).is_some_and(|(one, other)| alike(one, other))
    })
}
