//! How each coach's time divides, as reports say it. The counts of relationships and of coaches' own time
//! come in; a row for each coach goes out.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::select::same;
use super::{Counted, Gathered, Selection};
use crate::count::coaches::{ByWork, OfCoach, WithEducators};
use crate::count::{Share, Value};
use crate::domain::record::Work;

/// What one coach did in the window, whatever the profile. A meeting counts once for each coach who was
/// there, so the minutes of coaches may add up to more than those of the district.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CoachRow {
    /// Id of the coach.
    pub coach: String,
    /// Sessions of the coach's own pairs, and those of others as a second coach.
    pub sessions: u32,
    /// Of these, those as a second coach.
    pub as_second_coach: u32,
    /// Contacts.
    pub contacts: u32,
    /// Minutes of sessions and contacts, each meeting once, of all minutes of the coach.
    pub direct: Share,
    /// Minutes without an educator, of all minutes of the coach.
    pub without_educator: Share,
    /// The same by what it went into.
    pub time: Vec<WorkRow>,
}

/// Minutes that went into one kind of work.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct WorkRow {
    /// What they went into.
    pub what: Work,
    /// These minutes, of all minutes of the coach.
    pub minutes: Share,
}

impl CoachRow {
    fn new(coach: &str, with: &WithEducators, time: ByWork) -> Self {
        let n = with.minutes() + time.all();
        let of = |k| Share { k, n };
        Self {
            coach: coach.to_owned(),
            sessions: with.sessions,
            as_second_coach: with.as_second,
            contacts: with.contacts,
            direct: of(with.minutes()),
            without_educator: of(time.all()),
            time: Work::ALL.map(|what| WorkRow { what, minutes: of(time.of(what)) }).to_vec(),
        }
    }

    /// Its value of a statistic of coaches.
    pub(super) fn value(&self, of: OfCoach) -> Value {
        match of {
            OfCoach::Sessions => self.sessions.into(),
            OfCoach::AsSecond => self.as_second_coach.into(),
            OfCoach::Direct => self.direct.into(),
            OfCoach::WithoutEducator => self.without_educator.into(),
        }
    }
}

/// The coaches who did anything in the window at `at`, by id: none where nobody kept time without an educator
/// and nobody was a second coach, or where `selection` splits what a coach does.
pub(super) fn rows(gathered: &Gathered, selection: &Selection, at: usize) -> Vec<CoachRow> {
    if !selection.keeps_coaches_whole() {
        return Vec::new();
    }
    let keeps = |school: Option<&str>| selection.keeps_time_for(school);
    let own = gathered.survey.coaches.iter().filter_map(|own| {
        let minutes = own.spent.get(at)?.minutes(keeps);
        Some((own.coach.as_str(), minutes)).filter(|(_, minutes)| minutes.all() > 0)
    });
    let own: BTreeMap<&str, ByWork> = own.collect();
    let pairs = active(gathered, selection, at);
    let has_second = || pairs.iter().any(|(_, dosage)| !dosage.second.is_empty());
    if own.is_empty() && !has_second() {
        return Vec::new();
    }
    let mut with: BTreeMap<&str, WithEducators> = BTreeMap::new();
    for (pair, dosage) in &pairs {
        *with.entry(&pair.coach).or_default() += &dosage.of_own_coach();
        for (coach, doses) in &dosage.second {
            *with.entry(coach).or_default() += doses;
        }
    }
    for coach in own.keys() {
        with.entry(coach).or_default();
    }
    let row = |(coach, with): (&str, WithEducators)| {
        CoachRow::new(coach, &with, own.get(coach).copied().unwrap_or_default())
    };
    let rows = with.into_iter().filter(|(coach, _)| selection.wants_coach(coach)).map(row);
    rows.filter(|row| row.sessions + row.contacts + row.direct.n > 0).collect()
}

/// The relationships under way in the window at `at`, whoever coaches them, at the schools of `selection`.
fn active<'g>(
    gathered: &'g Gathered,
    selection: &Selection,
    at: usize,
) -> Vec<(&'g Counted, &'g crate::count::Dosage)> {
    let of_schools = selection.of_any_coach().of(&gathered.survey.pairs).into_iter();
    let active = of_schools
        .filter(|pair| !pair.is_beside)
        .filter_map(|pair| Some((pair, pair.counts.get(at)?)));
    let active = active.filter(|(_, counts)| counts.is_active);
    active.filter_map(|(pair, counts)| Some((pair, &counts.sums()?.dosage))).collect()
}

impl Selection {
    /// Whether all that it selects of a coach is whole schools: what else divides a coach's day.
    pub(super) fn keeps_coaches_whole(&self) -> bool {
        [&self.educators, &self.practices, &self.profiles, &self.relationships]
            .iter()
            .all(|wanted| wanted.is_empty())
    }

    /// The same schools, whoever coaches.
    pub(super) fn of_any_coach(&self) -> Self {
        Self { coaches: Vec::new(), ..self.clone() }
    }

    /// Whether it holds time for `school`; `None` stands for what was for none.
    pub(super) fn keeps_time_for(&self, school: Option<&str>) -> bool {
        let is_wanted = |school| self.schools.iter().any(|wanted| same(wanted, school));
        self.schools.is_empty() || school.is_some_and(is_wanted)
    }

    /// Whether it holds `coach`.
    pub(super) fn wants_coach(&self, coach: &str) -> bool {
        self.coaches.is_empty() || self.coaches.iter().any(|wanted| same(wanted, coach))
    }
}
