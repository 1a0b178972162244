//! What typed records can still get wrong: one rule, one file. A relationship's folder comes in,
//! findings go out; nothing is changed.
//!
//! Faults of reading (syntax, types, unknown words) are found where files are read; their rules are
//! listed here with the others, so that one list holds every rule there is.

mod few_students;
mod file_name;
mod folder_name;
mod observer_of_the_pair;
mod outside_dates;

use crate::diagnostic::{Diagnostic, Rule};
use crate::district::District;
use crate::record::{self, Relationship};
use crate::store::{self, File, LoadedRecord};
use crate::{tree, yaml};

/// What a check of one relationship looks at.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'p> {
    /// `records/<school>/<pair>`.
    pub path: &'p str,
    /// The file of the relationship.
    pub file: &'p File,
    /// The relationship.
    pub relationship: &'p Relationship,
    /// Its records.
    pub records: &'p [LoadedRecord],
    /// The district's settings.
    pub district: &'p District,
}

/// A rule and what finds its breaches.
struct Check {
    rule: &'static Rule,
    find: fn(&Pair, &mut Vec<Diagnostic>),
}

static CHECKS: &[Check] = &[
    Check { rule: &few_students::RULE, find: few_students::find },
    Check { rule: &file_name::RULE, find: file_name::find },
    Check { rule: &folder_name::RULE, find: folder_name::find },
    Check { rule: &observer_of_the_pair::RULE, find: observer_of_the_pair::find },
    Check { rule: &outside_dates::RULE, find: outside_dates::find },
];

/// Every finding about one relationship, at the rules' own levels.
pub fn check_pair(pair: &Pair) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in CHECKS {
        (check.find)(pair, &mut found);
    }
    found
}

/// Every rule that a record can break, sorted by id: those of reading, and those of this module.
pub fn rules() -> Vec<&'static Rule> {
    let reading = [store::rules::ALL, yaml::rules::ALL, tree::rules::ALL, record::rules::ALL];
    let mut rules: Vec<&'static Rule> = reading.into_iter().flatten().copied().collect();
    rules.extend(CHECKS.iter().map(|check| check.rule));
    rules.sort_by_key(|rule| rule.id);
    rules
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn rule_ids_are_unique_and_well_formed() {
        let of_settings = [crate::profile::rules::ALL, &[&crate::toml_text::SYNTAX]].concat();
        let rules = [super::rules(), of_settings].concat();
        let ids: BTreeSet<_> = rules.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), rules.len());
        for rule in rules {
            assert!(rule.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'8'));
            assert!(!rule.sentence.ends_with('.'), "{}", rule.sentence);
        }
    }
}
