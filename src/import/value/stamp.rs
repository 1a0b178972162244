//! A day and a time of day as they are written, taken apart: text comes in; numbers, names of months,
//! a time and its distance to UTC go out. What the numbers mean is not known here.

use chrono::NaiveTime;

use super::names::{is_weekday, month};
use super::word::folded;

/// A number of a day, and with how many digits it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    pub digits: usize,
}

/// How a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Year, month and day, with a year of four digits in front.
    Iso(i32, u32, u32),
    /// Two or three numbers whose order has to be known.
    Numbers(Number, Number, Option<Number>),
    /// With the month's name.
    Named { month: u32, day: u32, year: Option<Number> },
    /// A day's number in a workbook.
    Serial(u32),
}

/// A day, a time or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub day: Option<Written>,
    pub time: Option<NaiveTime>,
    /// How far the time is ahead of UTC, in seconds.
    pub ahead: Option<i32>,
}

/// The day and time that a text holds and nothing else; None if it holds something else.
pub(super) fn stamp(text: &str) -> Option<Stamp> {
    let text = folded(text);
    if text.is_empty() || text.len() > 100 {
        return None;
    }
    let Some(begin) = time_begin(&text) else {
        return written(&text)
            .map(|day| Stamp { day: Some(day), ..Stamp::default() })
            .or_else(|| short_time(&text));
    };
    let (before, time) = text.split_at(begin);
    let before = match before.strip_suffix('t') {
        Some(digits) if digits.ends_with(|c: char| c.is_ascii_digit()) => digits,
        _ => before,
    };
    let before = before.trim_end_matches([' ', ',']);
    let before = before.strip_suffix(" at").or(before.strip_suffix(" a las")).unwrap_or(before);
    let day = if before.is_empty() { None } else { Some(written(before)?) };
    let (time, ahead) = clock(time)?;
    Some(Stamp { day, time: Some(time), ahead })
}

/// Where the hour of `h:mm` begins.
fn time_begin(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let digits = text[..colon].chars().rev().take_while(char::is_ascii_digit).count();
    (1..=2).contains(&digits).then(|| colon - digits)
}

/// `8.30` or `3 pm`: times without a colon, with nothing else in the cell.
fn short_time(text: &str) -> Option<Stamp> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let hour = text[..digits].parse().ok().filter(|_| digits <= 2)?;
    let (minute, rest) = match rest.strip_prefix(['.', 'h']) {
        Some(rest) if rest.len() >= 2 && rest.is_char_boundary(2) => {
            (rest[..2].parse::<u8>().ok()?, &rest[2..])
        }
        _ => (0, rest),
    };
    if rest.len() == text.len() - digits && half_of_day(rest).0.is_none() {
        return None;
    }
    let (time, ahead) = on_the_clock(hour, u32::from(minute), 0, rest)?;
    Some(Stamp { day: None, time: Some(time), ahead })
}

/// `h:mm`, perhaps with seconds, am or pm, and a zone.
fn clock(text: &str) -> Option<(NaiveTime, Option<i32>)> {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(text.len());
    let (numbers, rest) = text.split_at(end);
    let mut numbers = numbers.trim_end_matches('.').split(':');
    let hour = numbers.next()?.parse().ok()?;
    let minute = numbers.next().filter(|minute| minute.len() == 2)?.parse().ok()?;
    let second = match numbers.next() {
        Some(second) => second.split('.').next()?.parse().ok()?,
        None => 0,
    };
    if numbers.next().is_some() {
        return None;
    }
    on_the_clock(hour, minute, second, rest)
}

