//! Every number of a report with its address. A report's time comes in; the list of its figures goes
//! out, in the order of the page.

mod lists;

use std::collections::HashSet;
use std::sync::Arc;

use chrono::NaiveDate;

use self::lists::Lists;
use super::model::{Dimension, Figure, Group, Key, Period};
use super::trends::{StudentData, Succession, Trends};
use super::{Address, DosageReport, RatersReport, Selection};
use crate::count::NarrowKey;
use crate::count::{Coverage, Line, Narrow, RatingCounts, Share, Statistic, Value};
use crate::domain::calendar::Month;
use crate::domain::record::Role;

/// What the addresses of one report have in common.
pub(super) struct Addresses<'r> {
    /// The relationships that the report is about.
    pub selection: &'r Selection,
    /// The as-of day, where addresses name it.
    pub as_of: Option<NaiveDate>,
    /// Whether addresses name the profile: there are several.
    pub names_profile: bool,
}

impl Addresses<'_> {
    /// The figures of `period`, which was asked for as `asked`, each once.
    pub(super) fn of(&self, period: &Period, asked: Option<&str>) -> Vec<Figure> {
        let asked: Option<Arc<str>> = asked.map(Arc::from);
        let mut figures = Vec::new();
        let lists = Lists::new();
        for profile in &period.profiles {
            let mut selection = self.selection.clone();
            if self.names_profile {
                selection.profiles = vec![profile.id.clone()];
            }
            let selection = Arc::new(selection);
            for group in std::iter::once(&profile.total).chain(&profile.groups) {
                let mut list = List {
                    period: asked.clone(),
                    as_of: self.as_of,
                    selection: Arc::clone(&selection),
                    narrow: Arc::default(),
                    lists: &lists,
                    figures: &mut figures,
                };
                list.enter(group);
                list.group(group);
                for data in group.relationship.iter().flat_map(|behind| &behind.student_data) {
                    list.student_data(data);
                }
            }
        }
        for newer in &period.profiles {
            if let Some(succession) = &newer.supersedes {
                self.succession(&newer.id, succession, &mut figures);
            }
        }
        self.coaches(period, asked.as_ref(), &lists, &mut figures);
        // The one row of a filter, and the rows of functions, have numbers that the whole has too.
        let mut seen = HashSet::new();
        let is_new: Vec<bool> = figures.iter().map(|figure| seen.insert(&figure.address)).collect();
        let mut is_new = is_new.into_iter();
        figures.retain(|_| is_new.next().unwrap_or(true));
        figures
    }

    /// What each coach did, whatever the profile.
    fn coaches(
        &self,
        period: &Period,
        asked: Option<&Arc<str>>,
        lists: &Lists,
        figures: &mut Vec<Figure>,
    ) {
        for row in &period.coaches {
            let selection =
                Selection { coaches: vec![row.coach.clone()], ..self.selection.clone() }.into();
            let mut list = List {
                period: asked.cloned(),
                as_of: self.as_of,
                selection,
                narrow: Arc::default(),
                lists,
                figures,
            };
            for (statistic, of) in &lists.coaches {
                list.add(*statistic, row.value(*of));
            }
            for work in &row.time {
                list.narrow().what = Some(work.what.name().to_owned());
                list.add(Statistic::TimeWithoutEducator, work.minutes);
            }
        }
    }

    /// The line across the change from an older profile: each of its numbers is one of either profile, of
    /// the items that both have.
    fn succession(&self, newer: &str, succession: &Succession, figures: &mut Vec<Figure>) {
        let older = succession.profile.as_str();
        let mut add = |at: usize, days: [NaiveDate; 2], role, measure, value: &Value| {
            let is_older = at < succession.months_of_older;
            let (profile, other) = if is_older { (older, newer) } else { (newer, older) };
            let mut selection = self.selection.clone();
            selection.profiles = vec![profile.to_owned()];
            let shared_with = Some(other.to_owned());
            let narrow = Narrow { role, shared_with, ..Narrow::default() };
            let (period, as_of) = (Some(format!("{}..{}", days[0], days[1]).into()), self.as_of);
            let (selection, narrow) = (selection.into(), narrow.into());
            let address = Address { period, as_of, selection, narrow, measure };
            figures.push(Figure { address, value: value.clone() });
        };
        let line = &succession.line;
        let known = line.points.iter().enumerate();
        let known: Vec<_> = known.filter(|(_, point)| point.value.is_some()).collect();
        for (at, point) in &known {
            let (role, days) = (line.role.map(word), [point.from, point.to]);
            point
                .value
                .iter()
                .for_each(|value| add(*at, days, role.clone(), Line::Observed.measure(), value));
        }
        let (slope, p) = Line::Observed.trend();
        let parts = known.chunk_by(|_, (_, next)| next.broken.is_none());
        for (part, segment) in parts.zip(&line.segments) {
            let [(at, first), ..] = part else { continue };
            let last = part.last().map_or(first.to, |(_, last)| last.to);
            add(*at, [first.from, last], None, slope, &segment.slope);
            add(*at, [first.from, last], None, p, &segment.p);
        }
    }
}

