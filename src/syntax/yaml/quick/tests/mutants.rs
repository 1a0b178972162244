//! Texts with slips of all kinds, at random: still the same, or declined.

use std::cell::Cell;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};

use super::{compare, corpus, generated};

/// What is put into texts.
const PIECES: [&str; 72] = [
    " ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "\n ",
    "\n  ",
    "\n   ",
    "\r\n",
    "\r",
    "\t",
    ":",
    ": ",
    ":\n",
    ":  ",
    "::",
    "#",
    " #",
    " # a: b",
    "\n# c\n",
    "\n  # d\n",
    "-",
    "- ",
    "\n- ",
    "\n  - ",
    "-\n",
    "--",
    "---",
    "\n---\n",
    "\n...\n",
    "[",
    "]",
    "{",
    "}",
    "[]",
    "{}",
    ",",
    ", ",
    ",\n  ",
    "\"",
    "'",
    "''",
    "\\",
    "\\n",
    "|",
    " |\n",
    "|-\n",
    "|+\n",
    "|2\n",
    ">",
    ">-\n",
    "&a ",
    "*a",
    "!",
    "!t ",
    "%",
    "@",
    "`",
    "?",
    "? ",
    "~",
    "null",
    "true",
    "0",
    ".",
    "é",
    "\u{85}",
    "\u{2028}",
    "\u{a0}",
    "\u{feff}",
    "<<: ",
    "key: ",
];

/// One slip, at a place in the text.
#[derive(Clone, Debug)]
enum Slip {
    Put(Index, &'static str),
    Lose(Index, usize),
    Replace(Index, usize, &'static str),
    /// A line stands twice.
    Repeat(Index),
    /// A line moves to the right or, losing as many spaces as it has, to the left.
    Shift(Index, isize),
    /// A stretch is put somewhere else.
    Paste(Index, usize, Index),
    /// The text ends here.
    End(Index),
}

fn slip() -> impl Strategy<Value = Slip> {
    let (at, piece) = (any::<Index>, select(&PIECES[..]));
    let length = prop_oneof![4 => 1..3_usize, 2 => 3..20_usize, 1 => 20..80_usize];
    prop_oneof![
        6 => (at(), piece.clone()).prop_map(|(at, piece)| Slip::Put(at, piece)),
        2 => (at(), length.clone()).prop_map(|(at, length)| Slip::Lose(at, length)),
        3 => (at(), length.clone(), piece).prop_map(|(at, length, piece)| Slip::Replace(at, length, piece)),
        1 => at().prop_map(Slip::Repeat),
        2 => (at(), -4..5_isize).prop_map(|(at, by)| Slip::Shift(at, by)),
        1 => (at(), length, any::<Index>()).prop_map(|(at, length, to)| Slip::Paste(at, length, to)),
        1 => at().prop_map(Slip::End),
    ]
}

/// A text, and what happened to it.
fn mutant() -> impl Strategy<Value = String> {
    let base = prop_oneof![select(corpus::all()), generated::text()];
    (base, prop::collection::vec(slip(), 0..4)).prop_map(|(mut text, slips)| {
        slips.iter().for_each(|slip| happen(slip, &mut text));
        text
    })
}

fn happen(slip: &Slip, text: &mut String) {
    let floor = |text: &str, mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let place = |text: &str, at: &Index| floor(text, at.index(text.len() + 1));
    let stretch = |text: &str, at: &Index, length: usize| {
        let start = place(text, at);
        start..floor(text, start + length)
    };
    let line = |text: &str, at: &Index| {
        let at = place(text, at);
        let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
        start..text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
    };
    match slip {
        Slip::Put(at, piece) => text.insert_str(place(text, at), piece),
        Slip::Lose(at, length) => text.replace_range(stretch(text, at, *length), ""),
        Slip::Replace(at, length, piece) => text.replace_range(stretch(text, at, *length), piece),
        Slip::Repeat(at) => {
            let line = line(text, at);
            let again = text[line.clone()].to_owned();
            text.insert_str(line.end, &again);
        }
        Slip::Shift(at, by @ 0..) => {
            text.insert_str(line(text, at).start, &" ".repeat(by.unsigned_abs()))
        }
        Slip::Shift(at, by) => {
            let line = line(text, at);
            let spaces = text[line.clone()].bytes().take_while(|&byte| byte == b' ').count();
            text.replace_range(line.start..line.start + spaces.min(by.unsigned_abs()), "");
        }
        Slip::Paste(from, length, to) => {
            let stretch = text[stretch(text, from, *length)].to_owned();
            text.insert_str(place(text, to), &stretch);
        }
        Slip::End(at) => text.truncate(place(text, at)),
    }
}

/// Compares `cases` mutants; how many were taken, and how many there were.
fn try_some(cases: u32) -> (u32, u32) {
    let (taken, all) = (Cell::new(0), Cell::new(0));
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&mutant(), |text| {
        all.set(all.get() + 1);
        match compare(&text) {
            Ok(is_taken) => taken.set(taken.get() + u32::from(is_taken)),
            Err(difference) => return Err(TestCaseError::fail(difference)),
        }
        Ok(())
    });
    assert_eq!(outcome, Ok(()));
    (taken.get(), all.get())
}

#[test]
fn no_slip_is_taken_for_something_else() {
    let (taken, all) = try_some(4_000);
    assert!(taken > all / 10 && taken < all, "{taken} of {all} were taken");
}

/// For as many seconds as COACH_LONG says; without it, not at all.
#[test]
fn no_slip_is_taken_for_something_else_for_long() {
    let Ok(seconds) = std::env::var("COACH_LONG") else { return };
    let end = Instant::now() + Duration::from_secs(seconds.parse().unwrap());
    let (mut taken, mut all) = (0_u64, 0_u64);
    while Instant::now() < end {
        let (more, of) = try_some(20_000);
        (taken, all) = (taken + u64::from(more), all + u64::from(of));
    }
    println!(
        "{taken} of {all} texts were taken, {} were declined, none was read differently",
        all - taken
    );
}
