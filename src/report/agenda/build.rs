//! From agendas to the one model that every form shows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::model::{
    BesideRow, ComputedLevel, Counts, Detail, DueRow, FunctionRow, ItemRow, Judged, JudgedLevel,
    Next, PairToDo, Rest,
};
use super::{Gathered, PairAgenda, wording};
use crate::count::agenda::{Agenda, Due, Lack, Lift, Matter};
use crate::count::{Evaluation, is_left_over};
use crate::domain::calendar::{SchoolYear, add_days};
use crate::domain::district::District;
use crate::domain::profile::Profile;
use crate::domain::profile::{Part, level_in_words};
use crate::formats::Format;
use crate::report::Tool;
use crate::report::build::{rating_on, relationship_level};
use crate::report::model::{AUDIENCE, LevelWord};

/// How much is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    /// Only what is due, and of that only what is due by the as-of day.
    pub only_due: bool,
    /// Of what has a due day, what is due within so many days of it; without it everything, unless
    /// only what is due is shown.
    pub within: Option<u32>,
    /// Whether pages list what is left over from earlier school years; without it, one line says how
    /// much that is.
    pub earlier: bool,
}

impl Extent {
    /// The last due day that is listed; `None` where every one is.
    fn until(self, as_of: NaiveDate) -> Option<NaiveDate> {
        let within = self.within.or(self.only_due.then_some(0));
        within.map(|days| add_days(as_of, days))
    }
}

/// Builds the list of what to do now.
pub fn build(district: &District, gathered: &Gathered, extent: Extent) -> Next {
    let as_of = gathered.as_of;
    let until = extent.until(as_of);
    let years = Years { district, as_of };
    let mut profiles = BTreeMap::new();
    let mut counts = Counts::default();
    let (mut due, mut pairs, mut not_under_way) = (Vec::new(), Vec::new(), Vec::new());
    let mut closed = Vec::new();
    for of in &gathered.pairs {
        closed.extend(of.closed.iter().map(|due| row(of, due, years, None)));
        let Some(agenda) = &of.agenda else {
            not_under_way.push(rest(of));
            continue;
        };
        profiles.insert(&of.relationship.profile.id, judged(&of.relationship.profile));
        let (first, pair) = pair(of, agenda, years, extent);
        counts += pair.counts;
        pairs.push((first, pair));
        let listed = agenda.due.iter().enumerate().filter(|(_, due)| {
            due.day.map_or(!extent.only_due, |day| until.is_none_or(|until| day <= until))
        });
        due.extend(
            listed.map(|(place, due)| {
                (due.order(), row(of, due, years, of.words.get(&place).cloned()))
            }),
        );
    }
    // What passed on to a pair that is asked for waits there, and is not over; or it was closed there.
    let mut told: BTreeSet<_> = gathered.pairs.iter().flat_map(waiting).collect();
    closed.retain(|row| told.insert((row.kind, row.address.clone())));
    // Folders come in the order of their names, and sorting keeps it among equals.
    due.sort_by(|a, b| a.0.cmp(&b.0));
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    Next {
        format: Format::Next,
        audience: AUDIENCE,
        tool: Tool::THIS,
        district: district.name.clone(),
        as_of,
        window: gathered.window.clone(),
        selection: gathered.wanted.describe(),
        folds: !extent.earlier,
        only_due: extent.only_due,
        due_until: until,
        left_out: gathered.left_out,
        unread_folders: gathered.unread_folders,
        counts,
        due: due.into_iter().map(|(_, row)| row).collect(),
        closed,
        relationships: pairs.into_iter().map(|(_, pair)| pair).collect(),
        not_under_way,
        profiles: profiles.into_values().collect(),
    }
}

/// What waits in `of`, and where it is.
fn waiting(of: &PairAgenda) -> impl Iterator<Item = (Matter, String)> {
    let due = of.agenda.iter().flat_map(|agenda| &agenda.due);
    due.map(|due| (due.matter, due.path(&of.path)))
}

fn rest(of: &PairAgenda) -> Rest {
    Rest {
        path: of.path.clone(),
        educator: of.relationship.educator.value.clone(),
        started: of.relationship.started.value,
        ended: of.relationship.ended.map(|ended| ended.value),
    }
}

fn judged(profile: &Profile) -> Judged {
    Judged {
        id: profile.id.clone(),
        title: profile.title.clone(),
        edition: profile.edition.clone(),
        hash: profile.hash.clone(),
    }
}

/// A relationship, after what puts it before others: its most urgent thing, if it has any.
fn pair(
    of: &PairAgenda,
    agenda: &Agenda,
    years: Years,
    extent: Extent,
) -> (impl Ord + use<>, PairToDo) {
    let mut counts = Counts::default();
    for due in &agenda.due {
        counts.count(
            due.days_left(years.as_of, &years.district.school_days),
            years.left(of, due).is_some(),
        );
    }
    let of_this_year = || agenda.due.iter().filter(|due| years.left(of, due).is_none());
    let relationship = &of.relationship;
    let school = &relationship.school.value;
    let pair = PairToDo {
        path: of.path.clone(),
        profile: relationship.profile.id.clone(),
        coach: relationship.coach.value.clone(),
        educator: relationship.educator.value.clone(),
        school: school.clone(),
        school_name: years.district.schools.get(school).unwrap_or(school).clone(),
        started: relationship.started.value,
        counts,
        next_due: agenda.due.iter().find_map(|due| due.day),
        next_due_this_year: of_this_year().find_map(|due| due.day),
        coverage: agenda.coverage,
        detail: (!extent.only_due).then(|| detail(&relationship.profile, agenda)),
        beside: of.beside.iter().map(|(profile, evaluation)| beside(profile, evaluation)).collect(),
    };
    let first = of_this_year().next().map(Due::order);
    ((first.is_none(), first), pair)
}

