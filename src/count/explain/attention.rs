//! What waits: every request, every next step with a due day, or whether the pair has met.

use chrono::NaiveDate;

use super::answers;
use super::case::Case;
use crate::count::attention::{Attention, DueStep, SinceMet, Waiting, steps};
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::dosage::school_days;
use crate::count::moment::Refusal;
use crate::count::sink::Sink;
use crate::count::timeliness::Timeliness;
use crate::domain::record::{RELATIONSHIP, Record, Step, StepState};

pub(super) fn entries(case: &Case, waiting: Waiting) -> Vec<Contribution> {
    match waiting {
        Waiting::Answers => requests(case, |alone| alone.overdue),
        Waiting::Steps => next_steps(case, waiting),
        Waiting::LeftOver => {
            let mut all = requests(case, |alone| alone.left_over);
            all.extend(next_steps(case, waiting));
            all
        }
        Waiting::Meetings => vec![not_met(case)],
    }
}

fn requests(case: &Case, of: fn(&Timeliness) -> u32) -> Vec<Contribution> {
    let owes_nothing = owes_nothing(case);
    answers::requests(
        case,
        |alone| Amount::Count(if owes_nothing.is_some() { 0 } else { of(alone) }),
        |_| owes_nothing.as_ref().map(|why| format!("; {why}")),
    )
}

/// Why the relationship owes nothing, where that is so.
fn owes_nothing(case: &Case) -> Option<String> {
    if case.records.owe(case.relationship, case.moment) {
        return None;
    }
    Some(match case.records.handed_on(case.moment) {
        Some(on) => format!("the next pair took over on {on}"),
        None => "a relationship that has ended owes nothing".to_owned(),
    })
}

fn next_steps(case: &Case, waiting: Waiting) -> Vec<Contribution> {
    let as_of = case.moment.as_of.day;
    let owes_nothing = owes_nothing(case);
    let mut contributions = Vec::new();
    let mut keep = |due: DueStep| {
        let mut alone = Attention::default();
        alone.take(due);
        let because = match (due.refusal, &owes_nothing) {
            (Some(refusal), _) => refusal.to_string(),
            (None, Some(why)) => why.clone(),
            (None, None) => step_in_words(due.step, due.due, as_of),
        };
        let id = due.step.id.as_ref().map_or_else(|| due.number.to_string(), |id| id.value.clone());
        let what = format!("next step {id} of {}", due.on);
        let adds = Amount::Count(waiting.value(&alone));
        let file = due.promise.file();
        contributions.push(Contribution::of_record(&file, what, adds, because));
    };
    steps(case.relationship, case.records, case.moment, &mut keep);
    contributions
}

fn step_in_words(step: &Step, due: NaiveDate, as_of: NaiveDate) -> String {
    let became = match step.state {
        _ if step.is_open(as_of) => "open",
        StepState::Done(_) => "done",
        StepState::Dropped(_) | StepState::Open => "dropped",
    };
    let on = step.state.closed().filter(|_| !step.is_open(as_of));
    let on = on.map_or_else(|| format!("on {as_of}"), |on| format!("on {}", on.value));
    let judged = if step.is_overdue(as_of) { ": overdue" } else { "" };
    format!("due by {due}, {became} {on}{judged}")
}

fn not_met(case: &Case) -> Contribution {
    let (relationship, as_of) = (case.relationship, case.moment.as_of.day);
    let met = SinceMet::of(relationship, case.records, case.moment);
    let SinceMet { last, since, days, without_school, most, .. } = met;
    let begun = match last {
        Some(on) => format!("the last session was on {on}"),
        None => format!("no session since the relationship began on {since}"),
    };
    let days = school_days(days, without_school);
    let because = if met.is_under_way {
        format!("{begun}, {days} before {as_of}; more than {most} is too long")
    } else {
        format!("the relationship is not under way on {as_of}")
    };
    let mut judged = vec![Judged {
        file: RELATIONSHIP.to_owned(),
        counts: last.is_none(),
        why: format!("the relationship began on {}", relationship.started.value),
    }];
    judged.extend(case.records.iter().filter_map(|dated| {
        let Record::Session(session) = dated.record else { return None };
        let on = session.date.value;
        let (counts, why) = match Refusal::ever(relationship, on, case.moment.as_of) {
            Some(refusal) => (false, refusal.to_string()),
            None if last == Some(on) => (true, "the last session".to_owned()),
            None => (false, "an earlier session".to_owned()),
        };
        Some(Judged { file: dated.file.to_owned(), counts, why })
    }));
    Contribution {
        what: "the time since the last session".to_owned(),
        adds: Amount::Count(u32::from(met.is_too_long())),
        because,
        records: judged,
    }
}
