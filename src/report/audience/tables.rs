//! The tables of a view. Each asks the policy for its rows, its numbers and its facts, and has no others.

use super::build::Viewed;
use super::numbers::numbers_of;
use super::{items, months, pairs, small};
use crate::count::{Share, Source, Statistic, Value};
use crate::domain::district::{Audience, Fact, Numbers, Rows};
use crate::report::coaches::CoachRow;
use crate::report::grid::{Column, Datum, Grid, Holds};
use crate::report::model::{Group, GroupFunction, Period, ProfileReport, Report};

/// What a view is built of.
#[derive(Clone, Copy)]
pub(super) struct Of<'r> {
    pub(super) viewed: Viewed<'r>,
    pub(super) report: &'r Report,
    pub(super) period: &'r Period,
    pub(super) profile: &'r ProfileReport,
}

impl Of<'_> {
    /// Whether all that there is, is less than a group.
    pub(super) fn is_too_small(&self) -> bool {
        let members = self.profile.total.members;
        // Each new pair may be that of an educator who has no other.
        let educators = (members.educators + members.teams).saturating_sub(members.new_pairs);
        self.viewed.audience == Audience::District && educators < self.viewed.min_educators as usize
    }

    /// Whether what observers saw may be shown of the whole.
    pub(super) fn shows_observed_of_whole(&self) -> bool {
        match self.viewed.audience {
            Audience::District => observed(&self.profile.total) >= self.viewed.min_educators,
            Audience::Coach | Audience::Pair | Audience::Principal => true,
        }
    }

    /// The same of each group.
    pub(super) fn shows_observed(&self) -> Vec<bool> {
        let groups = &self.profile.groups;
        match self.viewed.audience {
            Audience::District => {
                let pairs: Vec<u32> = groups.iter().map(observed).collect();
                small::shown(&pairs, self.viewed.min_educators)
            }
            Audience::Coach | Audience::Pair | Audience::Principal => vec![true; groups.len()],
        }
    }

    /// Whether observers looked at the items of `part` in so many pairs that it may be shown. So many ratings are of
    /// that many pairs, even if each pair was rated on every item.
    fn is_of_many(&self, part: &GroupFunction) -> bool {
        let items = self.profile.total.items.iter().filter(|item| item.function == part.id).count();
        match self.viewed.audience {
            Audience::District => {
                part.coverage.observed.n as usize
                    >= self.viewed.min_educators as usize * items.max(1)
            }
            Audience::Coach | Audience::Pair | Audience::Principal => true,
        }
    }

    pub(super) fn has(&self, numbers: Numbers) -> bool {
        self.viewed.policy.has_numbers(numbers)
    }

    /// The id of a person, with the name where the policy has names.
    pub(super) fn person(&self, id: &str) -> Datum {
        let named = self.viewed.policy.names;
        Datum::Words(if named { self.viewed.people.with_name(id) } else { id.to_owned() })
    }
}

/// Pairs of a group that an observer looked at.
fn observed(group: &Group) -> u32 {
    group.whole.as_ref().map_or(0, |whole| whole.outside_observation.k)
}

/// All tables, in the order of the page.
pub(super) fn tables(of: &Of) -> Vec<Grid> {
    let mut tables = pairs::tables(of);
    tables.extend(functions(of));
    tables.extend(pairs::levels(of));
    tables.extend(items::missing(of));
    tables.extend(items::evidence(of));
    tables.extend(months::table(of));
    tables.extend(raters(of));
    tables.extend(coach_time(of));
    tables.extend(pairs::student_data(of));
    tables.retain(|table| !table.rows.is_empty() && table.columns.len() > 1);
    tables
}

/// A column of words.
pub(super) fn words(id: &'static str, title: &str) -> Column {
    Column { id, title: title.to_owned(), holds: Holds::Words }
}

/// The column of a share.
pub(super) fn shares(id: &'static str, title: impl Into<String>) -> Column {
    Column { id, title: title.into(), holds: Holds::Shares }
}

