//! Numbers of few. What the district is shown rests on enough educators, each of its parts as well as what the parts
//! leave of the whole. The pairs behind a report come in; which of its numbers may be shown goes out.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::numbers::numbers_of;
use crate::count::{Statistic, Value};
use crate::domain::calendar::Month;
use crate::domain::district::Numbers;
use crate::report::model::{
    Dimension, Group, GroupFunction, ProfileReport, RelationshipItem, Report,
};

/// The educators on whom a number rests.
type Educators<'r> = BTreeSet<&'r str>;

/// On whom a number rests.
#[derive(Clone, Debug, Default)]
struct Support<'r> {
    /// Those of whom it is.
    own: Educators<'r>,
    /// Those of whom other numbers would be that it tells together with what else is shown.
    beside: [Educators<'r>; 2],
}

/// The pairs behind the numbers of one profile, each with its own.
pub(super) struct Rests<'r> {
    /// All of them.
    all: Vec<&'r Group>,
    /// Those that are not new: numbers of items leave new ones out.
    pairs: Vec<&'r Group>,
    /// For each pair, the place of its group among those of the view.
    groups: Vec<Option<usize>>,
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
        let all: Vec<&Group> = groups.collect();
        let pairs: Vec<&Group> =
            all.iter().copied().filter(|group| group.members.new_pairs == 0).collect();
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
        Self { all, pairs, groups, least: least as usize }
    }

    /// Whether all pairs together are of few.
    pub(super) fn is_too_small(&self) -> bool {
        educators(&self.pairs, |_| true).len() < self.least
    }

    /// Whether `statistic` may be shown of the whole.
    pub(super) fn shows(&self, statistic: Statistic) -> bool {
        let of = |side: Side| educators(&self.pairs, |pair| side.has(pair, statistic));
        Support { own: of(Side::Own), beside: Side::BESIDE.map(of) }.is_of_many(self.least)
    }

    /// Of which of the `groups`, which part the whole, it may be shown.
    pub(super) fn shown_of(&self, groups: usize, statistic: Statistic) -> Vec<bool> {
        if !self.shows(statistic) {
            return vec![false; groups];
        }
        let mut parts = vec![Support::default(); groups];
        for (pair, group) in self.pairs.iter().zip(&self.groups) {
            let part = group.and_then(|at| parts.get_mut(at));
            let (Some(part), Some(behind)) = (part, &pair.relationship) else { continue };
            let beside = Side::BESIDE.into_iter().zip(&mut part.beside);
            for (side, set) in beside.chain([(Side::Own, &mut part.own)]) {
                if side.has(pair, statistic) {
                    set.insert(&behind.educator);
                }
            }
        }
        shown(&parts, self.least)
    }

    /// Of which functions and items of `total` it may be shown what is in place. Items of a function that is hidden are
    /// hidden too, as their sum would tell it.
    pub(super) fn parts(&self, total: &'r Group) -> Shown<'r> {
        let support =
            |ids: &[&str]| Support { own: self.with(ids, says_something), ..Support::default() };
        let names: Vec<&str> =
            total.functions.iter().map(|function| function.id.as_str()).collect();
        let parts: Vec<Support> =
            names.iter().map(|name| support(&items_of(total, name))).collect();
        let functions: BTreeSet<&str> = kept(names, shown(&parts, self.least)).collect();
        let mut items = BTreeSet::new();
        for function in &functions {
            let ids = items_of(total, function);
            let parts: Vec<Support> = ids.iter().map(|id| support(&[id])).collect();
            items.extend(kept(ids, shown(&parts, self.least)));
        }
        Shown { functions, items }
    }

    /// Whether it may be shown of the functions of `total` what observers saw: of all of them or of none, as what is in
    /// place stands beside it.
    pub(super) fn shows_seen_of_parts(&self, total: &'r Group) -> bool {
        let in_place = self.parts(total);
        let is_shown = |function: &GroupFunction| {
            let ids = items_of(total, &function.id);
            let own = self.with(&ids, is_seen);
            let beside = [self.with(&ids, is_unseen), self.with(&ids, is_seen_or_documented)];
            let is_hidden =
                !in_place.has_function(&function.id) && !self.with(&ids, says_something).is_empty();
            !is_hidden && Support { own, beside }.is_of_nobody_or_many(self.least)
        };
        self.shows(Statistic::Observed) && total.functions.iter().all(is_shown)
    }

    /// The educators of pairs in which one of the items `ids` is so.
    fn with(&self, ids: &[&str], is_so: fn(&RelationshipItem) -> bool) -> Educators<'r> {
        educators(&self.pairs, |pair| {
            items(pair).iter().any(|item| ids.contains(&item.id.as_str()) && is_so(item))
        })
    }

    /// In which of `months` the line at the place `line` may be shown. What happened in a month, happened to new pairs too.
    pub(super) fn months(&self, line: usize, months: &[Month]) -> Vec<bool> {
        let of = |month: &Month| Support {
            own: educators(&self.all, |pair| has_value(pair, line, *month)),
            ..Support::default()
        };
        shown(&months.iter().map(of).collect::<Vec<_>>(), self.least)
    }
}

impl Support<'_> {
    fn is_of_many(&self, least: usize) -> bool {
        self.own.len() >= least && self.is_of_nobody_or_many(least)
    }

    fn is_of_nobody_or_many(&self, least: usize) -> bool {
        !are_few(&self.own, least) && !self.beside.iter().any(|beside| are_few(beside, least))
    }
}

fn are_few(educators: &Educators, least: usize) -> bool {
    !educators.is_empty() && educators.len() < least
}

fn educators<'r>(pairs: &[&'r Group], is_in: impl Fn(&Group) -> bool) -> Educators<'r> {
    let pairs = pairs.iter().filter(|pair| is_in(pair));
    pairs.filter_map(|pair| Some(pair.relationship.as_ref()?.educator.as_str())).collect()
}

