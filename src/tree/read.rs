//! Readers of single values: a node in, the typed value or a finding out. What counts as a date, a
//! number, an id or a boolean is decided here and nowhere else.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{Node, Value, rules};
use crate::diagnostic::wording::{one_of, quote};
use crate::diagnostic::{Finding, Problems, Rule, nearest};

/// Years that a date may lie in; anything else is taken for a slip of the pen.
const YEARS: RangeInclusive<i32> = 1990..=2099;
/// Longest id, in characters.
const LONGEST_ID: usize = 32;

/// Whether plain text is a boolean: only `true` and `false` are; `yes` and `no` are text.
pub fn is_boolean(text: &str) -> bool {
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
        _ => crate::source::Span { start: node.span.start, end: node.span.start },
    });
    let found = match (&node.value, node.text()) {
        (Value::Quoted(_), Some(_)) | (_, None) => node.describe().to_owned(),
        (_, Some(text)) => format!("{} ({})", quote(text), node.describe()),
    };
    Finding::new(&rules::WRONG_TYPE, node.span, format!("{wanted} belongs here, not {found}"))
}

/// The elements of a list.
pub fn list<'t, 's>(node: &'t Node<'s>, problems: &mut Problems) -> Option<&'t [Node<'s>]> {
    match &node.value {
        Value::List(elements) => Some(elements),
        Value::Refused => None,
        _ => {
            let finding =
                wrong_type(node, problems, "a list").label("put it in brackets: [first, second]");
            problems.push(finding);
            None
        }
    }
}

/// One line of text that is not prose (a title, a path, a reason): a number or date is taken as it
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

/// Confidential prose: only whether there is any is kept, and no excerpt quotes it.
pub fn prose(node: &Node, problems: &mut Problems) -> Option<bool> {
    problems.hide(node.span);
    match &node.value {
        Value::Quoted(text) => Some(!text.trim().is_empty()),
        Value::Plain(text) if !is_boolean(text) => Some(true),
        Value::Refused => None,
        _ => {
            let message = format!("text belongs here, not {}", node.describe());
            problems.push(
                Finding::new(&rules::WRONG_TYPE, node.span, message)
                    .label("say it in words; text with `: ` in it goes in quotes"),
            );
            None
        }
    }
}

/// `true` or `false`.
pub fn boolean(node: &Node, problems: &mut Problems) -> Option<bool> {
    match &node.value {
        Value::Plain(text) if is_boolean(text) => Some(text == "true"),
        Value::Refused => None,
        _ => {
            let finding = wrong_type(node, problems, "`true` or `false`");
            problems.push(finding);
            None
        }
    }
}

/// An integer within `bounds`, both ends included.
pub fn integer(
    node: &Node,
    problems: &mut Problems,
    bounds: RangeInclusive<u32>,
    unit: &str,
) -> Option<u32> {
    let allowed = format!("a whole number of {unit} from {} to {}", bounds.start(), bounds.end());
    match &node.value {
        Value::Plain(text) if is_integer(text) => {
            let value = text.parse().ok().filter(|value| bounds.contains(value));
            if value.is_none() {
                let message = format!("{} is not {allowed}", quote(text));
                problems.push(Finding::new(&rules::OUT_OF_RANGE, node.span, message));
            }
            value
        }
        Value::Refused => None,
        _ => {
            let mut finding = wrong_type(node, problems, &allowed);
            if let Value::Quoted(text) = &node.value
                && is_integer(text)
            {
                finding = finding.label(format!("write {text} without quotes"));
            }
            problems.push(finding);
            None
        }
    }
}

/// A decimal number, finite.
pub fn number(node: &Node, problems: &mut Problems) -> Option<f64> {
    match &node.value {
        Value::Plain(text) if is_number(text) => text.parse().ok().filter(|n: &f64| n.is_finite()),
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

/// A day that exists, written `YYYY-MM-DD`, from 1990 to 2099; quotes are allowed.
pub fn date(node: &Node, problems: &mut Problems) -> Option<NaiveDate> {
    let Some(text) = node.text() else {
        if !matches!(node.value, Value::Refused) {
            let finding = wrong_type(node, problems, "a date, written YYYY-MM-DD,");
            problems.push(finding);
        }
        return None;
    };
    match parse_date(text) {
        Ok(date) => Some(date),
        Err(fault) => {
            problems.push(
                Finding::new(&rules::BAD_DATE, node.span, fault.message(text))
                    .label(fault.label(text)),
            );
            None
        }
    }
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Not four digits, two digits, two digits with `-` between.
    Form,
    /// A month without that day.
    NoSuchDay,
    /// A year before 1990 or after 2099.
    Year,
}

impl DateFault {
    /// The fault in one line.
    pub fn message(self, text: &str) -> String {
        let text = quote(text);
        match self {
            DateFault::Form => format!("{text} is not a date written YYYY-MM-DD"),
            DateFault::NoSuchDay => format!("{text} is not a day of the calendar"),
            DateFault::Year => {
                format!("the year of {text} is not from {} to {}", YEARS.start(), YEARS.end())
            }
        }
    }

    /// What to do about it, in a few words.
    pub fn label(self, text: &str) -> String {
        match self {
            DateFault::Form => match rewritten(text) {
                Some(date) => format!("write {date}"),
                None => "for example 2026-09-14".to_owned(),
            },
            DateFault::NoSuchDay => no_such_day(text),
            DateFault::Year => "is a digit wrong?".to_owned(),
        }
    }
}

/// The date that `text` is, strictly `YYYY-MM-DD`.
///
/// # Errors
/// Says whether the form, the day or the year is at fault.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateFault> {
    let (year, month, day) = date_parts(text).ok_or(DateFault::Form)?;
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NoSuchDay)?;
    if YEARS.contains(&year) { Ok(date) } else { Err(DateFault::Year) }
}

