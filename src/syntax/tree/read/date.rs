//! Dates and times of day: one form each, and the remedy for other forms where it is clear.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{guarded, text, wrong_type};
use crate::diagnostic::{Finding, Problems};
use crate::syntax::tree::{Node, Value, rules};
use crate::text::wording::quote;

/// Years that a date may lie in; anything else is taken for a slip of the pen.
const YEARS: RangeInclusive<i32> = 1990..=2099;

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
            let finding = Finding::new(&rules::BAD_DATE, node.span, fault.message(text))
                .label(fault.label(text));
            let unquoted = "this is not a date written YYYY-MM-DD".to_owned();
            let finding = guarded(node, problems, finding, unquoted);
            problems.push(finding);
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
            DateFault::NoSuchDay => format!("{text} is not a day on the calendar"),
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
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    if ![a, b, c, d, e, f, g, h].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |tens: u8, ones: u8| 10 * u32::from(tens - b'0') + u32::from(ones - b'0');
    Some(((100 * two(a, b) + two(c, d)).cast_signed(), two(e, f), two(g, h)))
}

/// `text` as a date in the one form that is read, where it can only mean one day.
fn rewritten(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let in_words = ["%B %d, %Y", "%B %d %Y", "%d %B %Y", "%d. %B %Y"];
    let date = in_words.into_iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    if let Some(date) = date {
        return YEARS.contains(&date.year()).then_some(date);
    }
    let day_part = text.split(['T', ' ']).next().unwrap_or(text);
    let mut parts: Vec<&str> = day_part.split(['-', '/', '.', '–', '—']).collect();
    if let [digits] = parts[..]
        && digits.len() == 8
        && digits.is_ascii()
    {
        parts = vec![&digits[..4], &digits[4..6], &digits[6..]];
    }
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
        // A day that cannot be a month tells that the year of two digits comes last.
        (1 | 2, 2) if a <= 12 && b > 12 => (2000 + c, a, b),
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    YEARS.contains(&date.year()).then_some(date)
}

fn no_such_day(text: &str) -> String {
    let Some((year, month, day)) = date_parts(text) else { return String::new() };
    if let Some(swapped) = NaiveDate::from_ymd_opt(year, day, month).filter(|_| month > 12) {
        return format!("months go from 01 to 12; did you mean {swapped}?");
    }
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
    let shaped = text.len() == 5
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if i == 2 { b == b':' } else { b.is_ascii_digit() });
    let parsed = shaped
        .then(|| NaiveTime::from_hms_opt(text[..2].parse().ok()?, text[3..].parse().ok()?, 0))
        .flatten();
    if parsed.is_none() {
        let message = format!("{} is not a time of day written HH:MM", quote(text));
        let label = match rewritten_time(text) {
            Some(time) => format!("write \"{}\"", time.format("%H:%M")),
            None => "for example \"14:05\"".to_owned(),
        };
        let finding = Finding::new(&rules::BAD_DATE, node.span, message).label(label);
        let unquoted = "this is not a time of day written HH:MM".to_owned();
        let finding = guarded(node, problems, finding, unquoted);
        problems.push(finding);
    }
    parsed
}

/// The time of day that `text` gives in another form: `1:45 pm`, `9:05`, `14.05`.
fn rewritten_time(text: &str) -> Option<NaiveTime> {
    let forms = ["%I:%M %p", "%I:%M%p", "%H:%M", "%H.%M", "%H:%M:%S"];
    forms.into_iter().find_map(|form| NaiveTime::parse_from_str(text.trim(), form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remedy_for_another_form_of_time_is_named() {
        let time = |text| rewritten_time(text).map(|time| time.format("%H:%M").to_string());
        for (written, meant) in [("1:45 pm", "13:45"), ("9:05", "09:05"), ("14.05", "14:05")] {
            assert_eq!(time(written).as_deref(), Some(meant));
        }
        assert_eq!(time("25:10"), None);
        assert_eq!(time("noon"), None);
    }

    #[test]
    fn dates_are_strict_and_the_remedy_is_named() {
        assert_eq!(parse_date("2026-02-30"), Err(DateFault::NoSuchDay));
        assert_eq!(DateFault::NoSuchDay.label("2026-02-30"), "February 2026 has 28 days");
        assert_eq!(DateFault::NoSuchDay.label("2026-13-40"), "months go from 01 to 12");
        assert_eq!(parse_date("0206-09-14"), Err(DateFault::Year));
        for (written, meant) in [
            ("2026-9-14", "write 2026-09-14"),
            ("9/14/2026", "write 2026-09-14"),
            ("14.09.2026", "write 2026-09-14"),
            ("2026-09-14T10:00", "write 2026-09-14"),
            ("20260914", "write 2026-09-14"),
            ("9/14/26", "write 2026-09-14"),
            ("Sep 14, 2026", "write 2026-09-14"),
            ("14 September 2026", "write 2026-09-14"),
            // Could be 4 September or 9 April: no guess.
            ("9/4/2026", "for example 2026-09-14"),
            ("9/4/26", "for example 2026-09-14"),
            ("14 Sept", "for example 2026-09-14"),
        ] {
            assert_eq!(parse_date(written), Err(DateFault::Form));
            assert_eq!(DateFault::Form.label(written), meant, "{written}");
        }
    }
}
