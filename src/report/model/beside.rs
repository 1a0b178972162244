//! What stands beside the counts of a report: the same time a year before, and who needs someone now.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::count::Coverage;
use crate::domain::calendar::Window;

/// What was in place in the same time a year before, as of the same day of that year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct YearBefore {
    /// The days looked at.
    pub window: Window,
    /// The day as of which everything was judged.
    pub as_of: NaiveDate,
    /// Relationships under way then, but for those that were new.
    pub relationships: usize,
    /// Coverage over all functions, without relationships that were new then.
    pub coverage: Coverage,
    /// Coverage of each function, in the profile's order.
    pub functions: Vec<FunctionBefore>,
}

/// What was in place of one function.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FunctionBefore {
    /// Id of the function.
    pub id: String,
    /// Its coverage.
    pub coverage: Coverage,
}

/// A relationship in which something is overdue. What is left over from an earlier school year is none
/// of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Need {
    /// The relationship's folder below `records/`.
    pub relationship: String,
    /// Id of the coach.
    pub coach: String,
    /// Id of the coached educator.
    pub educator: String,
    /// Id of the school.
    pub school: String,
    /// The school's name.
    pub school_name: String,
    /// Days for which the oldest answer is overdue; `null` where none is.
    pub answer_overdue_days: Option<i64>,
    /// Days for which the oldest next step is overdue; `null` where none is.
    pub step_overdue_days: Option<i64>,
    /// Days with school since the pair met, where those are more than `not_met_days`; else `null`.
    pub not_met_for_days: Option<i64>,
}

impl Need {
    /// How many kinds of things wait, and the most days that one of them has waited: what the order of
    /// needs goes by.
    pub(in crate::report) fn weight(&self) -> (usize, i64) {
        let waits = [self.answer_overdue_days, self.step_overdue_days, self.not_met_for_days];
        let known = || waits.into_iter().flatten();
        (known().count(), known().max().unwrap_or_default())
    }
}
