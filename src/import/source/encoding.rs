//! The text of a file in whatever encoding it is: bytes come in; text goes out, with what decided.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::map::Reading;

/// Words that show what decided.
const MOST_SHOWN: usize = 3;

/// The text of `bytes` and remarks on it.
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
        return Err(format!("it is not in {}, which the map says", used.name()));
    }
    let text = text.into_owned();
    if given.is_none() && used != UTF_8 {
        let words = text.split(|c: char| !c.is_alphabetic());
        let mut deciding: Vec<&str> = words.filter(|word| !word.is_ascii()).collect();
        deciding.dedup();
        deciding.truncate(MOST_SHOWN);
        let such = deciding.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        remarks.push(format!("read as {}, because of words such as {such}", used.name()));
    }
    if text.contains('\u{fffd}') || text.contains("Ã©") || text.contains("Ã±") {
        remarks.push("some letters were spoiled before, such as Ã© for é: save the file anew from its program".to_owned());
    }
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
