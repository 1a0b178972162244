//! The words that schemas offer: of the district's schools, and of all profiles its records follow.
//! Another file says which profile a record follows, so a schema takes the words of any.

use std::collections::{BTreeMap, BTreeSet};

use super::value::Word;
use crate::domain::profile::{BUILT_IN, Library, Origin, Part, Profile, Step};
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

    /// The ids of functions for which a rater may judge a level, each with those levels.
    pub(super) fn judged_functions(&self) -> Vec<(Word, Vec<Word>)> {
        let functions = self.words(|profile| {
            let functions = profile.functions.iter();
            functions.map(|function| Word::new(&function.id, &function.heading)).collect()
        });
        let judged = functions.into_iter().map(|function| {
            let levels = self.judged_levels(&function.word);
            (function, levels)
        });
        judged.filter(|(_, levels)| !levels.is_empty()).collect()
    }

    /// The words for ratings.
    pub(super) fn ratings(&self) -> Vec<Word> {
        let mut words = self.words(|profile| {
            let step = |step: &Step| {
                let means = step.means.map_or_else(String::new, |means| format!(": {means}"));
                Word::new(&step.id, format!("{}{means}.", step.text))
            };
            profile.scale.steps.iter().map(step).collect()
        });
        words.extend(Rating::OTHERS.each_ref().map(Word::of));
        words
    }

    /// The levels of the function with the id `function` that are left to raters.
    fn judged_levels(&self, function: &str) -> Vec<Word> {
        self.words(|profile| {
            let Some(function) = profile.function(function) else { return Vec::new() };
            let rubric = &profile.functions[function].rubric;
            let levels = profile.levels.iter().zip(rubric);
            let of_function = profile.judged_levels(Some(Part::Function(function)));
            let judged = levels
                .enumerate()
                .filter(|(index, _)| of_function.contains(index))
                .map(|(_, it)| it);
            let word = |(level, rubric): (&crate::domain::profile::Level, &Option<String>)| {
                let text = rubric.as_deref().or(level.text.as_deref());
                Word::new(
                    &level.id,
                    text.map_or_else(
                        || level.name.clone(),
                        |text| format!("{}: {text}", level.name),
                    ),
                )
            };
            judged.map(word).collect()
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
