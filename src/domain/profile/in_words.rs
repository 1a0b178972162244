//! The rules of a profile in words: when a function is at a level, and what documents an item.

use super::{EvidenceRule, LevelRule};
use crate::text::wording::count;

/// What documents an item under `rule`, in words that follow "documented by".
pub fn evidence_in_words(rule: &EvidenceRule) -> String {
    match rule {
        EvidenceRule::SessionItem { first_session_days, within_days, next_step } => {
            let mut words = "a session that lists the item".to_owned();
            if *next_step {
                words += " and has a next step";
            }
            match first_session_days {
                Some(1) => words += ", on the pair's first session day",
                Some(days) => words += &format!(", on one of the pair's first {days} session days"),
                None => {}
            }
            if let Some(days) = within_days {
                words +=
                    &format!(", no later than {} after the start", count(*days as usize, "day"));
            }
            words
        }
        EvidenceRule::Commitment => "the day of commitment in the pair's agreement".to_owned(),
        EvidenceRule::DistinctMethods { at_least } => {
            let methods = count(*at_least as usize, "distinct method");
            format!("at least {methods} over sessions and contacts")
        }
        EvidenceRule::TimelyResponse { at_least_percent } => format!(
            "an agreed number of days, and at least {at_least_percent} percent of the requests \
             that fell due answered within it"
        ),
        EvidenceRule::FeedbackCycle => {
            "feedback on the coaching requested, received and responded to".to_owned()
        }
        EvidenceRule::StrengthsAndStep => "a session with strengths and a next step".to_owned(),
        EvidenceRule::ObservedFeedback => "a session with strengths or reflection whose own \
             observation is no later than its date"
            .to_owned(),
        EvidenceRule::ReflectiveQuestions => {
            "a session whose reflection says what is working and what is not".to_owned()
        }
        EvidenceRule::DataToNextSteps => {
            "a review with data and a next step that follows from it".to_owned()
        }
        EvidenceRule::ObservationOnly => "no record: only an observer's rating counts".to_owned(),
    }
}

/// How a function reaches a level under `rule`.
pub fn level_in_words(rule: &LevelRule) -> String {
    match rule {
        LevelRule::All => "every applicable item is in place".to_owned(),
        LevelRule::Count { at_least } => {
            format!("at least {} in place", count(*at_least as usize, "item"))
        }
        LevelRule::Percent { at_least } => {
            format!("at least {at_least} percent of the applicable items in place")
        }
        LevelRule::Missing { at_most } => {
            format!("at most {} not in place", count(*at_most as usize, "applicable item"))
        }
        LevelRule::Judged => "a rater judges it; it is never computed".to_owned(),
    }
}
