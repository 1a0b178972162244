//! A group of relationships as one: their counts added up.

use std::collections::BTreeSet;

use super::member::{Member, Members};
use crate::count::{AtLevel, BySettled, Coverage, Fidelity, Months, PartCounts, RowSums, Share};
use crate::domain::profile::{LevelRule, Part, Profile};
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
    let mut sums = RowSums::default();
    for member in all {
        match only {
            Some(_) => member.counts.add_fidelity_to(&mut sums.fidelity, profile),
            None => member.counts.add_to(&mut sums, profile),
        }
    }
    let BySettled { mut settled, new } = std::mem::take(&mut sums.fidelity);
    let mut apart = None;
    if members.sets_new_apart {
        apart = (new.relationships > 0).then(|| coverage_of_functions(profile, only, &new));
    } else {
        settled += &new;
    }
    let functions: Vec<GroupFunction> = (0..profile.functions.len())
        .filter(|&index| only.is_none_or(|only| only == index))
        .map(|index| in_part(profile, (index, Part::Function(index)), &settled))
        .collect();
    let wider = profile.parts().enumerate().skip(profile.functions.len());
    let wider = wider.filter(|_| only.is_none());
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
            new_pairs: all.iter().filter(|member| member.counts.is_new).count(),
            educators: distinct(|of| (!of.is_team).then_some(&of.educator)),
            teams: distinct(|of| of.is_team.then_some(&of.educator)),
            coaches: distinct(|of| Some(&of.coach)),
            schools: distinct(|of| Some(&of.school)),
        },
        coverage: coverage_of_functions(profile, only, &settled),
        apart,
        functions,
        parts: wider.map(|part| in_part(profile, part, &settled)).collect(),
        items: items(profile, only, &settled),
        whole: only.is_none().then(|| whole(profile, sums, settled.outside_observation, showing)),
        relationship: None,
    }
}

/// The months of all of `members`, added up.
pub(super) fn months(members: &[Member]) -> Months {
    let mut months = Months::default();
    members
        .iter()
        .filter_map(|member| member.counts.sums())
        .for_each(|sums| months += &sums.months);
    months
}

/// The counts of all functions together, or of one.
fn coverage_of_functions(profile: &Profile, only: Option<usize>, fidelity: &Fidelity) -> Coverage {
    let mut coverage = Coverage::default();
    for (index, part) in fidelity.parts.iter().take(profile.functions.len()).enumerate() {
        if only.is_none_or(|only| only == index) {
            coverage += part.coverage;
        }
    }
    coverage
}

/// The numbers about whole relationships, of which an observer rated those in `outside_observation`.
fn whole(profile: &Profile, sums: RowSums, outside_observation: Share, showing: Showing) -> Whole {
    let RowSums { fidelity: _, attention, timeliness, sums } = sums;
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

/// What `fidelity` has of `part`, the one at `index`.
fn in_part(profile: &Profile, (index, part): (usize, Part), fidelity: &Fidelity) -> GroupFunction {
    let none = PartCounts::default();
    let counts = fidelity.parts.get(index).unwrap_or(&none);
    let number = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let level = |(at, _): (usize, LevelRule)| {
        let level = &profile.levels[at];
        let AtLevel { computed, judged } = counts.levels.get(at).copied().unwrap_or_default();
        LevelCount {
            id: level.id.clone(),
            name: level.name.clone(),
            computed: number(computed),
            judged: number(judged),
            is_computed: level.rule.is_computed(),
        }
    };
    GroupFunction {
        id: profile.part_id(part).to_owned(),
        heading: profile.part_name(part).to_owned(),
        coverage: counts.coverage,
        levels: profile.levels_of(part).map(level).collect(),
        with_applicable_items: number(fidelity.relationships - counts.without_applicable_items),
    }
}

/// Every item with how often it is missing: by count, then in the document's order.
fn items(profile: &Profile, only: Option<usize>, fidelity: &Fidelity) -> Vec<ItemRow> {
    let mut rows: Vec<ItemRow> = profile
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| only.is_none_or(|only| only == item.function))
        .map(|(index, item)| ItemRow {
            id: item.id.clone(),
            function: profile.functions[item.function].id.clone(),
            label: item.label.clone(),
            text: item.text.clone(),
            missing: fidelity.missing.get(index).copied().unwrap_or_default(),
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.missing.k));
    rows
}
