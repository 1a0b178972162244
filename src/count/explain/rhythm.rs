//! The agreed rhythm: the plan that follows from the agreement, the sessions held, and every stretch
//! without a session.

use std::collections::BTreeMap;

use super::called_off::looked_at;
use super::case::Case;
use super::dosage::each;
use crate::count::contribution::{Contribution, Judged};
use crate::count::dosage::{
    Edge, Gap, Held, Meeting, OfRhythm, Plan, Rhythm, SameMeeting, gaps, in_minutes, least_long,
    meetings, under_way,
};
use crate::domain::record::RELATIONSHIP;
use crate::text::wording::count;

pub(super) fn entries(case: &Case, of: OfRhythm) -> Vec<Contribution> {
    match of {
        OfRhythm::Agreed
        | OfRhythm::AgreedMinutes
        | OfRhythm::PlannedSessions
        | OfRhythm::PlannedMinutes => agreement(case, of).into_iter().collect(),
        OfRhythm::HeldSessions | OfRhythm::HeldMinutes => held(case, of),
        OfRhythm::CalledOff => called_off(case),
        OfRhythm::LongGaps => each_gap(case, of),
        OfRhythm::WithLongGaps => vec![all_gaps(case, of)],
    }
}

/// Why nothing was planned, or no minutes.
fn nothing_agreed(case: &Case) -> String {
    let why = match case.plan() {
        None if under_way(case.relationship, case.moment).is_none() => {
            "the relationship was not under way in the days looked at"
        }
        None => "the agreement names no meet_every_days",
        Some(_) => "the agreement names no minutes",
    };
    why.to_owned()
}

/// What the agreement adds; nothing where the relationship was not under way.
fn agreement(case: &Case, of: OfRhythm) -> Option<Contribution> {
    let ((from, _), (to, _)) = under_way(case.relationship, case.moment)?;
    let plan = case.plan();
    let in_plan = |plan: Plan| {
        let (days, every) = (count(plan.days as usize, "day"), plan.every);
        let days = match plan.without_school {
            0 => format!(": {days}"),
            without => {
                format!(", {days}, {without} of them without school: {}", plan.school_days())
            }
        };
        let sessions = count(plan.sessions as usize, "session");
        format!("under way from {from} to {to}{days} ÷ {every} = {sessions}, rounded down")
    };
    let because = match (of, plan, plan.and_then(|plan| plan.length)) {
        (OfRhythm::Agreed, Some(plan), _) => {
            format!("agreed to meet every {}", count(plan.every as usize, "day"))
        }
        (OfRhythm::AgreedMinutes, Some(_), Some(length)) => {
            format!("agreed on {} per meeting", in_minutes(length))
        }
        (OfRhythm::PlannedSessions, Some(plan), _) => in_plan(plan),
        (OfRhythm::PlannedMinutes, Some(plan), Some(length)) => {
            let all = in_minutes(plan.sessions * length);
            format!("{}; × {length} = {all}", in_plan(plan))
        }
        _ => nothing_agreed(case),
    };
    let mut alone = Rhythm::default();
    alone.add_agreement(plan);
    let adds = of.value(&alone).into();
    Some(Contribution::of_record(RELATIONSHIP, "the agreement".to_owned(), adds, because))
}

/// The sessions, with what each is of the held sessions or minutes that stand against the planned ones.
fn held(case: &Case, of: OfRhythm) -> Vec<Contribution> {
    let plan = case.plan();
    let longest = longest(sessions(case));
    each(
        case,
        |meeting| meeting.session().is_some(),
        |meeting, alone| {
            let why = match plan {
                None => nothing_agreed(case),
                Some(_) if of == OfRhythm::HeldSessions => "a rhythm was agreed".to_owned(),
                Some(plan) if plan.length.is_none() => nothing_agreed(case),
                Some(_) => match meeting.in_relationship().and_then(|same| longest.get(&same)) {
                    Some(longest) if longest.file != meeting.file => {
                        let (length, file) = (meeting.length(), longest.file);
                        let why = format!("{length}; the same meeting as {file}, which counts");
                        return (of.value(&Rhythm::default()).into(), why);
                    }
                    _ => meeting.length(),
                },
            };
            (of.value(&alone.rhythm).into(), why)
        },
    )
}

