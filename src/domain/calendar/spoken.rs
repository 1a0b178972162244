//! Days as people say them: `yesterday`, `monday`, `+7`. A word and the day it is said on come in; the
//! day that is meant goes out.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// In which direction the name of a weekday looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// The latest such day, today included: for what has happened.
    Back,
    /// The next such day after today: for what is to be done.
    Ahead,
}

/// The day that `text` means when it is said on `today`: `today`, `yesterday`, `tomorrow`; a day of
/// the week in full or by its first three letters, also with `last` or `next` before it; `+7` or `-3`
/// for days and `+2w` for weeks from today. `None` for anything else, a date among them.
///
/// ```
/// # use coach::domain::calendar::{spoken_day, Toward};
/// # let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
/// let wednesday = day("2026-09-16");
/// assert_eq!(spoken_day("monday", wednesday, Toward::Back), Some(day("2026-09-14")));
/// assert_eq!(spoken_day("Mon", wednesday, Toward::Ahead), Some(day("2026-09-21")));
/// assert_eq!(spoken_day("wednesday", wednesday, Toward::Back), Some(wednesday));
/// assert_eq!(spoken_day("last wednesday", wednesday, Toward::Back), Some(day("2026-09-09")));
/// assert_eq!(spoken_day("+2w", wednesday, Toward::Ahead), Some(day("2026-09-30")));
/// assert_eq!(spoken_day("soon", wednesday, Toward::Ahead), None);
/// ```
pub fn spoken_day(text: &str, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "today" => return Some(today),
        "yesterday" => return today.pred_opt(),
        "tomorrow" => return today.succ_opt(),
        _ => {}
    }
    if text.starts_with(['+', '-']) {
        return shifted(&text, today);
    }
    let (includes_today, toward, name) = match text.split_once(' ') {
        Some(("last", name)) => (false, Toward::Back, name),
        Some(("next", name)) => (false, Toward::Ahead, name),
        Some(_) => return None,
        None => (toward == Toward::Back, toward, text.as_str()),
    };
    let wanted = weekday(name.trim())?;
    let ahead = |from: Weekday, to: Weekday| {
        u64::from((7 + to.num_days_from_monday() - from.num_days_from_monday()) % 7)
    };
    let days = match toward {
        Toward::Back => ahead(wanted, today.weekday()),
        Toward::Ahead => ahead(today.weekday(), wanted),
    };
    let days = if days == 0 && !includes_today { 7 } else { days };
    match toward {
        Toward::Back => today.checked_sub_days(Days::new(days)),
        Toward::Ahead => today.checked_add_days(Days::new(days)),
    }
}

fn shifted(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (number, unit) = match text.strip_suffix('w') {
        Some(number) => (number, 7),
        None => (text.strip_suffix('d').unwrap_or(text), 1),
    };
    let digits = &number[1..];
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let days = Days::new(digits.parse::<u64>().ok()? * unit);
    if number.starts_with('-') {
        today.checked_sub_days(days)
    } else {
        today.checked_add_days(days)
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    let is_meant = |full: &str| full == name || name.len() >= 3 && full.starts_with(name);
    names.iter().position(|full| is_meant(full)).map(|at| days[at])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    fn said(text: &str, toward: Toward) -> Option<String> {
        // A Monday.
        let today = "2026-09-14".parse().unwrap();
        spoken_day(text, today, toward).map(|day| day.to_string())
    }

    #[test]
    fn weekdays_look_back_or_ahead() {
        let back = |text| said(text, Toward::Back);
        let ahead = |text| said(text, Toward::Ahead);
        assert_eq!(back("monday").as_deref(), Some("2026-09-14"));
        assert_eq!(ahead("monday").as_deref(), Some("2026-09-21"));
        assert_eq!(back("tuesday").as_deref(), Some("2026-09-08"));
        assert_eq!(ahead("tue").as_deref(), Some("2026-09-15"));
        assert_eq!(back("SUNDAY").as_deref(), Some("2026-09-13"));
        assert_eq!(ahead("last friday").as_deref(), Some("2026-09-11"));
        assert_eq!(back("next fri").as_deref(), Some("2026-09-18"));
        assert_eq!(back("last monday").as_deref(), Some("2026-09-07"));
    }

    #[test]
    fn days_are_counted_from_today() {
        assert_eq!(said("-3", Toward::Back).as_deref(), Some("2026-09-11"));
        assert_eq!(said("+1d", Toward::Ahead).as_deref(), Some("2026-09-15"));
        assert_eq!(said("+1w", Toward::Ahead).as_deref(), Some("2026-09-21"));
        // 1,461 days are four years with their leap day.
        assert_eq!(said("-1461", Toward::Back).as_deref(), Some("2022-09-14"));
    }

    #[test]
    fn other_words_are_no_days() {
        for text in
            ["", "mo", "m", "+", "-w", "+99999", "-10000", "monday 3", "2026-09-14", "next", "+é"]
        {
            assert_eq!(said(text, Toward::Back), None, "{text}");
        }
    }
}
