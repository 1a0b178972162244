//! What in a text may point to a person: names, e-mail addresses and telephone numbers, by their
//! looks. Text comes in, places go out; nothing is kept and nothing quoted.
//!
//! No list of names is ever whole, so this finds slips, not everything: a title with a name, and
//! given names that are common in the United States and no other English word.

use std::ops::Range;

use crate::text::source::Span;

mod names;
#[cfg(test)]
mod slow;

use names::{GIVEN_NAMES, NOT_SURNAMES, SURNAMES, TITLES, WORDS_TOO};

/// What may give a person away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Personal {
    /// A name.
    Name,
    /// An e-mail address.
    Address,
    /// A telephone number.
    Telephone,
}

/// How many bytes are looked at at a time.
const STRETCH: usize = 32;

/// Every place in `text` that may point to a person, in order.
pub(super) fn in_text(text: &str) -> Vec<(Span, Personal)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest @ [_, ..]) = text.as_bytes().get(at..) {
        match first_in_stretch(text, at, &beginnings(rest)) {
            Some((range, what)) => {
                at = range.end;
                found.push((Span::new(range), what));
            }
            None => at += STRETCH,
        }
    }
    found
}

/// The first place that points to a person and begins in the stretch from `at` on, of which `marks` tell where one may
/// begin.
fn first_in_stretch(
    text: &str,
    at: usize,
    marks: &[u8; STRETCH],
) -> Option<(Range<usize>, Personal)> {
    let bytes = text.as_bytes();
    for (number, eight) in marks.as_chunks::<8>().0.iter().enumerate() {
        let mut marks = u64::from_le_bytes(*eight);
        while marks != 0 {
            let here = at + 8 * number + marks.trailing_zeros() as usize / 8;
            marks &= marks - 1;
            if bytes[here].is_ascii_uppercase() && !may_be_name(bytes, here) {
                continue;
            }
            let found = beginning_at(text, here);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Which of the first bytes of `rest` something that points to a person may begin with, or have in its middle, each
/// with a 1: the digits, `@`, the capitals, and signs between them but for those that are in every sentence. All are
/// looked at at once.
fn beginnings(rest: &[u8]) -> [u8; STRETCH] {
    let may_begin = |byte: u8| {
        let is_within = |first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
        is_within(b'(', b'Z') & !is_within(b',', b'/')
    };
    let mut stretch = match rest.first_chunk() {
        Some(whole) => *whole,
        None => {
            let mut stretch = [0; STRETCH];
            stretch[..rest.len()].copy_from_slice(rest);
            stretch
        }
    };
    for byte in &mut stretch {
        *byte = may_begin(*byte);
    }
    stretch
}

/// What points to a person and begins at `at`, or is around an `@` there. It is seldom asked, and kept out of the loop
/// that asks.
#[inline(never)]
fn beginning_at(text: &str, at: usize) -> Option<(Range<usize>, Personal)> {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'@' => address_around(bytes, at).map(|range| (range, Personal::Address)),
        b'0'..=b'9' | b'+' | b'(' if begins_word(text, at) && may_be_telephone(bytes, at) => {
            telephone_at(text, at).map(|end| (at..end, Personal::Telephone))
        }
        b'A'..=b'Z' if begins_word(text, at) => {
            name_at(text, at).map(|end| (at..end, Personal::Name))
        }
        _ => None,
    }
}

/// Whether the digits at `at` are as many as a telephone number begins with.
fn may_be_telephone(bytes: &[u8], at: usize) -> bool {
    let digits = bytes[at..].iter().take(11).take_while(|byte| byte.is_ascii_digit()).count();
    match digits {
        0 => true,
        1 => bytes[at] == b'1',
        3 | 10 => bytes[at] >= b'2',
        _ => false,
    }
}

/// By the first two letters of given names and titles, the third ones, one bit each: few words that begin a sentence
/// begin as a name does. The next bit is for a title of two letters.
static BEGINNINGS: [[u32; 26]; 26] = {
    let mut beginnings = [[0; 26]; 26];
    let lists = [GIVEN_NAMES, TITLES];
    let mut list = 0;
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            let name = lists[list][at].as_bytes();
            let third = if name.len() > 2 { name[2] - b'a' } else { 26 };
            beginnings[(name[0] - b'A') as usize][(name[1] - b'a') as usize] |= 1 << third;
            at += 1;
        }
        list += 1;
    }
    beginnings
};

