//! Which days a report looks at: the `--period` someone typed, or what the district usually looks at.

use chrono::{Days, Months, NaiveDate};

use super::District;
use crate::domain::calendar::{AsOf, SchoolYear, Window};
use crate::domain::key::Meaning;
use crate::syntax::tree::read::parse_date;
use crate::text::nearest;
use crate::text::wording::{one_of, quote};
use crate::text::words::words;

/// Days of [`Usual::LastTwelveMonths`].
const ROLLING_DAYS: u64 = 365;

/// What a report is compared with the same time a year before by.
pub(crate) const LAST_YEAR: &str = "last-year";

/// The word like `name` that has a meaning of its own, so that no period can be called so.
pub(super) fn taken(name: &str) -> Option<&'static str> {
    Usual::ALL.map(Usual::name).into_iter().chain([LAST_YEAR]).find(|taken| *taken == name)
}

words! {
    /// A time that moves with the as-of day: what a district looks at unless a period is named.
    pub enum Usual {
        /// The school year to date.
        SchoolYear = "school-year",
        /// The 365 days to the as-of day.
        LastTwelveMonths = "last-12-months",
    }
}

impl Usual {
    /// The one with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|usual| usual.name() == name)
    }

    /// The names, each with what it means.
    pub(crate) fn meanings() -> Vec<Meaning> {
        let means = |usual| match usual {
            Self::SchoolYear => "The school year to date, which starts with nothing each year.",
            Self::LastTwelveMonths => "The 365 days to the as-of day, whatever the school year.",
        };
        Self::ALL.map(|usual| Meaning { word: usual.name(), means: means(usual) }).into()
    }
}

/// Why a period cannot be reported on.
#[derive(Debug, thiserror::Error)]
pub enum PeriodError {
    /// It is neither a school year, nor a name, nor two dates.
    #[error("{0}")]
    NoPeriod(String),
    /// Its end lies before its beginning.
    #[error("the period ends on {to}, before it begins on {from}")]
    Backwards {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// It begins after the as-of day.
    #[error("the period begins on {from}, after {as_of}{hint}")]
    InFuture {
        /// First day.
        from: NaiveDate,
        /// The day as of which everything is judged.
        as_of: AsOf,
        /// What to try instead; may be empty.
        hint: String,
    },
}

impl District {
    /// The school year that holds `as_of`, up to it.
    pub fn year_to_date(&self, as_of: NaiveDate) -> Window {
        let year = SchoolYear::of(self.year_starts, as_of);
        let label = format!("school year {}", year.label());
        Window { from: year.first(), to: as_of, label }
    }

    /// The school year that holds `latest`, the last day with a record.
    pub(crate) fn last_year_with_records(&self, latest: NaiveDate) -> Window {
        let year = SchoolYear::of(self.year_starts, latest);
        let label = format!("school year {}, the last with records", year.label());
        Window { from: year.first(), to: year.last(), label }
    }

    /// What the district usually looks at as of `as_of`.
    pub(crate) fn usual(&self, as_of: NaiveDate) -> Window {
        self.moving(self.window, as_of)
    }

    /// The window `usual` as of `as_of`.
    fn moving(&self, usual: Usual, as_of: NaiveDate) -> Window {
        match usual {
            Usual::SchoolYear => self.year_to_date(as_of),
            Usual::LastTwelveMonths => {
                let from = as_of.checked_sub_days(Days::new(ROLLING_DAYS - 1));
                let label = "last 12 months".to_owned();
                Window { from: from.unwrap_or(NaiveDate::MIN), to: as_of, label }
            }
        }
    }

    /// The same time a year before `window`, and the same day a year before `as_of`. `asked` is what
    /// `window` was asked for by; 29 February becomes the 28th.
    pub(crate) fn a_year_before(
        &self,
        asked: Option<&str>,
        window: &Window,
        as_of: NaiveDate,
    ) -> (Window, NaiveDate) {
        let before =
            |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN);
        let day = before(as_of);
        let moving = asked.map_or_else(|| Some(self.window), Usual::named);
        // Without a record this year, an earlier year is shown: that year has one before it too.
        if let Some(usual) = moving.filter(|&usual| self.moving(usual, as_of).from == window.from) {
            return (self.moving(usual, day), day);
        }
        let (from, to) = (before(window.from), before(window.to));
        let year = SchoolYear::of(self.year_starts, from);
        let is_year = window.from == SchoolYear::of(self.year_starts, window.from).first();
        let name = asked.map(|asked| asked.rsplit('/').next().unwrap_or(asked));
        let label = match name {
            Some(name) if self.periods.contains_key(name) => format!("{name} of {}", year.label()),
            _ if is_year && from == year.first() => format!("school year {}", year.label()),
            _ => "the same days a year before".to_owned(),
        };
        (Window { from, to, label }, day)
    }

