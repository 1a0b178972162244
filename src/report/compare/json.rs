//! A comparison as JSON: the model as it stands, `coach-compare/1`.

use super::Comparison;
use crate::text::wording::visible_json;

/// `comparison` as indented JSON, ending with a line break.
///
/// # Errors
/// None in practice: every key is text and every number finite.
pub fn render(comparison: &Comparison) -> Result<String, serde_json::Error> {
    let mut text = visible_json(&serde_json::to_string_pretty(comparison)?);
    text.push('\n');
    Ok(text)
}
