//! The example: one small relationship that shows each common kind of record, with dates shortly
//! before the day it is made, so that a report of that day has something to say.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{YEAR_ENDS, YEAR_STARTS, fill};
use crate::domain::calendar::{MonthDay, SchoolDays, SchoolYear, add_days};
use crate::store::{RECORDS, RecordName};
use crate::write::schema::modeline;

/// Id of the example school.
pub(crate) const SCHOOL: &str = "example-school";
/// Name of the example school.
pub(crate) const SCHOOL_NAME: &str = "Example School";
/// Folder of the example relationship, below that of the school.
pub(crate) const PAIR: &str = "c-01-t-101";

/// Working days from the first record to the last day of the example: 30 calendar days or more, so that the
/// pair is not new in it.
const LENGTH: u32 = 22;

/// The records of the example made on `today`: path from the district's folder, and contents.
/// relationship.yaml comes last: once it is there, the example is whole.
pub(super) fn records(today: NaiveDate) -> Vec<(String, String)> {
    let last = last_day(today);
    let before = |days| working_days_before(last, days).to_string();
    let after = |days| school_days().after(last, days).to_string();
    let (first_session, second_session) = (before(LENGTH - 1), before(4));
    let (contact, asked) = (before(11), before(9));
    let (self_rated, observed) = (before(2), before(1));
    let values = [
        ("started", before(LENGTH)),
        ("committed", first_session.clone()),
        ("first_session", first_session.clone()),
        ("first_due", before(9)),
        ("first_done", before(10)),
        ("contact", contact.clone()),
        ("asked", asked.clone()),
        ("answered", before(8)),
        ("visit", before(5)),
        ("second_session", second_session.clone()),
        ("second_due", after(5)),
        ("self_rated", self_rated.clone()),
        ("observed", observed.clone()),
    ];
    let values: Vec<(&str, &str)> =
        values.iter().map(|(name, date)| (*name, date.as_str())).collect();
    let file = |name: String, template: &str| {
        let modeline = RecordName::parse(&name).map(|name| modeline(name.kind()) + "\n");
        let text = modeline.unwrap_or_default() + &fill(template, &values);
        (format!("{RECORDS}/{SCHOOL}/{PAIR}/{name}"), text)
    };
    vec![
        file(format!("{first_session}-session-3f1a.yaml"), include_str!("first-session.tmpl.yaml")),
        file(format!("{contact}-contact-c05e.yaml"), include_str!("contact.tmpl.yaml")),
        file(format!("{asked}-request-71b4.yaml"), include_str!("request.tmpl.yaml")),
        file(
            format!("{second_session}-session-a92d.yaml"),
            include_str!("second-session.tmpl.yaml"),
        ),
        file(format!("{self_rated}-checklist-18e7.yaml"), include_str!("self-checklist.tmpl.yaml")),
        file(
            format!("{observed}-checklist-d640.yaml"),
            include_str!("observer-checklist.tmpl.yaml"),
        ),
        file("relationship.yaml".to_owned(), include_str!("relationship.tmpl.yaml")),
    ]
}

/// The day up to which the example goes: `today` or, in the summer and where the school year is too young
/// to hold all of it, the last day with school of the year before. Reports look at one school year.
fn last_day(today: NaiveDate) -> NaiveDate {
    let Some(starts) = MonthDay::parse(YEAR_STARTS) else { return today };
    let first = SchoolYear::of(starts, today).first();
    let is_young = working_days_before(today, LENGTH) < first;
    let next = if is_young { first } else { add_days(today, 1) };
    let next = school_days().back_over_breaks(next);
    next.pred_opt().unwrap_or(today)
}

/// The days with school as the new coach.toml has them.
fn school_days() -> SchoolDays {
    let years = MonthDay::parse(YEAR_STARTS).zip(MonthDay::parse(YEAR_ENDS));
    years.map_or_else(SchoolDays::default, |(starts, ends)| {
        SchoolDays::default().in_years(starts, ends)
    })
}

/// The working day (Monday to Friday) that lies `days` working days before `date`. With 0, `date`
/// itself or, from a weekend, the Friday before.
fn working_days_before(date: NaiveDate, days: u32) -> NaiveDate {
    let to_friday = match date.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    let back = |date: NaiveDate, days| date.checked_sub_days(Days::new(days)).unwrap_or(date);
    let mut date = back(date, to_friday);
    for _ in 0..days {
        date = back(date, if date.weekday() == Weekday::Mon { 3 } else { 1 });
    }
    date
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)] // a panic is how a test fails
mod tests {
    use std::fs;

    use super::*;
    use crate::check;
    use crate::domain::calendar::{AsOf, DayFrom};
    use crate::report::{Keeps, Question, gather};
    use crate::store::DistrictFolder;
    use crate::store::Progress;
    use crate::write::new_district::files;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn working_days_go_back_over_weekends() {
        // Saturday 5 September 2026 counts from Friday the 4th.
        assert_eq!(working_days_before(day("2026-09-05"), 0), day("2026-09-04"));
        assert_eq!(working_days_before(day("2026-09-06"), 1), day("2026-09-03"));
        assert_eq!(working_days_before(day("2026-09-08"), 2), day("2026-09-04"));
        assert_eq!(working_days_before(day("2026-09-08"), 10), day("2026-08-25"));
    }

    /// The dates written in a text, but for its comments.
    fn dates(text: &str) -> Vec<NaiveDate> {
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or(line));
        let words = lines.flat_map(|line| line.split([' ', ',', '}']));
        words.filter_map(|word| word.parse().ok()).collect()
    }

    #[test]
    fn every_date_of_any_example_is_a_weekday() {
        for today in day("2024-01-01").iter_days().take(4 * 366) {
            for (path, text) in records(today) {
                let dates = dates(&text);
                assert!(!dates.is_empty(), "{path}");
                for date in dates {
                    let is_weekday = date.weekday().number_from_monday() <= 5;
                    assert!(is_weekday, "{today}: {path}: {date}");
                }
            }
        }
    }

    /// Whatever the day: nothing is found in the example, and a report of that day counts all of it.
    #[test]
    fn the_example_of_any_day_is_clean_and_counted() {
        let folder = tempfile::tempdir().unwrap();
        // Every fourth day: with years of 365 days, each date of the year comes in one of the four.
        for today in day("2024-01-01").iter_days().take(4 * 366).step_by(4) {
            let root = folder.path().join(today.to_string());
            for (path, text) in files("Riverbend", &Default::default(), Some(today)) {
                let path = root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            let district = DistrictFolder::open(&root, &check::rules()).expect("valid settings");
            let as_of = AsOf { day: today, from: DayFrom::Today };
            let gathered = gather(
                &district,
                &Question {
                    as_of,
                    periods: &[],
                    year_before: false,
                    today: as_of,
                    keeps: Keeps::Pairs,
                    progress: &Progress::default(),
                },
            )
            .unwrap();
            let survey = &gathered.survey;
            assert!(survey.diagnostics.is_empty(), "{today}: {:?}", survey.diagnostics);
            assert_eq!((survey.found, survey.left_out), (7, 0), "{today}");
            let evaluation = survey.pairs[0].counts[0].alone().unwrap();
            assert_eq!(evaluation.in_window, 6, "{today}");
            assert!(evaluation.has_outside_observation, "{today}");
        }
    }
}
