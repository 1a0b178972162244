//! When two texts in people's own words (a practice, a measure, a name) are one: texts come in,
//! what is compared goes out. Letters look the same however a keyboard stores their accents, and
//! nobody sees how many spaces are between words, so neither makes another text. Capitals, dashes
//! and quotation marks do, but most often by mistake: `coach check` warns about them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::wording::is_unsafe;

/// `text` as it is compared, grouped and shown: in Unicode's normal form C, with one space between
/// words and none around them.
///
/// ```
/// # use coach::text::spelling::canonical;
/// assert_eq!(canonical(" re\u{301}cit  oral\u{a0}"), "récit oral");
/// assert_ne!(canonical("Number talks"), canonical("number talks"));
/// ```
pub fn canonical(text: &str) -> Cow<'_, str> {
    let is_plain = |(before, c): (char, char)| c.is_ascii_graphic() || c == ' ' && before != ' ';
    let before = std::iter::once(' ').chain(text.chars());
    if before.zip(text.chars()).all(is_plain) && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.nfc());
    }
    Cow::Owned(out)
}

/// `text` as it is searched: in small letters without accents, with one space between words, and quotation marks and
/// dashes as a keyboard has them. No text to be shown.
///
/// ```
/// # use coach::text::spelling::folded;
/// assert_eq!(folded(" Peñasco  MÜLLER"), folded("penasco muller"));
/// assert_eq!(folded("O’Neil‑Quill"), folded("o'neil-quill"));
/// ```
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        let words = text.split_whitespace().map(str::to_ascii_lowercase);
        return words.collect::<Vec<_>>().join(" ");
    }
    // Signs first: some of them are a blank and an accent in Unicode's normal form KD.
    let letters = text.chars().map(plain_sign).nfkd().filter(|&c| !is_combining_mark(c));
    let letters = letters.flat_map(char::to_lowercase);
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sign on a keyboard for a typographic one.
pub(crate) fn plain_sign(sign: char) -> char {
    match sign {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    }
}

/// What the spellings of one text have in common, whatever their capitals, dashes, quotation marks,
/// commas and full stops: no text to be shown.
///
/// ```
/// # use coach::text::spelling::loose;
/// assert_eq!(loose("Wait-time"), loose("“wait time”"));
/// assert_eq!(loose("STRASSE"), loose("straße"));
/// assert_ne!(loose("C++"), loose("C#"));
/// ```
pub fn loose(text: &str) -> String {
    if text.is_ascii() {
        return common(text.len(), text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    }
    // By way of capitals, so that letters with one capital are one: ß and SS, σ and ς.
    let folded = text.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    common(text.len(), folded.nfkc())
}

/// The `folded` characters of a text of about `length` bytes, without those that spellings do not have in common.
fn common(length: usize, folded: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(length);
    let mut is_apart = false;
    for c in folded {
        if is_unsafe(c) && !c.is_whitespace() || is_quotation_mark(c) {
            continue;
        }
        if c.is_whitespace() || is_separator(c) {
            is_apart = true;
            continue;
        }
        if is_apart && !out.is_empty() && !is_combining_mark(c) {
            out.push(' ');
        }
        is_apart = false;
        out.push(c);
    }
    out
}

/// Marks that are around words, or in the middle of one.
fn is_quotation_mark(c: char) -> bool {
    matches!(c, '\'' | '"' | '`' | '\u{2b9}'..='\u{2bc}' | '\u{2018}'..='\u{201f}' | '«' | '»'
        | '‹' | '›' | '′' | '″')
}

/// Marks that are between words: dashes of all lengths, and what ends or parts a sentence.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | ','
                | '.'
                | ':'
                | ';'
                | '!'
                | '?'
                | '/'
                | '('
                | ')'
                | '['
                | ']'
                | '…'
                | '·'
                | '•'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_and_spaces_make_no_other_text() {
        for (one, other) in [
            ("é", "e\u{301}"),
            ("wait time", " wait \t time\n"),
            ("wait time", "wait\u{a0}time"),
            ("Å", "\u{212b}"),
            ("", " \n"),
            ("x é", "x  e\u{301} "),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one:?} {other:?}");
        }
        assert_eq!(canonical("e\u{301}"), "é", "what is shown is one of the two");
        for (one, other) in [("a b", "ab"), ("A", "a"), ("é", "e"), ("a-b", "a b")] {
            assert_ne!(canonical(one), canonical(other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn capitals_dashes_and_quotation_marks_are_slips() {
        for (one, other) in [
            ("Number Talks", "number talks"),
            ("wait-time", "wait time"),
            ("wait–time", "wait - time"),
            ("teachers’ talk", "teachers' talk"),
            ("\"exit tickets\"", "exit tickets."),
            ("ÉCOUTE", "e\u{301}coute"),
            ("exit\u{200b}tickets", "exittickets"),
            ("ﬁrst ｗｏｒｄｓ", "first words"),
        ] {
            assert_eq!(loose(one), loose(other), "{one:?} {other:?}");
        }
        for (one, other) in [
            ("grade 3.5", "grade 35"),
            ("C++", "C"),
            ("50 %", "50"),
            ("récit", "recit"),
            ("wait time", "waittime"),
            ("कि", "क"),
        ] {
            assert_ne!(loose(one), loose(other), "{one:?} {other:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_compared_stays_the_same_when_compared_again(text in "[ a\te\u{301}\u{a0}É-]{0,12}|\\PC{0,12}") {
            let once = canonical(&text).into_owned();
            prop_assert_eq!(&*canonical(&once), once.as_str());
            prop_assert_eq!(loose(&once), loose(&text));
            let own: String = text.nfd().collect();
            prop_assert_eq!(&*canonical(&own), once.as_str());
        }
    }
}
