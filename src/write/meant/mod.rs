//! Finding the relationship that someone means by a few letters: relationships, names and what was
//! typed come in; the one that is meant, or those that may be, go out. Nothing is read or asked here.

pub(crate) mod person;
pub(crate) mod record;
mod score;

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::record::Relationship;
use crate::store::{People, RECORDS, RELATIONSHIP};
use crate::text::spelling::folded;

/// How many are named where none is meant exactly.
const MOST_NEAR: usize = 5;

/// What was found for what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// Just this.
    One(T),
    /// Each of these as well as the others, likeliest first; at least two.
    Several(Vec<T>),
    /// Nothing by this word; these resemble it, nearest first. May be empty.
    None(Vec<T>),
}

/// A relationship and where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Its folder: `records/<school>/<pair>`.
    pub path: &'a str,
    /// What its relationship.yaml says.
    pub relationship: &'a Relationship,
}

impl PartialEq for Pair<'_> {
    /// Pairs are the same when their folders are.
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for Pair<'_> {}

impl<'a> Pair<'a> {
    /// The name of its folder, such as `c-03-t-104`.
    pub(crate) fn folder_name(&self) -> &'a str {
        self.path.rsplit_once('/').map_or(self.path, |(_, name)| name)
    }
}

/// Whether a relationship is under way. In the order in which they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Course {
    Running,
    NotYetStarted,
    Ended,
}

/// By what a relationship is meant, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Path,
    Educator,
    FolderName,
    CoachAndEducator,
    Name,
    PartOfName,
}

/// Relationships made ready to be searched.
#[derive(Clone, Debug)]
pub(crate) struct Finder<'a> {
    entries: Vec<Candidate<'a>>,
}

#[derive(Clone, Debug)]
struct Candidate<'a> {
    pair: Pair<'a>,
    course: Course,
    /// Whether it is one of whoever asks.
    is_mine: bool,
    /// `coach-educator`, which a folder's name may go beyond.
    ids: String,
    /// The educator's name, folded.
    name: Option<String>,
    /// The coach's, likewise.
    coach_name: Option<String>,
}

impl<'a> Finder<'a> {
    /// Makes `relationships`, each with its folder's path, ready to be searched. Which of them are
    /// running is judged as of a day: that of the record to be written, or today. Those of the coach `me` come
    /// before others that are meant as well. Their order means nothing.
    pub(crate) fn new(
        relationships: impl IntoIterator<Item = &'a (String, Relationship)>,
        people: &People,
        me: Option<&str>,
        as_of: NaiveDate,
    ) -> Self {
        let name_of = |id: &str| people.name_of(id).map(folded);
        let entry = |(path, relationship): &'a (String, Relationship)| Candidate {
            pair: Pair { path, relationship },
            course: course(relationship, as_of),
            is_mine: me == Some(&*relationship.coach.value),
            ids: format!("{}-{}", relationship.coach.value, relationship.educator.value),
            name: name_of(&relationship.educator.value),
            coach_name: name_of(&relationship.coach.value),
        };
        let mut entries: Vec<Candidate> = relationships.into_iter().map(entry).collect();
        entries.sort_by_key(Candidate::order);
        Self { entries }
    }

    /// The relationship that `query` names: by its folder's path (`records/lincoln/c-03-t-104`, or
    /// `lincoln/c-03-t-104`, also of its relationship.yaml), by the educator's id, by the name of its
    /// folder, by `coach-educator`, or by the educator's name in people.yaml or a part of it, in this order.
    /// Capital letters matter only in paths and names of folders, and accents nowhere.
    ///
    /// Where that names several relationships, those of whoever asks are meant. Of several of one educator, the
    /// one that is running is meant; where none is, or more than one, each may be.
    pub(crate) fn exact(&self, query: &str) -> Found<Pair<'a>> {
        self.found(query, By::PartOfName)
    }

    /// As [`exact`](Self::exact), but never by a part of a name: for a document, which nobody looks at as it is
    /// written. A part of a name may be somebody else's.
    pub(crate) fn whole(&self, query: &str) -> Found<Pair<'a>> {
        self.found(query, By::Name)
    }

    /// What `query` names by what is at least as sure as `least`.
    fn found(&self, query: &str, least: By) -> Found<Pair<'a>> {
        let wanted = Wanted::of(query);
        let by = |entry: &Candidate| wanted.names(entry).filter(|by| *by <= least);
        let Some(surest) = self.entries.iter().filter_map(by).min() else {
            let mut near = self.ranked(query);
            near.truncate(MOST_NEAR);
            return Found::None(near);
        };
        let mut meant: Vec<&Candidate> =
            self.entries.iter().filter(|entry| by(entry) == Some(surest)).collect();
        // Mine that has ended is meant only where nobody else's is under way either.
        let is_under_way = |entry: &Candidate| entry.course == Course::Running;
        let goes_on = meant.iter().any(|entry| is_under_way(entry));
        if meant.iter().any(|entry| entry.is_mine && (is_under_way(entry) || !goes_on)) {
            meant.retain(|entry| entry.is_mine);
        }
        let educator = |entry: &Candidate<'a>| entry.pair.relationship.educator.value.as_str();
        let is_one_person = meant.windows(2).all(|two| educator(two[0]) == educator(two[1]));
        let running: Vec<_> = meant.iter().filter(|entry| is_under_way(entry)).collect();
        match (&meant[..], &running[..]) {
            ([only], _) => Found::One(only.pair),
            (_, [only]) if is_one_person => Found::One(only.pair),
            _ => Found::Several(meant.iter().map(|entry| entry.pair).collect()),
        }
    }

    /// The relationships that `query` may mean, likeliest first: what it [names](Self::exact), then those of
    /// whoever asks, what is running before what has ended, and of these the nearest. Each word of it fits the
    /// ids, the folder, the school's id or a name, perhaps with letters left out or misspelt. Without
    /// a word, all of them.
    pub(crate) fn ranked(&self, query: &str) -> Vec<Pair<'a>> {
        let wanted = Wanted::of(query);
        let words: Vec<&str> = wanted.plain.split(' ').filter(|word| !word.is_empty()).collect();
        let scored = self.entries.iter().filter_map(|entry| {
            let named = wanted.names(entry);
            let score = match named {
                Some(_) => score::WHOLE,
                None => entry.score(&wanted.plain, &words)?,
            };
            Some((named, score, entry))
        });
        let mut scored: Vec<_> = scored.collect();
        // What fits half as well as the best fits by chance.
        let best = scored.iter().map(|&(_, score, _)| score).max().unwrap_or_default();
        scored.retain(|&(_, score, _)| score * 2 > best || best == 0);
        let by = |named: Option<By>| named.map_or((true, None), |by| (false, Some(by)));
        // The order of entries stays where all this is the same.
        scored.sort_by_key(|&(named, score, entry)| {
            (by(named), !entry.is_mine, entry.course, Reverse(score))
        });
        scored.into_iter().map(|(_, _, entry)| entry.pair).collect()
    }
}

