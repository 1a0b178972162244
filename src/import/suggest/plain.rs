//! Heads and words made comparable: a text comes in; its words in lower case, without accents and signs, go out.

use unicode_normalization::UnicodeNormalization;

/// `text` as words with one blank between them: `observedAt` is `observed at`, `Duración (h)` is `duracion h`.
pub(super) fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut was_lower = false;
    for letter in
        text.nfkd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter))
    {
        if letter.is_uppercase() && was_lower {
            words.push(' ');
        }
        was_lower = letter.is_lowercase();
        if letter.is_alphanumeric() {
            words.extend(letter.to_lowercase());
        } else {
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the words of `phrase` stand one after the other in those of `text`, both plain.
pub(super) fn has(text: &str, phrase: &str) -> bool {
    !phrase.is_empty() && format!(" {text} ").contains(&format!(" {phrase} "))
}

/// How alike two lists of words are in meaning: the part of `words`, both plain, whose stems are in `text`, from 0 to 1.
pub(super) fn part_in(words: &str, text: &str) -> f64 {
    let of = |text: &str| -> Vec<String> {
        let words =
            text.split(' ').filter(|word| word.chars().count() > 2 && !LITTLE.contains(word));
        words.map(|word| word.chars().take(STEM).collect()).collect()
    };
    let (words, text) = (of(words), of(text));
    if words.is_empty() {
        return 0.0;
    }
    let found = words.iter().filter(|word| text.contains(word)).count();
    found as f64 / words.len() as f64
}

/// How many letters of a word tell it from others.
const STEM: usize = 5;

/// Words that say nothing by themselves.
const LITTLE: [&str; 12] =
    ["and", "the", "for", "from", "that", "this", "you", "your", "with", "did", "are", "what"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_words() {
        assert_eq!(plain("observedAt"), "observed at");
        assert_eq!(plain("Duración (h)"), "duracion h");
        assert_eq!(plain("teacher.internalId"), "teacher internal id");
        assert!(has("date of visit", "date"));
        assert!(!has("update", "date"));
    }
}
