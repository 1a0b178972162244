//! A change as a person reads it before it is made: the files, and their lines before and after. Parts of a
//! batch come in; text goes out.

use std::collections::BTreeMap;

use similar::TextDiff;

use super::Mend;
use crate::store::batch::Part;
use crate::text::wording::visible;

/// Lines around a change that show where it is.
const AROUND: usize = 1;

/// `mend` in lines: each file with what is taken out after `-` and what comes in after `+`. Of more than
/// `most` files the first are shown, and how many more there are. Paths begin with `prefix`.
pub(crate) fn plan(mend: &Mend, most: usize, prefix: &str) -> String {
    let moved_to: BTreeMap<&str, &str> =
        mend.moves.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    let old: BTreeMap<&str, &Part> =
        mend.parts.iter().map(|part| (part.path.as_str(), part)).collect();
    let targets: BTreeMap<&str, &str> = moved_to.iter().map(|(from, to)| (*to, *from)).collect();
    let shown = mend.parts.iter().filter(|part| !moved_to.contains_key(part.path.as_str()));
    let mut out = String::new();
    for part in shown.clone().take(most) {
        let path = format!("{prefix}{}", visible(&part.path));
        let from = targets.get(part.path.as_str());
        let before = match from {
            Some(from) => old.get(from).and_then(|part| part.before.as_deref()),
            None => part.before.as_deref(),
        };
        let headline = match (from, &part.before, &part.text) {
            (Some(from), ..) => format!("move {prefix}{}\n  to {path}\n", visible(from)),
            (None, _, None) => format!("remove {path}\n"),
            (None, Some(_), Some(_)) => format!("change {path}\n"),
            (None, None, Some(_)) => format!("write {path}\n"),
        };
        out.push_str(&headline);
        out.push_str(&lines(before.unwrap_or_default(), part.text.as_deref().unwrap_or_default()));
    }
    if let Some(more @ 1..) = shown.count().checked_sub(most) {
        let more = crate::text::wording::count(more, "more file");
        out.push_str(&format!("and {more}\n"));
    }
    out
}

/// What makes the text `after` of the text `before`.
fn lines(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut diff = diff.unified_diff();
    let mut out = String::new();
    for (index, hunk) in diff.context_radius(AROUND).iter_hunks().enumerate() {
        if index > 0 {
            out.push_str("    …\n");
        }
        for change in hunk.iter_changes() {
            let text = visible(change.value().trim_end_matches(['\n', '\r']));
            out.push_str(&format!("  {} {text}\n", change.tag()));
        }
    }
    out
}
