//! A source's words for those of the district: a word and what its key holds come in; the district's word, and how sure
//! that is, go out.

use super::hints::WORDS;
use super::people::People;
use super::plain::{has, part_in, plain};
use crate::domain::key::{Form, Terms};
use crate::domain::profile::Profile;
use crate::import::lexicon::{Lexicon, is_sentence};
use crate::text::nearest;

/// From which part of its words on a text is taken for an item.
const ALIKE: f64 = 0.6;

/// How a word was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// The import knows it by itself.
    Known,
    /// It means the same.
    Means,
    /// It is like it.
    Near,
}

/// What is known of the district.
pub(super) struct Known<'k> {
    pub profile: &'k Profile,
    pub lexicon: &'k Lexicon<'k>,
    pub people: People,
}

impl Known<'_> {
    /// The district's word for `word` under a key with `form`.
    pub(super) fn word(&self, form: Form, word: &str) -> Option<(String, How)> {
        let known = |found: Option<String>| found.map(|found| (found, How::Known));
        match form {
            Form::PersonId | Form::PersonIds => self.people.find(word, self.lexicon),
            Form::School => known(self.lexicon.word(form, word)),
            Form::Ratings => {
                known(self.lexicon.rating(word)).or_else(|| self.by_meaning(form, word))
            }
            Form::Term(Terms::Items) | Form::Terms(Terms::Items) => {
                known(self.lexicon.item(word).map(str::to_owned)).or_else(|| self.item(word))
            }
            Form::Term(_) | Form::Terms(_) | Form::OneOf(_) => {
                known(self.lexicon.word(form, word)).or_else(|| self.by_meaning(form, word))
            }
            _ => None,
        }
    }

    /// Whether `word`, which `rows` rows use, may be shown: not where it names somebody, or is a sentence that one row has.
    pub(super) fn may_show(&self, form: Form, word: &str, rows: usize) -> bool {
        // What is known word for word is a usual word, be it a name, too.
        let is_known = matches!(self.word(form, word), Some((_, How::Known | How::Means)));
        let is_sentence = rows == 1 && is_sentence(word);
        is_known || !(is_sentence || self.lexicon.names_someone(word))
    }

    /// The part of `text` for each of the people in it, as an import with this map would take them.
    pub(super) fn each<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let is_code = |word: &str| self.people.is_id(word) || self.people.pattern(word).is_some();
        self.lexicon.people(text, &is_code)
    }

    /// The words that may stand under a key with `form`.
    pub(super) fn choices(&self, form: Form) -> Vec<String> {
        let profile = self.profile;
        let terms = |terms: &[crate::domain::profile::Term]| {
            terms.iter().map(|term| term.id.clone()).collect()
        };
        match form {
            Form::Term(Terms::Methods) | Form::Terms(Terms::Methods) => terms(&profile.methods),
            Form::Term(Terms::Phases) | Form::Terms(Terms::Phases) => terms(&profile.phases),
            Form::Term(Terms::Items) | Form::Terms(Terms::Items) => {
                profile.items.iter().map(|item| item.id.clone()).collect()
            }
            Form::OneOf(words) => words().iter().map(|known| known.word.to_owned()).collect(),
            Form::School => self.lexicon.closed_list(form),
            Form::Ratings => {
                let steps = profile.scale.steps.iter().map(|step| step.id.clone());
                steps.chain(["not-observed", "not-applicable"].map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn by_meaning(&self, form: Form, word: &str) -> Option<(String, How)> {
        let word = plain(word);
        let choices = self.choices(form);
        let meant = || WORDS.iter().filter(|(id, _)| choices.iter().any(|choice| choice == id));
        let exact = meant().find(|(_, words)| words.contains(&word.as_str()));
        if let Some((id, _)) = exact {
            return Some(((*id).to_owned(), How::Means));
        }
        let in_it = meant().filter_map(|(id, words)| {
            let longest = words
                .iter()
                .filter(|known| known.len() > 2 && has(&word, known))
                .map(|known| known.len());
            Some((longest.max()?, *id))
        });
        if let Some((_, id)) = in_it.max_by_key(|(length, _)| *length) {
            return Some((id.to_owned(), How::Near));
        }
        let near = nearest(&word, choices.iter().map(String::as_str)).filter(|_| word.len() > 3);
        near.map(|near| (near.to_owned(), How::Near))
    }

    /// The item most of whose words are those of `text`.
    fn item(&self, text: &str) -> Option<(String, How)> {
        let text = plain(text);
        let alike = |item: &crate::domain::profile::Item| {
            part_in(&text, &plain(&format!("{} {}", item.text, item.label)))
        };
        let mut alike: Vec<(f64, &str)> =
            self.profile.items.iter().map(|item| (alike(item), item.id.as_str())).collect();
        alike.sort_by(|one, other| other.0.total_cmp(&one.0));
        let (best, id) = alike.first()?;
        let is_alone = alike.get(1).is_none_or(|(second, _)| second < best);
        let says_enough = text.split(' ').filter(|word| word.len() > 3).count() >= 2;
        (*best >= ALIKE && is_alone && says_enough).then(|| ((*id).to_owned(), How::Near))
    }

    /// The district's words for letters that stand for words, such as F for face to face, in a column with `form`;
    /// `own` are words of the source itself, each with what it means, which go first.
    pub(super) fn letter(
        &self,
        form: Form,
        letter: &str,
        own: &[(String, &str)],
    ) -> Option<String> {
        let letter = plain(letter);
        if letter.chars().count() != 1 {
            return None;
        }
        let begins = |word: &str| word.starts_with(letter.as_str());
        let choices = self.choices(form);
        if let Some((_, id)) =
            own.iter().find(|(word, id)| begins(word) && choices.iter().any(|known| known == id))
        {
            return Some((*id).to_owned());
        }
        let mut meant = WORDS.iter().filter(|(id, _)| choices.iter().any(|choice| choice == id));
        let first = meant.clone().find(|(id, _)| begins(id) && *id != "educator");
        let by_word = || meant.find(|(_, words)| words.first().is_some_and(|word| begins(word)));
        first.or_else(by_word).map(|(id, _)| (*id).to_owned())
    }
}
