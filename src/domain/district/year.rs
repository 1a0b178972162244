//! Days of each school year in coach.toml: `MM-DD` comes in; the day, or what is wrong with it, goes out.

use crate::diagnostic::{Finding, Problems};
use crate::domain::calendar::MonthDay;
use crate::syntax::tree::{Node, read as read_value, rules};
use crate::text::wording::quote;

/// A day of every year, written MM-DD.
pub(super) fn month_day(node: &Node, problems: &mut Problems) -> Option<MonthDay> {
    let text = read_value::text(node, problems)?;
    let day = MonthDay::parse(text);
    if day.is_none() {
        let message = format!("{} is not a day of every year, written MM-DD", quote(text));
        problems.push(
            Finding::new(&rules::BAD_DATE, node.span, message).label("for example \"08-01\""),
        );
    }
    day
}

/// The last day of each school year. Any other day than the first will do: one right before it means that
/// there is no summer.
pub(super) fn ends(
    node: &Node,
    year_starts: Option<MonthDay>,
    problems: &mut Problems,
) -> Option<MonthDay> {
    let ends = month_day(node, problems)?;
    if year_starts == Some(ends) {
        let message = "the school year would end on the day on which it starts";
        problems.push(
            Finding::new(&rules::OUT_OF_RANGE, node.span, message)
                .label("write the last day with school before the summer, for example \"05-29\""),
        );
        return None;
    }
    Some(ends)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use crate::check;
    use crate::domain::district::{self, District};
    use crate::text::source::Source;

    fn with(year: &str) -> Result<District, (String, u32)> {
        let text = format!("version = 1\ndistrict = \"D\"\nprofile = \"p\"\n{year}\n");
        district::read(&Source::new("coach.toml", text), &check::rules()).map_err(|found| {
            let line = found[0].place.region.as_ref().unwrap().start.line;
            (found[0].message.clone(), line)
        })
    }

    #[test]
    fn a_year_with_an_end_has_a_summer_and_one_without_has_none() {
        let is_off = |year: &str| {
            let on = "2026-07-15".parse().unwrap();
            with(year).unwrap().school_days.without_school(on, on) == 1
        };
        assert!(is_off("year_starts = \"08-01\"\nyear_ends = \"05-29\""));
        assert!(is_off("year_ends = \"05-29\"\nyear_starts = \"08-01\""));
        assert!(!is_off("year_starts = \"08-01\""));
        // The day before the first one: school all year.
        assert!(!is_off("year_starts = \"08-01\"\nyear_ends = \"07-31\""));
    }

    #[test]
    fn an_end_that_leaves_no_school_year_is_refused_where_it_stands() {
        let found = with("year_starts = \"08-01\"\nyear_ends = \"08-01\"").unwrap_err();
        assert_eq!(
            found,
            ("the school year would end on the day on which it starts".to_owned(), 5)
        );
        let found = with("year_starts = \"08-01\"\nyear_ends = \"2026-05-29\"").unwrap_err();
        assert_eq!(found, ("`2026-05-29` is not a day of every year, written MM-DD".to_owned(), 5));
    }
}
