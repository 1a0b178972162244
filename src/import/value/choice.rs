//! Several choices in one cell.

use super::word::folded;
use crate::import::cell::Wrong;

/// The labels in `cell`, the longest first.
pub(crate) fn choices<'l>(cell: &str, labels: &[&'l str]) -> Result<Vec<&'l str>, Wrong> {
    let mut rest = folded(cell);
    let mut known: Vec<(String, &'l str)> = labels.iter().map(|label| (folded(label), *label)).collect();
    known.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
    let mut found: Vec<(usize, &'l str)> = Vec::new();
    for (label, own) in known.iter().filter(|(label, _)| !label.is_empty()) {
        if let Some(at) = rest.find(label.as_str()) {
            found.push((at, own));
            rest.replace_range(at..at + label.len(), &"\u{1}".repeat(label.len()));
        }
    }
    if rest.chars().any(char::is_alphanumeric) {
        let cause = "has a choice that is not known".to_owned();
        return Err(Wrong { cause, detail: String::new(), remedy: String::new() });
    }
    found.sort_by_key(|(at, _)| *at);
    Ok(found.into_iter().map(|(_, label)| label).collect())
}
