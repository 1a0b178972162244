//! Findings where there are many: the first few of each rule are shown. Findings come in; those to be shown, and how many
//! more there are, go out.

use std::collections::BTreeMap;

use super::finish::MOST_LISTED;
use crate::diagnostic::{Diagnostic, Level};

/// Findings of one rule that are shown where there are many.
const MOST_OF_A_RULE: usize = 3;

/// Leaves the first few of each rule in `findings`, where they are many; how many more there are of each.
pub(super) fn shorten(findings: &mut Vec<Diagnostic>) -> Vec<String> {
    if findings.len() <= MOST_LISTED {
        return Vec::new();
    }
    let more = leave_first(findings).into_iter();
    more.map(|(rule, more)| format!("and {more} more [{rule}]: `coach check` shows them")).collect()
}

/// What is shown of `findings` where nothing is written: of many warnings the first few, and every error after them. And
/// how many more there are.
pub(in crate::command) fn of_refusal(findings: &[Diagnostic]) -> (Vec<Diagnostic>, Vec<String>) {
    if findings.len() <= MOST_LISTED {
        return (findings.to_vec(), Vec::new());
    }
    let (errors, mut shown): (Vec<Diagnostic>, Vec<Diagnostic>) =
        findings.iter().cloned().partition(|finding| finding.level == Level::Error);
    let more = leave_first(&mut shown).into_iter();
    let more = more.map(|(rule, more)| format!("{more} more [{rule}]; --format json lists them"));
    let more = more.collect();
    shown.extend(errors);
    (shown, more)
}

/// Leaves the first few of each rule in `findings`; how many more there are, where there are.
fn leave_first(findings: &mut Vec<Diagnostic>) -> Vec<(&'static str, usize)> {
    let mut of_rule: BTreeMap<&str, usize> = BTreeMap::new();
    findings.retain(|finding| {
        let number = of_rule.entry(finding.rule.id).or_default();
        *number += 1;
        *number <= MOST_OF_A_RULE
    });
    let more = of_rule.into_iter().filter(|(_, number)| *number > MOST_OF_A_RULE);
    more.map(|(rule, number)| (rule, number - MOST_OF_A_RULE)).collect()
}