fn on_the_clock(
    hour: u32,
    minute: u32,
    second: u32,
    rest: &str,
) -> Option<(NaiveTime, Option<i32>)> {
    let (afternoon, rest) = half_of_day(rest);
    let hour = match (afternoon, hour) {
        (None, hour) => hour,
        (Some(false), 12) => 0,
        (Some(true), 12) => 12,
        (Some(false), 1..=11) => hour,
        (Some(true), 1..=11) => hour + 12,
        (Some(_), _) => return None,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    // A browser adds the zone's name: `GMT-0500 (Central Daylight Time)`.
    let rest = rest.split('(').next().unwrap_or_default().trim();
    let ahead = if rest.is_empty() || rest == "h" { None } else { Some(ahead_of_utc(rest)?) };
    Some((time, ahead))
}

/// Whether the text begins with am (false) or pm (true), and the rest.
fn half_of_day(text: &str) -> (Option<bool>, &str) {
    let text = text.trim_start();
    for (word, afternoon) in [
        ("a.m.", false),
        ("p.m.", true),
        ("a. m.", false),
        ("p. m.", true),
        ("am", false),
        ("pm", true),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return (Some(afternoon), rest);
        }
    }
    (None, text)
}

/// Zones that programs write by letters, in hours ahead of UTC.
const LETTERED_ZONES: [(&str, i32); 14] = [
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("akst", -9),
    ("akdt", -8),
    ("hst", -10),
];

/// `z`, `gmt+1`, `-0500`, `+05:30`, `cdt`: in seconds.
fn ahead_of_utc(zone: &str) -> Option<i32> {
    if let Some((_, hours)) = LETTERED_ZONES.iter().find(|(name, _)| *name == zone) {
        return Some(hours * 3600);
    }
    let zone = zone.strip_prefix("gmt").or(zone.strip_prefix("utc")).unwrap_or(zone).trim_start();
    let (sign, digits) = match zone.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, zone.strip_prefix('-')?),
    };
    let digits = digits.replace(':', "");
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) =
        if digits.len() > 2 { (number / 100, number % 100) } else { (number, 0) };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// A day without a time.
fn written(text: &str) -> Option<Written> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return match text.len() {
            5 => text.parse().ok().map(Written::Serial),
            _ => None,
        };
    }
    if text.starts_with(|c: char| c.is_ascii_digit())
        && let Some(numbers) = numbers(text)
    {
        return Some(numbers);
    }
    named(text)
}

/// Numbers joined by one and the same of `/`, `-` and `.`.
fn numbers(text: &str) -> Option<Written> {
    let joint =
        text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = text.split(joint).map(|part| number(part.trim()));
    let (first, second) = (parts.next()??, parts.next()??);
    let third = match parts.next() {
        Some(third) => Some(third?),
        None => None,
    };
    if parts.next().is_some() || second.digits > 2 {
        return None;
    }
    Some(match (first.digits, third) {
        (4, Some(day)) if day.digits <= 2 => {
            Written::Iso(i32::try_from(first.value).ok()?, second.value, day.value)
        }
        (1 | 2, third) => {
            // `8.30` is a time of day, not a day without a year.
            if third.is_none() && joint == '.' {
                return None;
            }
            Written::Numbers(first, second, third)
        }
        _ => return None,
    })
}

fn number(text: &str) -> Option<Number> {
    let digits = text.len();
    if digits == 0 || digits > 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(Number { value: text.parse().ok()?, digits })
}

/// A day with the month's name, in any order that people write.
fn named(text: &str) -> Option<Written> {
    let (mut month_named, mut found) = (None, [None; 2]);
    let mut count = 0;
    for word in text.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty()) {
        if let Some(value) = number(ordinal(word)) {
            *found.get_mut(count)? = Some(value);
            count += 1;
        } else if let Some(value) = month(word) {
            if month_named.replace(value).is_some() {
                return None;
            }
        } else if !matches!(word, "de" | "del" | "of" | "the" | "el") && !is_weekday(word) {
            return None;
        }
    }
    let (day, year) = match found {
        [Some(year), Some(day)] if year.digits == 4 => (day, Some(year)),
        [Some(day), year] => (day, year),
        [None, _] => return None,
    };
    (day.digits <= 2).then_some(Written::Named { month: month_named?, day: day.value, year })
}

/// `19` of `19th`.
fn ordinal(word: &str) -> &str {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    match &word[digits.len()..] {
        "st" | "nd" | "rd" | "th" | "º" => digits,
        _ => word,
    }
}
