//! What stands in a column: its cells and what a key holds come in; how many of them fit goes out.

use super::words::Known;
use crate::domain::key::Form;
use crate::import::cell::Content;
use crate::import::value::choice::{Labels, choices};
use crate::import::value::day::{DayOrder, DayRule, day, time_of};
use crate::import::value::duration::{Decimal, DurationRule, Unit, minutes};
use crate::import::value::prose::prose;

/// How many cells of a column are looked at.
const SAMPLE: usize = 200;

/// A rule by which any order of a day fits.
pub(super) fn rule(order: DayOrder) -> DayRule {
    let any_year = chrono::NaiveDate::from_ymd_opt(2000, 8, 1);
    DayRule {
        order: Some(order),
        century: true,
        months_of: any_year,
        zone: None,
        needs_zone: false,
        counts_from_1904: false,
        is_swapped: false,
    }
}

/// A rule by which numbers mean `bare`, with this sign before their parts.
pub(super) fn duration_rule(decimal: Decimal, bare: Unit) -> DurationRule {
    DurationRule { bare: Some(bare), decimal, full_day: Some(480), leaves_travel_out: true }
}

/// Which part of `cells` is what a key with `form` holds, from 0 to 1.
pub(super) fn fit<'c>(known: &Known, form: Form, cells: impl Iterator<Item = &'c Content>) -> f64 {
    let cells: Vec<&Content> = cells.take(SAMPLE).collect();
    if cells.is_empty() {
        return 0.0;
    }
    let fitting = cells.iter().filter(|cell| fits(known, form, cell)).count();
    fitting as f64 / cells.len() as f64
}

fn fits(known: &Known, form: Form, cell: &Content) -> bool {
    let text = || prose(cell);
    match form {
        Form::Date => is_day(cell),
        Form::Time => {
            !matches!(cell, Content::Number(_))
                && !is_day(cell)
                && time_of(cell, &rule(DayOrder::MonthFirst)).is_ok()
        }
        Form::Integer(bounds) if bounds.unit == "minutes" => {
            let is_one =
                |decimal, unit| matches!(minutes(cell, &duration_rule(decimal, unit)), Ok(Some(_)));
            let signs = [Decimal::Point, Decimal::Comma];
            let is_any = |unit| signs.iter().any(|&sign| is_one(sign, unit));
            !is_whole_day(cell) && (is_any(Unit::Minutes) || is_any(Unit::Hours))
        }
        Form::Integer(_) | Form::Number => {
            matches!(cell, Content::Number(_))
                || text().trim().replace(',', ".").parse::<f64>().is_ok()
        }
        Form::PersonIds => {
            let text = text();
            known.each(&text).iter().all(|part| known.word(form, part).is_some())
        }
        Form::Terms(_) => is_several(known, form, &text()),
        Form::Prose | Form::Statement | Form::Title | Form::Comments => {
            matches!(cell, Content::Text(_))
        }
        _ => known.word(form, &text()).is_some(),
    }
}

/// Whether `text` is words for a key with `form`, joined in any of the usual ways.
fn is_several(known: &Known, form: Form, text: &str) -> bool {
    let mut parts =
        text.split(['|', ';', '/', '\n']).map(str::trim).filter(|part| !part.is_empty()).peekable();
    if parts.peek().is_some() && parts.all(|part| known.word(form, part).is_some()) {
        return true;
    }
    // Labels that hold commas themselves.
    let mut pieces = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let none = Labels::default();
    let labels = known.lexicon.labels(form).unwrap_or(&none);
    choices(text, &none, labels).is_ok() || pieces.any(|piece| known.word(form, piece).is_some())
}

fn is_whole_day(cell: &Content) -> bool {
    matches!(cell, Content::Moment(_))
        || matches!(cell, Content::Number(number) if *number > 1440.0)
}

/// Whether a cell is a day in any order; a bare number is none.
pub(super) fn is_day(cell: &Content) -> bool {
    if matches!(cell, Content::Number(number) if *number < 30_000.0) {
        return false;
    }
    [DayOrder::MonthFirst, DayOrder::DayFirst]
        .iter()
        .any(|&order| matches!(day(cell, &rule(order)), Ok(Some(_))))
}
