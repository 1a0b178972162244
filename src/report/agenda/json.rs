//! What to do now as JSON: the model as it stands, `coach-next/1`.

use super::Next;
use crate::text::wording::visible_json;

/// `next` as indented JSON, ending with a line break. A record's own words are not in it.
///
/// # Errors
/// None in practice: every key is text and every number finite.
pub fn render(next: &Next) -> Result<String, serde_json::Error> {
    Ok(visible_json(&serde_json::to_string_pretty(next)?) + "\n")
}
