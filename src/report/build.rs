//! From counted relationships to the report's model: selecting, grouping, adding up.

mod behind;
mod beside;
mod group;
mod member;
mod pool;
mod year;

pub(super) use behind::{rating_on, relationship_level};

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use self::behind::behind;
use self::group::{group, months};
use self::member::{Member, Members};
use self::pool::Pooled;
use super::figures::Addresses;
use super::model::{
    AUDIENCE, COMBINED, Commit, Dimension, Group, Key, LevelMeaning, Period, ProfileReport,
    Records, Report, Tool,
};
use super::raters::Showing;
use super::trends::Succession;
use super::{Counted, Counts, Gathered, Order, Selection, coaches};
use crate::count::{MOST_MONTHS, Share, TimeSpent};
use crate::domain::calendar::{AsOf, Month, Window};
use crate::domain::district::District;
use crate::domain::profile::{EvidenceRule, Profile, level_in_words};
use crate::formats::Format;

/// What a report is built as, beside the numbers themselves.
#[derive(Clone, Debug, Default)]
pub struct Asked<'f> {
    /// What the rows are: none, one or two dimensions, crossed.
    pub by: Vec<Dimension>,
    /// What the rows are sorted by; by their ids without it.
    pub sort: Option<Order>,
    /// The periods as they were asked for, for addresses; empty where none was.
    pub periods: &'f [String],
    /// Whether the as-of day was asked for, so that addresses have to name it.
    pub names_as_of: bool,
    /// The commit of the folder.
    pub commit: Option<Commit>,
    /// Whether Cohen's kappa was asked for.
    pub kappa: bool,
    /// Whether the report shows what each rater wrote.
    pub raters: bool,
    /// The fewest educators that a row may have, where small ones are to be put together; only of rows of one kind.
    pub pool: Option<usize>,
    /// Whether nobody will ask for the list of all figures.
    pub leaves_out_figures: bool,
}

impl Asked<'_> {
    /// A row for each pair, and no list of figures.
    pub fn by_pair() -> Self {
        Self { by: vec![Dimension::Relationship], leaves_out_figures: true, ..Self::default() }
    }
}

/// Builds the report on the relationships that `selection` holds and that were active in a window.
pub fn build(
    district: &District,
    gathered: &Gathered,
    selection: &Selection,
    form: Asked,
) -> Report {
    let selected = selection.of(&gathered.survey.pairs);
    let windows = gathered.windows.iter().enumerate();
    let mut periods: Vec<Period> = windows
        .map(|(at, window)| period(district, gathered, selection, &form, &selected, at, window))
        .collect();
    let profiles: BTreeSet<&str> =
        periods.iter().flat_map(|period| &period.profiles).map(|profile| &*profile.id).collect();
    let addresses = Addresses {
        selection,
        as_of: form.names_as_of.then_some(gathered.as_of.day),
        names_profile: profiles.len() > 1,
    };
    let figures: Vec<_> = periods
        .iter()
        .enumerate()
        .filter(|_| !form.leaves_out_figures)
        .map(|(at, period)| addresses.of(period, form.periods.get(at).map(String::as_str)))
        .collect();
    for (period, figures) in periods.iter_mut().zip(figures) {
        period.figures = figures;
    }
    Report {
        format: Format::Report,
        audience: AUDIENCE,
        tool: Tool::THIS,
        district: district.name.clone(),
        as_of: gathered.as_of.day,
        as_of_from: gathered.as_of.from,
        commit: form.commit,
        records_sha256: gathered.survey.records_sha256.clone(),
        selection: selection.describe(),
        not_met_days: district.thresholds.not_met_days,
        new_pair_days: district.thresholds.new_pair_days,
        expires_after: district.expires_after,
        by: form.by,
        sort: form.sort,
        periods,
    }
}