/// Which educators of a number are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Its own.
    Own,
    /// Those with something that nobody observed: what is in place, less what observers saw.
    Unseen,
    /// Those with something observed that a document may put in place too: what observers saw, less what is in place of
    /// items that observers alone judge.
    SeenOrDocumented,
}

impl Side {
    const BESIDE: [Self; 2] = [Self::Unseen, Self::SeenOrDocumented];

    /// Whether `statistic` of several pairs says something of this one.
    fn has(self, pair: &Group, statistic: Statistic) -> bool {
        let is_any = |has: fn(&RelationshipItem) -> bool| items(pair).iter().any(has);
        let n = |of: Statistic| matches!(pair.value(of), Some(Value::Share(share)) if share.n > 0);
        let k = |of: Statistic| matches!(pair.value(of), Some(Value::Share(share)) if share.k > 0);
        match (statistic, self) {
            (Statistic::Observed | Statistic::DocumentedOnly, side) => is_any(match side {
                Self::Own => is_seen,
                Self::Unseen => is_unseen,
                Self::SeenOrDocumented => is_seen_or_documented,
            }),
            (_, Self::Unseen | Self::SeenOrDocumented) => false,
            (Statistic::Differs, _) => is_any(has_two_sources),
            (
                Statistic::PlannedSessions
                | Statistic::HeldSessions
                | Statistic::AgreedCalledOff
                | Statistic::LongGaps,
                _,
            ) => k(Statistic::AgreedRhythm),
            (Statistic::PlannedMinutes | Statistic::HeldMinutes, _) => k(Statistic::AgreedMinutes),
            (Statistic::AnsweredLate | Statistic::Unanswered, _) => n(Statistic::AnsweredInTime),
            _ => {
                let is_of_items =
                    matches!(numbers_of(statistic), Numbers::InPlace | Numbers::Levels);
                let is_known = !is_of_items || is_any(says_something);
                is_known
                    && match pair.value(statistic) {
                        Some(Value::Share(share)) => share.n > 0,
                        Some(Value::Estimate { .. }) => n(Statistic::ObserversAgree),
                        Some(Value::Count { .. }) | None => true,
                    }
            }
        }
    }
}

/// Whether an item that is in place or missing says something of the pair: it applies, and would be in place if the
/// practice were.
fn says_something(item: &RelationshipItem) -> bool {
    item.in_place.is_some() && (item.observed.is_some() || item.is_documentable)
}

/// Whether an observer rated the item, which applies.
fn is_seen(item: &RelationshipItem) -> bool {
    item.in_place.is_some() && item.observed.is_some()
}

/// Whether nobody observed the item, which a document may put in place.
fn is_unseen(item: &RelationshipItem) -> bool {
    item.in_place.is_some() && item.observed.is_none() && item.is_documentable
}

/// Whether an observer rated the item, which a document may put in place too.
fn is_seen_or_documented(item: &RelationshipItem) -> bool {
    is_seen(item) && item.is_documentable
}

/// Whether two sources say something of the item, which may then differ.
fn has_two_sources(item: &RelationshipItem) -> bool {
    let ratings = [&item.observed, &item.by_coach, &item.by_educator];
    let known = ratings.into_iter().filter(|rating| rating.is_some()).count();
    item.in_place.is_some() && known + usize::from(item.documented.is_some()) > 1
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

/// The items of a function of `total`.
fn items_of<'r>(total: &'r Group, function: &str) -> Vec<&'r str> {
    let items = total.items.iter().filter(|item| item.function == function);
    items.map(|item| item.id.as_str()).collect()
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

/// Which of several parts of a whole may be shown, each given by those on whom it rests: those that rest on `least`
/// educators or more, as long as the others together rest on nobody or on `least`, since the whole less what is shown tells
/// what is not.
///
/// With at least 10: of parts with 12, 11 and 3 educators, the one of 3 is hidden, and with it the smaller of the two
/// others; else the whole, less both, would tell of the 3.
fn shown(parts: &[Support], least: usize) -> Vec<bool> {
    let mut shown: Vec<bool> = parts.iter().map(|part| part.is_of_many(least)).collect();
    loop {
        let hidden =
            || parts.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(part, _)| part);
        let own: Educators = hidden().flat_map(|part| part.own.iter().copied()).collect();
        let beside = [0, 1].map(|at| {
            let of_parts = hidden().flat_map(|part| part.beside[at].iter().copied());
            of_parts.collect::<Educators>()
        });
        let tells = !Support { own, beside }.is_of_nobody_or_many(least);
        let smallest = (0..parts.len()).filter(|&at| shown[at]);
        let smallest = smallest.min_by_key(|&at| (parts[at].own.len(), Reverse(at)));
        match smallest {
            Some(at) if tells => shown[at] = false,
            _ => return shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(own: Educators) -> Support {
        Support { own, ..Support::default() }
    }

    /// Parts of as many educators, nobody in two of them.
    fn of(sizes: &[usize]) -> Vec<bool> {
        let ids: Vec<String> = (0..sizes.iter().sum()).map(|at| format!("t-{at}")).collect();
        let mut left = ids.iter().map(String::as_str);
        let parts: Vec<Support> =
            sizes.iter().map(|&size| own(left.by_ref().take(size).collect())).collect();
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
        let parts = [own(few.clone()), own(few.clone()), own(many.clone())];
        assert_eq!(shown(&parts, 5), [false, false, false]);
        // What is of many itself and tells of three beside, is hidden as well.
        let telling = Support { own: many.clone(), beside: [few, Educators::new()] };
        assert_eq!(shown(&[telling, own(many)], 5), [false, false]);
    }
}