/// Whether the word at `at`, which begins with a capital, begins as a given name or a title does.
fn may_be_name(bytes: &[u8], at: usize) -> bool {
    let letter =
        |at: usize| bytes.get(at).filter(|byte| byte.is_ascii_lowercase()).map(|b| b - b'a');
    letter(at + 1).is_some_and(|second| {
        let thirds = BEGINNINGS[usize::from(bytes[at] - b'A')][usize::from(second)];
        thirds >> letter(at + 2).unwrap_or(26) & 1 == 1
    })
}

/// A number below 4,096 for a word.
const fn hash(word: &[u8]) -> usize {
    let (mut hash, mut at) = (word.len() as u32, 0);
    while at < word.len() {
        hash = hash.wrapping_mul(31).wrapping_add(word[at] as u32);
        at += 1;
    }
    (hash.wrapping_mul(0x9e37_79b1) >> 20) as usize
}

/// A bit for the number of each given name and title: few other words have such a number.
static HASHES: [u64; 64] = {
    let mut hashes = [0; 64];
    let lists = [GIVEN_NAMES, TITLES];
    let mut list = 0;
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            let hash = hash(lists[list][at].as_bytes());
            hashes[hash / 64] |= 1 << (hash % 64);
            at += 1;
        }
        list += 1;
    }
    hashes
};

/// What the id `id` gives away, if anything.
pub(super) fn in_id(id: &str) -> Option<Personal> {
    // No telephone number has fewer digits than seven.
    if id.bytes().filter(u8::is_ascii_digit).count() >= 7 && is_telephone_in_id(id) {
        return Some(Personal::Telephone);
    }
    let words = id.split(|c: char| !c.is_ascii_alphabetic());
    words.into_iter().any(is_name_in_id).then_some(Personal::Name)
}

/// Whether the digits of `id` are grouped as those of a telephone number.
fn is_telephone_in_id(id: &str) -> bool {
    let has_letter = id.bytes().any(|b| b.is_ascii_alphabetic());
    let groups: Vec<usize> = id
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|&digits| digits > 0)
        .collect();
    matches!(groups[..], [3, 3, 4] | [1, 3, 3, 4])
        || !has_letter && matches!(groups[..], [3, 4] | [10])
}

/// Whether a run of small letters is a common name, or an initial and a common surname.
fn is_name_in_id(word: &str) -> bool {
    let is_known = |list: &[&str], word: &str| {
        let small =
            |name: &str| name.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(word.bytes());
        list.binary_search_by(|name| small(name)).is_ok()
    };
    let is_word_too = |word: &str| WORDS_TOO.iter().any(|name| name.eq_ignore_ascii_case(word));
    let is_in = |list, word: &str| is_known(list, word) && !is_word_too(word);
    let is_surname = |word: &str| word.len() >= 4 && is_in(SURNAMES, word);
    let is_given_name = |word: &str| word.len() >= 3 && is_in(GIVEN_NAMES, word);
    is_surname(word) || is_given_name(word) || word.get(1..).is_some_and(is_surname)
}

/// Whether nothing that belongs to a word is right before `at`.
fn begins_word(text: &str, at: usize) -> bool {
    let belongs = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    match at.checked_sub(1).map(|before| text.as_bytes()[before]) {
        Some(before) if before.is_ascii() => !belongs(char::from(before)),
        _ => text[..at].chars().next_back().is_none_or(|before| !belongs(before)),
    }
}

