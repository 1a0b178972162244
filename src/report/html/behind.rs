//! What is behind numbers: the pairs that a number of a group is made of, each with its own, and for one pair the
//! records behind each of its numbers, by their names and without their prose.

use std::collections::{BTreeSet, HashMap};

use maud::{Markup, html};

use super::links::{BEHIND, Place, coach, pair_id, row_id};
use super::parts;
use crate::count::{Statistic, Value};
use crate::report::CoachRow;
use crate::report::deeper::{Deeper, NumberBehind, PairBehind};
use crate::report::model::{Behind, Dimension, Group, ItemRow, Key, Period, ProfileReport, Report};
use crate::report::page::{add_relationship, add_student_data, value, with_percent};
use crate::report::select::below_records;
use crate::text::html::words;

/// The numbers of a pair beside those of its functions, and what they are called.
const COLUMNS: [(&str, Statistic); 9] = [
    ("in place", Statistic::InPlace),
    ("observed", Statistic::Observed),
    ("reported", Statistic::Reported),
    ("sessions", Statistic::Sessions),
    ("minutes", Statistic::Minutes),
    ("answered in time", Statistic::AnsweredInTime),
    ("answers overdue", Statistic::AnswersOverdue),
    ("steps overdue", Statistic::StepsOverdue),
    ("not met", Statistic::PairsNotMet),
];

/// Whether the pair of `group` is in the row of `key`.
pub(super) fn is_of(group: &Group, key: &Key) -> bool {
    let Some(behind) = &group.relationship else { return false };
    match key.by {
        Dimension::School => behind.school == key.id,
        Dimension::Coach => behind.coach == key.id,
        Dimension::Relationship => below_records(&behind.path) == key.id,
        Dimension::Practice => behind.practice.as_deref().unwrap_or_default() == key.id,
        Dimension::Function => true,
    }
}

/// The pairs of a report as they are listed: where each is, and what schools are called.
pub(super) struct Pairs<'r> {
    place: Place,
    schools: HashMap<&'r str, &'r str>,
}

impl<'r> Pairs<'r> {
    /// Those behind a report, from a page at `place`.
    pub(super) fn of(deeper: &'r Deeper, place: Place) -> Self {
        let keys = deeper.schools.iter().flat_map(|it| &it.groups).flat_map(|group| &group.keys);
        Self { place, schools: keys.map(|key| (&*key.id, &*key.name)).collect() }
    }

