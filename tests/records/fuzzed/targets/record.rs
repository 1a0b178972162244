//! Any bytes as one record of a small district: found, shown and found again.

use std::collections::BTreeMap;
use std::fs;

use coach::check;
use coach::diagnostic::Diagnostic;
use coach::domain::calendar::{AsOf, DayFrom};
use coach::store::{DistrictFolder, Overlay, Progress, Scope};
use coach::survey::{Pass, survey};

use super::findings;
use crate::every_kind::{
    CHECKLIST, COACH_TOML, CONTACT, FEEDBACK, RELATIONSHIP, REQUEST, REVIEW, SESSION,
};
use crate::lines::Lines;

const PAIR: &str = "records/lincoln-elementary/c-03-t-104";
const OWN: &str = "records/coaches/c-03";

/// What is there already.
const RECORDS: [(&str, &str); 7] = [
    ("relationship", RELATIONSHIP),
    ("2026-09-14-session-7c1e", SESSION),
    ("2026-09-16-contact-7c1e", CONTACT),
    ("2026-09-17-request-7c1e", REQUEST),
    ("2026-10-01-feedback-7c1e", FEEDBACK),
    ("2026-10-01-checklist-91d0", CHECKLIST),
    ("2026-10-30-review-7c1e", REVIEW),
];

/// The district, with its settings on the disk and nothing else.
pub(super) struct District {
    pub(super) folder: DistrictFolder,
    pub(super) as_of: AsOf,
    _kept: tempfile::TempDir,
}

impl District {
    fn new() -> Self {
        let kept = tempfile::tempdir().expect("a folder");
        fs::write(kept.path().join("coach.toml"), COACH_TOML).expect("written");
        let folder = DistrictFolder::open(kept.path(), &check::rules()).expect("settings");
        let day = "2027-01-15".parse().expect("a day");
        Self { folder, as_of: AsOf { day, from: DayFrom::Option }, _kept: kept }
    }
}

thread_local! {
    pub(super) static DISTRICT: District = District::new();
}

pub(crate) fn holds(bytes: &[u8]) {
    let path = path(bytes);
    let mut overlay = Overlay::default();
    let mut lines = BTreeMap::new();
    let there = RECORDS.map(|(name, text)| (format!("{PAIR}/{name}.yaml"), text.as_bytes()));
    for (path, bytes) in there.into_iter().chain([(path, bytes)]) {
        lines.insert(path.clone(), Lines::of(&String::from_utf8_lossy(bytes)));
        overlay.insert(path, bytes);
    }
    let found = DISTRICT.with(|district| {
        let first = found(district, &overlay);
        // Twice the work, so only of some texts, each time of the same.
        if bytes.len().is_multiple_of(4) {
            let again = self::found(district, &overlay);
            assert_eq!(format!("{first:?}"), format!("{again:?}"), "the same again");
        }
        first
    });
    findings::hold(&found, |path| lines.get(path));
}

fn found(district: &District, overlay: &Overlay) -> Vec<Diagnostic> {
    let folder = district.folder.clone().with_records(overlay.clone());
    let (scope, progress) = (Scope::Everything, Progress::default());
    let pass = Pass { as_of: district.as_of, scope: &scope, progress: &progress };
    let survey = survey(&folder, &pass, |_, _, _| ());
    assert!(survey.left_out <= survey.found, "{} of {}", survey.left_out, survey.found);
    let is_silent = survey.left_out > 0 && survey.diagnostics.is_empty();
    assert!(!is_silent, "a record is left out without a word");
    survey.diagnostics
}

/// Where a record with these bytes belongs, as far as a glance tells.
fn path(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let kind = text.lines().find_map(|line| line.strip_prefix("kind: ")).unwrap_or("session");
    let kind: String = kind.chars().take_while(char::is_ascii_lowercase).take(20).collect();
    let day = text.lines().find_map(|line| {
        let (_, day) = line.split_once(": ").filter(|(key, _)| !key.contains(' '))?;
        let day = day.get(..10)?;
        let is_day = day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        is_day.then_some(day)
    });
    let day = day.unwrap_or("2026-09-14");
    match kind.as_str() {
        "relationship" => format!("{PAIR}/relationship.yaml"),
        "time" => format!("{OWN}/{day}-time-f022.yaml"),
        kind => format!("{PAIR}/{day}-{kind}-f022.yaml"),
    }
}
