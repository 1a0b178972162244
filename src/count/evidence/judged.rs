//! What a rule of evidence makes of each record, for whoever asks what is behind a number.

use super::why::Why;
use super::{Evidence, Finding, Looked};
use crate::count::contribution::Judged;
use crate::count::expiry::{Lapsed, lapsed};
use crate::count::moment::{Dated, Refusal};
use crate::domain::profile::EvidenceRule;
use crate::domain::record::RELATIONSHIP;

impl Evidence<'_> {
    /// All that the rule of `item` looks at, of the agreement, the records `all` and older editions, and what
    /// each does for the item, where a document counts for `days`.
    pub(in crate::count) fn judged(
        &self,
        item: usize,
        all: &[Dated],
        days: Option<u32>,
    ) -> Vec<Judged> {
        let rule = self.rule_of(item);
        let mut judged = self.judged_by(rule, item, all, days.filter(|_| !rule.is_for_life()));
        judged.extend(self.judged_there(item));
        judged
    }

    /// The same by `rule`, without older editions.
    pub(super) fn judged_by(
        &self,
        rule: &EvidenceRule,
        item: usize,
        all: &[Dated],
        days: Option<u32>,
    ) -> Vec<Judged> {
        let as_of = self.moment.as_of;
        let agreement = (RELATIONSHIP, Looked::Agreement(&self.relationship.agreement), None);
        let records = all.iter().map(|dated| {
            let refusal = Refusal::ever(self.relationship, dated.record.date().value, as_of);
            (dated.file, Looked::Record(dated.record), refusal)
        });
        self.by_rule(rule, item, |rule| {
            // What several records document together has the day of the whole.
            let whole = match rule.together(self).map(|together| together.found) {
                Some(Finding::Documented(on)) => Some(on),
                Some(Finding::Undocumented | Finding::NoOccasion) | None => None,
            };
            let judge = |(file, looked, refusal): (&str, Looked, Option<Refusal>)| {
                let verdict = rule.verdict(self, looked)?;
                let (counts, why) = match refusal.map_or(verdict, |refusal| Err(Why::Day(refusal)))
                {
                    Ok(on) => {
                        let support = rule.support(self, looked);
                        match (lapsed(whole.unwrap_or(on), days, as_of.day), whole) {
                            (None, _) => (true, support),
                            (Some(lapsed), None) => {
                                (false, format!("{support}, and expired on {}", lapsed.since))
                            }
                            (Some(Lapsed { on, since }), Some(_)) => (
                                false,
                                format!("{support}; the document of {on} expired on {since}"),
                            ),
                        }
                    }
                    Err(why) => (false, why.to_string()),
                };
                Some(Judged { file: file.to_owned(), counts, why })
            };
            std::iter::once(agreement).chain(records).filter_map(judge).collect()
        })
    }
}
