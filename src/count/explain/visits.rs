//! Measures of visits: one entry per day on which an observer wrote, or per item on that day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::case::Case;
use super::members;
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::narrow::Narrow;
use crate::count::raters::Agreement;
use crate::count::raters::visits::observers;
use crate::count::ratings::{Counted, NotCounted};
use crate::count::{Share, Visit, VisitItem};
use crate::domain::profile::Profile;
use crate::domain::record::{Named, Role};
use crate::text::wording::all_of;

/// The checklists of observers of one day.
type Day<'c> = Vec<(Named<'c>, Result<Role, NotCounted<'c>>)>;

pub(super) fn entries(case: &Case, agreement: Agreement, narrow: &Narrow) -> Vec<Contribution> {
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for (named, standing) in &case.standings {
        if super::members::is_by_observer(case, named.1) {
            days.entry(named.1.date.value).or_default().push((*named, *standing));
        }
    }
    days.into_iter()
        .flat_map(|(on, mut day)| {
            day.sort_by_key(|((file, _), _)| *file);
            of_day(case, on, &day, agreement, narrow)
        })
        .collect()
}

fn of_day(
    case: &Case,
    on: NaiveDate,
    day: &Day,
    agreement: Agreement,
    narrow: &Narrow,
) -> Vec<Contribution> {
    let counted = day.iter().filter_map(|&((_, checklist), standing)| {
        standing.ok().map(|role| Counted { relationship: case.relationship, checklist, role })
    });
    let counted: Vec<Counted> = counted.collect();
    let visits = observers(&counted, &case.profile().items);
    let mut visit = visits.values().next().map(|visit| Visit::of(visit, case.profile()));
    if agreement.is_of_ratings()
        && let Some(visit) = &mut visit
    {
        visit.items.retain(|item| case.keeps(narrow, item.item));
    }
    let who = visit.as_ref().map_or(&[][..], |visit| visit.observers.as_slice());
    let names = all_of(who.iter().map(String::as_str));
    let mut whole = Contribution {
        what: on.to_string(),
        adds: Amount::Share(Share::default()),
        because: match who {
            [] => "no visit: no checklist of this day is an observation that counts".to_owned(),
            [one] => format!("a visit that {one} rated alone"),
            _ => format!("a visit that {names} rated"),
        },
        records: day
            .iter()
            .map(|(named, standing)| members::observation(case, *named, standing))
            .collect(),
    };
    match (agreement, visit) {
        (Agreement::Double, visit) => {
            let several = visit.as_ref().is_some_and(|visit| visit.observers.len() > 1);
            let is_visit = u32::from(visit.is_some());
            whole.adds = Amount::Share(Share { k: u32::from(several), n: is_visit });
            vec![whole]
        }
        (_, Some(visit)) if visit.observers.len() > 1 => {
            if agreement == Agreement::Agree {
                let items = visit.items.iter();
                return items.map(|item| of_item(case, on, day, &visit.observers, item)).collect();
            }
            let agree = visit.agree();
            whole.because = format!("{}; {} of {} ratings agree", whole.because, agree.k, agree.n);
            whole.adds = Amount::Visit(visit);
            vec![whole]
        }
        _ => vec![whole],
    }
}

/// One item on a visit of several observers.
fn of_item(
    case: &Case,
    on: NaiveDate,
    day: &Day,
    observers: &[String],
    item: &VisitItem,
) -> Contribution {
    let agree = item.agree();
    let said: Vec<String> = observers
        .iter()
        .zip(&item.levels)
        .map(|(id, level)| match level {
            Some(level) => format!("{id} {}", in_words(case.profile(), *level)),
            None => format!("{id} no level"),
        })
        .collect();
    let ends = match (agree.k, agree.n) {
        (_, 0) => "no pair of ratings",
        (k, n) if k == n => "the same",
        (0, _) => "not the same",
        _ => "the same in part",
    };
    let rates = |named: &Named| named.1.ratings.iter().any(|(rated, _)| rated.value == item.item);
    let records = day.iter().filter(|(named, _)| rates(named)).map(|(named, standing)| {
        let judged = members::observation(case, *named, standing);
        let rating = named.1.ratings.iter().find(|(rated, _)| rated.value == item.item);
        match rating {
            Some((_, rating)) if judged.counts => Judged {
                why: format!("says {}", rating.value.word(case.profile(), item.item)),
                counts: rating.value.step().is_some(),
                ..judged
            },
            _ => judged,
        }
    });
    Contribution {
        what: format!("{on} {}", case.profile().items[item.item].id),
        adds: Amount::Share(agree),
        because: format!("{}: {ends}", said.join(", ")),
        records: records.collect(),
    }
}

/// The word for a step, 0 for the worst.
pub(super) fn in_words(profile: &Profile, rank: u8) -> &str {
    profile.scale.at_rank(rank).map_or("", |step| &step.id)
}
