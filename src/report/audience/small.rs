//! Numbers of few. What the district is shown rests on enough educators, each of its parts as well as what the parts
//! leave of the whole. The pairs behind a report come in; which of its numbers may be shown goes out.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::numbers::numbers_of;
use crate::count::{Source, Statistic, Value};
use crate::domain::calendar::Month;
use crate::domain::district::Numbers;
use crate::report::model::{Dimension, Group, ProfileReport, RelationshipItem, Report};

/// The educators on whom a number rests.
type Educators<'r> = BTreeSet<&'r str>;

/// The pairs behind the numbers of one profile, each with its own. New pairs are not among them: numbers of items leave
/// them out.
pub(super) struct Rests<'r> {
    pairs: Vec<&'r Group>,
    /// For each pair, the place of its group among those of the view.
    groups: Vec<Option<usize>>,
    /// Items that some pair has documents of. Of others, a number rests on those alone whom an observer rated.
    documented: BTreeSet<&'r str>,
    least: usize,
}

/// Which functions may be shown, and which of their items.
pub(super) struct Shown<'r> {
    functions: BTreeSet<&'r str>,
    items: BTreeSet<&'r str>,
}

impl<'r> Rests<'r> {
    /// The pairs of `profile` in `by_pair`, a report with a row for each pair. Fewer than `least` educators are few.
    pub(super) fn of(by_pair: &'r Report, profile: &ProfileReport, least: u32) -> Self {
        let profiles = by_pair.periods.iter().flat_map(|period| &period.profiles);
        let groups = profiles.filter(|it| it.id == profile.id).flat_map(|it| &it.groups);
        let pairs: Vec<&Group> = groups.filter(|group| group.members.new_pairs == 0).collect();
        let items = pairs.iter().flat_map(|pair| items(pair));
        let documented = items.filter(|item| item.documented.is_some());
        let documented = documented.map(|item| item.id.as_str()).collect();
        let known: HashMap<Vec<&str>, usize> =
            profile.groups.iter().enumerate().map(|(at, group)| (ids(group), at)).collect();
        // What is in no other group is in the one of small ones put together.
        let combined = profile.groups.iter().position(Group::is_combined);
        let by: Vec<Dimension> = profile
            .groups
            .first()
            .map(|group| group.keys.iter().map(|key| key.by).collect())
            .unwrap_or_default();
        let group = |pair: &&Group| {
            let ids: Vec<&str> = by.iter().map(|&by| key_of(pair, by)).collect();
            known.get(&ids).copied().or(combined)
        };
        let groups = pairs.iter().map(group).collect();
        Self { pairs, groups, documented, least: least as usize }
    }

    /// Whether all pairs together are of few.
    pub(super) fn is_too_small(&self) -> bool {
        self.educators(|_| true).len() < self.least
    }

    /// Whether `statistic` may be shown of the whole.
    pub(super) fn shows(&self, statistic: Statistic) -> bool {
        self.educators(|pair| self.is_in(pair, statistic)).len() >= self.least
    }

    /// Of which of the `groups`, which part the whole, it may be shown.
    pub(super) fn shown_of(&self, groups: usize, statistic: Statistic) -> Vec<bool> {
        let mut sets = vec![Educators::new(); groups];
        for (pair, group) in self.pairs.iter().zip(&self.groups) {
            let set = group.and_then(|at| sets.get_mut(at)).filter(|_| self.is_in(pair, statistic));
            if let (Some(set), Some(behind)) = (set, &pair.relationship) {
                set.insert(&behind.educator);
            }
        }
        shown(&sets, self.least)
    }

    /// Which functions and items of `total` may be shown, as what is in place or, where it `is_observed`, as what
    /// observers saw. Items of a function that is hidden are hidden too, as their sum would tell it.
    pub(super) fn parts(&self, total: &'r Group, is_observed: bool) -> Shown<'r> {
        let has = |item: &RelationshipItem| match is_observed {
            true => item.in_place.is_some() && item.observed.is_some(),
            false => self.says_something(item),
        };
        let of_items = |ids: &[&str]| {
            self.educators(|pair| {
                items(pair).iter().any(|it| ids.contains(&it.id.as_str()) && has(it))
            })
        };
        let of_function = |function: &str| -> Vec<&'r str> {
            let items = total.items.iter().filter(|item| item.function == function);
            items.map(|item| item.id.as_str()).collect()
        };
        let names: Vec<&str> =
            total.functions.iter().map(|function| function.id.as_str()).collect();
        let sets: Vec<Educators> = names.iter().map(|name| of_items(&of_function(name))).collect();
        let functions: BTreeSet<&str> = kept(names, shown(&sets, self.least)).collect();
        let mut of_shown = BTreeSet::new();
        for function in &functions {
            let ids = of_function(function);
            let sets: Vec<Educators> = ids.iter().map(|id| of_items(&[id])).collect();
            of_shown.extend(kept(ids, shown(&sets, self.least)));
        }
        Shown { functions, items: of_shown }
    }

    /// In which of `months` the line at the place `line` may be shown.
    pub(super) fn months(&self, line: usize, months: &[Month]) -> Vec<bool> {
        let of = |month: &Month| self.educators(|pair| has_value(pair, line, *month));
        shown(&months.iter().map(of).collect::<Vec<_>>(), self.least)
    }

