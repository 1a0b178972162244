//! Zip files, such as workbooks, say of each part which kind of system made it. Bytes come in and go out, the same on
//! every system: whoever compares two files sees what differs in them.

/// What a part begins with in the list at the end of a zip file (APPNOTE.TXT of PKWARE, 4.3.12), and how many bytes of it
/// come before its name.
const PART: [u8; 4] = *b"PK\x01\x02";
const BEFORE_NAME: usize = 46;
/// What ends a zip file that has no comment, and how long it is (4.3.16).
const END: [u8; 4] = *b"PK\x05\x06";
const LENGTH_OF_END: usize = 22;
/// Where the kind of system is said in a part, and the number of Unix (4.4.2).
const SYSTEM: usize = 5;
const UNIX: u8 = 3;

/// `zip` with every part made on Unix. What is no plain zip file is left as it is.
pub(crate) fn made_by_unix(mut zip: Vec<u8>) -> Vec<u8> {
    let end = zip.len().checked_sub(LENGTH_OF_END).filter(|&end| zip[end..].starts_with(&END));
    let mut at = end.and_then(|end| number(&zip, end + 16, 4)).unwrap_or(usize::MAX);
    while zip.get(at..).is_some_and(|rest| rest.starts_with(&PART)) {
        // The lengths of a name, of what is added to it and of a comment.
        let lengths = [28, 30, 32].map(|place| number(&zip, at + place, 2));
        let [Some(name), Some(more), Some(comment)] = lengths else { break };
        zip[at + SYSTEM] = UNIX;
        at += BEFORE_NAME + name + more + comment;
    }
    zip
}

/// The number of `length` bytes at `at`, its small end first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::*;

    #[test]
    fn every_part_is_made_by_unix_and_holds_what_it_held() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("a", "PK\x01\x02"), ("b/c", ""), ("d", "three")] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let unix = made_by_unix(zip.finish().unwrap().into_inner());
        // As a system without rights of Unix says it, which is 0.
        let of_dos = |zip: &[u8]| {
            let list = number(zip, zip.len() - LENGTH_OF_END + 16, 4).unwrap();
            let mut dos = zip.to_vec();
            for at in (list..zip.len()).filter(|&at| zip[at..].starts_with(&PART)) {
                dos[at + SYSTEM] = 0;
            }
            dos
        };
        let dos = of_dos(&unix);
        assert_eq!(dos.iter().zip(&unix).filter(|(one, other)| one != other).count(), 3);
        assert_eq!(made_by_unix(dos), unix);
        assert_eq!(ZipArchive::new(Cursor::new(&unix)).unwrap().len(), 3);
    }

    #[test]
    fn what_is_no_zip_file_stays() {
        for bytes in [
            &b""[..],
            b"PK\x05\x06",
            &[b'P'; 60],
            b"PK\x05\x06..................\xff\xff\xff\xff\0\0",
        ] {
            assert_eq!(made_by_unix(bytes.to_vec()), bytes);
        }
    }
}
