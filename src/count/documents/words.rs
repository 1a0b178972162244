//! What a rule of evidence makes of one record, in words. Prose of records is never among them.

use std::fmt;

use super::{Evidence, Finding, Why, is_for_life, method_of};
use crate::count::contribution::Judged;
use crate::count::expiry::lapsed;
use crate::count::moment::Dated;
use crate::count::moment::Refusal;
use crate::domain::profile::EvidenceRule;
use crate::domain::record::{RELATIONSHIP, Record};

impl Evidence<'_> {
    /// Every record of `all` that the rule of `item` looks at, and what it does for the item, where a
    /// document counts for `days`.
    pub(in crate::count) fn judged(
        &self,
        item: usize,
        all: &[Dated],
        days: Option<u32>,
    ) -> Vec<Judged> {
        let rule = self.relationship.profile.items[item].evidence;
        if rule == EvidenceRule::Commitment {
            let (counts, why) = match self.commitment() {
                Ok(on) => (true, format!("the agreement was committed to on {on}")),
                Err(why) => (false, why.to_string()),
            };
            return vec![Judged { file: RELATIONSHIP.to_owned(), counts, why }];
        }
        let test = self.test(item, rule);
        let days = days.filter(|_| !is_for_life(rule));
        // What several records document together has the day of the whole.
        let whole = match self.of(item, rule) {
            Finding::Documented(on) if is_of_several(rule) => Some(on),
            _ => None,
        };
        let judged = all.iter().filter_map(|dated| {
            let day = dated.record.date().value;
            let verdict = test.verdict(dated.record)?;
            let verdict = match Refusal::ever(self.relationship, day, self.moment.as_of) {
                Some(refusal) => Err(Why::Day(refusal)),
                None => verdict,
            };
            let (counts, why) = match verdict {
                Ok(on) => {
                    let support = self.support(rule, dated.record);
                    match lapsed(whole.unwrap_or(on), days, self.moment.as_of) {
                        None => (true, support),
                        Some(lapsed) => {
                            (false, format!("{support}, and has expired since {}", lapsed.since))
                        }
                    }
                }
                Err(why) => (false, why.to_string()),
            };
            Some(Judged { file: dated.file.to_owned(), counts, why })
        });
        judged.collect()
    }

    fn support(&self, rule: EvidenceRule, record: &Record) -> String {
        match rule {
            EvidenceRule::SessionItem { next_step, .. } => {
                let step = if next_step { " and has a next step" } else { "" };
                let beginning = if is_for_life(rule) { " at the beginning" } else { "" };
                format!("lists the item{step}{beginning}")
            }
            EvidenceRule::DistinctMethods { .. } => {
                let methods = &self.relationship.profile.methods;
                let id = method_of(record).and_then(|method| methods.get(method));
                format!("method {}", id.map_or("unknown", |method| method.id.as_str()))
            }
            EvidenceRule::TimelyResponse { .. } => "answered in time".to_owned(),
            EvidenceRule::FeedbackCycle => "requested, received and responded to".to_owned(),
            EvidenceRule::StrengthsAndStep => "has strengths and a next step".to_owned(),
            EvidenceRule::ObservedFeedback => "has feedback on a visit of the coach's".to_owned(),
            EvidenceRule::ReflectiveQuestions => {
                "reflects on what is working and what is not".to_owned()
            }
            EvidenceRule::DataToNextSteps => "has a next step because of its data".to_owned(),
            EvidenceRule::Commitment | EvidenceRule::ObservationOnly => "counts".to_owned(),
        }
    }
}

/// Whether only several records together are a document by `rule`.
fn is_of_several(rule: EvidenceRule) -> bool {
    matches!(rule, EvidenceRule::DistinctMethods { .. } | EvidenceRule::TimelyResponse { .. })
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Why::Day(refusal) => return refusal.fmt(f),
            Why::NotOnFirstDays(1) => "not on the pair's first session day",
            Why::NotOnFirstDays(days) => {
                return write!(f, "not on one of the pair's first {days} session days");
            }
            Why::BeginningOver(last) => {
                return write!(f, "after {last}, with which the beginning ends");
            }
            Why::CommittedAfterAsOf(as_of) => {
                return write!(f, "the commitment is dated after the as-of day {as_of}");
            }
            Why::ReceivedOutside(from, to) => {
                return write!(f, "came back outside the days looked at, {from} to {to}");
            }
            Why::DueOutside(from, to) => {
                return write!(f, "falls due outside the days looked at, {from} to {to}");
            }
            Why::ItemNotListed => "does not list the item",
            Why::NoNextStep => "has no next step",
            Why::NoCommitment => "the agreement has no committed_on",
            Why::NoStrengths => "has no strengths",
            Why::NoFeedback => "has neither strengths nor reflection",
            Why::NoVisit => "rests on no visit of the coach's own",
            Why::VisitAfterSession => "its visit is later than the session",
            Why::NeitherReflected => "has no reflection",
            Why::OnlyWorking => "reflects only on what is working",
            Why::OnlyNotWorking => "reflects only on what is not working",
            Why::NoData => "has no data",
            Why::NoStepFromData => "has no next step because of its data",
            Why::NotReceived => "did not come back",
            Why::NoResponse => "came back and was not responded to",
            Why::NoDaysAgreed => "no number of days was agreed",
            Why::NotDueYet => "open, and not overdue yet",
            Why::AnsweredLate => "answered late",
            Why::Overdue => "open past its due day",
        };
        f.write_str(words)
    }
}