    /// The window that `text` names as of `as_of`: a school year (`2025-26`), `last-12-months`, a name
    /// from `[periods]` (`fall`, or `2024-25/fall` for another year's), or `FROM..TO` with two dates.
    ///
    /// # Errors
    /// `text` names no period, or one that is backwards or begins after `as_of`.
    pub fn period(&self, text: &str, as_of: AsOf) -> Result<Window, PeriodError> {
        if let Some((from, to)) = text.split_once("..") {
            return self.between(from, to, as_of);
        }
        if let Some(usual) = Usual::named(text) {
            return Ok(self.moving(usual, as_of.day));
        }
        if let Some(year) = SchoolYear::parse(self.year_starts, text) {
            let label = format!("school year {text}");
            return window(year.first(), year.last(), as_of, label, String::new());
        }
        let (year, name) = match text.split_once('/') {
            Some((year, name)) => {
                let parsed = SchoolYear::parse(self.year_starts, year);
                (parsed.ok_or_else(|| self.no_period(text))?, name)
            }
            None => (SchoolYear::of(self.year_starts, as_of.day), text),
        };
        let period = self.periods.get(name).ok_or_else(|| self.no_period(text))?;
        let (from, to) = period.in_year(year);
        let before = SchoolYear::of(self.year_starts, year.first().pred_opt().unwrap_or(from));
        let hint = format!("; last year's is {}/{name}", before.label());
        window(from, to, as_of, format!("{name} of {}", year.label()), hint)
    }

    fn between(&self, from: &str, to: &str, as_of: AsOf) -> Result<Window, PeriodError> {
        let date = |text: &str| {
            parse_date(text).map_err(|fault| {
                PeriodError::NoPeriod(format!("{}; {}", fault.message(text), fault.label(text)))
            })
        };
        let (from, to) = (date(from)?, date(to)?);
        if to < from {
            return Err(PeriodError::Backwards { from, to });
        }
        window(from, to, as_of, "period".to_owned(), String::new())
    }

    fn no_period(&self, text: &str) -> PeriodError {
        let usual = Usual::ALL.map(Usual::name);
        let names = || self.periods.keys().map(String::as_str).chain(usual);
        let mut message = format!("{} is not a period", quote(text));
        if let Some(near) = nearest(text.rsplit('/').next().unwrap_or(text), names()) {
            message.push_str(&format!("; did you mean `{near}`?"));
        }
        let year = SchoolYear::of(self.year_starts, self.as_of.unwrap_or_default()).label();
        let year = if self.as_of.is_some() { year } else { "2025-26".to_owned() };
        let [first, second] = usual;
        message.push_str(&format!(
            "\nallowed: {first}, {second}, a school year such as {year}, two dates FROM..TO"
        ));
        if !self.periods.is_empty() {
            let own = one_of(self.periods.keys().map(String::as_str));
            message.push_str(&format!(", or a name from [periods]: {own}"));
        }
        PeriodError::NoPeriod(message)
    }
}