/// The address around the `@` at `at`.
fn address_around(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let is_local = |b: &u8| b.is_ascii_alphanumeric() || b"._%+-".contains(b);
    let is_domain = |b: &u8| b.is_ascii_alphanumeric() || b".-".contains(b);
    let local = bytes[..at].iter().rev().take_while(|b| is_local(b)).count();
    let mut domain = bytes[at + 1..].iter().take_while(|b| is_domain(b)).count();
    while domain > 0 && matches!(bytes[at + domain], b'.' | b'-') {
        domain -= 1;
    }
    let has_dot = bytes[at + 1..at + 1 + domain].contains(&b'.');
    (local > 0 && has_dot).then(|| at - local..at + 1 + domain)
}

/// The end of the telephone number that begins at `at`: `(573) 555-0142`, `573.555.0142`, `555-0142`,
/// `5735550142`, or a `+` and eight to fifteen digits.
fn telephone_at(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_international = bytes[at] == b'+';
    // How many digits the first groups have, and which is the first of each; and of all groups, how many.
    let (mut groups, mut firsts) = ([0_usize; 4], [0_u8; 4]);
    let (mut count, mut total) = (0, 0);
    let (mut i, mut end) = (at + usize::from(is_international), at);
    loop {
        i += usize::from(bytes.get(i) == Some(&b'('));
        let digits = bytes[i..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            break;
        }
        if count < groups.len() {
            (groups[count], firsts[count]) = (digits, bytes[i]);
        }
        count += 1;
        total += digits;
        i += digits;
        end = i;
        if bytes.get(i) == Some(&b')') {
            i += 1;
        }
        match bytes.get(i) {
            Some(b' ' | b'-' | b'.') => {}
            _ if bytes.get(i.wrapping_sub(1)) == Some(&b')') => continue,
            _ => break,
        }
        i += 1;
        if count > 6 {
            break;
        }
    }
    let joins_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == ':' || c == '/');
    // In North America neither an area code nor an exchange begins with 0 or 1.
    let is_code = |group: usize| matches!(firsts[group], b'2'..=b'9');
    let fits = match groups[..count.min(groups.len())] {
        _ if is_international => (8..=15).contains(&total),
        _ if count > groups.len() => false,
        [10] => is_code(0) && matches!(bytes[at + 3], b'2'..=b'9'),
        [3, 3, 4] => is_code(0) && is_code(1),
        [1, 3, 3, 4] => firsts[0] == b'1' && is_code(1) && is_code(2),
        [3, 4] => is_code(0) && follows_call(&text[..at]),
        _ => false,
    };
    (fits && !joins_on).then_some(end)
}

/// Whether `before` ends as one announces a number without its area code, which else looks like any
/// range of numbers.
fn follows_call(before: &str) -> bool {
    let mut words = before.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_call = |word: &str| {
        ["call", "called", "calls", "phone", "telephone", "tel", "text", "texted", "cell"]
            .contains(&word.to_lowercase().as_str())
    };
    words.next().is_some_and(is_call) || words.next().is_some_and(is_call)
}

/// The end of the name that begins at `at`: a title and a name, a common given name, or one and a
/// surname.
fn name_at(text: &str, at: usize) -> Option<usize> {
    let word = word_at(text, at)?;
    let after = at + word.len();
    let hash = hash(word.as_bytes());
    if HASHES[hash / 64] >> (hash % 64) & 1 == 0 {
        return None;
    }
    if TITLES.contains(&word) {
        let rest = &text[after..];
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let name = rest.strip_prefix(' ')?;
        let start = text.len() - name.len();
        return capitalized_at(text, start).map(|name| start + name.len());
    }
    if GIVEN_NAMES.binary_search(&word).is_err() || follows_saint(&text[..at]) {
        return None;
    }
    let surname = text[after..].strip_prefix(' ').and_then(|_| capitalized_at(text, after + 1));
    match surname {
        Some(surname) if NOT_SURNAMES.contains(&surname) => None,
        // A name that is also a word, a place or a surname needs one that is surely a surname.
        Some(surname) if WORDS_TOO.contains(&word) && !SURNAMES.contains(&surname) => None,
        Some(surname) => Some(after + 1 + surname.len()),
        // By itself, a name that is also a word says nothing.
        None if WORDS_TOO.contains(&word) => None,
        None => Some(after),
    }
}

