//! From counted relationships to the report's model: selecting, grouping, adding up.

use std::collections::{BTreeMap, BTreeSet};

use super::dosage::{ActivityReport, DosageReport};
use super::figures::Addresses;
use super::model::{
    AUDIENCE, Behind, Commit, Dimension, ExpiredEvidence, FORMAT, FunctionBasis, Group,
    GroupFunction, ItemRow, Judgement, Key, LapsedOn, LevelCount, LevelMeaning, Lift, Members,
    Period, ProfileReport, RatingOn, Records, RelationshipItem, RelationshipLevel, Report, Tool,
    Whole,
};
use super::raters::{RatersReport, Showing};
use super::select::below_records;
use super::trends::{StudentData, Succession, Trends};
use super::{Counted, Gathered, Selection};
use crate::calendar::Window;
use crate::district::District;
use crate::fidelity::{
    Activity, Attention, Coverage, Current, Dosage, Evaluation, FunctionLevel, ItemState, Lapsed,
    Months, NotApplicable, Raters, Share, Timeliness,
};
use crate::profile::{Profile, level_in_words};

/// What a report is built as, beside the numbers themselves.
#[derive(Clone, Debug, Default)]
pub struct Form<'f> {
    /// What the rows are: none, one or two dimensions, crossed.
    pub by: Vec<Dimension>,
    /// The periods as they were asked for, for addresses; empty where none was.
    pub periods: &'f [String],
    /// Whether the as-of day was asked for, so that addresses have to name it.
    pub names_as_of: bool,
    /// The commit of the folder.
    pub commit: Option<Commit>,
    /// Whether Cohen's kappa was asked for.
    pub kappa: bool,
    /// Whether what each rater wrote was asked for.
    pub raters: bool,
}

/// Builds the report on the relationships that `selection` holds and that were active in a window.
pub fn build(
    district: &District,
    gathered: &Gathered,
    selection: &Selection,
    form: Form,
) -> Report {
    let selected: Vec<&Counted> =
        gathered.survey.pairs.iter().filter(|counted| selection.holds(counted)).collect();
    let windows = gathered.windows.iter().enumerate();
    let mut periods: Vec<Period> = windows
        .map(|(at, window)| period(district, gathered, selection, &form, &selected, at, window))
        .collect();
    let profiles: BTreeSet<&str> =
        periods.iter().flat_map(|period| &period.profiles).map(|profile| &*profile.id).collect();
    let addresses = Addresses {
        selection,
        as_of: form.names_as_of.then_some(gathered.as_of),
        names_profile: profiles.len() > 1,
    };
    let figures: Vec<_> = periods
        .iter()
        .enumerate()
        .map(|(at, period)| addresses.of(period, form.periods.get(at)))
        .collect();
    for (period, figures) in periods.iter_mut().zip(figures) {
        period.figures = figures;
    }
    Report {
        format: FORMAT,
        audience: AUDIENCE,
        tool: Tool::THIS,
        district: district.name.clone(),
        as_of: gathered.as_of,
        commit: form.commit,
        selection: selection.describe(),
        not_met_days: district.thresholds.not_met_days,
        by: form.by,
        periods,
    }
}

/// The report on the window at `at`; its figures are still to be listed.
fn period(
    district: &District,
    gathered: &Gathered,
    selection: &Selection,
    form: &Form,
    selected: &[&Counted],
    at: usize,
    window: &Window,
) -> Period {
    let all: Vec<Member> = selected.iter().filter_map(|&pair| Member::of(pair, at)).collect();
    let mut by_profile: BTreeMap<&str, Vec<Member>> = BTreeMap::new();
    for member in all.iter().filter(|member| member.evaluation.is_active) {
        by_profile.entry(&member.pair.profile.id).or_default().push(*member);
    }
    let showing = Showing {
        floor_percent: district.thresholds.double_rating_percent,
        kappa: form.kappa,
        raters: form.raters,
    };
    let has_reach = selection.keeps_schools_whole();
    let builder = Builder { district, by: &form.by, has_reach, showing };
    let sum = |count: fn(&Evaluation) -> u32| all.iter().map(|m| count(m.evaluation)).sum();
    Period {
        window: window.clone(),
        records: Records {
            found: gathered.survey.found,
            left_out: gathered.survey.left_out,
            unread_folders: gathered.survey.unread_folders,
            relationships: selected.len(),
            in_window: sum(|evaluation| evaluation.in_window),
            other_times: sum(|evaluation| evaluation.other_times),
            for_later: sum(|evaluation| evaluation.for_later),
            outside_dates: sum(|evaluation| evaluation.outside_dates),
        },
        profiles: by_profile
            .values()
            .map(|members| {
                let older = members[0].pair.profile.supersedes.as_ref();
                let older = older.and_then(|it| by_profile.get(it.profile.value.as_str()));
                builder.profile(members, older.map(Vec::as_slice))
            })
            .collect(),
        figures: Vec::new(),
    }
}

