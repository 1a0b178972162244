//! What a coach's time went into: one contribution per meeting of the coach, and one per entry of time.

use super::case::Case;
use crate::count::Share;
use crate::count::coaches::{self, Entry, OfCoach};
use crate::count::contribution::{Amount, Contribution};
use crate::count::dosage::{Held, Meeting, in_minutes, meetings};
use crate::count::moment::{Dated, Moment};
use crate::count::narrow::Narrow;

/// The meetings of one relationship at which the coach of `narrow` was, or whoever was there where it names
/// none.
pub(super) fn entries(case: &Case, of: OfCoach, narrow: &Narrow) -> Vec<Contribution> {
    let mut contributions = Vec::new();
    let mut keep = |held: Held| {
        let own = std::iter::once((held.meeting.coach, false));
        let further = held.meeting.further_coaches().map(|coach| (coach, true));
        for (coach, is_second) in own.chain(further) {
            if narrow.coach.as_deref().is_none_or(|wanted| wanted == coach) {
                contributions.extend(meeting(&held, (coach, is_second), of));
            }
        }
    };
    meetings(case.relationship, case.records, case.moment, &mut keep);
    contributions
}

fn meeting(held: &Held, (coach, is_second): (&str, bool), of: OfCoach) -> Option<Contribution> {
    let Held { meeting, refusal } = held;
    let is_session = meeting.session().is_some();
    let (adds, why) = match of {
        OfCoach::Sessions if !is_session => return None,
        OfCoach::AsSecond if !is_second => return None,
        OfCoach::Sessions | OfCoach::AsSecond => (Amount::Count(1), "dated in the days looked at"),
        OfCoach::Direct => (share_of(meeting, coach, true), "with an educator"),
        OfCoach::WithoutEducator => (share_of(meeting, coach, false), "with an educator"),
    };
    let role = if is_second { "second coach" } else { "coach" };
    let what = format!("{} of {}, {coach} as {role}", meeting.kind().name(), meeting.on);
    let (adds, because) = match refusal {
        Some(refusal) => (Amount::Count(0), refusal.to_string()),
        None if matches!(of, OfCoach::Direct | OfCoach::WithoutEducator) => {
            (adds, format!("{} {why}", meeting.length()))
        }
        None => (adds, why.to_owned()),
    };
    Some(Contribution::of_record(meeting.file, what, adds, because))
}

/// The minutes of `meeting`, of all minutes of `coach`; as a part of these where `counts`.
fn share_of(meeting: &Meeting, coach: &str, counts: bool) -> Amount {
    let minutes = meeting.minutes.unwrap_or_default();
    let share = Share { k: if counts { minutes } else { 0 }, n: minutes };
    match meeting.shared {
        Some(id) => Amount::OnceShare(format!("meeting {id} of {coach} on {}", meeting.on), share),
        None => Amount::Share(share),
    }
}

/// The entries of time among the `records` of one coach, of those schools that `keeps`; `None` stands for
/// what was for none.
pub(crate) fn explain_time(
    records: &[Dated],
    moment: &Moment,
    of: OfCoach,
    narrow: &Narrow,
    keeps: impl Fn(Option<&str>) -> bool,
) -> Vec<Contribution> {
    let mut contributions = Vec::new();
    let mut keep = |entry: Entry| {
        let time = entry.time;
        let (minutes, length) = (time.minutes.value, in_minutes(time.minutes.value));
        let is_wanted = narrow.what.as_ref().is_none_or(|wanted| *wanted == time.what.name());
        let k = match of {
            OfCoach::Sessions | OfCoach::AsSecond => return,
            OfCoach::Direct => 0,
            OfCoach::WithoutEducator => u32::from(is_wanted) * minutes,
        };
        let share = Share { k, n: minutes };
        let (adds, because) = match entry.refusal {
            Some(refusal) => (Amount::Count(0), refusal.to_string()),
            None if !keeps(time.school.as_ref().map(|school| school.value.as_str())) => {
                (Amount::Count(0), "not for a school that is looked at".to_owned())
            }
            None => (Amount::Share(share), format!("{length} without an educator")),
        };
        let what = format!("time of {}, {}", time.date.value, time.what.name());
        contributions.push(Contribution::of_record(entry.file, what, adds, because));
    };
    coaches::each(records, moment, &mut keep);
    contributions
}
