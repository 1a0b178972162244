//! Files whose bytes are the trouble: encodings, line endings, characters that no text holds, size.

use super::desk::{CONTACT, Desk, Lines, SESSION};

/// The one finding of a file: rule, text under the underline, message and remedy.
fn only(desk: &Desk, bytes: &[u8]) -> (&'static str, String, String) {
    let reading = desk.read(bytes);
    let [one] = reading.found.as_slice() else { panic!("{:?}", reading.found) };
    assert!(!reading.is_typed, "a file with a fault is left out");
    let at = Lines::of(&String::from_utf8_lossy(bytes)).under(&one.place);
    let words = format!("{} | {} | {}", one.message, one.label, one.help.join(" | "));
    (one.rule.id, at, words)
}

#[test]
fn a_byte_order_mark_and_windows_line_endings_are_accepted() {
    let desk = Desk::new();
    desk.expect(&format!("\u{feff}{SESSION}"), &[]);
    let windows = SESSION.replace('\n', "\r\n");
    desk.expect(&windows, &[]);
    desk.expect(&format!("\u{feff}{windows}"), &[]);
    // A line count of carriage returns and line feeds together would double the line.
    let broken = format!("\u{feff}{}", windows.replace("minutes: 45", "minutes: soon"));
    desk.expect(&broken, &[("wrong-type", "soon")]);
    let place = &desk.read(&broken).found[0].place;
    assert_eq!(place.region.as_ref().map(|region| region.start.line), Some(5));
    // Without a line break at the end, and with many.
    desk.expect(CONTACT.trim_end(), &[]);
    desk.expect(&format!("{CONTACT}\n\n\n"), &[]);
}

#[test]
fn what_is_not_utf8_is_the_files_one_finding_at_its_place() {
    let desk = Desk::new();
    // "Café" from Windows-1252, after a line of UTF-8 whose characters are not bytes.
    let latin = b"kind: contact\n# \xc3\xbc\xc3\xbc\nabout: Caf\xe9\nmethod: [\n";
    let (rule, at, words) = only(&desk, latin);
    assert_eq!((rule, at.as_str()), ("not-utf8", "\u{fffd}"));
    assert!(words.contains("0xE9") && words.contains("Latin-1") && words.contains("UTF-8"));
    let place = &desk.read(latin).found[0].place;
    let start = place.region.as_ref().unwrap().start;
    assert_eq!((start.line, start.column), (3, 11));

    // After a byte-order mark, which is no column.
    let (rule, at, _) = only(&desk, b"\xef\xbb\xbf\xff");
    assert_eq!((rule, at.as_str()), ("not-utf8", "\u{fffd}"));

    let utf16 = |big: bool| {
        let units = std::iter::once(0xfeff).chain(CONTACT.encode_utf16());
        let bytes = units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() });
        bytes.collect::<Vec<u8>>()
    };
    for bytes in [utf16(false), utf16(true)] {
        let (rule, at, words) = only(&desk, &bytes);
        assert_eq!((rule, at.as_str()), ("not-utf8", "(the file)"));
        assert!(words.contains("UTF-16") && words.contains("save it again"), "{words}");
    }
    // Without its mark, UTF-16 is known by the zeros it begins with.
    for bytes in [utf16(false), utf16(true)] {
        let (rule, at, words) = only(&desk, &bytes[2..]);
        assert_eq!((rule, at.as_str()), ("not-utf8", "(the file)"));
        assert!(words.contains("UTF-16") && words.contains("save it again"), "{words}");
    }
    let (rule, at, words) = only(&desk, b"kind: \0contact\n");
    assert_eq!((rule, at.as_str()), ("yaml-syntax", "\0"));
    assert!(words.contains("NUL") && words.contains("damaged"), "{words}");
}

#[test]
fn a_file_without_content_says_so() {
    let desk = Desk::new();
    let nothing =
        ["", "\n\n", "  \n\t\n", "# to do\n", "\u{feff}", "---\n", "null\n", "~", "...\n"];
    for text in nothing {
        let (rule, at, words) = only(&desk, text.as_bytes());
        assert_eq!((rule, at.as_str()), ("empty-file", ""), "{text:?}");
        assert!(words.contains("empty") && words.contains("kind:"), "{words}");
    }
}

/// A text, what stands under the underline, and essential words of the message.
type Character = (&'static str, &'static str, [&'static str; 2]);

#[rustfmt::skip]
const CHARACTERS: &[Character] = &[
    ("kind: contact\0\n", "\0", ["NUL", "delete"]),
    ("kind: contact\nabout: a\u{1b}[31mb\n", "\u{1b}", ["U+001B", "delete"]),
    ("kind: contact\nabout: \u{7}\n", "\u{7}", ["U+0007", "delete"]),
    ("kind: contact\nabout: ü\u{7f}\n", "\u{7f}", ["U+007F", "delete"]),
    ("kind: contact\nabout: ü\u{9b}31m\n", "\u{9b}", ["U+009B", "delete"]),
    ("kind: contact\nabout: \u{ffff}\n", "\u{ffff}", ["U+FFFF", "delete"]),
    ("kind: contact\n\u{c}date: 2026-09-16\n", "\u{c}", ["U+000C", "delete"]),
    ("kind: contact\rdate: 2026-09-16\r", "\r", ["carriage return", "LF or CRLF"]),
    ("kind: contact\r\r\ndate: 2026-09-16\n", "\r", ["carriage return", "LF or CRLF"]),
];

#[test]
fn characters_that_no_text_holds_are_found() {
    let desk = Desk::new();
    for (text, expected, words) in CHARACTERS {
        let (rule, at, message) = only(&desk, text.as_bytes());
        assert_eq!((rule, at.as_str()), ("yaml-syntax", *expected), "{text:?}");
        assert!(words.iter().all(|word| message.contains(word)), "{text:?}: {message}");
    }
    // U+0085 is a line break to some, and a character that YAML allows.
    desk.expect(&CONTACT.replace("seating plan", "seating\u{85}plan"), &[]);
    desk.expect(&CONTACT.replace("seating plan", "plan of naïve 学校 🏫"), &[]);
}

#[test]
fn a_mebibyte_is_read_and_a_byte_more_is_not() {
    let desk = Desk::new();
    let mut text = CONTACT.to_owned();
    text.push('#');
    text.push_str(&"x".repeat((1 << 20) - text.len()));
    assert_eq!(text.len(), 1_048_576);
    desk.expect(&text, &[]);
    text.push('x');
    let (rule, at, words) = only(&desk, text.as_bytes());
    assert_eq!((rule, at.as_str()), ("too-large", "(the file)"));
    assert!(words.contains("1,048,576") && words.contains("1 MiB"), "{words}");
}