/// A relationship and its counts in the window at hand.
#[derive(Clone, Copy, Debug)]
struct Member<'g> {
    pair: &'g Counted,
    evaluation: &'g Evaluation,
}

impl<'g> Member<'g> {
    fn of(pair: &'g Counted, at: usize) -> Option<Self> {
        pair.evaluations.get(at).map(|evaluation| Self { pair, evaluation })
    }

    /// Its id in a dimension; a function is no part of a relationship's identity.
    fn id(self, dimension: Dimension) -> &'g str {
        match dimension {
            Dimension::Relationship => below_records(&self.pair.path),
            Dimension::Coach => &self.pair.coach,
            Dimension::School => &self.pair.school,
            Dimension::Practice => self.pair.practice.as_deref().unwrap_or_default(),
            Dimension::Function => "",
        }
    }
}

/// What rows are sorted by: for each dimension the id, or the place of the function in its profile.
type RowKey<'g> = Vec<(usize, &'g str)>;

struct Builder<'d> {
    district: &'d District,
    by: &'d [Dimension],
    has_reach: bool,
    showing: Showing,
}

impl Builder<'_> {
    /// The report on `members`, all under one profile and at least one; `older` are those under the
    /// profile that it supersedes, if there are any.
    fn profile(&self, members: &[Member], older: Option<&[Member]>) -> ProfileReport {
        let profile = &members[0].pair.profile;
        let mut total = group(profile, Vec::new(), None, members, self.showing);
        total.id.clone_from(&self.district.name);
        total.name.clone_from(&self.district.name);
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
            total,
            supersedes: older.and_then(|older| {
                let older_profile = &older[0].pair.profile;
                Succession::of(older_profile, &months(older), profile, &months(members))
            }),
            groups: self.groups(profile, members),
        }
    }

    /// One group for each value of the dimensions, crossed, that has members: sorted by id, functions
    /// in the profile's order.
    fn groups(&self, profile: &Profile, members: &[Member]) -> Vec<Group> {
        if self.by.is_empty() {
            return Vec::new();
        }
        let functions = if self.by.contains(&Dimension::Function) {
            (0..profile.functions.len()).map(Some).collect()
        } else {
            vec![None]
        };
        let mut rows: BTreeMap<RowKey, (Option<usize>, Vec<Member>)> = BTreeMap::new();
        for member in members {
            for &function in &functions {
                let part = |&dimension: &Dimension| match (dimension, function) {
                    (Dimension::Function, Some(index)) => (index, ""),
                    _ => (0, member.id(dimension)),
                };
                let row = rows.entry(self.by.iter().map(part).collect()).or_default();
                row.0 = function;
                row.1.push(*member);
            }
        }
        rows.into_values()
            .map(|(function, members)| self.row(profile, function, &members))
            .collect()
    }

    /// The group of `members`, which are at least one, or of one function of theirs.
    fn row(&self, profile: &Profile, function: Option<usize>, members: &[Member]) -> Group {
        let keys: Vec<Key> =
            self.by.iter().map(|&by| self.key(profile, by, function, members[0])).collect();
        let mut group = group(profile, keys, function, members, self.showing);
        if let ([Dimension::School], true, Some(whole)) =
            (self.by, self.has_reach, &mut group.whole)
        {
            let k = u32::try_from(group.members.educators).unwrap_or(u32::MAX);
            // A number smaller than the educators coached is out of date, and no reach.
            let educators = self.district.educators.get(&group.id).filter(|&&n| n >= k);
            whole.reach = educators.map(|&n| Share { k, n });
        }
        if let [Dimension::Relationship] = self.by {
            group.relationship = members.first().map(|member| behind(*member));
        }
        group
    }

    fn key(
        &self,
        profile: &Profile,
        by: Dimension,
        function: Option<usize>,
        member: Member,
    ) -> Key {
        if let (Dimension::Function, Some(index)) = (by, function) {
            let function = &profile.functions[index];
            return Key { by, id: function.id.clone(), name: function.heading.clone() };
        }
        let id = member.id(by);
        let name = match by {
            Dimension::School => self.district.schools.get(id).map(String::as_str),
            Dimension::Relationship => id.rsplit('/').next(),
            Dimension::Practice if id.is_empty() => Some("no practice named"),
            _ => None,
        };
        Key { by, id: id.to_owned(), name: name.unwrap_or(id).to_owned() }
    }
}