/// The list as far as it is, and where the next figures are.
struct List<'l> {
    period: Option<Arc<str>>,
    as_of: Option<NaiveDate>,
    selection: Arc<Selection>,
    narrow: Arc<Narrow>,
    lists: &'l Lists,
    figures: &'l mut Vec<Figure>,
}

impl List<'_> {
    /// What narrows the next figures, to be changed; those before keep theirs.
    fn narrow(&mut self) -> &mut Narrow {
        Arc::make_mut(&mut self.narrow)
    }

    fn add(&mut self, measure: Statistic, value: impl Into<Value>) {
        let address = Address {
            period: self.period.clone(),
            as_of: self.as_of,
            selection: self.selection.clone(),
            narrow: self.narrow.clone(),
            measure,
        };
        self.figures.push(Figure { address, value: value.into() });
    }

    /// Narrows all that follows to `group`.
    fn enter(&mut self, group: &Group) {
        let (selection, narrow) = (&mut self.selection, &mut self.narrow);
        narrow_to(&group.keys, Arc::make_mut(selection), Arc::make_mut(narrow));
    }

    fn group(&mut self, group: &Group) {
        let lists = self.lists;
        let function = self.narrow.function.clone();
        if group.whole.is_some() {
            self.values(group, &lists.members);
            self.coverage(&group.coverage);
            self.whole(group);
        }
        let wider = group.parts.iter().map(|of| (of, NarrowKey::Part));
        let functions = group.functions.iter().map(|of| (of, NarrowKey::Function));
        for (of, key) in functions.chain(wider) {
            self.narrow = Arc::default();
            *self.narrow().value_mut(key) = Some(of.id.clone());
            self.coverage(&of.coverage);
            if of.levels.is_empty() {
                continue;
            }
            let n = number(of.with_applicable_items);
            let mut at_a_level = 0;
            for level in &of.levels {
                self.narrow().level = Some(level.id.clone());
                self.add(Statistic::LevelComputed, Share { k: number(level.computed), n });
                self.add(Statistic::LevelJudged, Share { k: number(level.judged), n });
                at_a_level += number(level.computed + level.judged);
            }
            self.narrow().level = None;
            self.add(Statistic::NoLevel, Share { k: n - at_a_level, n });
        }
        self.narrow = Arc::default();
        for item in &group.items {
            self.narrow().item = Some(item.id.clone());
            self.add(Statistic::Missing, item.missing);
        }
        self.narrow = Arc::new(Narrow { function, ..Narrow::default() });
    }

    /// Those of `statistics` that have a value in `group`.
    fn values(&mut self, group: &Group, statistics: &[Statistic]) {
        for &statistic in statistics {
            if let Some(value) = group.value(statistic) {
                self.add(statistic, value);
            }
        }
    }

    fn coverage(&mut self, coverage: &Coverage) {
        let lists = self.lists;
        let has_points = !coverage.points.is_of_nothing();
        for (statistic, value) in &lists.coverage {
            if has_points || *statistic != Statistic::Points {
                self.add(*statistic, value(coverage));
            }
        }
    }

    fn whole(&mut self, group: &Group) {
        let lists = self.lists;
        let Some(whole) = &group.whole else { return };
        self.values(group, &lists.visits);
        self.raters(&whole.raters);
        self.trends(&whole.trends);
        self.values(group, &lists.attention);
        self.values(group, &lists.doses);
        self.parts_of_dosage(&whole.dosage);
        self.values(group, &lists.rest);
    }

    /// Each month is its measure in the month's own time; a slope between breaks is one of that time.
    fn trends(&mut self, trends: &Trends) {
        let (period, narrow) = (self.period.clone(), self.narrow.clone());
        for (line, kind) in trends.lines.iter().zip(Line::ALL) {
            self.narrow().role = line.role.map(word);
            for point in &line.points {
                if let Some(value) = &point.value {
                    self.period = Some(format!("{}..{}", point.from, point.to).into());
                    self.add(kind.measure(), value.clone());
                }
            }
            self.narrow = narrow.clone();
            let (slope, p) = kind.trend();
            for segment in &line.segments {
                let day_of = |month: Month| line.points.iter().find(|point| point.month == month);
                self.period.clone_from(&period);
                if line.segments.len() > 1 {
                    let ends = day_of(segment.first).zip(day_of(segment.last));
                    let ends =
                        ends.map(|(first, last)| format!("{}..{}", first.from, last.to).into());
                    self.period = ends;
                }
                self.add(slope, segment.slope.clone());
                self.add(p, segment.p.clone());
            }
        }
        (self.period, self.narrow) = (period, narrow);
    }

    fn student_data(&mut self, data: &StudentData) {
        let lists = self.lists;
        self.narrow = Arc::new(Narrow { data: Some(data.id.clone()), ..Narrow::default() });
        for (statistic, of) in &lists.student_data {
            self.add(*statistic, data.value(*of));
        }
    }

    fn parts_of_dosage(&mut self, dosage: &DosageReport) {
        for method in &dosage.methods {
            self.narrow().method = Some(method.id.clone());
            self.add(Statistic::Sessions, method.sessions);
            self.add(Statistic::Contacts, method.contacts);
            self.add(Statistic::Minutes, method.minutes);
        }
        self.narrow().method = None;
        for phase in &dosage.phases {
            self.narrow().phase = Some(phase.id.clone());
            self.add(Statistic::Sessions, phase.sessions);
        }
        self.narrow().phase = None;
        for row in &dosage.called_off.by {
            self.narrow().by = Some(row.by.name().to_owned());
            self.add(Statistic::CalledOff, row.meetings);
        }
        self.narrow().by = None;
    }

    fn raters(&mut self, raters: &RatersReport) {
        let lists = self.lists;
        let narrow = self.narrow.clone();
        for against in &raters.against_observer {
            self.narrow().role = Some(word(against.role));
            for (statistic, value) in &lists.against {
                self.add(*statistic, value(&against.bias));
            }
        }
        for rater in raters.by_rater.iter().flatten() {
            self.narrow().role = Some(word(rater.role));
            self.narrow().rater = Some(rater.id.clone());
            self.narrow().function = None;
            self.add(Statistic::Checklists, rater.checklists);
            self.ratings(&rater.ratings);
            for function in &rater.functions {
                self.narrow().function = Some(function.id.clone());
                self.ratings(&function.ratings);
            }
        }
        self.narrow = narrow;
    }

    fn ratings(&mut self, ratings: &RatingCounts) {
        let lists = self.lists;
        for (statistic, value) in &lists.ratings {
            self.add(*statistic, value(ratings));
        }
    }
}

/// Narrows an address to the row that `keys` name.
pub(super) fn narrow_to(keys: &[Key], selection: &mut Selection, narrow: &mut Narrow) {
    for key in keys {
        let id = vec![key.id.clone()];
        match key.by {
            Dimension::Relationship => selection.relationships = id,
            Dimension::Coach => selection.coaches = id,
            Dimension::School => selection.schools = id,
            Dimension::Practice => selection.practices = id,
            Dimension::Function => narrow.function = Some(key.id.clone()),
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn word(role: Role) -> String {
    role.name().to_owned()
}
