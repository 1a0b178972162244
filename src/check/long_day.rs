//! A meeting, a visit or an entry of time that is longer than a working day.

use super::{Check, Find, Folder, Found};
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::domain::record::{OfKind, Session};
use crate::text::wording::{count, grouped};

/// Minutes of a working day of eight hours.
const WORKING_DAY: u32 = 8 * 60;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "long-day",
        sentence: "No meeting, visit or time entry is longer than a working day of 480 minutes",
        reason: "In a sum of minutes, one digit too many outweighs a year of meetings.",
        level: Level::Warning,
        leaves_out: false,
        bad: "minutes: 540",
        mended: "minutes: 54",
    },
    find: Find::InFolder(find),
};

fn find(folder: &Folder, found: &mut Found) {
    let agreed = folder.relationship();
    let agreed =
        agreed.and_then(|(file, relationship)| Some((file, relationship.agreement.minutes?)));
    let spent = folder.records.iter().flat_map(|loaded| {
        let own = loaded.record.minutes();
        let observed =
            Session::of(&loaded.record).and_then(|session| session.observed.as_ref()?.minutes);
        [own, observed].into_iter().flatten().map(|minutes| (&loaded.file, minutes))
    });
    for (file, minutes) in agreed.into_iter().chain(spent) {
        if minutes.value <= WORKING_DAY {
            continue;
        }
        found.push(file.path(), || {
            let (hours, rest) = (minutes.value / 60, minutes.value % 60);
            let hours = count(hours as usize, "hour");
            let rest = match rest {
                0 => String::new(),
                rest => format!(" and {}", count(rest as usize, "minute")),
            };
            let message = format!("{} minutes are {hours}{rest}", grouped(minutes.value as usize));
            Diagnostic::new(&CHECK.rule, file.place(minutes.span), message)
                .label(format!("more than a working day of {WORKING_DAY}"))
                .help("is a digit wrong?")
        });
    }
}
