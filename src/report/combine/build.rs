//! Puts reports together: which of their numbers are the same number, and what it is in all districts.

mod order;
mod sum;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use self::order::Order;
use self::sum::sum;
use super::adds::is_own;
use super::alike::{self, asked};
use super::fault::Fault;
use super::model::{Combined, District, Figure, OwnFigure, Period, Profile};
use super::read::Given;
use super::sent::{Sent, SentPeriod};
use crate::count::Value;
use crate::domain::calendar::Window;
use crate::formats::Format;
use crate::report::Address;
use crate::report::model::{self, AUDIENCE, Records, Tool};

/// `given` as one report, in the same order.
///
/// # Errors
/// All places in which one is wrong or differs from another and must not.
pub(crate) fn combine(given: Vec<Given>) -> Result<Combined, Vec<Fault>> {
    let faults = alike::faults(&given);
    if !faults.is_empty() {
        return Err(faults);
    }
    let sent: Vec<Sent> = given.into_iter().map(|given| given.sent).collect();
    let Some(first) = sent.first() else { return Err(Vec::new()) };
    let ids = |sent: &Sent| -> BTreeSet<String> {
        sent.periods.iter().flat_map(|of| &of.profiles).map(|profile| profile.id.clone()).collect()
    };
    let names_profile = sent.iter().flat_map(ids).collect::<BTreeSet<_>>().len() > 1;
    let of_period = |(at, of_first): (usize, &SentPeriod)| {
        let of = |sent| Of::new(sent, at, ids(sent).into_iter().next());
        let all: Vec<Of> = sent.iter().filter_map(of).collect();
        period(of_first.window.clone(), &all, names_profile)
    };
    Ok(Combined {
        format: Format::Combined,
        audience: AUDIENCE,
        tool: Tool::THIS,
        as_of: first.as_of,
        selection: first.selection.clone(),
        by: first.by.clone(),
        not_met_days: first.not_met_days,
        new_pair_days: first.new_pair_days,
        unlike: unlike(&sent),
        periods: first.periods.iter().enumerate().map(of_period).collect(),
        districts: sent.iter().map(district).collect(),
    })
}

fn district(sent: &Sent) -> District {
    District {
        district: sent.district.clone(),
        tool_version: sent.tool.version.clone(),
        commit: sent.commit.clone(),
    }
}

/// How the reports were made differently, though they can be combined.
fn unlike(sent: &[Sent]) -> Vec<String> {
    let mut by_version: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for sent in sent {
        by_version.entry(&sent.tool.version).or_default().push(&sent.district);
    }
    if by_version.len() < 2 {
        return Vec::new();
    }
    let sentence = |(version, districts): (&str, Vec<&str>)| {
        format!("coach {version} made the report of {}", districts.join(", "))
    };
    let made: Vec<String> = by_version.into_iter().map(sentence).collect();
    vec![format!("Different versions may count differently: {}.", made.join("; "))]
}

/// One time of one report.
struct Of<'s> {
    sent: &'s Sent,
    period: &'s SentPeriod,
    /// The profile of numbers whose address names none: the report has no other.
    profile: Option<String>,
}

impl<'s> Of<'s> {
    fn new(sent: &'s Sent, at: usize, profile: Option<String>) -> Option<Self> {
        Some(Self { sent, period: sent.periods.get(at)?, profile })
    }

    /// The profile under which the number at `address` is.
    fn profile(&self, address: &Address) -> Option<String> {
        match address.selection.profiles.as_slice() {
            _ if address.measure.is_of_coach() => None,
            [only] => Some(only.clone()),
            _ => self.profile.clone(),
        }
    }
}

/// Which relationships a number is about, as far as all districts have them: those under a profile, or
/// on one practice.
type Scope = (Option<String>, Vec<String>);

fn period(window: Window, all: &[Of], names_profile: bool) -> Period {
    // A report on nobody has no number that could tell.
    let first = all.iter().find(|of| !of.period.figures.is_empty());
    let asked = first.and_then(|of| asked(of.period).cloned());
    let mut listed = Listed { asked, ..Listed::default() };
    all.iter().enumerate().for_each(|(at, of)| listed.take((at, all.len()), of, names_profile));
    let records = all.iter().map(|of| of.period.records);
    Period {
        window,
        records: records.clone().fold(Records::default(), added),
        records_of: records.collect(),
        profiles: profiles(all),
        figures: listed.figures(all),
        own: listed.own,
    }
}

