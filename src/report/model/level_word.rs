//! A level as reports have it: its id for programs, and what it is called for people.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::profile::Level;

/// A level: in JSON its id and nothing else.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct LevelWord {
    /// Its id.
    pub id: String,
    /// What it is called in sentences and headings.
    #[serde(skip)]
    pub called: String,
}

impl LevelWord {
    pub(in crate::report) fn of(level: &Level) -> Self {
        Self { id: level.id.clone(), called: level.called() }
    }
}
