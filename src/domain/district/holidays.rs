//! `holidays` of coach.toml: a list of days and of times from a first to a last day comes in; those
//! days, or every fault of the list, go out.

use chrono::NaiveDate;

use super::bounds;
use crate::diagnostic::{Finding, Problems};
use crate::syntax::tree::read::{self as read_value, DateFault, parse_date};
use crate::syntax::tree::{Node, rules};
use crate::text::wording::{count, grouped, quote};

/// First and last day of each holiday; both are the same for a single day.
pub(super) fn read(node: &Node, problems: &mut Problems) -> Option<Vec<(NaiveDate, NaiveDate)>> {
    let entries = read_value::list(node, problems)?;
    if entries.len() > bounds::MOST_HOLIDAYS {
        let most = grouped(bounds::MOST_HOLIDAYS);
        let message =
            format!("{} are more than a district may list", count(entries.len(), "holiday"));
        problems.push(
            Finding::new(&rules::OUT_OF_RANGE, node.span, message)
                .label(format!("at most {most}"))
                .help("days in a row are one entry: \"2025-12-22..2026-01-02\""),
        );
        return None;
    }
    Some(entries.iter().filter_map(|entry| holiday(entry, problems)).collect())
}

fn holiday(node: &Node, problems: &mut Problems) -> Option<(NaiveDate, NaiveDate)> {
    let text = read_value::text(node, problems)?;
    let (from, to) = match text.split_once("..") {
        None => return single(text, node, problems).map(|day| (day, day)),
        Some((from, to)) => (end(from, node, problems), end(to, node, problems)),
    };
    let (from, to) = (from?, to?);
    let fault = if to < from {
        (format!("this holiday ends on {to}, before it begins"), format!("write {to}..{from}"))
    } else if (to - from).num_days() >= bounds::LONGEST_HOLIDAY {
        let days = (to - from).num_days() + 1;
        let message = format!("{} is {days} days long", quote(text));
        (
            message,
            format!("a holiday has at most {} days; is a digit wrong?", bounds::LONGEST_HOLIDAY),
        )
    } else {
        return Some((from, to));
    };
    problems.push(Finding::new(&rules::OUT_OF_RANGE, node.span, fault.0).label(fault.1));
    None
}

fn single(text: &str, node: &Node, problems: &mut Problems) -> Option<NaiveDate> {
    parse_date(text)
        .map_err(|fault| match fault {
            DateFault::Form if fault.label(text).starts_with("for example") => {
                let message =
                    format!("{} is neither a day nor two days with `..` between", quote(text));
                problems.push(
                    Finding::new(&rules::BAD_DATE, node.span, message)
                        .label("for example \"2026-01-19\" or \"2025-12-22..2026-01-02\""),
                );
            }
            _ => push(fault, text, node, problems),
        })
        .ok()
}

fn end(text: &str, node: &Node, problems: &mut Problems) -> Option<NaiveDate> {
    parse_date(text).map_err(|fault| push(fault, text, node, problems)).ok()
}

fn push(fault: DateFault, text: &str, node: &Node, problems: &mut Problems) {
    problems.push(
        Finding::new(&rules::BAD_DATE, node.span, fault.message(text)).label(fault.label(text)),
    );
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)] // a panic is how a test fails
mod tests {
    use crate::check;
    use crate::diagnostic::Diagnostic;
    use crate::domain::district::{self, District};
    use crate::text::source::Source;

    fn with(holidays: &str) -> Result<District, Vec<Diagnostic>> {
        let text = format!(
            "version = 1\ndistrict = \"D\"\nprofile = \"p\"\nyear_starts = \"08-01\"\nholidays = {holidays}\n"
        );
        district::read(&Source::new("coach.toml", text), &check::rules())
    }

    fn faults(holidays: &str) -> Vec<(String, usize)> {
        let found = with(holidays).expect_err(holidays);
        let column = |found: &Diagnostic| found.place.region.as_ref().map(|at| at.start.column);
        found.into_iter().map(|f| (f.message.clone(), column(&f).unwrap() as usize)).collect()
    }

    #[test]
    fn days_and_ranges_are_read_quoted_or_not() {
        let district = with("[\"2025-12-22..2026-01-02\", 2026-01-19, \"2025-11-28\"]").unwrap();
        let works = |day: &str| district.school_days.holds(day.parse().unwrap());
        for off in ["2025-11-28", "2025-12-22", "2026-01-01", "2026-01-02", "2026-01-19"] {
            assert!(!works(off), "{off}");
        }
        for on in ["2025-11-27", "2025-12-19", "2026-01-05", "2026-01-20"] {
            assert!(works(on), "{on}");
        }
        let one = with("[\"2026-01-19..2026-01-19\"]").unwrap();
        assert!(!one.school_days.holds("2026-01-19".parse().unwrap()));
        assert!(with("[]").unwrap().school_days.holds("2025-12-25".parse().unwrap()));
    }

    #[test]
    fn every_fault_is_found_where_it_stands() {
        // `holidays = [` is 12 characters wide.
        let found = faults("[\"Labor Day\", \"2025-02-30\", \"2026-01-02..2025-12-22\", 7]");
        let columns: Vec<usize> = found.iter().map(|found| found.1).collect();
        assert_eq!(columns, [13, 26, 40, 66], "{found:?}");
        assert!(found[0].0.contains("neither a day nor two days"), "{found:?}");
        assert!(found[1].0.contains("not a day on the calendar"), "{found:?}");
        assert!(found[2].0.contains("ends on 2025-12-22, before it begins"), "{found:?}");
        // A day in another form is told how to write it.
        let other = &with("[\"12/22/2025\"]").expect_err("another form")[0];
        assert_eq!(other.label, "write 2025-12-22", "{other:?}");
    }

    #[test]
    fn both_ends_of_a_range_are_looked_at() {
        assert_eq!(faults("[\"12/22/2025..2026-02-30\"]").len(), 2);
        assert_eq!(faults("[\"2025-12-22..\"]").len(), 1);
    }

    #[test]
    fn too_long_and_too_many_are_refused() {
        // 366 days: 2025-01-01 to 2026-01-01. One more is too long.
        assert!(with("[\"2025-01-01..2026-01-01\"]").is_ok());
        assert!(faults("[\"2025-01-01..2026-01-02\"]")[0].0.contains("367 days long"));
        let many = |n: usize| format!("[{}]", vec!["\"2025-12-25\""; n].join(", "));
        assert!(with(&many(200)).is_ok());
        assert!(faults(&many(201))[0].0.contains("201 holidays"));
    }

    #[test]
    fn a_word_that_is_no_list_is_refused() {
        assert_eq!(faults("\"2025-12-25\"").len(), 1);
    }
}
