//! Readers of single values: a node in, the typed value or a finding out. What counts as a date, a
//! number, an id or a boolean is decided here and nowhere else.

mod date;
mod word;

use std::ops::RangeInclusive;

use super::{Node, Value, is_word, rules};
use crate::diagnostic::{Finding, Problems};
use crate::text::spelling::folded;
use crate::text::wording::quote;

pub(crate) use date::DateFault;
pub use date::{date, parse_date, time};
pub(crate) use word::{choice, not_among};

/// Longest id, in characters.
pub(crate) const LONGEST_ID: usize = 32;

/// Whether plain text is a boolean: only `true` and `false` are; `yes` and `no` are text.
pub(crate) fn is_boolean(text: &str) -> bool {
    matches!(text, "true" | "false")
}

/// Whether text is an integer, `-?(0|[1-9][0-9]*)`: no plus, no leading zero, no other base.
pub fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
}

/// Whether text is an integer or a decimal number such as `68.5`.
pub fn is_number(text: &str) -> bool {
    match text.split_once('.') {
        None => is_integer(text),
        Some((whole, part)) => {
            is_integer(whole) && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
        }
    }
}

fn wrong_type(node: &Node, problems: &mut Problems, wanted: &str) -> Finding {
    problems.hide(match node.value {
        // A scalar is quoted by its message anyway; lists and maps may hold prose.
        Value::List(_) | Value::Map(_) => node.span,
        _ => crate::text::source::Span { start: node.span.start, end: node.span.start },
    });
    let found = match (&node.value, node.text()) {
        (Value::Quoted(_), Some(_)) | (_, None) => node.describe().to_owned(),
        (_, Some(text)) => format!("{} ({})", quote(text), node.describe()),
    };
    let message = match &node.value {
        Value::Null => format!("{wanted} belongs here, but nothing is here"),
        _ => format!("{wanted} belongs here, not {found}"),
    };
    let unquoted = format!("{wanted} belongs here, not {}", node.describe());
    guarded(node, problems, Finding::new(&rules::WRONG_TYPE, node.span, message), unquoted)
}

/// `finding`, whose message quotes the scalar `node`, with another message for a scalar that may be
/// prose under the wrong key; such a one is hidden.
fn guarded(node: &Node, problems: &mut Problems, finding: Finding, unquoted: String) -> Finding {
    if may_be_prose(node) {
        problems.hide(node.span);
    }
    let finding = finding.in_prose(unquoted);
    let goes_on = |text: &str| text.contains(char::is_whitespace) && !is_as_written(node);
    if matches!(&node.value, Value::Plain(text) if goes_on(text)) {
        return finding.help(
            "the line below is indented, so it continues this value: begin it with its own key, \
             in the column of the other keys",
        );
    }
    finding
}

/// Whether a scalar is in its file just as it is read, perhaps between quotes: on one line, and
/// without escapes.
fn is_as_written(node: &Node) -> bool {
    let width = (node.span.end - node.span.start) as usize;
    let length = node.text().map_or(0, str::len);
    let marks = if matches!(node.value, Value::Quoted(_)) { 2 } else { 0 };
    width == length || width == length + marks
}

/// Whether a scalar is on one line of its file, between quotes or not.
pub(super) fn is_on_one_line(node: &Node) -> bool {
    is_as_written(node) && node.text().is_none_or(|text| !text.contains('\n'))
}

/// Whether a scalar may be prose: it goes over several lines, or holds more words than the values of
/// keys have.
fn may_be_prose(node: &Node) -> bool {
    /// Words with letters in the longest value that is no prose: "in person".
    const MOST_WORDS: usize = 2;
    let Some(text) = node.text() else { return false };
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    !is_as_written(node) || words > MOST_WORDS
}

