//! Due days as a calendar file (RFC 5545): one all-day event for each thing that has a due day. It
//! says what kind of thing is due and when, and nothing else: a calendar may be shared, so no id, no
//! name, no folder and no word of a record is in it.
//!
//! A newer file mends the events of an older one. An event is known by a hash of its record's
//! address; what was closed recently is an event that is called off (STATUS:CANCELLED); and given two
//! files, a calendar takes the event with the higher SEQUENCE, or the later DTSTAMP or LAST-MODIFIED.
//! Records do not say when a day was moved, and a clock or the history of a folder would give
//! different bytes for the same records. So these numbers are made of what is known: first the as-of
//! day, then whether the event is called off, then how far its day lies ahead. So the file of a later
//! day is newer in everything. Of two files of the same day, what was put off or closed in between is
//! newer in the second; a day that was moved forward within the day changes with the next day's file.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use sha2::{Digest, Sha256};

use super::{DueRow, Next};
use crate::count::agenda::Matter;
use crate::text::wording::hex;

/// `next` as a calendar, each line ended by CR LF.
pub(crate) fn render(next: &Next) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", concat!("-//coach//coach next ", env!("CARGO_PKG_VERSION"), "//EN")),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Coaching"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let due = next.due.iter().map(|row| (row, false));
    let closed = next.closed.iter().map(|row| (row, true));
    let events: Vec<Event> =
        due.chain(closed).filter_map(|(row, off)| event(row, off, next.as_of)).collect();
    let is_empty = events.is_empty();
    calendar.extend(events);
    let text = calendar.to_string();
    if is_empty { with_a_component(text) } else { text }
}

/// A calendar has at least one component (RFC 5545, 3.6). Where nothing is due that is a time zone: it is
/// valid, every reader knows it, and none shows it, as some show an event that is called off.
fn with_a_component(text: String) -> String {
    const END: &str = "END:VCALENDAR\r\n";
    let zone = [
        "BEGIN:VTIMEZONE",
        "TZID:Etc/UTC",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
    ];
    let before = text.strip_suffix(END).unwrap_or(&text);
    format!("{before}{}\r\n{END}", zone.join("\r\n"))
}

/// The event of something with a due day, or that it is off.
fn event(row: &DueRow, off: bool, as_of: NaiveDate) -> Option<Event> {
    let due = row.due?;
    let place = place_in_day(due, off, as_of);
    let made = as_of.and_time(NaiveTime::MIN).and_utc() + TimeDelta::seconds(place.into());
    let mut event = Event::new();
    event
        .uid(&uid(row))
        .timestamp(made)
        .sequence(days(as_of) * A_DAY + place)
        .last_modified(made)
        // Without an end, a day is a whole day.
        .starts(due)
        .summary(&summary(row.kind, off))
        .append_property(Property::new("TRANSP", "TRANSPARENT"));
    if off {
        event.status(EventStatus::Cancelled);
    }
    Some(event.done())
}

/// Due days that are told apart, half of them before the as-of day.
const AHEAD: u32 = 4096;
/// What the next day's events are higher by. As many seconds are less than three hours.
const A_DAY: u32 = 2 * AHEAD;

/// Where an event comes among all that there could be in the file of one day.
fn place_in_day(due: NaiveDate, off: bool, as_of: NaiveDate) -> u32 {
    let ahead = (due - as_of).num_days() + i64::from(AHEAD / 2);
    let ahead = ahead.clamp(0, i64::from(AHEAD) - 1);
    u32::try_from(ahead).unwrap_or_default() + if off { AHEAD } else { 0 }
}

/// Days from 2000 to `as_of`, as far as they leave room in a number of 31 bits, which calendars take.
fn days(as_of: NaiveDate) -> u32 {
    let from = NaiveDate::from_ymd_opt(2000, 1, 1).map_or(0, |day| day.num_days_from_ce());
    let days = u32::try_from(as_of.num_days_from_ce() - from).unwrap_or_default();
    days.min(i32::MAX.unsigned_abs() / A_DAY - 1)
}

/// What is due, by its kind alone.
fn summary(matter: Matter, off: bool) -> String {
    // For calendars that show an event that is off like any other.
    let due = if off { "no longer due" } else { "due" };
    format!("Coaching: {} {due}", matter.in_calendar())
}

/// What is known by it keeps it as long as its record and step keep their names.
fn uid(row: &DueRow) -> String {
    let hash = Sha256::digest(format!("{}\n{}", row.kind.name(), row.address).as_bytes());
    format!("{}@coach.invalid", hex(&hash[..16]))
}