/// The report on the window at `at`; its figures are still to be listed.
fn period(
    district: &District,
    gathered: &Gathered,
    selection: &Selection,
    form: &Asked,
    selected: &[&Counted],
    at: usize,
    window: &Window,
) -> Period {
    let all: Vec<Member> = selected.iter().filter_map(|&pair| Member::of(pair, at)).collect();
    let mut by_profile: BTreeMap<&str, Vec<Member>> = BTreeMap::new();
    for member in all.iter().filter(|member| member.counts.is_active) {
        by_profile.entry(&member.pair.profile.id).or_default().push(*member);
    }
    let showing = Showing {
        floor_percent: district.thresholds.double_rating_percent,
        kappa: form.kappa,
        raters: form.raters,
    };
    let has_reach = selection.keeps_schools_whole();
    let sets_new_apart = !selection.names_people();
    let builder = Builder {
        district,
        by: &form.by,
        sort: form.sort,
        pool: form.pool,
        has_reach,
        sets_new_apart,
        showing,
        selected,
        as_of: gathered.as_of.day,
        year_before: gathered.year_before.as_ref(),
    };
    let asked = form.periods.get(at).map(String::as_str);
    Period {
        window: window.clone(),
        school_year: year::so_far(district, window, gathered.as_of.day, asked),
        months_without_school: months_without_school(district, window),
        records: records(gathered, selection, &all, at),
        coaches: coaches::rows(gathered, selection, at),
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

/// How many records were read, of pairs and of coaches' own time, and which of them the period `at` counts.
fn records(gathered: &Gathered, selection: &Selection, all: &[Member], at: usize) -> Records {
    // A pair with several instruments stands here once for each.
    let all: Vec<&Member> = all.iter().filter(|member| !member.pair.is_beside).collect();
    let own = || {
        let holds_time = selection.keeps_coaches_whole() && selection.schools.is_empty();
        let own = gathered.survey.coaches.iter().filter(move |_| holds_time);
        own.filter(|own| selection.wants_coach(&own.coach)).filter_map(|own| own.spent.get(at))
    };
    let sum = |count: fn(&Counts) -> u32, of_time: fn(&TimeSpent) -> u32| {
        let of_pairs: u32 = all.iter().map(|m| count(m.counts)).sum();
        of_pairs + own().map(of_time).sum::<u32>()
    };
    Records {
        found: gathered.survey.found,
        left_out: gathered.survey.left_out,
        unread_folders: gathered.survey.unread_folders,
        relationships: all.len(),
        in_window: sum(|counts| counts.in_window, |time| time.in_window),
        other_times: sum(|counts| counts.other_times, |time| time.other_times),
        for_later: sum(|counts| counts.for_later, |time| time.for_later),
        outside_dates: sum(|counts| counts.outside_dates, |_| 0),
    }
}

fn months_without_school(district: &District, window: &Window) -> Vec<Month> {
    let months: Vec<Month> = Month::from_to(window.from, window.to, MOST_MONTHS + 1).collect();
    if months.len() > MOST_MONTHS {
        return Vec::new();
    }
    let is_out = |month: &Month| {
        let (from, to) = (month.first().max(window.from), month.last().min(window.to));
        district.school_days.with_school(from, to) == 0
    };
    months.into_iter().filter(is_out).collect()
}

/// What rows are sorted by: for each dimension the id, or the place of the function in its profile.
type RowKey<'g> = Vec<(usize, &'g str)>;

struct Builder<'d> {
    district: &'d District,
    by: &'d [Dimension],
    sort: Option<Order>,
    pool: Option<usize>,
    has_reach: bool,
    /// Whether new relationships are left out of numbers of items.
    sets_new_apart: bool,
    showing: Showing,
    selected: &'d [&'d Counted],
    as_of: NaiveDate,
    year_before: Option<&'d (Window, AsOf)>,
}

impl Builder<'_> {
    /// The report on `members`, all under one profile and at least one; `older` are those under the
    /// profile that it supersedes, if there are any.
    fn profile(&self, members: &[Member], older: Option<&[Member]>) -> ProfileReport {
        let profile = &members[0].pair.profile;
        let members_in = Members { all: members, sets_new_apart: self.sets_new_apart };
        let mut total = group(profile, Vec::new(), None, members_in, self.showing);
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
            from_outside: profile.seen_as(),
            has_documents: profile
                .items
                .iter()
                .any(|it| it.evidence != EvidenceRule::ObservationOnly)
                && members.iter().any(|member| !member.pair.is_beside),
            items_per_relationship: profile.items.len(),
            not_met_days: self
                .district
                .own_not_met_days(&profile.id)
                .filter(|&days| days != self.district.thresholds.not_met_days),
            total,
            year_before: self.year_before.and_then(|time| {
                beside::year_before(time, profile, self.selected, self.sets_new_apart)
            }),
            needs: beside::needs(self.district, members, self.as_of),
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
        let mut groups: Vec<Group> = match (self.pool, self.by) {
            (Some(least), [by]) if *by != Dimension::Function => {
                let rows = rows.into_values().map(|(_, members)| members).collect();
                self.pooled_rows(profile, *by, pool::pooled(rows, least))
            }
            _ => rows
                .into_values()
                .map(|(function, members)| self.row(profile, function, &members))
                .collect(),
        };
        if let Some(order) = self.sort {
            order.sort(&mut groups);
        }
        groups
    }

    /// The groups that are large enough, and one more of all others.
    fn pooled_rows(&self, profile: &Profile, by: Dimension, pooled: Pooled) -> Vec<Group> {
        let alone = pooled.alone.iter().map(|members| self.row(profile, None, members));
        let together = pooled.together.iter().map(|(members, combined)| {
            let id = COMBINED.to_owned();
            let name = format!("Smaller {}, {combined} combined", by.in_plural());
            let members_in = Members { all: members, sets_new_apart: self.sets_new_apart };
            group(profile, vec![Key { by, id, name }], None, members_in, self.showing)
        });
        alone.chain(together).collect()
    }

    /// The group of `members`, which are at least one, or of one function of theirs.
    fn row(&self, profile: &Profile, function: Option<usize>, members: &[Member]) -> Group {
        let keys: Vec<Key> =
            self.by.iter().map(|&by| self.key(profile, by, function, members[0])).collect();
        // A row that is one relationship has its numbers, new or not.
        let sets_new_apart = self.sets_new_apart && !self.by.contains(&Dimension::Relationship);
        let members_in = Members { all: members, sets_new_apart };
        let mut group = group(profile, keys, function, members_in, self.showing);
        if let ([Dimension::School], true, Some(whole)) =
            (self.by, self.has_reach, &mut group.whole)
        {
            let k = u32::try_from(group.members.educators).unwrap_or(u32::MAX);
            // A number smaller than the educators coached is out of date, and no reach.
            let educators = self.district.educators.get(&group.id).filter(|&&n| n >= k);
            let educators = educators.filter(|_| group.members.beside == 0);
            whole.reach = educators.map(|&n| Share { k, n });
        }
        if let [Dimension::Relationship] = self.by {
            group.relationship = members.first().and_then(|member| {
                let evaluation = member.counts.alone()?;
                let school = &member.pair.school;
                let name = self.district.schools.get(school).unwrap_or(school);
                Some(behind(member.pair, evaluation, name))
            });
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
            Dimension::Practice | Dimension::Coach | Dimension::Function => None,
        };
        Key { by, id: id.to_owned(), name: name.unwrap_or(id).to_owned() }
    }
}
