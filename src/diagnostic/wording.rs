//! Small pieces of message text: quoted values, lists, counts. Text from files goes out only through
//! here, so that it cannot steer a terminal.

/// Longest value that is quoted in full, in characters.
const LONGEST_QUOTE: usize = 48;

/// `value` in backticks, shortened, with control and direction characters made visible.
pub fn quote(value: &str) -> String {
    let mut out = String::with_capacity(value.len().min(4 * LONGEST_QUOTE) + 2);
    out.push('`');
    for (i, c) in value.chars().enumerate() {
        if i == LONGEST_QUOTE {
            out.push('…');
            break;
        }
        if is_unsafe(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out.push('`');
    out
}

/// `text` with each control or direction character made visible; line breaks stay out too.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unsafe(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    out
}

/// The character shown for `c` in an excerpt: itself, or `�` where it could steer a terminal.
pub(super) fn shown_char(c: char) -> char {
    if c != '\t' && is_unsafe(c) { '\u{fffd}' } else { c }
}

/// Control characters, and those that reorder or hide text (Unicode bidirectional controls and
/// zero-width characters).
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// `json`, in which control and direction characters can only stand inside strings, with each of them
/// escaped: the same value, harmless on a terminal.
pub fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c != '\n' && is_unsafe(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// `a`, `b` or `c`: each quoted.
///
/// ```
/// # use coach::diagnostic::wording::one_of;
/// assert_eq!(one_of(["email", "phone", "video"]), "`email`, `phone` or `video`");
/// ```
pub fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    join(words.into_iter().map(quote).collect(), "or")
}

/// a, b and c: as they are.
pub fn all_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    join(words.into_iter().map(str::to_owned).collect(), "and")
}

fn join(words: Vec<String>, last: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// A number with its noun: `1 error`, `2 errors`, `1,024 records`.
pub fn count(n: usize, noun: &str) -> String {
    let number = grouped(n);
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("{number} {noun}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{number} {stem}ies"),
        _ if noun.ends_with("ch") || noun.ends_with('s') => format!("{number} {noun}es"),
        _ => format!("{number} {noun}s"),
    }
}

/// `n` with a comma at every thousand.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `text` wrapped at spaces to `width` columns, each line after `indent` spaces, ending with a line
/// break.
pub fn wrap(text: &str, indent: usize, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        }
        if column == 0 {
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push('\n');
    out
}

/// `a` or `an` before `word`.
pub fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_cannot_steer_a_terminal() {
        assert_eq!(quote("a\u{1b}[31mb\u{202e}"), "`a\\u{1b}[31mb\\u{202e}`");
        assert_eq!(quote(&"x".repeat(60)), format!("`{}…`", "x".repeat(48)));
    }

    #[test]
    fn json_keeps_its_value_and_steers_nothing() {
        let value = serde_json::Value::from("a\u{202e}b\u{7f}\u{200f}");
        let json = visible_json(&value.to_string());
        assert!(json.is_ascii(), "{json}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).ok(), Some(value));
    }

    #[test]
    fn counts_read_well() {
        assert_eq!(count(1, "coach"), "1 coach");
        assert_eq!(count(2, "coach"), "2 coaches");
        assert_eq!(count(1200, "day"), "1,200 days");
        assert_eq!(count(0, "body"), "0 bodies");
    }
}
