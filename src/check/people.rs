//! What in a text may point to a person: names, e-mail addresses and telephone numbers, by their
//! looks. Text comes in, places go out; nothing is kept and nothing quoted.
//!
//! No list of names is ever whole, so this finds slips, not everything: a title with a name, and
//! given names that are common in the United States and no other English word.

use crate::text::source::Span;

mod names;

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

/// Every place in `text` that may point to a person, in order.
pub(super) fn in_text(text: &str) -> Vec<(Span, Personal)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = next_beginning(bytes, at) {
        at = next;
        let hit = match bytes[at] {
            b'@' => address_around(bytes, at).map(|range| (range, Personal::Address)),
            b'0'..=b'9' | b'+' | b'(' if begins_word(text, at) => {
                telephone_at(text, at).map(|end| (at..end, Personal::Telephone))
            }
            b'A'..=b'Z' if begins_word(text, at) => {
                name_at(text, at).map(|end| (at..end, Personal::Name))
            }
            _ => None,
        };
        at = match hit {
            Some((range, what)) => {
                let end = range.end;
                found.push((Span::new(range), what));
                end
            }
            None => at + 1,
        };
    }
    found
}

/// The first byte from `at` on with which something that points to a person may begin, or that
/// is in its middle. Most stretches hold none, and that is seen many bytes at a time.
fn next_beginning(bytes: &[u8], mut at: usize) -> Option<usize> {
    const STRETCH: usize = 32;
    // `@` is before `A`.
    let may_begin =
        |byte: &u8| matches!(byte, b'@'..=b'Z') | matches!(byte, b'0'..=b'9' | b'+' | b'(');
    while let Some(stretch) = bytes.get(at..at + STRETCH) {
        if stretch.iter().fold(false, |any, byte| any | may_begin(byte)) {
            break;
        }
        at += STRETCH;
    }
    bytes[at..].iter().position(may_begin).map(|skipped| at + skipped)
}

/// What the id `id` gives away, if anything.
pub(super) fn in_id(id: &str) -> Option<Personal> {
    let has_letter = id.bytes().any(|b| b.is_ascii_alphabetic());
    let groups: Vec<usize> = id
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|&digits| digits > 0)
        .collect();
    let is_telephone = matches!(groups[..], [3, 3, 4] | [1, 3, 3, 4])
        || !has_letter && matches!(groups[..], [3, 4] | [10]);
    if is_telephone {
        return Some(Personal::Telephone);
    }
    let words = id.split(|c: char| !c.is_ascii_alphabetic());
    words.into_iter().any(is_name_in_id).then_some(Personal::Name)
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
    is_surname(word) || is_in(GIVEN_NAMES, word) || word.get(1..).is_some_and(is_surname)
}

/// Whether nothing that belongs to a word is right before `at`.
fn begins_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.' | '/'))
}

/// The address around the `@` at `at`.
fn address_around(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
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
    let mut groups: Vec<usize> = Vec::with_capacity(4);
    let mut firsts: Vec<u8> = Vec::with_capacity(4);
    let (mut i, mut end) = (at + usize::from(is_international), at);
    loop {
        i += usize::from(bytes.get(i) == Some(&b'('));
        let digits = bytes[i..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            break;
        }
        firsts.push(bytes[i]);
        groups.push(digits);
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
        if groups.len() > 6 {
            break;
        }
    }
    let joins_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == ':' || c == '/');
    let total: usize = groups.iter().sum();
    // In North America neither an area code nor an exchange begins with 0 or 1.
    let is_code =
        |group: usize| firsts.get(group).is_some_and(|digit| matches!(digit, b'2'..=b'9'));
    let fits = match groups[..] {
        _ if is_international => (8..=15).contains(&total),
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
