//! Two faults in one record: a fault of reading is put beside each fault of sense that the gallery in
//! `examples/broken` shows. Both must be found in one run, and nothing else: what could not be read
//! silences the rules that need it, and no rule takes it for absent.

// A panic is how a test fails.
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use coach::check::{self, remedy};
use coach::diagnostic::Rule;
use coach::diagnostic::rule_text::Remedy;
use coach::domain::calendar::{AsOf, DayFrom};
use coach::store::{DistrictFolder, Overlay, Progress, RELATIONSHIP, Scope};
use coach::survey::{Pass, survey};

/// A finding: its rule and its file.
type Found = (&'static str, String);

struct District {
    folder: DistrictFolder,
    as_of: AsOf,
}

impl District {
    /// The gallery's district for the rule `id`.
    fn of(id: &str) -> Self {
        Self::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/broken").join(id))
    }

    fn at(root: &Path) -> Self {
        let folder = DistrictFolder::open(root, &check::rules()).expect("settings");
        let day = folder.district.as_of.expect("an as-of day");
        let as_of = AsOf { day, from: DayFrom::Settings };
        Self { folder, as_of }
    }

    /// The paths of its records.
    fn records(&self) -> Vec<String> {
        let mut found = Vec::new();
        list(&self.folder.root.join("records"), &mut found);
        let shown = |path: PathBuf| {
            let path = path.strip_prefix(&self.folder.root).expect("inside").to_path_buf();
            path.to_string_lossy().replace('\\', "/")
        };
        found.into_iter().map(shown).collect()
    }

    /// How many records lie in the folder of the one at `path`.
    fn of_folder(&self, path: &str) -> usize {
        let folder = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
        let folder = folder.expect("a folder");
        self.records().iter().filter(|path| path.starts_with(&folder)).count()
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.folder.root.join(path)).ok()
    }

    /// What is found, with `text` in the place of the record at `path`.
    fn findings(&self, path: &str, text: &str) -> Vec<Found> {
        self.findings_and_left_out(path, text).0
    }

    fn findings_and_left_out(&self, path: &str, text: &str) -> (Vec<Found>, usize) {
        let folder = self.folder.clone().with_records(Overlay::of(path, text.as_bytes()));
        let (scope, progress) = (Scope::Everything, Progress::default());
        let pass = Pass { as_of: self.as_of, scope: &scope, progress: &progress };
        let survey = survey(&folder, &pass, |_, _, _| ());
        let found = survey.diagnostics.iter();
        let found = found.map(|found| (found.rule.id, found.place.path.to_string())).collect();
        (found, survey.left_out)
    }
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, found) } else { found.push(path) }
    }
}

/// A fault of reading put into a record.
struct Injected {
    what: String,
    /// The key at the record's root whose value it makes unknown; none where it is another key.
    key: Option<String>,
    text: String,
}

