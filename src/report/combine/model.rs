//! What a combined report says. Serialized as is, this is the JSON format `coach-combined/1`; its schema
//! is made from what is written here.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::sent::{SentItem, SentLevel, SentPart};
use crate::count::{Narrow, Statistic, Value};
use crate::domain::calendar::Window;
use crate::formats::Format;
use crate::report::Address;
use crate::report::model::{AUDIENCE, Commit, Records, Tool};

/// The reports of several districts as one. Counts and shares are added up; nothing else is combined.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Combined {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::Combined.name()))]
    pub format: Format,
    /// For whom the report is.
    #[schemars(extend("const" = AUDIENCE))]
    pub audience: &'static str,
    /// The program that combined the reports.
    pub tool: Tool,
    /// The districts, in the order in which their reports were named.
    #[schemars(length(min = 2))]
    pub districts: Vec<District>,
    /// The day as of which everything is judged in every district.
    pub as_of: NaiveDate,
    /// The filters of every report in words; empty when everything is in.
    pub selection: Vec<String>,
    /// What the rows of every report are.
    pub by: Vec<String>,
    /// Days with school and without a session after which a pair counts as not met.
    pub not_met_days: u32,
    /// A relationship under way for fewer days than this is new.
    pub new_pair_days: u32,
    /// How the reports were made differently, one sentence each.
    pub unlike: Vec<String>,
    /// One for each period, in the order of the reports.
    #[schemars(length(min = 1))]
    pub periods: Vec<Period>,
}

/// A district whose report is in it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct District {
    /// Its name.
    pub district: String,
    /// The version of the program that made its report.
    pub tool_version: String,
    /// The git commit of its folder, where its report says so.
    pub commit: Option<Commit>,
}

/// The numbers of one period.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Period {
    /// The days looked at in every district.
    pub window: Window,
    /// How many records there were in all districts and what became of them.
    pub records: Records,
    /// The same of each of `districts`, in their order.
    pub records_of: Vec<Records>,
    /// The profiles that are used, sorted by id; profiles are never pooled.
    pub profiles: Vec<Profile>,
    /// Every number that is about no one's id, with what it is in all districts together.
    pub figures: Vec<Figure>,
    /// Numbers of single schools, coaches, raters and relationships: an id means someone else in another
    /// district, so each stays under its own.
    pub own: Vec<OwnFigure>,
}

/// A profile, which is the same in all districts that use it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Profile {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// SHA-256 of its text.
    pub hash: String,
    /// Its levels, best first.
    #[serde(skip)]
    pub(super) levels: Vec<SentLevel>,
    /// Its functions.
    #[serde(skip)]
    pub(super) functions: Vec<SentPart>,
    /// Its tiers and the whole, where these have levels.
    #[serde(skip)]
    pub(super) parts: Vec<SentPart>,
    /// Its items.
    #[serde(skip)]
    pub(super) items: Vec<SentItem>,
}

/// A number of all districts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Figure {
    /// Its address in each report, without the as-of day.
    pub address: Address,
    /// What it is in all districts together; `null` where it cannot be combined.
    pub total: Option<Value>,
    /// Why it cannot be combined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cannot_be_combined: Option<String>,
    /// What it is in each of the report's `districts`, in their order; `null` where a report has no such
    /// number.
    pub districts: Vec<Option<Value>>,
    /// Under which profile.
    #[serde(skip)]
    pub(super) profile: Option<String>,
    /// On which practice, where rows are practices and it is about one.
    #[serde(skip)]
    pub(super) practice: Option<String>,
    /// Whether it is about the whole period and no month of it.
    #[serde(skip)]
    pub(super) is_of_period: bool,
}

/// A number of one district alone.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct OwnFigure {
    /// The district.
    pub district: String,
    /// Its address there, without the as-of day.
    pub address: Address,
    /// The number.
    #[serde(flatten)]
    pub value: Value,
}

impl Period {
    /// The number `measure` of the whole period under `profile`, narrowed to `narrow`; of one `practice`
    /// where one is named.
    pub(super) fn figure(
        &self,
        profile: &str,
        practice: Option<&str>,
        narrow: &Narrow,
        measure: Statistic,
    ) -> Option<&Figure> {
        self.figures.iter().find(|figure| {
            let address = &figure.address;
            address.measure == measure
                && figure.is_of_period
                && figure.profile.as_deref() == Some(profile)
                && figure.practice.as_deref() == practice
                && *address.narrow == *narrow
        })
    }
}
