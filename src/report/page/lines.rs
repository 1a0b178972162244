//! The sentences of the report.

use chrono::NaiveDate;

use super::cells::share;
use super::parts::Part;
use crate::count::{Attention, Share};
use crate::domain::calendar::Window;
use crate::report::model::{Group, Members, Period, ProfileReport, Report};
use crate::text::wording::{count, grouped};

/// What the words of every report mean.
pub(super) const LEGEND: [&str; 4] = [
    "in place = observed in place or, if nobody observed the item, documented in the records; an \
     observation outranks any document.",
    "Documented items rest on records kept by the pair; only observed is independent.",
    "reported = what the coach and the educator say themselves (the lower of the two); it never \
     counts toward in place.",
    "completeness = items about which anything is known; outside observation = relationships that \
     an observer rated; double-rated = visits that two observers rated.",
];

/// The days looked at, and the as-of day.
pub(in crate::report) fn when(window: &Window, as_of: NaiveDate) -> String {
    let mut label = window.label.clone();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{label}: {} to {}, as of {as_of}", window.from, window.to)
}

/// What became of the records.
pub(super) fn records(period: &Period, report: &Report) -> String {
    let records = &period.records;
    let left_out = grouped(records.left_out);
    let mut found = format!("{}, {left_out} left out", count(records.found, "record"));
    if records.unread_folders > 0 {
        let folders = count(records.unread_folders, "folder");
        found.push_str(&format!("; {folders} could not be read and counts in no number"));
    }
    let mut parts = vec![
        count(records.relationships, "relationship"),
        format!("{} dated in this period", grouped(records.in_window as usize)),
    ];
    let for_later = format!("after {}, left for later", report.looked_at());
    for (number, what) in [
        (records.other_times, "at other times"),
        (records.for_later, &*for_later),
        (records.outside_dates, "outside their relationship's dates, never counted"),
    ] {
        if number > 0 {
            parts.push(format!("{} {what}", grouped(number as usize)));
        }
    }
    let of = if report.selection.is_empty() { ":" } else { "; in this selection:" };
    format!("{found}{of} {}", parts.join(", "))
}

/// Who is in the report.
pub(super) fn members(members: Members) -> String {
    format!(
        "{} · {} · {} with {}",
        count(members.schools, "school"),
        count(members.coaches, "coach"),
        count(members.relationships, "relationship"),
        count(members.educators, "educator"),
    )
}

/// What is beside coverage: outside observation, completeness and the like.
pub(super) fn below(total: &Group) -> String {
    let coverage = &total.coverage;
    let mut parts = Vec::new();
    if let Some(whole) = &total.whole {
        parts.push(format!("Outside observation {}", share(whole.outside_observation)));
    }
    parts.push(format!("completeness {}", share(coverage.complete)));
    let double = total.whole.as_ref().map(|whole| &whole.raters.double_rating);
    if let Some(double) = double.filter(|double| double.visits.n > 0) {
        let mut part = format!("double-rated visits {}", share(double.visits));
        if double.agree.n > 0 {
            part.push_str(&format!(", {} ratings agree", share(double.agree)));
        }
        parts.push(part);
    }
    if coverage.differs > 0 {
        let differs = Share { k: coverage.differs, n: coverage.in_place.n };
        parts.push(format!("sources differ on {}", share(differs)));
    }
    if coverage.expired > 0 {
        let expired = Share { k: coverage.expired, n: coverage.in_place.n };
        parts.push(format!("expired {}", share(expired)));
    }
    if coverage.not_applicable > 0 {
        let all = coverage.in_place.n + coverage.not_applicable;
        let not_applicable = Share { k: coverage.not_applicable, n: all };
        parts.push(format!("not applicable {}", share(not_applicable)));
    }
    parts.join(" · ")
}

/// What is overdue; nothing when nothing is.
pub(super) fn attention(attention: &Attention, not_met_days: u32) -> Vec<String> {
    let mut words = Vec::new();
    let number = |n: u32, noun| count(n as usize, noun);
    if attention.answers_overdue > 0 {
        words.push(format!("{} overdue", number(attention.answers_overdue, "answer")));
    }
    if attention.steps_overdue > 0 {
        words.push(format!("{} overdue", number(attention.steps_overdue, "next step")));
    }
    if attention.pairs_not_met > 0 {
        words.push(format!(
            "{} not met for more than {not_met_days} days",
            number(attention.pairs_not_met, "pair")
        ));
    }
    words
}

/// What is counted here, and what the profile's best level is.
pub(super) fn meaning(profile: &ProfileReport) -> Vec<String> {
    let (total, items) = (&profile.total, profile.items_per_relationship);
    let relationships = total.members.relationships;
    let (n, less) = (total.coverage.in_place.n, total.coverage.not_applicable);
    let of_each = if relationships == 1 { "of" } else { "in each of" };
    let mut counted = format!(
        "{} = {} {of_each} {}",
        grouped(n as usize),
        count(items, "item"),
        count(relationships, "relationship")
    );
    if less > 0 {
        let verb = if less == 1 { "does" } else { "do" };
        counted.push_str(&format!(", less {} that {verb} not apply", grouped(less as usize)));
    }
    let mut notes = Vec::new();
    if relationships > 1 || less > 0 {
        notes.push(format!("{counted}."));
    }
    notes.extend(best_level(profile));
    notes
}

/// What the profile's best level is.
pub(super) fn best_level(profile: &ProfileReport) -> Option<String> {
    profile.levels.first().map(|best| {
        format!(
            "{0} = {1}, counted in relationships; no level = not {0}, and no rater has judged another \
             level.",
            best.id, best.reached
        )
    })
}

/// The program, the profiles, the days and the commit.
pub(super) fn made_by(report: &Report) -> Part {
    let tool = format!("{} {}", report.tool.name, report.tool.version);
    let (mut short, mut whole) = (vec![tool.clone()], vec![tool]);
    let mut named: Vec<&str> = Vec::new();
    for profile in report.periods.iter().flat_map(|period| &period.profiles) {
        if named.contains(&profile.id.as_str()) {
            continue;
        }
        named.push(&profile.id);
        let hash = profile.hash.get(..12).unwrap_or(&profile.hash);
        short.push(format!("profile {} (sha256 {hash})", profile.id));
        whole.push(format!("profile {}, {} (sha256 {hash})", profile.id, profile.edition));
    }
    whole.push(format!("as of {}", report.as_of));
    for Period { window, .. } in &report.periods {
        whole.push(format!("{}, {} to {}", window.label, window.from, window.to));
    }
    let commit = match &report.commit {
        None => "no commit known".to_owned(),
        Some(commit) => commit.in_words(),
    };
    short.push(commit.clone());
    whole.push(commit);
    Part::MadeBy { short: short.join(" · "), whole: whole.join(" · ") }
}
