//! In which relationship a row belongs: two people, a day and what the row says of it come in; that it is there, that
//! one is to be opened, or why neither is, goes out. A row is never put where it says it is not, nor after the end.

use chrono::NaiveDate;

use super::roster::{ByTwo, Meant, Roster};
use super::there::{Pair, Says, There};
use super::{How, KEY};
use crate::domain::calendar::{MonthDay, SchoolYear};

/// Stands in the key of a relationship between that of an earlier one and the day on which all before were over.
const AFTER: &str = " after ";

/// Whether `key` is that of the first relationship that has `first`, or of one that was opened after its end.
fn is_or_follows(key: &str, first: &str) -> bool {
    key.strip_prefix(first).is_some_and(|rest| rest.is_empty() || rest.starts_with(AFTER))
}

/// Those of `pairs` that were opened under the key `first` or after the end of such a one, the earliest first.
fn one_after_another<'t>(pairs: &[Pair<'t>], first: &str) -> Vec<Pair<'t>> {
    let is_one = |pair: &&Pair| pair.opened_as.is_some_and(|key| is_or_follows(key, first));
    let mut all: Vec<Pair> = pairs.iter().filter(is_one).copied().collect();
    all.sort_by_key(|pair| pair.relationship.started.value);
    all
}

/// What a row asks of a relationship.
pub(super) struct Asked<'a> {
    pub two: (&'a str, &'a str),
    pub day: NaiveDate,
    pub says: &'a Says,
    /// The folder in which its record lies already, just as the row says it.
    pub lies_in: Option<&'a str>,
}

/// Where it belongs.
pub(super) enum Place<'t> {
    /// In one that is there, or nobody can tell here.
    There,
    /// In one that is to be opened under this key, or was by the same source before.
    Opens(How, String),
    Nowhere(Why<'t>),
}