/// Coverage and levels of each function, and of wider parts that have levels.
fn functions(of: &Of) -> Option<Grid> {
    if !of.viewed.policy.has_rows(Rows::Function) {
        return None;
    }
    let total = &of.profile.total;
    let has_observed = of.has(Numbers::Observed) && of.shows_observed_of_whole();
    let mut columns = vec![words("function", "Essential function")];
    if of.has(Numbers::InPlace) {
        columns.push(shares(Statistic::InPlace.name(), "in place"));
    }
    if has_observed {
        columns.push(shares(Statistic::Observed.name(), "observers saw"));
    }
    let levels = total.functions.first().map_or(&[][..], |function| &function.levels);
    let levels: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
    if of.has(Numbers::Levels) {
        let called = total.functions.first().into_iter().flat_map(|function| &function.levels);
        columns.extend(called.map(|level| shares("level", level.called())));
    }
    let row = |part: &GroupFunction| {
        let mut row = vec![Datum::Words(part.heading.clone())];
        if of.has(Numbers::InPlace) {
            row.push(share(part.coverage.in_place));
        }
        if has_observed {
            row.push(if of.is_of_many(part) {
                share(part.coverage.observed)
            } else {
                Datum::Nothing
            });
        }
        if of.has(Numbers::Levels) {
            let n = count(part.with_applicable_items);
            let at = |id: &&str| part.levels.iter().find(|level| level.id == **id);
            row.extend(levels.iter().map(|id| match at(id) {
                Some(level) => share(Share { k: count(level.computed + level.judged), n }),
                None => Datum::Nothing,
            }));
        }
        row
    };
    let rows = total.functions.iter().map(row).collect();
    Some(Grid { title: "Essential functions".to_owned(), columns, apart: 0, rows })
}

/// What each rater wrote.
fn raters(of: &Of) -> Option<Grid> {
    if !of.has(Numbers::Raters) {
        return None;
    }
    let shows_ids = of.viewed.policy.has_fact(Fact::Raters);
    let mut columns = vec![words("role", "Rater")];
    columns.extend(shows_ids.then(|| words("rater", "id")));
    columns.push(Column { id: "checklists", title: "checklists".to_owned(), holds: Holds::Counts });
    columns.push(shares(Statistic::RatingsInPlace.name(), "ratings in place"));
    let whole = of.profile.total.whole.as_ref()?;
    let rows = whole.raters.by_rater.iter().flatten().map(|rater| {
        let mut row = vec![Datum::Words(rater.role.name().to_owned())];
        row.extend(shows_ids.then(|| of.person(&rater.id)));
        row.push(Datum::Count(u64::from(rater.checklists)));
        row.push(share(rater.ratings.levels()));
        row
    });
    Some(Grid { title: "What raters wrote".to_owned(), columns, apart: 0, rows: rows.collect() })
}

/// How each coach's time divides; of a coach's own view, the own alone.
fn coach_time(of: &Of) -> Option<Grid> {
    let policy = of.viewed.policy;
    let names_coaches = policy.has_fact(Fact::Coach) || policy.has_rows(Rows::Coach);
    if !(of.has(Numbers::CoachTime) && names_coaches) {
        return None;
    }
    let statistics =
        Statistic::ALL.into_iter().filter_map(|statistic| match statistic.row().made {
            Source::Coach(coach) => Some((statistic, coach)),
            _ => None,
        });
    let statistics: Vec<_> = statistics.collect();
    let mut columns = vec![words("coach", "Coach")];
    columns.extend(statistics.iter().map(|(statistic, _)| pairs::column(*statistic)));
    let row = |coach: &CoachRow| {
        let values = statistics.iter().map(|(_, of)| Datum::from(&coach.value(*of)));
        std::iter::once(of.person(&coach.coach)).chain(values).collect()
    };
    let is_own = |coach: &&CoachRow| {
        let pairs = of.profile.groups.iter().filter_map(|group| group.relationship.as_ref());
        of.viewed.audience != Audience::Coach
            || pairs.into_iter().all(|pair| pair.coach == coach.coach)
    };
    let rows = of.period.coaches.iter().filter(is_own).map(row).collect();
    Some(Grid { title: "How the time divides".to_owned(), columns, apart: 0, rows })
}

/// A share, or nothing where nothing applies.
pub(super) fn share(share: Share) -> Datum {
    if share.n == 0 { Datum::Nothing } else { Datum::Share(share) }
}

/// The value of `statistic` in `group`, where that is one that the policy names and `shows_observed` lets through.
pub(super) fn value(
    of: &Of,
    group: &Group,
    statistic: Statistic,
    shows_observed: bool,
) -> Option<Value> {
    let numbers = numbers_of(statistic);
    let is_named = of.has(numbers) && (numbers != Numbers::Observed || shows_observed);
    group.value(statistic).filter(|_| is_named)
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
