//! Days that a program took for others on the way: the cells of a column come in; how many of them may be such days goes
//! out. Where a CSV with `13/10/2025` is opened in an Excel that puts the month first, that day stays text, but
//! `03/10/2025` becomes 10 March: of a true day in a workbook nobody can see it.

use chrono::Datelike;

use super::day::{DayOrder, orders, true_day};
use crate::import::cell::Content;

/// Days of a column that a program may have read in the wrong order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Swapped {
    /// How many are true days, none of them after the 12th.
    pub days: usize,
    /// How many stayed text, all of which can be read in one order only.
    pub texts: usize,
    /// That order.
    pub order: DayOrder,
}

impl Swapped {
    /// It as a sentence about the column.
    pub(crate) fn said(&self) -> String {
        let first = if self.order == DayOrder::DayFirst { "day" } else { "month" };
        let (days, texts) = (self.days, self.texts);
        let days = if days == 1 {
            "1 cell holds a day".to_owned()
        } else {
            format!("{days} cells hold days")
        };
        let texts = if texts == 1 {
            "1 cell holds text".to_owned()
        } else {
            format!("{texts} cells hold text")
        };
        format!("{days} up to the 12th; {texts} with the {first} first, which Excel could not read")
    }
}

/// The days in `cells` that may be swapped; None where something speaks against it. In a workbook that `counts_from_1904`,
/// numbers are other days.
pub(crate) fn swapped<'c>(
    cells: impl Iterator<Item = &'c Content>,
    counts_from_1904: bool,
) -> Option<Swapped> {
    let (mut days, mut is_other, mut month_first, mut day_first) = (0, false, 0, 0);
    for cell in cells {
        if let Some(day) = true_day(cell, counts_from_1904) {
            if day.day() > 12 {
                return None;
            }
            days += 1;
            is_other |= day.day() != day.month();
        }
        match orders(cell) {
            Some((true, true)) => return None,
            Some((true, false)) => month_first += 1,
            Some((false, true)) => day_first += 1,
            Some((false, false)) | None => {}
        }
    }
    let (texts, order) = match (month_first, day_first) {
        (texts, 0) => (texts, DayOrder::MonthFirst),
        (0, texts) => (texts, DayOrder::DayFirst),
        _ => return None,
    };
    (is_other && texts > 0).then_some(Swapped { days, texts, order })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn text(text: &str) -> Content {
        Content::Text(text.into())
    }

    fn day(month: u32, day: u32) -> Content {
        Content::Moment(NaiveDate::from_ymd_opt(2025, month, day).unwrap().into())
    }

    #[test]
    fn days_beside_texts_that_could_not_be_read_may_be_swapped() {
        let of = |cells: &[Content]| swapped(cells.iter(), false);
        let (first, second) = (text("25/09/2025"), text("13/10/2025 14:30"));
        let both = Swapped { days: 2, texts: 2, order: DayOrder::DayFirst };
        let cells = [first.clone(), day(3, 10), Content::Empty, second.clone(), day(11, 10)];
        assert_eq!(of(&cells), Some(both));
        let month_first = Swapped { days: 1, texts: 1, order: DayOrder::MonthFirst };
        assert_eq!(of(&[text("9/25/2025"), day(10, 9)]), Some(month_first));
        // 45,726 is 10 March 2025: 45,658 is 1 January, and 59 days of January and February and 9 days follow.
        let number = Swapped { days: 1, texts: 1, order: DayOrder::DayFirst };
        assert_eq!(of(&[first.clone(), Content::Number(45_726.0)]), Some(number));
        for other in [
            &[first.clone(), day(3, 10), day(9, 13)][..], // read in the right order
            &[first.clone(), day(3, 10), text("3/10/2025")],
            &[first.clone(), day(3, 10), text("9/25/2025")],
            &[first.clone(), day(3, 3)], // the same day either way
            &[first.clone(), second],
            &[day(3, 10), text("2025-09-25"), text("Sep 25, 2025")],
        ] {
            assert_eq!(of(other), None, "{other:?}");
        }
    }
}
