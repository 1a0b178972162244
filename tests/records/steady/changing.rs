//! A folder that changes while it is read: records and folders come, go, get other names and other texts, and for a
//! moment are pipes or links. Whoever reads ends, and ends as it documents.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{CWD, OFlags, RenameFlags, renameat_with};

use super::deeds::district;
use super::effort::Effort;
use super::entries::fifo;
use super::folder::{Folder, Tree};

const PAIR: &str = "records/lincoln/c-03-t-104";
/// Files that are pipes in turn.
const FLICKER: [&str; 2] =
    ["records/prairie/c-05-t-201/2025-10-02-contact-0001.yaml", "people.yaml"];
const READERS: [&str; 6] = [
    "check",
    "report",
    "list",
    "next",
    "show records/lincoln/c-03-t-104",
    "export --to csv out --force",
];

/// Changes one thing in the folder, by the number of the change; some changes fail, for others are at work.
fn change(folder: &Folder, tree: &Tree, number: usize) -> Option<()> {
    let is_left =
        |path: &&String| path.starts_with("records/") && !FLICKER.contains(&path.as_str());
    let records: Vec<&String> = tree.keys().filter(is_left).collect();
    let path = records[number % records.len()];
    let (place, text) = (folder.at(path), &tree[path]);
    let aside = folder.at(&format!("aside-{number}"));
    let put = |made: PathBuf| {
        let is_put = fs::rename(&made, &place).ok();
        // What could not be put there would fill the disk in the long run.
        if is_put.is_none() {
            let _ = fs::remove_file(made);
        }
        is_put
    };
    match number % 11 {
        0 => fs::remove_file(&place).ok(),
        1 => write_over(&place, &text[..text.len() / 2]),
        2 => write_over(&place, text),
        3 => fs::rename(folder.at(PAIR), folder.at("records/lincoln/c-03-t-109")).ok(),
        4 => fs::rename(folder.at("records/lincoln/c-03-t-109"), folder.at(PAIR)).ok(),
        5 => {
            fifo(&aside)?;
            put(aside)
        }
        6 => {
            symlink("/dev/zero", &aside).ok()?;
            put(aside)
        }
        7 => fs::create_dir(&place).ok(),
        8 => fs::remove_dir_all(folder.at(PAIR)).ok(),
        9 => {
            fs::create_dir_all(place.parent()?).ok()?;
            fs::write(&aside, text).ok()?;
            // A folder that is in its place goes first.
            let _ = fs::remove_dir(&place);
            put(aside)
        }
        _ => {
            fs::write(&aside, vec![b'#'; 1 << 20]).ok()?;
            put(aside)
        }
    }
}

/// Writes `text` into the file at `place` as it is; a pipe there is not waited for.
fn write_over(place: &Path, text: &[u8]) -> Option<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    options.custom_flags(OFlags::NONBLOCK.bits().cast_signed());
    options.open(place).and_then(|mut file| file.write_all(text)).ok()
}

/// Lets the file at `path` be a pipe and a file in turn, so quickly that it is listed as the one and opened as the other.
fn flicker(folder: &Folder, path: &str, is_over: &AtomicBool) -> usize {
    let (place, other) =
        (folder.at(path), folder.at(&path.replace('/', "-")).with_extension("pipe"));
    fifo(&other).expect("a pipe");
    let mut turns = 0;
    while !is_over.load(Ordering::Relaxed) {
        let turned = renameat_with(CWD, &place, CWD, &other, RenameFlags::EXCHANGE);
        turns += usize::from(turned.is_ok());
        thread::sleep(Duration::from_micros(20));
    }
    turns
}

#[test]
fn a_folder_that_changes() {
    let mut effort = Effort::of("changing");
    if Command::new("mkfifo").arg("--version").output().is_err() {
        return crate::not_tested::not_tested("this machine has no mkfifo");
    }
    let tree = district();
    let folder = Folder::of(&tree);
    let end = Instant::now() + effort.time(Duration::from_secs(4));
    let is_over = AtomicBool::new(false);
    let (changes, turns) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (mut runs, mut codes, mut faults) = (0, [0; 4], Vec::new());
    thread::scope(|scope| {
        for begin in [0, 7919] {
            let (folder, tree, is_over, changes) = (&folder, &tree, &is_over, &changes);
            scope.spawn(move || {
                let mut number = begin;
                while !is_over.load(Ordering::Relaxed) {
                    number = number * 31 % 1_000_003 + 17;
                    let done = change(folder, tree, number);
                    changes.fetch_add(usize::from(done.is_some()), Ordering::Relaxed);
                    thread::sleep(Duration::from_micros(200));
                }
            });
        }
        for path in FLICKER {
            let (folder, is_over, turns) = (&folder, &is_over, &turns);
            scope.spawn(move || {
                turns.fetch_add(flicker(folder, path, is_over), Ordering::Relaxed);
            });
        }
        while Instant::now() < end && faults.is_empty() {
            let reader = READERS[effort.below(READERS.len())];
            let arguments: Vec<&str> = reader.split(' ').collect();
            let ran = folder.coach(&arguments);
            runs += 1;
            match ran.fault() {
                Some(fault) => faults.push(format!("{reader}: {fault}: {ran:#?}")),
                None => codes[ran.code.unwrap_or(0) as usize] += 1,
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
    effort.said(&format!(
        "{runs} runs while {} changes were made and {} times a pipe and a file changed places; they ended with 0, 1, 2 and 3: {codes:?} times",
        changes.load(Ordering::Relaxed),
        turns.load(Ordering::Relaxed)
    ));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // When all is as it was, so is the answer.
    for path in tree.keys() {
        let place = folder.at(path);
        if place.is_dir() {
            fs::remove_dir(&place).expect("an empty folder");
        }
        let _ = fs::remove_file(&place);
    }
    let _ = fs::remove_dir_all(folder.at("records"));
    for (path, bytes) in &tree {
        folder.write(path, bytes);
    }
    let check = folder.coach(&["check"]);
    assert_eq!(check.code, Some(0), "{check:#?}");
    assert!(runs > 5 && changes.into_inner() > 100, "{runs}");
}
