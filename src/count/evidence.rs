//! Evidence: which dated event in the records supports an item, by the rule that the profile gives it.
//! One rule, one file, with its verdict on a record and its reasons in words; the rules themselves are
//! declared in [`crate::domain::profile::evidence`].
//!
//! Each record that a rule looks at gets a verdict, and the result is folded from the verdicts: so
//! what explains a number is what made it. "Beginning" and the commitment look at the whole life of
//! the relationship up to the as-of day, and at what it keeps of older editions; every other rule looks at
//! the window.

mod alone;
mod checklist;
mod commitment;
mod data_to_next_steps;
mod distinct_methods;
mod feedback_cycle;
mod judged;
mod kept;
mod lack;
mod observation_only;
mod observed_feedback;
mod reflective_questions;
mod session_item;
mod strengths_and_step;
mod timely_response;
mod why;

use chrono::NaiveDate;

use super::moment::Moment;
use super::records::Records;
use super::timeliness::Timeliness;
use super::{Current, Share};
use crate::domain::profile::EvidenceRule;
use crate::domain::record::{Agreement, Record, Relationship, Session};
use why::{Verdict, Why};

pub(crate) use lack::Lack;

/// What a rule finds in the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// A document; the latest day on which one supports the item.
    Documented(NaiveDate),
    /// Nothing supports the item.
    Undocumented,
    /// There was no occasion for it.
    NoOccasion,
}

impl Finding {
    /// A document of the day `on`, if there is one.
    fn of(on: Option<NaiveDate>) -> Self {
        on.map_or(Finding::Undocumented, Finding::Documented)
    }
}

/// All that a rule may look at.
pub(super) struct Evidence<'e> {
    pub relationship: &'e Relationship,
    /// Records that count, up to the as-of day, whole life.
    pub records: Records<'e>,
    pub moment: &'e Moment<'e>,
    pub timeliness: Timeliness,
}

/// What a rule gives its verdict on.
#[derive(Clone, Copy)]
enum Looked<'l> {
    /// What the two agreed, in the file of the relationship.
    Agreement(&'l Agreement),
    /// A record that counts on the as-of day.
    Record(&'l Record),
}

/// A rule of evidence for one item of one relationship at one moment.
trait Rule {
    /// What the agreement or a record does for the item; `None` where the rule does not look at it.
    fn verdict(&self, evidence: &Evidence, looked: Looked) -> Option<Verdict>;

    /// What something that supports the item does, in words. Prose of records is never among them.
    fn support(&self, evidence: &Evidence, looked: Looked) -> String;

    /// What only several records together do; `None` where each supports the item alone.
    fn together(&self, evidence: &Evidence) -> Option<Together>;

    /// What an item that is not in place lacks, where nothing was observed.
    fn lack(&self, evidence: &Evidence) -> Lack;
}

/// What several records do for an item together.
struct Together {
    found: Finding,
    because: Because,
}

/// Why several records together make what they make.
enum Because {
    /// So many of so many did what the words say.
    Counted(Share, &'static str),
    /// The latest day of this method, an index into the profile's, dates the document.
    DatedBy(usize),
    /// They are not enough.
    TooFew,
    /// The latest of them says so.
    Said,
}

impl<'e> Evidence<'e> {
    /// What documents item `item`.
    pub(super) fn of(&self, item: usize) -> Finding {
        let here = self.by_rule(self.rule_of(item), item, |rule| {
            let alone = || Finding::of(self.supporting(rule).map(|(_, on)| on).max());
            rule.together(self).map_or_else(alone, |together| together.found)
        });
        match (here, self.kept(item)) {
            (here, None) => here,
            (Finding::Documented(on), Some(kept)) => Finding::Documented(on.max(kept)),
            (Finding::Undocumented | Finding::NoOccasion, Some(kept)) => Finding::Documented(kept),
        }
    }

    /// Why several records together document `item`, or do not, in words; `None` of a rule by which
    /// each does so alone.
    pub(super) fn in_words(&self, item: usize) -> Option<String> {
        match self.by_rule(self.rule_of(item), item, |rule| rule.together(self))?.because {
            Because::Counted(Share { k, n }, what) => Some(format!("{k} of {n} {what}")),
            Because::DatedBy(method) => {
                let method = &self.relationship.profile.methods.get(method)?.id;
                Some(format!("the latest day of method {method} dates the document"))
            }
            Because::TooFew | Because::Said => None,
        }
    }

    /// What item `item`, which is not in place, lacks; `observed` is what an observer saw.
    pub(super) fn lack(&self, item: usize, observed: Option<Current>) -> Lack {
        let lack = || self.by_rule(self.rule_of(item), item, |rule| rule.lack(self));
        observed.map_or_else(lack, Lack::Observation)
    }

    fn rule_of(&self, item: usize) -> &'e EvidenceRule {
        &self.relationship.profile.items[item].evidence
    }

    /// Asks `rule` about `item`. A new rule does not compile until it is answered here.
    fn by_rule<T>(&self, rule: &EvidenceRule, item: usize, ask: impl FnOnce(&dyn Rule) -> T) -> T {
        match rule {
            EvidenceRule::SessionItem { first_session_days, within_days, next_step } => {
                let beginning = (*first_session_days, *within_days);
                ask(&session_item::SessionItem::new(self, item, beginning, *next_step))
            }
            EvidenceRule::Commitment => ask(&commitment::Commitment),
            EvidenceRule::DistinctMethods { at_least } => {
                ask(&distinct_methods::DistinctMethods { at_least: *at_least })
            }
            EvidenceRule::TimelyResponse { at_least_percent } => {
                let at_least_percent = *at_least_percent;
                ask(&timely_response::TimelyResponse { at_least_percent })
            }
            EvidenceRule::FeedbackCycle => ask(&feedback_cycle::RULE),
            EvidenceRule::StrengthsAndStep => ask(&strengths_and_step::RULE),
            EvidenceRule::ObservedFeedback => ask(&observed_feedback::RULE),
            EvidenceRule::ReflectiveQuestions => ask(&reflective_questions::RULE),
            EvidenceRule::DataToNextSteps => ask(&data_to_next_steps::RULE),
            EvidenceRule::Checklist { instrument, item } => {
                ask(&checklist::ByChecklist { instrument, item })
            }
            EvidenceRule::ObservationOnly => ask(&observation_only::RULE),
        }
    }

    /// What supports the item by `rule`, with the days on which it does.
    fn supporting(&self, rule: &dyn Rule) -> impl Iterator<Item = (Looked<'e>, NaiveDate)> {
        let agreement = std::iter::once(Looked::Agreement(&self.relationship.agreement));
        let records = self.records.own().iter().map(|dated| Looked::Record(dated.record));
        agreement.chain(records).filter_map(move |looked| {
            let on = rule.verdict(self, looked)?.ok()?;
            Some((looked, on))
        })
    }
}

fn has_next_step(session: &Session) -> Result<(), Why> {
    if session.next_steps.is_empty() { Err(Why::Words("has no next step")) } else { Ok(()) }
}
