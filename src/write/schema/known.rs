//! The words that schemas offer: of the district's schools, and of all profiles its records may
//! name. Another file says which profile a record follows, so a schema takes the words of any.

use std::collections::BTreeMap;

use super::value::Word;
use crate::domain::profile::{Library, Offered, Part, Profile};
use crate::domain::record::Rating;
use crate::store::DistrictFolder;

/// What is known of the words when schemas are made.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    profiles: &'k Library,
    standard: Option<&'k str>,
    schools: Option<&'k BTreeMap<String, String>>,
}

impl<'k> Known<'k> {
    /// Only profiles, outside any district: any school may be in a record.
    pub fn profiles(profiles: &'k Library) -> Self {
        Self { profiles, standard: None, schools: None }
    }

    /// The words of a district that has `schools` (ids with names); those of the profile `standard`
    /// come first.
    pub fn of_district(
        profiles: &'k Library,
        standard: &'k str,
        schools: &'k BTreeMap<String, String>,
    ) -> Self {
        Self { profiles, standard: Some(standard), schools: Some(schools) }
    }

    /// The words of an opened district.
    pub fn of_folder(folder: &'k DistrictFolder) -> Self {
        let district = &folder.district;
        Self::of_district(&folder.profiles, &district.profile, &district.schools)
    }

    /// The ids of profiles.
    pub(super) fn profile_ids(&self) -> Vec<Word> {
        let word = |profile: &Profile| {
            Word::new(&profile.id, format!("{}, {}.", profile.title, profile.edition))
        };
        self.in_order().into_iter().map(word).collect()
    }

    /// The ids of schools; none where any may stand.
    pub(super) fn schools(&self) -> Vec<Word> {
        let schools = self.schools.into_iter().flatten();
        schools.map(|(id, name)| Word::new(id, name)).collect()
    }

    /// The ids of items, with the document's words.
    pub(super) fn items(&self) -> Vec<Word> {
        self.words(|profile| {
            let item = |item: &crate::domain::profile::Item| {
                let heading = &profile.functions[item.function].heading;
                Word::new(&item.id, format!("{} ({heading})", item.text))
            };
            profile.items.iter().map(item).collect()
        })
    }

    /// The ids of methods.
    pub(super) fn methods(&self) -> Vec<Word> {
        self.words(|profile| terms(&profile.methods))
    }

    /// The ids of phases.
    pub(super) fn phases(&self) -> Vec<Word> {
        self.words(|profile| terms(&profile.phases))
    }

    /// The ids of what has a level that a rater may judge, each with those levels.
    pub(super) fn judged_parts(&self) -> Vec<(Word, Vec<Word>)> {
        let parts = self.words(|profile| {
            let word = |part| Word::new(profile.part_id(part), profile.part_name(part));
            profile.parts().map(word).collect()
        });
        let judged = parts.into_iter().map(|part| {
            let levels = self.judged_levels(&part.word);
            (part, levels)
        });
        judged.filter(|(_, levels)| !levels.is_empty()).collect()
    }

    /// The words for ratings of the item with the id `item`, with what they mean for it.
    pub(super) fn ratings(&self, item: &str) -> Vec<Word> {
        let mut words = self.words(|profile| {
            let Some(index) = profile.item(item) else { return Vec::new() };
            let step = |offered: Offered| {
                let anchor = profile.items[index].anchors.get(offered.index);
                let means = anchor.and_then(Option::as_deref).or(offered.step.means);
                let means = means.map_or_else(String::new, |means| format!(": {means}"));
                Word::new(&offered.step.id, format!("{}{means}.", offered.step.text))
            };
            profile.offered(index).map(step).collect()
        });
        words.extend(Rating::OTHERS.each_ref().map(Word::of));
        words
    }

    /// The levels of the part with the id `part` that are left to raters.
    fn judged_levels(&self, part: &str) -> Vec<Word> {
        self.words(|profile| {
            let Some(part) = profile.part(part) else { return Vec::new() };
            let rubric = match part {
                Part::Function(function) => profile.functions[function].rubric.as_slice(),
                Part::Tier(_) | Part::Whole => &[],
            };
            let word = |index: usize| {
                let level = &profile.levels[index];
                let rubric = rubric.get(index).and_then(Option::as_deref);
                let text = rubric.or(level.text.as_deref());
                let means = text.map_or_else(String::new, |text| format!(": {text}"));
                Word::new(&level.id, format!("{}{means}", level.name))
            };
            profile.judged_levels(Some(part)).into_iter().map(word).collect()
        })
    }

    /// The words of every profile, each word once, with all that it means.
    fn words(&self, of: impl Fn(&Profile) -> Vec<Word>) -> Vec<Word> {
        let profiles = self.in_order();
        let several = profiles.len() > 1;
        let mut words: Vec<Word> = Vec::new();
        for profile in profiles {
            for mut word in of(profile) {
                if several {
                    word.means = format!("{}: {}", profile.id, word.means);
                }
                match words.iter_mut().find(|known| known.word == word.word) {
                    Some(known) => known.means = format!("{}\n{}", known.means, word.means),
                    None => words.push(word),
                }
            }
        }
        words
    }

    /// All profiles, the district's own choice first.
    fn in_order(&self) -> Vec<&'k Profile> {
        let mut profiles: Vec<&Profile> = self.profiles.profiles().map(AsRef::as_ref).collect();
        profiles.sort_by_key(|profile| Some(profile.id.as_str()) != self.standard);
        profiles
    }
}

fn terms(terms: &[crate::domain::profile::Term]) -> Vec<Word> {
    terms.iter().map(|term| Word::new(&term.id, &term.text)).collect()
}
