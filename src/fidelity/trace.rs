//! What stands behind a number: the things that were counted, each with the records that were looked at
//! for it and the rule that counted or refused each.

use chrono::NaiveDate;

use super::Share;

/// To which part of a relationship's records a measure is narrowed, by ids. Empty: to none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Id of an essential function.
    pub function: Option<String>,
    /// Id of an item.
    pub item: Option<String>,
    /// Id of a level.
    pub level: Option<String>,
    /// Id of a method.
    pub method: Option<String>,
    /// Id of a phase.
    pub phase: Option<String>,
    /// A rater's role: self, educator or observer.
    pub role: Option<String>,
    /// A rater's id.
    pub rater: Option<String>,
}

impl Narrow {
    /// Its keys in an address, and their values.
    pub fn fields(&self) -> [(&'static str, Option<&str>); 7] {
        [
            ("function", self.function.as_deref()),
            ("item", self.item.as_deref()),
            ("level", self.level.as_deref()),
            ("method", self.method.as_deref()),
            ("phase", self.phase.as_deref()),
            ("role", self.role.as_deref()),
            ("rater", self.rater.as_deref()),
        ]
    }

    /// The value under `key`, to be set; `None` for a key there is not.
    pub fn field_mut(&mut self, key: &str) -> Option<&mut Option<String>> {
        Some(match key {
            "function" => &mut self.function,
            "item" => &mut self.item,
            "level" => &mut self.level,
            "method" => &mut self.method,
            "phase" => &mut self.phase,
            "role" => &mut self.role,
            "rater" => &mut self.rater,
            _ => return None,
        })
    }
}

/// One thing that was counted, or was not: an item, a request, a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is, by ids and days: never a record's prose.
    pub what: String,
    /// What it adds to the number.
    pub adds: Amount,
    /// Why, in words.
    pub because: String,
    /// The records that were looked at for it, in the order of their names.
    pub records: Vec<Judged>,
}

/// A record that was looked at, and what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// File name within the pair's folder.
    pub file: String,
    /// Whether it counted.
    pub counts: bool,
    /// The rule that counted or refused it, in words.
    pub why: String,
}

/// What an entry adds.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// So many more.
    Count(u32),
    /// So many more of so many more.
    Share(Share),
    /// One more, unless another entry has the same name: distinct people and the like.
    Distinct(String),
    /// So many more, unless another entry has the same name: the minutes of a shared meeting.
    Once(String, u32),
    /// Ratings of one thing by several raters, 0 to 2; all entries of one visit belong together.
    Ratings {
        /// The visit: a pair's folder and a day.
        visit: (String, NaiveDate),
        /// One a rater; `None` where that rater gave no level.
        ratings: Vec<Option<u8>>,
    },
}
