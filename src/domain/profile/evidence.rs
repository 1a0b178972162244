//! The evidence rules: what in the records documents an item. Each is declared here, with its name,
//! its parameters and its words; what it makes of a record is told in [`crate::count`].

mod declaration;

use super::bounds;
use crate::text::wording::count;
use declaration::{Value, evidence_rules};

pub(crate) use declaration::Given;
pub(crate) use declaration::Parameter;
pub use declaration::{Declaration, Named, Takes};

/// What the two have to agree on before a rule can document anything, in the order in which it is
/// asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreed {
    /// The day of the educator's commitment.
    CommittedOn,
    /// The number of days for an answer.
    RespondWithinDays,
}

impl Agreed {
    /// Its key in the agreement.
    pub fn key(self) -> &'static str {
        match self {
            Agreed::CommittedOn => "committed_on",
            Agreed::RespondWithinDays => "respond_within_days",
        }
    }
}

evidence_rules! {
    SESSION_ITEM: SessionItem = "session-item" {
        sentence: "a session that lists the item{}",
        agreed: None,
        parameters: {
            first_session_days: Option<u32> = Takes::Number(1..=100, "session days"),
                "On how many of the pair's first session days it counts, for example 2.";
            within_days: Option<u32> = Takes::Number(1..=3660, "days"),
                "For how many days after the relationship's start it counts, for example 30.";
            next_step: bool = Takes::Flag,
                "Only with at least one next step, for example true.";
        }
    }
    COMMITMENT: Commitment = "commitment" {
        sentence: "the day of commitment in the pair's agreement",
        agreed: Some(Agreed::CommittedOn),
    }
    DISTINCT_METHODS: DistinctMethods = "distinct-methods" {
        sentence: "at least {so many distinct methods} over sessions and contacts",
        agreed: None,
        parameters: {
            at_least: u32 = Takes::Methods(1..=100),
                "How many different methods, for example 2; no more than the profile has.";
        }
    }
    TIMELY_RESPONSE: TimelyResponse = "timely-response" {
        sentence: "an agreed number of days, and at least {this percentage} of the requests that \
                   fell due answered within it",
        agreed: Some(Agreed::RespondWithinDays),
        parameters: {
            at_least_percent: u32 = Takes::Number(bounds::PERCENT, "percent"),
                "Percent, for example 80.";
        }
    }
    FEEDBACK_CYCLE: FeedbackCycle = "feedback-cycle" {
        sentence: "feedback on the coaching requested, received and responded to",
        agreed: None,
    }
    STRENGTHS_AND_STEP: StrengthsAndStep = "strengths-and-step" {
        sentence: "a session with strengths and a next step",
        agreed: None,
    }
    OBSERVED_FEEDBACK: ObservedFeedback = "observed-feedback" {
        sentence: "a session with strengths or reflection whose own observation is no later than its \
                   date",
        agreed: None,
    }
    REFLECTIVE_QUESTIONS: ReflectiveQuestions = "reflective-questions" {
        sentence: "a session whose reflection says what is working and what is not",
        agreed: None,
    }
    DATA_TO_NEXT_STEPS: DataToNextSteps = "data-to-next-steps" {
        sentence: "a review with data and a next step that follows from it",
        agreed: None,
    }
    CHECKLIST: Checklist = "checklist" {
        sentence: "a checklist by another instrument of the pair, on which a rater from outside saw {an item of \
                   it} in place",
        agreed: None,
        parameters: {
            instrument: Named = Takes::Instrument,
                "The id of the other instrument's profile, for example \"hqpd-coaching-2013\".";
            item: Named = Takes::ItemOfInstrument,
                "The id of its item, for example \"rationales\".";
        }
    }
    OBSERVATION_ONLY: ObservationOnly = "observation-only" {
        sentence: "no record: only an observer's rating counts",
        agreed: None,
    }
}

impl EvidenceRule {
    /// Whether it asks for something that can only be done once, at the beginning: it stands for the
    /// whole life of the relationship.
    pub(crate) fn is_for_life(&self) -> bool {
        match self {
            EvidenceRule::Commitment => true,
            EvidenceRule::SessionItem { first_session_days, within_days, .. } => {
                first_session_days.is_some() || within_days.is_some()
            }
            EvidenceRule::DistinctMethods { .. }
            | EvidenceRule::TimelyResponse { .. }
            | EvidenceRule::FeedbackCycle
            | EvidenceRule::StrengthsAndStep
            | EvidenceRule::ObservedFeedback
            | EvidenceRule::ReflectiveQuestions
            | EvidenceRule::DataToNextSteps
            | EvidenceRule::Checklist { .. }
            | EvidenceRule::ObservationOnly => false,
        }
    }

    /// What documents an item, in words that follow "documented by".
    pub fn in_words(&self) -> String {
        let values = match self {
            EvidenceRule::SessionItem { first_session_days, within_days, next_step } => {
                Some(narrowed(*first_session_days, *within_days, *next_step))
            }
            EvidenceRule::DistinctMethods { at_least } => {
                Some(count(*at_least as usize, "distinct method"))
            }
            EvidenceRule::TimelyResponse { at_least_percent } => {
                Some(format!("{at_least_percent} percent"))
            }
            EvidenceRule::Checklist { instrument, item } => {
                Some(format!("{} of {}", item.value, instrument.value))
            }
            EvidenceRule::Commitment
            | EvidenceRule::FeedbackCycle
            | EvidenceRule::StrengthsAndStep
            | EvidenceRule::ObservedFeedback
            | EvidenceRule::ReflectiveQuestions
            | EvidenceRule::DataToNextSteps
            | EvidenceRule::ObservationOnly => None,
        };
        self.declaration().said(values.as_deref())
    }
}

/// Which of the sessions that list an item, as the end of a sentence.
fn narrowed(first_session_days: Option<u32>, within_days: Option<u32>, next_step: bool) -> String {
    let step = if next_step { " and has a next step" } else { "" };
    let first = match first_session_days {
        Some(1) => ", on the pair's first session day".to_owned(),
        Some(days) => format!(", on one of the pair's first {days} session days"),
        None => String::new(),
    };
    let within = within_days.map_or_else(String::new, |days| {
        format!(", no later than {} after the start", count(days as usize, "day"))
    });
    format!("{step}{first}{within}")
}
