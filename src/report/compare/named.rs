//! What the profiles and rows of a report are called, for both sides of a comparison. A report's time,
//! or an earlier report as JSON, comes in.

use serde::Deserialize;

use crate::report::model::{Group, Key, Period};

/// A profile of a report, and its rows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct NamedProfile {
    /// Its id.
    pub id: String,
    /// SHA-256 of its text.
    pub hash: String,
    /// The rows of the report.
    #[serde(rename = "groups")]
    pub rows: Vec<NamedRow>,
}

/// A row of a report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct NamedRow {
    /// Which row it is.
    pub keys: Vec<Key>,
    /// What people call it.
    pub name: String,
}

/// The profiles of `period`.
pub(crate) fn named(period: &Period) -> Vec<NamedProfile> {
    let row = |group: &Group| NamedRow { keys: group.keys.clone(), name: group.name.clone() };
    let profiles = period.profiles.iter().map(|profile| NamedProfile {
        id: profile.id.clone(),
        hash: profile.hash.clone(),
        rows: profile.groups.iter().map(row).collect(),
    });
    profiles.collect()
}
