//! The calendar file, read back line by line as RFC 5545 says.

use std::collections::BTreeSet;

use super::next_in;
use crate::harness::{AS_OF, District, Pair, coach_in};

/// The content lines of a calendar file, unfolded.
fn lines(file: &str) -> Vec<String> {
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count(), "lines end with CR LF");
    assert!(file.ends_with("\r\n"));
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "a line is longer than 75 bytes: {line}");
    }
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// A part of a calendar file: its name, properties and parts.
#[derive(Debug)]
struct Part {
    name: String,
    properties: Vec<(String, String)>,
    parts: Vec<Part>,
}

impl Part {
    fn has(&self, key: &str) -> usize {
        self.properties.iter().filter(|(known, _)| known == key).count()
    }

    /// The value of a property that stands there just once.
    fn value(&self, key: &str) -> &str {
        assert_eq!(self.has(key), 1, "{key} of {self:?}");
        let found = self.properties.iter().find(|(known, _)| known == key);
        &found.expect("the property").1
    }

    /// What RFC 5545 (3.4, 3.6, 3.6.1, 3.6.5) and, for a published calendar, RFC 5546 (3.2.1) ask for.
    fn assert_valid(&self) {
        let (needed, at_most_once): (&[&str], &[&str]) = match self.name.as_str() {
            "VCALENDAR" => (&["PRODID", "VERSION"], &["CALSCALE", "METHOD"]),
            "VEVENT" => (
                &["UID", "DTSTAMP", "DTSTART", "SUMMARY"],
                &["SEQUENCE", "LAST-MODIFIED", "STATUS", "TRANSP", "CLASS", "DTEND", "DURATION"],
            ),
            "VTIMEZONE" => (&["TZID"], &["LAST-MODIFIED", "TZURL"]),
            "STANDARD" | "DAYLIGHT" => (&["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"], &["RRULE"]),
            other => panic!("{other} is no component that is made here"),
        };
        for key in needed {
            assert_eq!(self.has(key), 1, "{key} of {self:?}");
        }
        for key in at_most_once {
            assert!(self.has(key) <= 1, "{key} of {self:?}");
        }
        let inside = |names: &[&str]| self.parts.iter().all(|p| names.contains(&p.name.as_str()));
        match self.name.as_str() {
            "VCALENDAR" => {
                assert!(inside(&["VEVENT", "VTIMEZONE"]));
                assert!(!self.parts.is_empty(), "a calendar has at least one component");
            }
            "VTIMEZONE" => {
                assert!(!self.parts.is_empty() && inside(&["STANDARD", "DAYLIGHT"]));
            }
            _ => assert!(self.parts.is_empty()),
        }
        if self.name == "VEVENT" {
            let sequence: u32 = self.value("SEQUENCE").parse().expect("a number");
            assert!(sequence <= i32::MAX as u32, "{sequence}");
            for key in ["DTSTAMP", "LAST-MODIFIED"] {
                let time = self.value(key);
                assert!(chrono::NaiveDateTime::parse_from_str(time, "%Y%m%dT%H%M%SZ").is_ok());
            }
            if self.has("STATUS") == 1 {
                assert!(["TENTATIVE", "CONFIRMED", "CANCELLED"].contains(&self.value("STATUS")));
            }
        }
        self.parts.iter().for_each(Part::assert_valid);
    }
}

/// The calendar in a file.
fn calendar(file: &str) -> Part {
    let part = |name: &str| Part { name: name.to_owned(), properties: vec![], parts: vec![] };
    let mut open = vec![part("file")];
    for line in lines(file) {
        let (head, value) = line.split_once(':').expect("a property");
        let key = head.split(';').next().expect("a name").to_owned();
        match key.as_str() {
            "BEGIN" => open.push(part(value)),
            "END" => {
                let done = open.pop().expect("an open component");
                assert_eq!(done.name, value);
                open.last_mut().expect("the one around it").parts.push(done);
            }
            _ => open.last_mut().expect("a component").properties.push((key, value.to_owned())),
        }
    }
    let [file] = <[Part; 1]>::try_from(open).expect("all are closed");
    assert!(file.properties.is_empty());
    let [calendar] = <[Part; 1]>::try_from(file.parts).expect("one calendar");
    assert_eq!((calendar.name.as_str(), calendar.value("VERSION")), ("VCALENDAR", "2.0"));
    calendar.assert_valid();
    let uids: BTreeSet<&str> =
        calendar.parts.iter().filter(|p| p.name == "VEVENT").map(|p| p.value("UID")).collect();
    assert!(uids.len() == calendar.parts.iter().filter(|p| p.name == "VEVENT").count());
    calendar
}

fn events(file: &str) -> Vec<Part> {
    let mut calendar = calendar(file);
    calendar.parts.retain(|part| part.name == "VEVENT");
    calendar.parts
}

fn district() -> District {
    let pair = Pair::new()
        .agreed("respond_within_days: 2, meet_every_days: 14")
        .session("2026-05-18", "next_steps: [{what: zebra, due: 2026-05-25}, {what: yak}]")
        .asked("2026-05-26")
        .feedback("2026-05-20", "");
    District::new().pair(&pair)
}

