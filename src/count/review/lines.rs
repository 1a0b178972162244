//! What the records show, in lines for a screen or for guidance in an editor. They hold no prose of
//! records.

use super::{Measure, Preparation, Way};
use crate::count::agenda::Due;
use crate::domain::profile::Profile;
use crate::text::wording::{count, visible};

/// Points of a measure that are shown.
const MOST_POINTS: usize = 6;

/// The lines, each as long as it is, of what `preparation` shows in the words of `profile`.
pub fn lines(preparation: &Preparation, profile: &Profile) -> Vec<String> {
    let (from, to) = preparation.period;
    let mut lines = vec![format!("What the records show from {from} to {to}:"), String::new()];
    let window = &preparation.window;
    lines.push(format!("In place in {} ({} to {}):", window.label, window.from, window.to));
    for function in &profile.functions {
        let coverage = preparation.evaluation.coverage_of(function.items.clone());
        let (k, n) = (coverage.in_place.k, coverage.in_place.n);
        lines.push(format!(
            "  {k} of {n}  {} (observed {}, documented only {})",
            function.heading, coverage.observed, coverage.documented_only
        ));
        let missing = function.items.clone().filter(|&item| {
            let state = &preparation.evaluation.items[item];
            state.applies() && !state.is_in_place()
        });
        let missing: Vec<&str> = missing.map(|item| profile.items[item].label.as_str()).collect();
        if !missing.is_empty() {
            lines.push(format!("          missing: {}", missing.join("; ")));
        }
    }
    lines.push(String::new());
    if preparation.checklists.is_empty() {
        lines.push("No checklist in this period".to_owned());
    }
    for rated in &preparation.checklists {
        let (k, n) = rated.in_place;
        lines.push(format!(
            "Checklist of {} by {}: {k} of {n} rated in place  {}",
            rated.on,
            rated.role.name(),
            rated.file
        ));
    }
    let due = preparation.agenda.iter().flat_map(|agenda| &agenda.due);
    lines.extend(due.filter_map(|due| open(due, preparation)));
    for (asked, due, answered) in &preparation.late {
        let days = count((*answered - *due).num_days().unsigned_abs() as usize, "day");
        lines.push(format!(
            "Answered late: asked {asked}, due {due}, answered {answered}, {days} late"
        ));
    }
    lines.extend(preparation.measures.iter().map(measure));
    lines.iter().map(|line| visible(line)).collect()
}

fn open(due: &Due, preparation: &Preparation) -> Option<String> {
    let what = due.in_review()?;
    let day = due.day.map(|day| format!(", due {day}")).unwrap_or_default();
    let overdue = if due.is_overdue(preparation.period.1) { ", overdue" } else { "" };
    Some(format!("{what}{day}{overdue}  {}", due.address()))
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