/// The numbers of reports, those that are the same number together.
#[derive(Default)]
struct Listed {
    /// The period as it was asked for in the first report; the others may have asked for it in another way.
    asked: Option<Arc<str>>,
    own: Vec<OwnFigure>,
    order: Order,
    /// A number's value in each report.
    values: HashMap<Address, (Scope, Vec<Option<Value>>)>,
    /// For each report, whose relationships it has.
    scopes: Vec<HashSet<Scope>>,
}

impl Listed {
    /// Takes the numbers of the report at a place among so many.
    fn take(&mut self, (at, reports): (usize, usize), of: &Of, names_profile: bool) {
        let mut has = HashSet::new();
        self.order.begin();
        for model::Figure { address, value } in &of.period.figures {
            let profile = of.profile(address);
            let mut address = Address { as_of: None, ..address.clone() };
            if address.period.as_ref() == asked(of.period) {
                address.period.clone_from(&self.asked);
            }
            if let Some(profile) = profile.as_ref().filter(|_| names_profile) {
                Arc::make_mut(&mut address.selection).profiles = vec![profile.clone()];
            }
            if is_own(&address) {
                let (district, value) = (of.sent.district.clone(), value.clone());
                self.own.push(OwnFigure { district, address, value });
                continue;
            }
            let scope = (profile, address.selection.practices.clone());
            has.insert(scope.clone());
            self.order.next(&address);
            let none = || (scope, vec![None; reports]);
            let (_, values) = self.values.entry(address).or_insert_with(none);
            values.get_mut(at).into_iter().for_each(|place| *place = Some(value.clone()));
        }
        self.scopes.push(has);
    }

    /// What each number is in the reports `all` together.
    fn figures(&self, all: &[Of]) -> Vec<Figure> {
        // The first number is one of all relationships, on whichever practices the filters name.
        let first = all.iter().find_map(|of| of.period.figures.first());
        let all_practices = first.map(|figure| &figure.address.selection.practices);
        let names: Vec<&str> = all.iter().map(|of| &*of.sent.district).collect();
        let figure = |address: Address| {
            let (scope, districts) = self.values.get(&address)?;
            let has: Vec<bool> = self.scopes.iter().map(|has| has.contains(scope)).collect();
            let is_of_period = address.period == self.asked;
            let (total, cannot_be_combined) =
                match sum(&address, !is_of_period, districts, &has, &names) {
                    Ok(total) => (Some(total), None),
                    Err(why) => (None, Some(why)),
                };
            let (profile, practices) = scope.clone();
            let is_of_practice = Some(&practices) != all_practices;
            Some(Figure {
                address,
                total,
                cannot_be_combined,
                districts: districts.clone(),
                profile,
                practice: practices.into_iter().next().filter(|_| is_of_practice),
                is_of_period,
            })
        };
        self.order.all().into_iter().filter_map(figure).collect()
    }
}

/// Each profile once.
fn profiles(all: &[Of]) -> Vec<Profile> {
    let mut profiles: BTreeMap<&str, Profile> = BTreeMap::new();
    for sent in all.iter().flat_map(|of| &of.period.profiles) {
        profiles.entry(&sent.id).or_insert_with(|| Profile {
            id: sent.id.clone(),
            title: sent.title.clone(),
            edition: sent.edition.clone(),
            hash: sent.hash.clone(),
            levels: sent.levels.clone(),
            functions: sent.total.functions.clone(),
            parts: sent.total.parts.clone(),
            items: sent.total.items.clone(),
        });
    }
    profiles.into_values().collect()
}

/// The records of two districts.
fn added(one: Records, other: Records) -> Records {
    let Records {
        found,
        left_out,
        unread_folders,
        relationships,
        in_window,
        other_times,
        for_later,
        outside_dates,
    } = other;
    Records {
        found: one.found.saturating_add(found),
        left_out: one.left_out.saturating_add(left_out),
        unread_folders: one.unread_folders.saturating_add(unread_folders),
        relationships: one.relationships.saturating_add(relationships),
        in_window: one.in_window.saturating_add(in_window),
        other_times: one.other_times.saturating_add(other_times),
        for_later: one.for_later.saturating_add(for_later),
        outside_dates: one.outside_dates.saturating_add(outside_dates),
    }
}
