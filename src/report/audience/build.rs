//! From a whole report to a view: what is said beside tables, and which tables there are.

use std::collections::BTreeMap;

use super::model::{View, ViewPeriod, ViewProfile};
use super::small::Rests;
use super::tables::{self, Of};
use crate::count::{Statistic, Value};
use crate::domain::district::{Audience, Numbers, Policy, Rows};
use crate::formats::Format;
use crate::report::model::{AUDIENCE, Period, ProfileReport, Report};
use crate::report::page::{new_pairs, percent, share};
use crate::store::People;
use crate::text::wording::count;

/// For whom a view is built, and by which policy.
#[derive(Clone, Copy, Debug)]
pub struct Viewed<'v> {
    /// For whom.
    pub audience: Audience,
    /// What they are shown.
    pub policy: &'v Policy,
    /// The names that people.yaml has; they are used where the policy says so.
    pub people: &'v People,
    /// What schools are called, by their ids.
    pub schools: &'v BTreeMap<String, String>,
    /// Fewer educators than this are no group of the district's.
    pub min_educators: u32,
}

/// The part of `report` that its audience is shown. For the district it has to be built with small groups put
/// together: [`Asked::pool`](crate::report::Asked::pool). `by_pair` is the same report with a row for each pair, where
/// numbers of few are withheld.
pub fn view(report: &Report, by_pair: Option<&Report>, viewed: Viewed) -> View {
    View {
        format: Format::View,
        publication: AUDIENCE,
        audience: viewed.audience,
        tool: report.tool.clone(),
        district: report.district.clone(),
        as_of: report.as_of,
        commit: report.commit.clone(),
        records_sha256: report.records_sha256.clone(),
        about: report.selection.iter().map(|one| named(one, viewed)).collect(),
        periods: report
            .periods
            .iter()
            .map(|period| in_period((report, by_pair), period, viewed))
            .collect(),
    }
}

/// What was asked about, with the name of a school beside its id.
fn named(asked: &str, viewed: Viewed) -> String {
    let school = asked.strip_prefix("school ").and_then(|id| viewed.schools.get_key_value(id));
    school.map_or_else(|| asked.to_owned(), |(id, name)| format!("{name} ({id})"))
}

fn in_period(
    (report, by_pair): (&Report, Option<&Report>),
    period: &Period,
    viewed: Viewed,
) -> ViewPeriod {
    let under = |profile: &ProfileReport| {
        let rests = by_pair.map(|by_pair| Rests::of(by_pair, profile, viewed.min_educators));
        under(&Of { viewed, report, period, profile, rests: rests.as_ref() })
    };
    ViewPeriod {
        window: period.window.clone(),
        records_found: period.records.found,
        records_left_out: period.records.left_out,
        unread_folders: period.records.unread_folders,
        profiles: period.profiles.iter().map(under).collect(),
    }
}

fn under(of: &Of) -> ViewProfile {
    let ProfileReport { id, title, edition, hash, .. } = of.profile;
    let (answer, tables, notes) = if of.is_too_small() {
        let educators = count(of.viewed.min_educators as usize, "educator");
        let why = format!(
            "Fewer than {educators} are coached here, new pairs left out, so nothing is shown."
        );
        (vec![why], Vec::new(), Vec::new())
    } else {
        (answer(of), tables::tables(of), notes(of))
    };
    ViewProfile {
        id: id.clone(),
        title: title.clone(),
        edition: edition.clone(),
        hash: hash.clone(),
        answer,
        tables,
        notes,
    }
}

/// The answer in sentences, as far as the policy names its numbers.
fn answer(of: &Of) -> Vec<String> {
    let (policy, total) = (of.viewed.policy, &of.profile.total);
    let is_whole = policy.has_rows(Rows::Whole) || total.members.relationships == 1;
    let mut sentences = Vec::new();
    if is_of_amounts(of) {
        let sessions =
            of.profile.groups.iter().map(|group| match group.value(Statistic::Sessions) {
                Some(Value::Count { count }) => count,
                _ => 0,
            });
        let sessions =
            count(usize::try_from(sessions.sum::<u64>()).unwrap_or(usize::MAX), "session");
        sentences.push(format!("{}, {sessions}.", count(of.profile.groups.len(), "pair")));
    }
    if !(is_whole && policy.has_numbers(Numbers::InPlace) && of.shows(Statistic::InPlace)) {
        return sentences;
    }
    let in_place = total.coverage.in_place;
    sentences.push(match percent(in_place) {
        Some(percent) => format!("{percent} of items are in place ({}).", share(in_place)),
        None if total.apart.is_some() => {
            "Every pair here is new, so none is counted yet.".to_owned()
        }
        None => "No item applies.".to_owned(),
    });
    if policy.has_numbers(Numbers::Observed)
        && of.shows(Statistic::Observed)
        && let Some(percent) = percent(total.coverage.observed)
    {
        let words = format!("{percent} ({})", share(total.coverage.observed));
        let looked = of.profile.from_outside.sentence;
        sentences.push(format!("{looked}, {words}."));
    }
    sentences
}

/// Whether an audience sees how much single pairs do, and nothing of how well.
fn is_of_amounts(of: &Of) -> bool {
    let how_well = [Numbers::InPlace, Numbers::Observed, Numbers::Levels, Numbers::Agreement];
    of.viewed.policy.has_rows(Rows::Pair)
        && of.has(Numbers::Sessions)
        && !how_well.into_iter().any(|numbers| of.has(numbers))
}

fn notes(of: &Of) -> Vec<String> {
    let (viewed, total) = (of.viewed, &of.profile.total);
    let mut notes = Vec::new();
    if viewed.policy.has_numbers(Numbers::InPlace) && viewed.audience != Audience::District {
        notes.extend(new_pairs(total, of.report));
    }
    if is_of_amounts(of) {
        notes.push(
            "Nothing here says how well anyone does: ratings and levels stay with coach and educator."
                .to_owned(),
        );
    }
    if viewed.audience == Audience::District {
        let least = viewed.min_educators;
        // The whole alone has no groups of which anything could be said.
        if !of.report.by.is_empty() {
            notes.push(match of.profile.groups.as_slice() {
                [] => format!("No group here has {least} educators, so only the whole is shown."),
                _ => format!("Groups with fewer than {least} educators are shown together."),
            });
        }
        notes.push(format!(
            "A dash stands for a number that would be of fewer than {least} educators, or that would tell such a \
             number."
        ));
    }
    notes
}
