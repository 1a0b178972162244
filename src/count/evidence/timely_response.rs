//! Rule `timely-response`: a number of days is agreed, and at least this percentage of the requests
//! that fell due in the window was answered within it. If none fell due, there was no occasion.

use super::why::{Detail, Verdict, Why};
use super::{Because, Evidence, Finding, Lack, Looked, Rule, Together};
use crate::count::timeliness::{Fate, Standing};
use crate::domain::record::Record;

pub(super) struct TimelyResponse {
    pub(super) at_least_percent: u32,
}

impl Rule for TimelyResponse {
    /// A request supports timely answers on the day of its answer, where that was in time and the
    /// request fell due in the window.
    fn verdict(&self, evidence: &Evidence, looked: Looked) -> Option<Verdict> {
        let Looked::Record(Record::Request(request)) = looked else { return None };
        let (agreement, moment) = (&evidence.relationship.agreement, evidence.moment);
        let fate = Fate::of(agreement, request, evidence.records.held(moment), moment);
        Some(match (fate.standing, fate.answered) {
            (Standing::InTime, Some(on)) => Ok(on),
            (Standing::Late | Standing::InTime, _) => Err(Why::Words("answered late")),
            (Standing::Unanswered, _) => Err(Why::Words("open past its due day")),
            (Standing::Open, _) => Err(Why::Words("open, and not overdue yet")),
            (Standing::OfOtherPair, _) => {
                Err(Why::Words("was open past the hand-over, and fell due with the next pair"))
            }
            (Standing::NothingAgreed | Standing::Elsewhere, _) if fate.due.is_none() => {
                Err(Why::Words("no number of days was agreed"))
            }
            (Standing::NothingAgreed | Standing::Elsewhere, _) => {
                let outside = "falls due outside the days looked at, ";
                Err(Why::Around(outside, Detail::window(evidence.moment), ""))
            }
        })
    }

    fn support(&self, _: &Evidence, _: Looked) -> String {
        "answered in time".to_owned()
    }

    fn together(&self, evidence: &Evidence) -> Option<Together> {
        let timeliness = &evidence.timeliness;
        let is_agreed = evidence.relationship.agreement.respond_within_days.is_some();
        let reaches = timeliness.met.reaches_percent(u64::from(self.at_least_percent), 1);
        let found = match reaches {
            None if is_agreed => Finding::NoOccasion,
            Some(true) if is_agreed => Finding::of(timeliness.latest_met),
            _ => Finding::Undocumented,
        };
        let because = Because::Counted(timeliness.met, "requests answered in time");
        Some(Together { found, because })
    }

    fn lack(&self, _: &Evidence) -> Lack {
        Lack::ANY_DAY
    }
}
