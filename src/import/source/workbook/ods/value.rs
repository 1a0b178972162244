//! One cell of an OpenDocument spreadsheet: its tag and what it shows come in; its content goes out.

use std::io::BufRead;

use chrono::{NaiveDate, NaiveDateTime};
use quick_xml::events::{BytesStart, Event};

use super::own;
use crate::import::cell::{Content, NO_RESULT};
use crate::import::source::guard::DAMAGED;
use crate::import::source::workbook::value::rounded;
use crate::import::source::workbook::xml::{Xml, letter};

/// Blanks that one tag may stand for.
const MOST_BLANKS: usize = 1_000;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// What stands in the cell that begins with `tag` and shows the text `shown`; a time in it is a duration, or else a
/// time of day as long as it is shorter than a day.
pub(super) fn given(tag: &BytesStart, shown: String, is_duration: bool) -> Content {
    let text = |text: String| match text.is_empty() {
        true => Content::Empty,
        false => Content::Text(text.into()),
    };
    if own(tag, "calcext:value-type").as_deref() == Some("error") {
        return Content::Fault(shown.into());
    }
    let kind = own(tag, "office:value-type").unwrap_or_default();
    match &*kind {
        "float" | "percentage" | "currency" => {
            let number = own(tag, "office:value").and_then(|number| number.parse().ok());
            number.map_or_else(|| text(shown), Content::Number)
        }
        "boolean" => Content::Truth(own(tag, "office:boolean-value").as_deref() == Some("true")),
        "date" => own(tag, "office:date-value").map_or(Content::Empty, moment),
        "time" => {
            let seconds = own(tag, "office:time-value").and_then(|span| seconds(&span));
            match seconds {
                Some(seconds) if !is_duration && (0..DAY).contains(&seconds) => {
                    Content::Clock(u32::try_from(seconds).unwrap_or_default())
                }
                Some(seconds) => Content::Span(seconds),
                None => text(shown),
            }
        }
        "string" => text(own(tag, "office:string-value").unwrap_or(shown)),
        _ if own(tag, "table:formula").is_some() => Content::Fault(NO_RESULT.into()),
        _ => Content::Empty,
    }
}

/// `text` as a day or a moment: `2026-09-14` or `2026-09-14T08:30:00`.
fn moment(text: String) -> Content {
    let plain = text.trim_end_matches('Z');
    let day = NaiveDate::parse_from_str(plain, "%Y-%m-%d").ok().map(NaiveDateTime::from);
    let moment = day.or_else(|| plain.parse().ok());
    moment.map_or_else(|| Content::Text(text.into()), |moment| Content::Moment(rounded(moment)))
}

/// The seconds of a duration such as `PT08H30M00S`, to the nearest one.
fn seconds(text: &str) -> Option<i64> {
    let (sign, rest) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (mut sum, mut number, mut is_time) = (0.0, String::new(), false);
    for letter in rest.strip_prefix('P')?.chars() {
        let unit = match letter {
            '0'..='9' | '.' => {
                number.push(letter);
                continue;
            }
            ',' => {
                number.push('.');
                continue;
            }
            'T' if !is_time && number.is_empty() => {
                is_time = true;
                continue;
            }
            'D' if !is_time => 86_400.0,
            'H' if is_time => 3_600.0,
            'M' if is_time => 60.0,
            'S' if is_time => 1.0,
            _ => return None,
        };
        sum += unit * number.parse::<f64>().ok()?;
        number.clear();
    }
    // Ten thousand years; what is longer is no duration.
    let is_whole = number.is_empty() && sum < 3.2e11;
    #[allow(clippy::cast_possible_truncation)] // it is bounded
    is_whole.then(|| (sign * sum.round()) as i64)
}

/// The text of the cell that has begun, to its end; notes on it and pictures are passed over.
pub(super) fn shown(xml: &mut Xml<impl BufRead>) -> Result<String, String> {
    let mut shown = String::new();
    let (mut depth, mut paragraphs, mut is_inside) = (1, 0, false);
    while depth > 0 {
        let mut is_other = false;
        match xml.next()?.ok_or(DAMAGED)? {
            Event::Start(tag) => {
                depth += 1;
                match tag.name().as_ref() {
                    "text:p" | "text:h" => {
                        if paragraphs > 0 {
                            shown.push('\n');
                        }
                        (paragraphs, is_inside) = (paragraphs + 1, true);
                    }
                    "text:s" => {
                        let many = own(&tag, "text:c").and_then(|many| many.parse().ok());
                        shown.push_str(&" ".repeat(many.unwrap_or(1).min(MOST_BLANKS)));
                    }
                    "text:tab" => shown.push('\t'),
                    "text:line-break" => shown.push('\n'),
                    name if !name.starts_with("text:") || name.contains("note") => is_other = true,
                    _ => {}
                }
            }
            Event::End(tag) => {
                depth -= 1;
                is_inside &= !matches!(tag.name().as_ref(), "text:p" | "text:h");
            }
            Event::Text(text) if is_inside => shown.push_str(&text.xml10_content()),
            Event::CData(text) if is_inside => shown.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if is_inside => shown.extend(letter(&reference)),
            _ => {}
        }
        if is_other {
            xml.pass()?;
            depth -= 1;
        }
    }
    Ok(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_to_the_second() {
        for (text, expected) in [
            ("PT08H30M00S", Some(30_600)),
            ("PT26H15M00S", Some(94_500)),
            ("P1DT2H", Some(93_600)),
            ("-PT00H45M00S", Some(-2_700)),
            ("PT00H44M59.999S", Some(2_700)),
            ("PT0,5S", Some(1)),
            ("PT", Some(0)),
            ("P1H", None),
            ("PT5", None),
            ("8:30", None),
            ("P999999999999999D", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
