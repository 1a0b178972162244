//! The example district counted a second time, from its files by another reader and without shared
//! code: dosage and answers of every school and coach and of the whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, NaiveDate};
use serde_json::Value as Json;
use serde_yaml::Value as Yaml;

use crate::harness::{coach_in, day};

/// The holidays of the example's coach.toml, first and last day.
const HOLIDAYS: [(&str, &str); 8] = [
    ("2025-09-01", "2025-09-01"),
    ("2025-11-26", "2025-11-28"),
    ("2025-12-22", "2026-01-02"),
    ("2026-01-19", "2026-01-19"),
    ("2026-02-16", "2026-02-16"),
    ("2026-03-16", "2026-03-20"),
    ("2026-04-03", "2026-04-03"),
    ("2026-05-25", "2026-05-25"),
];

/// The lines of coach.toml that say on which days nobody is at school, as [`is_out`] counts them.
pub(crate) fn days_out() -> String {
    let days: Vec<String> =
        HOLIDAYS.iter().map(|(first, last)| format!("\"{first}..{last}\"")).collect();
    format!("year_ends = \"05-29\"\nholidays = [{}]\n", days.join(", "))
}

/// Whether nobody is at school on `date`: 30 May is the first day of the summer, 31 July the last.
pub(crate) fn is_out(date: NaiveDate) -> bool {
    let off = |(first, last): &(&str, &str)| day(first) <= date && date <= day(last);
    let in_summer = (5, 29) < (date.month(), date.day()) && (date.month(), date.day()) < (8, 1);
    in_summer || HOLIDAYS.iter().any(off)
}

/// Days with school after `from` up to `to`, counted one by one.
fn school_days(from: NaiveDate, to: NaiveDate) -> u64 {
    from.iter_days().skip(1).take_while(|&day| day <= to).filter(|&day| !is_out(day)).count() as u64
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Totals {
    sessions: u64,
    contacts: u64,
    own_minutes: u64,
    /// Of shared meetings: coach, day and id, and the minutes.
    shared: BTreeMap<String, u64>,
    planned: u64,
    held: u64,
    long_gaps: u64,
    not_met: u64,
    in_time: u64,
    fell_due: u64,
    late: u64,
    open: u64,
}

impl Totals {
    fn minutes(&self) -> u64 {
        self.own_minutes + self.shared.values().sum::<u64>()
    }
}

fn text<'y>(yaml: &'y Yaml, key: &str) -> Option<&'y str> {
    yaml.get(key).and_then(Yaml::as_str)
}

fn date(yaml: &Yaml, key: &str) -> Option<NaiveDate> {
    text(yaml, key).map(day)
}

