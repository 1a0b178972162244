//! What an audience is shown. Serialized as is, this is the JSON format `coach-view/1`; its schema is made from what is
//! written here.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::calendar::Window;
use crate::domain::district::Audience;
use crate::formats::Format;
use crate::report::grid::Grid;
use crate::report::model::{AUDIENCE, Commit, Tool};

/// A report for one audience: what its policy in coach.toml names. Every proportion is a pair of counts: k of n.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct View {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::View.name()))]
    pub format: Format,
    /// Whether it may be published.
    #[schemars(extend("const" = AUDIENCE))]
    pub publication: &'static str,
    /// For whom it is.
    pub audience: Audience,
    /// The program that made it.
    pub tool: Tool,
    /// The district's name in coach.toml.
    pub district: String,
    /// The day as of which everything is judged.
    pub as_of: NaiveDate,
    /// The git commit the folder is at; `null` outside a repository or where git is not there.
    pub commit: Option<Commit>,
    /// The SHA-256 of the records that were read and used; see `coach-report/3`.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub records_sha256: Option<String>,
    /// Whom it is about, in words such as "school lincoln-elementary"; empty when that is the whole district.
    pub about: Vec<String>,
    /// One for each period, in the order asked for.
    #[schemars(length(min = 1))]
    pub periods: Vec<ViewPeriod>,
}

/// The view of one period.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ViewPeriod {
    /// The days looked at; both ends count.
    pub window: Window,
    /// Records in the district's folder.
    pub records_found: usize,
    /// Of those, records that could not be used.
    pub records_left_out: usize,
    /// Folders that could not be read; how many records they hold is unknown.
    pub unread_folders: usize,
    /// One entry for each profile; profiles are never pooled.
    pub profiles: Vec<ViewProfile>,
}

/// The view of the relationships under one profile.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ViewProfile {
    /// Id of the profile.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// SHA-256 of its text.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub hash: String,
    /// What comes first, in sentences.
    pub answer: Vec<String>,
    /// The tables.
    pub(in crate::report) tables: Vec<Grid>,
    /// How it was made, where that is particular, in sentences.
    pub notes: Vec<String>,
}
