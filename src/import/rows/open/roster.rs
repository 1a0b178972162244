//! A list of relationships: two people, a day and what a row says come in; the line that is meant goes out, or why
//! none is.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::Entry;
use super::there::{Pair, Says, TELLING, agree, day_of, text_of};
use crate::syntax::yaml::Written;

/// A list of relationships.
#[derive(Clone, Copy)]
pub(crate) struct Roster<'r> {
    pub entries: &'r [Entry],
    /// Where its tables begin among those of the source.
    pub first_table: usize,
}

/// Lines of a list by whose they are.
pub(super) type ByTwo<'r> = HashMap<(&'r str, &'r str), Vec<usize>>;

/// Which of its lines is meant, by index.
pub(super) enum Meant {
    Line(usize),
    /// Each of these as well.
    Several(Vec<usize>),
    /// None of these, whose days are others.
    NotThen(Vec<usize>),
    /// None of these, which say this key otherwise than the row.
    Otherwise(Vec<usize>, &'static str),
    /// The two are not listed.
    Nobody,
}

impl<'r> Roster<'r> {
    /// Its lines by whose they are, those that say the same once.
    pub(super) fn by_two(&self) -> ByTwo<'r> {
        let mut by_two = ByTwo::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let text = |key| text_of(&entry.built, key);
            let Some(two) = text("coach").zip(text("educator")) else { continue };
            let lines = by_two.entry(two).or_default();
            let is_same = |&other: &usize| self.entries[other].built.keys == entry.built.keys;
            if !lines.iter().any(is_same) {
                lines.push(at);
            }
        }
        by_two
    }

    /// The one of `lines`, which are all of two people, in whose time `day` lies and that does not deny what a row
    /// `says`; the only one also if it begins later.
    pub(super) fn meant(&self, lines: &[usize], day: NaiveDate, says: &Says) -> Meant {
        if lines.is_empty() {
            return Meant::Nobody;
        }
        let is_then = |at: usize| {
            let has_begun = lines.len() == 1 || self.started(at).is_some_and(|it| it <= day);
            has_begun && self.ended(at).is_none_or(|ended| day <= ended)
        };
        let then: Vec<usize> = lines.iter().copied().filter(|&at| is_then(at)).collect();
        let fitting = then.iter().copied().filter(|&at| self.denies(at, says).is_none());
        let fitting: Vec<usize> = fitting.collect();
        match (&fitting[..], &then[..]) {
            ([only], _) => Meant::Line(*only),
            ([], []) => Meant::NotThen(lines.to_vec()),
            ([], [first, ..]) => {
                let key = self.denies(*first, says).unwrap_or(TELLING[0]);
                Meant::Otherwise(then, key)
            }
            _ => Meant::Several(fitting),
        }
    }

    pub(super) fn school(&self, at: usize) -> &'r str {
        text_of(&self.entries[at].built, "school").unwrap_or_default()
    }

    pub(super) fn started(&self, at: usize) -> Option<NaiveDate> {
        day_of(&self.entries[at].built, "started")
    }

    pub(super) fn ended(&self, at: usize) -> Option<NaiveDate> {
        day_of(&self.entries[at].built, "ended")
    }

    /// Whether the line `at` and `pair` are at one school at one time.
    pub(super) fn is_like(&self, at: usize, pair: &Pair) -> bool {
        let own = pair.relationship;
        let is_before = self.ended(at).is_some_and(|ended| ended < own.started.value);
        let is_after = self.started(at).is_some_and(|started| pair.is_over(started));
        self.school(at) == pair.school() && !is_before && !is_after
    }

    /// The relationship among `pairs` that this source opened for the line `at` of `lines`: of the same school and first
    /// day; or of the nearest first day at the same time, as where that day was corrected; or else the only one there of
    /// a school of which only this line is. None is of two lines.
    pub(super) fn opened<'t>(
        &self,
        at: usize,
        lines: &[usize],
        pairs: &[Pair<'t>],
    ) -> Option<Pair<'t>> {
        let here = |pair: &&Pair| pair.opened_as.is_some() && pair.school() == self.school(at);
        let own: Vec<&Pair<'t>> = pairs.iter().filter(here).collect();
        let is_here = |line: &usize| self.school(*line) == self.school(at);
        let lines: Vec<usize> = lines.iter().copied().filter(is_here).collect();
        if let ([_], [only]) = (&lines[..], &own[..]) {
            return Some(**only);
        }
        let apart = |line: usize, pair: &Pair| {
            let days = self.started(line)? - pair.relationship.started.value;
            (days.num_days() == 0 || self.is_like(line, pair)).then(|| days.num_days().abs())
        };
        let mut near: Vec<(i64, usize, usize)> = Vec::new();
        for &line in &lines {
            let pairs = own.iter().enumerate();
            near.extend(pairs.filter_map(|(pair, own)| Some((apart(line, own)?, line, pair))));
        }
        near.sort_unstable();
        let (mut known_lines, mut known_pairs) = (HashSet::new(), HashSet::new());
        for (_, line, pair) in near {
            if known_lines.contains(&line) || known_pairs.contains(&pair) {
                continue;
            }
            if line == at {
                return Some(*own[pair]);
            }
            known_lines.insert(line);
            known_pairs.insert(pair);
        }
        None
    }

    /// The first of the keys in `says` that the line `at` has otherwise.
    fn denies(&self, at: usize, says: &Says) -> Option<&'static str> {
        let keys = &self.entries[at].built.keys;
        let differs = |key: &str, said: &str| {
            let own = keys.iter().find(|(known, _)| known == key);
            own.is_some_and(|(_, own)| !agree(own, &Written::Text(said.to_owned())))
        };
        says.iter().find(|(key, said, _)| differs(key, said)).map(|(key, ..)| *key)
    }
}
