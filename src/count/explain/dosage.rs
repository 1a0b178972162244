//! Sessions, contacts and minutes: one contribution per meeting that a statistic looks at. What it
//! adds is what the dosage of this meeting alone counts.

use super::case::Case;
use crate::count::contribution::{Amount, Contribution};
use crate::count::dosage::doses::{Fact, Meetings};
use crate::count::dosage::{Adding, Dosage, Held, Meeting, OfDoses, meetings};
use crate::count::narrow::Narrow;
use crate::count::sink::Sink;
use crate::text::wording::count;

/// The meetings that `of` looks at, narrowed to a method or a phase.
pub(super) fn entries(case: &Case, of: OfDoses, narrow: &Narrow) -> Vec<Contribution> {
    let looks_at = |meeting: &Meeting| match of.of {
        Meetings::Sessions => meeting.is_session(),
        Meetings::Contacts => !meeting.is_session(),
        Meetings::All => true,
    };
    each(case, looks_at, |meeting, alone| {
        if let Some(why) = narrowed_out(case, meeting, narrow) {
            return (Amount::Count(0), why);
        }
        let adds = match (of.by, meeting.minutes, meeting.shared) {
            (Fact::Minutes, Some(minutes), Some(id)) => {
                Amount::Once(shared(case, meeting, id), minutes)
            }
            _ => (of.value)(&alone.doses()).into(),
        };
        (adds, why(case, meeting, of.by))
    })
}

/// The meetings that `looks_at`, each with what it adds and why; `tell` gets the dosage of it alone.
pub(super) fn each(
    case: &Case,
    looks_at: impl Fn(&Meeting) -> bool,
    tell: impl Fn(&Meeting, &Dosage) -> (Amount, String),
) -> Vec<Contribution> {
    let mut contributions = Vec::new();
    let mut keep = |held: Held| {
        let meeting = held.meeting;
        if !looks_at(&meeting) {
            return;
        }
        let (adds, because) = match held.refusal {
            Some(refusal) => (Amount::Count(0), refusal.to_string()),
            None => {
                let mut alone = Adding::new(case.relationship, case.moment);
                alone.take(held);
                tell(&meeting, &alone.dosage)
            }
        };
        let kind = if meeting.is_session() { "session" } else { "contact" };
        let what =
            format!("{kind} of {}, {}", meeting.on, case.profile().methods[meeting.method].id);
        contributions.push(Contribution::of_record(meeting.file, what, adds, because));
    };
    meetings(case.relationship, case.records, case.moment, &mut keep);
    contributions
}

/// Why the method or the phases of `meeting` keep it out.
fn narrowed_out(case: &Case, meeting: &Meeting, narrow: &Narrow) -> Option<String> {
    let profile = case.profile();
    if let Some(wanted) = &narrow.method
        && profile.methods[meeting.method].id != *wanted
    {
        return Some(format!("held by a method other than {wanted}"));
    }
    let wanted = narrow.phase.as_ref()?;
    let mut phases = meeting.phases.unwrap_or_default().iter();
    let names = phases.any(|&phase| profile.phases[phase].id == *wanted);
    (!names).then(|| format!("does not name the phase {wanted}"))
}

/// What decides about a meeting, in words.
fn why(case: &Case, meeting: &Meeting, by: Fact) -> String {
    match (by, meeting.minutes) {
        (Fact::Day, _) => "dated in the days looked at".to_owned(),
        (Fact::NoPhase, _) if meeting.phases == Some(&[]) => "names no phase".to_owned(),
        (Fact::NoPhase, _) => "names a phase".to_owned(),
        (Fact::NoMinutes, Some(_)) => format!("says {}", minutes(meeting)),
        (Fact::NoMinutes, None) => minutes(meeting),
        (Fact::Minutes, _) => match meeting.shared.filter(|_| meeting.minutes.is_some()) {
            None => minutes(meeting),
            Some(id) => {
                let name = shared(case, meeting, id);
                format!("{} of {name}, which counts once", minutes(meeting))
            }
        },
    }
}

pub(super) fn minutes(meeting: &Meeting) -> String {
    meeting.minutes.map_or_else(|| "gives no minutes".to_owned(), in_minutes)
}

/// What a meeting with several educators goes by.
fn shared(case: &Case, meeting: &Meeting, id: &str) -> String {
    format!("meeting {id} of {} on {}", case.relationship.coach.value, meeting.on)
}

pub(super) fn in_minutes(minutes: u32) -> String {
    count(minutes as usize, "minute")
}
