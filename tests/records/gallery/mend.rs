//! Mends a copy of a gallery folder as the rule's explanation shows it.

use std::fs;
use std::path::{Path, PathBuf};

use coach::diagnostic::Rule;

use crate::harness::coach_in;

/// Does in `folder` what the rule's explanation shows.
pub(crate) fn mend(rule: &Rule, folder: &Path) {
    let record = folder.join("records/lincoln/c-01-t-101/2025-09-10-session-0001.yaml");
    match rule.id {
        // What these explain cannot be shown as text.
        "unreadable" => fs::remove_dir_all(record).expect("removed"),
        "empty-file" => fs::remove_file(record).expect("removed"),
        "link" => {
            let link = record.with_file_name("2025-09-11-session-0002.yaml");
            fs::remove_file(&link).expect("removed");
            fs::write(link, "kind: session\ndate: 2025-09-11\nmethod: phone\n").expect("a record");
        }
        "too-large" => {
            let text = fs::read_to_string(&record).expect("a text");
            let first: String = text.split_inclusive('\n').take(3).collect();
            fs::write(record, first).expect("written");
        }
        "half-done" => {
            let run = coach_in(folder, &[], &["log", "--finish"]);
            assert_eq!(run.code, 0, "{run:?}");
        }
        "not-utf8" => {
            let bytes = fs::read(&record).expect("bytes");
            let latin_1: String = bytes.into_iter().map(char::from).collect();
            fs::write(record, latin_1).expect("written");
        }
        _ if folder.join(rule.bad).is_file() => {
            fs::rename(folder.join(rule.bad), folder.join(rule.mended)).expect("renamed");
        }
        _ => replace(rule, folder),
    }
}

/// Puts the mended lines in the place of the bad ones, which stand in just one file.
fn replace(rule: &Rule, folder: &Path) {
    let mut files = Vec::new();
    list(folder, &mut files);
    let bad = format!("{}\n", rule.bad);
    let is_hit = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap_or_default();
        path.file_name().is_some_and(|name| name != "message.txt")
            && (text.starts_with(&bad)
                || text.contains(&format!("\n{bad}"))
                || text.contains(&format!(" {bad}")))
    };
    let hits: Vec<PathBuf> = files.into_iter().filter(is_hit).collect();
    let [file] = hits.as_slice() else {
        panic!("{} has its breach in {} files", rule.id, hits.len());
    };
    let text = fs::read_to_string(file).expect("a text");
    let mended = text.replacen(&bad, &format!("{}\n", rule.mended), 1);
    fs::write(file, mended).expect("written");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
