//! The numbers and words of a duration as it is written: text comes in; a list of marks goes out, in
//! which every word has a known meaning. How they add up is not known here.

use super::duration::Decimal;
use super::wrong;
use crate::import::cell::Wrong;

/// What a piece of a written duration is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// A number in digits.
    Value(f64),
    /// A number in letters.
    Named(f64),
    /// A part of one in digits or signs, such as `1/2`.
    Part(f64),
    /// A part of one in letters, such as `half`.
    NamedPart(f64),
    /// Hours and minutes with a colon between, in minutes.
    Clock(f64),
    /// A unit.
    Unit(Unit),
    /// `a` or `an`: one of what follows.
    One,
    /// `full`, `all`: the whole of what follows.
    Whole,
    /// `x`, `times`: how many there are of what follows.
    Times,
    /// What there may be several of: sessions, visits.
    Meeting { is_plural: bool },
    /// `at`, before how long one of several took, or the time of day.
    At,
    /// `each`: how long one of several took.
    Each,
    /// Time on the road.
    Travel,
    /// Time at the school.
    Place,
    /// `of`: after several, how long each took.
    Of,
    /// A word that changes nothing.
    Filler,
    /// `and`: what stands before and after it adds up, within one stretch of time.
    And,
    /// A comma between two amounts of one stretch, or between two stretches.
    Comma,
    /// What stands before and after it adds up.
    Plus,
    /// What stands before it is over; nothing has to follow.
    Break,
    /// What stands before and after it is the same time.
    Again,
}

/// A unit, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Minutes,
    Hours,
    Days,
}

/// The marks of a folded text.
///
/// # Errors
/// A word or sign that no duration has.
pub(super) fn marks(text: &str, decimal: Decimal) -> Result<Vec<Mark>, Wrong> {
    let text = with_ones(text);
    let mut marks = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let taken = match number_length(rest) {
            0 if first.is_alphabetic() => {
                let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                // 9 a.m. is no duration, though `m` is a minute.
                if &rest[..end] == "a" && rest[end..].starts_with(".m") {
                    return Err(no_duration());
                }
                marks.push(word(&rest[..end]).ok_or_else(no_duration)?);
                end
            }
            0 => {
                if let Some(mark) = sign(first, &rest[first.len_utf8()..])? {
                    marks.push(mark);
                }
                first.len_utf8()
            }
            end => {
                let (mark, taken) = number(rest, end, decimal)?;
                marks.push(mark);
                taken
            }
        };
        rest = &rest[taken..];
    }
    Ok(marks)
}

pub(super) fn no_duration() -> Wrong {
    wrong("is no duration")
}

/// The letters l and i that stand alone or beside digits, as the 1 that they are meant to be.
fn with_ones(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_letter = |place: Option<&char>| place.is_some_and(|c| c.is_alphabetic());
    letters
        .iter()
        .enumerate()
        .map(|(place, &c)| {
            let before = place.checked_sub(1).and_then(|before| letters.get(before));
            let is_alone = !is_letter(before) && !is_letter(letters.get(place + 1));
            if matches!(c, 'l' | 'i') && is_alone { '1' } else { c }
        })
        .collect()
}

/// How long the digits, with points, commas and colons between, are with which the text begins.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while is_digit(end)
        || (matches!(bytes.get(end), Some(b'.' | b',')) && is_digit(end + 1))
        || (end > 0 && bytes.get(end) == Some(&b':') && is_digit(end + 1))
    {
        end += 1;
    }
    end
}

/// The number whose digits end at `end`, and how much of the text it takes.
fn number(text: &str, end: usize, decimal: Decimal) -> Result<(Mark, usize), Wrong> {
    let digits = &text[..end];
    if digits.contains(':') {
        return clock(digits).map(|minutes| (Mark::Clock(minutes), end)).ok_or_else(no_duration);
    }
    // 1/2, 1/4, 3/4
    let mut after = text[end..].chars();
    if let (Some('/'), Some(under), next) = (after.next(), after.next(), after.next())
        && let (Ok(over), Some(under @ 2..=4)) = (digits.parse::<u32>(), under.to_digit(10))
        && over < under
        && !next.is_some_and(|c| c.is_ascii_digit())
    {
        return Ok((Mark::Part(f64::from(over) / f64::from(under)), end + 2));
    }
    Ok((Mark::Value(decimal_number(digits, decimal)?), end))
}

