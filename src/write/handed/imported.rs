//! Records of the district that were imported from the same sources as those handed over now, and how
//! those differ from them. Sources and keys come in; records and names of keys go out.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Problems;
use crate::domain::record::{Origin, SOURCE};
use crate::store::{DistrictFolder, File, LoadedCoach, LoadedPair, Progress, each_folder};
use crate::syntax::yaml::{self, Written};
use crate::write::draft::Draft;

/// Stands between a key of a source and the educator, where one entry made a record for each of several.
const OF_EDUCATOR: char = '#';

/// The origin of the record of `educator`, where one entry with `origin` is of several educators.
pub(crate) fn part_of(origin: &Origin, educator: &str) -> Origin {
    Origin { key: format!("{}{OF_EDUCATOR}{educator}", origin.key), ..origin.clone() }
}

/// The origin of the entry that made the record with `origin`.
fn base_of(origin: &Origin) -> Origin {
    let key = origin.key.rsplit_once(OF_EDUCATOR).map_or(origin.key.as_str(), |(base, _)| base);
    Origin { key: key.to_owned(), ..origin.clone() }
}

/// A record that is there.
#[derive(Clone, Debug)]
pub(crate) struct Existing {
    /// The folder that it lies in, of a pair or of a coach.
    pub pair: String,
    /// Its path from the district's folder.
    pub path: String,
    /// What it says.
    pub draft: Draft,
}

/// The records that were imported before under some keys.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    known: BTreeMap<Origin, Existing>,
}

impl Imported {
    /// Those of `folder` that have one of the origins `wanted`, or a part of one: one pass over all records,
    /// of which nothing else is kept.
    pub(crate) fn find(folder: &DistrictFolder, wanted: &BTreeSet<Origin>) -> Self {
        if wanted.is_empty() {
            return Self::default();
        }
        let is_wanted =
            |origin: &Origin| wanted.contains(origin) || wanted.contains(&base_of(origin));
        let wanted =
            |file: &&File| file.origin.as_ref().is_some_and(|origin| is_wanted(&origin.value));
        let of_pair = |loaded: LoadedPair| -> Vec<_> {
            let files = files(&loaded).filter(wanted);
            files.filter_map(|file| existing(&loaded.path, file)).collect()
        };
        let of_coach = |loaded: LoadedCoach| -> Vec<_> {
            let all = loaded.records.iter().chain(&loaded.in_part);
            let files = all.map(|loaded| &loaded.file).filter(wanted);
            files.filter_map(|file| existing(&loaded.path, file)).collect()
        };
        let walked = each_folder(folder, &Progress::default(), of_pair, of_coach);
        Self { known: walked.looked.into_iter().flatten().collect() }
    }

    /// The record with `origin`, in whichever folder.
    pub(crate) fn get(&self, origin: &Origin) -> Option<&Existing> {
        self.known.get(origin)
    }

    /// The record of the pair in the folder `pair` that an entry with `origin` made, be it of this educator
    /// alone or of several.
    pub(crate) fn of_pair(&self, origin: &Origin, pair: &str, educator: &str) -> Option<&Existing> {
        let either = [self.get(origin), self.get(&part_of(origin, educator))];
        either.into_iter().flatten().find(|existing| existing.pair == pair)
    }
}

/// The records that came from the source `name`: of each its key there, without the educator that tells records of
/// one entry apart, and its path.
pub(crate) fn of_source(folder: &DistrictFolder, name: &str) -> Vec<(String, String)> {
    let of = |file: &File| {
        let origin = &file.origin.as_ref()?.value;
        (origin.name == name).then(|| (base_of(origin).key, file.path().to_string()))
    };
    let of_pair = |loaded: LoadedPair| -> Vec<_> { files(&loaded).filter_map(of).collect() };
    let of_coach = |loaded: LoadedCoach| -> Vec<_> {
        let all = loaded.records.iter().chain(&loaded.in_part);
        all.filter_map(|loaded| of(&loaded.file)).collect()
    };
    let walked = each_folder(folder, &Progress::default(), of_pair, of_coach);
    walked.looked.into_iter().flatten().collect()
}

