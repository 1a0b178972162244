//! Records that are under another name: taken off the disk by a sync program, kept as a backup, or
//! saved with another ending. What a folder lists comes in; findings about hidden records go out.

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::DirEntry;

use super::name::{RELATIONSHIP, RecordName, shown};
use super::pair::PairFiles;
use super::rules;
use crate::diagnostic::{Diagnostic, Place};

/// Whether a record may be in a pair's folder under the name of `entry`, which is another one's.
pub(super) fn may_hide_record(entry: &DirEntry) -> bool {
    entry.depth() == 1
        && entry.file_type().is_file()
        && record_behind(&entry.file_name().to_string_lossy()).is_some()
}

/// Adds what was found `hidden` under other names and is not in the folder under its own: once a
/// record, however many copies of it there are.
pub(super) fn add_hidden(listed: &mut PairFiles, mut hidden: Vec<DirEntry>, root: &Path) {
    hidden.sort_unstable_by(|one, other| one.file_name().cmp(other.file_name()));
    let mut known: BTreeSet<String> = listed.files.iter().cloned().collect();
    // What was found out of place already stands for a record too.
    let file_name = |path: &String| path.rsplit('/').next().and_then(record_behind);
    known.extend(listed.strays.iter().filter_map(file_name));
    let is_it = |found: &Diagnostic| {
        let name = found.place.path.strip_prefix(&listed.path);
        let name = name.and_then(|name| name.strip_prefix('/'));
        name.and_then(record_behind).is_some_and(|record| record == RELATIONSHIP)
    };
    listed.hidden_relationship = listed.diagnostics.iter().position(is_it);
    for entry in hidden {
        let file_name = entry.file_name().to_string_lossy();
        let Some(record) = record_behind(&file_name) else { continue };
        if !known.insert(record.clone()) {
            continue;
        }
        let place = Place::file(shown(entry.path(), root));
        listed.strays.push(place.path.to_string());
        if record == RELATIONSHIP {
            listed.hidden_relationship.get_or_insert(listed.diagnostics.len());
        }
        let is_away = file_name.ends_with(".icloud");
        let (message, help) = if is_away {
            (
                format!("iCloud has taken {record} off this disk, so it is not counted"),
                "download it again, and turn off \"Optimize Mac Storage\" for this folder"
                    .to_owned(),
            )
        } else {
            (
                format!("this may be {record} under another name, so it is not counted"),
                format!(
                    "rename it to {record} if it is that record; otherwise move it out of \
                         records/"
                ),
            )
        };
        listed.diagnostics.push(Diagnostic::new(&rules::STRAY_YAML, place, message).help(help));
    }
}

/// Endings of what is kept beside records and is none: papers, pictures, recordings.
const NO_RECORDS: &[&str] = &[
    "pdf", "doc", "docx", "odt", "rtf", "md", "html", "htm", "xls", "xlsx", "ods", "csv", "tsv",
    "ppt", "pptx", "odp", "jpg", "jpeg", "png", "gif", "heic", "svg", "webp", "mp3", "m4a", "wav",
    "ogg", "mp4", "mov", "webm", "eml", "msg", "ics", "log",
];

/// The name of the record that the file `file_name` most likely holds or stands for, where that is not
/// its own name: the record's name without its ending is in it, and nothing says that it is something
/// else.
///
/// `.2026-09-14-session-7c1e.yaml.icloud`, `relationship.yaml.bak` and `2026-09-14-session-7c1e.json`
/// are such names.
pub(crate) fn record_behind(file_name: &str) -> Option<String> {
    let name = file_name.to_lowercase();
    let (stem, rest) = dated_stem(&name).or_else(|| relationship_stem(&name))?;
    let record = format!("{stem}.yaml");
    let is_record = RecordName::parse(&record).is_some() && record != file_name;
    (is_record && !is_something_else(rest)).then_some(record)
}

