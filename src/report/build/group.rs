//! A group of relationships as one: their counts added up.

use std::collections::BTreeSet;

use super::member::{Member, Members};
use crate::count::{Attention, Coverage, FunctionLevel, Months, Share, Sums, Timeliness};
use crate::domain::profile::{Part, Profile};
use crate::report::Counted;
use crate::report::dosage::{ActivityReport, DosageReport, TimelinessReport};
use crate::report::model::{
    self, Dimension, Group, GroupFunction, ItemRow, Key, LevelCount, Whole,
};
use crate::report::raters::{RatersReport, Showing};
use crate::report::trends::Trends;

/// The counts of `members`, or of one function of theirs.
pub(super) fn group(
    profile: &Profile,
    keys: Vec<Key>,
    only: Option<usize>,
    members: Members,
    showing: Showing,
) -> Group {
    let all = members.all;
    let distinct = |key: fn(&Counted) -> Option<&str>| {
        all.iter().filter_map(|member| key(member.pair)).collect::<BTreeSet<_>>().len()
    };
    let functions: Vec<GroupFunction> = (0..profile.functions.len())
        .filter(|&index| only.is_none_or(|only| only == index))
        .map(|index| in_part(profile, (index, Part::Function(index)), members))
        .collect();
    let wider = profile.parts().enumerate().skip(profile.functions.len());
    let wider = wider.filter(|_| only.is_none());
    let mut coverage = Coverage::default();
    functions.iter().for_each(|function| coverage += function.coverage);
    let apart = members.apart().map(|member| match only {
        Some(index) => member.evaluation.coverage_of(profile.functions[index].items.clone()),
        None => member.evaluation.coverage(),
    });
    let apart = apart.reduce(|mut all, more| {
        all += more;
        all
    });
    let joined =
        |part: fn(&Key) -> &str, by: &str| keys.iter().map(part).collect::<Vec<_>>().join(by);
    Group {
        id: joined(|key| &key.id, ","),
        // Beside another, a function goes by its id: headings are long.
        name: match keys.as_slice() {
            [one] => one.name.clone(),
            _ => {
                joined(|key| if key.by == Dimension::Function { &key.id } else { &key.name }, " · ")
            }
        },
        keys,
        members: model::Members {
            relationships: all.len(),
            beside: all.iter().filter(|member| member.pair.is_beside).count(),
            new_pairs: all.iter().filter(|member| member.evaluation.is_new).count(),
            educators: distinct(|of| (!of.is_team).then_some(&of.educator)),
            teams: distinct(|of| of.is_team.then_some(&of.educator)),
            coaches: distinct(|of| Some(&of.coach)),
            schools: distinct(|of| Some(&of.school)),
        },
        coverage,
        apart,
        functions,
        parts: wider.map(|part| in_part(profile, part, members)).collect(),
        items: items(profile, only, members),
        whole: only.is_none().then(|| whole(profile, members, showing)),
        relationship: None,
    }
}

/// The months of all of `members`, added up.
pub(super) fn months(members: &[Member]) -> Months {
    let mut months = Months::default();
    members
        .iter()
        .filter_map(|member| member.evaluation.sums())
        .for_each(|sums| months += &sums.months);
    months
}

fn whole(profile: &Profile, members: Members, showing: Showing) -> Whole {
    let mut attention = Attention::default();
    let mut timeliness = Timeliness::default();
    let mut sums = Sums::default();
    let mut outside_observation = Share::default();
    for Member { evaluation, .. } in members.all {
        attention += evaluation.attention;
        timeliness += evaluation.timeliness;
        evaluation.sums().into_iter().for_each(|more| sums += more);
    }
    for Member { evaluation, .. } in members.settled() {
        outside_observation.count(evaluation.has_outside_observation);
    }
    let raters = RatersReport::new(profile, &sums.raters, showing);
    Whole {
        outside_observation,
        raters,
        attention,
        dosage: DosageReport::new(profile, &sums.dosage),
        timeliness: TimelinessReport::new(timeliness),
        activity: ActivityReport::new(&sums.activity),
        reach: None,
        student_data: sums.student_data,
        trends: Trends::of(&sums.months),
    }
}

/// The counts of `part`, the one at `index`.
fn in_part(profile: &Profile, (index, part): (usize, Part), members: Members) -> GroupFunction {
    let mut coverage = Coverage::default();
    let of_part: Vec<usize> = profile.levels_of(part).map(|(level, _)| level).collect();
    let mut levels: Vec<LevelCount> = of_part
        .iter()
        .map(|&level| &profile.levels[level])
        .map(|level| LevelCount {
            id: level.id.clone(),
            name: level.name.clone(),
            computed: 0,
            judged: 0,
            is_computed: level.rule.is_computed(),
        })
        .collect();
    let mut with_applicable_items = members.settled().count();
    for member in members.settled() {
        coverage += member.evaluation.coverage_in(profile, part);
        let at = |level: usize| of_part.iter().position(|&known| known == level);
        match &member.evaluation.levels[index] {
            FunctionLevel::Computed(level) => {
                at(*level).into_iter().for_each(|at| levels[at].computed += 1);
            }
            FunctionLevel::Judged { level, .. } => {
                at(*level).into_iter().for_each(|at| levels[at].judged += 1);
            }
            FunctionLevel::NoApplicableItems => with_applicable_items -= 1,
            FunctionLevel::None => {}
        }
    }
    GroupFunction {
        id: profile.part_id(part).to_owned(),
        heading: profile.part_name(part).to_owned(),
        coverage,
        levels,
        with_applicable_items,
    }
}

/// Every item with how often it is missing: by count, then in the document's order.
fn items(profile: &Profile, only: Option<usize>, members: Members) -> Vec<ItemRow> {
    let mut rows: Vec<ItemRow> = profile
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| only.is_none_or(|only| only == item.function))
        .map(|(index, item)| {
            let mut missing = Share::default();
            for member in members.settled() {
                let state = &member.evaluation.items[index];
                if state.applies() {
                    missing.count(!state.is_in_place());
                }
            }
            ItemRow {
                id: item.id.clone(),
                function: profile.functions[item.function].id.clone(),
                label: item.label.clone(),
                text: item.text.clone(),
                missing,
            }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.missing.k));
    rows
}
