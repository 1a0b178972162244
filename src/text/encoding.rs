//! The bytes of a file that a user hands over: their text goes out, or which other encoding they are
//! and the remedy. Every reader of such a file goes through here.

/// Bytes that are not UTF-8. What it says follows the name of the file, or "it".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotUtf8 {
    /// Another encoding of Unicode, as its byte-order mark or its first character tells.
    #[error("is {0}, not UTF-8; save it again with the encoding UTF-8")]
    Other(&'static str),
    /// Something else.
    #[error("is not UTF-8; save it again with that encoding")]
    Bytes {
        /// The bytes themselves.
        bytes: Vec<u8>,
        /// The first that is no part of a character.
        at: usize,
    },
}

/// `bytes` as text, without a byte-order mark.
///
/// ```
/// # use coach::text::encoding::text_of;
/// assert_eq!(text_of(b"\xef\xbb\xbfkind: session".to_vec()).unwrap(), "kind: session");
/// let wide = text_of(b"\xff\xfek\0i\0n\0d\0".to_vec()).unwrap_err();
/// assert_eq!(wide.to_string(), "is UTF-16, not UTF-8; save it again with the encoding UTF-8");
/// ```
///
/// # Errors
/// They are in another encoding.
pub fn text_of(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if let Some(name) = other_encoding(&bytes) {
        return Err(NotUtf8::Other(name));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        NotUtf8::Bytes { bytes: error.into_bytes(), at }
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// The name of another encoding of Unicode in which `bytes` begin. Without a byte-order mark a text in
/// it begins with a letter or sign of ASCII, and so with zeros that no text in UTF-8 begins with.
pub(crate) fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..]
        | [0, 0, 0xfe, 0xff, ..]
        | [1..=255, 0, 0, 0, ..]
        | [0, 0, 0, 1..=255, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..]
        | [0xfe, 0xff, ..]
        | [1..=255, 0, 1..=255, 0, ..]
        | [0, 1..=255, 0, 1..=255, ..] => Some("UTF-16"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` in units of `width` bytes, the small end first or last.
    fn wide(text: &str, width: usize, little: bool) -> Vec<u8> {
        let unit = |c: char| {
            let mut unit = u32::from(c).to_be_bytes()[4 - width..].to_vec();
            if little {
                unit.reverse();
            }
            unit
        };
        text.chars().flat_map(unit).collect()
    }

    #[test]
    fn another_encoding_is_named_with_and_without_its_mark() {
        for (width, name) in [(2, "UTF-16"), (4, "UTF-32")] {
            for little in [true, false] {
                for text in ["\u{feff}{\"a\": 1}", "{\"a\": 1}", "\u{feff}é"] {
                    let found = text_of(wide(text, width, little));
                    assert_eq!(found, Err(NotUtf8::Other(name)), "{text} {width} {little}");
                }
            }
        }
    }

    #[test]
    fn utf_8_is_read_whatever_it_says() {
        for text in ["", "k", "kind: session", "é", "\0", "a\0b", "\u{fffe}"] {
            assert_eq!(text_of(text.as_bytes().to_vec()).as_deref(), Ok(text));
        }
        assert_eq!(text_of(b"\xef\xbb\xbf".to_vec()).as_deref(), Ok(""));
        let latin = text_of(b"caf\xe9".to_vec());
        assert_eq!(latin, Err(NotUtf8::Bytes { bytes: b"caf\xe9".to_vec(), at: 3 }));
    }
}
