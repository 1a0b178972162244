//! One cell as text that a person wrote.

use chrono::Timelike;

use crate::import::cell::Content;

pub(crate) use super::html::without_html;

/// The content as plain text: lines end in a line feed and in no blanks, non-breaking blanks are plain
/// ones, whole numbers have no `.0`. Nothing is cut but blanks at ends of lines and of the whole.
pub(crate) fn prose(content: &Content) -> String {
    match content {
        Content::Empty => String::new(),
        Content::Text(text) | Content::Fault(text) => plain(text),
        // The shortest form that is read as the same number: 3, 0.5.
        Content::Number(number) => number.to_string(),
        Content::Truth(truth) => truth.to_string(),
        Content::Moment(moment) if moment.time() == chrono::NaiveTime::MIN => {
            moment.date().to_string()
        }
        Content::Moment(moment) if moment.time().second() == 0 => {
            moment.format("%Y-%m-%d %H:%M").to_string()
        }
        Content::Moment(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
        Content::Clock(seconds) => clock(i64::from(*seconds)),
        Content::Span(seconds) => clock(*seconds),
    }
}

/// Hours and minutes, and seconds where there are any: two answers may come in one minute.
fn clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{sign}{hours}:{minutes:02}"),
        _ => format!("{sign}{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// Text with one kind of line end and one kind of blank.
pub(super) fn plain(text: &str) -> String {
    const BREAKS_AND_BLANKS: [char; 4] = ['\n', '\r', '\u{a0}', '\u{202f}'];
    if !text.contains(BREAKS_AND_BLANKS) {
        return text.trim().to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace(['\u{a0}', '\u{202f}'], " ");
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let is_blank = |line: Option<&&str>| line.is_some_and(|line| line.is_empty());
    while is_blank(lines.last()) {
        lines.pop();
    }
    let begin = lines.iter().position(|line| !line.is_empty()).unwrap_or_default();
    lines.drain(..begin);
    lines.join("\n").trim_start().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contents_are_told_as_a_person_would_type_them() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 14).unwrap();
        for (content, expected) in [
            (Content::Empty, ""),
            (
                Content::Text("  Two\u{a0}lines.  \r\n\r\n  and a third \r\n ".into()),
                "Two lines.\n\n  and a third",
            ),
            (Content::Text("007".into()), "007"),
            (Content::Text("\t One line. ".into()), "One line."),
            (Content::Number(3.0), "3"),
            (Content::Number(0.5), "0.5"),
            (Content::Number(-99.0), "-99"),
            (Content::Truth(true), "true"),
            (Content::Moment(day.into()), "2026-09-14"),
            (Content::Moment(day.and_hms_opt(8, 5, 0).unwrap()), "2026-09-14 08:05"),
            (Content::Moment(day.and_hms_opt(8, 5, 9).unwrap()), "2026-09-14 08:05:09"),
            (Content::Moment(day.and_hms_opt(15, 22, 50).unwrap()), "2026-09-14 15:22:50"),
            (Content::Clock(30_600), "8:30"),
            (Content::Clock(30_601), "8:30:01"),
            (Content::Span(-5_400), "-1:30"),
            (Content::Fault("#N/A".into()), "#N/A"),
        ] {
            assert_eq!(prose(&content), expected, "{content:?}");
        }
    }

    proptest! {
        #[test]
        fn plain_text_stays_as_it_is(text in any::<String>()) {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once);
        }
    }
}
