//! What typed records can still get wrong: one rule, one file. A relationship's folder comes in, or
//! what is remembered of all of them; findings go out; nothing is changed.
//!
//! Faults of reading (syntax, types, unknown words) are found where files are read; their rules are
//! listed here with the others, so that one list holds every rule there is.

mod across;
mod after_as_of;
mod allow;
mod allow_without_reason;
mod always_applies;
mod data_after_review;
mod end_without_day;
mod far_date;
mod few_students;
mod file_name;
mod folder_name;
mod found;
mod id_twice;
mod incomplete_agreement;
mod item_twice;
mod long_day;
mod lost_text;
mod meeting_differs;
mod nothing_rated;
mod observed_after_session;
mod observer_of_the_pair;
mod outside_dates;
mod overlapping_relationships;
mod people;
mod personal_data;
mod personal_id;
mod same_content;
mod same_source;
mod spelled_two_ways;
mod step_closed_early;
mod step_due_early;
mod two_meetings_at_once;
mod unknown_data;
mod unknown_record;
mod unused_allow;
mod values_out_of_order;
mod wrong_correction;
mod wrong_rater;

use chrono::NaiveDate;

use crate::diagnostic::rule_text::Remedy;
use crate::diagnostic::{Diagnostic, Rule, Unread};
use crate::domain::calendar::AsOf;
use crate::domain::district::District;
use crate::domain::profile;
use crate::domain::record::{self, Record, Relationship};
use crate::store::{self, File, LoadedRecord, Scope, record_behind};
use crate::syntax::{toml, tree, yaml};
use crate::text::source::At;

pub(crate) use across::{Distant, Spot, Trace};
pub use allow::Allow;
pub(crate) use allow::heed;
use found::Found;

/// What a check of one relationship looks at.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'p> {
    /// `records/<school>/<pair>`.
    pub path: &'p str,
    /// The file of the relationship.
    pub file: &'p File,
    /// The relationship, as far as it could be read.
    pub relationship: &'p Relationship,
    /// Which of its keys could not be read.
    pub unread: &'p Unread,
    /// Its records, those that could be read in part among them, in the order of their names.
    pub records: &'p [&'p LoadedRecord],
    /// Paths of the records that are there but could not be used.
    pub unused: &'p [String],
    /// The district's settings.
    pub district: &'p District,
    /// The day after which nothing can have happened yet.
    pub as_of: AsOf,
    /// What findings are reported of.
    pub scope: &'p Scope,
}

impl<'p> Pair<'p> {
    /// Its file and those of its records.
    fn files(&self) -> impl Iterator<Item = &'p File> {
        std::iter::once(self.file).chain(self.records.iter().map(|loaded| &loaded.file))
    }

    /// Its records, those last that someone looks at: where two of them do not go together, the second is
    /// the one that is named.
    fn records_looked_at_last(&self) -> impl Iterator<Item = &'p LoadedRecord> {
        let is_looked_at = |loaded: &&LoadedRecord| self.scope.looks_at(loaded.file.path());
        let records = || self.records.iter().copied();
        records().filter(move |loaded| !is_looked_at(loaded)).chain(records().filter(is_looked_at))
    }

    /// The first or last day of the relationship, as far as it could be read, that `date` lies beyond.
    fn bound_crossed(&self, date: NaiveDate) -> Option<Bound> {
        let started = Some(self.relationship.started).filter(At::is_read);
        let after = self.relationship.ended.filter(|ended| date > ended.value).map(Bound::End);
        after.or(started.filter(|started| date < started.value).map(Bound::Start))
    }

    /// Whether a record of this name is there, used or not, be it under another name.
    fn has_file(&self, name: &str) -> bool {
        let is_unused = |path: &String| {
            let rest = path.strip_prefix(self.path).and_then(|rest| rest.strip_prefix('/'));
            rest.is_some_and(|rest| rest == name || record_behind(rest).as_deref() == Some(name))
        };
        self.record_named(name).is_some() || self.unused.iter().any(is_unused)
    }

    /// The record in the file of this name.
    fn record_named(&self, name: &str) -> Option<&'p Record> {
        let found = self.records.binary_search_by(|loaded| loaded.file.name.as_str().cmp(name));
        found.ok().map(|index| &self.records[index].record)
    }
}

/// An end of a relationship.
#[derive(Clone, Copy)]
enum Bound {
    /// Its first day.
    Start(At<NaiveDate>),
    /// Its last day.
    End(At<NaiveDate>),
}

