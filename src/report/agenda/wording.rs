//! What waits and what lacks, in words: the one source for every form that shows them. Ids and days of
//! the records stand in them, never a record's prose.

use crate::agenda::{Lack, Matter, ReviewReason, WaitsFor};
use crate::diagnostic::wording::count;
use crate::profile::{Item, Profile};
use crate::report::profile_text::evidence_in_words;

/// What something is, as one word of the format `coach-next/1`.
pub(super) fn kind(matter: &Matter) -> &'static str {
    match matter {
        Matter::Answer { .. } => "answer",
        Matter::Meeting { .. } => "meeting",
        Matter::Step { .. } => "step",
        Matter::Response { .. } => "response",
        Matter::Feedback { .. } => "feedback",
        Matter::Review { .. } => "review",
        Matter::Agreement { .. } => "agreement",
    }
}

/// What waits, and what it rests on.
pub(super) fn matter(matter: &Matter, has_day: bool, profile: &Profile) -> String {
    match matter {
        Matter::Answer { asked } if has_day => format!("answer to the request of {asked}"),
        Matter::Answer { asked } => {
            format!("answer to the request of {asked}; no number of days is agreed")
        }
        Matter::Meeting { since, has_met, every, agreed } => {
            let days = count(*every as usize, "day");
            let which = if *has_met { "meeting" } else { "first meeting" };
            let after = if *has_met { since.to_string() } else { format!("the start on {since}") };
            let why =
                if *agreed { "as agreed" } else { "the district's limit, no rhythm is agreed" };
            format!("{which}, {days} after {after}: {why}")
        }
        Matter::Step { agreed, .. } => format!("next step of {agreed}"),
        Matter::Response { received } => format!("response to the feedback of {received}"),
        Matter::Feedback { requested } => format!("feedback requested on {requested}"),
        Matter::Review { reason, last } => review(*reason, *last),
        Matter::Agreement { key, item } => {
            let label = &profile.items[*item].label;
            format!("agreement lacks {key}; without it nothing documents “{label}”")
        }
    }
}

fn review(reason: ReviewReason, last: Option<chrono::NaiveDate>) -> String {
    match (reason, last) {
        (ReviewReason::Checklists(n), Some(last)) => {
            format!("review: {} since the one of {last}", count(n, "checklist"))
        }
        (ReviewReason::Checklists(n), None) => {
            format!("review: {} and no review yet", count(n, "checklist"))
        }
        (ReviewReason::StepsClosed, _) => "review: every step of the last one is closed".to_owned(),
    }
}

/// Who something waits for.
pub(super) fn waits_for(who: Option<WaitsFor>) -> Option<&'static str> {
    who.map(|who| match who {
        WaitsFor::Coach => "coach",
        WaitsFor::Educator => "educator",
        WaitsFor::Both => "both",
    })
}

/// How far off a due day is.
pub(super) fn when(days_left: Option<i64>) -> String {
    let days = |n: i64| count(usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX), "day");
    match days_left {
        None => "no due day".to_owned(),
        Some(0) => "today".to_owned(),
        Some(n) if n < 0 => format!("{} overdue", days(n)),
        Some(n) => format!("in {}", days(n)),
    }
}

/// What an item lacks, as one word of the format `coach-next/1`.
pub(super) fn lack_kind(lack: &Lack) -> &'static str {
    match lack {
        Lack::Document { .. } => "document",
        Lack::BeginningOver => "beginning-over",
        Lack::Observation(_) => "observation",
        Lack::ObserverOnly => "observer-only",
    }
}

/// What would put `item` in place.
pub(super) fn lack(lack: &Lack, item: &Item) -> String {
    match lack {
        Lack::Document { until: None } => evidence_in_words(&item.evidence),
        Lack::Document { until: Some(until) } => {
            format!("{} (until {until})", evidence_in_words(&item.evidence))
        }
        Lack::BeginningOver => {
            "too late for a document, the beginning is over; an observer's checklist still can show it"
                .to_owned()
        }
        Lack::Observation(current) => format!(
            "observed {} on {}: only a new observation changes that",
            current.rating.name(),
            current.on
        ),
        Lack::ObserverOnly => "no document can; an observer's checklist can show it".to_owned(),
    }
}
