//! Whatever stands in a file, reading it ends with a record or with findings, each at a place inside
//! the text; nothing panics, and what is shown cannot steer a terminal.

use coach::diagnostic::text::{self, Style};
use coach::diagnostic::{Tally, json::render as render_json};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::desk::{Desk, EVERY_KIND};

thread_local! {
    static DESK: Desk = Desk::new();
}

/// Reads `bytes`; the desk puts every place through its oracle.
fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    let reading = DESK.with(|desk| desk.read(bytes));
    prop_assert_eq!(reading.is_typed, reading.found.is_empty(), "a record or a finding");
    prop_assert!(reading.found.len() <= 200);
    for found in &reading.found {
        let plain =
            text::render(found, Style { color: false, width: 80, prefix: "x/", excerpt: true });
        let one_line = text::one_line(found);
        let steers = |c: char| {
            c.is_control() && c != '\n'
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        prop_assert!(!plain.chars().any(steers), "{:?}", plain);
        prop_assert!(!one_line.contains('\n') && !one_line.chars().any(steers), "{:?}", one_line);
        let rule = format!("[{}]", found.rule.id);
        prop_assert!(plain.contains(&rule) && plain.ends_with('\n'), "{}", plain);
        prop_assert!(!found.message.is_empty());
        text::render(found, Style { color: true, width: 1, prefix: "", excerpt: true });
    }
    let json = render_json(&reading.found, Tally::of(&reading.found, 1, 0, 0), []).expect("JSON");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON reads back");
    prop_assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(reading.found.len()));
    Ok(())
}

/// Pieces of which YAML, good and bad, is made.
const PIECES: &[&str] = &[
    "kind: ",
    "session",
    "date: ",
    "2026-09-14",
    "notes: ",
    "items: ",
    "next_steps:",
    "- ",
    "? ",
    ": ",
    ":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "|",
    ">",
    "|2-",
    "&a ",
    "*a",
    "!t ",
    "!!str ",
    "<<: ",
    "#",
    " # ",
    "---",
    "...",
    "%YAML 1.2",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\\",
    "~",
    "null",
    "true",
    "0",
    "-1.5",
    "é",
    "🏫",
    "\u{feff}",
    "\u{202e}",
    "\u{85}",
    "\u{2028}",
    "\0",
    "\u{1b}[31m",
    "\u{7f}",
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> b\n",
    "x",
];

/// A change of a text.
#[derive(Clone, Debug)]
enum Edit {
    Insert(Index, &'static str),
    Delete(Index, usize),
    Repeat(Index, usize),
    SwapLines(Index, Index),
    IndentLine(Index),
    Cut(Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<Index>(), select(PIECES)).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        (any::<Index>(), 1..30_usize).prop_map(|(at, n)| Edit::Delete(at, n)),
        (any::<Index>(), 1..60_usize).prop_map(|(at, n)| Edit::Repeat(at, n)),
        (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Edit::SwapLines(a, b)),
        any::<Index>().prop_map(Edit::IndentLine),
        any::<Index>().prop_map(Edit::Cut),
    ]
}

fn apply(text: &str, edit: &Edit) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return "kind".to_owned();
    }
    let cut = |at: &Index, n: usize| {
        let from = at.index(characters.len());
        (from, (from + n).min(characters.len()))
    };
    let collect = |parts: [&[char]; 3]| parts.concat().into_iter().collect();
    match edit {
        Edit::Insert(at, piece) => {
            let (from, _) = cut(at, 0);
            let piece: Vec<char> = piece.chars().collect();
            collect([&characters[..from], &piece, &characters[from..]])
        }
        Edit::Delete(at, n) => {
            let (from, to) = cut(at, *n);
            collect([&characters[..from], &[], &characters[to..]])
        }
        Edit::Repeat(at, n) => {
            let (from, to) = cut(at, *n);
            collect([&characters[..to], &characters[from..to], &characters[to..]])
        }
        Edit::SwapLines(a, b) => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            lines.join("\n")
        }
        Edit::IndentLine(at) => {
            let at = at.index(lines.len());
            let line = format!("  {}", lines[at]);
            lines[at] = &line;
            lines.join("\n")
        }
        Edit::Cut(at) => characters[..cut(at, 0).0].iter().collect(),
    }
}

/// Only the first byte-order mark is one; a second is a character of the text, and columns count it.
#[test]
fn a_second_byte_order_mark_moves_no_column() -> Result<(), TestCaseError> {
    survives("\u{feff}\u{feff}kind: kind: ".as_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200)) {
        survives(&bytes)?;
    }

    #[test]
    fn any_text(text in "\\PC{0,80}", head in any::<bool>()) {
        let head = if head { "kind: session\n" } else { "" };
        survives(format!("{head}{text}").as_bytes())?;
    }

    #[test]
    fn any_pieces(pieces in vec(select(PIECES), 0..40), kind in any::<bool>()) {
        let head = if kind { "kind: session\ndate: 2026-09-14\n" } else { "" };
        survives(format!("{head}{}", pieces.concat()).as_bytes())?;
    }

    #[test]
    fn records_that_were_tampered_with(
        record in select(&EVERY_KIND[..]),
        edits in vec(edit(), 1..5),
        windows in any::<bool>(),
    ) {
        let mut text = edits.iter().fold(record.to_owned(), |text, edit| apply(&text, edit));
        if windows {
            text = text.replace('\n', "\r\n");
        }
        survives(text.as_bytes())?;
    }
}