/// Faults of reading, one each, in `text`: in each key at its root, in each group in braces, and beside
/// all keys.
fn injected(text: &str) -> Vec<Injected> {
    let mut all = Vec::new();
    let mut add = |what: &str, key: Option<&str>, text: String| {
        let what = format!("{what} {}", key.unwrap_or_default());
        all.push(Injected { what, key: key.map(str::to_owned), text });
    };
    add("an unknown key", None, format!("{text}zz: 1\n"));
    add("a merge key", None, format!("{text}<<: 1\n"));
    let lines: Vec<&str> = text.lines().collect();
    let with = |index: usize, line: &str| {
        let mut lines = lines.clone();
        lines[index] = line;
        format!("{}\n", lines.join("\n"))
    };
    let mut current = None;
    for (index, line) in lines.iter().enumerate() {
        let key = line.split_once(':').map(|(key, _)| key);
        let is_root =
            key.is_some_and(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        if is_root {
            current = key;
        }
        if let Some(brace) = line.find('{') {
            let (before, after) = line.split_at(brace + 1);
            add("an unknown key within", current, with(index, &format!("{before}zz: 1, {after}")));
        }
        let Some((key, value)) = line.split_once(':').filter(|_| is_root) else { continue };
        add("a second", Some(key), format!("{text}{key}: zz\n"));
        add("a misspelled", Some(key), with(index, &format!("{key}q:{value}")));
        if !value.trim().is_empty() {
            add("a wrong", Some(key), with(index, &format!("{key}: [[zz]]")));
        }
    }
    all
}

/// Keys without which a rule cannot tell, by rule: at the root of the record that breaks it.
#[rustfmt::skip]
const NEEDED: &[(&str, &[&str])] = &[
    ("after-as-of", &["started"]),
    // The comment stands on the line of this key.
    ("allow-without-reason", &["minutes"]),
    ("always-applies", &["ratings"]),
    ("data-after-review", &["date", "data"]),
    ("end-without-day", &["end_reason"]),
    ("far-date", &["date", "observed"]),
    ("few-students", &["data"]),
    ("file-name", &["date"]),
    ("folder-name", &["coach", "educator"]),
    ("id-twice", &["next_steps"]),
    // It is silent as long as no record has begun, so it needs the day of one.
    ("incomplete-agreement", &["agreement", "profile", "date"]),
    ("item-twice", &["items"]),
    ("long-day", &["minutes"]),
    ("lost-text", &["strengths"]),
    ("meeting-differs", &["date", "meeting", "minutes"]),
    // Any of the others may be rated.
    ("not-for-pair", &["ratings"]),
    ("nothing-rated", &["ratings"]),
    ("observed-after-session", &["date", "observed"]),
    ("observer-of-the-pair", &["rater"]),
    ("outside-dates", &["date"]),
    ("overlapping-relationships", &["coach", "educator", "school", "started"]),
    ("personal-data", &["about"]),
    ("personal-id", &["rater"]),
    ("same-source", &["source"]),
    ("second-coach", &["also_coach"]),
    ("spelled-two-ways", &["practice"]),
    ("step-closed-early", &["date", "next_steps"]),
    ("step-due-early", &["date", "next_steps"]),
    // How long the first of the two takes decides.
    ("two-meetings-at-once", &["date", "starts", "minutes"]),
    ("unknown-data", &["data", "next_steps"]),
    ("unknown-group", &["profile", "school"]),
    ("unknown-record", &["replaces"]),
    ("unlisted-instrument", &["profile"]),
    ("values-out-of-order", &["data"]),
    ("wrong-correction", &["date", "rater", "replaces"]),
    ("wrong-hand-over", &["continues"]),
    ("wrong-rater", &["rater"]),
];

/// The same of relationship.yaml, for rules that other records break.
#[rustfmt::skip]
const NEEDED_OF_RELATIONSHIP: &[(&str, &[&str])] = &[
    // Items are told apart by the profile.
    ("always-applies", &["profile"]),
    ("item-twice", &["profile"]),
    // Items are only for groups, which its school has too.
    ("not-for-pair", &["profile", "school"]),
    ("nothing-rated", &["profile"]),
    ("meeting-differs", &["coach"]),
    ("observer-of-the-pair", &["coach"]),
    ("outside-dates", &["started"]),
    ("overlapping-relationships", &["coach", "educator", "school", "started"]),
    ("second-coach", &["coach"]),
    // Of two copies of one relationship only that is said; whether they are depends on the educator.
    ("two-meetings-at-once", &["coach", "educator"]),
    // One whose coach cannot be read may be of anyone.
    ("unknown-coach", &["coach"]),
    ("wrong-rater", &["coach"]),
];

/// Rules about something that is not there: where a key could not be read, it may be that.
const OF_ABSENCE: &[&str] = &[
    "end-without-day",
    "incomplete-agreement",
    "not-for-pair",
    "nothing-rated",
    "overlapping-relationships",
    "two-meetings-at-once",
    "unknown-data",
    "unknown-group",
    "unlisted-instrument",
];

/// Rules that need all of a record: whether it says the same as another one, and whether a comment in it
/// allows nothing.
const NEED_ALL: &[&str] = &["same-content", "unused-allow"];

fn needs(table: &[(&str, &[&str])], rule: &str, key: Option<&str>) -> bool {
    let known = table.iter().find(|(id, _)| *id == rule);
    let keys = known.map_or(&[] as &[&str], |(_, keys)| keys);
    key.is_some_and(|key| key == "kind" || keys.contains(&key))
}

fn is_of_reading(id: &str) -> bool {
    let rule = check::rules().into_iter().find(|rule| rule.id == id);
    rule.is_some_and(|rule| remedy(rule) == Remedy::LeftOut)
}

fn rules_of_sense() -> impl Iterator<Item = &'static Rule> {
    check::rules().into_iter().filter(|rule| !is_of_reading(rule.id))
}

/// What is wrong, if anything is, with what is `found` where a fault was put into `path` and `before`
/// was found without it.
fn cascade(before: &[Found], found: &[Found], path: &str) -> Option<String> {
    let new = |one: &&Found| !(before.contains(one) || is_of_reading(one.0) && one.1 == path);
    found.iter().find(new).map(|(rule, path)| format!("{rule} in {path}"))
}

