//! What stands behind a number of the dosage: every session and contact that was looked at, the plan
//! that follows from the agreement, and every stretch without a session.

use super::rhythm::{self, Edge, Gap, Plan};
use super::{Dated, Meeting, Moment};
use crate::count::contribution::{Amount, Contribution, Judged, Narrow};
use crate::count::{Refusal, Share, Statistic};
use crate::domain::record::{RELATIONSHIP, Relationship};
use crate::text::wording::count;

/// What stands behind `measure` of the dosage of one relationship, narrowed to a method or a phase.
/// `records` are all of the relationship's. None for a measure that is no dosage.
pub(in crate::count) fn entries(
    relationship: &Relationship,
    records: &[Dated],
    moment: &Moment,
    measure: Statistic,
    narrow: &Narrow,
) -> Vec<Contribution> {
    let seen = Seen { relationship, moment, narrow };
    match measure {
        Statistic::Sessions
        | Statistic::Contacts
        | Statistic::Minutes
        | Statistic::SessionsWithoutMinutes
        | Statistic::ContactsWithoutMinutes
        | Statistic::SessionsWithoutPhase
        | Statistic::HeldSessions
        | Statistic::HeldMinutes => {
            let meetings = records.iter().filter_map(Meeting::of);
            meetings.filter_map(|meeting| seen.meeting(&meeting, measure)).collect()
        }
        Statistic::PlannedSessions
        | Statistic::PlannedMinutes
        | Statistic::AgreedRhythm
        | Statistic::AgreedMinutes => seen.agreement(measure).into_iter().collect(),
        Statistic::LongGaps | Statistic::PairsWithLongGaps => seen.gaps(records, measure),
        _ => Vec::new(),
    }
}

struct Seen<'s> {
    relationship: &'s Relationship,
    moment: &'s Moment<'s>,
    narrow: &'s Narrow,
}

