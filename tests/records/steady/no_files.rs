//! What is no regular file, or hardly one, in the place of each file that the program reads: whoever reads ends soon, in
//! little memory, and where something is left out, names it.

use std::fs;
use std::path::Path;

use super::deeds::district;
use super::effort::Effort;
use super::entries::{ENTRIES, Entry};
use super::folder::{Folder, Tree};
use super::ran::{Ran, ran};

const PAIR: &str = "records/lincoln/c-03-t-104";
/// The places in which each entry is put.
const PLACES: [&str; 10] = [
    "records/lincoln/c-03-t-104/2025-10-05-contact-0005.yaml",
    "records/lincoln/c-03-t-104/relationship.yaml",
    "records/lincoln/c-03-t-104",
    "records/lincoln",
    "records",
    "coach.toml",
    "profiles/own.toml",
    "people.yaml",
    ".coach/unfinished.json",
    "rows.csv",
];
const COMMANDS: [&str; 8] = [
    "check",
    "report",
    "list",
    "show records/prairie/c-05-t-201",
    "next",
    "log contact --educator t-201 --method email --date 2025-10-16 --about here",
    "import rows.csv --map map.toml",
    "log --from three.yaml",
];
/// Commands for each entry in each place where it may not take long; `coach check` is always one of them.
const FEW: usize = 1;
/// Bytes of memory that no run needs here: of a file of the district a mebibyte is read, and of a source of an import some
/// hundred.
const MOST: u64 = 600 << 20;
/// Kibibytes of addresses that a run gets, so that one that goes wrong does not take the machine with it.
const ADDRESSES: &str = "8000000";

/// Runs the program with a limit on its memory.
fn limited(folder: &Folder, words: &str) -> Ran {
    let mut command = folder.command("/bin/sh");
    let run = format!("ulimit -v {ADDRESSES}; exec \"$0\" \"$@\"");
    command.args(["-c", &run, env!("CARGO_BIN_EXE_coach")]).args(words.split(' '));
    ran(&mut command)
}

/// A folder with `entry` at `place`, and what was there gone.
fn with_entry(tree: &Tree, place: &str, (_, make): Entry) -> Folder {
    let folder = Folder::of(tree);
    let path = folder.at(place);
    let text = tree.get(place).cloned().unwrap_or_else(|| b"{}".to_vec());
    let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    make(&path, &text);
    folder
}

/// Whether `said` names `place`, or the folder that is left out with it.
fn is_named(said: &str, place: &str) -> bool {
    let name = Path::new(place).file_name().expect("a name").to_string_lossy();
    let long = "x".repeat(100);
    said.contains(&*name)
        || said.contains(&long)
        || (place.ends_with("relationship.yaml") && said.contains(PAIR))
}

fn judge(
    folder: &Folder,
    (place, words): (&str, &str),
    ran: &Ran,
    usual: &str,
) -> Result<(), String> {
    let told = |fault: &str| Err(format!("{fault}: {ran:#?}"));
    if let Some(fault) = ran.fault() {
        return told(&fault);
    }
    if ran.peak > MOST {
        return told("it takes too much memory");
    }
    if words.starts_with("log contact") && ran.code == Some(0) {
        let is_there = folder.files().iter().any(|file| file.1.contains("about: here"));
        return if is_there { Ok(()) } else { told("it says that it wrote what is not there") };
    }
    // What is no folder, in the place of one, is nothing of ours.
    let is_folder = !place.contains('.');
    match ran.code {
        Some(0) if words == "report" && ran.out != usual && !is_folder => {
            told("another number in silence")
        }
        Some(0 | 3) => Ok(()),
        _ if ["check", "report"].contains(&words) && !is_named(&ran.all(), place) => {
            told("it does not name the entry")
        }
        _ => Ok(()),
    }
}

#[test]
fn what_is_no_file() {
    let mut effort = Effort::of("no files");
    let tree = district();
    let usual = Folder::of(&tree).coach(&["report"]).out;
    let is_root = rustix::process::geteuid().is_root();
    let (mut cases, mut runs, mut peak, mut faults) = (0, 0, 0, Vec::new());
    let mut codes = [0; 4];
    let mut left = 0;
    while cases == 0 || (effort.is_long() && effort.has_time()) {
        for entry in ENTRIES {
            if is_root && entry.0.contains("may not be read") {
                left += 1;
                continue;
            }
            for place in PLACES {
                // Its words are about a name, and the user who names a pipe waits for its end.
                let is_of_records = place.ends_with(".yaml") && place.starts_with("records/");
                let is_waited_for = entry.0.contains("pipe") && place == "rows.csv";
                if entry.0.starts_with("name") && !is_of_records || is_waited_for {
                    continue;
                }
                cases += 1;
                let mut commands = effort.some(COMMANDS[1..].to_vec(), FEW);
                commands.push(COMMANDS[0]);
                for words in commands {
                    let folder = with_entry(&tree, place, entry);
                    let ran = limited(&folder, words);
                    runs += 1;
                    peak = ran.peak.max(peak);
                    if let Err(fault) = judge(&folder, (place, words), &ran, &usual) {
                        faults.push(format!("a {} at {place}, {words}: {fault}", entry.0));
                    } else {
                        codes[ran.code.unwrap_or(0) as usize] += 1;
                    }
                }
            }
        }
        if !faults.is_empty() {
            break;
        }
    }
    if left > 0 {
        crate::not_tested::not_tested(
            "root may read any file: none that may not be read was tried",
        );
    }
    effort.said(&format!(
        "{cases} cases of {} kinds in {} places, {runs} runs, at most {} MB; they ended with 0, 1, 2 and 3: {codes:?} \
         times",
        ENTRIES.len(),
        PLACES.len(),
        peak >> 20
    ));
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    assert!(codes[1] > 0 && codes[2] > 0, "{codes:?}");
}
