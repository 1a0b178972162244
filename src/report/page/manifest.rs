//! How a report was made, fact by fact: whoever has the same records and this program makes the same one.

use std::collections::BTreeSet;

use super::parts::Fact;
use super::{lines, when};
use crate::report::model::Report;

/// The program, the profiles, the days, the commit and the records of `report`.
pub(in crate::report) fn manifest(report: &Report) -> Vec<Fact> {
    let fact = |label: &'static str, lines: Vec<String>| Fact::new(label, lines);
    let profiles = report.periods.iter().flat_map(|period| &period.profiles);
    let profiles: BTreeSet<String> = profiles
        .map(|it| format!("{}, {}, {}, sha256 {}", it.id, it.title, it.edition, it.hash))
        .collect();
    let commit = report.commit.as_ref().map_or_else(
        || "no commit known".to_owned(),
        |commit| match commit.has_changes {
            Some(false) => format!("commit {}, nothing changed since", commit.id),
            Some(true) => format!("commit {}, with uncommitted changes", commit.id),
            None => format!("commit {}, changes since it unknown", commit.id),
        },
    );
    let mut facts =
        vec![fact("Made by", vec![format!("{} {}", report.tool.name, report.tool.version)])];
    let periods = report.periods.iter();
    facts.push(fact("Period", periods.map(|it| when(&it.window, report.as_of)).collect()));
    if !report.selection.is_empty() {
        facts.push(fact("Only", vec![report.selection.join(", ")]));
    }
    if !profiles.is_empty() {
        facts.push(fact("Profile", profiles.into_iter().collect()));
    }
    facts.push(fact("Git", vec![commit]));
    let mut records: Vec<String> =
        report.periods.iter().map(|period| lines::records(period, report)).collect();
    records.extend(report.records_sha256.as_ref().map(|digest| format!("sha256 {digest}")));
    facts.push(fact("Records", records));
    facts
}
