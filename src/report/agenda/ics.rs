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
//!
//! There is no ORGANIZER: RFC 5546 (3.2.1) asks for one in what is published, but RFC 5545 (3.8.4.3) forbids one where nobody
//! is invited, and it would be a name.

mod lines;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use sha2::{Digest, Sha256};

use super::{DueRow, Next};
use crate::count::agenda::Matter;
use crate::text::wording::hex;
use lines::{Lines, text};

/// `next` as a calendar, each line ended by CR LF.
pub(crate) fn render(next: &Next) -> String {
    let due = next.due.iter().filter_map(|row| Some((row, row.due?, false)));
    let closed = next.closed.iter().filter_map(|row| Some((row, row.due?, true)));
    let mut events = due.chain(closed).peekable();
    let mut lines = Lines::default();
    lines.component("VCALENDAR", |lines| {
        lines.add("VERSION", "2.0");
        lines.add("PRODID", concat!("-//coach//coach next ", env!("CARGO_PKG_VERSION"), "//EN"));
        lines.add("CALSCALE", "GREGORIAN");
        lines.add("METHOD", "PUBLISH");
        lines.add("X-WR-CALNAME", "Coaching");
        if events.peek().is_none() {
            time_zone(lines);
        }
        for (row, due, off) in events {
            lines.component("VEVENT", |lines| event(lines, row, due, off, next.as_of));
        }
    });
    lines.into_text()
}

/// A calendar has at least one component (RFC 5545, 3.6). Where nothing is due that is a time zone: it is
/// valid, every reader knows it, and none shows it, as some show an event that is called off.
fn time_zone(lines: &mut Lines) {
    lines.component("VTIMEZONE", |lines| {
        lines.add("TZID", "Etc/UTC");
        lines.component("STANDARD", |lines| {
            lines.add("DTSTART", "19700101T000000");
            lines.add("TZOFFSETFROM", "+0000");
            lines.add("TZOFFSETTO", "+0000");
        });
    });
}

/// The event of something with a due day, or that it is off.
fn event(lines: &mut Lines, row: &DueRow, due: NaiveDate, off: bool, as_of: NaiveDate) {
    let place = place_in_day(due, off, as_of);
    let made = as_of.and_time(NaiveTime::MIN) + TimeDelta::seconds(place.into());
    let made = made.format("%Y%m%dT%H%M%SZ").to_string();
    lines.add("DTSTAMP", &made);
    // Without an end, a day is a whole day.
    lines.add("DTSTART;VALUE=DATE", &due.format("%Y%m%d").to_string());
    lines.add("LAST-MODIFIED", &made);
    lines.add("SEQUENCE", &(days(as_of) * A_DAY + place).to_string());
    if off {
        lines.add("STATUS", "CANCELLED");
    }
    lines.add("SUMMARY", &text(&summary(row.kind, off)));
    lines.add("TRANSP", "TRANSPARENT");
    lines.add("UID", &uid(row));
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