/// `h:mm` or `h:mm:ss` in minutes.
fn clock(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let hours: u32 = parts.next()?.parse().ok()?;
    let minutes: u32 = parts.next().filter(|minutes| minutes.len() == 2)?.parse().ok()?;
    let seconds: f64 = parts.next().map_or(Some(0.0), |seconds| seconds.parse().ok())?;
    let is_clock = parts.next().is_none() && minutes < 60 && seconds < 60.0;
    is_clock.then(|| f64::from(hours) * 60.0 + f64::from(minutes) + seconds / 60.0)
}

/// The number that digits with points and commas mean.
fn decimal_number(digits: &str, decimal: Decimal) -> Result<f64, Wrong> {
    let (mark, group) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
        Decimal::Either if digits.rfind(',') > digits.rfind('.') => (',', '.'),
        Decimal::Either => ('.', ','),
    };
    let (whole, part) = digits.split_once(mark).unwrap_or((digits, ""));
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let is_grouped = whole.contains(group);
    let are_thousands = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    // 1.234,5 is plain by its two marks; 1.234 or 1,5 alone is not.
    if is_grouped && !(are_thousands && digits.contains(mark)) || part.contains(['.', ',']) {
        let mark = if mark == ',' { "comma" } else { "point" };
        return Err(Wrong {
            detail: format!("the decimal mark of this column is a {mark}"),
            ..wrong("mixes two ways to write hours")
        });
    }
    format!("0{}.{part}0", whole.replace(group, "")).parse().map_err(|_| no_duration())
}

/// The mark of a sign, and what follows it; None for one that means nothing.
fn sign(sign: char, after: &str) -> Result<Option<Mark>, Wrong> {
    match sign {
        ' ' | '.' | '~' => Ok(None),
        ',' => Ok(Some(Mark::Comma)),
        '-' if after.starts_with(char::is_alphabetic) => Ok(None),
        ';' => Ok(Some(Mark::Break)),
        '+' | '&' => Ok(Some(Mark::Plus)),
        '/' | '(' | ')' => Ok(Some(Mark::Again)),
        '@' => Ok(Some(Mark::At)),
        '×' => Ok(Some(Mark::Times)),
        '½' => Ok(Some(Mark::Part(0.5))),
        '¼' => Ok(Some(Mark::Part(0.25))),
        '¾' => Ok(Some(Mark::Part(0.75))),
        _ => Err(no_duration()),
    }
}

fn word(word: &str) -> Option<Mark> {
    Some(match word {
        "a" | "an" => Mark::One,
        "full" | "all" | "whole" | "entire" => Mark::Whole,
        "half" => Mark::NamedPart(0.5),
        "quarter" | "quarters" => Mark::NamedPart(0.25),
        "session" | "visit" | "meeting" => Mark::Meeting { is_plural: false },
        "sessions" | "visits" | "meetings" => Mark::Meeting { is_plural: true },
        "x" | "times" => Mark::Times,
        "at" => Mark::At,
        "each" => Mark::Each,
        "travel" | "travels" | "traveling" | "travelling" | "drive" | "driving" | "drove" => {
            Mark::Travel
        }
        "onsite" | "on" | "site" => Mark::Place,
        "plus" => Mark::Plus,
        "of" => Mark::Of,
        "and" | "y" => Mark::And,
        "the" | "total" | "about" | "approx" | "approximately" | "around" | "time" => Mark::Filler,
        _ => match number_word(word) {
            Some(number) => Mark::Named(number),
            None => Mark::Unit(unit(word)?),
        },
    })
}

const NUMBER_WORDS: [(&str, f64); 18] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("ninety", 90.0),
];

fn number_word(word: &str) -> Option<f64> {
    NUMBER_WORDS.iter().find(|(name, _)| *name == word).map(|&(_, number)| number)
}

/// The unit that a word means; in a long word one letter may be wrong, missing or too many, but not the first: `tours`
/// are no hours.
fn unit(word: &str) -> Option<Unit> {
    match word {
        "h" | "hh" | "hr" | "hrs" | "hour" | "hora" | "horas" => return Some(Unit::Hours),
        "m" | "mm" | "mn" | "min" | "mins" | "minuto" | "minutos" => return Some(Unit::Minutes),
        "d" | "day" | "days" => return Some(Unit::Days),
        _ => {}
    }
    let is_near = |name: &str| {
        word.chars().count() >= 5
            && word.starts_with(&name[..1])
            && strsim::damerau_levenshtein(word, name) <= 1
    };
    if is_near("hours") {
        Some(Unit::Hours)
    } else if is_near("minute") || is_near("minutes") {
        Some(Unit::Minutes)
    } else {
        None
    }
}
