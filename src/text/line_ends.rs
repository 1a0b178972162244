//! The ends of lines: bytes come in, the same with one kind of end goes out.

use std::borrow::Cow;

/// `bytes` with each line ended by a line feed alone, as git keeps them.
pub(crate) fn with_lf(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\r', bytes).is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut lines = Vec::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        if byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
            lines.push(byte);
        }
    }
    Cow::Owned(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ends_of_lines_are_made_alike() {
        assert_eq!(*with_lf(b"a\r\nb\rc\n\r\n"), *b"a\nb\rc\n\n");
        assert!(matches!(with_lf(b"a\nb\n"), Cow::Borrowed(b"a\nb\n")));
    }
}