/// The elements of a list of words.
pub fn list<'t, 's>(node: &'t Node<'s>, problems: &mut Problems) -> Option<&'t [Node<'s>]> {
    match &node.value {
        Value::List(elements) => Some(elements),
        Value::Refused => None,
        _ => {
            let mut finding = wrong_type(node, problems, "a list");
            if let Some(text) = node.text() {
                let words: Vec<&str> = text.split(',').map(str::trim).collect();
                let are_words = words.iter().all(|word| is_word(word) && !word.is_empty());
                let by = if matches!(node.value, Value::Quoted(_)) { "\"" } else { "" };
                let words = if are_words { words } else { vec!["first", "second"] };
                let words: Vec<String> =
                    words.iter().map(|word| format!("{by}{word}{by}")).collect();
                let example = words.join(", ");
                finding = finding.label(format!("put it in brackets: [{example}]"));
            }
            problems.push(finding);
            None
        }
    }
}

/// The elements of a list of groups of keys. Anything else is not quoted: it may be prose.
pub(crate) fn list_of_groups<'t, 's>(
    node: &'t Node<'s>,
    problems: &mut Problems,
) -> Option<&'t [Node<'s>]> {
    match &node.value {
        Value::List(elements) => Some(elements),
        Value::Refused => None,
        _ => {
            problems.hide(node.span);
            let message = format!("a list belongs here, not {}", node.describe());
            problems.push(
                Finding::new(&rules::WRONG_TYPE, node.span, message)
                    .label("begin each entry with `- `, then its keys"),
            );
            None
        }
    }
}

/// One line of text that is not prose (a path, a file's name): a number or date is taken as it
/// is written.
pub fn text<'t>(node: &'t Node, problems: &mut Problems) -> Option<&'t str> {
    match &node.value {
        Value::Quoted(text) => Some(text),
        Value::Plain(text) if !is_boolean(text) => Some(text),
        Value::Refused => None,
        _ => {
            let finding = wrong_type(node, problems, "text");
            problems.push(finding);
            None
        }
    }
}

/// One line of text in people's own words that is not prose (a practice, a measure).
pub fn title<'t>(node: &'t Node, problems: &mut Problems) -> Option<&'t str> {
    problems.written(node.span);
    text(node, problems)
}

/// Confidential prose: only whether there is any is kept, and no excerpt quotes it.
pub fn prose(node: &Node, problems: &mut Problems) -> Option<bool> {
    problems.hide(node.span);
    match &node.value {
        Value::Quoted(text) => Some(says_something(text)),
        Value::Plain(text) if !is_boolean(text) => Some(says_something(text)),
        Value::Refused => None,
        _ => {
            let message = format!("text belongs here, not {}", node.describe());
            let label = match &node.value {
                Value::List(_) | Value::Map(_) if node.is_in_brackets() => {
                    "put the whole text in quotes"
                }
                Value::List(_) | Value::Map(_) => {
                    "put `|` after the key's colon, and indent the text below it"
                }
                _ => "say it in words",
            };
            problems.push(Finding::new(&rules::WRONG_TYPE, node.span, message).label(label));
            None
        }
    }
}

/// Whether prose says anything: a dash, or `n/a` in a field of a form, documents nothing.
fn says_something(text: &str) -> bool {
    let text = text.trim();
    let is_filler = ["n/a", "n.a.", "na", "none", "nothing", "tbd"];
    text.contains(char::is_alphanumeric)
        && !is_filler.iter().any(|filler| filler.eq_ignore_ascii_case(text))
}

/// `true` or `false`.
pub fn boolean(node: &Node, problems: &mut Problems) -> Option<bool> {
    match &node.value {
        Value::Plain(text) if is_boolean(text) => Some(text == "true"),
        Value::Refused => None,
        _ => {
            let mut finding = wrong_type(node, problems, "`true` or `false`");
            if let Value::Quoted(text) = &node.value
                && is_boolean(text)
            {
                finding = finding.label(format!("write {text} without quotes"));
            }
            problems.push(finding);
            None
        }
    }
}

