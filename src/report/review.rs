//! What the records show for a review, as a page: for a screen, or for guidance in an editor. It holds
//! no prose of records.

use super::layout::Look;
use super::page::{Outline, Part, rests_on, with_percent};
use super::text;
use crate::count::agenda::Due;
use crate::count::review::{Measure, Preparation, Way};
use crate::domain::profile::{self, Profile};
use crate::text::wording::count;

/// Points of a measure that are shown.
const MOST_POINTS: usize = 6;

/// What `preparation` shows in the words of `profile`, as lines of text.
pub(crate) fn render(preparation: &Preparation, profile: &Profile, width: usize) -> String {
    text::draw(&of(preparation, profile), Look { color: false, width })
}

fn of(preparation: &Preparation, profile: &Profile) -> Vec<Part> {
    let (from, to) = preparation.period;
    let window = &preparation.window;
    let functions = (0..profile.functions.len()).map(profile::Part::Function);
    let functions = functions.map(|each| function(each, preparation, profile));
    let in_place = Outline {
        text: format!("In place in {} ({} to {}):", window.label, window.from, window.to),
        below: functions.collect(),
    };
    let (of_this_time, before): (Vec<&Measure>, Vec<&Measure>) = preparation
        .measures
        .iter()
        .partition(|measure| measure.points.iter().any(|p| from <= p.on && p.on <= to));
    let head = if of_this_time.is_empty() {
        format!("No student data from {from} to {to}")
    } else {
        format!("Student data from {from} to {to}:")
    };
    let mut data = vec![students(head, &of_this_time)];
    if !before.is_empty() {
        data.push(students("Student data of another time:".to_owned(), &before));
    }
    vec![
        Part::Line(format!("What the records show from {from} to {to}:")),
        Part::Gap,
        Part::Outline(vec![in_place]),
        Part::Gap,
        Part::Outline(found(preparation).into_iter().map(Outline::leaf).collect()),
        Part::Gap,
        Part::Outline(data),
    ]
}

/// What of `function` is in place, and below it what is missing.
fn function(part: profile::Part, preparation: &Preparation, profile: &Profile) -> Outline {
    let evaluation = &preparation.evaluation;
    let coverage = evaluation.coverage_in(profile, part);
    let missing = evaluation.missing(profile, part).into_iter();
    let missing: Vec<&str> = missing.map(|item| profile.items[item].label.as_ref()).collect();
    let missing = (!missing.is_empty()).then(|| format!("missing: {}", missing.join("; ")));
    Outline {
        text: format!(
            "{}: {}; {}",
            profile.part_name(part),
            with_percent(coverage.in_place),
            rests_on(&coverage)
        ),
        below: missing.into_iter().map(Outline::leaf).collect(),
    }
}

/// Student data below `text`.
fn students(text: String, measures: &[&Measure]) -> Outline {
    let below = measures.iter().map(|known| Outline::leaf(measure(known))).collect();
    Outline { text, below }
}

/// Checklists, what is open and late answers, a line each.
fn found(preparation: &Preparation) -> Vec<String> {
    let mut lines = Vec::new();
    if preparation.checklists.is_empty() {
        lines.push("No checklist in this period".to_owned());
    }
    lines.extend(preparation.checklists.iter().map(|rated| {
        let (k, n) = rated.in_place;
        let (on, by) = (rated.on, rated.role.name());
        format!("Checklist of {on} by {by}: {k} of {n} rated in place, in {}", rated.file)
    }));
    let due = preparation.agenda.iter().flat_map(|agenda| &agenda.due);
    lines.extend(due.filter_map(|due| open(due, preparation)));
    lines.extend(preparation.late.iter().map(|(asked, due, answered)| {
        let days = count((*answered - *due).num_days().unsigned_abs() as usize, "day");
        format!("Answered late: asked {asked}, due {due}, answered {answered}, {days} late")
    }));
    lines
}

/// An open step or request. What else waits is no record to look at together.
fn open(due: &Due, preparation: &Preparation) -> Option<String> {
    let what = due.in_review()?;
    let day = due.day.map(|day| format!(", due {day}")).unwrap_or_default();
    let overdue = if due.is_overdue(preparation.period.1) { ", overdue" } else { "" };
    Some(format!("{what}{day}{overdue}: {}", due.address()))
}

fn measure(measure: &Measure) -> String {
    let points = &measure.points;
    let shown = points.iter().skip(points.len().saturating_sub(MOST_POINTS)).map(|point| {
        let students = point.students.map(|n| format!(", n {n}")).unwrap_or_default();
        format!("{} ({}{students})", point.value, point.on)
    });
    let shown: Vec<String> = shown.collect();
    let way = match measure.way() {
        Some(Way::Better) => ": better than at first",
        Some(Way::Worse) => ": worse than at first",
        Some(Way::Same) => ": the same as at first",
        None => "",
    };
    format!(
        "{} ({} is better): {}{way}; this is not evidence of cause",
        measure.name,
        measure.improvement.name(),
        shown.join(", ")
    )
}
