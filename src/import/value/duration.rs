//! One cell as a duration in whole minutes, by the rule of its column.

use super::amount::{marks, no_duration};
use super::day::SERIALS;
use super::stamp::{Stamp, Written, stamp};
use super::sum::Sum;
use super::word::folded;
use super::wrong;
use crate::import::cell::{Content, Wrong};

/// What a number without a unit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Hours below this number, minutes from it on; what is no whole number is hours.
    HoursBelow(u32),
}

/// How a number's decimals are set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decimal {
    /// `1.5`.
    Point,
    /// `1,5`.
    Comma,
    /// By either.
    Either,
}

/// How the durations of a column are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DurationRule {
    /// What a number without a unit means; None: it is refused.
    pub bare: Option<Unit>,
    /// How decimals are set off in text.
    pub decimal: Decimal,
    /// How many minutes a full day has; None: days are refused.
    pub full_day: Option<u32>,
    /// Whether time on the road is left out; otherwise a cell that tells of it is refused.
    pub leaves_travel_out: bool,
}

const MINUTES_OF_DAY: f64 = 1440.0;

/// The duration that a cell holds, rounded to whole minutes, at most a day; None if it is empty.
///
/// # Errors
/// What is no duration, is longer than a day, or can be read in two ways.
pub(crate) fn minutes(content: &Content, rule: &DurationRule) -> Result<Option<u32>, Wrong> {
    let exact = match content {
        _ if content.is_empty() => return Ok(None),
        Content::Text(text) => of_text(&folded(text), rule)?,
        Content::Number(number) => bare(*number, rule)?,
        Content::Clock(seconds) => f64::from(*seconds) / 60.0,
        Content::Span(seconds) => {
            let seconds = i32::try_from(*seconds).map_err(|_| wrong("is more than a day"))?;
            f64::from(seconds) / 60.0
        }
        Content::Moment(_) => return Err(wrong("is a day, not a duration")),
        Content::Empty | Content::Truth(_) | Content::Fault(_) => return Err(no_duration()),
    };
    if exact > MINUTES_OF_DAY {
        return Err(wrong("is more than a day"));
    }
    if !(0.0..=MINUTES_OF_DAY).contains(&exact) {
        return Err(no_duration());
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it is within a day
    Ok(Some(exact.round() as u32))
}

/// A number without a unit, in minutes.
pub(super) fn bare(number: f64, rule: &DurationRule) -> Result<f64, Wrong> {
    if SERIALS.contains(&number) {
        return Err(Wrong {
            detail: "it is the number of a day in a workbook".to_owned(),
            ..wrong("is a day, not a duration")
        });
    }
    let is_whole = number.fract() == 0.0;
    match rule.bare {
        None => Err(Wrong {
            remedy: "say in the map what a bare number means: `bare = \"minutes\"` or `bare = \"hours\"`"
                .to_owned(),
            ..wrong("has no unit")
        }),
        Some(Unit::Hours) => Ok(number * 60.0),
        Some(Unit::HoursBelow(bound)) if !is_whole || number < f64::from(bound) => Ok(number * 60.0),
        Some(Unit::Minutes | Unit::HoursBelow(_)) if is_whole => Ok(number),
        Some(Unit::Minutes | Unit::HoursBelow(_)) => Err(wrong("is no whole number of minutes")),
    }
}

fn of_text(text: &str, rule: &DurationRule) -> Result<f64, Wrong> {
    if text.len() > 200 {
        return Err(no_duration());
    }
    if is_day(text) {
        return Err(wrong("is a day, not a duration"));
    }
    let mut sum = Sum::new(rule);
    let mut marks = marks(text, rule.decimal)?.into_iter().peekable();
    while let Some(mark) = marks.next() {
        sum.take(mark, marks.peek().copied())?;
    }
    sum.total()
}

fn is_day(text: &str) -> bool {
    match stamp(text) {
        Some(Stamp { day: Some(day), .. }) => match day {
            Written::Iso(..) | Written::Serial(_) => true,
            Written::Numbers(_, _, year) | Written::Named { year, .. } => year.is_some(),
        },
        _ => false,
    }
}
