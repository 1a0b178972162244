//! What the records of a relationship show on the day of a review: coverage by function with what is
//! missing, the checklists of the period, what is open or overdue, late answers, student data so far.
//! Typed records and their evaluation come in; plain data goes out. Nothing is decided here: that is
//! up to the two who look at it.

use chrono::NaiveDate;

use crate::count::agenda::{self, Agenda};
use crate::count::{Dated, Evaluation, Moment, Records, checklists, due_day, evaluate};
use crate::domain::calendar::{SchoolDays, Window};
use crate::domain::record::measures::measures;
pub(crate) use crate::domain::record::measures::{Measure, Way};
use crate::domain::record::{self, Checklist, OfKind, Relationship, Request, Review, Role};

/// What the records show.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// First and last day of the time that the review looks at.
    pub period: (NaiveDate, NaiveDate),
    /// The days that are counted: the school year to the day of the review, as in a report.
    pub window: Window,
    /// The counts.
    pub evaluation: Evaluation,
    /// What is open; `None` where the relationship is not under way on the day.
    pub agenda: Option<Agenda>,
    /// Checklists of the period that count, in the order of their days.
    pub checklists: Vec<Rated>,
    /// Requests of the period that were answered late: the day asked, due and answered.
    pub late: Vec<(NaiveDate, NaiveDate, NaiveDate)>,
    /// Student data of all reviews so far.
    pub measures: Vec<Measure>,
}

/// A checklist of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// Its file name.
    pub file: String,
    /// The day of the rating.
    pub on: NaiveDate,
    /// The rater's role.
    pub role: Role,
    /// Items with a level, and how many of them are in place.
    pub in_place: (usize, usize),
}

/// What the records show for a review on the day of `moment`, of the time from `from`, or else since the
/// day after the last review, or since the relationship's start.
pub fn prepare(
    relationship: &Relationship,
    records: &Records,
    moment: &Moment,
    from: Option<NaiveDate>,
) -> Preparation {
    let counting: Vec<Dated> =
        records.iter().filter(|dated| dated.counts(relationship, moment.as_of)).copied().collect();
    let reviews = || counting.iter().filter_map(|dated| Review::of(dated.record));
    let before = reviews().map(|review| review.date.value).filter(|&on| on < moment.as_of.day);
    let since = || before.max().and_then(|last| last.succ_opt());
    let from = from.or_else(since).unwrap_or(relationship.started.value).min(moment.as_of.day);
    let period = (from, moment.as_of.day);
    let evaluation = evaluate(relationship, records, moment);
    Preparation {
        period,
        window: moment.window.clone(),
        agenda: agenda::of(relationship, records, &evaluation, moment),
        evaluation,
        checklists: rated(relationship, &counting, period),
        late: late(relationship, &counting, period, moment.school_days),
        measures: measures(reviews()),
    }
}

fn rated(
    relationship: &Relationship,
    records: &[Dated],
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<Rated> {
    let all = checklists(relationship, records);
    let corrected = record::corrected(relationship, &all, &all);
    let counts = |(file, checklist): &&(&str, &Checklist)| {
        let on = checklist.date.value;
        from <= on && on <= to && !corrected.contains(file)
    };
    let mut rated: Vec<Rated> = all
        .iter()
        .filter(counts)
        .map(|(file, checklist)| {
            let ratings = checklist.ratings.iter().map(|(_, rating)| rating.value);
            let (mut in_place, mut all) = (0, 0);
            for level in ratings.filter_map(record::Rating::step) {
                all += 1;
                in_place += usize::from(level.in_place);
            }
            Rated {
                file: (*file).to_owned(),
                on: checklist.date.value,
                role: checklist.rater.role,
                in_place: (in_place, all),
            }
        })
        .collect();
    rated.sort_by(|a, b| (a.on, &a.file).cmp(&(b.on, &b.file)));
    rated
}

/// Requests that fell due within the period and were answered later.
fn late(
    relationship: &Relationship,
    records: &[Dated],
    (from, to): (NaiveDate, NaiveDate),
    school_days: &SchoolDays,
) -> Vec<(NaiveDate, NaiveDate, NaiveDate)> {
    let mut late: Vec<_> = records
        .iter()
        .filter_map(|dated| {
            let request = Request::of(dated.record)?;
            let asked = request.asked.value;
            let due = due_day(&relationship.agreement, asked, school_days)?;
            let answered = request.answered_by(to).filter(|&on| on > due)?;
            (from <= due && due <= to).then_some((asked, due, answered))
        })
        .collect();
    late.sort_unstable();
    late
}
