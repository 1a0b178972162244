//! Diagnostics as JSON, version 1: 1-based lines, columns in Unicode scalar values, no excerpts.

use serde::Serialize;

use super::{Diagnostic, Level, Place, Tally};
use crate::text::wording::visible_json;

/// The version of this format; raised when a key changes its meaning or goes away.
const FORMAT: &str = "coach-check/1";

#[derive(Serialize)]
struct Document<'d> {
    format: &'static str,
    summary: Tally,
    diagnostics: Vec<Entry<'d>>,
}

/// `diagnostics` and their tally as indented JSON, ending with a line break.
///
/// # Errors
/// None in practice: every key is text.
pub fn render(diagnostics: &[Diagnostic], summary: Tally) -> Result<String, serde_json::Error> {
    let diagnostics = diagnostics.iter().map(Entry::from).collect();
    let document = Document { format: FORMAT, summary, diagnostics };
    let mut text = visible_json(&serde_json::to_string_pretty(&document)?);
    text.push('\n');
    Ok(text)
}

/// One finding as it stands in a JSON list.
#[derive(Debug, Serialize)]
pub struct Entry<'d> {
    rule: &'static str,
    level: Level,
    message: &'d str,
    #[serde(flatten)]
    place: At<'d>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'d str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Also<'d>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    help: &'d [String],
}

#[derive(Debug, Serialize)]
struct Also<'d> {
    #[serde(flatten)]
    place: At<'d>,
    label: &'d str,
}

/// A path, and where the finding is in a part of the file: start and (exclusive) end.
#[derive(Debug, Serialize)]
struct At<'d> {
    path: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

impl<'d> From<&'d Place> for At<'d> {
    fn from(place: &'d Place) -> Self {
        let region = place.region.as_ref();
        Self {
            path: &place.path,
            line: region.map(|r| r.start.line),
            column: region.map(|r| r.start.column),
            end_line: region.map(|r| r.end.line),
            end_column: region.map(|r| r.end.column),
        }
    }
}

impl<'d> From<&'d Diagnostic> for Entry<'d> {
    fn from(diagnostic: &'d Diagnostic) -> Self {
        let also = |related: &'d super::Related| Also {
            place: At::from(&related.place),
            label: &related.label,
        };
        Self {
            rule: diagnostic.rule.id,
            level: diagnostic.level,
            message: &diagnostic.message,
            place: At::from(&diagnostic.place),
            label: &diagnostic.label,
            related: diagnostic.related.iter().map(also).collect(),
            help: &diagnostic.help,
        }
    }
}
