//! The words that a district knows: a word of a source comes in; the id that records use goes out. Exact words
//! come before folded ones, and items are known by their numbers, too.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::cell::{NO_RESULT, Wrong};
use super::fault::Fault;
use super::map::Role;
use super::people::{Knowing, List, each, is_nobody};
use super::value::choice::Labels;
use super::value::word::folded;
use crate::domain::district::District;
use crate::domain::key::{Form, Terms};
use crate::domain::profile::{Library, Profile};
use crate::store::People;
use crate::write::meant::person::{Names, Parts};

/// The most words of a text that is less than a sentence, and the most letters.
const LONGEST: (usize, usize) = (4, 40);

/// Whether `text` is prose, which is never shown: more than a few words or letters.
pub(crate) fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > LONGEST.0 || text.trim().chars().count() > LONGEST.1
}

/// The words for the terms of one list of the profile.
#[derive(Debug)]
struct Words {
    /// The id of each by a word for it, folded.
    ids: HashMap<String, String>,
    /// The words, as a source may print them.
    labels: Labels,
}

impl Words {
    fn of(ids: HashMap<String, String>) -> Self {
        Self { labels: Labels::of(ids.keys().cloned()), ids }
    }
}

/// The words of a district with one profile.
#[derive(Debug)]
pub(crate) struct Lexicon<'d> {
    district: &'d District,
    profile: &'d Profile,
    names: Names<'d>,
    /// Whom words mean that were looked for before: a source says the same few again and again.
    meant: Mutex<HashMap<Box<str>, Option<String>>>,
    list: Option<Mutex<List>>,
    library: Option<&'d Library>,
    items: Words,
    methods: Words,
    phases: Words,
    schools: HashMap<String, String>,
}

impl<'d> Lexicon<'d> {
    /// The words of `district`, whose people are `people`, with those of `profile`.
    pub(crate) fn of(district: &'d District, people: &'d People, profile: &'d Profile) -> Self {
        let terms = |terms: &[crate::domain::profile::Term]| {
            let words = terms.iter().flat_map(|term| {
                [&term.text, &term.id].map(|word| (folded(word), term.id.clone()))
            });
            Words::of(words.collect())
        };
        let mut items = HashMap::new();
        for (index, item) in profile.items.iter().enumerate() {
            let within = index - profile.functions[item.function].items.start + 1;
            let number = format!("{}.{within}", item.function + 1);
            let words = [&*item.text, &*item.label, &*item.id, &*profile.number(index), &*number];
            for word in words.map(folded) {
                items.entry(word).or_insert_with(|| item.id.clone());
            }
        }
        let schools = district.schools.iter();
        let schools =
            schools.flat_map(|(id, name)| [id, name].map(|word| (folded(word), id.clone())));
        Self {
            district,
            profile,
            names: Names::of(people),
            meant: Mutex::default(),
            list: None,
            library: None,
            items: Words::of(items),
            methods: terms(&profile.methods),
            phases: terms(&profile.phases),
            schools: schools.collect(),
        }
    }

    /// It with the `list` of people that a map names.
    pub(crate) fn with_list(self, list: Option<List>) -> Self {
        Self { list: list.map(Mutex::new), ..self }
    }

    /// It with the words of the profiles in `library`, by which relationships may go.
    pub(crate) fn with_profiles(self, library: &'d Library) -> Self {
        Self { library: Some(library), ..self }
    }

    /// Whether `word`, of which nothing else is known, may stand under a key with `form`: lists that are closed hold
    /// their own words alone, and a term may be one of another profile.
    pub(crate) fn may_stand(&self, form: Form, word: &str) -> bool {
        let profiles = || self.library.iter().flat_map(|library| library.profiles());
        match form {
            Form::OneOf(_) | Form::School => false,
            Form::Term(terms) => {
                profiles().any(|profile| ids(profile, terms).any(|id| id == word.trim()))
            }
            _ => true,
        }
    }

    /// The words of the closed list under a key with `form`; none where it holds no such list.
    pub(crate) fn closed_list(&self, form: Form) -> Vec<String> {
        match form {
            Form::OneOf(words) => words().iter().map(|word| word.word.to_owned()).collect(),
            Form::School => self.district.schools.keys().cloned().collect(),
            Form::Term(terms) => ids(self.profile, terms).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether people have their ids from a list, so that no cell that names someone may be shown.
    pub(crate) fn has_list(&self) -> bool {
        self.list.is_some()
    }

    /// The part of `text` for each of the people in it; of a word that `is_mapped`, the map says whom it means.
    pub(crate) fn people<'t>(
        &self,
        text: &'t str,
        is_mapped: &dyn Fn(&str) -> bool,
    ) -> Vec<&'t str> {
        let is_listed = |word: &str| self.list(|list| list.known(word).is_some());
        let is_whole = |word: &str| {
            is_mapped(word)
                || is_listed(word).unwrap_or_default()
                || !self.names.whole(word).is_empty()
        };
        each(text, &Knowing { is_whole: &is_whole, has_list: self.has_list() })
    }