fn window(
    from: NaiveDate,
    to: NaiveDate,
    as_of: AsOf,
    label: String,
    hint: String,
) -> Result<Window, PeriodError> {
    Window::new(from, to, as_of.day, label).ok_or(PeriodError::InFuture { from, as_of, hint })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::domain::calendar::DayFrom;
    use crate::domain::district;
    use crate::text::source::Source;

    /// Years start on `starts`; `more` stands behind that.
    fn read(starts: &str, more: &str) -> District {
        let text = format!(
            "version = 1\ndistrict = \"Testville\"\nprofile = \"missouri-sbic-2014\"\nyear_starts = \"{starts}\"\n\
             {more}\n"
        );
        district::read(&Source::new("coach.toml", text), &[]).unwrap()
    }

    fn district(more: &str) -> District {
        let periods = "[periods]\nfall = {from = \"08-01\", to = \"12-31\"}\n\
                       spring = {from = \"01-01\", to = \"07-31\"}";
        read("08-01", &format!("{more}\n{periods}"))
    }

    /// The time a year before what `asked` names as of `as_of`: first day, last day, label, as-of day.
    fn before(district: &District, asked: Option<&str>, as_of: &str) -> [String; 4] {
        let as_of = AsOf { day: as_of.parse().unwrap(), from: DayFrom::Today };
        let window = asked.map_or_else(
            || district.usual(as_of.day),
            |asked| district.period(asked, as_of).unwrap(),
        );
        let (window, day) = district.a_year_before(asked, &window, as_of.day);
        [window.from.to_string(), window.to.to_string(), window.label, day.to_string()]
    }

    #[test]
    fn the_same_time_a_year_before() {
        let usual = district("");
        for (asked, as_of, expected) in [
            (None, "2026-05-29", ["2024-08-01", "2025-05-29", "school year 2024-25", "2025-05-29"]),
            // Fall is over on 29 May, and has another week to go on 24 December.
            (
                Some("fall"),
                "2026-05-29",
                ["2024-08-01", "2024-12-31", "fall of 2024-25", "2025-05-29"],
            ),
            (
                Some("fall"),
                "2025-12-24",
                ["2024-08-01", "2024-12-24", "fall of 2024-25", "2024-12-24"],
            ),
            (
                Some("2024-25/spring"),
                "2026-05-29",
                ["2024-01-01", "2024-07-31", "spring of 2023-24", "2025-05-29"],
            ),
            (
                Some("2025-26"),
                "2026-05-29",
                ["2024-08-01", "2025-05-29", "school year 2024-25", "2025-05-29"],
            ),
            (
                Some("2026-02-01..2026-03-15"),
                "2026-05-29",
                ["2025-02-01", "2025-03-15", "the same days a year before", "2025-05-29"],
            ),
            // 365 days to the day: 2025-05-30 to 2026-05-29, and 2024-05-30 to 2025-05-29.
            (
                Some("last-12-months"),
                "2026-05-29",
                ["2024-05-30", "2025-05-29", "last 12 months", "2025-05-29"],
            ),
        ] {
            assert_eq!(before(&usual, asked, as_of), expected, "{asked:?} as of {as_of}");
        }
        let rolling = district("window = \"last-12-months\"");
        let expected = ["2024-05-30", "2025-05-29", "last 12 months", "2025-05-29"];
        assert_eq!(before(&rolling, None, "2026-05-29"), expected);
    }

    #[test]
    fn the_29th_of_february_becomes_the_28th() {
        let district = district("");
        let expected = ["2022-08-01", "2023-02-28", "school year 2022-23", "2023-02-28"];
        assert_eq!(before(&district, None, "2024-02-29"), expected);
        let expected = ["2023-02-28", "2023-02-28", "the same days a year before", "2023-02-28"];
        assert_eq!(before(&district, Some("2024-02-29..2024-02-29"), "2024-02-29"), expected);
        // A day after a year began becomes the day on which the year before began: still no school year.
        let late = read("02-28", "");
        let expected = ["2023-02-28", "2023-05-01", "the same days a year before", "2024-02-28"];
        assert_eq!(before(&late, Some("2024-02-29..2024-05-01"), "2025-02-28"), expected);
    }

    #[test]
    fn what_is_no_period_is_told_with_those_that_are() {
        let as_of = AsOf { day: "2026-05-29".parse().unwrap(), from: DayFrom::Today };
        let told = |district: &District, text: &str| {
            let fault = district.period(text, as_of).unwrap_err();
            assert!(matches!(fault, PeriodError::NoPeriod(_)), "{fault:?}");
            fault.to_string()
        };
        let usual =
            "school-year, last-12-months, a school year such as 2025-26, two dates FROM..TO";
        let named = told(&district(""), "winter");
        let own = "`winter` is not a period\nallowed: ".to_owned() + usual;
        assert_eq!(named, own.clone() + ", or a name from [periods]: `fall` or `spring`");
        let near = told(&district(""), "2025-26/sprin");
        assert!(
            near.starts_with("`2025-26/sprin` is not a period; did you mean `spring`?\n"),
            "{near}"
        );
        assert_eq!(told(&read("08-01", ""), "winter"), own);
    }

    #[test]
    fn the_last_year_with_records_has_one_before_it_too() {
        let district = district("");
        let [as_of, latest] = ["2026-08-20", "2026-05-29"].map(|day| day.parse().unwrap());
        let shown = district.last_year_with_records(latest);
        let (window, day) = district.a_year_before(None, &shown, as_of);
        let said = [window.from, window.to, day].map(|day| day.to_string());
        assert_eq!(said, ["2024-08-01", "2025-07-31", "2025-08-20"]);
        assert_eq!(window.label, "school year 2024-25");
    }

    #[test]
    fn words_with_a_meaning_are_no_names_of_periods() {
        for name in ["school-year", "last-12-months", "last-year"] {
            assert_eq!(taken(name), Some(name));
            let text = format!("[periods]\n{name} = {{from = \"08-01\", to = \"12-31\"}}\n");
            let text = "version = 1\ndistrict = \"Testville\"\nprofile = \"missouri-sbic-2014\"\n\
                        year_starts = \"08-01\"\n"
                .to_owned()
                + &text;
            let faults = district::read(&Source::new("coach.toml", text), &[]).unwrap_err();
            assert!(faults[0].message.contains("has a meaning already"), "{faults:?}");
        }
        assert_eq!(taken("fall"), None);
    }
}