/// Whether `before` ends with the title of a saint, after whom places are named.
fn follows_saint(before: &str) -> bool {
    let before = before.trim_end();
    ["St.", "St", "Ste.", "Saint", "Sainte", "San", "Santa"]
        .iter()
        .any(|title| before.ends_with(title))
}

/// The letters at `at`.
fn word_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let ascii = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if rest.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
        return Some(&rest[..ascii]);
    }
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    Some(&rest[..end])
}

/// The capitalized word at `at`, of two letters at least.
fn capitalized_at(text: &str, at: usize) -> Option<&str> {
    let word = word_at(text, at)?;
    let mut letters = word.chars();
    let is_capitalized = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    is_capitalized.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(&str, Personal)> {
        in_text(text).into_iter().map(|(span, what)| (&text[span.range()], what)).collect()
    }

    #[test]
    fn addresses_are_found_whole() {
        assert_eq!(
            seen("mail a.b+c@school.example.org, please"),
            [("a.b+c@school.example.org", Personal::Address)]
        );
        assert_eq!(seen("write to x@y.example."), [("x@y.example", Personal::Address)]);
        assert_eq!(seen("meet @ noon; 3@5; a@b; @school.example"), []);
    }

    #[test]
    fn telephone_numbers_are_told_from_dates_and_ids() {
        for number in [
            "(573) 555-0142",
            "573-555-0142",
            "573.555.0142",
            "573 555 0142",
            "555-0142",
            "5735550142",
            "1-573-555-0142",
            "+44 20 7946 0958",
            "+15735550142",
        ] {
            assert_eq!(seen(&format!("call {number}, then")), [(number, Personal::Telephone)]);
        }
        for other in [
            "2025-09-14",
            "t-104",
            "c-03-t-104-2027",
            "14:05",
            "2025-10-01-checklist-91d0.yaml",
            "12 of 25",
            "101 2025",
            "68.5",
            "45 minutes",
            "1,200",
            "1990-2099",
        ] {
            assert_eq!(seen(&format!("see {other} for it")), [], "{other}");
        }
    }

    #[test]
    fn names_are_told_from_words_and_schools() {
        assert_eq!(seen("told Ms. Olmsted about it"), [("Ms. Olmsted", Personal::Name)]);
        assert_eq!(seen("Mr Quill's class"), [("Mr Quill", Personal::Name)]);
        assert_eq!(seen("with Patricia Olmsted today"), [("Patricia Olmsted", Personal::Name)]);
        assert_eq!(seen("Jennifer waited"), [("Jennifer", Personal::Name)]);
        for other in [
            "Will you wait?",
            "Mark the page",
            "at Jefferson Elementary",
            "the Jackson Middle School",
            "Ms and Mr",
            "May 2026",
            "jennifer-1",
            "Asked three open questions",
        ] {
            assert_eq!(seen(other), [], "{other}");
        }
    }

    #[test]
    fn ids_that_tell_nothing_pass() {
        for id in
            ["c-03", "t-104", "o-2", "coach-07", "teacher12", "ms-101", "lincoln-t-12", "e-1002345"]
        {
            assert_eq!(in_id(id), None, "{id}");
        }
        for id in ["jsmith2", "t-johnson-1", "jennifer7", "maria-l-2"] {
            assert_eq!(in_id(id), Some(Personal::Name), "{id}");
        }
        for id in ["573-555-0142", "t-573-555-0142", "555-0142", "5735550142"] {
            assert_eq!(in_id(id), Some(Personal::Telephone), "{id}");
        }
    }
}