/// An integer within `bounds`, both ends included; a number of nothing has no `unit`.
pub(crate) fn integer(
    node: &Node,
    problems: &mut Problems,
    bounds: RangeInclusive<u32>,
    unit: &str,
) -> Option<u32> {
    if let Value::Plain(text) = &node.value
        && is_integer(text)
        && let Some(value) = text.parse().ok().filter(|value| bounds.contains(value))
    {
        return Some(value);
    }
    let of = if unit.is_empty() { String::new() } else { format!(" of {unit}") };
    let allowed = format!("a whole number{of} from {} to {}", bounds.start(), bounds.end());
    match &node.value {
        Value::Plain(text) if is_integer(text) => {
            let message = format!("{} is not {allowed}", quote(text));
            problems.push(Finding::new(&rules::OUT_OF_RANGE, node.span, message));
            None
        }
        Value::Refused => None,
        _ => {
            let mut finding = wrong_type(node, problems, &allowed);
            match &node.value {
                Value::Quoted(text) if is_integer(text) => {
                    finding = finding.label(format!("write {text} without quotes"));
                }
                Value::Plain(text) => {
                    if let Some(number) = leading_integer(text) {
                        finding = finding.label(format!("write {number}"));
                    } else if is_number(text) {
                        finding = finding.label("round it to a whole number");
                    }
                }
                _ => {}
            }
            problems.push(finding);
            None
        }
    }
}

/// The whole number that `045` or `45 min` is meant to be; `None` for `4.5` and `1e3`.
fn leading_integer(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let number = digits.trim_start_matches('0');
    let is_unit =
        matches!(unit.trim(), "" | "m" | "min" | "mins" | "min." | "minute" | "minutes" | "days");
    (is_integer(number) && is_unit && !unit.contains(|c: char| c.is_ascii_digit()))
        .then_some(number)
}

/// A decimal number, finite.
pub fn number(node: &Node, problems: &mut Problems) -> Option<f64> {
    match &node.value {
        Value::Plain(text) if is_number(text) => {
            let value = text.parse().ok().filter(|n: &f64| n.is_finite());
            if value.is_none() {
                let message = format!("{} is too large a number", quote(text));
                problems.push(Finding::new(&rules::OUT_OF_RANGE, node.span, message));
            }
            value
        }
        Value::Refused => None,
        _ => {
            let mut finding = wrong_type(node, problems, "a number");
            match &node.value {
                Value::Quoted(text) if is_number(text) => {
                    finding = finding.label(format!("write {text} without quotes"));
                }
                Value::Plain(text) if is_number(text.trim_end_matches('%').trim_end()) => {
                    let number = text.trim_end_matches('%').trim_end();
                    finding = finding.label(format!("write {number} without the percent sign"));
                }
                Value::Plain(text) if is_number(&text.replace(',', ".")) => {
                    let number = text.replace(',', ".");
                    finding = finding.label(format!("write {number} with a decimal point"));
                }
                _ => {}
            }
            problems.push(finding);
            None
        }
    }
}

/// An id as written, quoted or not (`007` stays `007`): `[a-z0-9-]`, at most 32 characters.
pub fn id(node: &Node, problems: &mut Problems) -> Option<String> {
    let Some(text) = node.text() else {
        if !matches!(node.value, Value::Refused) {
            let finding = wrong_type(node, problems, "an id");
            problems.push(finding);
        }
        return None;
    };
    match id_fault(text) {
        None => Some(text.to_owned()),
        Some(fault) => {
            let message = format!("{} is not an id", quote(text));
            let finding = Finding::new(&rules::BAD_ID, node.span, message).label(fault);
            let mut finding = guarded(node, problems, finding, "this is not an id".to_owned());
            if let Some(near) = nearest_id(text) {
                finding = finding.suggestion(format!("for example {}", quote(&near)));
            }
            problems.push(finding);
            None
        }
    }
}

