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
mod asks;
mod data_after_review;
mod end_without_day;
mod far_date;
mod few_students;
mod file_name;
mod folder_name;
mod found;
mod groups;
mod id_twice;
mod incomplete_agreement;
mod item_twice;
mod long_day;
mod lost_text;
mod meeting_differs;
mod not_for_pair;
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
mod second_coach;
mod spelled_two_ways;
mod step_closed_early;
mod step_due_early;
mod two_meetings_at_once;
mod unknown_coach;
mod unknown_data;
mod unknown_group;
mod unknown_record;
mod unlisted_instrument;
mod unused_allow;
mod values_out_of_order;
mod wrong_correction;
mod wrong_hand_over;
mod wrong_rater;

use std::ops::Deref;

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

pub(crate) use across::{Distant, OwnTime, Spot, Trace, lineages};
pub use allow::Allow;
pub(crate) use allow::heed;
pub(crate) use asks::{Asked, Asks, Judged};
use found::Found;
pub(crate) use outside_dates::is_outside_dates;

/// What a check of one folder of records looks at.
#[derive(Clone, Copy, Debug)]
pub struct Folder<'p> {
    /// `records/<school>/<pair>` or `records/coaches/<coach>`.
    pub path: &'p str,
    /// Whose it is.
    pub whose: Whose<'p>,
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

/// Whose a folder of records is.
#[derive(Clone, Copy, Debug)]
pub enum Whose<'p> {
    /// That of a pair: the file of its relationship, and the relationship, as far as it could be read.
    Pair(&'p File, &'p Relationship),
    /// That of the coach with this id.
    Coach(&'p str),
}

impl<'p> Folder<'p> {
    /// The relationship whose folder it is, with its file.
    fn relationship(&self) -> Option<(&'p File, &'p Relationship)> {
        match self.whose {
            Whose::Pair(file, relationship) => Some((file, relationship)),
            Whose::Coach(_) => None,
        }
    }

    /// The files of its records, that of the relationship first.
    fn files(&self) -> impl Iterator<Item = &'p File> {
        let own = self.relationship().map(|(file, _)| file);
        own.into_iter().chain(self.records.iter().map(|loaded| &loaded.file))
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
        let (_, relationship) = self.relationship()?;
        let started = Some(relationship.started).filter(At::is_read);
        let after = relationship.ended.filter(|ended| date > ended.value).map(Bound::End);
        after.or(started.filter(|started| date < started.value).map(Bound::Start))
    }
}

/// What a check of one relationship looks at.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'p> {
    /// Its folder.
    pub folder: Folder<'p>,
    /// The file of the relationship.
    pub file: &'p File,
    /// The relationship, as far as it could be read.
    pub relationship: &'p Relationship,
    /// Which of its keys could not be read.
    pub unread: &'p Unread,
}

/// A pair's check looks at its folder all the time.
impl<'p> Deref for Pair<'p> {
    type Target = Folder<'p>;

    fn deref(&self) -> &Folder<'p> {
        &self.folder
    }
}

impl<'p> Pair<'p> {
    /// Whether all groups that it is in could be read.
    fn knows_groups(&self) -> bool {
        self.relationship.school.is_read() && !self.unread.may_hold("groups")
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
#[derive(Clone, Copy)]
enum Find {
    /// In any folder of records, a pair's or a coach's.
    InFolder(fn(&Folder, &mut Found)),
    /// In one relationship's folder.
    InPair(fn(&Pair, &mut Found)),
    /// Only across relationships, and what it asks of others to judge some.
    Across(fn(&[Trace], &mut Vec<Distant>), fn(Judged, &mut Asks)),
    /// In any folder of records, and across relationships.
    Both(fn(&Folder, &mut Found), fn(&[Trace], &mut Vec<Distant>), fn(Judged, &mut Asks)),
    /// Only across relationships and what coaches keep of themselves.
    OfCoaches(fn(&[Trace], &[OwnTime], &mut Vec<Diagnostic>)),
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
    &not_for_pair::CHECK,
    &nothing_rated::CHECK,
    &observed_after_session::CHECK,
    &observer_of_the_pair::CHECK,
    &outside_dates::CHECK,
    &overlapping_relationships::CHECK,
    &personal_data::CHECK,
    &personal_id::CHECK,
    &same_content::CHECK,
    &same_source::CHECK,
    &second_coach::CHECK,
    &spelled_two_ways::CHECK,
    &step_closed_early::CHECK,
    &step_due_early::CHECK,
    &two_meetings_at_once::CHECK,
    &unknown_coach::CHECK,
    &unknown_data::CHECK,
    &unknown_group::CHECK,
    &unknown_record::CHECK,
    &unlisted_instrument::CHECK,
    &unused_allow::CHECK,
    &values_out_of_order::CHECK,
    &wrong_correction::CHECK,
    &wrong_hand_over::CHECK,
    &wrong_rater::CHECK,
];

/// Every finding that one relationship's folder shows by itself, at the rules' own levels.
pub(crate) fn check_pair(pair: &Pair) -> Vec<Diagnostic> {
    check_in(&pair.folder, Some(pair))
}

/// Every finding that one coach's own folder shows by itself, at the rules' own levels.
pub(crate) fn check_coach(folder: &Folder) -> Vec<Diagnostic> {
    check_in(folder, None)
}

fn check_in(folder: &Folder, pair: Option<&Pair>) -> Vec<Diagnostic> {
    let mut found = Found::default();
    for check in CHECKS {
        match (check.find, pair) {
            (Find::InFolder(find) | Find::Both(find, ..), _) => find(folder, &mut found),
            (Find::InPair(find), Some(pair)) => find(pair, &mut found),
            (Find::InPair(_), None)
            | (Find::Across(..) | Find::OfCoaches(_) | Find::InComments, _) => {}
        }
        found.end_of_rule();
    }
    found.into_diagnostics()
}

/// Every finding that what coaches keep of themselves shows beside all relationships.
pub(crate) fn check_coaches(traces: &[Trace], coaches: &[OwnTime]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in CHECKS {
        if let Find::OfCoaches(find) = check.find {
            find(traces, coaches, &mut found);
        }
    }
    found
}

/// Every finding that only all relationships together show.
pub(crate) fn check_across(traces: &[Trace]) -> Vec<Distant> {
    let mut found = Vec::new();
    for check in CHECKS {
        if let Find::Across(find, _) | Find::Both(_, find, _) = check.find {
            find(traces, &mut found);
        }
    }
    found
}

/// What every rule across relationships asks of other folders to judge what is `judged`.
pub(crate) fn ask(judged: Judged, asks: &mut Asks) {
    for check in CHECKS {
        if let Find::Across(_, ask) | Find::Both(.., ask) = check.find {
            ask(judged, asks);
        }
    }
}

/// Whether `found` says that a text may point to a person.
pub(crate) fn is_of_personal_data(found: &Diagnostic) -> bool {
    found.rule.id == personal_data::CHECK.rule.id
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
    check.is_some_and(|check| match check.find {
        Find::Across(..) | Find::Both(..) | Find::OfCoaches(_) => true,
        Find::InFolder(_) | Find::InPair(_) | Find::InComments => false,
    })
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