#[test]
fn each_thing_with_a_due_day_is_one_event_of_a_day() {
    let run = district().coach(&["next", "--as-of", AS_OF, "--format", "ics"]);
    let told: Vec<(String, String)> = events(&run.out)
        .iter()
        .map(|event| {
            let uid = event.value("UID");
            assert!(uid.ends_with("@coach.invalid") && uid.len() == 46, "{uid}");
            assert!(event.value("DTSTAMP").starts_with("20260529T0"));
            assert_eq!(event.value("DTSTAMP"), event.value("LAST-MODIFIED"));
            assert_eq!((event.value("TRANSP"), event.has("STATUS")), ("TRANSPARENT", 0));
            assert_eq!(event.properties.len(), 7, "{event:?}");
            (event.value("DTSTART").to_owned(), event.value("SUMMARY").to_owned())
        })
        .collect();
    let event = |day: &str, what: &str| (day.to_owned(), format!("Coaching: {what} due"));
    let expected =
        [event("20260525", "next step"), event("20260528", "answer"), event("20260601", "meeting")];
    assert_eq!(told, expected);
    assert!(run.out.contains("DTSTART;VALUE=DATE:20260525\r\n"));
}

#[test]
fn an_event_keeps_its_id_and_says_no_name() {
    let uids = |file: &str| -> Vec<String> {
        events(file).iter().map(|event| event.value("UID").to_owned()).collect()
    };
    let today = district().coach(&["next", "--as-of", AS_OF, "--format", "ics"]).out;
    let again = district().coach(&["next", "--as-of", AS_OF, "--format", "ics"]).out;
    assert_eq!(today, again, "the same bytes");
    let later = district().coach(&["next", "--format", "ics", "--as-of", "2026-06-01"]).out;
    assert_ne!(today, later);
    assert_eq!(uids(&today), uids(&later), "importing the newer file mends the older one");
    for secret in ["t-101", "c-01", "lincoln", "Lincoln", "zebra", "records", "Testville"] {
        assert!(!today.contains(secret), "{secret}");
    }
}

#[test]
fn the_example_district_has_an_event_for_each_due_day() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let ics = coach_in(&folder, &[], &["next", "--as-of", AS_OF, "--format", "ics"]).out;
    let json = coach_in(&folder, &[], &["next", "--as-of", AS_OF, "--format", "json"]).json();
    let due = json["due"].as_array().unwrap();
    let days = |row: &serde_json::Value| row["due"].as_str().map(|day| day.replace('-', ""));
    let expected: Vec<String> = due.iter().filter_map(days).collect();
    let (off, told): (Vec<Part>, Vec<Part>) =
        events(&ics).into_iter().partition(|event| event.has("STATUS") == 1);
    let told: Vec<&str> = told.iter().map(|event| event.value("DTSTART")).collect();
    assert!(told.len() > 50);
    assert_eq!(told, expected);
    assert!(!off.is_empty(), "of what was closed in spring");
}

#[test]
fn due_days_alone_are_listed_with_due() {
    let run = district().coach(&["next", "--as-of", AS_OF, "--format", "ics", "--due"]);
    assert_eq!((run.code, events(&run.out).len()), (1, 2));
    let all = next_in(&district(), "2026-05-29", &["--due"]);
    assert_eq!(all["due"].as_array().unwrap().len(), 2);
}

#[test]
fn where_nothing_is_due_the_calendar_is_valid_all_the_same() {
    let district = District::new().pair(&Pair::new().started("2026-06-02"));
    let run = district.coach(&["next", "--as-of", AS_OF, "--format", "ics"]);
    assert_eq!(run.code, 0, "{run:?}");
    let calendar = calendar(&run.out);
    let names: Vec<&str> = calendar.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["VTIMEZONE"]);
    assert_eq!(calendar.parts[0].parts[0].value("TZOFFSETTO"), "+0000");
}

/// The one event of a kind, as of a day.
fn the(pair: &Pair, as_of: &str, what: &str) -> Part {
    let run = District::new().pair(pair).coach(&["next", "--format", "ics", "--as-of", as_of]);
    let all = events(&run.out).into_iter();
    let mut found: Vec<Part> = all.filter(|event| event.value("SUMMARY").contains(what)).collect();
    assert_eq!(found.len(), 1, "{what} as of {as_of}: {}", run.out);
    found.remove(0)
}

/// What calendars go by, the first that differs deciding.
fn revision(event: &Part) -> (u32, String, String) {
    let sequence = event.value("SEQUENCE").parse().expect("a number");
    let text = |key| event.value(key).to_owned();
    (sequence, text("DTSTAMP"), text("LAST-MODIFIED"))
}

fn step(rest: &str) -> Pair {
    Pair::new().session("2026-05-04", &format!("next_steps: [{{what: zebra, {rest}}}]"))
}

/// Whether a calendar that has `old` takes `new`: the same event, and newer by every measure.
fn is_newer(new: &Part, old: &Part) -> bool {
    assert_eq!(new.value("UID"), old.value("UID"));
    let (new, old) = (revision(new), revision(old));
    new.0 > old.0 && new.1 > old.1 && new.2 > old.2
}

