//! The example district: what is committed under `examples/riverbend` is what the generator makes,
//! it is large and varied enough to show what `coach` does, and it names nobody.

#[path = "riverbend/generator.rs"]
mod generator;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

const REWRITE: &str = "UPDATE_RIVERBEND=1 cargo test --test records riverbend";

/// One file of a pair's folder, with the parts of its path.
struct Record<'a> {
    path: &'a str,
    school: &'a str,
    pair: &'a str,
    file: &'a str,
    text: &'a str,
}

impl Record<'_> {
    /// The value of a key at the left margin, without quotes.
    fn value(&self, key: &str) -> Option<&str> {
        let start = format!("{key}: ");
        let value = self.text.lines().find_map(|line| line.strip_prefix(&start))?;
        Some(value.trim_matches('"'))
    }

    fn kind(&self) -> &str {
        self.value("kind").unwrap_or_else(|| panic!("{} has no kind", self.path))
    }
}

fn records(files: &BTreeMap<String, String>) -> Vec<Record<'_>> {
    let inside = files.iter().filter(|(path, _)| *path != "coach.toml");
    inside
        .map(|(path, text)| match path.split('/').collect::<Vec<_>>()[..] {
            ["records", school, pair, file] => Record { path, school, pair, file, text },
            _ => panic!("{path} is not records/<school>/<pair>/<file>"),
        })
        .collect()
}

fn folder(below_root: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below_root)
}

/// Path with `/`, and content, of all files below a folder.
fn read_all(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        for entry in entries {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text =
                fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let inner = path.strip_prefix(root).expect("a path below the root");
            let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), text);
        }
    }
    files
}

fn rewrite(root: &Path, files: &BTreeMap<String, String>) -> std::io::Result<()> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// The first difference, in a sentence.
fn difference(made: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> Option<String> {
    let paths: BTreeSet<&String> = made.keys().chain(found.keys()).collect();
    paths.into_iter().find_map(|path| match (made.get(path), found.get(path)) {
        (Some(_), None) => Some(format!("{path} is missing")),
        (None, Some(_)) => Some(format!("{path} is not made by the generator")),
        (Some(made), Some(found)) if made != found => {
            let same = made.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
            let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
            let (made, found) = (line(made), line(found));
            Some(format!("{path}:{}: the generator makes `{made}`, found `{found}`", same + 1))
        }
        _ => None,
    })
}

#[test]
fn committed_files_are_what_the_generator_makes() {
    let root = folder("examples/riverbend");
    let made = generator::district();
    if std::env::var_os("UPDATE_RIVERBEND").is_some() {
        rewrite(&root, &made).expect("examples/riverbend can be written");
    }
    if let Some(difference) = difference(&made, &read_all(&root)) {
        panic!("examples/riverbend: {difference}\nto rewrite it: {REWRITE}");
    }
}

#[test]
fn is_large_enough() {
    let files = generator::district();
    let records = records(&files);
    let schools: BTreeSet<&str> = records.iter().map(|record| record.school).collect();
    let coaches: BTreeSet<&str> = records.iter().filter_map(|r| r.value("coach")).collect();
    let (relationships, others): (Vec<_>, Vec<_>) =
        records.iter().partition(|record| record.kind() == "relationship");
    assert!(schools.len() >= 4, "{} schools", schools.len());
    assert!(coaches.len() >= 6, "{} coaches", coaches.len());
    assert!(relationships.len() >= 30, "{} relationships", relationships.len());
    assert!(others.len() >= 500, "{} records", others.len());
}

#[test]
fn no_two_records_are_alike() {
    let files = generator::district();
    let mut paths = BTreeMap::new();
    for record in records(&files) {
        if let Some(other) = paths.insert(record.text, record.path) {
            panic!("{} says just what {other} says", record.path);
        }
    }
}

#[test]
fn file_names_say_date_and_kind() {
    for record in records(&generator::district()) {
        let kind = record.kind();
        if kind == "relationship" {
            assert_eq!(record.file, "relationship.yaml", "{}", record.path);
            continue;
        }
        let key = match kind {
            "request" => "asked",
            "feedback" => "requested",
            _ => "date",
        };
        let date = record.value(key).unwrap_or_else(|| panic!("{} has no {key}", record.path));
        assert!(date.parse::<NaiveDate>().is_ok(), "{}: {date}", record.path);
        let rest = record.file.strip_prefix(&format!("{date}-{kind}-"));
        let hex = rest.and_then(|rest| rest.strip_suffix(".yaml"));
        let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        assert!(
            hex.is_some_and(|hex| hex.len() >= 4 && hex.chars().all(is_hex)),
            "{}",
            record.path
        );
    }
}

/// A person is an opaque id: `[a-z0-9-]`, at most 32 characters, with a digit.
fn is_opaque(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    id.len() <= 32 && id.chars().all(fits) && id.chars().any(|c| c.is_ascii_digit())
}

#[test]
fn people_are_ids() {
    for record in records(&generator::district()) {
        let people: Vec<&str> = match record.kind() {
            "relationship" => {
                let both = [record.value("coach"), record.value("educator")];
                let people: Vec<&str> = both.into_iter().flatten().collect();
                assert_eq!(people.join("-"), record.pair, "{}", record.path);
                people
            }
            "checklist" => {
                let rater = record.value("rater").and_then(|rater| rater.split_once(", id: "));
                let (_, id) = rater.unwrap_or_else(|| panic!("{} has no rater", record.path));
                vec![id.trim_end_matches('}')]
            }
            _ => Vec::new(),
        };
        for id in people {
            assert!(is_opaque(id), "{}: {id}", record.path);
        }
    }
}

#[test]
fn prose_has_no_titles_or_addresses() {
    const MARKS: [&str; 8] = ["Mr.", "Mrs.", "Ms.", "Dr.", "Sra.", "Sr.", "@", "http"];
    for (path, text) in generator::district() {
        for mark in MARKS {
            assert!(!text.contains(mark), "{path} has `{mark}`");
        }
    }
}

#[test]
fn hand_made_files_are_all_listed() {
    let listed = generator::hand::FILES.iter();
    let listed = listed.map(|&(path, text)| (path.to_owned(), text.to_owned())).collect();
    if let Some(difference) =
        difference(&listed, &read_all(&folder("tests/records/riverbend/hand")))
    {
        panic!("tests/records/riverbend/hand.rs: {difference}");
    }
}

#[test]
fn odd_cases_name_folders_that_exist() {
    let files = generator::district();
    let table = include_str!("riverbend/generator.rs").lines();
    let rows = table.filter(|line| line.starts_with("//! | "));
    let folders = rows.flat_map(|row| row.split('`')).filter(|part| part.contains("/c-"));
    let mut count = 0;
    for folder in folders {
        count += 1;
        let relationship = format!("records/{folder}/relationship.yaml");
        assert!(files.contains_key(&relationship), "{folder} is no pair of the district");
    }
    assert!(count >= 30, "the table of odd cases names {count} folders");
}