fn beside(profile: &Profile, evaluation: &Evaluation) -> BesideRow {
    let wider = profile.parts().zip(&evaluation.levels).skip(profile.functions.len());
    BesideRow {
        profile: profile.id.clone(),
        title: profile.title.clone(),
        coverage: evaluation.coverage(),
        levels: wider.map(|(part, level)| relationship_level(profile, part, level)).collect(),
    }
}

/// The school years of a district, seen from the day looked at.
#[derive(Clone, Copy)]
struct Years<'d> {
    district: &'d District,
    as_of: NaiveDate,
}

impl Years<'_> {
    /// The school year that `due` is left over from: the one in which it was due, where that is over. A
    /// pair is to meet in each school year, so a meeting is left over only until the pair needs attention
    /// in this one.
    fn left(self, of: &PairAgenda, due: &Due) -> Option<SchoolYear> {
        let year = |day| SchoolYear::of(self.district.year_starts, day);
        let first = year(self.as_of).first();
        let until = match due.matter {
            Matter::Meeting => {
                add_days(first, self.district.not_met_days(&of.relationship.profile.id))
            }
            Matter::Answer
            | Matter::Response
            | Matter::Feedback
            | Matter::Review
            | Matter::Agreement
            | Matter::Step => NaiveDate::MAX,
        };
        due.day.filter(|&day| is_left_over(day, first) && self.as_of <= until).map(year)
    }
}

fn row(of: &PairAgenda, due: &Due, years: Years, words: Option<String>) -> DueRow {
    let as_of = years.as_of;
    DueRow {
        kind: due.matter,
        what: due.what.clone(),
        due: due.day,
        since: due.since,
        days_left: due.days_left(as_of, &years.district.school_days),
        overdue: due.is_overdue(as_of),
        left_from: years.left(of, due).map(SchoolYear::label),
        waits_for: due.waits_for,
        address: due.path(&of.path),
        pair: of.path.clone(),
        coach: of.relationship.coach.value.clone(),
        educator: of.relationship.educator.value.clone(),
        words,
    }
}

fn detail(profile: &Profile, agenda: &Agenda) -> Detail {
    let mut ask: Vec<_> = agenda.items.iter().collect();
    ask.sort_by_key(|open| {
        let lift = &agenda.lifts[profile.items[open.item].function];
        (!open.is_documentable(), lift.computed.as_ref().map_or(u32::MAX, |reach| reach.need))
    });
    let id = |item: usize| profile.items[item].id.clone();
    let items = agenda.items.iter().map(|open| {
        let item = &profile.items[open.item];
        let function = &profile.functions[item.function];
        ItemRow {
            id: item.id.clone(),
            function: function.id.clone(),
            label: item.label.to_string(),
            lead_in: function.lead_in.clone(),
            text: item.text.to_string(),
            lacks: wording::lack_kind(&open.lack),
            remedy: wording::lack(&open.lack, profile, open.item),
            until: match open.lack {
                Lack::Document { until } => until,
                Lack::BeginningOver | Lack::Observation(_) | Lack::ObserverOnly => None,
            },
            observed: match open.lack {
                Lack::Observation(current) => Some(rating_on(profile, open.item, current)),
                Lack::Document { .. } | Lack::BeginningOver | Lack::ObserverOnly => None,
            },
        }
    });
    Detail {
        items: items.collect(),
        functions: agenda.lifts.iter().map(|lift| function(profile, lift)).collect(),
        ask: ask.into_iter().map(|open| id(open.item)).collect(),
    }
}

fn function(profile: &Profile, lift: &Lift) -> FunctionRow {
    let rubric = match lift.part {
        Part::Function(index) => &profile.functions[index].rubric[..],
        Part::Tier(_) | Part::Whole => &[],
    };
    let ids = |items: &[usize]| items.iter().map(|&item| profile.items[item].id.clone()).collect();
    FunctionRow {
        heading: profile.part_name(lift.part).to_owned(),
        has_levels: profile.levels_of(lift.part).next().is_some(),
        in_place: lift.in_place,
        level: relationship_level(profile, lift.part, &lift.level),
        judged: lift.judged.map(|index| {
            let level = &profile.levels[index];
            let rubric = rubric.get(index).cloned().flatten();
            JudgedLevel { level: LevelWord::of(level), rubric: rubric.or(level.text.clone()) }
        }),
        computed: lift.computed.as_ref().map(|reach| {
            let level = &profile.levels[reach.level];
            ComputedLevel {
                level: LevelWord::of(level),
                reached: level_in_words(&reach.rule),
                need: reach.need,
                points: reach.points,
                critical: ids(&reach.critical),
                of: ids(&reach.of),
            }
        }),
    }
}
