//! Calendar months.

use std::borrow::Cow;

use chrono::{Datelike, Months, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month that holds `date`.
    ///
    /// ```
    /// # use coach::domain::calendar::Month;
    /// # let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    /// let february = Month::of(day("2028-02-10"));
    /// assert_eq!((february.first(), february.last()), (day("2028-02-01"), day("2028-02-29")));
    /// assert_eq!(february.to_string(), "2028-02");
    /// assert_eq!(february.next().unwrap().to_string(), "2028-03");
    /// ```
    pub fn of(date: NaiveDate) -> Self {
        Self { first: date.with_day(1).unwrap_or(date) }
    }

    /// First day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Last day.
    pub fn last(self) -> NaiveDate {
        let next = self.first.checked_add_months(Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// The month after it; `None` at the end of the calendar.
    pub fn next(self) -> Option<Self> {
        self.first.checked_add_months(Months::new(1)).map(|first| Self { first })
    }

    /// The months from that of `from` to that of `to`, at most `most`.
    pub(crate) fn from_to(
        from: NaiveDate,
        to: NaiveDate,
        most: usize,
    ) -> impl Iterator<Item = Self> {
        let months = std::iter::successors(Some(Self::of(from)), |month| month.next());
        months.take_while(move |month| month.first <= to).take(most)
    }
}

/// `2025-09`.
impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.first.format("%Y-%m"))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Month {
    fn schema_name() -> Cow<'static, str> {
        "Month".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A month, such as 2025-09.",
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}$",
        })
    }
}
