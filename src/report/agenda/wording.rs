//! What waits and what is lacking, in words: the one source for every form that shows them. The words
//! hold ids and days of the records, never a record's prose.

use chrono::NaiveDate;

use super::model::{DueKind, Lacks};
use crate::count::agenda::{Lack, Matter, ReviewReason};
use crate::domain::profile::Item;
use crate::text::wording::count;

/// What something is, in one word.
pub(super) fn kind(matter: &Matter) -> DueKind {
    match matter {
        Matter::Answer { .. } => DueKind::Answer,
        Matter::Meeting { .. } => DueKind::Meeting,
        Matter::Step { .. } => DueKind::Step,
        Matter::Response { .. } => DueKind::Response,
        Matter::Feedback { .. } => DueKind::Feedback,
        Matter::Review { .. } => DueKind::Review,
        Matter::Agreement { .. } => DueKind::Agreement,
    }
}

/// What waits, in a few words: its day stands beside it and in its file's name.
pub(super) fn matter(matter: &Matter, has_day: bool) -> String {
    match matter {
        Matter::Answer { .. } if has_day => "answer to a request".to_owned(),
        Matter::Answer { .. } => "answer to a request; no number of days is agreed".to_owned(),
        Matter::Meeting { has_met, every, agreed, .. } => {
            let which = if *has_met { "meeting" } else { "first meeting" };
            if *agreed {
                format!("{which}, as agreed")
            } else {
                let days = count(*every as usize, "day");
                format!("{which}; no rhythm is agreed, so the district's {days}")
            }
        }
        Matter::Step { .. } => "next step".to_owned(),
        Matter::Response { .. } => "response to feedback".to_owned(),
        Matter::Feedback { .. } => "feedback that was asked for".to_owned(),
        Matter::Review { reason: ReviewReason::Checklists(n), .. } => {
            format!("review of {}", count(*n, "checklist"))
        }
        Matter::Review { reason: ReviewReason::StepsClosed, .. } => {
            "review; every step of the last one is closed".to_owned()
        }
        Matter::Agreement { key, .. } => format!("agreement lacks {key}"),
    }
}

/// The day since which something waits; `None` where there is none.
pub(super) fn since(matter: &Matter) -> Option<NaiveDate> {
    match *matter {
        Matter::Answer { asked: on }
        | Matter::Meeting { since: on, .. }
        | Matter::Step { agreed: on, .. }
        | Matter::Response { received: on }
        | Matter::Feedback { requested: on } => Some(on),
        Matter::Review { last, .. } => last,
        Matter::Agreement { .. } => None,
    }
}

/// How far off a due day is.
pub(super) fn when(days_left: Option<i64>) -> String {
    let days = |n: i64| count(usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX), "day");
    match days_left {
        None => "no due day".to_owned(),
        Some(0) => "today".to_owned(),
        Some(n) if n < 0 => format!("{} late", days(n)),
        Some(n) => format!("in {}", days(n)),
    }
}

/// What an item lacks, in one word.
pub(super) fn lack_kind(lack: &Lack) -> Lacks {
    match lack {
        Lack::Document { .. } => Lacks::Document,
        Lack::BeginningOver => Lacks::BeginningOver,
        Lack::Observation(_) => Lacks::Observation,
        Lack::ObserverOnly => Lacks::ObserverOnly,
    }
}

/// What would put `item` in place.
pub(super) fn lack(lack: &Lack, item: &Item) -> String {
    match lack {
        Lack::Document { until: None } => item.evidence.in_words(),
        Lack::Document { until: Some(until) } => {
            format!("{} (until {until})", item.evidence.in_words())
        }
        Lack::BeginningOver => {
            "the beginning is over; an observer's checklist can still put it in place".to_owned()
        }
        Lack::Observation(current) => format!(
            "observed {} on {}: only a new observation changes that",
            current.rating.name(),
            current.on
        ),
        Lack::ObserverOnly => {
            "no document can put it in place; an observer's checklist can".to_owned()
        }
    }
}
