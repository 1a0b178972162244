//! Levels of functions: one entry per function, with the judgments of raters and the records of its
//! items.

use super::case::Case;
use super::items;
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::coverage::Question;
use crate::count::level::{AtLevel, judgments_in};
use crate::count::narrow::Narrow;
use crate::count::{FunctionLevel, Share, ratings};
use crate::domain::profile::{LevelRule, level_in_words};
use crate::text::wording::all_of;

/// The entries of the functions that `narrow` leaves, in the profile's order.
pub(super) fn entries(case: &Case, at: AtLevel, narrow: &Narrow) -> Vec<Contribution> {
    let profile = case.profile();
    let functions = profile.functions.iter().enumerate();
    let kept = functions
        .filter(|(_, function)| narrow.function.as_ref().is_none_or(|id| *id == function.id));
    kept.map(|(index, function)| {
        let level = &case.evaluation.levels[index];
        let is_wanted = |level: usize| {
            narrow.level.as_ref().is_none_or(|id| *id == profile.levels[level].called())
        };
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
            what: function.id.clone(),
            adds: Amount::Share(share),
            because: because(case, index),
            records: records(case, index),
        }
    })
    .collect()
}

/// What the level of function `index` rests on.
fn because(case: &Case, index: usize) -> String {
    let profile = case.profile();
    let function = &profile.functions[index];
    let Share { k, n } = case.evaluation.coverage_of(function.items.clone()).in_place;
    let missing = case.evaluation.missing(function.items.clone());
    let missing = match missing.is_empty() {
        true => String::new(),
        false => {
            let ids = missing.iter().map(|&item| profile.items[item].id.as_str());
            format!(", missing {}", all_of(ids))
        }
    };
    let counts = format!("{k} of {n} in place{missing}");
    match &case.evaluation.levels[index] {
        FunctionLevel::NoApplicableItems => "no applicable items".to_owned(),
        FunctionLevel::Computed(level) => {
            let level = &profile.levels[*level];
            format!("{}, computed ({}): {counts}", level.called(), level_in_words(&level.rule))
        }
        FunctionLevel::Judged { level, by, rater, on } => {
            let level = profile.levels[*level].called();
            let who = rater.as_deref().map_or(String::new(), |rater| format!(" {rater}"));
            format!("{level}, judged by {}{who} on {on}; no rule is met: {counts}", by.name())
        }
        FunctionLevel::None => {
            let computed: Vec<String> = profile
                .levels
                .iter()
                .filter(|level| level.rule != LevelRule::Judged)
                .map(|level| format!("{} ({})", level.called(), level_in_words(&level.rule)))
                .collect();
            let not = match computed.is_empty() {
                true => String::new(),
                false => format!("not {}; ", computed.join(", nor ")),
            };
            format!("no level: {not}no rater has judged one; {counts}")
        }
    }
}

/// The checklists that judge the function, and the records of its items.
fn records(case: &Case, index: usize) -> Vec<Judged> {
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
    for item in profile.functions[index].items.clone() {
        let of_item = items::records(case, item, Question::InPlace).into_iter();
        records.extend(of_item.map(|judged| Judged {
            why: format!("{}: {}", profile.items[item].id, judged.why),
            ..judged
        }));
    }
    records.sort_by(|a, b| a.file.cmp(&b.file));
    records
}
