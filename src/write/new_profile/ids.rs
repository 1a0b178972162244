//! Ids made from a document's words: words come in; ids that no other thing of the kind has go out.

use std::collections::BTreeSet;

use crate::syntax::tree::read::{LONGEST_ID, id_fault};
use crate::text::spelling::folded;

/// The ids of one kind of thing.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// Whether `id` was still free; now it is not.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned())
    }

    /// An id of its own from `words`, or from `kind` where none of their letters can be in one.
    pub(super) fn make(&mut self, words: &str, kind: &str) -> String {
        let base = id_of(words).unwrap_or_else(|| kind.to_owned());
        let mut id = base.clone();
        let mut number = 1;
        while id_fault(&id).is_some() || !self.claim(&id) {
            number += 1;
            let end = format!("-{number}");
            let begin: String = base.chars().take(LONGEST_ID - end.len()).collect();
            id = begin.trim_end_matches('-').to_owned() + &end;
        }
        id
    }
}

/// An id from the first of `words`, cut at a word; `None` where none of their letters can be in one.
///
/// ```text
/// Planificación: ¿qué sigue? → planificacion-que-sigue
/// ```
pub(crate) fn id_of(words: &str) -> Option<String> {
    let is_apart = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’');
    let mut id = String::new();
    for word in folded(words).split(is_apart) {
        let word: String = word.chars().flat_map(plain).collect();
        if word.is_empty() {
            continue;
        }
        if id.is_empty() {
            id.extend(word.chars().take(LONGEST_ID));
        } else if id.len() + 1 + word.len() <= LONGEST_ID {
            id.push('-');
            id += &word;
        } else {
            break;
        }
    }
    (!id.is_empty()).then_some(id)
}

/// The letters of an id for one of a word; a letter with an accent has lost it already.
fn plain(c: char) -> impl Iterator<Item = char> {
    let letters = match c {
        'a'..='z' | '0'..='9' => return [Some(c), None].into_iter().flatten(),
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        _ => "",
    };
    let mut letters = letters.chars();
    [letters.next(), letters.next()].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_become_ids() {
        for (words, id) in [
            ("Planificación", Some("planificacion")),
            ("Asks the teacher what to work on.", Some("asks-the-teacher-what-to-work-on")),
            // With "-on" it has 33 characters.
            ("Asks the teachers what to work on.", Some("asks-the-teachers-what-to-work")),
            ("1.2  The teacher’s plan (draft)", Some("1-2-the-teachers-plan-draft")),
            ("Größe & Maß", Some("grosse-mass")),
            ("Pneumonoultramicroscopicsilicovolcano", Some("pneumonoultramicroscopicsilicovo")),
            ("教師", None),
            ("…", None),
        ] {
            assert_eq!(id_of(words).as_deref(), id, "{words}");
        }
    }

    #[test]
    fn no_two_ids_are_one() {
        let mut ids = Ids::default();
        assert!(ids.claim("plans-2"));
        let made: Vec<_> = (0..3).map(|_| ids.make("Plans", "item")).collect();
        assert_eq!(made, ["plans", "plans-3", "plans-4"]);
        assert_eq!(ids.make("教師", "item"), "item");
        assert_eq!(ids.make("Con", "item"), "con-2", "Windows has no file con");
        let long = "asks-the-teacher-what-to-work-on";
        assert_eq!(ids.make(long, "item"), long);
        assert_eq!(ids.make(long, "item"), "asks-the-teacher-what-to-work-2");
    }

    proptest! {
        #[test]
        fn whatever_is_made_is_an_id(words in "\\PC{0,60}") {
            let mut ids = Ids::default();
            for _ in 0..12 {
                let id = ids.make(&words, "item");
                prop_assert_eq!(id_fault(&id), None, "{}", id);
            }
        }
    }
}
