//! Small pieces of message text: quoted values, lists, counts. Text from files goes out only through
//! here, so that it cannot steer a terminal, nor a CI runner that reads commands out of a log.

use serde::Serialize;

use super::width::lines;

/// Longest value that is quoted in full, in characters.
const LONGEST_QUOTE: usize = 48;

/// `value` in backticks, shortened, and [`visible`] otherwise.
pub fn quote(value: &str) -> String {
    let mut out = String::with_capacity(value.len().min(4 * LONGEST_QUOTE) + 2);
    out.push('`');
    for (i, c) in value.chars().enumerate() {
        if i == LONGEST_QUOTE {
            out.push('…');
            break;
        }
        push_visible(&mut out, c);
    }
    out.push('`');
    out
}

/// `text` with each control or direction character made visible, line breaks too, and without what a
/// CI runner takes for a command wherever it is in a log: `::error ::`, `##[error]`, `##vso[`.
///
/// ```
/// # use coach::text::wording::visible;
/// assert_eq!(visible("Lincoln\n::error ::gone"), r"Lincoln\u{a}:\u{3a}error :\u{3a}gone");
/// assert_eq!(visible("# 14:05, a: b"), "# 14:05, a: b");
/// ```
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_visible(&mut out, c));
    out
}

fn push_visible(out: &mut String, c: char) {
    if is_unsafe(c) || completes_command(out, c) {
        out.extend(c.escape_unicode());
    } else {
        out.push(c);
    }
}

/// Whether `c` after `before` makes two colons or two hashes, with which a runner's commands begin. A
/// third follows an escape, so no two are left.
fn completes_command(before: &str, c: char) -> bool {
    matches!(c, ':' | '#') && before.ends_with(c)
}

/// The character shown for `c` in an excerpt, between `before` and `after` on its line: itself, or `�`
/// where it could steer a terminal or a runner. An excerpt's line starts with its number, so `::` is
/// no command there, and a comment may begin with `##`.
pub(crate) fn shown_char(before: &str, c: char, after: Option<char>) -> char {
    let is_command = c == '#'
        && before.ends_with('#')
        && after.is_some_and(|after| after == '[' || after.is_alphabetic());
    if c != '\t' && is_unsafe(c) || is_command { '\u{fffd}' } else { c }
}

/// Control characters, and those that reorder or hide text (Unicode bidirectional controls, and
/// characters without a width that no emoji or script needs here).
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `document` as indented JSON that is harmless on a terminal and in a log, ending with a line break.
///
/// # Errors
/// None in practice: every key is text and every number finite.
pub fn json(document: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(visible_json(&serde_json::to_string_pretty(document)?) + "\n")
}

/// `json`, in which what [`visible`] looks for can only stand inside strings, with that escaped: the
/// same value, harmless on a terminal and in a log.
fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c != '\n' && is_unsafe(c) || completes_command(&out, c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// `a`, `b` or `c`: each quoted.
///
/// ```
/// # use coach::text::wording::one_of;
/// assert_eq!(one_of(["email", "phone", "video"]), "`email`, `phone` or `video`");
/// ```
pub fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    join(words.into_iter().map(quote).collect(), "or")
}

/// a, b and c: as they are.
pub(crate) fn all_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    join(words.into_iter().map(str::to_owned).collect(), "and")
}

/// a, b or c: as they are.
pub(crate) fn any_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    join(words.into_iter().map(str::to_owned).collect(), "or")
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

/// `text` as one argument of a command that someone pastes into a shell.
///
/// ```
/// # use coach::text::wording::argument;
/// assert_eq!(argument("log.csv"), "log.csv");
/// assert_eq!(argument("the log.csv"), "'the log.csv'");
/// ```
pub fn argument(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", visible(text).replace('\'', "'\\''"))
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
pub(crate) fn wrap(text: &str, indent: usize, width: usize) -> String {
    let indented = |line: String| format!("{:indent$}{line}\n", "");
    let lines = lines(text, width.saturating_sub(indent));
    if lines.is_empty() { "\n".to_owned() } else { lines.into_iter().map(indented).collect() }
}

/// `a` or `an` before `word`.
pub(crate) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// `bytes` in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half & 15)]);
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        digits.push(digit(byte >> 4));
        digits.push(digit(*byte));
    }
    digits
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
    fn no_command_of_a_runner_is_left() {
        for (text, shown) in [
            ("::error ::x", r":\u{3a}error :\u{3a}x"),
            (":::: ###[x]", r":\u{3a}:\u{3a} #\u{23}#[x]"),
            ("##[error]x ##vso[task]", r"#\u{23}[error]x #\u{23}vso[task]"),
            ("a:b: # x #1 %0A", "a:b: # x #1 %0A"),
        ] {
            assert_eq!(visible(text), shown);
            assert_eq!(quote(text), format!("`{shown}`"));
        }
        let excerpt = |before, after| shown_char(before, '#', after);
        assert_eq!(excerpt("a: b #", Some('[')), '\u{fffd}');
        assert_eq!(excerpt("a: b #", Some('v')), '\u{fffd}');
        assert_eq!(excerpt("a: b #", Some(' ')), '#');
        assert_eq!(excerpt("a: b ", Some('[')), '#');
    }

    #[test]
    fn what_hides_or_turns_text_is_seen() {
        for hidden in "\u{ad}\u{200b}\u{200f}\u{202e}\u{2067}\u{feff}\u{e0041}\u{85}\t\r".chars() {
            let shown = visible(&format!("a{hidden}b"));
            assert!(shown.is_ascii() && shown.starts_with("a\\u{"), "{shown}");
        }
        assert_eq!(visible("Peñasco ❤️ 學校"), "Peñasco ❤️ 學校");
    }

    #[test]
    fn json_keeps_its_value_and_steers_nothing() {
        let value = "a\u{202e}b\u{7f}\u{200f}\u{e0041}::error ::x:::##[x]###[y]\\::\"::";
        let value = serde_json::Value::from(value);
        let json = visible_json(&value.to_string());
        assert!(json.is_ascii() && !json.contains("::") && !json.contains("##"), "{json}");
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
