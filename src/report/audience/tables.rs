//! The tables of a view. Each asks the policy for its rows, its numbers and its facts, and has no others.

use super::build::Viewed;
use super::numbers::numbers_of;
use super::small::{Rests, Shown};
use super::{items, months, pairs};
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
    /// On whom the numbers rest, where those of few are withheld.
    pub(super) rests: Option<&'r Rests<'r>>,
}

impl<'r> Of<'r> {
    /// Whether all that there is, is less than a group.
    pub(super) fn is_too_small(&self) -> bool {
        self.rests.is_some_and(Rests::is_too_small)
    }

    /// Whether `statistic` may be shown of the whole.
    pub(super) fn shows(&self, statistic: Statistic) -> bool {
        self.rests.is_none_or(|rests| rests.shows(statistic))
    }

    /// Of which groups it may be shown.
    pub(super) fn shown_of_groups(&self, statistic: Statistic) -> Vec<bool> {
        let groups = &self.profile.groups;
        match self.rests {
            Some(rests) => rests.shown_of(groups.len(), statistic),
            None => vec![true; groups.len()],
        }
    }

    /// Of which functions and items it may be shown what is in place; `None` for all.
    pub(super) fn shown_parts(&self) -> Option<Shown<'r>> {
        self.rests.map(|rests| rests.parts(&self.profile.total))
    }

    /// Whether it may be shown of functions what observers saw.
    pub(super) fn shows_seen_of_parts(&self) -> bool {
        self.rests.is_none_or(|rests| rests.shows_seen_of_parts(&self.profile.total))
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

/// What the row of the whole is called; it is the last one.
pub(in crate::report) const ALL: &str = "All";

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
    let has_observed = of.has(Numbers::Observed) && of.shows_seen_of_parts();
    let shown = of.shown_parts();
    let is_in =
        |part: &GroupFunction| shown.as_ref().is_none_or(|shown| shown.has_function(&part.id));
    let known =
        |is_shown: bool, share: Share| if is_shown { self::share(share) } else { Datum::Nothing };
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
        let is_shown = is_in(part);
        if of.has(Numbers::InPlace) {
            row.push(known(is_shown, part.coverage.in_place));
        }
        if has_observed {
            row.push(share(part.coverage.observed));
        }
        if of.has(Numbers::Levels) {
            let n = count(part.with_applicable_items);
            let at = |id: &&str| part.levels.iter().find(|level| level.id == **id);
            row.extend(levels.iter().map(|id| match at(id) {
                Some(level) => {
                    known(is_shown, Share { k: count(level.computed + level.judged), n })
                }
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

/// The value of `statistic` in `group`, where that is one that the policy names and it `is_shown`.
pub(super) fn value(of: &Of, group: &Group, statistic: Statistic, is_shown: bool) -> Option<Value> {
    group.value(statistic).filter(|_| is_shown && of.has(numbers_of(statistic)))
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
