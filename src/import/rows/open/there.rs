//! Which relationships there are, in the district: what is known of them comes in; those of two people go out, with
//! whether the source opens them itself, and what a row may say of one that it is not.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::{Entry, KEY, Wanted};
use crate::domain::calendar::MonthDay;
use crate::domain::record::{Home, Kind, Relationship, SOURCE};
use crate::import::build::Built;
use crate::store::Unread;
use crate::syntax::tree::read::parse_date;
use crate::syntax::yaml::Written;
use crate::text::spelling::loose;
use crate::write::handed::Imported;

/// What is known of the district's relationships.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k> {
    /// Each with its folder.
    pub relationships: &'k [(String, Relationship)],
    /// Folders whose relationship cannot be read.
    pub broken: &'k [String],
    /// What came from the same source before.
    pub imported: &'k Imported,
    /// Of each folder the earliest day of what came from it.
    pub first_days: &'k HashMap<&'k str, NaiveDate>,
    /// The district's folder.
    pub root: &'k Path,
    /// The profile of relationships of which nobody says another.
    pub profile: &'k str,
    pub year_starts: MonthDay,
}

/// A relationship that was opened before, as it is now.
pub(super) struct Begun {
    pub keys: Vec<(String, Written)>,
    /// Whether someone changed it here since.
    pub is_edited: bool,
}

impl Known<'_> {
    /// The relationship that was opened under `key`, where records of its pair came in before that are earlier than
    /// `first`, or its folder is one of the `parts`, which hold others than those told now: then the source comes in
    /// parts, and this one does not say how the pair began.
    ///
    /// # Errors
    /// It cannot be read any more.
    pub(super) fn begun(
        self,
        (name, key): (&str, &str),
        first: NaiveDate,
        parts: &HashSet<&str>,
    ) -> Result<Option<Begun>, Unread> {
        let Some(existing) = self.imported.of_source(name, key) else { return Ok(None) };
        let folder = &*existing.pair;
        let is_earlier = self.first_days.get(folder).is_some_and(|day| *day < first);
        if !is_earlier && !parts.contains(folder) {
            return Ok(None);
        }
        let keys = self.keys_of(name, key)?;
        Ok(keys.map(|keys| Begun { keys, is_edited: !existing.is_as_imported() }))
    }

    /// The last day of the relationships of the two in `pair` that were over before `day` and opened otherwise.
    pub(super) fn over_before(self, pair: &Wanted, day: NaiveDate) -> Option<NaiveDate> {
        let own = self.relationships.iter().filter(|(_, own)| {
            own.coach.value == pair.coach && own.educator.value == pair.educator
        });
        let ends = own.filter_map(|(_, own)| own.ended.as_ref().map(|ended| ended.value));
        ends.filter(|ended| *ended < day).max()
    }

    /// The last day of the relationship that the source `name` opened under `key`, where it has one.
    pub(super) fn end_of(self, name: &str, key: &str) -> Option<NaiveDate> {
        let existing = self.imported.of_source(name, key)?;
        let own = self.relationships.iter().find(|(folder, _)| *folder == existing.pair);
        own.and_then(|(_, own)| own.ended.as_ref()).map(|ended| ended.value)
    }

    /// The keys that the relationship which the source `name` opened under `key` has now.
    ///
    /// # Errors
    /// It cannot be read any more.
    pub(super) fn keys_of(
        self,
        name: &str,
        key: &str,
    ) -> Result<Option<Vec<(String, Written)>>, Unread> {
        let Some(existing) = self.imported.of_source(name, key) else { return Ok(None) };
        let own = |(key, _): &&(String, Written)| key != "kind" && key != SOURCE;
        let draft = existing.draft(Kind::Relationship, self.root)?;
        Ok(draft.map(|draft| draft.entries().iter().filter(own).cloned().collect()))
    }
}