    fn school(&self, behind: &'r Behind) -> &'r str {
        self.schools.get(&*behind.school).copied().unwrap_or(&behind.school)
    }

    /// What a pair is called where it stands alone.
    pub(super) fn name(&self, behind: &'r Behind) -> String {
        format!("{} with {}, {}", behind.coach, behind.educator, self.school(behind))
    }

    /// The `pairs` that `whole` is made of under a name, each with its own numbers, and for each item the pairs in
    /// which it is missing.
    pub(super) fn list(&self, name: &str, pairs: &[&'r Group], whole: Option<&Group>) -> Markup {
        let known: Vec<(&Group, &Behind)> =
            pairs.iter().filter_map(|group| Some((*group, group.relationship.as_ref()?))).collect();
        let functions =
            known.first().map(|(group, _)| group.functions.as_slice()).unwrap_or_default();
        html! {
            div.wide.pairs role="region" tabindex="0" aria-label=(words(name)) {
                table {
                    caption { (words(name)) }
                    thead {
                        tr {
                            th scope="col" { "Pair" }
                            th scope="col" { "school" }
                            @for (title, _) in COLUMNS { th.n scope="col" { (title) } }
                            @for function in functions {
                                th.n.long scope="col" { (words(&function.heading)) }
                            }
                        }
                    }
                    tbody {
                        @for (group, behind) in &known {
                            tr {
                                th scope="row" {
                                    (link(behind, self.place))
                                    @if group.members.new_pairs > 0 { " (new)" }
                                }
                                td.once { (words(self.school(behind))) }
                                (numbers(group))
                            }
                        }
                        @if let Some(whole) = whole.filter(|whole| whole.whole.is_some()) {
                            tr.all {
                                th scope="row" {
                                    "All" @if whole.apart.is_some() { ", items without new pairs" }
                                }
                                td {}
                                (numbers(whole))
                            }
                        }
                    }
                }
            }
            (missing(&known, self.place))
        }
    }
}

/// The cells of a group.
fn numbers(group: &Group) -> Markup {
    html! {
        @for (_, statistic) in COLUMNS {
            td.n { @if let Some(value) = group.value(statistic) { (words(&short(&value))) } }
        }
        @for (at, function) in group.functions.iter().enumerate() {
            td.n {
                (words(&short(&Value::Share(function.coverage.in_place))))
                @if let Some(level) = level(group, at) { br; (words(level)) }
            }
        }
    }
}

/// What the level of a pair's function is called, where it has one.
fn level(group: &Group, function: usize) -> Option<&str> {
    let basis = group.relationship.as_ref()?.levels.get(function)?;
    basis.level.level.as_ref().map(|level| level.called.as_str())
}

/// A number as it stands in a row; a dash for none of something that waits.
fn short(known: &Value) -> String {
    match known {
        Value::Count { count: 0 } => "–".to_owned(),
        known => value(known),
    }
}

fn link(behind: &Behind, place: Place) -> Markup {
    html! {
        a href=(place.pair(below_records(&behind.path))) {
            (words(&behind.coach)) " with " (words(&behind.educator))
        }
    }
}

/// For each item, the pairs in which it is missing.
fn missing(pairs: &[(&Group, &Behind)], place: Place) -> Markup {
    // Numbers of items leave new pairs out, unless there are no others.
    let all_new = pairs.iter().all(|(group, _)| group.members.new_pairs > 0);
    let is_missing = |item: &ItemRow, group: &Group| {
        (all_new || group.members.new_pairs == 0)
            && group.items.iter().any(|row| row.id == item.id && row.missing.k > 0)
    };
    let mut items: Vec<&ItemRow> =
        pairs.first().map(|(group, _)| group.items.iter().collect()).unwrap_or_default();
    items.sort_by(|a, b| a.label.cmp(&b.label));
    let of = |item: &ItemRow| -> Vec<&Behind> {
        pairs.iter().filter(|(group, _)| is_missing(item, group)).map(|(_, it)| *it).collect()
    };
    let items = items.into_iter().map(|item| (item, of(item)));
    html! {
        details {
            summary { "Which items are missing, and in which of these pairs" }
            dl.facts {
                @for (item, pairs) in items {
                    @if !pairs.is_empty() {
                        dt { (words(&item.label)) ", in " (pairs.len()) }
                        dd {
                            @for (at, behind) in pairs.into_iter().enumerate() {
                                @if at > 0 { ", " }
                                (link(behind, place))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is behind the numbers of `report` on one page before its pairs: the pairs of the whole and of each row.
pub(super) fn rows(report: &Report, period: &Period, deeper: &Deeper) -> Markup {
    let pairs = Pairs::of(deeper, Place::Alone);
    let of = |keys: &[Key], name: &str| {
        html! {
            @for profile in &deeper.pairs {
                @let groups = profile.groups.iter().filter(|group| keys.iter().all(|key| is_of(group, key)));
                @let groups: Vec<&Group> = groups.collect();
                @if !groups.is_empty() {
                    (pairs.list(name, &groups, whole(period, deeper, &profile.id, keys)))
                }
            }
        }
    };
    let is_many = |key: &Key| !matches!(key.by, Dimension::Relationship | Dimension::Function);
    let mut rows: Vec<&[Key]> = period
        .profiles
        .iter()
        .flat_map(|it| &it.groups)
        .map(|group| group.keys.as_slice())
        .collect();
    if !period.coaches.is_empty() {
        rows.extend(deeper.coaches.iter().flat_map(|it| &it.groups).map(|it| it.keys.as_slice()));
    }
    let with_time: Vec<Key> = period.coaches.iter().map(|row| coach(&row.coach)).collect();
    rows.extend(with_time.iter().map(std::slice::from_ref));
    let mut seen = BTreeSet::new();
    rows.retain(|keys| keys.iter().any(is_many) && seen.insert(row_id(keys)));
    html! {
        section.behind id=(BEHIND) {
            h2 { "What is behind the numbers" }
            p.hint {
                "A number above leads to the pairs that it is made of, and from a pair to its records. \
                 No words of a record are here."
            }
            (of(&[], &format!("All pairs of {}", report.district)))
            @for keys in rows {
                @let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
                div id=(row_id(keys)) {
                    (of(keys, &format!("The pairs of {}", names.join(" · "))))
                    @if let [key] = keys { (time(deeper, period, key)) }
                }
            }
        }
    }
}

/// What is behind the time without an educator, if the row of `key` is a coach who kept any.
pub(super) fn time(deeper: &Deeper, period: &Period, key: &Key) -> Markup {
    let is_it = |row: &&CoachRow| key.by == Dimension::Coach && row.coach == key.id;
    let time = period.coaches.iter().find(is_it).and_then(|row| deeper.time_of(row));
    html! {
        @if let Some(time) = time { (records(std::slice::from_ref(&time))) }
    }
}

/// The row of `keys` under a profile, or the whole.
fn whole<'r>(
    period: &'r Period,
    deeper: &'r Deeper,
    profile: &str,
    keys: &[Key],
) -> Option<&'r Group> {
    let shown = period.profiles.iter().find(|it| it.id == profile)?;
    let coaches = deeper.coaches.iter().filter(|it| it.id == profile).flat_map(|it| &it.groups);
    match keys {
        [] => Some(&shown.total),
        _ => shown.groups.iter().chain(coaches).find(|group| group.keys == keys),
    }
}

/// One pair on a page of many: its items under each profile, and the records behind its numbers.
pub(super) fn pair(deeper: &Deeper, pair: &PairBehind) -> Markup {
    let pairs = Pairs::of(deeper, Place::Alone);
    html! {
        section.pair id=(pair_id(pair.id)) {
            @for (at, (profile, group, numbers)) in pair.rows.iter().enumerate() {
                (under((profile, group), at > 0, &pairs, numbers))
            }
        }
    }
}

/// A pair under one profile.
fn under<'r>(
    (profile, group): (&ProfileReport, &'r Group),
    is_further: bool,
    pairs: &Pairs<'r>,
    numbers: &[NumberBehind],
) -> Markup {
    let Some(behind) = &group.relationship else { return html! {} };
    let mut parts = Vec::new();
    add_relationship(behind, group, &mut parts);
    add_student_data(&behind.student_data, &mut parts);
    html! {
        h3 {
            (words(&pairs.name(behind)))
            @if is_further { ": " (words(&profile.title)) }
        }
        (parts::draw(&parts))
        (records(numbers))
    }
}

/// Each number of a pair or a coach with the records behind it.
pub(super) fn records(numbers: &[NumberBehind]) -> Markup {
    html! {
        @for NumberBehind { statistic, of, value, reasons } in numbers {
            details.number {
                summary {
                    strong { (words(&in_full(value))) } " " (statistic.meaning())
                    @if let Some(of) = of { ": " (words(of)) }
                }
                p.hint { (statistic.formula()) }
                (parts::reasons(reasons))
            }
        }
    }
}

/// A number with its percent.
fn in_full(known: &Value) -> String {
    match known {
        Value::Share(share) => with_percent(*share),
        Value::Count { .. } | Value::Estimate { .. } => value(known),
    }
}
