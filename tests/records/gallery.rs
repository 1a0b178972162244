//! The gallery of faults in `examples/broken`: a small district for each rule, with just that fault.
//! Rules, gallery and explanations belong together, every message says what `message.txt` shows, and
//! what it underlines stands in the file at the place it names. `UPDATE_GALLERY=1` writes the
//! messages anew; the places are checked all the same.

mod mend;
mod oracle;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::copy::copy_folder;
use crate::harness::coach_in;
use crate::not_tested::not_tested;
use coach::check::{all_rules, rules};
use coach::diagnostic::{Level, Rule};

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder(rule: &Rule) -> PathBuf {
    here().join("examples/broken").join(rule.id)
}

/// Links cannot be kept everywhere.
fn can_be_kept(rule: &Rule) -> bool {
    let can = cfg!(unix) || rule.id != "link";
    if !can {
        not_tested(&format!("`{}`: this system keeps no links in a folder", rule.id));
    }
    can
}

fn shown() -> impl Iterator<Item = &'static Rule> {
    all_rules().into_iter().filter(|rule| can_be_kept(rule))
}

/// What `coach check` prints of the rule's folder.
fn check(rule: &Rule, arguments: &[&str]) -> crate::harness::Run {
    let folder = format!("examples/broken/{}", rule.id);
    let arguments = [&["check", "-C", &folder], arguments].concat();
    coach_in(here(), &[], &arguments)
}

#[test]
fn each_rule_has_a_folder_and_each_folder_a_rule() {
    let entries = fs::read_dir(here().join("examples/broken")).expect("the gallery");
    let entries = entries.map(|entry| entry.expect("an entry"));
    let folders: BTreeSet<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let ids: BTreeSet<String> = all_rules().iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(folders, ids);
}

#[test]
fn each_folder_has_just_its_own_fault() {
    let of_records: BTreeSet<&str> = rules().iter().map(|rule| rule.id).collect();
    for rule in shown() {
        let run = check(rule, &["--format", "json"]);
        let found = run.json()["diagnostics"].as_array().expect("findings").clone();
        let ids: Vec<&str> = found.iter().filter_map(|found| found["rule"].as_str()).collect();
        assert_eq!(ids, [rule.id], "{run:#?}");
        let code = match rule.level {
            _ if !of_records.contains(rule.id) => 2,
            Level::Error => 1,
            Level::Warning => 0,
        };
        assert_eq!(run.code, code, "{}", rule.id);
    }
}

#[test]
fn each_message_says_what_stands_there() {
    for rule in shown() {
        let run = check(rule, &[]);
        let file = folder(rule).join("message.txt");
        if std::env::var_os("UPDATE_GALLERY").is_some() {
            fs::write(&file, &run.out).expect("the message is kept");
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(run.out, kept, "the message of {} is another one", rule.id);
        let places = oracle::check_places(here(), &run.out);
        assert!(places > 0, "{} names no place: {}", rule.id, run.out);
    }
}

#[test]
fn each_explanation_shows_a_breach_and_its_remedy() {
    for rule in all_rules() {
        let run = coach_in(here(), &[], &["explain", rule.id]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", rule.id);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [rule.id, rule.sentence, rule.reason] {
            assert!(words(&run.out).contains(&words(part)), "{} lacks {part}", run.out);
        }
        let indented = |text: &str| text.lines().map(|l| format!("    {l}\n")).collect::<String>();
        assert!(run.out.contains(&format!("Wrong:\n{}", indented(rule.bad))), "{}", run.out);
        assert!(run.out.contains(&format!("Right:\n{}", indented(rule.mended))), "{}", run.out);
    }
}

#[test]
fn each_breach_is_mended_by_what_is_shown() {
    for rule in shown() {
        let copy = tempfile::tempdir().expect("a folder");
        copy_folder(&folder(rule), copy.path());
        mend::mend(rule, copy.path());
        let run = coach_in(copy.path(), &[], &["check", "--strict"]);
        assert!(run.out.starts_with("no problems in"), "{}: {}", rule.id, run.out);
        assert_eq!(run.code, 0, "{}", rule.id);
    }
}

#[test]
fn all_rules_are_listed_with_the_levels_of_the_district() {
    let district = crate::harness::District::new().settings("[checks]\nlong-day = \"error\"");
    let run = district.coach(&["explain"]);
    assert_eq!(run.code, 0);
    for rule in all_rules() {
        let level = match rule.level {
            _ if rule.id == "long-day" => "error",
            Level::Error => "error",
            Level::Warning => "warning",
        };
        let line = run.out.lines().find(|line| line.split_whitespace().next() == Some(rule.id));
        let line = line.unwrap_or_else(|| panic!("{} is not listed in {}", rule.id, run.out));
        assert_eq!(line.split_whitespace().nth(1), Some(level), "{line}");
    }
}

#[test]
fn a_rule_that_is_none_is_said_with_the_nearest_one() {
    let run = coach_in(here(), &[], &["explain", "step-due-erly"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `step-due-early`?"), "{}", run.err);
    // As a message prints it.
    let run = coach_in(here(), &[], &["explain", "error[step-due-early]"]);
    assert_eq!(run.code, 0, "{run:?}");
}
