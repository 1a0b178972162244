//! The end of a year: many relationships end on one day.

use std::path::Path;

use chrono::NaiveDate;

use super::Mend;
use crate::domain::record::{RELATIONSHIP, Relationship};
use crate::store::batch::Part;
use crate::store::raw_text;
use crate::syntax::yaml;
use crate::text::wording::quote;

/// What it takes for those of `pairs` that are under way to end on `on`, for `reason`.
///
/// # Errors
/// In words: a relationship cannot be read or changed safely.
pub(crate) fn end_all(
    root: &Path,
    pairs: &[&(String, Relationship)],
    on: NaiveDate,
    reason: Option<&str>,
) -> Result<Mend, String> {
    let is_under_way =
        |pair: &&&(String, Relationship)| pair.1.ended.is_none() && pair.1.started.value <= on;
    let mut mend = Mend::default();
    for (folder, _) in pairs.iter().filter(is_under_way) {
        let path = format!("{folder}/{RELATIONSHIP}");
        let before = raw_text(root, &path)?;
        let reason = reason.map(|reason| ("end_reason", yaml::inline(reason)));
        let entries: Vec<_> = [("ended", on.to_string())].into_iter().chain(reason).collect();
        let text = yaml::insert(&before, &[], &entries)
            .map_err(|refused| format!("{} cannot be changed: {refused}", quote(&path)))?;
        mend.parts.push(Part::changed(path, before, text));
    }
    Ok(mend)
}
