//! Statistics of requests: one contribution per request, with what became of it.

use chrono::NaiveDate;

use super::case::Case;
use crate::count::Value;
use crate::count::contribution::{Amount, Contribution};
use crate::count::sink::Sink;
use crate::count::timeliness::{Answer, Fate, Standing, Timeliness, answers};

/// Every request, with what it adds to how the requests of the window stand.
pub(super) fn entries(case: &Case, value: fn(&Timeliness) -> Value) -> Vec<Contribution> {
    let (from, to) = (case.moment.window.from, case.moment.window.to);
    requests(
        case,
        |alone| value(alone).into(),
        |answer| match answer.fate.standing {
            Standing::Elsewhere => Some(format!("; it does not belong to {from} to {to}")),
            Standing::OfOtherPair => Some("; another pair of the hand-over has it".to_owned()),
            Standing::InTime
            | Standing::Late
            | Standing::Unanswered
            | Standing::Open
            | Standing::NothingAgreed => None,
        },
    )
}

/// Every request, with what it adds to `value` of the requests alone, and the end of its sentence.
pub(super) fn requests(
    case: &Case,
    value: impl Fn(&Timeliness) -> Amount,
    end: impl Fn(&Answer) -> Option<String>,
) -> Vec<Contribution> {
    let mut contributions = Vec::new();
    let mut keep = |answer: Answer| {
        let mut alone = Timeliness::default();
        alone.take(answer);
        let because = match answer.refusal {
            Some(refusal) => refusal.to_string(),
            None => {
                in_words(answer.fate, case.moment.as_of.day) + &end(&answer).unwrap_or_default()
            }
        };
        let what = format!("request asked on {}", answer.asked);
        let file = answer.promise.file();
        contributions.push(Contribution::of_record(&file, what, value(&alone), because));
    };
    answers(case.relationship, case.records, case.moment, &mut keep);
    contributions
}

fn in_words(fate: Fate, as_of: NaiveDate) -> String {
    let answered = match fate.answered {
        Some(on) => format!("answered on {on}"),
        None => format!("not answered by {as_of}"),
    };
    let Some(due) = fate.due else {
        return format!("no number of days was agreed; {answered}");
    };
    let judged = match fate.answered {
        Some(on) if on <= due => "in time",
        Some(_) => "late",
        None if due < as_of => "overdue",
        None => "not yet overdue",
    };
    format!("due by {due}, {answered}: {judged}")
}
