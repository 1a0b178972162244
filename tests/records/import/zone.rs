//! Moments of UTC, whose day in Missouri may be the day before.

use super::elm::Elm;

const MAP: &str = "name = \"log\"\n[open]\nschool = { is = \"oak\" }\n[[record]]\nkind = \"contact\"\n\
    coach = { is = \"c-1\" }\neducator = \"Teacher\"\ndate = \"Date\"\nmethod = { is = \"email\" }\n";

/// A district with the moments `dates` of one teacher each, in a file of the form `form`.
fn elm(dates: &[&str], file: &str) -> Elm {
    let elm = Elm::new();
    elm.write("map.toml", MAP);
    let (head, line): (&str, fn(usize, &str) -> String) = match file {
        "log.csv" => ("Teacher,Date\n", |n, date| format!("t-{n},{date}\n")),
        _ => ("", |n, date| format!("{{\"Teacher\":\"t-{n}\",\"Date\":\"{date}\"}}\n")),
    };
    let lines: String = dates.iter().zip(1..).map(|(date, n)| line(n, date)).collect();
    elm.write(file, &format!("{head}{lines}"));
    elm
}

/// The days of the contacts that came in.
fn days(elm: &Elm) -> Vec<String> {
    let records = elm.records();
    let contacts = records.keys().filter(|name| name.contains("-contact-"));
    contacts.map(|name| name.split('/').nth(2).unwrap()[..10].to_owned()).collect()
}

/// 2:30 in London is 21:30 of the day before in Chicago (UTC-5 in September); 15:30 is 10:30 of the same day.
#[test]
fn without_a_zone_a_moment_of_utc_is_no_day() {
    let dates = ["2025-09-11T02:30:00Z", "2025-09-10T15:30:00Z", "2025-09-12T00:00:00+00:00"];
    for (file, cells) in [
        ("log.csv", ["log.csv!B2 `2025-09-11T02:30:00Z`", "log.csv!B4 "]),
        ("log.jsonl", ["log.jsonl!line 1: Date `2025-09-11T02:30:00Z`", "log.jsonl!line 3: Date "]),
    ] {
        let elm = elm(&dates, file);
        let run = elm.import(&[file], &[]);
        assert_eq!(run.code, 1, "{}", run.err);
        let said =
            "error: Date: is a moment of UTC, whose day here depends on the time zone (2 rows)";
        assert!(run.err.contains(said), "{}", run.err);
        for cell in cells {
            assert!(run.err.contains(&format!("--> {cell}")), "{cell}: {}", run.err);
        }
        assert!(run.err.contains("zone = \"America/Chicago\""), "{}", run.err);
        elm.write("map.toml", &format!("zone = \"America/Chicago\"\n{MAP}"));
        elm.imported(&[file], &[]);
        assert_eq!(days(&elm), ["2025-09-10", "2025-09-10", "2025-09-11"]);
    }
}

/// What tells the distance to UTC tells its own day, and midnight of UTC throughout is how programs write days.
#[test]
fn own_days_and_bare_days_need_no_zone() {
    for (dates, expected) in [
        (["2025-09-10T21:30:00-05:00", "2025-12-10T23:30:00-06:00"], ["2025-09-10", "2025-12-10"]),
        (["2025-09-10T00:00:00Z", "2025-12-10T00:00:00.000Z"], ["2025-09-10", "2025-12-10"]),
        (["2025-09-10T10:00:00Z", "2025-12-10T23:30:00Z"], ["2025-09-10", "2025-12-10"]),
    ] {
        let elm = elm(&dates, "log.csv");
        elm.imported(&["log.csv"], &[]);
        assert_eq!(days(&elm), expected, "{dates:?}");
    }
}

/// A zone that the map has for another column moves no day that is written as midnight of UTC; among other times, midnight
/// is a moment: 0:00 in London is 19:00 of the day before in Chicago (UTC-5 in September).
#[test]
fn a_zone_moves_moments_and_no_days() {
    for (second, due) in [
        ("2025-09-19T00:00:00Z", ["2025-09-18", "2025-09-19"]),
        ("2025-09-19", ["2025-09-18", "2025-09-19"]),
        ("2025-09-19T00:00:30Z", ["2025-09-17", "2025-09-18"]),
    ] {
        let elm = Elm::new();
        let step = "next_steps = { what = { is = \"go on\" }, who = { is = \"educator\" }, due = \"Due\" }\n";
        let map = MAP.replace("contact", "session").replace("email", "phone");
        elm.write("map.toml", &format!("zone = \"America/Chicago\"\n{map}{step}"));
        let rows = format!(
            "t-1,2025-09-11T02:30:00Z,2025-09-18T00:00:00.000Z\nt-2,2025-09-11T15:30:00Z,{second}\n"
        );
        elm.write("log.csv", &format!("Teacher,Date,Due\n{rows}"));
        elm.imported(&["log.csv"], &[]);
        let records = elm.records();
        let records: Vec<&String> = records.values().filter(|text| text.contains("due:")).collect();
        for (number, day) in ["2025-09-10", "2025-09-11"].into_iter().enumerate() {
            let (record, due) = (records[number], due[number]);
            assert!(record.contains(&format!("date: {day}\n")), "{second}: {record}");
            assert!(record.contains(&format!("due: {due}\n")), "{second}: {record}");
        }
    }
}
