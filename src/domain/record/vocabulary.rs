//! The words a record may use: the district's schools and profiles, and the items, methods and so on
//! of the relationship's profile.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rules;
use crate::diagnostic::{Finding, Problems, Rule};
use crate::domain::profile::{Library, Part, Profile};
use crate::syntax::tree::{Node, read};
use crate::text::nearest;
use crate::text::wording::{one_of, quote};

/// What is known of the words when a record is read.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary<'v> {
    /// All profiles by id.
    pub profiles: &'v Library,
    /// The profile of the record's relationship. `None` when that is not known: then the words of a
    /// profile go unchecked, none of them is kept, and the record must not be used.
    pub profile: Option<&'v Arc<Profile>>,
    /// Ids of the district's schools, with their names.
    pub schools: &'v BTreeMap<String, String>,
    /// Groups of schools, by the school's id.
    pub groups: &'v BTreeMap<String, Vec<String>>,
}

impl<'v> Vocabulary<'v> {
    /// The same for records of a relationship under `profile`.
    #[must_use]
    pub fn under(self, profile: Option<&'v Arc<Profile>>) -> Self {
        Self { profile, ..self }
    }

    /// A profile of those that are known.
    pub(super) fn instrument(
        &self,
        node: &Node,
        problems: &mut Problems,
    ) -> Option<&'v Arc<Profile>> {
        let id = read::text(node, problems)?;
        let profile = self.profiles.get(id);
        if profile.is_none() {
            let (rule, what) = (&rules::UNKNOWN_PROFILE, "a profile that this district knows");
            let finding = read::not_among(node, problems, rule, what, self.profiles.ids());
            problems.push(
                finding.help("list the district's own profiles in coach.toml under [profiles]"),
            );
        }
        profile
    }

    /// Id of a school of the district.
    pub(super) fn school(&self, node: &Node, problems: &mut Problems) -> Option<String> {
        let id = read::id(node, problems)?;
        if self.schools.contains_key(&id) {
            return Some(id);
        }
        let message = format!("{} is not a school of this district", quote(&id));
        let mut finding = Finding::new(&rules::UNKNOWN_SCHOOL, node.span, message)
            .in_prose("this is not a school of this district");
        if let Some(near) = nearest(&id, self.schools.keys().map(String::as_str)) {
            finding = finding.label(format!("did you mean `{near}`?"));
        }
        let help = match self.schools.len() {
            0 => "coach.toml lists no school yet".to_owned(),
            1..=12 => {
                let ids = one_of(self.schools.keys().map(String::as_str));
                format!("schools in coach.toml: {ids}")
            }
            n => format!("coach.toml lists {n} schools"),
        };
        let add =
            "add a new one with `coach change school --add ID=NAME`, or there as [schools.ID]";
        problems.push(finding.help(format!("{help}; {add}")));
        None
    }

    /// Index of an item.
    pub fn item(&self, node: &Node, problems: &mut Problems) -> Option<usize> {
        self.word(node, problems, &rules::UNKNOWN_ITEM, "an item", |profile| {
            profile.items.iter().map(|item| item.id.as_str())
        })
    }

    /// Whether there is an item with this id, as far as is known.
    pub(crate) fn has_item(&self, id: &str) -> bool {
        self.profile.is_none_or(|profile| profile.items.iter().any(|item| item.id == id))
    }

    /// What may have a level: a function, or something wider, and its place among the parts.
    pub(super) fn part(&self, node: &Node, problems: &mut Problems) -> Option<(usize, Part)> {
        let index =
            self.word(node, problems, &rules::UNKNOWN_FUNCTION, "a function", |profile| {
                profile.parts().map(|part| profile.part_id(part))
            })?;
        Some((index, self.profile?.parts().nth(index)?))
    }

    /// Index of a method.
    pub fn method(&self, node: &Node, problems: &mut Problems) -> Option<usize> {
        self.word(node, problems, &rules::UNKNOWN_METHOD, "a method", |profile| {
            profile.methods.iter().map(|method| method.id.as_str())
        })
    }

    /// Index of a phase.
    pub fn phase(&self, node: &Node, problems: &mut Problems) -> Option<usize> {
        self.word(node, problems, &rules::UNKNOWN_PHASE, "a phase", |profile| {
            profile.phases.iter().map(|phase| phase.id.as_str())
        })
    }

    fn word<'p, W: Iterator<Item = &'p str> + Clone>(
        &'p self,
        node: &Node,
        problems: &mut Problems,
        rule: &'static Rule,
        what: &str,
        words: impl FnOnce(&'p Profile) -> W,
    ) -> Option<usize> {
        let profile = self.profile?;
        let words = words(profile);
        if let Some(index) = node.text().and_then(|text| words.clone().position(|w| w == text)) {
            return Some(index);
        }
        let what = format!("{what} of {}", profile.id);
        read::choice(node, problems, rule, &what, words)
    }
}
