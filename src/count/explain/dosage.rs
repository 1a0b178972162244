//! Sessions, contacts and minutes: one contribution per meeting that a statistic looks at. What it
//! adds is what the dosage of this meeting alone counts.

use super::case::Case;
use crate::count::contribution::{Amount, Contribution};
use crate::count::dosage::{Adding, Dosage, Held, Meeting, OfDoses, meetings};
use crate::count::narrow::Narrow;
use crate::count::sink::Sink;

/// The meetings that `of` looks at, narrowed to a method or a phase.
pub(super) fn entries(case: &Case, of: OfDoses, narrow: &Narrow) -> Vec<Contribution> {
    each(case, of.looks_at, |meeting, alone| {
        if let Some(why) = narrowed_out(case, meeting, narrow) {
            return (Amount::Count(0), why);
        }
        let adds = match meeting.shared_minutes().filter(|_| of.counts_once) {
            Some((name, minutes)) => Amount::Once(name, minutes),
            None => (of.value)(&alone.doses()).into(),
        };
        (adds, (of.why)(meeting))
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
        let kind = meeting.kind().name();
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
    let names = meeting.phases().any(|phase| profile.phases[phase].id == *wanted);
    (!names).then(|| format!("does not name the phase {wanted}"))
}
