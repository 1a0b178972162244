//! Files of other programs, made for one test each: what comes in from them, what is said of them, and how one that
//! cannot be read is refused.

mod aside;
mod json;
mod merged;
mod ods;
mod office;
mod tables;

use std::fs;
use std::path::Path;

use crate::harness::{District, Pair, Run};

/// A map for sheets with the columns Date, Min and Notes.
const MAP: &str = r#"name = "log"
[[record]]
kind = "session"
coach = { is = "c-01" }
educator = { is = "t-101" }
method = { is = "in-person" }
date = { column = "Date", order = "month-day-year" }
minutes = { column = "Min", bare = "minutes" }
notes = "Notes"
"#;

/// A district with the pair c-01 and t-101.
struct Desk {
    district: District,
}

impl Desk {
    fn new() -> Self {
        Self { district: District::new().pair(&Pair::new()) }
    }

    /// Imports `bytes`, the file `name`, by [`MAP`] with `more` before it.
    fn import(&self, name: &str, bytes: &[u8], more: &str) -> Run {
        self.import_by(name, bytes, &format!("{more}{MAP}"))
    }

    /// Imports `bytes`, the file `name`, by `map`.
    fn import_by(&self, name: &str, bytes: &[u8], map: &str) -> Run {
        fs::write(self.district.path().join("map.toml"), map).unwrap();
        let file = self.district.path().join(name);
        fs::write(&file, bytes).unwrap();
        let map = self.district.path().join("map.toml");
        self.district.coach(&["import", path(&file), "--map", path(&map)])
    }

    /// The sessions that came in: day, minutes and notes of each, by day.
    fn sessions(&self) -> Vec<(String, u64, String)> {
        let files = super::truth::files(self.district.path()).into_values();
        let records =
            files.map(|bytes| serde_yaml::from_slice::<serde_json::Value>(&bytes).unwrap());
        let sessions = records.filter(|record| record["kind"] == "session");
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().trim().to_owned();
        let mut sessions: Vec<_> = sessions
            .map(|it| {
                (text(&it["date"]), it["minutes"].as_u64().unwrap_or_default(), text(&it["notes"]))
            })
            .collect();
        sessions.sort();
        sessions
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The line of `run`'s notes with `text` in it.
fn note<'r>(run: &'r Run, text: &str) -> &'r str {
    let line = run.err.lines().find(|line| line.contains(text));
    line.unwrap_or_else(|| panic!("no line has {text}: {}", run.err))
}
