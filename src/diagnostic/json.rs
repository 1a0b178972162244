//! Diagnostics as JSON, version 1: 1-based lines, columns in Unicode scalar values, no excerpts.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Diagnostic, Level, Place, Tally};
use crate::formats::Format;
use crate::text::wording::json;

/// Every finding, sorted by path and place.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Document<'d> {
    /// This format and its version.
    #[schemars(with = "String", extend("const" = Format::Check.name()))]
    format: Format,
    /// How much was found in how many records.
    summary: Tally,
    /// The findings.
    diagnostics: Vec<Entry<'d>>,
    /// Rules that a named record could break together with records that were not read, by their ids: a check of the
    /// whole district finds that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    in_part: Vec<&'static str>,
}

/// `diagnostics`, their tally and the rules that are judged in part as indented JSON, ending with a line break.
///
/// # Errors
/// None in practice: every key is text.
pub fn render(
    diagnostics: &[Diagnostic],
    summary: Tally,
    in_part: impl IntoIterator<Item = &'static str>,
) -> Result<String, serde_json::Error> {
    let diagnostics = diagnostics.iter().map(Entry::from).collect();
    let in_part = in_part.into_iter().collect();
    json(&Document { format: Format::Check, summary, diagnostics, in_part })
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Entry<'d> {
    /// Id of the rule.
    rule: &'static str,
    /// How much it weighs.
    level: Level,
    /// What is wrong.
    message: &'d str,
    #[serde(flatten)]
    place: At<'d>,
    /// A few words about the place.
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'d str,
    /// Other places that explain it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Also<'d>>,
    /// What is allowed and what to do.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    help: &'d [String],
}

/// A place that explains a finding.
#[derive(Debug, Serialize, JsonSchema)]
struct Also<'d> {
    #[serde(flatten)]
    place: At<'d>,
    /// What is there.
    label: &'d str,
}

/// A path, and where the finding is in a part of the file: start and (exclusive) end.
#[derive(Debug, Serialize, JsonSchema)]
struct At<'d> {
    /// File or folder, from the district's folder, with `/`.
    path: &'d str,
    /// Line of the first character, from 1; absent for a whole file or folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    line: Option<u32>,
    /// Its column in Unicode scalar values, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    column: Option<u32>,
    /// Line of the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    end_line: Option<u32>,
    /// Column one past the last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
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