/// The meetings that were called off beside what was planned.
fn called_off(case: &Case) -> Vec<Contribution> {
    looked_at(case, |_| match case.plan() {
        Some(_) => Ok("a rhythm was agreed".to_owned()),
        None => Err(nothing_agreed(case)),
    })
}

/// Whether there is a long gap.
fn all_gaps(case: &Case, of: OfRhythm) -> Contribution {
    let what = "gaps between sessions".to_owned();
    let mut alone = Rhythm::default();
    let Some(plan) = case.plan() else {
        return Contribution::of_record(
            RELATIONSHIP,
            what,
            of.value(&alone).into(),
            nothing_agreed(case),
        );
    };
    let each = each_gap(case, OfRhythm::LongGaps);
    let long = each.iter().filter(|entry| !entry.adds.is_nothing()).count();
    alone.add_gaps(Some(plan), long);
    let records = each.into_iter().flat_map(|entry| entry.records);
    let (gaps, every) = (count(long, "gap"), plan.every);
    let least = count(least_long(every) as usize, "day");
    Contribution {
        what,
        adds: of.value(&alone).into(),
        because: format!("{gaps} of at least {least} with school, twice the {every} agreed"),
        records: once_each(records.collect()),
    }
}

/// The sessions that count.
fn sessions<'c>(case: &Case<'c>) -> Vec<Meeting<'c>> {
    let mut sessions = Vec::new();
    let mut keep = |held: Held<'c>| {
        if held.refusal.is_none() && held.meeting.session().is_some() {
            sessions.push(held.meeting);
        }
    };
    meetings(case.relationship, case.records, case.moment, &mut keep);
    sessions
}

/// Of those of `sessions` that are one meeting the longest, and the first of these.
fn longest<'c>(sessions: Vec<Meeting<'c>>) -> BTreeMap<SameMeeting<'c>, Meeting<'c>> {
    let mut longest: BTreeMap<SameMeeting, Meeting> = BTreeMap::new();
    for session in sessions {
        let Some(same) = session.in_relationship() else { continue };
        let known = longest.entry(same).or_insert(session);
        if session.minutes > known.minutes {
            *known = session;
        }
    }
    longest
}

/// Every gap, long or not.
fn each_gap<'c>(case: &Case<'c>, of: OfRhythm) -> Vec<Contribution> {
    let sessions = sessions(case);
    let days = sessions.iter().map(|session| session.on).collect();
    let gaps = gaps(case.relationship, days, case.moment);
    gaps.iter().map(|found| gap(case, of, found, &sessions)).collect()
}

fn gap(case: &Case, of: OfRhythm, gap: &Gap, sessions: &[Meeting]) -> Contribution {
    let is_long = gap.is_long(case.relationship);
    let mut alone = Rhythm::default();
    alone.add_gaps(case.plan(), usize::from(is_long));
    let agreed = match case.relationship.agreement.meet_every_days {
        None => "the agreement names no meet_every_days".to_owned(),
        Some(every) if is_long => {
            format!("at least twice the {every} agreed, so a meeting is missing")
        }
        Some(every) => format!("less than twice the {every} agreed"),
    };
    let because = format!("{}: {agreed}", gap.length());
    let mut records = Vec::new();
    for (on, edge) in [(gap.from, gap.after), (gap.to, gap.until)] {
        let judged = |file: &str, why: &str| Judged {
            file: file.to_owned(),
            counts: is_long,
            why: format!("{why} {on}"),
        };
        match edge {
            Edge::Session => records.extend(
                sessions
                    .iter()
                    .filter(|session| session.on == on)
                    .map(|session| judged(session.file, "a session on")),
            ),
            Edge::Relationship if on == gap.from => {
                records.push(judged(RELATIONSHIP, "the relationship began on"));
            }
            Edge::Relationship => {
                records.push(judged(RELATIONSHIP, "the relationship ended on"));
            }
            Edge::Window => {}
        }
    }
    Contribution {
        what: format!("from {} to {}", gap.from, gap.to),
        adds: of.value(&alone).into(),
        because,
        records: once_each(records),
    }
}

/// `records` in the order of their files; of several verdicts on one, the one that counted.
fn once_each(mut records: Vec<Judged>) -> Vec<Judged> {
    records.sort_by(|a, b| (&a.file, !a.counts, &a.why).cmp(&(&b.file, !b.counts, &b.why)));
    records.dedup_by(|a, b| a.file == b.file);
    records
}
