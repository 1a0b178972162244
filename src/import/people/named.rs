//! Whom a cell names: what a source says of a person comes in; what is compared of the name goes out, or that it names
//! nobody, or several.

use super::folded;
use crate::text::spelling;
use crate::write::meant::person::turned;

/// Words in the place of a name, folded.
const NOBODY: [&str; 12] = [
    "tbd", "tba", "n/a", "na", "n.a.", "none", "nobody", "no one", "unknown", "vacant", "nadie",
    "ninguno",
];

/// What stands between several people. A plus is part of addresses.
const BETWEEN: [&str; 6] = ["/", "&", ";", "\n", " and ", " + "];

/// What the spellings of one name have in common: `Quill, Ada` is `Ada Quill`, and accents do not matter.
pub(super) fn key(word: &str) -> String {
    let word = folded(word);
    spelling::folded(&turned(&word).unwrap_or(word))
}

/// Whether `word` stands where a name should and names nobody.
pub(crate) fn is_nobody(word: &str) -> bool {
    let word = folded(word);
    !word.contains(char::is_alphanumeric) || NOBODY.contains(&&*word)
}

/// Whether `word` looks like the names of several people.
pub(super) fn are_several(word: &str) -> bool {
    let plain = word.trim().to_lowercase();
    BETWEEN.iter().any(|sign| plain.contains(sign)) || plain.contains(',') && turned(word).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_begin_with_the_family() {
        for (word, expected) in [
            ("Quill, Ada", "ada quill"),
            ("  ADA  quill", "ada quill"),
            ("Peña Ruiz, Ibis", "ibis pena ruiz"),
            ("quill@elm.test", "quill@elm.test"),
            ("Ada,", "ada,"),
        ] {
            assert_eq!(key(word), expected, "{word}");
        }
    }

    #[test]
    fn several_people_are_no_name_and_a_word_for_nobody_is_none() {
        for several in [
            "Ada Quill, Ibis Newt",
            "Ada / Ibis",
            "Ada and Ibis",
            "Ada & Ibis",
            "Ada; Ibis",
            "Ada, Ibis, Kiwi",
            "Ada,",
        ] {
            assert!(are_several(several), "{several}");
        }
        for one in ["Quill, Ada", "Anderson", "Sandy Land", "a+b@elm.test", "O'Newt-Quill, Ada B."]
        {
            assert!(!are_several(one), "{one}");
        }
        for nobody in ["TBD", "n/a", "?", "-", "None", "—"] {
            assert!(is_nobody(nobody), "{nobody}");
        }
        assert!(!is_nobody("Nona") && !is_nobody("7"));
    }
}
