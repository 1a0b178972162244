//! How well a word fits a text, for a list that narrows while someone types. Two texts come in, a
//! number goes out; what the texts stand for is not known here.

/// Best score: the word is the whole text.
pub(super) const WHOLE: u32 = 120;
/// What is added where the text begins with the word.
const BEGINS: u32 = 10;
/// Least score of a word whose letters lie scattered over the text: any less is chance.
const LEAST: u32 = 50;
/// Score of a word that is misspelt, before the share of wrong letters is taken off.
const MISSPELT: u32 = 70;
/// Longest word and text that are compared, in characters.
pub(super) const LONGEST: usize = 128;

/// How well `word` fits `text`, both in small letters; `None` where it does not. From best to worst:
/// 120 for the whole text, 110 for its beginning, 50 to 100 for letters that come in the text in this
/// order, more the more of them begin a word of it or follow on each other; below 70 for a word of at
/// least three letters of which no more than a third are wrong.
///
/// ```text
/// t-104  in  t-104            120
/// t-1    in  t-104            110
/// 104    in  t-104            100
/// zq     in  zebra quill      100
/// qulil  in  zebra quill       56   one of five letters is wrong: 70 less a fifth
/// ```
pub(super) fn score(word: &str, text: &str) -> Option<u32> {
    if word == text {
        return Some(WHOLE);
    }
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return None;
    }
    let text: Vec<char> = text.chars().take(LONGEST).collect();
    if text.starts_with(&word) {
        return Some(100 + BEGINS);
    }
    let in_order = letters_in_order(&word, &text).filter(|&score| score >= LEAST);
    in_order.max(misspelt(&word, &text))
}

/// 100 where each letter of `word` begins a word of `text` or follows on the one before, less where
/// there are gaps; `None` where its letters are not in `text` in this order.
fn letters_in_order(word: &[char], text: &[char]) -> Option<u32> {
    const PLAIN: u32 = 1;
    const GOOD: u32 = 3;
    let begins_word = |at: usize| at == 0 || !text[at - 1].is_alphanumeric();
    // The most points with the last letter looked at standing at each place of the text.
    let mut points: Vec<Option<u32>> = Vec::new();
    for (i, letter) in word.iter().enumerate() {
        let mut before = None;
        let next = text.iter().enumerate().map(|(at, c)| {
            let follows = at.checked_sub(1).and_then(|at| *points.get(at)?);
            before = before.max(follows);
            let placed = if begins_word(at) { GOOD } else { PLAIN };
            let scattered = if i == 0 { Some(placed) } else { before.map(|p| p + placed) };
            (c == letter).then_some(scattered.max(follows.map(|p| p + GOOD))).flatten()
        });
        points = next.collect();
    }
    let most = u32::try_from(word.len()).ok().filter(|&letters| letters > 0)? * GOOD;
    points.into_iter().flatten().max().map(|points| points * 100 / most)
}

/// The score of a word of which no more than a third of the letters are wrong, for the text as a
/// whole or for one of its words.
fn misspelt(word: &[char], text: &[char]) -> Option<u32> {
    const SHORTEST: usize = 3;
    if word.len() < SHORTEST {
        return None;
    }
    let wanted: String = word.iter().collect();
    let whole: String = text.iter().collect();
    let words = whole.split(|c: char| !c.is_alphanumeric());
    let is_near_in_length =
        |part: &&str| part.chars().count().abs_diff(word.len()) * 3 <= word.len();
    let parts = std::iter::once(whole.as_str()).chain(words).filter(is_near_in_length);
    let wrong = parts.map(|part| strsim::damerau_levenshtein(&wanted, part)).min()?;
    let (wrong, letters) = (u32::try_from(wrong).ok()?, u32::try_from(word.len()).ok()?);
    (wrong * 3 <= letters).then(|| MISSPELT - MISSPELT * wrong / letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scores_are_those_worked_out_by_hand() {
        for (word, text, expected) in [
            ("t-104", "t-104", Some(120)),
            ("t-1", "t-104", Some(110)),
            // Each letter begins a word or follows on one: 9 points of 9.
            ("104", "t-104", Some(100)),
            ("zq", "zebra quill", Some(100)),
            // t, - and 1 in good places (9), then 4 after a gap (1): 10 of 12.
            ("t-14", "t-104", Some(83)),
            // No word begins with it, the rest follows on: 1 + 3 + 3 of 9.
            ("ebr", "zebra quill", Some(77)),
            // Two letters in no good place: 2 of 6, which is chance.
            ("ea", "zebra", None),
            // Two letters changed places: one of five is wrong, 70 - 14.
            ("qulil", "zebra quill", Some(56)),
            ("t-140", "t-104", Some(56)),
            // Two of three wrong.
            ("xyl", "t-1", None),
            ("zebras", "zebra", Some(59)),
            ("", "t-104", Some(110)),
            ("é", "zoé é", Some(100)),
        ] {
            assert_eq!(score(word, text), expected, "{word} in {text}");
        }
    }

    proptest! {
        #[test]
        fn the_whole_text_is_best_and_nothing_panics(word in "\\PC{0,12}", text in "\\PC{0,12}") {
            let found = score(&word, &text);
            prop_assert!(found.is_none_or(|score| score <= WHOLE));
            prop_assert_eq!(found == Some(WHOLE), word == text);
            prop_assert_eq!(score(&text, &text), Some(WHOLE));
        }
    }

    #[test]
    fn a_very_long_word_fits_nothing_and_a_very_long_text_is_cut() {
        assert_eq!(score(&"a".repeat(1_000_000), "a"), None);
        assert_eq!(score("ab", &"a".repeat(1_000_000)), None);
    }
}