/// The counts of `members`, or of one function of theirs.
fn group(
    profile: &Profile,
    keys: Vec<Key>,
    only: Option<usize>,
    members: &[Member],
    showing: Showing,
) -> Group {
    let distinct = |key: fn(&Counted) -> &str| {
        members.iter().map(|member| key(member.pair)).collect::<BTreeSet<_>>().len()
    };
    let functions: Vec<GroupFunction> = (0..profile.functions.len())
        .filter(|&index| only.is_none_or(|only| only == index))
        .map(|index| function(profile, index, members))
        .collect();
    let mut coverage = Coverage::default();
    functions.iter().for_each(|function| coverage += function.coverage);
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
        members: Members {
            relationships: members.len(),
            educators: distinct(|counted| &counted.educator),
            coaches: distinct(|counted| &counted.coach),
            schools: distinct(|counted| &counted.school),
        },
        coverage,
        functions,
        items: items(profile, only, members),
        whole: only.is_none().then(|| whole(profile, members, showing)),
        relationship: None,
    }
}

/// The months of all of `members`, added up.
fn months(members: &[Member]) -> Months {
    let mut months = Months::default();
    members.iter().for_each(|member| months += &member.evaluation.months);
    months
}

fn whole(profile: &Profile, members: &[Member], showing: Showing) -> Whole {
    let mut raters = Raters::default();
    let mut attention = Attention::default();
    let mut dosage = Dosage::default();
    let mut timeliness = Timeliness::default();
    let mut activity = Activity::default();
    let mut outside_observation = Share::default();
    for Member { evaluation, .. } in members {
        raters += &evaluation.raters;
        attention += evaluation.attention;
        dosage += &evaluation.dosage;
        timeliness += evaluation.timeliness;
        activity += &evaluation.activity;
        outside_observation.count(evaluation.has_outside_observation);
    }
    let raters = RatersReport::new(profile, &raters, showing);
    Whole {
        outside_observation,
        raters,
        attention,
        dosage: DosageReport::new(profile, &dosage),
        timeliness,
        activity: ActivityReport::new(&activity),
        reach: None,
        trends: Trends::of(&months(members)),
    }
}

fn function(profile: &Profile, index: usize, members: &[Member]) -> GroupFunction {
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
    for member in members {
        coverage += member.evaluation.coverage_of(function.items.clone());
        match member.evaluation.levels[index] {
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
fn items(profile: &Profile, only: Option<usize>, members: &[Member]) -> Vec<ItemRow> {
    let mut rows: Vec<ItemRow> = profile
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| only.is_none_or(|only| only == item.function))
        .map(|(index, item)| {
            let mut missing = Share::default();
            for member in members {
                let state = &member.evaluation.items[index];
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

fn behind(Member { pair: counted, evaluation }: Member) -> Behind {
    let profile = &counted.profile;
    let items = profile
        .items
        .iter()
        .zip(&evaluation.items)
        .map(|(item, state)| relationship_item(item.id.clone(), item.label.clone(), state));
    let levels = profile
        .functions
        .iter()
        .enumerate()
        .map(|(index, function)| basis(profile, index, function.id.clone(), evaluation));
    Behind {
        path: counted.path.clone(),
        coach: counted.coach.clone(),
        educator: counted.educator.clone(),
        school: counted.school.clone(),
        practice: counted.practice.clone(),
        started: counted.started,
        ended: counted.ended,
        items: items.collect(),
        long_gaps: evaluation.long_gaps.clone(),
        levels: levels.collect(),
        student_data: evaluation.students.iter().map(StudentData::of).collect(),
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
        expired: (!state.expired.is_empty()).then(|| {
            let lapsed =
                |lapsed: Option<Lapsed>| lapsed.map(|Lapsed { on, since }| LapsedOn { on, since });
            ExpiredEvidence {
                observed: lapsed(state.expired.observed),
                documented: lapsed(state.expired.documented),
                by_coach: lapsed(state.expired.by_coach),
                by_educator: lapsed(state.expired.by_educator),
            }
        }),
    }
}

/// The level of the function at `index` and what it rests on.
fn basis(
    profile: &Profile,
    index: usize,
    function: String,
    evaluation: &Evaluation,
) -> FunctionBasis {
    let items = profile.functions[index].items.clone();
    let ids = |items: Vec<usize>| items.into_iter().map(|item| profile.items[item].id.clone());
    let judgements = evaluation.judged[index].iter().map(|judged| Judgement {
        level: profile.levels[judged.level].id.clone(),
        by: judged.by.name(),
        rater: judged.rater.clone(),
        on: judged.on,
    });
    FunctionBasis {
        level: relationship_level(profile, function, &evaluation.levels[index]),
        in_place: evaluation.coverage_of(items.clone()).in_place,
        missing: ids(evaluation.missing(items)).collect(),
        judgements: judgements.collect(),
        lift: evaluation.reach(profile, index).map(|reach| Lift {
            level: profile.levels[reach.level].id.clone(),
            need: reach.need,
            of: ids(reach.of).collect(),
        }),
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
