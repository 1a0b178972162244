//! Words as people type them, made comparable; and marks that mean yes or no.

use unicode_normalization::UnicodeNormalization;

use crate::import::cell::Content;
use crate::text::spelling::plain_sign;

/// The text without what people do not mean by it: case, blanks around it and runs of blanks
/// (non-breaking ones too), typographic quotes and dashes, how accents are stored.
pub(crate) fn folded(text: &str) -> String {
    // Most texts; nothing else can happen to these.
    if text.is_ascii() {
        return one_blank_between(text.chars().map(|c| c.to_ascii_lowercase()), text.len());
    }
    let letters = text.nfc().filter(|&c| !is_invisible(c)).map(plain_sign);
    let plain = one_blank_between(letters.flat_map(char::to_lowercase), text.len());
    // Lower case can bring a combining mark of its own.
    plain.nfc().collect()
}

/// `letters` with one blank for each run of them, and none at both ends.
fn one_blank_between(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut plain = String::with_capacity(length);
    for c in letters {
        if !c.is_whitespace() {
            plain.push(c);
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Whether a sign has no width and no meaning: a byte order mark, a soft hyphen, a zero-width space.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{feff}' | '\u{ad}' | '\u{200b}' | '\u{2060}')
}

/// Whether a cell says yes or no; nothing in it is no. None where it says something else.
pub(crate) fn mark(content: &Content) -> Option<bool> {
    match content {
        Content::Empty => Some(false),
        Content::Truth(truth) => Some(*truth),
        Content::Number(number) if *number == 1.0 => Some(true),
        Content::Number(number) if *number == 0.0 => Some(false),
        Content::Number(_) | Content::Moment(_) | Content::Clock(_) | Content::Span(_) => None,
        Content::Fault(_) => None,
        Content::Text(text) => match folded(text).as_str() {
            "x" | "✓" | "✔" | "☑" | "☒" | "yes" | "y" | "1" | "true" | "checked" | "sí" | "si" => {
                Some(true)
            }
            "" | "0" | "no" | "n" | "false" | "unchecked" | "☐" => Some(false),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_compared_without_case_blanks_and_typographic_signs() {
        for (typed, plain) in [
            ("  In\u{a0}Person ", "in person"),
            ("In\u{202f}\n\tplace", "in place"),
            ("“Yes” – it’s", "\"yes\" - it's"),
            ("TELE\u{301}FONO", "teléfono"),
            ("\u{feff}Date", "date"),
            (" \u{a0} ", ""),
        ] {
            assert_eq!(folded(typed), plain, "{typed:?}");
        }
    }

    #[test]
    fn marks_say_yes_no_or_something_else() {
        for (typed, means) in [
            ("x", Some(true)),
            (" X ", Some(true)),
            ("✓", Some(true)),
            ("Checked", Some(true)),
            ("No", Some(false)),
            ("unchecked", Some(false)),
            ("  ", Some(false)),
            ("yes, twice", None),
        ] {
            assert_eq!(mark(&Content::Text(typed.into())), means, "{typed:?}");
        }
        assert_eq!(mark(&Content::Empty), Some(false));
        assert_eq!(mark(&Content::Number(1.0)), Some(true));
        assert_eq!(mark(&Content::Number(2.0)), None);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
