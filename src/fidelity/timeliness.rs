//! Answers within the agreed time. A request belongs to the window in which it falls due, and is
//! overdue from the day after.

use chrono::NaiveDate;

use super::Share;
use super::moment::{Dated, Moment};
use crate::calendar::{SchoolDays, add_days};
use crate::record::{Agreement, Days, Record};

/// The last day on which an answer to a request asked on `asked` is in time; `None` when no number
/// of days was agreed.
///
/// ```
/// # use coach::calendar::SchoolDays;
/// # use coach::fidelity::due_day;
/// # use coach::record::{Agreement, Days};
/// let agreement =
///     Agreement { respond_within_days: Some(2), days: Days::Working, ..Agreement::default() };
/// let friday = "2026-09-04".parse().unwrap();
/// assert_eq!(due_day(&agreement, friday, &SchoolDays::default()), "2026-09-08".parse().ok());
/// // Monday the 7th is a holiday.
/// let monday = "2026-09-07".parse().unwrap();
/// let school_days = SchoolDays::without([(monday, monday)]);
/// assert_eq!(due_day(&agreement, friday, &school_days), "2026-09-09".parse().ok());
/// ```
pub fn due_day(
    agreement: &Agreement,
    asked: NaiveDate,
    school_days: &SchoolDays,
) -> Option<NaiveDate> {
    agreement.respond_within_days.map(|days| match agreement.days {
        Days::Calendar => add_days(asked, days),
        Days::Working => school_days.after(asked, days),
    })
}

/// How the answers of one relationship stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Timeliness {
    /// Requests answered in time of those that fell due in the window. One that is due on the as-of
    /// day and still open has until that day's end, and is not in it.
    pub met: Share,
    /// The latest day on which one of these was answered in time; it may lie before the window.
    pub latest_met: Option<NaiveDate>,
    /// Requests open and past their due day on the as-of day, whenever they were asked.
    pub overdue: u32,
}

pub(super) fn of(agreement: &Agreement, records: &[Dated], moment: &Moment) -> Timeliness {
    let mut timeliness = Timeliness::default();
    for dated in records {
        let Record::Request(request) = dated.record else { continue };
        let Some(due) = due_day(agreement, request.asked.value, moment.school_days) else {
            continue;
        };
        let answered = request.answered_by(moment.as_of);
        if answered.is_none() && due < moment.as_of {
            timeliness.overdue += 1;
        }
        let fell_due = answered.is_some() || due < moment.as_of;
        if moment.window.holds(due) && fell_due {
            let in_time = answered.filter(|&on| on <= due);
            timeliness.met.count(in_time.is_some());
            timeliness.latest_met = timeliness.latest_met.max(in_time);
        }
    }
    timeliness
}
