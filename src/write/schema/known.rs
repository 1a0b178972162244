//! The words that schemas offer: of the district's schools, and of all profiles its records follow.
//! Another file says which profile a record follows, so a schema takes the words of any.

use std::collections::{BTreeMap, BTreeSet};

use super::value::Word;
use crate::domain::profile::{BUILT_IN, Library, Offered, Origin, Part, Profile};
use crate::domain::record::Rating;
use crate::store::{self, DistrictFolder};

/// What is known of the words when schemas are made.
#[derive(Clone, Debug)]
pub struct Known<'k> {
    /// Every profile that may be named, the district's own choice first.
    profiles: Vec<&'k Profile>,
    /// Those of them that records follow.
    followed: Vec<&'k Profile>,
    schools: Option<&'k BTreeMap<String, String>>,
}

impl<'k> Known<'k> {
    /// Only profiles, outside any district: any school may be in a record.
    pub fn profiles(profiles: &'k Library) -> Self {
        Self::of(profiles, None, &BTreeSet::new(), None)
    }

    /// The words of a district that has `schools` (ids with names) and no records that follow another
    /// built-in profile; those of the profile `standard` come first.
    pub fn of_district(
        profiles: &'k Library,
        standard: &'k str,
        schools: &'k BTreeMap<String, String>,
    ) -> Self {
        Self::of(profiles, Some(standard), &BTreeSet::new(), Some(schools))
    }

    /// The words of an opened district.
    pub fn of_folder(folder: &'k DistrictFolder) -> Self {
        let relationships = store::relationships(folder);
        let named = relationships.iter().flat_map(|(_, relationship)| {
            let beside = relationship.instruments.iter().map(|instrument| &instrument.value.id);
            beside.chain([&relationship.profile.id]).cloned()
        });
        let named = named.collect();
        let district = &folder.district;
        Self::of(&folder.profiles, Some(&district.profile), &named, Some(&district.schools))
    }

    /// Built-in profiles that nothing here follows lend no words: a rating of another instrument's scale
    /// would look right. The first one does: it is the one to begin with.
    fn of(
        library: &'k Library,
        standard: Option<&str>,
        named: &BTreeSet<String>,
        schools: Option<&'k BTreeMap<String, String>>,
    ) -> Self {
        let mut profiles: Vec<&Profile> = library.profiles().map(AsRef::as_ref).collect();
        profiles.sort_by_key(|profile| Some(profile.id.as_str()) != standard);
        let first = BUILT_IN.first().map(|first| first.id);
        let is_followed = |profile: &&Profile| {
            let id = Some(profile.id.as_str());
            let is_built_in = library.origin(&profile.id) == Some(&Origin::BuiltIn);
            !is_built_in || id == standard || id == first || named.contains(&profile.id)
        };
        let followed = profiles.iter().copied().filter(is_followed).collect();
        Self { profiles, followed, schools }
    }

    /// The ids of profiles.
    pub(super) fn profile_ids(&self) -> Vec<Word> {
        let word = |profile: &Profile| {
            Word::new(&profile.id, format!("{}, {}.", profile.title, profile.edition))
        };
        self.profiles.iter().copied().map(word).collect()
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

    /// The words of every profile that records follow, each word once, with all that it means.
    fn words(&self, of: impl Fn(&Profile) -> Vec<Word>) -> Vec<Word> {
        let several = self.followed.len() > 1;
        let mut words: Vec<Word> = Vec::new();
        for &profile in &self.followed {
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
}

fn terms(terms: &[crate::domain::profile::Term]) -> Vec<Word> {
    terms.iter().map(|term| Word::new(&term.id, &term.text)).collect()
}
