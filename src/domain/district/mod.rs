//! `coach.toml`: what is particular to one district. A TOML text comes in; a valid [`District`], or
//! every fault of the text, goes out.

mod audience;
pub mod bounds;
mod expires_after;
mod holidays;
mod keys;
mod read;
mod window;
mod year;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::{Levels, Place};
use crate::domain::calendar::{MonthDay, NamedPeriod, SchoolDays};

pub use audience::{Audience, Fact, Numbers, Policies, Policy, Rows};
pub use expires_after::ExpiresAfter;
pub use keys::{LEVELS, SETTINGS};
pub use read::read;
pub use window::Usual;
pub(crate) use window::{LAST_YEAR, PeriodError};

/// A district's settings.
#[derive(Clone, Debug)]
pub struct District {
    /// Its name, as printed on reports.
    pub name: String,
    /// Id of the profile that most relationships follow.
    pub profile: String,
    /// Where coach.toml names that profile.
    pub profile_place: Place,
    /// The first day of its school years.
    pub year_starts: MonthDay,
    /// What a report looks at unless a period is named.
    pub window: Usual,
    /// Its days without school: holidays, and the summer where it says when school years end.
    pub school_days: SchoolDays,
    /// The day as of which a finished year is reported.
    pub as_of: Option<NaiveDate>,
    /// Profiles of its own: id, path from the district's folder, and where coach.toml says so.
    pub own_profiles: Vec<(String, String, Place)>,
    /// Schools: id and name.
    pub schools: BTreeMap<String, String>,
    /// Number of educators of a school, by its id, where the district gives it.
    pub educators: BTreeMap<String, u32>,
    /// Groups of a school, by its id, where the district gives it any.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Named parts of the school year.
    pub periods: BTreeMap<String, NamedPeriod>,
    /// The level of each rule.
    pub levels: Levels,
    /// What the profile leaves to the district.
    pub thresholds: Thresholds,
    /// Profiles with a number of their own for [`Thresholds::not_met_days`].
    pub not_met_days_of: Vec<DaysOf>,
    /// For how many days evidence that an item is in place counts, by source.
    pub expires_after: ExpiresAfter,
    /// Whether what is written is committed to git at once.
    pub commit: bool,
    /// Who may see what of a report.
    pub policies: Policies,
}

impl District {
    /// Where the profiles of its own are, from the district's folder.
    pub(crate) fn profile_paths(&self) -> Vec<String> {
        self.own_profiles.iter().map(|(_, path, _)| path.clone()).collect()
    }

    /// Days with school and without a session after which a pair under the profile `id` needs attention.
    pub(crate) fn not_met_days(&self, id: &str) -> u32 {
        self.own_not_met_days(id).unwrap_or(self.thresholds.not_met_days)
    }

    /// The same, where the profile `id` has a number of its own.
    pub(crate) fn own_not_met_days(&self, id: &str) -> Option<u32> {
        self.not_met_days_of.iter().find(|of| of.profile == id).map(|of| of.days)
    }
}

/// A number of days for pairs under one profile.
#[derive(Clone, Debug)]
pub struct DaysOf {
    /// Id of the profile.
    pub profile: String,
    /// Days with school.
    pub days: u32,
    /// Where coach.toml names the profile.
    pub place: Place,
}

/// Numbers that a district may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Student data for fewer students than this is worth a warning: it may point to single pupils.
    pub min_students: u32,
    /// A pair without a session for more than this many days with school needs attention.
    pub not_met_days: u32,
    /// A pair under way for fewer days than this, days without school left out, is new: what is in place in it is counted apart.
    pub new_pair_days: u32,
    /// `--fail-under` judges a school year to date from this day of it on; its first day is day 1. Before
    /// that there is too little evidence to judge by.
    pub judge_from_day: u32,
    /// Of the visits that an observer rated, so many percent should be rated by two. The usual 20 is
    /// what the What Works Clearinghouse asks of outcome data (2022, Procedures and Standards
    /// Handbook, version 5.0).
    pub double_rating_percent: u32,
    /// A group with fewer educators than this is shown to the district's office only as a part of a larger one.
    /// States use 5 to 30, most often 10.
    pub min_educators: u32,
}

impl Thresholds {
    /// What holds where coach.toml says nothing.
    pub(crate) const USUAL: Self = Self {
        min_students: 10,
        not_met_days: 30,
        new_pair_days: 30,
        judge_from_day: 60,
        double_rating_percent: 20,
        min_educators: 10,
    };
}

impl Default for Thresholds {
    fn default() -> Self {
        Self::USUAL
    }
}