#[test]
fn a_calendar_takes_a_day_that_moved() {
    let due = |day: &str, as_of: &str| the(&step(&format!("due: {day}")), as_of, "next step");
    let first = due("2026-05-20", "2026-05-10");
    assert!(is_newer(&due("2026-05-27", "2026-05-10"), &first), "put off within a day");
    assert!(is_newer(&due("2026-05-27", "2026-05-11"), &first), "put off");
    assert!(is_newer(&due("2026-05-12", "2026-05-11"), &first), "brought forward");
    assert!(is_newer(&due("2026-05-20", "2026-05-11"), &first), "the file of a later day is newer");
    // Years ahead or long over, the next day's file is newer still.
    let far = due("2046-05-20", "2026-05-10");
    assert!(is_newer(&due("2026-05-05", "2026-05-11"), &far));
    // Within a day no rule can have both directions, but a change is a change.
    assert_ne!(revision(&due("2026-05-12", "2026-05-10")), revision(&first));
}

#[test]
fn a_meeting_that_was_held_moves_to_the_next() {
    let pair = Pair::new().agreed("meet_every_days: 14").session("2026-05-04", "");
    let before = the(&pair, "2026-05-18", "meeting");
    let after = the(&pair.session("2026-05-18", ""), "2026-05-18", "meeting");
    assert_eq!((before.value("DTSTART"), after.value("DTSTART")), ("20260518", "20260601"));
    assert!(is_newer(&after, &before));
}

fn is_off(event: &Part) -> bool {
    let off = event.has("STATUS") == 1 && event.value("STATUS") == "CANCELLED";
    assert_eq!(off, event.value("SUMMARY").ends_with("no longer due"), "{event:?}");
    off
}

#[test]
fn what_is_closed_is_called_off_in_the_calendar_that_has_it() {
    let open = the(&step("due: 2026-05-20"), "2026-05-18", "next step");
    assert!(!is_off(&open));
    for state in ["done: 2026-05-18", "dropped: 2026-05-18"] {
        let closed = step(&format!("due: 2026-05-20, {state}"));
        assert!(!is_off(&the(&closed, "2026-05-17", "next step")), "not yet known");
        let off = the(&closed, "2026-05-18", "next step");
        assert!(is_off(&off) && is_newer(&off, &open), "{off:?}");
        assert_eq!(off.value("DTSTART"), "20260520");
    }
    let asked = Pair::new().agreed("respond_within_days: 2");
    let open = the(&asked.clone().asked("2026-05-18"), "2026-05-19", "answer");
    let off = the(&asked.answered("2026-05-18", "2026-05-19"), "2026-05-19", "answer");
    assert!(is_off(&off) && is_newer(&off, &open), "{off:?}");
    assert_eq!((open.value("DTSTART"), off.value("DTSTART")), ("20260520", "20260520"));
    // What never had a due day is in no calendar.
    let run = District::new()
        .pair(&step("done: 2026-05-18"))
        .coach(&["next", "--as-of", AS_OF, "--format", "ics"]);
    assert!(!run.out.contains("next step"), "{}", run.out);
}

#[test]
fn what_is_closed_is_told_for_thirty_days_and_until_its_day_has_come() {
    let told = |due: &str, as_of: &str| {
        let closed = step(&format!("due: {due}, done: 2026-05-18"));
        let run =
            District::new().pair(&closed).coach(&["next", "--format", "ics", "--as-of", as_of]);
        events(&run.out).iter().any(|event| event.value("SUMMARY").contains("next step"))
    };
    // 13 days of May and 16 of June are 29.
    assert!(told("2026-05-20", "2026-06-16"));
    assert!(!told("2026-05-20", "2026-06-17"));
    assert!(told("2026-12-01", "2026-12-01"));
    assert!(!told("2026-12-01", "2026-12-02"));
}

#[test]
fn with_a_relationship_that_has_ended_everything_is_off() {
    let pair = step("due: 2026-06-20").asked("2026-05-05");
    let pair = pair.agreed("respond_within_days: 30, meet_every_days: 14");
    let all = ["next step", "answer", "meeting"];
    let open = all.map(|what| the(&pair, "2026-05-15", what));
    assert!(!open.iter().any(is_off));
    // On its last day it is under way; but the meeting after it is off as soon as that is known.
    let ended = pair.ended("2026-05-15");
    let last_day = all.map(|what| is_off(&the(&ended, "2026-05-15", what)));
    assert_eq!(last_day, [false, false, true]);
    for (what, open) in all.iter().zip(&open) {
        let off = the(&ended, "2026-05-16", what);
        assert!(is_off(&off) && is_newer(&off, open), "{what}");
    }
    // 30 days from the last one; the step was due on the 20th of June.
    let count = |as_of: &str| {
        let arguments = ["next", "--format", "ics", "--as-of", as_of];
        events(&District::new().pair(&ended).coach(&arguments).out).len()
    };
    assert_eq!((count("2026-06-13"), count("2026-06-14")), (3, 1));
    assert_eq!((count("2026-06-20"), count("2026-06-21")), (1, 0));
}