    fn educators(&self, is_in: impl Fn(&Group) -> bool) -> Educators<'r> {
        let pairs = self.pairs.iter().filter(|pair| is_in(pair));
        pairs.filter_map(|pair| Some(pair.relationship.as_ref()?.educator.as_str())).collect()
    }

    /// Whether `statistic` of several pairs says something of this one.
    fn is_in(&self, pair: &Group, statistic: Statistic) -> bool {
        let is_known = match numbers_of(statistic) {
            Numbers::Observed => pair.whole.as_ref().is_some_and(|it| it.outside_observation.k > 0),
            Numbers::InPlace | Numbers::Levels => {
                items(pair).iter().any(|it| self.says_something(it))
            }
            Numbers::Pairs
            | Numbers::Reach
            | Numbers::Sessions
            | Numbers::Minutes
            | Numbers::Agreed
            | Numbers::CalledOff
            | Numbers::Answers
            | Numbers::Overdue
            | Numbers::Agreement
            | Numbers::Raters
            | Numbers::CoachTime
            | Numbers::StudentData => true,
        };
        // How many are observed, of all, rests on all.
        let is_known = is_known || matches!(statistic.row().made, Source::Members(_));
        is_known
            && match pair.value(statistic) {
                Some(Value::Share(share)) => share.n > 0,
                Some(Value::Estimate { .. }) => {
                    matches!(pair.value(Statistic::ObserversAgree), Some(Value::Share(share)) if share.n > 0)
                }
                Some(Value::Count { .. }) | None => true,
            }
    }

    /// Whether an item that is in place or missing says something of the pair: it applies, and would be in place if the
    /// practice were.
    fn says_something(&self, item: &RelationshipItem) -> bool {
        let is_judged = item.observed.is_some() || self.documented.contains(item.id.as_str());
        item.in_place.is_some() && is_judged
    }
}

impl Shown<'_> {
    /// Whether the numbers of the function may be shown.
    pub(super) fn has_function(&self, id: &str) -> bool {
        self.functions.contains(id)
    }

    /// Whether those of the item may.
    pub(super) fn has_item(&self, id: &str) -> bool {
        self.items.contains(id)
    }
}

fn items(pair: &Group) -> &[RelationshipItem] {
    pair.relationship.as_ref().map_or(&[], |behind| &behind.items)
}

fn ids(group: &Group) -> Vec<&str> {
    group.keys.iter().map(|key| key.id.as_str()).collect()
}

fn key_of(pair: &Group, by: Dimension) -> &str {
    let Some(behind) = &pair.relationship else { return "" };
    match by {
        Dimension::School => &behind.school,
        Dimension::Coach => &behind.coach,
        Dimension::Practice => behind.practice.as_deref().unwrap_or_default(),
        Dimension::Relationship => &pair.id,
        Dimension::Function => "",
    }
}

fn has_value(pair: &Group, line: usize, month: Month) -> bool {
    let lines = pair.whole.iter().flat_map(|whole| whole.trends.lines.get(line));
    let mut points = lines.flat_map(|line| &line.points).filter(|point| point.month == month);
    points.any(|point| match point.value {
        Some(Value::Share(share)) => share.n > 0,
        Some(Value::Count { count }) => count > 0,
        Some(Value::Estimate { .. }) => true,
        None => false,
    })
}

/// Those of `all` that are shown.
fn kept<T>(all: Vec<T>, shown: Vec<bool>) -> impl Iterator<Item = T> {
    all.into_iter().zip(shown).filter_map(|(one, is_shown)| is_shown.then_some(one))
}

/// Which of several parts of a whole may be shown, each given by its educators: those that rest on `least` or more, as
/// long as the others together rest on nobody or on `least`, since the whole less what is shown tells what is not.
///
/// With at least 10: of parts with 12, 11 and 3 educators, the one of 3 is hidden, and with it the smaller of the two
/// others; else the whole, less both, would tell of the 3.
fn shown(parts: &[Educators], least: usize) -> Vec<bool> {
    let mut shown: Vec<bool> = parts.iter().map(|part| part.len() >= least).collect();
    loop {
        let hidden = parts.iter().zip(&shown).filter(|(_, shown)| !**shown);
        let hidden: Educators = hidden.flat_map(|(part, _)| part.iter().copied()).collect();
        let smallest = (0..parts.len()).filter(|&at| shown[at]);
        let smallest = smallest.min_by_key(|&at| (parts[at].len(), Reverse(at)));
        match smallest {
            Some(at) if !hidden.is_empty() && hidden.len() < least => shown[at] = false,
            _ => return shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts of as many educators, nobody in two of them.
    fn of(sizes: &[usize]) -> Vec<bool> {
        let ids: Vec<String> = (0..sizes.iter().sum()).map(|at| format!("t-{at}")).collect();
        let mut left = ids.iter().map(String::as_str);
        let parts: Vec<Educators> =
            sizes.iter().map(|&size| left.by_ref().take(size).collect()).collect();
        shown(&parts, 10)
    }

    #[test]
    fn what_is_hidden_cannot_be_told_from_the_whole() {
        assert_eq!(of(&[12, 11, 3]), [true, false, false]);
        assert_eq!(of(&[12, 11, 0]), [true, true, false]);
        assert_eq!(of(&[12, 6, 5]), [true, false, false]);
        assert_eq!(of(&[12, 5]), [false, false]);
        assert_eq!(of(&[]), [false; 0]);
    }

    #[test]
    fn the_same_few_in_several_parts_are_few() {
        let few: Educators = ["t-1", "t-2", "t-3"].into();
        let many: Educators = ["t-1", "t-2", "t-3", "t-4", "t-5"].into();
        // Three and the same three are three, and not six: the part of five has to go with them.
        assert_eq!(shown(&[few.clone(), few, many], 5), [false, false, false]);
    }
}
