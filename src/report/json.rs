//! The report as JSON: the model as it stands, `coach-report/2`.

use super::Report;
use crate::text::wording::visible_json;

/// `report` as indented JSON, ending with a line break.
///
/// # Errors
/// None in practice: every key is text and every number finite.
pub fn render(report: &Report) -> Result<String, serde_json::Error> {
    let mut text = visible_json(&serde_json::to_string_pretty(report)?);
    text.push('\n');
    Ok(text)
}