/// `DATE-KIND-HEX` wherever it begins in `name`, and what follows it.
fn dated_stem(name: &str) -> Option<(&str, &str)> {
    let starts = name.char_indices().filter(|&(at, c)| {
        c.is_ascii_digit() && !name[..at].ends_with(|before: char| before.is_ascii_alphanumeric())
    });
    starts.map(|(at, _)| &name[at..]).find_map(|from| {
        let end = from.match_indices('-').nth(3)?.0 + 1;
        let hex = from[end..].find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(from.len() - end);
        let (stem, rest) = from.split_at(end + hex);
        let is_whole = !rest.starts_with(|c: char| c.is_alphanumeric());
        let is_name = RecordName::parse(&format!("{stem}.yaml")).is_some();
        (is_whole && is_name).then_some((stem, rest))
    })
}

/// `relationship` at the beginning of `name`, behind marks alone, and what follows it.
fn relationship_stem(name: &str) -> Option<(&str, &str)> {
    let stem = RELATIONSHIP.strip_suffix(".yaml")?;
    let from = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let from = from.strip_prefix("copy of ").unwrap_or(from);
    let rest = from.strip_prefix(stem)?;
    // Further words make it a text about the relationship.
    let of_record = rest.strip_prefix(".yaml").or_else(|| rest.strip_prefix(".yml"));
    let words = of_record.map_or(rest, |_| "");
    let word = words.split('.').next().unwrap_or_default();
    let is_copy = word.contains("copy") || word.contains("conflict");
    (is_copy || !word.contains(char::is_alphabetic)).then_some((stem, rest))
}

/// Whether `rest`, what follows a record's name without its ending, says that the file is no record.
fn is_something_else(rest: &str) -> bool {
    let (before, ending) = rest.rsplit_once('.').unwrap_or((rest, ""));
    // A word processor puts its own ending behind the whole name.
    let is_whole = before.contains(".yaml") || before.contains(".yml");
    ending == "lock" || NO_RECORDS.contains(&ending) && !is_whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_known_behind_other_names() {
        let session = "2026-09-14-session-7c1e";
        for (before, after) in [
            (".", ".yaml.icloud"),
            ("", ".yaml.bak"),
            ("", ".yaml.orig"),
            ("", ".yaml~"),
            ("", ".yaml.~1~"),
            (".", ".yaml.swp"),
            ("#", ".yaml#"),
            ("._", ".yaml"),
            ("~$", ".yaml"),
            ("", ".json"),
            ("", ".yaml "),
            ("", " .yaml"),
            ("", ".yaml."),
            ("", ".YAML"),
            ("", ".yml"),
            ("", ".yaml.txt"),
            ("", ".yaml.gz"),
            ("", ".yaml.rtf"),
            ("", ".yml.docx"),
            ("", ".yaml.part"),
            ("", ".yaml.1"),
            ("", " (1).yaml"),
            ("Copy of ", ".yaml"),
            ("", " - Copy.yaml"),
            ("", " (conflicted copy 2026-09-20).yaml"),
            ("", ".sync-conflict-20260920-101010-ABCDEFG.yaml"),
            ("", ""),
        ] {
            for stem in [session, "relationship"] {
                let name = format!("{before}{stem}{after}");
                let behind = record_behind(&name);
                assert_eq!(behind.as_deref(), Some(format!("{stem}.yaml").as_str()), "{name}");
            }
        }
        assert_eq!(
            record_behind("2026-09-14-SESSION-7C1E.yaml").as_deref(),
            Some("2026-09-14-session-7c1e.yaml")
        );
    }

    #[test]
    fn what_is_no_record_is_left_alone() {
        for name in [
            "2026-09-14-session-7c1e.yaml",
            "relationship.yaml",
            "2026-09-14-session-7c1e.pdf",
            "2026-09-14-session-7c1e photo.jpg",
            ".2026-09-14-session-7c1e.yaml.lock",
            "2026-09-14-session-7c1exyz.bak",
            "2026-09-14-plan-7c1e.bak",
            "2026-13-14-session-7c1e.bak",
            "12026-09-14-session-7c1e.bak",
            "relationships.txt",
            "relationship notes.txt",
            "about the relationship.txt",
            ".coach-a1b2.new",
            ".DS_Store",
            "notes.txt",
            "",
        ] {
            assert_eq!(record_behind(name), None, "{name}");
        }
    }
}
