//! The text of a file in whatever encoding it is: bytes come in; text goes out, with what decided.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::map::Reading;
use crate::text::wording::all_of;

/// Signs that show what decided.
const MOST_SHOWN: usize = 3;

/// The text of `bytes` and remarks on it.
///
/// # Errors
/// The map says an encoding that is none, or in which a byte means nothing, in words that follow the file's name.
pub(super) fn text(bytes: &[u8], reading: &Reading) -> Result<(String, Vec<String>), String> {
    let mut remarks = Vec::new();
    let given = match &reading.encoding {
        Some(name) => Some(Encoding::for_label(name.as_bytes()).ok_or_else(|| {
            format!("no encoding is called `{name}`; write utf-8, utf-16le or windows-1252")
        })?),
        None => None,
    };
    let encoding = given.unwrap_or_else(|| found(bytes));
    let (text, used, has_faults) = encoding.decode(bytes);
    if has_faults && given.is_some() {
        let (name, place) = (used.name(), first_fault(bytes, used));
        return Err(format!(
            "it is not in {name}, which the map says: {place}; take `encoding` out of the map to have it found"
        ));
    }
    let text = text.into_owned();
    if given.is_none() && used != UTF_8 {
        remarks.push(format!("read as {}{}", used.name(), because(&text, used)));
    }
    remarks.extend(spoiled(&text));
    Ok((text, remarks))
}

/// The encoding of `bytes`: Unicode by its mark or its zeros, UTF-8 where it is valid, else that of Windows.
fn found(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0xff, 0xfe, ..] | [1..=255, 0, 1..=255, 0, ..] => UTF_16LE,
        [0xfe, 0xff, ..] | [0, 1..=255, 0, 1..=255, ..] => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// What told that `text` is in the encoding `used`: letters that others write otherwise. Words are not repeated: they may
/// be names or prose.
fn because(text: &str, used: &'static Encoding) -> String {
    if used == UTF_16LE || used == UTF_16BE {
        return ", which its first bytes tell".to_owned();
    }
    let letters = deciding(text, char::is_alphabetic);
    // What is no letter decided, such as a curly quote.
    let signs = if letters.is_empty() { deciding(text, |_| true) } else { letters };
    let places = signs.iter().map(|&(sign, at)| format!("`{sign}` (line {})", line_of(text, at)));
    let places: Vec<String> = places.collect();
    match places.is_empty() {
        true => String::new(),
        false => format!(", because of {}", all_of(places.iter().map(String::as_str))),
    }
}

/// The first few signs of `text` that are `wanted` and that encodings write differently, each once and with its place.
fn deciding(text: &str, wanted: impl Fn(char) -> bool) -> Vec<(char, usize)> {
    let mut found: Vec<(char, usize)> = Vec::new();
    for (at, sign) in text.char_indices().filter(|&(_, c)| !c.is_ascii() && wanted(c)) {
        if found.len() < MOST_SHOWN && found.iter().all(|(known, _)| *known != sign) {
            found.push((sign, at));
        }
    }
    found
}

/// The first byte of `bytes` that means nothing in `encoding`.
fn first_fault(bytes: &[u8], encoding: &'static Encoding) -> String {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or_default());
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(length, after), read) => {
            let at = read.saturating_sub(usize::from(length) + usize::from(after));
            let byte = bytes.get(at).copied().unwrap_or_default();
            let line = line_of(&text, text.len());
            format!(
                "byte {} of the file, {byte:#04x} in line {line}, is none of its letters",
                at + 1
            )
        }
        _ => "its last letter is cut off".to_owned(),
    }
}

/// That letters were spoiled before the file came here, and where the first of them are.
fn spoiled(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let at = text
        .char_indices()
        .find_map(|(at, letter)| is_spoiled(letter, &text[at..]).then_some(at))?;
    let shown: String = text[at..].chars().take_while(|c| !c.is_whitespace()).take(3).collect();
    let line = line_of(text, at);
    Some(format!(
        "letters were spoiled before, such as `{shown}` in line {line}: export the file anew, as UTF-8"
    ))
}

/// Whether `rest`, which begins with `letter`, begins with what becomes of a letter in UTF-8 that a program takes for
/// two or three of Windows, or with the sign for one that is lost.
fn is_spoiled(letter: char, rest: &str) -> bool {
    let byte = |c: char| {
        let mut buffer = [0; 4];
        let (bytes, _, is_lost) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        bytes.first().copied().filter(|_| !is_lost)
    };
    let mut next = rest.chars().skip(1).map(byte);
    match letter {
        '\u{fffd}' => true,
        'Â' | 'Ã' => matches!(next.next(), Some(Some(0x80..=0xbf))),
        'â' => next.next() == Some(Some(0x80)) && matches!(next.next(), Some(Some(0x80..=0xbf))),
        _ => false,
    }
}

/// The line, from 1, of the byte `at` of `text`.
fn line_of(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let ends = before.matches('\n').count();
    // Old programs of the Mac end lines otherwise.
    if ends == 0 && !text.contains('\n') { before.matches('\r').count() + 1 } else { ends + 1 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn read(bytes: &[u8], encoding: Option<&str>) -> Result<(String, Vec<String>), String> {
        let encoding = encoding.map(str::to_owned);
        text(bytes, &Reading { encoding, ..Reading::default() })
    }

    #[test]
    fn what_decides_is_said_with_its_line() {
        let (text, remarks) =
            read(b"Date\nCa\xf1\xf3n\nma\xf1ana y ca\xf1\xf3n\nCa\xf1\xf3n", None).unwrap();
        assert_eq!(text, "Date\nCañón\nmañana y cañón\nCañón");
        let expected = "read as windows-1252, because of `ñ` (line 2) and `ó` (line 2)";
        assert_eq!(remarks, [expected]);
        let (_, remarks) = read(b"a\nit\x92s", None).unwrap();
        assert_eq!(remarks, ["read as windows-1252, because of `’` (line 2)"]);
        let (_, remarks) = read(b"\xff\xfea\0,\0", None).unwrap();
        assert_eq!(remarks, ["read as UTF-16LE, which its first bytes tell"]);
        assert_eq!(read("año".as_bytes(), None).unwrap().1, [""; 0]);
    }

    /// The ñ of Windows is byte 8 of the file, in line 2.
    #[test]
    fn an_encoding_that_does_not_fit_is_refused_with_the_place() {
        let why = read(b"Date\nCa\xf1\xf3n", Some("utf-8")).unwrap_err();
        assert!(
            why.contains("byte 8 of the file, 0xf1 in line 2, is none of its letters"),
            "{why}"
        );
        assert!(read(b"Date", Some("klingon")).unwrap_err().contains("no encoding is called"));
    }

    #[test]
    fn letters_that_are_spoiled_already_are_said() {
        for (text, place) in [
            ("a\nCaÃ±on", "`Ã±o` in line 2"),
            ("itâ€™s", "`â€™` in line 1"),
            ("a\rb\rcaf\u{fffd}", "`\u{fffd}` in line 3"),
        ] {
            let (_, remarks) = read(text.as_bytes(), None).unwrap();
            assert!(remarks[0].contains(place), "{remarks:?}");
        }
        for fine in ["Año, É», São, â la carte, Â", "«CAFÉ»"] {
            assert_eq!(read(fine.as_bytes(), None).unwrap().1, [""; 0], "{fine}");
        }
    }
}
