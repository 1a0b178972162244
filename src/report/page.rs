//! The report as a page, whatever it is drawn with: which lines, tables and notes there are, in what
//! order and in what words. A report comes in; parts go out. Words from records and settings are left
//! as they are: whoever draws a part makes it harmless.

mod addresses;
mod cells;
mod dosage;
mod lines;
mod parts;
mod periods;
mod raters;
mod relationship;
mod tables;
mod trends;

pub(crate) use cells::with_percent;
pub(super) use cells::{digits, interval, percent, rests_on, share, value};
pub(super) use lines::when;
pub(super) use parts::{Cell, Drawn, Outline, Part, Passage, Reasons, Shape, Table};

use super::model::{ProfileReport, Report};
use crate::domain::calendar::Window;

/// What of a report is shown beside its numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    /// Everything is explained: each number by its address, each difference by its records.
    pub explained: bool,
    /// Everything there is, and not only what stands first.
    pub details: bool,
}

/// The parts of `report`, from top to bottom.
pub(super) fn of(report: &Report, shown: Shown) -> Vec<Part> {
    let mut parts =
        vec![Part::Title { district: report.district.clone(), audience: report.audience }];
    for period in &report.periods {
        parts.push(Part::Line(lines::when(&period.window, report.as_of)));
        parts.push(Part::Line(lines::records(period, report)));
    }
    if !report.selection.is_empty() {
        parts.push(Part::Line(format!("only {}", report.selection.join(", "))));
    }
    let is_empty = report.periods.iter().all(|period| period.profiles.is_empty());
    if is_empty {
        let nothing = "No relationship was under way in this period.";
        parts.extend([Part::Gap, Part::Line(nothing.to_owned())]);
    }
    if report.periods.iter().any(|period| period.profiles.len() > 1) {
        let apart = "Relationships under different profiles are reported separately.";
        parts.push(Part::Line(apart.to_owned()));
    }
    if let [period] = report.periods.as_slice() {
        for profile in &period.profiles {
            parts.push(Part::Gap);
            add_profile(profile, report, &period.window, &mut parts);
        }
    } else {
        periods::add(report, &mut parts);
        raters::add_periods(report, &mut parts);
    }
    if shown.explained {
        addresses::add(report, &mut parts);
    }
    if !is_empty {
        parts.push(Part::Legend(lines::LEGEND.map(str::to_owned).into()));
    }
    parts.push(lines::made_by(report));
    parts
}

fn add_profile(profile: &ProfileReport, report: &Report, window: &Window, parts: &mut Vec<Part>) {
    let total = &profile.total;
    parts.push(Part::Heading(format!("{}, {}", profile.title, profile.edition)));
    parts.push(Part::Line(lines::members(total.members)));
    parts.extend([Part::Gap, Part::Table(tables::functions(total)), Part::Gap]);
    parts.push(Part::Line(lines::below(total)));
    if let Some(whole) = &total.whole {
        parts.push(Part::Attention {
            label: format!("Needs attention on {}:", report.as_of),
            words: lines::attention(&whole.attention, report.not_met_days),
        });
    }
    if let [only] = profile.groups.as_slice()
        && let Some(behind) = &only.relationship
    {
        parts.push(Part::Gap);
        relationship::add(behind, &only.functions, parts);
        trends::add_student_data(&behind.student_data, parts);
    } else if !profile.groups.is_empty() {
        parts.extend([Part::Gap, Part::Table(tables::groups(profile, &report.by))]);
    }
    if let Some(table) = raters::by_rater(profile) {
        parts.extend([Part::Gap, Part::Table(table)]);
    }
    if total.members.relationships > 1 {
        let missing = [tables::missing(total), tables::missing_by_group(profile, &report.by)];
        for table in missing.into_iter().chain([tables::levels(total)]).flatten() {
            parts.extend([Part::Gap, Part::Table(table)]);
        }
        raters::add(total, parts);
    }
    dosage::add(profile, report, window, parts);
    if let Some(whole) = &total.whole {
        trends::add(&whole.trends, parts);
    }
    if let Some(succession) = &profile.supersedes {
        trends::add_succession(succession, &profile.id, parts);
    }
    parts.extend([Part::Gap, Part::Notes(lines::meaning(profile))]);
}