impl Seen<'_> {
    /// What a session or contact adds; `None` where the measure is about the other of the two.
    fn meeting(&self, meeting: &Meeting, measure: Statistic) -> Option<Contribution> {
        let wants_sessions = match measure {
            Statistic::Contacts | Statistic::ContactsWithoutMinutes => Some(false),
            Statistic::Minutes => None,
            _ => Some(true),
        };
        if wants_sessions.is_some_and(|wants| wants != meeting.is_session()) {
            return None;
        }
        let judged = match self.refusal(meeting) {
            Some(refusal) => Err(refusal),
            None => self.amount(meeting, measure),
        };
        let (adds, why) = match judged {
            Ok((adds, why)) => (adds, why),
            Err(why) => (Amount::Count(0), why),
        };
        let counts = !adds.is_nothing();
        Some(Contribution {
            what: self.in_words(meeting),
            adds,
            because: why.clone(),
            records: vec![Judged { file: meeting.file.to_owned(), counts, why }],
        })
    }

    /// Why the day, the method or the phases of `meeting` keep it out.
    fn refusal(&self, meeting: &Meeting) -> Option<String> {
        let day = Refusal::ever(self.relationship, meeting.on, self.moment.as_of);
        if let Some(refusal) = day.or_else(|| Refusal::in_window(meeting.on, self.moment).err()) {
            return Some(refusal.to_string());
        }
        let profile = &self.relationship.profile;
        if let Some(wanted) = &self.narrow.method
            && profile.methods[meeting.method].id != *wanted
        {
            return Some(format!("held by another method than {wanted}"));
        }
        if let Some(wanted) = &self.narrow.phase {
            let phases = meeting.phases.unwrap_or_default();
            if !phases.iter().any(|&phase| profile.phases[phase].id == *wanted) {
                return Some(format!("does not name the phase {wanted}"));
            }
        }
        None
    }

    /// What a meeting of the window adds, or why nothing.
    fn amount(&self, meeting: &Meeting, measure: Statistic) -> Result<(Amount, String), String> {
        let one = |why: &str| Ok((Amount::Count(1), why.to_owned()));
        let plan = rhythm::plan(self.relationship, self.moment);
        match measure {
            Statistic::SessionsWithoutMinutes | Statistic::ContactsWithoutMinutes => {
                match meeting.minutes {
                    None => one("says no minutes"),
                    Some(minutes) => Err(format!("says {}", in_minutes(minutes))),
                }
            }
            Statistic::SessionsWithoutPhase => match meeting.phases {
                Some([]) => one("names no phase"),
                _ => Err("names a phase".to_owned()),
            },
            Statistic::Minutes => self.minutes(meeting),
            Statistic::HeldSessions if plan.is_some() => one("a rhythm was agreed"),
            Statistic::HeldMinutes if plan.is_some_and(|plan| plan.length.is_some()) => {
                let minutes = meeting.minutes.ok_or_else(|| "says no minutes".to_owned())?;
                Ok((Amount::Count(minutes), in_minutes(minutes)))
            }
            Statistic::HeldSessions | Statistic::HeldMinutes => Err(self.nothing_agreed(plan)),
            _ => one("dated in the days looked at"),
        }
    }

    fn minutes(&self, meeting: &Meeting) -> Result<(Amount, String), String> {
        let minutes = meeting.minutes.ok_or_else(|| "says no minutes".to_owned())?;
        let said = in_minutes(minutes);
        Ok(match meeting.shared {
            None => (Amount::Count(minutes), said),
            Some(id) => {
                let coach = &self.relationship.coach.value;
                let name = format!("meeting {id} of {coach} on {}", meeting.on);
                let why = format!("{said} of {name}, which counts once");
                (Amount::Once(name, minutes), why)
            }
        })
    }

    fn in_words(&self, meeting: &Meeting) -> String {
        let kind = if meeting.is_session() { "session" } else { "contact" };
        let method = &self.relationship.profile.methods[meeting.method].id;
        format!("{kind} of {}, {method}", meeting.on)
    }

    fn nothing_agreed(&self, plan: Option<Plan>) -> String {
        match plan {
            None if rhythm::under_way(self.relationship, self.moment).is_none() => {
                "the relationship was not under way in the days looked at".to_owned()
            }
            None => "the agreement names no meet_every_days".to_owned(),
            Some(_) => "the agreement names no minutes".to_owned(),
        }
    }

    /// What the agreement adds; nothing where the relationship was not under way.
    fn agreement(&self, measure: Statistic) -> Option<Contribution> {
        let ((from, _), (to, _)) = rhythm::under_way(self.relationship, self.moment)?;
        let plan = rhythm::plan(self.relationship, self.moment);
        let length = plan.and_then(|plan| plan.length);
        let in_plan = |plan: Plan| {
            let (days, every) = (count(plan.days as usize, "day"), plan.every);
            let sessions = count(plan.sessions as usize, "session");
            format!("under way from {from} to {to}: {days} ÷ {every} = {sessions}, rounded down")
        };
        let share = |k: bool| Amount::Share(Share { k: u32::from(k), n: 1 });
        let lacks = || self.nothing_agreed(plan);
        let (adds, because) = match (measure, plan, length) {
            (Statistic::AgreedRhythm, Some(plan), _) => {
                (share(true), format!("agreed to meet every {}", count(plan.every as usize, "day")))
            }
            (Statistic::AgreedRhythm, None, _) => (share(false), lacks()),
            (Statistic::AgreedMinutes, Some(_), Some(length)) => {
                (share(true), format!("agreed on {} a meeting", in_minutes(length)))
            }
            (Statistic::AgreedMinutes, Some(_), None) => (share(false), lacks()),
            (Statistic::AgreedMinutes, None, _) => (Amount::Share(Share::default()), lacks()),
            (Statistic::PlannedSessions, Some(plan), _) => {
                (Amount::Count(plan.sessions), in_plan(plan))
            }
            (_, Some(plan), Some(length)) => {
                let minutes = plan.sessions * length;
                let words = format!("{}; × {length} = {}", in_plan(plan), in_minutes(minutes));
                (Amount::Count(minutes), words)
            }
            _ => (Amount::Count(0), lacks()),
        };
        let counts = !adds.is_nothing();
        Some(Contribution {
            what: "the agreement".to_owned(),
            adds,
            because: because.clone(),
            records: vec![Judged { file: RELATIONSHIP.to_owned(), counts, why: because }],
        })
    }

    /// Every gap, long or not; or whether there is a long one.
    fn gaps(&self, records: &[Dated], measure: Statistic) -> Vec<Contribution> {
        if measure == Statistic::LongGaps {
            return self.each_gap(records);
        }
        let Some(plan) = rhythm::plan(self.relationship, self.moment) else {
            let nothing = self.nothing_agreed(None);
            return vec![Contribution {
                what: "gaps between sessions".to_owned(),
                adds: Amount::Share(Share::default()),
                because: nothing.clone(),
                records: vec![Judged {
                    file: RELATIONSHIP.to_owned(),
                    counts: false,
                    why: nothing,
                }],
            }];
        };
        let each = self.each_gap(records);
        let long = each.iter().filter(|entry| !entry.adds.is_nothing()).count();
        let records = each.into_iter().flat_map(|entry| entry.records);
        let every = count(plan.every as usize, "day");
        vec![Contribution {
            what: "gaps between sessions".to_owned(),
            adds: Amount::Share(Share { k: u32::from(long > 0), n: 1 }),
            because: format!("{} longer than the {every} agreed", count(long, "gap")),
            records: once_each(records.collect()),
        }]
    }

    fn each_gap(&self, records: &[Dated]) -> Vec<Contribution> {
        let meetings: Vec<Meeting> = records
            .iter()
            .filter(|dated| Refusal::of(dated, self.relationship, self.moment).is_none())
            .filter_map(Meeting::of)
            .collect();
        let gaps = rhythm::gaps(self.relationship, &meetings, self.moment);
        gaps.iter().map(|gap| self.gap(gap, &meetings)).collect()
    }

    fn gap(&self, gap: &Gap, meetings: &[Meeting]) -> Contribution {
        let is_long = gap.is_long(self.relationship);
        let agreed = match self.relationship.agreement.meet_every_days {
            None => "the agreement names no meet_every_days".to_owned(),
            Some(every) => {
                let longer = if is_long { "longer" } else { "no longer" };
                format!("{longer} than the {} agreed", count(every as usize, "day"))
            }
        };
        let mut because = format!("{}: {agreed}", count(gap.days as usize, "day"));
        if gap.holidays > 0 {
            because.push_str(&format!(" ({} in it)", count(gap.holidays as usize, "holiday")));
        }
        let mut records = Vec::new();
        for (on, edge) in [(gap.from, gap.after), (gap.to, gap.until)] {
            let judged = |file: &str, why: &str| Judged {
                file: file.to_owned(),
                counts: is_long,
                why: format!("{why} {on}"),
            };
            match edge {
                Edge::Session => records.extend(
                    meetings
                        .iter()
                        .filter(|meeting| meeting.is_session() && meeting.on == on)
                        .map(|meeting| judged(meeting.file, "a session on")),
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
            adds: Amount::Count(u32::from(is_long)),
            because,
            records: once_each(records),
        }
    }
}

/// `records` in the order of their files; of several verdicts on one, the one that counted.
fn once_each(mut records: Vec<Judged>) -> Vec<Judged> {
    records.sort_by(|a, b| (&a.file, !a.counts, &a.why).cmp(&(&b.file, !b.counts, &b.why)));
    records.dedup_by(|a, b| a.file == b.file);
    records
}

fn in_minutes(minutes: u32) -> String {
    count(minutes as usize, "minute")
}
