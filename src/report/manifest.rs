//! What a report was made with and what it rests on, line by line: a label, and what belongs to it. Formats that
//! have room for a list show these lines, so that whoever has the document can tell whether another rests on the
//! same records.

use super::model::{Commit, Period, Report};
use crate::text::wording::{count, grouped};

/// The lines of `report`, in the order in which they are shown. No text of records or settings is made harmless
/// yet.
pub(in crate::report) fn lines(report: &Report) -> Vec<(&'static str, String)> {
    let mut lines = vec![
        ("Made by", format!("{} {}", report.tool.name, report.tool.version)),
        ("For", report.audience.to_owned()),
    ];
    let mut named: Vec<&str> = Vec::new();
    for profile in report.periods.iter().flat_map(|period| &period.profiles) {
        if !named.contains(&profile.id.as_str()) {
            named.push(&profile.id);
            lines.push(("Profile", format!("{}, {}", profile.id, profile.edition)));
            lines.push(("Profile sha256", profile.hash.clone()));
        }
    }
    lines.push(("As of", report.as_of.to_string()));
    for Period { window, records, .. } in &report.periods {
        lines.push(("Period", format!("{}, {} to {}", window.label, window.from, window.to)));
        let left_out = grouped(records.left_out);
        lines.push(("Records", format!("{}, {left_out} left out", count(records.found, "record"))));
        if records.unread_folders > 0 {
            lines.push(("Not read", count(records.unread_folders, "folder")));
        }
    }
    if !report.selection.is_empty() {
        lines.push(("Only", report.selection.join(", ")));
    }
    let commit = report.commit.as_ref();
    lines.push(("Commit", commit.map_or("none known", |commit| &commit.id).to_owned()));
    lines.extend(commit.map(|commit| ("Changes since", changes(commit).to_owned())));
    lines.extend(report.records_sha256.clone().map(|digest| ("Records sha256", digest)));
    lines
}

/// Whether anything that was read differs from `commit`.
fn changes(commit: &Commit) -> &'static str {
    match commit.has_changes {
        Some(false) => "none: the folder is as committed",
        Some(true) => "yes: something that was read is not as committed",
        None => "unknown",
    }
}
