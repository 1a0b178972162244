//! How each coach's time divides: a table of what was done with educators and without, and what the time
//! without an educator went into.

use super::cells::percent;
use super::parts::{Cell, Part, Shape, Table};
use super::section::About;
use crate::count::Share;
use crate::report::CoachRow;
use crate::text::wording::{count, grouped};

/// Adds the rows of all coaches. They are of the whole period, so they stand below its first profile alone.
pub(super) fn add(about: About, parts: &mut Vec<Part>) {
    let About { period, profile, .. } = about;
    let is_first = period.profiles.first().is_some_and(|first| first.id == profile.id);
    if period.coaches.is_empty() || !is_first {
        return;
    }
    let header = [
        "Coach",
        "sessions",
        "as second\ncoach",
        "contacts",
        "minutes with\neducators",
        "without an\neducator",
    ];
    let row = |row: &CoachRow| {
        let numbers =
            [row.sessions, row.as_second_coach, row.contacts, row.direct.k, row.without_educator.k];
        let numbers = numbers.map(|n| Cell::from(grouped(n as usize)));
        std::iter::once(Cell::from(row.coach.clone())).chain(numbers).collect()
    };
    let rows = period.coaches.iter().map(row).collect();
    let header = header.map(Cell::broken).into();
    let table = Table { header, rows, shape: Shape::Numbers { least: 4 } };
    parts.extend([Part::Gap, Part::Table(table)]);
    let divided: Vec<String> = period.coaches.iter().filter_map(divided).collect();
    if !divided.is_empty() {
        parts.extend([Part::Gap, Part::Notes(divided)]);
    }
}

/// How the time of one coach divides, where any without an educator was kept.
fn divided(row: &CoachRow) -> Option<String> {
    let mut spent: Vec<_> = row.time.iter().filter(|work| work.minutes.k > 0).collect();
    // What took most first; of what took as long, in the order of the words.
    spent.sort_by_key(|work| std::cmp::Reverse(work.minutes.k));
    let share = |of: Share| {
        let aside = percent(of).map(|percent| format!(" ({percent})"));
        grouped(of.k as usize) + &aside.unwrap_or_default()
    };
    let parts = spent.iter().map(|work| format!("{} {}", work.what.name(), share(work.minutes)));
    let parts: Vec<String> = parts.collect();
    let all = count(row.direct.n as usize, "minute");
    let direct = percent(row.direct).map(|percent| format!(" ({percent})")).unwrap_or_default();
    (!parts.is_empty()).then(|| {
        let k = grouped(row.direct.k as usize);
        format!("{}: direct {k} of {all}{direct} · {}", row.coach, parts.join(" · "))
    })
}
