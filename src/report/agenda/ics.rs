//! Due days as a calendar file (RFC 5545): one all-day event for each thing that has a due day. It
//! says what kind of thing is due and when, and nothing else: a calendar may be shared, so no id, no
//! name, no folder and no word of a record is in it.
//!
//! The same things give the same bytes: an event is known by a hash of its record's address, and
//! dated by the as-of day, so that importing a newer file mends the events of an older one.

use chrono::NaiveTime;
use icalendar::{Calendar, Component, Event, EventLike, Property};
use sha2::{Digest, Sha256};

use super::{DueRow, Next};

/// `next` as a calendar, each line ended by CR LF.
pub fn render(next: &Next) -> String {
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
    for row in &next.due {
        let Some(due) = row.due else { continue };
        let mut event = Event::new();
        event
            .uid(&uid(row))
            .timestamp(next.as_of.and_time(NaiveTime::MIN).and_utc())
            // Without an end, a day is a whole day.
            .starts(due)
            .summary(summary(row.kind))
            .append_property(Property::new("TRANSP", "TRANSPARENT"));
        calendar.push(event);
    }
    calendar.to_string()
}

/// What is due, by its kind alone.
fn summary(kind: &str) -> &'static str {
    match kind {
        "answer" => "Coaching: answer due",
        "meeting" => "Coaching: meeting due",
        "step" => "Coaching: next step due",
        _ => "Coaching: something due",
    }
}

/// What is known by it keeps it as long as its record and step keep their names.
fn uid(row: &DueRow) -> String {
    let hash = Sha256::digest(format!("{}\n{}", row.kind, row.address).as_bytes());
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}@coach.invalid")
}
