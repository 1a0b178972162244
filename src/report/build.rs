//! From counted relationships to the report's model: selecting, grouping, adding up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{
    AUDIENCE, Behind, By, Commit, FORMAT, Group, GroupFunction, ItemRow, LevelCount, LevelMeaning,
    Members, ProfileReport, RatingOn, Records, RelationshipItem, RelationshipLevel, Report, Tool,
};
use super::profile_text::level_in_words;
use super::{Counted, Gathered, Selection};
use crate::district::District;
use crate::fidelity::{
    Attention, Coverage, Current, DoubleRating, FunctionLevel, ItemState, NotApplicable, Share,
};
use crate::profile::Profile;

/// Builds the report on the relationships that `selection` holds and that were active in the window.
pub fn build(
    district: &District,
    gathered: &Gathered,
    selection: &Selection,
    by: By,
    commit: Option<Commit>,
) -> Report {
    let selected: Vec<&Counted> =
        gathered.survey.pairs.iter().filter(|counted| selection.holds(counted)).collect();
    let mut by_profile: BTreeMap<&str, Vec<&Counted>> = BTreeMap::new();
    for counted in selected.iter().filter(|counted| counted.evaluation.is_active) {
        by_profile.entry(&counted.profile.id).or_default().push(counted);
    }
    let builder = Builder { district, by, has_reach: selection.keeps_schools_whole() };
    let sum = |count: fn(&Counted) -> u32| selected.iter().map(|counted| count(counted)).sum();
    Report {
        format: FORMAT,
        audience: AUDIENCE,
        tool: Tool::THIS,
        district: district.name.clone(),
        as_of: gathered.as_of,
        window: gathered.window.clone(),
        commit,
        records: Records {
            found: gathered.survey.found,
            left_out: gathered.survey.left_out,
            unread_folders: gathered.survey.unread_folders,
            relationships: selected.len(),
            in_window: sum(|counted| counted.evaluation.in_window),
            other_times: sum(|counted| counted.evaluation.other_times),
            for_later: sum(|counted| counted.evaluation.for_later),
            outside_dates: sum(|counted| counted.evaluation.outside_dates),
        },
        selection: selection.describe(),
        not_met_days: district.thresholds.not_met_days,
        by,
        profiles: by_profile.into_values().map(|members| builder.profile(&members)).collect(),
    }
}

struct Builder<'d> {
    district: &'d District,
    by: By,
    has_reach: bool,
}

impl Builder<'_> {
    /// The report on `members`, all under one profile and at least one.
    fn profile(&self, members: &[&Counted]) -> ProfileReport {
        let profile: &Arc<Profile> = &members[0].profile;
        let name = self.district.name.clone();
        ProfileReport {
            id: profile.id.clone(),
            title: profile.title.clone(),
            edition: profile.edition.clone(),
            hash: profile.hash.clone(),
            levels: profile
                .levels
                .iter()
                .map(|level| LevelMeaning {
                    id: level.id.clone(),
                    name: level.name.clone(),
                    reached: level_in_words(&level.rule),
                })
                .collect(),
            items_per_relationship: profile.items.len(),
            total: group(profile, name.clone(), name, members),
            items: items(profile, members),
            groups: self.groups(profile, members),
        }
    }

    fn groups(&self, profile: &Profile, members: &[&Counted]) -> Vec<Group> {
        let key: fn(&Counted) -> &str = match self.by {
            By::District => return Vec::new(),
            By::Relationship => |counted| &counted.path,
            By::Coach => |counted| &counted.coach,
            By::School => |counted| &counted.school,
        };
        let mut rows: BTreeMap<&str, Vec<&Counted>> = BTreeMap::new();
        for member in members {
            rows.entry(key(member)).or_default().push(member);
        }
        rows.into_iter().map(|(id, members)| self.row(profile, id, &members)).collect()
    }

    fn row(&self, profile: &Profile, id: &str, members: &[&Counted]) -> Group {
        let name = match self.by {
            By::School => self.district.schools.get(id).cloned(),
            By::Relationship => id.rsplit('/').next().map(str::to_owned),
            By::Coach | By::District => None,
        };
        let mut group =
            group(profile, id.to_owned(), name.unwrap_or_else(|| id.to_owned()), members);
        match self.by {
            By::School if self.has_reach => {
                let k = u32::try_from(group.members.educators).unwrap_or(u32::MAX);
                // A number smaller than the educators coached is out of date, and no reach.
                let educators = self.district.educators.get(id).filter(|&&n| n >= k);
                group.reach = educators.map(|&n| Share { k, n });
            }
            By::Relationship => group.relationship = members.first().map(|counted| behind(counted)),
            _ => {}
        }
        group
    }
}

