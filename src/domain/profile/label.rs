//! What an item is called in tables where its profile gives no label: the first words of its text.

use super::bounds::LONGEST_LABEL;

/// The first words of `text`, at most [`LONGEST_LABEL`] characters, without the punctuation after
/// them. A single word that is longer is cut.
pub(crate) fn first_words(text: &str) -> String {
    let mut words = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let space = usize::from(length > 0);
        let letters = word.chars().count();
        if length + space + letters > LONGEST_LABEL {
            if length == 0 {
                words.extend(word.chars().take(LONGEST_LABEL));
            }
            break;
        }
        words.extend(std::iter::repeat_n(' ', space));
        words += word;
        length += space + letters;
    }
    let end = words.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '%'));
    if end.is_empty() { words } else { end.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::first_words;

    #[test]
    fn a_label_is_cut_at_a_word() {
        for (text, label) in [
            ("Listens.", "Listens"),
            // "Asks the teacher what to work" is 29 characters long.
            ("Asks the teacher what to work on.", "Asks the teacher what to"),
            // 28 characters, to the letter.
            ("Asks the teacher what to see", "Asks the teacher what to see"),
            ("Planifica, con cada docente, la visita", "Planifica, con cada docente"),
            ("Plans (with notes) – and then visits", "Plans (with notes) – and"),
            ("Gives reasons – often enough for all", "Gives reasons – often enough"),
            ("Donaudampfschifffahrtsgesellschaften", "Donaudampfschifffahrtsgesell"),
            ("教師と一緒に", "教師と一緒に"),
            ("…", "…"),
        ] {
            assert_eq!(first_words(text), label);
        }
    }
}
