//! What stands beside the counts: the same time a year before, and who needs someone. The relationships
//! of one profile come in.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::member::Member;
use crate::count::{Coverage, Standing, Waits};
use crate::domain::calendar::{AsOf, Window};
use crate::domain::district::District;
use crate::domain::profile::Profile;
use crate::report::Counted;
use crate::report::model::{FunctionBefore, Need, YearBefore};
use crate::report::select::below_records;

/// What was in place in `selected` under `profile` a year before; `None` where nothing was written down
/// then. New relationships are left out where `sets_new_apart` says so.
pub(super) fn year_before(
    (window, as_of): &(Window, AsOf),
    profile: &Profile,
    selected: &[&Counted],
    sets_new_apart: bool,
) -> Option<YearBefore> {
    let of_profile = selected.iter().filter(|counted| counted.profile.id == profile.id);
    let mut standing = Standing::default();
    of_profile.filter_map(|counted| counted.year_before.as_ref()).for_each(|it| standing += &**it);
    let Standing { settled: mut counted, new } = standing;
    if !sets_new_apart {
        counted += &new;
    }
    if counted.with_records == 0 {
        return None;
    }
    let functions = profile.functions.iter().zip(counted.functions);
    let functions =
        functions.map(|(function, coverage)| FunctionBefore { id: function.id.clone(), coverage });
    let functions: Vec<_> = functions.collect();
    let mut coverage = Coverage::default();
    functions.iter().for_each(|function| coverage += function.coverage);
    Some(YearBefore {
        window: window.clone(),
        as_of: as_of.day,
        relationships: usize::try_from(counted.relationships).unwrap_or(usize::MAX),
        coverage,
        functions,
    })
}

/// The relationships of `members` in which something is overdue on `as_of`: those in which most kinds of
/// things wait first, then those that have waited longest.
pub(super) fn needs(district: &District, members: &[Member], as_of: NaiveDate) -> Vec<Need> {
    let need = |member: &Member| {
        let Waits { answer_since, step_since, not_met_for } = member.counts.waits;
        let days = |since: Option<NaiveDate>| since.map(|since| (as_of - since).num_days());
        let pair = member.pair;
        let name = district.schools.get(&pair.school).unwrap_or(&pair.school);
        let need = Need {
            relationship: below_records(&pair.path).to_owned(),
            coach: pair.coach.clone(),
            educator: pair.educator.clone(),
            school: pair.school.clone(),
            school_name: name.clone(),
            answer_overdue_days: days(answer_since),
            step_overdue_days: days(step_since),
            not_met_for_days: not_met_for,
        };
        Some(need).filter(|need| need.weight().0 > 0)
    };
    let mut needs: Vec<Need> = members.iter().filter_map(need).collect();
    needs.sort_by_cached_key(|need| (Reverse(need.weight()), need.relationship.clone()));
    needs
}
