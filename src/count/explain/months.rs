//! Trends: one entry per month, with the records that count in it. The month's own number explains
//! what was refused in it, so that it is not said twelve times.

use super::case::Case;
use crate::count::contribution::{Amount, Contribution, Judged};
use crate::count::narrow::Narrow;
use crate::count::{Line, Moment, MonthCounts, MonthValue, Records, Statistic};
use crate::domain::calendar::{Month, Window};
use crate::domain::record::Relationship;
use crate::text::wording::count;

/// How a number is explained: what is behind it in one relationship at one moment.
type Explain =
    fn(&Relationship, &Records, &Moment, Statistic, &Narrow) -> Option<Vec<Contribution>>;

pub(super) fn entries(
    case: &Case,
    line: Line,
    narrow: &Narrow,
    explain: Explain,
) -> Vec<Contribution> {
    let narrow = Narrow { role: line.role().map(|role| role.name().to_owned()), ..narrow.clone() };
    let mut months = case.evaluation.sums.months.clone();
    months.keep_items(|item| case.keeps(&narrow, item));
    let entry = |(&month, counts): (&Month, &MonthCounts)| {
        let (from, to) = months.days_of(month);
        let window = Window { from, to, label: String::new() };
        let moment = Moment { window: &window, ..*case.moment };
        let measure = line.measure();
        let of_month = explain(case.relationship, case.records, &moment, measure, &narrow);
        let counted = of_month.into_iter().flatten().filter(|entry| !entry.adds.is_nothing());
        let mut records: Vec<Judged> =
            counted.flat_map(|entry| entry.records).filter(|judged| judged.counts).collect();
        records.sort_by(|a, b| a.file.cmp(&b.file));
        records.dedup_by(|a, b| a.file == b.file);
        let part = match (months.is_whole(month), counts.has_school) {
            (true, _) => "",
            (false, true) => ", a part of the month",
            (false, false) => ", a month without school",
        };
        let value = line.value(counts);
        let because = match value {
            None => "no occasion".to_owned(),
            Some(MonthValue::Share(share)) => format!("{} of {}", share.k, share.n),
            Some(MonthValue::Sessions { sessions, .. }) => count(sessions as usize, "session"),
        };
        Contribution {
            what: month.to_string(),
            adds: Amount::Month { value, counts: Box::new(months.only(month)) },
            because: format!("{because}{part}"),
            records,
        }
    };
    months.counts.iter().map(entry).collect()
}
