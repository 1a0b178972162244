//! An earlier report, read back from its JSON: what it was about, and its figures.

use chrono::NaiveDate;
use serde::Deserialize;

use super::NamedProfile;
use crate::domain::calendar::Window;
use crate::formats::Format;
use crate::report::model::{Commit, Figure};
use crate::text::wording::quote;

/// What is needed of an earlier report.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Earlier {
    /// Its as-of day.
    pub as_of: NaiveDate,
    /// The commit of its folder.
    pub commit: Option<Commit>,
    /// Its filters in words.
    pub selection: Vec<String>,
    /// What its rows are.
    pub by: Vec<String>,
    /// The version of the program that made it.
    pub tool: EarlierTool,
    periods: Vec<EarlierPeriod>,
}

/// The program that made an earlier report.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct EarlierTool {
    /// Its version.
    pub version: String,
}

/// A time of an earlier report.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct EarlierPeriod {
    /// The days looked at.
    pub window: Window,
    /// How many records there were.
    pub records: EarlierRecords,
    /// The profiles it reports on.
    pub profiles: Vec<NamedProfile>,
    /// Its numbers.
    pub figures: Vec<Figure>,
}

/// Records of an earlier report.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct EarlierRecords {
    /// Records there were.
    pub found: usize,
    /// Of those, records that could not be used.
    pub left_out: usize,
}

/// A text is no report that can be compared with.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0}")]
pub(crate) struct NotAReport(String);

impl Earlier {
    /// Reads the JSON of a report on one time.
    ///
    /// # Errors
    /// The text is no such report, of another version, or about several times.
    pub(crate) fn read(text: &str) -> Result<Self, NotAReport> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
        }
        let head: Head = serde_json::from_str(text).map_err(|error| {
            NotAReport(format!(
                "it is not the JSON of a report, as `coach report --format json` makes it: {error}"
            ))
        })?;
        let format = Format::Report.name();
        if head.format != format {
            return Err(NotAReport(format!(
                "its format is {}, but only {format} can be compared: make the report again with \
                 this version of coach",
                quote(&head.format)
            )));
        }
        let report: Self =
            serde_json::from_str(text).map_err(|error| NotAReport(format!("{format}: {error}")))?;
        match report.periods.len() {
            1 => Ok(report),
            n => Err(NotAReport(format!(
                "it covers {n} periods, but a comparison needs exactly one"
            ))),
        }
    }

    /// The time it is about.
    pub(crate) fn period(&self) -> &EarlierPeriod {
        &self.periods[0]
    }

    /// The same, and nothing else of the report.
    pub(crate) fn into_period(mut self) -> EarlierPeriod {
        self.periods.swap_remove(0)
    }
}
