//! How a source calls people: words come in; the ids of people who are known here, or a pattern that makes ids of
//! codes, go out.

use std::collections::BTreeSet;

use super::words::How;
use crate::domain::key::Form;
use crate::import::lexicon::Lexicon;

/// Ids of people that are known.
pub(super) struct People {
    ids: BTreeSet<String>,
}

impl People {
    pub(super) fn of(ids: impl IntoIterator<Item = String>) -> Self {
        Self { ids: ids.into_iter().collect() }
    }

    /// Whether `word` is one of the ids.
    pub(super) fn is_id(&self, word: &str) -> bool {
        self.ids.contains(word.trim())
    }

    /// The id of the one whom a source calls `word`, and how it was found.
    pub(super) fn find(&self, word: &str, lexicon: &Lexicon) -> Option<(String, How)> {
        let word = word.trim();
        if self.ids.contains(word) {
            return Some((word.to_owned(), How::Known));
        }
        // A piece of a name such as `0` or `T1` may be in several.
        if word.chars().any(char::is_alphabetic)
            && let Some(id) = lexicon.word(Form::PersonId, word)
        {
            return Some((id, How::Known));
        }
        let (from, to) = self.pattern(word)?;
        let fills = crate::import::map::pattern::Pattern::of(&from).fills(word)?;
        Some((crate::import::map::pattern::filled(&to, &fills), How::Means))
    }

    /// A pattern for codes like `word`, and the ids that it makes of them: `T-###` and `t-###`.
    pub(super) fn pattern(&self, word: &str) -> Option<(String, String)> {
        let digits: String = word.chars().rev().take_while(char::is_ascii_digit).collect();
        let digits: String = digits.chars().rev().collect();
        let letters = &word[..word.len() - digits.len()];
        let first = letters
            .chars()
            .find(|letter| letter.is_alphabetic())
            .map(|letter| letter.to_ascii_lowercase());
        if digits.is_empty()
            || digits.len() > 6
            || letters.chars().filter(|letter| letter.is_alphabetic()).count() > 1
        {
            return None;
        }
        // The id that ends with the number, after zeros.
        let ends = |id: &&String| {
            let begins = first.is_none_or(|first| id.starts_with(first));
            let rest = id.strip_suffix(digits.as_str()).filter(|_| begins);
            rest.is_some_and(|rest| digits.len() > 1 || rest.ends_with('0') || rest.ends_with('-'))
        };
        let mut fitting = self.ids.iter().filter(ends);
        let (only, more) = (fitting.next()?, fitting.next());
        if more.is_some() {
            return None;
        }
        let gap = "#".repeat(digits.len());
        let to = format!("{}{gap}", &only[..only.len() - digits.len()]);
        Some((format!("{}{gap}", super::layout::escaped(letters)), to))
    }
}