/// A rule and what finds its breaches.
struct Check {
    rule: Rule,
    find: Find,
}

/// Where a rule's breaches can be seen.
enum Find {
    /// In one relationship's folder.
    InPair(fn(&Pair, &mut Found)),
    /// Only across relationships.
    Across(fn(&[Trace], &mut Vec<Distant>)),
    /// In one folder, and across relationships.
    Both(fn(&Pair, &mut Found), fn(&[Trace], &mut Vec<Distant>)),
    /// In the comments that allow findings of other rules, once all of those are known.
    InComments,
}

static CHECKS: &[&Check] = &[
    &after_as_of::CHECK,
    &allow_without_reason::CHECK,
    &always_applies::CHECK,
    &data_after_review::CHECK,
    &end_without_day::CHECK,
    &far_date::CHECK,
    &few_students::CHECK,
    &file_name::CHECK,
    &folder_name::CHECK,
    &id_twice::CHECK,
    &incomplete_agreement::CHECK,
    &item_twice::CHECK,
    &long_day::CHECK,
    &lost_text::CHECK,
    &meeting_differs::CHECK,
    &nothing_rated::CHECK,
    &observed_after_session::CHECK,
    &observer_of_the_pair::CHECK,
    &outside_dates::CHECK,
    &overlapping_relationships::CHECK,
    &personal_data::CHECK,
    &personal_id::CHECK,
    &same_content::CHECK,
    &same_source::CHECK,
    &spelled_two_ways::CHECK,
    &step_closed_early::CHECK,
    &step_due_early::CHECK,
    &two_meetings_at_once::CHECK,
    &unknown_data::CHECK,
    &unknown_record::CHECK,
    &unused_allow::CHECK,
    &values_out_of_order::CHECK,
    &wrong_correction::CHECK,
    &wrong_rater::CHECK,
];

/// Every finding that one relationship's folder shows by itself, at the rules' own levels.
pub(crate) fn check_pair(pair: &Pair) -> Vec<Diagnostic> {
    let mut found = Found::default();
    for check in CHECKS {
        if let Find::InPair(find) | Find::Both(find, _) = check.find {
            find(pair, &mut found);
            found.end_of_rule();
        }
    }
    found.into_diagnostics()
}

/// Every finding that only all relationships together show.
pub(crate) fn check_across(traces: &[Trace]) -> Vec<Distant> {
    let mut found = Vec::new();
    for check in CHECKS {
        if let Find::Across(find) | Find::Both(_, find) = check.find {
            find(traces, &mut found);
        }
    }
    found
}

/// Every rule that a record can break, sorted by id: those of reading, and those of this module.
pub fn rules() -> Vec<&'static Rule> {
    let reading = [store::rules::ALL, yaml::rules::ALL, tree::rules::ALL, record::rules::ALL];
    let mut rules: Vec<&'static Rule> = reading.into_iter().flatten().copied().collect();
    rules.extend(CHECKS.iter().map(|check| &check.rule));
    rules.sort_by_key(|rule| rule.id);
    rules
}

/// Every rule there is, sorted by id: [`rules`], and those that only settings and profiles can break.
pub fn all_rules() -> Vec<&'static Rule> {
    let of_settings = [profile::rules::ALL, toml::ALL];
    let mut rules = rules();
    rules.extend(of_settings.into_iter().flatten());
    rules.sort_by_key(|rule| rule.id);
    rules
}

/// Whether `rule` is about what several relationships show together.
fn is_across(rule: &Rule) -> bool {
    let check = CHECKS.iter().find(|check| check.rule == *rule);
    check.is_some_and(|check| matches!(check.find, Find::Across(_) | Find::Both(..)))
}

/// What can be done about a breach of `rule` beside mending it.
pub fn remedy(rule: &Rule) -> Remedy {
    let check = CHECKS.iter().find(|check| check.rule == *rule);
    match check {
        Some(check) if matches!(check.find, Find::InComments) => Remedy::Level,
        Some(_) => Remedy::LevelOrComment,
        None if rules().contains(&rule) => Remedy::LeftOut,
        None => Remedy::None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn rule_ids_are_unique_and_well_formed() {
        let rules = super::all_rules();
        let ids: BTreeSet<_> = rules.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), rules.len());
        for rule in rules {
            assert!(rule.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'8'));
            assert!(!rule.sentence.ends_with('.'), "{}", rule.sentence);
            assert!(rule.reason.ends_with('.'), "{}", rule.reason);
            assert_ne!(rule.bad, rule.mended, "{}", rule.id);
        }
    }
}
