//! A record that stands there under another name counts for nothing, and that is said; beside the true
//! record such a file is a copy of it, and no fault.

use super::{District, Pair};

const FOLDER: &str = "records/lincoln/c-01-t-101";
const SESSION: &str = "kind: session\ndate: 2025-09-10\nmethod: phone\n";

fn pair() -> Pair {
    super::agreed(Pair::of("c-01", "t-101", "lincoln"))
}

/// What is found, and how many records are left out, with one more file in the folder.
fn found(district: District, name: &str) -> (Vec<(&'static str, String)>, usize) {
    let survey = district.file(&format!("{FOLDER}/{name}"), SESSION).survey();
    let found = survey.diagnostics.iter();
    let found = found.map(|found| (found.rule.id, found.place.path.to_string())).collect();
    (found, survey.left_out)
}

const NAMES: [&str; 9] = [
    ".@.yaml.icloud",
    "@.yaml.bak",
    "@.yaml.orig",
    "@.yaml~",
    "@.json",
    ".@.yaml.swp",
    "#@.yaml#",
    "@.yaml.sync-tmp",
    "@.yaml ",
];

#[test]
fn a_record_under_another_name_is_found_and_left_out() {
    // Windows leaves the blank at the end out, and then it is the true record.
    for name in NAMES.into_iter().filter(|name| cfg!(unix) || !name.ends_with(' ')) {
        let name = name.replace('@', "2025-09-10-session-00aa");
        let path = format!("{FOLDER}/{name}");
        assert_eq!(found(District::new().pair(&pair()), &name), (vec![("stray-yaml", path)], 1));
    }
}

#[test]
fn beside_the_true_record_a_copy_is_no_fault() {
    for name in NAMES {
        let name = name.replace('@', "2025-09-10-session-00aa");
        let true_name = format!("{FOLDER}/2025-09-10-session-00aa.yaml");
        let district = District::new().pair(&pair()).file(&true_name, SESSION);
        assert_eq!(found(district, &name), (vec![], 0), "{name}");
    }
}

/// Two copies of one record are one record that is missing.
#[test]
fn copies_of_one_record_are_found_once() {
    let bak = format!("{FOLDER}/2025-09-10-session-00aa.yaml.bak");
    let district = District::new().pair(&pair()).file(&bak, SESSION);
    let found = found(district, "2025-09-10-session-00aa.yaml~");
    assert_eq!(found, (vec![("stray-yaml", bak)], 1));
}

/// The relationship too; then the others wait for it, and one word about it is enough.
#[test]
fn a_relationship_under_another_name_is_the_one_fault_of_its_folder() {
    for name in [".relationship.yaml.icloud", "relationship.yaml.bak", "relationship.yml"] {
        let text = "kind: relationship\n";
        let survey = District::new()
            .file(&format!("{FOLDER}/{name}"), text)
            .file(&format!("{FOLDER}/2025-09-10-session-00aa.yaml"), SESSION)
            .survey();
        let [only] = survey.diagnostics.as_slice() else { panic!("{:?}", survey.diagnostics) };
        assert_eq!((only.rule.id, survey.left_out), ("stray-yaml", 2), "{name}");
        let help = only.help.join(" ");
        assert!(help.contains("the 1 other record in this folder cannot be counted"), "{help}");
    }
}

/// Papers beside records are none of ours.
#[test]
fn other_files_are_left_alone() {
    for name in ["2025-09-10-session-00aa.pdf", ".2025-09-10-session-00aa.yaml.lock", ".DS_Store"] {
        assert_eq!(found(District::new().pair(&pair()), name), (vec![], 0), "{name}");
    }
}

/// A folder of records in capitals is read nowhere, whether the system would find it or not, and that is said.
#[test]
fn a_folder_of_records_in_capitals_is_named() {
    let district = District::new().file("Records/lincoln/c-01-t-101/relationship.yaml", "x: 1\n");
    let survey = district.survey();
    let [only] = survey.diagnostics.as_slice() else { panic!("{:?}", survey.diagnostics) };
    assert_eq!((only.rule.id, &*only.place.path), ("stray-yaml", "Records"));
    assert!(!survey.is_whole());
}

/// So are the settings.
#[test]
fn settings_in_capitals_are_named() {
    let district = District::new().pair(&pair());
    let here = |name: &str| district.path().join(name);
    let settings = std::fs::read(here("coach.toml")).expect("a file");
    std::fs::remove_file(here("coach.toml")).expect("removed");
    std::fs::write(here("Coach.TOML"), settings).expect("written");
    for verb in ["check", "report"] {
        let run = district.coach(&[verb]);
        let says = "Coach.TOML has capitals in its name, so that some systems find it and others do not; \
                    rename it to coach.toml";
        assert!(run.code == 2 && run.err.contains(says), "{run:?}");
    }
}

/// What stands out of place and a copy of it are one record that is missing.
#[test]
fn a_record_out_of_place_and_its_copy_are_found_once() {
    for name in ["2025-09-10-session-00aa.yml", "2025-09-10-session-00aa (1).yaml"] {
        let stray = format!("{FOLDER}/{name}");
        let district = District::new().pair(&pair()).file(&stray, SESSION);
        let found = found(district, "2025-09-10-session-00aa.yaml.bak");
        assert_eq!(found, (vec![("stray-yaml", stray)], 1));
    }
}

/// A correction of a checklist that is only out of reach names a record that is there.
#[test]
fn what_refers_to_a_record_under_another_name_is_no_second_fault() {
    let text = "kind: checklist\ndate: 2025-10-03\nrater: {role: observer, id: o-2}\n\
                ratings: {rationale: in-place}\nreplaces: 2025-10-01-checklist-00aa.yaml\n";
    let correction = format!("{FOLDER}/2025-10-03-checklist-00bb.yaml");
    for name in [".2025-10-01-checklist-00aa.yaml.icloud", "2025-10-01-checklist-00aa.YAML"] {
        let path = format!("{FOLDER}/{name}");
        let district = District::new().pair(&pair()).file(&correction, text);
        assert_eq!(found(district, name), (vec![("stray-yaml", path)], 1));
    }
}