fn number(yaml: &Yaml, key: &str) -> Option<u64> {
    yaml.get(key).and_then(Yaml::as_u64)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn parse(path: &Path) -> Yaml {
    serde_yaml::from_str(&fs::read_to_string(path).expect("a text")).expect("YAML")
}

fn works(date: NaiveDate) -> bool {
    date.weekday().num_days_from_monday() < 5 && !is_out(date)
}

/// Adds one pair's folder to `totals`.
fn add(totals: &mut Totals, folder: &Path, (from, as_of): (NaiveDate, NaiveDate)) {
    let relationship = parse(&folder.join("relationship.yaml"));
    let agreement = relationship.get("agreement").cloned().unwrap_or_default();
    let coach = text(&relationship, "coach").expect("a coach");
    let started = date(&relationship, "started").expect("a start");
    let ended = date(&relationship, "ended").unwrap_or(NaiveDate::MAX);
    let (first, last) = (started.max(from), ended.min(as_of));
    let every = number(&agreement, "meet_every_days");
    let mut met: BTreeSet<NaiveDate> = BTreeSet::from([first, last]);
    let (mut sessions, mut latest) = (0, started);
    for path in entries(folder) {
        let record = parse(&path);
        let on = date(&record, "date").or_else(|| date(&record, "asked"));
        let Some(on) = on.filter(|&on| started <= on && on <= ended && on <= as_of) else {
            continue;
        };
        let kind = text(&record, "kind").expect("a kind");
        if kind == "request" {
            request(totals, &agreement, &record, on, (from, as_of));
        }
        if kind == "session" {
            latest = latest.max(on);
        }
        if on < from || !["session", "contact"].contains(&kind) {
            continue;
        }
        if kind == "session" {
            sessions += 1;
            met.insert(on);
        } else {
            totals.contacts += 1;
        }
        let minutes = number(&record, "minutes").unwrap_or(0);
        match text(&record, "meeting") {
            None => totals.own_minutes += minutes,
            Some(id) => {
                let most = totals.shared.entry(format!("{coach} {on} {id}")).or_default();
                *most = minutes.max(*most);
            }
        }
    }
    totals.sessions += sessions;
    // coach.toml: not_met_days = 30.
    totals.not_met += u64::from(ended >= as_of && school_days(latest, as_of) > 30);
    if let Some(every) = every {
        totals.planned += (school_days(first, last) + u64::from(!is_out(first))) / every;
        totals.held += sessions;
        let days: Vec<NaiveDate> = met.into_iter().collect();
        let gaps = days.windows(2).filter(|pair| school_days(pair[0], pair[1]) >= 2 * every);
        totals.long_gaps += gaps.count() as u64;
    }
}

fn request(
    totals: &mut Totals,
    agreement: &Yaml,
    record: &Yaml,
    asked: NaiveDate,
    (from, as_of): (NaiveDate, NaiveDate),
) {
    let Some(days) = number(agreement, "respond_within_days") else { return };
    let is_working = text(agreement, "days") == Some("working");
    let (mut due, mut left) = (asked, days);
    while left > 0 {
        due = due + Days::new(1);
        left -= u64::from(!is_working || works(due));
    }
    let answered = date(record, "answered").filter(|&on| on <= as_of);
    let is_in = from <= due && due <= as_of;
    match answered {
        Some(on) if is_in => {
            totals.fell_due += 1;
            totals.in_time += u64::from(on <= due);
            totals.late += u64::from(on > due);
        }
        None if due >= as_of => totals.open += 1,
        None if is_in => totals.fell_due += 1,
        _ => {}
    }
}

/// By school and coach, and under `""` the district.
fn recount(from: NaiveDate, as_of: NaiveDate) -> BTreeMap<String, Totals> {
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend/records");
    let mut totals: BTreeMap<String, Totals> = BTreeMap::new();
    for folder in entries(&records).iter().flat_map(|school| entries(school)) {
        let relationship = parse(&folder.join("relationship.yaml"));
        let ended = date(&relationship, "ended").unwrap_or(NaiveDate::MAX);
        if date(&relationship, "started").unwrap() > as_of || ended < from {
            continue;
        }
        let of = |key: &str| text(&relationship, key).expect("an id").to_owned();
        for key in [of("school"), of("coach"), String::new()] {
            add(totals.entry(key).or_default(), &folder, (from, as_of));
        }
    }
    totals
}

fn assert_same(group: &Json, totals: &Totals, what: &str) {
    let whole = &group["whole"];
    let seen = |pointer: &str| whole.pointer(pointer).and_then(Json::as_u64).unwrap();
    for (pointer, expected) in [
        ("/dosage/sessions", totals.sessions),
        ("/dosage/contacts", totals.contacts),
        ("/dosage/minutes", totals.minutes()),
        ("/dosage/rhythm/planned_sessions", totals.planned),
        ("/dosage/rhythm/held_sessions", totals.held),
        ("/dosage/rhythm/long_gaps", totals.long_gaps),
        ("/attention/pairs_not_met", totals.not_met),
        ("/timeliness/met/k", totals.in_time),
        ("/timeliness/met/n", totals.fell_due),
        ("/timeliness/late", totals.late),
        ("/timeliness/unanswered", totals.fell_due - totals.in_time - totals.late),
        ("/timeliness/open", totals.open),
    ] {
        assert_eq!(seen(pointer), expected, "{what}: {pointer}");
    }
}

#[test]
fn the_example_district_counted_twice() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let times = [
        ("2025-08-01", "2025-12-31"),
        ("2025-08-01", "2026-05-29"),
        ("2025-08-01", "2026-07-31"),
        ("2025-08-01", "2026-08-20"),
        ("2026-08-01", "2026-08-20"),
    ];
    for (from, as_of) in times {
        let totals = recount(day(from), day(as_of));
        for by in ["school", "coach"] {
            let arguments = format!(
                "report -C examples/riverbend --as-of {as_of} --period {from}..{as_of} --by {by} \
                 --format json"
            );
            let run = coach_in(root, &[], &arguments.split_whitespace().collect::<Vec<_>>());
            assert_eq!((run.code, run.err.as_str()), (0, ""));
            let profile = run.json()["periods"][0]["profiles"][0].clone();
            assert_same(&profile["total"], &totals[""], "the district");
            let groups = profile["groups"].as_array().expect("groups");
            assert!(groups.len() > 4);
            for group in groups {
                let id = group["id"].as_str().expect("an id");
                assert_same(group, &totals[id], id);
            }
        }
    }
}

/// `riverbend-high/c-06-t-505` agreed to meet every 28 days, began on 2025-09-25 and met on 09-29, 10-27,
/// 11-24, 01-05, 02-03, 03-05 and 04-06. Long is a gap of 56 days with school; more than 30 are not met.
#[test]
fn one_pair_by_hand_on_four_days_of_the_year() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seen = |as_of: &str, period: &str| {
        let arguments = format!(
            "report -C examples/riverbend --as-of {as_of} --period {period} --educator t-505 \
             --format json"
        );
        let run = coach_in(root, &[], &arguments.split_whitespace().collect::<Vec<_>>());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let whole = run.json()["periods"][0]["profiles"][0]["total"]["whole"].clone();
        let number = |pointer: &str| whole.pointer(pointer).and_then(Json::as_u64).unwrap();
        [
            number("/dosage/rhythm/planned_sessions"),
            number("/dosage/rhythm/long_gaps"),
            number("/attention/pairs_not_met"),
        ]
    };
    // 6 + 31 + 30 + 31 = 98 days; 3 at Thanksgiving and 10 from 22 December are without school: 85 ÷ 28 =
    // 3.04. From 24 November 37 - 13 = 24 days.
    assert_eq!(seen("2025-12-31", "2025-26"), [3, 0, 0]);
    // 98 + 31 + 28 + 31 + 30 + 29 = 247 days; 3 + 12 + 1 + 1 + 5 + 1 + 1 = 24 without school: 223 ÷ 28 = 7.96.
    // From 6 April 24 + 29 = 53 days, less 25 May: 52.
    assert_eq!(seen("2026-05-29", "2025-26"), [7, 0, 1]);
    assert_eq!(seen("2026-07-31", "2025-26"), [7, 0, 1], "nobody is at school in the summer");
    // 20 more days: 243 ÷ 28 = 8.68, and 52 + 20 = 72 days since 6 April.
    assert_eq!(seen("2026-08-20", "2025-08-01..2026-08-20"), [8, 1, 1]);
    // The new year alone: 20 days, 19 from its first to its last.
    assert_eq!(seen("2026-08-20", "2026-27"), [0, 0, 1]);
}