fn group(profile: &Profile, id: String, name: String, members: &[&Counted]) -> Group {
    let distinct = |key: fn(&Counted) -> &str| {
        members.iter().map(|counted| key(counted)).collect::<BTreeSet<_>>().len()
    };
    let mut double_rating = DoubleRating::default();
    let mut attention = Attention::default();
    let mut outside_observation = Share::default();
    for counted in members {
        double_rating += counted.evaluation.double_rating;
        attention += counted.evaluation.attention;
        outside_observation.count(counted.evaluation.has_outside_observation);
    }
    let functions: Vec<GroupFunction> =
        (0..profile.functions.len()).map(|index| function(profile, index, members)).collect();
    let mut coverage = Coverage::default();
    functions.iter().for_each(|function| coverage += function.coverage);
    Group {
        id,
        name,
        members: Members {
            relationships: members.len(),
            educators: distinct(|counted| &counted.educator),
            coaches: distinct(|counted| &counted.coach),
            schools: distinct(|counted| &counted.school),
        },
        coverage,
        functions,
        outside_observation,
        double_rating,
        attention,
        reach: None,
        relationship: None,
    }
}

fn function(profile: &Profile, index: usize, members: &[&Counted]) -> GroupFunction {
    let function = &profile.functions[index];
    let mut coverage = Coverage::default();
    let mut levels: Vec<LevelCount> = profile
        .levels
        .iter()
        .map(|level| LevelCount {
            id: level.id.clone(),
            name: level.name.clone(),
            computed: 0,
            judged: 0,
        })
        .collect();
    let mut with_applicable_items = members.len();
    for counted in members {
        coverage += counted.evaluation.coverage_of(function.items.clone());
        match counted.evaluation.levels[index] {
            FunctionLevel::Computed(level) => levels[level].computed += 1,
            FunctionLevel::Judged { level, .. } => levels[level].judged += 1,
            FunctionLevel::NoApplicableItems => with_applicable_items -= 1,
            FunctionLevel::None => {}
        }
    }
    GroupFunction {
        id: function.id.clone(),
        heading: function.heading.clone(),
        coverage,
        levels,
        with_applicable_items,
    }
}

/// Every item with how often it is missing: by count, then in the document's order.
fn items(profile: &Profile, members: &[&Counted]) -> Vec<ItemRow> {
    let mut rows: Vec<ItemRow> = profile
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let mut missing = Share::default();
            for counted in members {
                let state = &counted.evaluation.items[index];
                if state.applies() {
                    missing.count(!state.is_in_place());
                }
            }
            ItemRow {
                id: item.id.clone(),
                function: profile.functions[item.function].id.clone(),
                text: item.text.clone(),
                missing,
            }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.missing.k));
    rows
}

fn behind(counted: &Counted) -> Behind {
    let (profile, evaluation) = (&counted.profile, &counted.evaluation);
    let items = profile
        .items
        .iter()
        .zip(&evaluation.items)
        .map(|(item, state)| relationship_item(item.id.clone(), item.label.clone(), state));
    let levels = profile
        .functions
        .iter()
        .zip(&evaluation.levels)
        .map(|(function, level)| relationship_level(profile, function.id.clone(), level));
    Behind {
        path: counted.path.clone(),
        coach: counted.coach.clone(),
        educator: counted.educator.clone(),
        school: counted.school.clone(),
        practice: counted.practice.clone(),
        started: counted.started,
        ended: counted.ended,
        items: items.collect(),
        levels: levels.collect(),
    }
}

/// A current rating as it is shown.
pub(super) fn rating_on(current: Current) -> RatingOn {
    RatingOn {
        rating: current.rating.name(),
        on: current.on,
        lower_of_day: current.differed_on_day,
    }
}

fn relationship_item(id: String, label: String, state: &ItemState) -> RelationshipItem {
    RelationshipItem {
        id,
        label,
        in_place: state.applies().then(|| state.is_in_place()),
        not_applicable: state.not_applicable.map(|why| match why {
            NotApplicable::NoOccasion => "no-occasion",
            NotApplicable::Observer(_) => "observer",
        }),
        observed: state.observed.map(rating_on),
        documented: state.documented,
        by_coach: state.by_coach.map(rating_on),
        by_educator: state.by_educator.map(rating_on),
        differs: state.differs(),
    }
}

pub(super) fn relationship_level(
    profile: &Profile,
    function: String,
    level: &FunctionLevel,
) -> RelationshipLevel {
    let basis = match level {
        FunctionLevel::NoApplicableItems => "no-applicable-items",
        FunctionLevel::Computed(_) => "computed",
        FunctionLevel::Judged { .. } => "judged",
        FunctionLevel::None => "none",
    };
    let (by, rater, on) = match level {
        FunctionLevel::Judged { by, rater, on, .. } => (Some(by.name()), rater.clone(), Some(*on)),
        _ => (None, None, None),
    };
    let level = level.level().map(|level| profile.levels[level].id.clone());
    RelationshipLevel { function, level, basis, by, rater, on }
}
