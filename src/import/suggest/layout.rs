//! A map as text: keys with their values and why come in; lines of TOML go out, each guess with its reason beside it.

use crate::text::wording::visible;

/// The longest line of a comment.
const WIDTH: usize = 100;

/// `text` as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other if other.is_control() => out.push_str(&format!("\\u{:04X}", other as u32)),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// `text`, where it is no pattern, as a pattern that fits it alone.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '#' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// `text`, no pattern, as TOML writes a pattern that fits it alone.
pub(super) fn quoted_pattern(text: &str) -> String {
    quoted(&escaped(text))
}

/// One text, or a list of several.
pub(super) fn one_or_list(texts: &[String]) -> String {
    match texts {
        [only] => quoted(only),
        _ => format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")),
    }
}

/// `text` in lines of comments. What a source says may hold what TOML has in no comment.
pub(super) fn comment(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut shown = String::from("#");
        for word in line.split_whitespace() {
            if shown.chars().count() + word.chars().count() + 1 > WIDTH && shown.len() > 1 {
                out.push_str(&shown);
                out.push('\n');
                shown = String::from("#");
            }
            shown.push(' ');
            shown.push_str(&visible(word));
        }
        out.push_str(&shown);
        out.push('\n');
    }
    out
}

/// `line` with `why` behind it, where there is one.
pub(super) fn with_reason(line: &str, why: &str) -> String {
    let why = visible(&why.split_whitespace().collect::<Vec<_>>().join(" "));
    if why.is_empty() { format!("{line}\n") } else { format!("{line}  # {why}\n") }
}
