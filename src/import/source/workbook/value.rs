//! One value of a workbook as the content of a cell: what the library read comes in.

use calamine::DataType;
use chrono::{NaiveDateTime, Timelike};

use crate::import::cell::Content;

/// What `data` is.
pub(super) fn content(data: &impl DataType) -> Content {
    if let Some(text) = data.get_string() {
        return Content::of_text(text);
    }
    if let Some(number) = data.get_float() {
        return Content::Number(number);
    }
    if let Some(moment) = data.get_datetime() {
        return of_serial(data, &moment);
    }
    if let Some(text) = data.get_datetime_iso() {
        let moment = data.as_datetime().map(rounded);
        return moment.map_or_else(|| Content::Text(text.into()), Content::Moment);
    }
    if let Some(error) = data.get_error() {
        return Content::Fault(error.to_string().into());
    }
    #[allow(clippy::cast_precision_loss)] // a workbook holds no number that large
    let number = data.get_int().map(|number| Content::Number(number as f64));
    number.or(data.get_bool().map(Content::Truth)).unwrap_or_default()
}

/// A number whose format is that of a day, a time of day or a duration.
fn of_serial(data: &impl DataType, serial: &calamine::ExcelDateTime) -> Content {
    let number = serial.as_f64();
    if serial.is_duration() {
        let span = data.as_duration().map(|span| Content::Span(in_seconds(&span)));
        return span.unwrap_or(Content::Number(number));
    }
    let Some(moment) = data.as_datetime().map(rounded) else { return Content::Number(number) };
    if (0.0..1.0).contains(&number) {
        Content::Clock(moment.time().num_seconds_from_midnight())
    } else {
        Content::Moment(moment)
    }
}

/// `span` to the nearest second.
fn in_seconds(span: &chrono::TimeDelta) -> i64 {
    let half =
        chrono::TimeDelta::milliseconds(if span.num_milliseconds() < 0 { -500 } else { 500 });
    span.checked_add(&half).unwrap_or(*span).num_seconds()
}

/// `moment` to the second: a workbook's fraction of a day is seldom quite a second.
pub(super) fn rounded(moment: NaiveDateTime) -> NaiveDateTime {
    let half = chrono::TimeDelta::milliseconds(500);
    let moment = moment.checked_add_signed(half).unwrap_or(moment);
    moment.with_nanosecond(0).unwrap_or(moment)
}