/// Why a row belongs nowhere.
pub(super) enum Why<'t> {
    /// The relationship of the two has this key otherwise.
    Otherwise(Pair<'t>, &'static str),
    /// All relationships of the two are over; this was the last.
    Over(Pair<'t>),
    /// The list has the two at another school than the relationship that is there.
    ListDiffers(Pair<'t>, usize),
    /// Each of these lines of the list may be meant.
    AnyOf(Vec<usize>),
    /// None of these lines holds the day.
    NotThen(Vec<usize>),
    /// These lines have this key otherwise.
    ListOtherwise(Vec<usize>, &'static str),
}

/// The relationships that are there and those that may be opened.
pub(super) struct Places<'t> {
    pub there: There<'t>,
    roster: Option<(Roster<'t>, ByTwo<'t>)>,
    /// Whether a rule opens what is not there, and whether for each school year.
    rule: Option<bool>,
    year_starts: MonthDay,
}

impl<'t> Places<'t> {
    pub(super) fn new(
        there: There<'t>,
        roster: Option<Roster<'t>>,
        rule: Option<bool>,
        year_starts: MonthDay,
    ) -> Self {
        let roster = roster.map(|roster| (roster, roster.by_two()));
        Self { there, roster, rule, year_starts }
    }

    /// Whether the two have more than one relationship, or may have.
    pub(super) fn are_several(&self, two: (&str, &str)) -> bool {
        self.there.of_two(two).len() + self.lines(two).len() > 1
    }

    /// Where a row belongs that is `asked` for.
    pub(super) fn of(&self, asked: &Asked<'_>) -> Place<'t> {
        let two = asked.two;
        if self.there.is_elsewhere(two) {
            return Place::There;
        }
        let (of_source, others): (Vec<Pair>, Vec<Pair>) =
            self.there.of_two(two).iter().partition(|pair| self.opens_anew(two, pair));
        if let Some(folder) = asked.lies_in {
            if !of_source.iter().any(|pair| pair.folder == folder) {
                return Place::There;
            }
        } else if let Some(place) = self.running(asked, &of_source, &others) {
            return place;
        }
        if let Some(place) = self.listed(asked, &others) {
            return place;
        }
        self.ruled(asked, &of_source, &others)
    }

    /// In one of `others`, which no rule and no list opens, if the day lies in one, and in none of those that do.
    fn running(&self, asked: &Asked, of_source: &[Pair], others: &[Pair<'t>]) -> Option<Place<'t>> {
        let running = others.iter().filter(|pair| pair.relationship.spans(asked.day));
        let running: Vec<Pair> = running.copied().collect();
        let first = *running.first()?;
        let fits = |pair: &&Pair<'t>| pair.denies(asked.says).is_none();
        let fitting: Vec<Pair> = running.iter().filter(fits).copied().collect();
        if fitting.is_empty() {
            let is_own = |pair: &Pair| {
                pair.relationship.spans(asked.day) && pair.denies(asked.says).is_none()
            };
            if of_source.iter().any(is_own) {
                return None;
            }
            let key = first.denies(asked.says)?;
            return Some(Place::Nowhere(Why::Otherwise(first, key)));
        }
        if let Some((roster, _)) = &self.roster
            && let Meant::Line(line) = roster.meant(self.lines(asked.two), asked.day, asked.says)
            && roster.started(line).is_some_and(|started| started <= asked.day)
            && fitting.iter().all(|pair| pair.school() != roster.school(line))
        {
            return Some(Place::Nowhere(Why::ListDiffers(fitting[0], line)));
        }
        Some(Place::There)
    }

    /// In one that the list has, if it does.
    fn listed(&self, asked: &Asked, others: &[Pair]) -> Option<Place<'t>> {
        let (roster, _) = self.roster.as_ref()?;
        let lines = self.lines(asked.two);
        let why = match roster.meant(lines, asked.day, asked.says) {
            Meant::Line(at) if others.iter().any(|pair| roster.is_like(at, pair)) => return None,
            Meant::Line(at) => {
                let key = self.key_of(roster, at, asked.two);
                return Some(Place::Opens(How::Listed(at), key));
            }
            Meant::Nobody => return None,
            Meant::NotThen(_) if !others.is_empty() => return None,
            Meant::NotThen(lines) => Why::NotThen(lines),
            Meant::Several(lines) => Why::AnyOf(lines),
            Meant::Otherwise(lines, key) => Why::ListOtherwise(lines, key),
        };
        Some(Place::Nowhere(why))
    }

    /// In one that the rule opens, if there is one; `of_source` were opened before.
    fn ruled(&self, asked: &Asked, of_source: &[Pair<'t>], others: &[Pair<'t>]) -> Place<'t> {
        let (coach, educator) = asked.two;
        let year = SchoolYear::of(self.year_starts, asked.day);
        let opens = |is_per_year: bool| {
            let first = is_per_year.then(|| year.first());
            let day = first.map(|day| format!(" {day}")).unwrap_or_default();
            (How::Ruled(first), format!("{KEY} {coach} {educator}{day}"))
        };
        let opens = self.rule.map(opens);
        let all = opens.as_ref().map(|(_, key)| one_after_another(of_source, key));
        let all = all.unwrap_or_default();
        let lies = |pair: &&Pair| asked.lies_in == Some(pair.folder);
        let goes_on = |pair: &&Pair| !pair.is_over(asked.day);
        let before = all.iter().find(lies).or_else(|| all.iter().find(goes_on)).copied();
        let last = others.iter().max_by_key(|pair| pair.relationship.started.value);
        let are_over = others.iter().all(|pair| pair.is_over(asked.day));
        let in_year = |pair: &Pair| {
            pair.relationship.started.value <= year.last() && !pair.is_over(year.first())
        };
        match (opens, before) {
            (Some((how, key)), Some(pair)) => {
                Place::Opens(how, pair.opened_as.map_or(key, str::to_owned))
            }
            (Some((how, key)), None)
                if are_over || self.rule == Some(true) && !others.iter().any(in_year) =>
            {
                // Its end was written here.
                let ended = all.last().and_then(|pair| pair.relationship.ended.as_ref());
                let after = ended.map(|ended| format!("{AFTER}{}", ended.value));
                Place::Opens(how, key + &after.unwrap_or_default())
            }
            (..) => match last {
                Some(last) if are_over => Place::Nowhere(Why::Over(*last)),
                Some(last) => match last.denies(asked.says) {
                    Some(key) if others.iter().all(|pair| pair.denies(asked.says).is_some()) => {
                        Place::Nowhere(Why::Otherwise(*last, key))
                    }
                    _ => Place::There,
                },
                None => Place::There,
            },
        }
    }

    /// Whether the list or the rule says anew what `pair` of the `two`, which this source opened, is.
    fn opens_anew(&self, two: (&str, &str), pair: &Pair) -> bool {
        let Some(key) = pair.opened_as else { return false };
        let lines = self.lines(two);
        if let (Some((roster, _)), false) = (&self.roster, lines.is_empty()) {
            let pairs = self.there.of_two(two);
            let opened = |&at: &usize| roster.opened(at, lines, pairs);
            return lines.iter().filter_map(opened).any(|known| known.folder == pair.folder);
        }
        let plain = format!("{KEY} {} {}", two.0, two.1);
        match self.rule {
            Some(true) => key.strip_prefix(&plain).is_some_and(|rest| rest.starts_with(' ')),
            Some(false) => is_or_follows(key, &plain),
            None => false,
        }
    }

    /// The key of the relationship that the line `at` of the list tells.
    fn key_of(&self, roster: &Roster, at: usize, two: (&str, &str)) -> String {
        let (lines, pairs) = (self.lines(two), self.there.of_two(two));
        if let Some(key) = roster.opened(at, lines, pairs).and_then(|pair| pair.opened_as) {
            return key.to_owned();
        }
        let plain = format!("{KEY} {} {}", two.0, two.1);
        let day = roster.started(at).map(|day| format!(" {day}")).unwrap_or_default();
        let is_free = |key: &String| pairs.iter().all(|pair| pair.opened_as != Some(key));
        let is_only_then =
            lines.iter().all(|&other| other == at || roster.started(other) != roster.started(at));
        let only = (lines.len() == 1).then(|| plain.clone());
        let then = is_only_then.then(|| format!("{plain}{day}"));
        let first = only.into_iter().chain(then).find(is_free);
        first.unwrap_or_else(|| format!("{plain}{day} {}", roster.school(at)))
    }

    /// The relationships of the `two` that were opened from the list, and that it ends on another day than they end here:
    /// one that goes on would be in the way of the next, whether or not a row is in its time.
    pub(super) fn ended_by_list(&self, two: (&str, &str)) -> Vec<(How, String)> {
        let Some((roster, _)) = &self.roster else { return Vec::new() };
        let (lines, pairs) = (self.lines(two), self.there.of_two(two));
        let is_ended = |&at: &usize| {
            let pair = roster.opened(at, lines, pairs);
            pair.is_some_and(|pair| {
                let here = pair.relationship.ended.as_ref().map(|ended| ended.value);
                roster.ended(at).is_some_and(|ended| here != Some(ended))
            })
        };
        let ended = lines.iter().copied().filter(is_ended);
        ended.map(|at| (How::Listed(at), self.key_of(roster, at, two))).collect()
    }

    fn lines<'a>(&'a self, two: (&'a str, &'a str)) -> &'a [usize] {
        let lines = self.roster.as_ref().and_then(|(_, by_two)| by_two.get(&two));
        lines.map_or(&[], Vec::as_slice)
    }
}