/// What a row says of the relationship that it belongs to: a key with its value, and the columns that it came from.
pub(super) type Says = Vec<(&'static str, String, Vec<usize>)>;

/// What tells relationships of the same two apart, in rows and in lists.
pub(super) const TELLING: [&str; 3] = ["school", "practice", "profile"];

/// Whether `one` and `other` say the same; capitals and dashes do not matter, which `coach check` warns of.
pub(super) fn agree(one: &Written, other: &Written) -> bool {
    match (one.word(), other.word()) {
        (Some(one), Some(other)) => one == other || loose(one) == loose(other),
        _ => one == other,
    }
}

/// A relationship of the district.
#[derive(Clone, Copy)]
pub(super) struct Pair<'t> {
    pub folder: &'t str,
    pub relationship: &'t Relationship,
    /// The key under which this source opened it.
    pub opened_as: Option<&'t str>,
}

impl Pair<'_> {
    pub(super) fn school(&self) -> &str {
        &self.relationship.school.value
    }

    /// Whether it is over before `day`.
    pub(super) fn is_over(&self, day: NaiveDate) -> bool {
        self.relationship.ended.as_ref().is_some_and(|ended| ended.value < day)
    }

    /// The first of the keys in `says` that it has otherwise.
    pub(super) fn denies(&self, says: &Says) -> Option<&'static str> {
        let has = |key: &str| match key {
            "school" => Some(self.school()),
            "practice" => self.relationship.practice.as_ref().map(|at| at.value.as_str()),
            _ => Some(self.relationship.profile.id.as_str()),
        };
        let differs = |key: &str, said: &str| {
            has(key).is_some_and(|own| own != said && loose(own) != loose(said))
        };
        says.iter().find(|(key, said, _)| differs(key, said)).map(|(key, ..)| *key)
    }
}

/// The relationships that are there, by whose they are.
pub(super) struct There<'t> {
    pairs: FxHashMap<(&'t str, &'t str), Vec<Pair<'t>>>,
    /// Those that the source itself tells, and those that cannot be read.
    others: HashSet<String>,
}

impl<'t> There<'t> {
    /// All that are `known`, and those that `entries` of the source `name` tell themselves.
    pub(super) fn of(known: Known<'t>, name: &str, entries: &[Entry]) -> Self {
        let opened = known.imported.opened(name, &format!("{KEY} "));
        let mut pairs: FxHashMap<(&str, &str), Vec<Pair>> = FxHashMap::default();
        for (folder, relationship) in known.relationships {
            let whose = (relationship.coach.value.as_str(), relationship.educator.value.as_str());
            let opened_as = opened.get(folder.as_str()).copied();
            pairs.entry(whose).or_default().push(Pair { folder, relationship, opened_as });
        }
        let broken = known.broken.iter();
        let broken = broken.map(|path| path.rsplit('/').next().unwrap_or_default().to_owned());
        let told = entries
            .iter()
            .filter(|entry| entry.built.kind == Kind::Relationship && entry.opened_for.is_none());
        let told = told.filter_map(|entry| {
            let coach = text_of(&entry.built, "coach")?;
            Some(format!("{coach}-{}", text_of(&entry.built, "educator")?))
        });
        Self { pairs, others: broken.chain(told).collect() }
    }

    /// Those of the two.
    pub(super) fn of_two<'a>(&'a self, two: (&'a str, &'a str)) -> &'a [Pair<'t>] {
        self.pairs.get(&two).map_or(&[], Vec::as_slice)
    }

    /// Whether one of the two is told elsewhere: in the source itself, or where nobody can read it.
    pub(super) fn is_elsewhere(&self, (coach, educator): (&str, &str)) -> bool {
        self.others.contains(&format!("{coach}-{educator}"))
    }
}

/// The coach and the educators of a record that belongs to a pair, where it names them.
pub(super) fn whose(built: &Built) -> Option<(&str, Vec<&str>)> {
    if built.kind == Kind::Relationship || built.kind.home() != Home::Pair {
        return None;
    }
    Some((text_of(built, "coach")?, built.texts("educator")))
}

pub(super) fn text_of<'b>(built: &'b Built, key: &str) -> Option<&'b str> {
    built.texts(key).into_iter().next()
}

pub(super) fn day_of(built: &Built, key: &str) -> Option<NaiveDate> {
    parse_date(text_of(built, key)?).ok()
}
