//! Texts with gaps, as maps write them: `*` stands for any text and `#` for one digit; after `\`, both are
//! themselves. A pattern and a text
//! come in; what fills the gaps, or that it does not fit, goes out.

use crate::import::value::word::folded;
use crate::text::wording::quote;

/// A text with gaps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pattern {
    written: Box<str>,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Piece {
    /// These letters, folded.
    Text(Box<str>),
    /// One digit.
    Digit,
    /// Any text, as little of it as fits.
    Any,
}

impl Pattern {
    /// The pattern written as `text`.
    pub(crate) fn of(text: &str) -> Self {
        let (mut pieces, mut letters) = (Vec::new(), String::new());
        let (written, text) = (text.into(), folded(text));
        let mut signs = text.chars();
        while let Some(letter) = signs.next() {
            let piece = match letter {
                '*' => Piece::Any,
                '#' => Piece::Digit,
                '\\' => {
                    letters.extend(signs.next());
                    continue;
                }
                other => {
                    letters.push(other);
                    continue;
                }
            };
            if !letters.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut letters).into()));
            }
            pieces.push(piece);
        }
        if !letters.is_empty() {
            pieces.push(Piece::Text(letters.into()));
        }
        Self { written, pieces }
    }

    /// It as a map writes it.
    pub(crate) fn written(&self) -> &str {
        &self.written
    }

    /// The same, for messages.
    pub(crate) fn shown(&self) -> String {
        quote(&self.written)
    }

    /// Whether it has a gap.
    pub(crate) fn has_gap(&self) -> bool {
        self.pieces.iter().any(|piece| !matches!(piece, Piece::Text(_)))
    }

    /// Its letters, where it has no gap.
    pub(crate) fn letters(&self) -> Option<String> {
        match &self.pieces[..] {
            [] => Some(String::new()),
            [Piece::Text(letters)] => Some(letters.to_string()),
            _ => None,
        }
    }

    /// What fills the gaps where `text` fits: digits that stand beside each other are one. Blanks, capitals and
    /// kinds of quotes mean nothing.
    pub(crate) fn fills(&self, text: &str) -> Option<Vec<String>> {
        let text = folded(text);
        let mut fills = Vec::new();
        fits(&self.pieces, &text, false, &mut fills).then_some(fills)
    }

    /// Whether `text` fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        self.fills(text).is_some()
    }
}

/// Whether `text` is `pieces`; what fills their gaps is added to `fills`. `is_after_digit` tells whether the
/// piece before was a digit.
fn fits(pieces: &[Piece], text: &str, is_after_digit: bool, fills: &mut Vec<String>) -> bool {
    let Some((first, rest)) = pieces.split_first() else { return text.is_empty() };
    let known = fills.len();
    match first {
        Piece::Text(letters) => match text.strip_prefix(&**letters) {
            Some(after) => fits(rest, after, false, fills),
            None => false,
        },
        Piece::Digit => {
            let Some(digit) = text.chars().next().filter(char::is_ascii_digit) else {
                return false;
            };
            match fills.last_mut().filter(|_| is_after_digit) {
                Some(last) => last.push(digit),
                None => fills.push(digit.to_string()),
            }
            fits(rest, &text[1..], true, fills)
        }
        Piece::Any => {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for end in ends {
                fills.truncate(known);
                fills.push(text[..end].trim().to_owned());
                if fits(rest, &text[end..], false, fills) {
                    return true;
                }
            }
            fills.truncate(known);
            false
        }
    }
}

/// `text` with its gaps, those of a pattern, filled by `fills` in their order.
pub(crate) fn filled(text: &str, fills: &[String]) -> String {
    let (mut out, mut fills) = (String::new(), fills.iter());
    let mut is_after_digit = false;
    for letter in text.chars() {
        match letter {
            '#' if is_after_digit => {}
            '*' | '#' => out.extend(fills.next().map(String::as_str)),
            other => out.push(other),
        }
        is_after_digit = letter == '#';
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled() {
        let fills = |pattern: &str, text: &str| Pattern::of(pattern).fills(text);
        assert_eq!(fills("T-*", "t-101"), Some(vec!["101".to_owned()]));
        assert_eq!(fills("T##", "T07"), Some(vec!["07".to_owned()]));
        assert_eq!(fills("T##", "T7"), None);
        assert_eq!(fills("* [*]", "Group [Gives rationale]").unwrap()[1], "gives rationale");
        assert_eq!(fills("Next step * - What", "Next step 2 - Who"), None);
        assert_eq!(fills("Date of  visit", "Date\u{a0}of visit "), Some(vec![]));
    }

    #[test]
    fn a_word_takes_what_filled_the_gaps() {
        assert_eq!(filled("t-1##", &["07".to_owned()]), "t-107");
        assert_eq!(filled("t-*", &["101".to_owned()]), "t-101");
    }
}