fn files(loaded: &LoadedPair) -> impl Iterator<Item = &File> {
    let whole = loaded.relationship.as_ref().map(|(file, _)| file);
    let in_part = loaded.in_part.relationship.as_ref().map(|(file, ..)| file);
    let records = loaded.records.iter().chain(&loaded.in_part.records);
    whole.into_iter().chain(in_part).chain(records.map(|loaded| &loaded.file))
}

fn existing(pair: &str, file: &File) -> Option<(Origin, Existing)> {
    let root = yaml::parse(&file.source, &mut Problems::default()).ok()?;
    let draft = Draft::of_node(&root, None)?;
    let (pair, path) = (pair.to_owned(), file.path().to_string());
    Some((file.origin.as_ref()?.value.clone(), Existing { pair, path, draft }))
}

/// The keys of which `draft`, handed over now, says something else than the record `existing` does, with those
/// of groups after a dot: `observed.minutes`. Of a key that `draft` leaves out it says nothing: an
/// answer, a step that is done, or a note may have been added since.
pub(crate) fn differences(draft: &Draft, existing: &Draft) -> Vec<String> {
    let mut keys = Vec::new();
    if draft.kind != existing.kind {
        keys.push("kind".to_owned());
    }
    for (key, value) in draft.entries().iter().filter(|(key, _)| key != SOURCE) {
        compare(key, value, existing.get(key), &mut keys);
    }
    keys
}

fn compare(key: &str, now: &Written, before: Option<&Written>, keys: &mut Vec<String>) {
    match (now, before) {
        (now, None) if now.is_empty() => {}
        (Written::Map(now), Some(Written::Map(before))) => {
            for (name, value) in now {
                let before = before.iter().find(|(known, _)| known == name).map(|(_, old)| old);
                compare(&format!("{key}.{name}"), value, before, keys);
            }
        }
        (Written::List(now), Some(Written::List(before))) if now.len() == before.len() => {
            for (now, before) in now.iter().zip(before) {
                compare(key, now, Some(before), keys);
            }
        }
        (
            Written::Plain(now) | Written::Text(now),
            Some(Written::Plain(before) | Written::Text(before)),
        ) if now.trim_end() == before.trim_end() => {}
        (now, Some(before)) if now.is_empty() && before.is_empty() => {}
        _ if keys.iter().any(|known| known == key) => {}
        _ => keys.push(key.to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::domain::record::Kind;

    fn differing(now: &str, before: &str) -> Vec<String> {
        let draft =
            |text: &str| Draft::of_text(Kind::Session, &format!("kind: session\n{text}")).unwrap();
        differences(&draft(now), &draft(before))
    }

    #[test]
    fn layout_order_and_quotes_mean_nothing() {
        let now = "date: '2025-10-06'\nitems: [rationale]\nnotes: \"a\\nb\"\nminutes: \"45\"\n";
        let before =
            "minutes: 45 # about\nitems:\n  - rationale\nnotes: |\n  a\n  b\ndate: 2025-10-06\n";
        assert_eq!(differing(now, before), [""; 0]);
    }

    #[test]
    fn what_was_added_since_stays() {
        let now = "next_steps: [{what: try it, who: educator}]\n";
        let before =
            "minutes: 9\nnext_steps: [{id: s1, what: try it, who: educator, done: 2025-10-07}]\n";
        assert_eq!(differing(now, before), [""; 0]);
        assert_eq!(differing("minutes: null\n", "date: 2025-10-06\n"), [""; 0]);
    }

    #[test]
    fn what_says_something_else_is_named_once() {
        let before = "minutes: 45\nobserved: {on: 2025-10-06, minutes: 20}\nitems: [a, b]\n\
                      next_steps: [{what: a, who: coach}, {what: b, who: coach}]\n";
        assert_eq!(differing("minutes: 46\n", before), ["minutes"]);
        assert_eq!(differing("minutes: null\n", before), ["minutes"]);
        assert_eq!(differing("observed: {minutes: 21}\n", before), ["observed.minutes"]);
        assert_eq!(differing("items: [b, a]\n", before), ["items"]);
        assert_eq!(differing("items: [a]\n", before), ["items"]);
        let steps = "next_steps: [{what: x, who: coach}, {what: y, who: coach}]\n";
        assert_eq!(differing(steps, before), ["next_steps.what"]);
    }
}
