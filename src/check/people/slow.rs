//! What points to a person, found the slow way: every byte is looked at, and every word looked up. The quick way has to
//! find the same in any text.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::names::{GIVEN_NAMES, TITLES};
use super::{Personal, address_around, follows_call, in_text, name_at};

/// What is found, each with its first byte and the one past its last.
fn found_slowly(text: &str) -> Vec<(usize, usize, Personal)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let hit = match text.as_bytes()[at] {
            b'@' => address_around(text.as_bytes(), at)
                .map(|range| (range.start, range.end, Personal::Address)),
            b'0'..=b'9' | b'+' | b'(' if begins_word(text, at) => {
                telephone_at(text, at).map(|end| (at, end, Personal::Telephone))
            }
            b'A'..=b'Z' if begins_word(text, at) => {
                name_at(text, at).map(|end| (at, end, Personal::Name))
            }
            _ => None,
        };
        at = hit.as_ref().map_or(at + 1, |(_, end, _)| *end);
        found.extend(hit);
    }
    found
}

fn begins_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric() && !"-_./".contains(c))
}

fn telephone_at(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_international = bytes[at] == b'+';
    let mut groups: Vec<&[u8]> = Vec::new();
    let (mut i, mut end) = (at + usize::from(is_international), at);
    loop {
        i += usize::from(bytes.get(i) == Some(&b'('));
        let digits = bytes[i..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            break;
        }
        groups.push(&bytes[i..i + digits]);
        i += digits;
        end = i;
        i += usize::from(bytes.get(i) == Some(&b')'));
        match bytes.get(i) {
            Some(b' ' | b'-' | b'.') => {}
            _ if bytes[i - 1] == b')' => continue,
            _ => break,
        }
        i += 1;
        if groups.len() > 6 {
            break;
        }
    }
    let joins_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == ':' || c == '/');
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_code = |group: usize| groups[group][0] >= b'2';
    let fits = match lengths[..] {
        _ if is_international => (8..=15).contains(&lengths.iter().sum::<usize>()),
        [10] => is_code(0) && bytes[at + 3] >= b'2',
        [3, 3, 4] => is_code(0) && is_code(1),
        [1, 3, 3, 4] => groups[0] == b"1" && is_code(1) && is_code(2),
        [3, 4] => is_code(0) && follows_call(&text[..at]),
        _ => false,
    };
    (fits && !joins_on).then_some(end)
}

fn assert_same(text: &str) {
    let quickly = in_text(text).into_iter();
    let quickly: Vec<_> =
        quickly.map(|(span, what)| (span.range().start, span.range().end, what)).collect();
    assert_eq!(quickly, found_slowly(text), "{text:?}");
}

/// Gives `look` the text of every file below `folder`.
fn each_text(folder: &Path, look: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_text(&path, look);
        } else if let Ok(text) = fs::read_to_string(&path) {
            look(&text);
        }
    }
}

#[test]
fn both_ways_find_the_same_in_all_examples() {
    let mut texts = 0;
    each_text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), &mut |text| {
        assert_same(text);
        texts += 1;
    });
    assert!(texts > 100);
}

#[test]
fn both_ways_know_every_name_and_title() {
    for name in GIVEN_NAMES.iter().chain(TITLES) {
        for text in [
            (*name).to_owned(),
            format!("{name} Olmsted"),
            format!("told {name}. Smith, {name}"),
            format!("\u{e9}{name} {name}\u{e9} {name}x {}", &name[..2]),
        ] {
            assert_same(&text);
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(GIVEN_NAMES).prop_map(str::to_owned),
        proptest::sample::select(TITLES).prop_map(str::to_owned),
        proptest::sample::select(vec![
            "call ",
            "St. ",
            "Olmsted",
            "Smith",
            "School",
            "a.b",
            "@",
            "x.example",
            "573",
            "555",
            "0142",
            "1",
            "+44",
        ])
        .prop_map(str::to_owned),
        "[0-9]{1,11}",
        "[-+(). @:/]",
        "[A-Za-z]{1,4}",
        "[ -~]{0,3}",
        "\\PC",
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn both_ways_find_the_same_in_any_text(text in text()) {
        assert_same(&text);
    }
}
