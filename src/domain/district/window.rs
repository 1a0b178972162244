//! Which days a report looks at: the `--period` someone typed, or the school year to date.

use chrono::NaiveDate;

use super::District;
use crate::domain::calendar::{AsOf, SchoolYear, Window};
use crate::syntax::tree::read::parse_date;
use crate::text::nearest;
use crate::text::wording::{one_of, quote};

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

    /// The window that `text` names as of `as_of`: a school year (`2025-26`), a name from
    /// `[periods]` (`fall`, or `2024-25/fall` for another year's), or `FROM..TO` with two dates.
    ///
    /// # Errors
    /// `text` names no period, or one that is backwards or begins after `as_of`.
    pub fn period(&self, text: &str, as_of: AsOf) -> Result<Window, PeriodError> {
        if let Some((from, to)) = text.split_once("..") {
            return self.between(from, to, as_of);
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
        let names = || self.periods.keys().map(String::as_str);
        let mut message = format!("{} is not a period", quote(text));
        if let Some(near) = nearest(text.rsplit('/').next().unwrap_or(text), names()) {
            message.push_str(&format!("; did you mean `{near}`?"));
        }
        let year = SchoolYear::of(self.year_starts, self.as_of.unwrap_or_default()).label();
        let year = if self.as_of.is_some() { year } else { "2025-26".to_owned() };
        message.push_str(&format!("\nallowed: a school year such as {year}, two dates FROM..TO"));
        if !self.periods.is_empty() {
            message.push_str(&format!(", or a name from [periods]: {}", one_of(names())));
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
