//! An explanation as JSON: the model as it stands, `coach-explain/1`.

use super::Explanation;
use crate::text::wording::visible_json;

/// `explanation` as indented JSON, ending with a line break.
///
/// # Errors
/// None in practice: every key is text and every number finite.
pub fn render(explanation: &Explanation) -> Result<String, serde_json::Error> {
    Ok(visible_json(&serde_json::to_string_pretty(explanation)?) + "\n")
}