impl<'a> Candidate<'a> {
    /// Running ones first, then the latest; the folder decides between those of one day.
    fn order(&self) -> (Course, Reverse<NaiveDate>, &'a str) {
        (self.course, Reverse(self.pair.relationship.started.value), self.pair.path)
    }

    /// How well the words of a query fit, on the average; `None` where one does not fit at all.
    fn score(&self, query: &str, words: &[&str]) -> Option<u32> {
        let relationship = self.pair.relationship;
        let texts = [
            Some(relationship.educator.value.as_str()),
            Some(self.pair.folder_name()),
            Some(relationship.school.value.as_str()),
            self.name.as_deref(),
            self.coach_name.as_deref(),
        ];
        let best =
            |word: &str| texts.iter().flatten().filter_map(|text| score::score(word, text)).max();
        let count = u32::try_from(words.len()).ok()?;
        let apart = words.iter().map(|word| best(word)).sum::<Option<u32>>();
        let apart = apart.map(|sum| sum.checked_div(count).unwrap_or_default());
        // Someone may leave a space where an id has a hyphen.
        apart.max(best(&query.replace(' ', "-")).filter(|_| count > 1))
    }
}

fn course(relationship: &Relationship, as_of: NaiveDate) -> Course {
    if relationship.spans(as_of) {
        Course::Running
    } else if as_of < relationship.started.value {
        Course::NotYetStarted
    } else {
        Course::Ended
    }
}

/// What was typed, in the forms in which it is compared.
struct Wanted<'q> {
    /// As a path, and as the name of a folder.
    path: &'q str,
    /// Folded.
    plain: String,
}

impl<'q> Wanted<'q> {
    fn of(query: &'q str) -> Self {
        let path = query.trim();
        let path = path.strip_prefix("./").unwrap_or(path).trim_end_matches('/');
        let path = path
            .strip_suffix(RELATIONSHIP)
            .and_then(|folder| folder.strip_suffix('/'))
            .unwrap_or(path)
            .trim_end_matches('/');
        Self { path, plain: folded(query) }
    }

    /// By what this names a relationship, if it does.
    fn names(&self, entry: &Candidate) -> Option<By> {
        let pair = entry.pair;
        let below = pair.path.strip_prefix(RECORDS).and_then(|path| path.strip_prefix('/'));
        if self.path == pair.path || Some(self.path) == below {
            Some(By::Path)
        } else if self.plain == pair.relationship.educator.value {
            Some(By::Educator)
        } else if self.path == pair.folder_name() {
            Some(By::FolderName)
        } else if self.plain == entry.ids {
            Some(By::CoachAndEducator)
        } else if entry.name.as_ref() == Some(&self.plain) {
            Some(By::Name)
        } else if entry.name.as_ref().is_some_and(|name| person::holds(name, &self.plain)) {
            Some(By::PartOfName)
        } else {
            None
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests;
