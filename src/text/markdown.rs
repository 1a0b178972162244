//! Text that Markdown shows as it is: any text comes in; what goes out is no markup, no HTML, no link,
//! no mention and no formula, in a sentence as in a cell of a table, and nothing that a CI runner takes
//! for a command when the page is printed.

use crate::text::wording::is_unsafe;

/// Parts what is before it from what is after it without being seen. GitHub looks for
/// mentions, issue numbers and emoji in the finished page, where an escape is resolved already; only
/// this keeps them apart there.
const APART: &str = "<!-- -->";

/// `text` in one line of Markdown that shows just that; control and direction characters are made
/// visible, and runs of spaces become one.
pub(crate) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut characters = word.chars().peekable();
        while let Some(c) = characters.next() {
            push(&mut out, c, characters.peek().copied());
        }
    }
    out
}

fn push(out: &mut String, c: char, next: Option<char>) {
    match c {
        _ if is_unsafe(c) => {
            push_reference(out, '\\');
            out.extend(c.escape_unicode().skip(1));
        }
        // Within a word it is no markup.
        '_' if out.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric) => {
            out.push(c);
        }
        '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '<' | '>' | '&' | '|' | '$' => {
            push_reference(out, c);
        }
        '#' => {
            push_reference(out, c);
            if next.is_some_and(char::is_alphanumeric) {
                out.push_str(APART);
            }
        }
        // Mentions and addresses; schemes and emoji; addresses without a scheme.
        '@' => out.extend(["@", APART]),
        ':' if next.is_some() => out.extend([":", APART]),
        '.' if ends_with_www(out) => out.extend([APART, "."]),
        // What makes a list or an underlined heading at the start of a line, if nothing or the same
        // follows; before a digit it is a sign.
        '-' | '+' | '=' if out.is_empty() && !next.is_some_and(char::is_alphanumeric) => {
            push_reference(out, c);
        }
        '.' | ')'
            if next.is_none() && !out.is_empty() && out.bytes().all(|b| b.is_ascii_digit()) =>
        {
            push_reference(out, c);
        }
        _ => out.push(c),
    }
}

/// A character reference: shown as `c`, and never markup.
fn push_reference(out: &mut String, c: char) {
    out.push_str(&format!("&#{};", u32::from(c)));
}

fn ends_with_www(out: &str) -> bool {
    let start = out.len().checked_sub(3);
    start.and_then(|start| out.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn plain_words_stay_as_they_are() {
        for text in ["Prairie View K-8", "in place 9 of 13 · 2025-09-01", "Coach c-01: yes", "–"]
        {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn markup_becomes_characters() {
        for (text, shown) in [
            ("a|b", "a&#124;b"),
            ("[x](y)", "&#91;x&#93;(y)"),
            ("<b>", "&#60;b&#62;"),
            ("@t-1 #12 # x", "@<!-- -->t-1 &#35;<!-- -->12 &#35; x"),
            ("http://x ::error", "http:<!-- -->//x :<!-- -->:<!-- -->error"),
            ("WWW.x", "WWW<!-- -->.x"),
            ("- x  - y", "&#45; x - y"),
            ("12. x 12. y", "12&#46; x 12. y"),
            ("61.3 % +0.22 | -- +", "61.3 % +0.22 &#124; -- +"),
            ("+0.2 _x_ not_met_days", "+0.2 &#95;x&#95; not_met_days"),
            ("--- x", "&#45;-- x"),
            ("+ x", "&#43; x"),
            ("a\n\u{202e}b", "a&#92;u{a}&#92;u{202e}b"),
        ] {
            assert_eq!(harmless(text), shown);
        }
    }
}
