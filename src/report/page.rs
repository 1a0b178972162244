//! The report as a page, whatever it is drawn with: which lines, tables and notes there are, in what
//! order and in what words. A report comes in; parts go out. Words from records and settings are left
//! as they are: whoever draws a part makes it harmless.

mod addresses;
mod cells;
mod coaches;
mod dosage;
mod finding;
mod levels;
mod lines;
mod parts;
mod periods;
mod raters;
mod relationship;
mod screen;
mod section;
mod tables;
mod trends;

pub(crate) use cells::with_percent;
pub(super) use cells::{are_unlike, digits, interval, percent, points, rests_on, share, value};
pub(super) use dosage::{ANSWERS, DOSAGE, value_of};
pub(super) use finding::in_order;
pub(super) use levels::{critical_and_points, has_points};
pub(super) use lines::{
    MadeOf, made_of, made_with, members, members_in_short, name, new_pairs, when, who,
};
pub(super) use parts::{
    Bars, Cell, Drawn, Fact, Outline, Part, Passage, Reasons, Shape, Table, words,
};
pub(super) use periods::KEY_FIGURES;
pub(super) use relationship::add as add_relationship;
pub(super) use screen::{answer, facts, to_do};
pub(super) use section::About;
pub(crate) use section::Section;
pub use section::Sections;
pub(super) use tables::{ALL_FUNCTIONS, is_sum, most_missing, title};
pub(super) use trends::add_student_data;

use super::deeper::Deeper;
use super::glossary;
use super::model::{Period, Report};
use crate::domain::profile::in_short;

/// Which part of a report is shown, and what beside its numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown<'d> {
    /// Everything is explained: each number by its address, each difference by its records.
    pub explained: bool,
    /// The sections asked for; none for the first screen.
    pub sections: Sections,
    /// Whether all rows were asked for, however many.
    pub all_rows: bool,
    /// Whether all columns of the CSV were asked for, however many.
    pub all_columns: bool,
    /// What is behind the numbers, where they open it.
    pub deeper: Option<&'d Deeper<'d>>,
}

/// The parts of `report`, from top to bottom.
pub(super) fn of(report: &Report, shown: Shown) -> Vec<Part> {
    let mut parts =
        vec![Part::Title { district: report.district.clone(), audience: report.audience }];
    match report.periods.as_slice() {
        [period] => of_one(report, period, shown, &mut parts),
        _ => of_several(report, &mut parts),
    }
    if shown.explained {
        addresses::add(report, &mut parts);
    }
    parts.push(lines::made_by(report));
    parts
}

/// The first screen of the report on one time, or the sections asked for.
fn of_one(report: &Report, period: &Period, shown: Shown, parts: &mut Vec<Part>) {
    let is_screen = shown.sections.is_empty();
    let mut when = lines::when(&period.window, report.as_of);
    if let [only] = period.profiles.as_slice() {
        when.push_str(&format!(" · {}", lines::members_in_short(only.total.members)));
    }
    parts.push(Part::Line(when));
    lines::add_selection(report, parts);
    if period.profiles.is_empty() {
        let nothing = "No pair was under way in this period.";
        parts.extend([Part::Gap, Part::Line(nothing.to_owned()), Part::Gap]);
        return parts.push(Part::Line(lines::records(period, report)));
    }
    let body = parts.len();
    for profile in &period.profiles {
        let about = section::About { report, period, profile };
        if period.profiles.len() > 1 || !is_screen {
            parts.push(Part::Gap);
            parts.push(Part::Heading(format!("{}, {}", profile.title, profile.edition)));
            parts.push(Part::Line(lines::members(profile.total.members)));
            if !is_screen {
                parts.extend(lines::new_pairs(&profile.total, report).map(Part::Line));
            }
        }
        if is_screen {
            screen::add(about, shown, parts);
        } else {
            for section in shown.sections.iter() {
                let before = parts.len();
                section.add(about, parts);
                if parts.len() == before && !shown.sections.is_all() {
                    let nothing = format!("{}: there is nothing to show.", section.about());
                    parts.extend([Part::Gap, Part::Line(nothing)]);
                }
            }
        }
    }
    if is_screen {
        screen::add_more(parts);
    } else {
        add_legend(report, body, parts);
    }
}

/// Several times side by side.
fn of_several(report: &Report, parts: &mut Vec<Part>) {
    for period in &report.periods {
        parts.push(Part::Line(lines::when(&period.window, report.as_of)));
        parts.push(Part::Line(lines::records(period, report)));
    }
    lines::add_selection(report, parts);
    if report.periods.iter().all(|period| period.profiles.is_empty()) {
        let nothing = "No pair was under way in these periods.";
        return parts.extend([Part::Gap, Part::Line(nothing.to_owned()), Part::Gap]);
    }
    let body = parts.len();
    periods::add(report, parts);
    raters::add_periods(report, parts);
    add_legend(report, body, parts);
}

/// Adds what the words mean that are used from `body` on.
fn add_legend(report: &Report, body: usize, parts: &mut Vec<Part>) {
    let legend = legend(report, &parts[body..]);
    if !legend.is_empty() {
        parts.extend([Part::Gap, Part::Legend(legend)]);
    }
    parts.push(Part::Gap);
}

/// What the words mean that `parts` use, one sentence each.
pub(super) fn legend(report: &Report, parts: &[Part]) -> Vec<String> {
    let said = words(parts);
    let mut legend = glossary::used(&said);
    let profiles = report.periods.iter().flat_map(|period| &period.profiles);
    for best in profiles.filter_map(|profile| profile.levels.first()) {
        let called = in_short(&best.id, &best.name);
        let level = glossary::level(&called, &best.reached);
        if said.contains(&called) && !legend.contains(&level) {
            legend.push(level);
        }
    }
    legend
}