fn date_parts(text: &str) -> Option<(i32, u32, u32)> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    Some((text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?))
}

/// `text` as a date in the one form that is read, where it can only mean one day.
fn rewritten(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let day_part = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = day_part.split(['-', '/', '.']).collect();
    let &[a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str| {
        (!part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u32>())
    };
    let (a_len, c_len) = (a.len(), c.len());
    let (a, b, c) = (number(a)?.ok()?, number(b)?.ok()?, number(c)?.ok()?);
    let (year, month, day) = match (a_len, c_len) {
        (4, _) => (a, b, c),
        // Month first or day first: only clear where one of them cannot be a month.
        (_, 4) if a > 12 => (c, b, a),
        (_, 4) if b > 12 || a == b => (c, a, b),
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    YEARS.contains(&date.year()).then_some(date)
}

fn no_such_day(text: &str) -> String {
    let Some((year, month, _)) = date_parts(text) else { return String::new() };
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let last = first.and_then(|first| {
        first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt())
    });
    match last {
        Some(last) => format!("{} has {} days", last.format("%B %Y"), last.day()),
        None => "months go from 01 to 12".to_owned(),
    }
}

/// A time of day written `HH:MM`, from 00:00 to 23:59.
pub fn time(node: &Node, problems: &mut Problems) -> Option<NaiveTime> {
    let text = text(node, problems)?;
    let parsed = (text.len() == 5).then(|| NaiveTime::parse_from_str(text, "%H:%M").ok()).flatten();
    if parsed.is_none() {
        let message = format!("{} is not a time of day written HH:MM", quote(text));
        problems.push(
            Finding::new(&rules::BAD_DATE, node.span, message).label("for example \"14:05\""),
        );
    }
    parsed
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
            let mut finding = Finding::new(&rules::BAD_ID, node.span, message).label(fault);
            if let Some(near) = nearest_id(text) {
                finding = finding.help(format!("for example {}", quote(&near)));
            }
            problems.push(finding);
            None
        }
    }
}

/// The id of a person: an [`id`] with a digit, so that a name never slips in.
pub fn person_id(node: &Node, problems: &mut Problems) -> Option<String> {
    let id = id(node, problems)?;
    if id.bytes().any(|b| b.is_ascii_digit()) {
        return Some(id);
    }
    let message = format!("{} has no digit, so it may be a name", quote(&id));
    problems.push(
        Finding::new(&rules::BAD_ID, node.span, message)
            .label("people go by ids with a digit, such as c-03 or t-104")
            .help("records never name people; names stay in people.yaml, outside the repository"),
    );
    None
}

/// Why `text` is not an id; `None` when it is one.
pub fn id_fault(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("an id has at least one character".to_owned());
    }
    if let Some(c) = text.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
        return Some(format!(
            "{} cannot stand in an id: only a-z, 0-9 and - can",
            quote(&c.to_string())
        ));
    }
    let length = text.len();
    (length > LONGEST_ID).then(|| format!("{length} characters; an id has at most {LONGEST_ID}"))
}

fn nearest_id(text: &str) -> Option<String> {
    let id: String = text
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '_' | ' ' | '.' | '/') { '-' } else { c })
        .collect();
    id_fault(&id).is_none().then_some(id)
}

/// The index of a word among `allowed`; any other word is reported under `rule` as "not a `what`",
/// with the nearest one and the list.
pub fn choice<'w, W>(
    node: &Node,
    problems: &mut Problems,
    rule: &'static Rule,
    what: &str,
    allowed: W,
) -> Option<usize>
where
    W: IntoIterator<Item = &'w str> + Clone,
{
    let Some(text) = node.text() else {
        if !matches!(node.value, Value::Refused) {
            let finding = wrong_type(node, problems, &format!("the name of {what}"))
                .help(format!("allowed: {}", one_of(allowed)));
            problems.push(finding);
        }
        return None;
    };
    let found = allowed.clone().into_iter().position(|word| word == text);
    if found.is_none() {
        problems.push(not_among(node.span, rule, what, text, allowed));
    }
    found
}

/// The finding that `text` is no `what`, with the nearest of `allowed` and the list of them.
pub fn not_among<'w, W>(
    span: crate::source::Span,
    rule: &'static Rule,
    what: &str,
    text: &str,
    allowed: W,
) -> Finding
where
    W: IntoIterator<Item = &'w str> + Clone,
{
    let mut finding = Finding::new(rule, span, format!("{} is not {what}", quote(text)));
    if let Some(near) = nearest(text, allowed.clone()) {
        finding = finding.label(format!("did you mean `{near}`?"));
    }
    finding.help(format!("allowed: {}", one_of(allowed)))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn dates_are_strict_and_the_remedy_is_named() {
        assert_eq!(parse_date("2026-02-30"), Err(DateFault::NoSuchDay));
        assert_eq!(DateFault::NoSuchDay.label("2026-02-30"), "February 2026 has 28 days");
        assert_eq!(DateFault::NoSuchDay.label("2026-13-01"), "months go from 01 to 12");
        assert_eq!(parse_date("0206-09-14"), Err(DateFault::Year));
        for (written, meant) in [
            ("2026-9-14", "write 2026-09-14"),
            ("9/14/2026", "write 2026-09-14"),
            ("14.09.2026", "write 2026-09-14"),
            ("2026-09-14T10:00", "write 2026-09-14"),
            // Could be 4 September or 9 April: no guess.
            ("9/4/2026", "for example 2026-09-14"),
            ("14 Sept", "for example 2026-09-14"),
        ] {
            assert_eq!(parse_date(written), Err(DateFault::Form));
            assert_eq!(DateFault::Form.label(written), meant, "{written}");
        }
    }
}
