//! Levels: one entry per function, or one of a tier or the whole, with the judgments of raters and the
//! records of its items.

use super::case::Case;
use super::items;
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::coverage::Question;
use crate::count::level::{AtLevel, judgments_in};
use crate::count::narrow::Narrow;
use crate::count::{FunctionLevel, Share, ratings};
use crate::domain::profile::{Part, level_in_words};
use crate::text::wording::all_of;

/// The entries of the parts that `narrow` leaves, in the profile's order: of functions, or of the tier or whole
/// that is named.
pub(super) fn entries(case: &Case, at: AtLevel, narrow: &Narrow) -> Vec<Contribution> {
    let profile = case.profile();
    let is_kept = |part: Part| match (&narrow.part, &narrow.function, part) {
        (Some(id), _, Part::Tier(_) | Part::Whole) => profile.part_id(part) == id,
        (None, Some(id), Part::Function(_)) => profile.part_id(part) == id,
        // A level says by itself what it is of.
        (None, None, part) if narrow.level.is_some() => {
            let mut levels = profile.levels_of(part);
            levels.any(|(level, _)| Some(&profile.levels[level].id) == narrow.level.as_ref())
        }
        (None, None, Part::Function(_)) => true,
        _ => false,
    };
    let kept = profile.parts().enumerate().filter(|(_, part)| is_kept(*part));
    kept.map(|(index, part)| {
        let level = &case.evaluation.levels[index];
        let is_wanted =
            |level: usize| narrow.level.as_ref().is_none_or(|id| *id == profile.levels[level].id);
        let counts = match level {
            FunctionLevel::Computed(level) => at == AtLevel::Computed && is_wanted(*level),
            FunctionLevel::Judged { level, .. } => at == AtLevel::Judged && is_wanted(*level),
            FunctionLevel::None => at == AtLevel::None,
            FunctionLevel::NoApplicableItems => false,
        };
        let mut share = Share::default();
        if *level != FunctionLevel::NoApplicableItems {
            share.count(counts);
        }
        Contribution {
            what: profile.part_id(part).to_owned(),
            adds: Amount::Share(share),
            because: because(case, index, part),
            records: records(case, index, part),
        }
    })
    .collect()
}

/// What the level of `part`, the one at `index`, rests on.
fn because(case: &Case, index: usize, part: Part) -> String {
    let profile = case.profile();
    let counts = counts(case, part);
    match &case.evaluation.levels[index] {
        FunctionLevel::NoApplicableItems => "no applicable items".to_owned(),
        FunctionLevel::Computed(level) => {
            let rule = profile.levels_of(part).find(|(index, _)| index == level);
            let rule = rule.map_or_else(String::new, |(_, rule)| level_in_words(&rule));
            format!("{}, computed ({rule}): {counts}", profile.levels[*level].called())
        }
        FunctionLevel::Judged { level, by, rater, on } => {
            let level = profile.levels[*level].called();
            let who = rater.as_deref().map_or(String::new(), |rater| format!(" {rater}"));
            format!("{level}, judged by {}{who} on {on}; no rule is met: {counts}", by.name())
        }
        FunctionLevel::None => {
            let computed: Vec<String> = profile
                .levels_of(part)
                .filter(|(_, rule)| rule.is_computed())
                .map(|(level, rule)| {
                    format!("{} ({})", profile.levels[level].called(), level_in_words(&rule))
                })
                .collect();
            let not = match computed.is_empty() {
                true => String::new(),
                false => format!("not {}; ", computed.join(", nor ")),
            };
            format!("no level: {not}no rater has judged one; {counts}")
        }
    }
}

/// What is in place of `part`, with its points and what is missing.
fn counts(case: &Case, part: Part) -> String {
    let profile = case.profile();
    let coverage = case.evaluation.coverage_in(profile, part);
    let Share { k, n } = coverage.in_place;
    let points = match coverage.points {
        Share { n: 0, .. } => String::new(),
        Share { k, n } => format!(", {k} of {n} points"),
    };
    let id = |item: usize| match &profile.items[item] {
        item if item.critical => format!("{} (critical)", item.id),
        item => item.id.clone(),
    };
    let missing: Vec<String> = case.evaluation.missing(profile, part).into_iter().map(id).collect();
    let missing = match missing.is_empty() {
        true => String::new(),
        false => format!(", missing {}", all_of(missing.iter().map(String::as_str))),
    };
    format!("{k} of {n} in place{points}{missing}")
}

/// The checklists that judge the part, and the records of its items.
fn records(case: &Case, index: usize, part: Part) -> Vec<Judged> {
    let profile = case.profile();
    let stands = case.evaluation.judged[index].first();
    let is_computed = matches!(case.evaluation.levels[index], FunctionLevel::Computed(_));
    let mut records = Vec::new();
    for ((file, checklist), standing) in &case.standings {
        let role = standing.unwrap_or(checklist.rater.role);
        for (on, level, role, who) in judgments_in(index, checklist, role) {
            let says =
                format!("{} judges {}", ratings::rater(role, who), profile.levels[level].called());
            let is_first = stands.is_some_and(|first| {
                (first.on, first.level, first.by, first.rater.as_deref()) == (on, level, role, who)
            });
            let verdict = match standing {
                Err(why) => Err(why.to_string()),
                Ok(_) if !is_first => {
                    Err(format!("{says}; a later or lower judgment counts instead"))
                }
                Ok(_) if is_computed => Err(format!("{says}; a computed level comes before it")),
                Ok(_) => Ok(says),
            };
            let (counts, why) = match verdict {
                Ok(why) => (true, why),
                Err(why) => (false, why),
            };
            records.push(Judged { file: (*file).to_owned(), counts, why });
        }
    }
    for item in profile.items_of(part).into_iter() {
        let of_item = items::records(case, item, Question::InPlace).into_iter();
        records.extend(of_item.map(|judged| Judged {
            why: format!("{}: {}", profile.items[item].id, judged.why),
            ..judged
        }));
    }
    records.sort_by(|a, b| a.file.cmp(&b.file));
    records
}
