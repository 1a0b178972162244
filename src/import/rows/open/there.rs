//! Which relationships there are, in the district and on a list: whose a record is and its day come in; whether one is
//! there, or is listed, goes out.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;

use super::{Entry, How};
use crate::domain::calendar::MonthDay;
use crate::domain::record::{Home, Kind, Relationship, SOURCE};
use crate::import::build::Built;
use crate::syntax::tree::read::parse_date;
use crate::syntax::yaml::Written;
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

impl Known<'_> {
    /// The keys of the relationship that was opened under `key`, where a record of its pair came in before that is
    /// earlier than `first`: then the source comes in parts, and this one does not say how the pair began.
    pub(super) fn begun(
        self,
        name: &str,
        key: &str,
        first: NaiveDate,
    ) -> Option<Vec<(String, Written)>> {
        let existing = self.imported.of_source(name, key)?;
        let is_earlier = self.first_days.get(&*existing.pair).is_some_and(|day| *day < first);
        let draft = existing.draft(Kind::Relationship, self.root).filter(|_| is_earlier)?;
        let own = draft.entries().iter().filter(|(key, _)| key != "kind" && key != SOURCE);
        Some(own.cloned().collect())
    }
}

/// A list of relationships.
#[derive(Clone, Copy)]
pub(crate) struct Roster<'r> {
    pub entries: &'r [Entry],
    /// Where its tables begin among those of the source.
    pub first_table: usize,
}

impl Roster<'_> {
    /// The one of `coach` and `educator` in which `day` lies; the only one of the two, if there is just one.
    pub(super) fn find(&self, coach: &str, educator: &str, day: NaiveDate) -> Option<How> {
        let is_theirs = |entry: &Entry| {
            text_of(&entry.built, "coach") == Some(coach)
                && text_of(&entry.built, "educator") == Some(educator)
        };
        let entries = self.entries.iter().enumerate();
        let theirs: Vec<(usize, &Entry)> = entries.filter(|(_, entry)| is_theirs(entry)).collect();
        if let [(only, _)] = theirs[..] {
            return Some(How::Listed(only, None));
        }
        theirs.into_iter().find_map(|(at, entry)| {
            let started = day_of(&entry.built, "started")?;
            let ended = day_of(&entry.built, "ended");
            let is_in = started <= day && ended.is_none_or(|ended| day <= ended);
            is_in.then_some(How::Listed(at, Some(started)))
        })
    }
}

/// The relationships that are there, by whose they are.
pub(super) struct There<'t> {
    folders: HashMap<(&'t str, &'t str), Vec<&'t Relationship>>,
    /// Those that the source itself tells, and those that cannot be read.
    others: HashSet<String>,
}

impl<'t> There<'t> {
    /// All that are `known` but those in the folders `own`, which were opened for this source, and those that
    /// `entries` tell themselves.
    pub(super) fn of(known: Known<'t>, own: &BTreeSet<&str>, entries: &[Entry]) -> Self {
        let mut folders: HashMap<(&str, &str), Vec<&Relationship>> = HashMap::new();
        for (_, pair) in known.relationships.iter().filter(|(path, _)| !own.contains(&**path)) {
            let whose = (pair.coach.value.as_str(), pair.educator.value.as_str());
            folders.entry(whose).or_default().push(pair);
        }
        let broken = known.broken.iter();
        let broken = broken.map(|path| path.rsplit('/').next().unwrap_or_default().to_owned());
        let told = entries.iter().filter(|entry| entry.built.kind == Kind::Relationship);
        let told = told.filter_map(|entry| {
            let coach = text_of(&entry.built, "coach")?;
            Some(format!("{coach}-{}", text_of(&entry.built, "educator")?))
        });
        Self { folders, others: broken.chain(told).collect() }
    }

    /// Whether one of the two is there, in which the day `on` lies, where that matters.
    pub(super) fn has(&self, (coach, educator): (&str, &str), on: Option<NaiveDate>) -> bool {
        let is_in = |pair: &&Relationship| {
            on.is_none_or(|on| {
                let ended = pair.ended.as_ref();
                pair.started.value <= on && ended.is_none_or(|ended| on <= ended.value)
            })
        };
        self.folders.get(&(coach, educator)).is_some_and(|pairs| pairs.iter().any(is_in))
            || self.others.contains(&format!("{coach}-{educator}"))
    }
}

/// The coach and the educators of a record that belongs to a pair, where it names them.
pub(super) fn whose(built: &Built) -> Option<(&str, Vec<&str>)> {
    if built.kind == Kind::Relationship || built.kind.home() != Home::Pair {
        return None;
    }
    Some((text_of(built, "coach")?, built.texts("educator")))
}

fn text_of<'b>(built: &'b Built, key: &str) -> Option<&'b str> {
    built.texts(key).into_iter().next()
}

pub(super) fn day_of(built: &Built, key: &str) -> Option<NaiveDate> {
    parse_date(text_of(built, key)?).ok()
}
