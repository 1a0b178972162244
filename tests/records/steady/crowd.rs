//! Many writers at once: whoever ends with 0 has all its records there, once and as it gave them; whoever does not has
//! none and says why. Meanwhile `coach check` finds nothing, for nobody sees a part of anything.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::deeds::district;
use super::effort::Effort;
use super::folder::Folder;
use super::ran::Ran;

const WRITERS: usize = 12;

/// Starts the writer `number` of the round `round`; how many records hold its mark if it ends with 0.
fn write(folder: &Folder, (round, number): (usize, usize)) -> (String, usize, Ran) {
    let mark = format!("mark-{round}-{number}-end");
    let educator = ["t-104", "t-105", "t-201"][number % 3];
    // One day for all, so that they want the same names.
    let date = "2025-11-03";
    let coach = |arguments: &[&str]| folder.coach(arguments);
    let batch = |records: usize| {
        let file = format!("{mark}.yaml");
        let record = |at: usize| {
            format!(
                "kind: contact\neducator: {educator}\ndate: {date}\nmethod: email\nabout: {mark} {at}\n"
            )
        };
        folder.write(&file, (0..records).map(record).collect::<Vec<_>>().join("---\n"));
        coach(&["log", "--from", &file])
    };
    match number % 6 {
        0..3 => {
            let about = ["log", "contact", "--method", "email", "--about", &mark];
            (
                mark.clone(),
                1,
                coach(&[&about[..], &["--educator", educator, "--date", date]].concat()),
            )
        }
        3 => (mark.clone(), 2, batch(2)),
        4 => (mark.clone(), 18, batch(18)),
        _ => {
            let rows = (1..=3).map(|row| format!("{mark}-{row},t-104,2025-12-{row:02},{mark}\n"));
            let file = format!("{mark}.csv");
            let text = format!("Id,Teacher,Day,About\n{}", rows.collect::<String>());
            folder.write(&file, text);
            (mark.clone(), 3, coach(&["import", &file, "--map", "about.toml"]))
        }
    }
}

const MAP: &str = r#"name = "crowd"
identity = { columns = "Id" }

[[record]]
kind = "contact"
educator = { column = "Teacher" }
coach = { is = "c-03" }
date = { column = "Day", order = "year-month-day" }
method = { is = "phone" }
about = { column = "About" }
"#;

#[test]
fn a_crowd_of_writers() {
    let effort = Effort::of("crowd");
    let end = Instant::now() + effort.time(Duration::from_secs(3));
    let (mut rounds, mut writers, mut refused, mut records) = (0, 0, 0, 0);
    let checks = AtomicUsize::new(0);
    while rounds == 0 || Instant::now() < end {
        let folder = Folder::of(&district());
        folder.write("about.toml", MAP);
        let is_over = AtomicBool::new(false);
        let written: Vec<_> = thread::scope(|scope| {
            let check = scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    let check = folder.coach(&["check"]);
                    assert_eq!((check.code, check.fault()), (Some(0), None), "{check:#?}");
                    checks.fetch_add(1, Ordering::Relaxed);
                }
            });
            let all: Vec<_> = (0..WRITERS)
                .map(|number| {
                    let folder = &folder;
                    scope.spawn(move || write(folder, (rounds, number)))
                })
                .collect();
            let all = all.into_iter().map(|writer| writer.join().expect("a writer")).collect();
            is_over.store(true, Ordering::Relaxed);
            check.join().expect("`coach check` finds nothing");
            all
        });
        let files = folder.tree();
        let texts: Vec<_> = files
            .iter()
            .filter(|(path, _)| path.starts_with("records/") && !path.contains("/.coach"))
            .map(|(_, text)| String::from_utf8_lossy(text))
            .collect();
        let holds = |mark: &str| {
            texts.iter().filter(|text| text.contains(&format!("about: {mark}"))).count()
        };
        for (mark, expected, ran) in written {
            assert_eq!(ran.fault(), None, "{mark}: {ran:#?}");
            let expected = if ran.code == Some(0) { expected } else { 0 };
            assert_eq!(holds(&mark), expected, "{mark}: {ran:#?}");
            writers += 1;
            refused += usize::from(ran.code != Some(0));
            records += expected;
        }
        assert_eq!(texts.len(), district_records() + records_of(&texts), "something else is there");
        let check = folder.coach(&["check"]);
        assert_eq!(check.code, Some(0), "{check:#?}");
        rounds += 1;
    }
    effort.said(&format!(
        "{writers} writers in {rounds} rounds of {WRITERS} wrote {records} records, {refused} were refused; \
         {} times `coach check` looked on",
        checks.load(Ordering::Relaxed)
    ));
    assert!(refused < writers, "all were refused");
}

/// Records that are there before anyone writes.
fn district_records() -> usize {
    district().keys().filter(|path| path.starts_with("records/")).count()
}

/// Those of `texts` that a writer wrote.
fn records_of(texts: &[std::borrow::Cow<str>]) -> usize {
    texts.iter().filter(|text| text.contains("mark-")).count()
}