    /// Whether a word of `text` is one of the name of somebody in people.yaml.
    pub(crate) fn names_someone(&self, text: &str) -> bool {
        self.names.names_someone(text)
    }

    /// Takes what stands in the cells of `faults` out where it is prose or names someone of people.yaml or of the list.
    pub(crate) fn hide(&self, faults: &mut [Fault]) {
        let listed = self.list(|list| Parts::of(list.words()));
        let names_someone = |text: &str| {
            self.names_someone(text)
                || listed.as_ref().is_some_and(|listed| listed.names_someone(text))
        };
        for fault in faults {
            fault.content = fault.content.take().filter(|text| {
                let may_be_name = text.contains(char::is_alphabetic);
                text == NO_RESULT || !(is_sentence(text) || may_be_name && names_someone(text))
            });
        }
    }

    /// What `act` makes of the list of people, where there is one.
    pub(crate) fn list<T>(&self, act: impl FnOnce(&mut List) -> T) -> Option<T> {
        let mut list = self.list.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        Some(act(&mut list))
    }

    /// The id of the one in this `role` whom a source calls `word`: by the list of people, by people.yaml, or a new one
    /// where the list takes new people; else the word itself.
    ///
    /// # Errors
    /// There is a list, and it has no id for them.
    pub(crate) fn person(&self, word: &str, role: Role) -> Result<String, Wrong> {
        let listed = self.list(|list| list.known(word)).flatten();
        if let Some(id) = listed.or_else(|| self.word(Form::PersonId, word)) {
            return Ok(id);
        }
        match self.list(|list| list.add_new(word, role)) {
            Some(added) => added,
            None => Ok(word.trim().to_owned()),
        }
    }

    /// The id of the item that a source calls `word`: by its words, or by the number that they begin with.
    pub(crate) fn item(&self, word: &str) -> Option<&str> {
        let word = folded(word);
        let by_number = || {
            let number = word.split_whitespace().next()?.trim_end_matches(['.', ')', ':']);
            number.contains('.').then(|| self.items.ids.get(number))?
        };
        self.items.ids.get(&word).or_else(by_number).map(String::as_str)
    }

    /// The id of the step of the scale that a source calls `word`.
    pub(crate) fn rating(&self, word: &str) -> Option<String> {
        self.profile.scale.meant(word).map(|step| step.id.clone())
    }

    /// What records say for `word` under a key with `form`; `None` where the word is not known.
    pub(crate) fn word(&self, form: Form, word: &str) -> Option<String> {
        let of = |words: &HashMap<String, String>| words.get(&folded(word)).cloned();
        match form {
            Form::Term(Terms::Items) | Form::Terms(Terms::Items) => {
                self.item(word).map(str::to_owned)
            }
            Form::Term(terms) | Form::Terms(terms) => of(&self.words(terms).ids),
            Form::School => of(&self.schools),
            Form::PersonId | Form::PersonIds => self.named(word),
            Form::OneOf(words) => {
                let found = words().into_iter().find(|known| folded(known.word) == folded(word));
                found.map(|found| found.word.to_owned())
            }
            _ => None,
        }
    }

    /// The id of the only one whose name is `word`, also with the family name first. Whose name only has `word` in it
    /// may be somebody else.
    fn named(&self, word: &str) -> Option<String> {
        let meant = || self.meant.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = meant().get(word) {
            return known.clone();
        }
        let named = match self.names.whole(word)[..] {
            _ if is_nobody(word) => None,
            [only] => Some(only.to_owned()),
            _ => None,
        };
        meant().insert(word.into(), named.clone());
        named
    }

    /// The words for what may be in a list under a key with `form`, as a source may print them; none of lists that
    /// hold no terms.
    pub(crate) fn labels(&self, form: Form) -> Option<&Labels> {
        let Form::Terms(terms) = form else { return None };
        Some(&self.words(terms).labels)
    }

    fn words(&self, terms: Terms) -> &Words {
        match terms {
            Terms::Methods => &self.methods,
            Terms::Phases => &self.phases,
            Terms::Items => &self.items,
        }
    }
}

/// The ids of the `terms` of `profile`.
fn ids(profile: &Profile, terms: Terms) -> Box<dyn Iterator<Item = &str> + '_> {
    match terms {
        Terms::Methods => Box::new(profile.methods.iter().map(|term| term.id.as_str())),
        Terms::Phases => Box::new(profile.phases.iter().map(|term| term.id.as_str())),
        Terms::Items => Box::new(profile.items.iter().map(|item| item.id.as_str())),
    }
}