/// The id of a person: an [`id`] with a digit, so that a name never slips in. What may be a name is
/// not quoted.
pub(crate) fn person_id(node: &Node, problems: &mut Problems) -> Option<String> {
    let may_be_name = |text: &str| {
        let has_digit = text.bytes().any(|b| b.is_ascii_digit());
        !text.is_empty() && (!has_digit || text.contains([' ', '@']))
    };
    match node.text() {
        Some(text) if may_be_name(text) => {
            // It may name someone, and findings end up in logs that more people read.
            problems.hide(node.span);
            let message = "a person's id belongs here, but this may be a name or an address";
            problems.push(
                Finding::new(&rules::BAD_ID, node.span, message)
                    .label("people go by ids with a digit, such as c-03 or t-104")
                    .help("records never name people; names stay in people.yaml, outside the repository"),
            );
            None
        }
        _ => id(node, problems),
    }
}

/// The folder of a pair: its name, or the folder of its school, `/` and its name.
pub(crate) fn pair(node: &Node, problems: &mut Problems) -> Option<String> {
    let wanted = "the folder of a pair";
    let Some(text) = node.text() else {
        if !matches!(node.value, Value::Refused) {
            let finding = wrong_type(node, problems, wanted);
            problems.push(finding);
        }
        return None;
    };
    let is_name = |part: &str| {
        !matches!(part, "" | "." | "..") && !part.contains(|c: char| c.is_whitespace() || c == '\\')
    };
    if text.split('/').count() <= 2 && text.split('/').all(is_name) {
        return Some(text.to_owned());
    }
    let message = format!("{} is not {wanted}", quote(text));
    let finding = Finding::new(&rules::BAD_ID, node.span, message)
        .label("write its name, such as c-03-t-104, or of another school lincoln/c-03-t-104");
    let finding = guarded(node, problems, finding, format!("this is not {wanted}"));
    problems.push(finding);
    None
}

/// Why `text` is not an id; `None` when it is one.
pub(crate) fn id_fault(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("an id has at least one character".to_owned());
    }
    if let Some(c) = text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        return Some(format!(
            "{} cannot be in an id: use only a-z, 0-9 and -",
            quote(&c.to_string())
        ));
    }
    if is_kept_by_windows(text) {
        return Some(
            "Windows keeps this word for itself; no folder there can have that name".to_owned(),
        );
    }
    let length = text.len();
    (length > LONGEST_ID).then(|| format!("{length} characters; an id has at most {LONGEST_ID}"))
}

/// What Windows takes for a device in the place of a name, with a digit behind the last two: see "Naming Files,
/// Paths, and Namespaces" in its documentation. Ids become names of folders and files, and records are for every system.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

fn is_kept_by_windows(id: &str) -> bool {
    let is_digit = |rest: &str| matches!(rest.as_bytes(), [b'0'..=b'9']);
    DEVICES.contains(&id)
        || NUMBERED_DEVICES.iter().any(|name| id.strip_prefix(name).is_some_and(is_digit))
}

/// The beginning of a pattern for ids that keeps these words out.
pub(crate) fn pattern_of_no_device() -> String {
    format!("(?!(?:{}|(?:{})[0-9])$)", DEVICES.join("|"), NUMBERED_DEVICES.join("|"))
}

fn nearest_id(text: &str) -> Option<String> {
    let plain = |c: char| if matches!(c, '_' | ' ' | '.' | '/') { '-' } else { c };
    let id: String = folded(text).chars().map(plain).collect();
    id_fault(&id).is_none().then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_can_be_names_of_folders_on_every_system() {
        for no in ["con", "nul", "aux", "prn", "com1", "lpt9", "com0", "CON"] {
            assert!(id_fault(no).is_some(), "{no}");
        }
        for yes in ["con-1", "cons", "co", "com", "com10", "lpt-1", "null", "1com", "nul-t-101"] {
            assert_eq!(id_fault(yes), None, "{yes}");
        }
    }

    #[test]
    fn only_plain_decimal_integers_are_integers() {
        for yes in ["0", "7", "-7", "1200"] {
            assert!(is_integer(yes), "{yes}");
        }
        for no in ["", "-", "007", "0x1f", "0o17", "1e3", "+1", "1_000", "1.0", "٣"] {
            assert!(!is_integer(no), "{no}");
        }
        assert!(is_number("68.5") && !is_number(".5") && !is_number("5.") && !is_number("1e3"));
    }
}