#[test]
fn a_fault_of_reading_hides_no_other_and_makes_none() {
    let (mut wrong, mut tried) = (BTreeSet::new(), 0);
    for rule in rules_of_sense() {
        let district = District::of(rule.id);
        let records = district.records();
        let text = district.text(&records[0]).expect("a record");
        let before = district.findings(&records[0], &text);
        let [(_, broken)] = before.as_slice() else { panic!("{}: {before:?}", rule.id) };
        for path in &records {
            let text = district.text(path).expect("a record");
            for fault in injected(&text) {
                let (found, left_out) = district.findings_and_left_out(path, &fault.text);
                if found.iter().any(|(rule, _)| *rule == "yaml-syntax") {
                    continue;
                }
                tried += 1;
                assert!(found.iter().any(|(rule, at)| is_of_reading(rule) && at == path));
                let waiting =
                    if path.ends_with(RELATIONSHIP) { district.of_folder(path) } else { 1 };
                assert_eq!(left_out, waiting, "{} in {path}", fault.what);
                let table = if path == broken || !path.ends_with(RELATIONSHIP) {
                    NEEDED
                } else {
                    NEEDED_OF_RELATIONSHIP
                };
                let is_silent = !found.contains(&before[0]);
                let is_any_key =
                    fault.what.starts_with("a merge key") && OF_ABSENCE.contains(&rule.id);
                let may_be = NEED_ALL.contains(&rule.id)
                    || needs(table, rule.id, fault.key.as_deref())
                    || is_any_key;
                if is_silent && !may_be {
                    wrong.insert(format!("{}: hidden by {} in {path}", rule.id, fault.what));
                }
                if let Some(new) = cascade(&before, &found, path) {
                    wrong.insert(format!("{}: {new} from {} in {path}", rule.id, fault.what));
                }
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 1000, "only {tried}");
}

/// One relationship of the example, with records of every kind and most keys: whatever cannot be read in
/// one of them, nothing is found that is not there.
#[test]
fn no_fault_of_reading_makes_another_in_a_whole_relationship() {
    let riverbend = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let copy = tempfile::tempdir().expect("a folder");
    let pair = "records/lincoln-elementary/c-01-t-101";
    fs::copy(riverbend.join("coach.toml"), copy.path().join("coach.toml")).expect("copied");
    fs::create_dir_all(copy.path().join(pair)).expect("a folder");
    for entry in fs::read_dir(riverbend.join(pair)).expect("a folder").flatten() {
        fs::copy(entry.path(), copy.path().join(pair).join(entry.file_name())).expect("copied");
    }
    let district = District::at(copy.path());
    let relationship = format!("{pair}/{RELATIONSHIP}");
    let before = district.findings(&relationship, &district.text(&relationship).expect("a text"));
    let (mut wrong, mut tried) = (BTreeSet::new(), 0);
    for path in district.records() {
        for fault in injected(&district.text(&path).expect("a text")) {
            tried += 1;
            let found = district.findings(&path, &fault.text);
            let new = cascade(&before, &found, &path);
            wrong.extend(new.map(|new| format!("{new} from {} in {path}", fault.what)));
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 300, "only {tried}");
}

/// The two that were noticed first.
#[test]
fn a_second_key_and_an_unknown_rating_hide_nothing() {
    let district = District::of("step-due-early");
    let path = "records/lincoln/c-01-t-101/2025-09-10-session-0001.yaml";
    let text = format!("{}method: email\n", district.text(path).expect("a text"));
    let (found, left_out) = district.findings_and_left_out(path, &text);
    let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!((rules, left_out), (vec!["step-due-early", "duplicate-key"], 1));
    let district = District::of("observer-of-the-pair");
    let path = "records/lincoln/c-01-t-101/2025-10-01-checklist-00aa.yaml";
    let text = district.text(path).expect("a text").replacen("in-place", "good", 1);
    let (found, left_out) = district.findings_and_left_out(path, &text);
    let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
    assert_eq!((rules, left_out), (vec!["observer-of-the-pair", "unknown-rating"], 1));
}

/// Whether two records say the same needs all that they say: of two with one fault it can be told, of two
/// in which something was refused or stands twice it cannot.
#[test]
fn a_copy_of_a_record_with_a_fault_is_still_a_copy() {
    let district = District::of("same-content");
    let folder = "records/lincoln/c-01-t-101";
    let names = ["2025-09-10-contact-0001.yaml", "2025-09-10-contact-0002.yaml"];
    for (added, is_told) in [("zz: 1\n", true), ("minutes: 5\n", false)] {
        let mut overlay = Overlay::default();
        for name in names {
            let path = format!("{folder}/{name}");
            let text = format!("{}{added}", district.text(&path).expect("a text"));
            overlay.insert(path, text);
        }
        let with = district.folder.clone().with_records(overlay);
        let (scope, progress) = (Scope::Everything, Progress::default());
        let pass = Pass { as_of: district.as_of, scope: &scope, progress: &progress };
        let found = survey(&with, &pass, |_, _, _| ()).diagnostics;
        let same = found.iter().any(|found| found.rule.id == "same-content");
        assert_eq!(same, is_told, "{found:?}");
    }
}

/// A record that stands beside a relationship of which nothing can be read is judged by itself.
#[test]
fn records_without_a_relationship_are_judged_by_themselves() {
    let district = District::of("step-due-early");
    let relationship = format!("records/lincoln/c-01-t-101/{RELATIONSHIP}");
    for (text, fault) in [
        ("kind: zz\n", "unknown-kind"),
        ("a: [\n", "yaml-syntax"),
        ("kind: contact\ndate: 2025-09-03\nmethod: phone\n", "stray-yaml"),
    ] {
        let (found, left_out) = district.findings_and_left_out(&relationship, text);
        let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
        assert_eq!((rules, left_out), (vec!["step-due-early", fault], 2));
    }
}
