//! The ready maps in `examples/import`: every command of their README works on a copy of Riverbend, and a second run
//! finds nothing to do.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::copy::copy_folder;
use crate::harness::{Run, coach_in};

/// A folder as whoever has the repository has it, with a copy of Riverbend to try things on.
struct Checkout {
    top: TempDir,
}

impl Checkout {
    fn new() -> Self {
        let top = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        let checkout = top.path().join("checkout");
        copy_folder(&from, &checkout.join("examples"));
        copy_folder(&from.join("riverbend"), &checkout.join("my-riverbend"));
        // As in a clone, where no list of people may be.
        fs::create_dir(checkout.join(".git")).unwrap();
        fs::write(checkout.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        Self { top }
    }

    fn run(&self, command: &str) -> Run {
        let arguments: Vec<&str> = command.split(' ').skip(1).collect();
        coach_in(&self.top.path().join("checkout"), &[], &arguments)
    }

    /// The record whose path below the copy begins with `begin`.
    fn record(&self, begin: &str) -> String {
        let begin = self.top.path().join("checkout/my-riverbend/records").join(begin);
        let name = begin.file_name().unwrap().to_str().unwrap();
        let files = fs::read_dir(begin.parent().unwrap()).unwrap().map(|it| it.unwrap().path());
        let found: Vec<_> = files
            .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(name))
            .filter(|path| fs::read_to_string(path).unwrap().contains("source:"))
            .collect();
        assert_eq!(found.len(), 1, "{begin:?}: {found:?}");
        fs::read_to_string(&found[0]).unwrap()
    }
}

/// The commands of the README, in their order.
fn commands() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/import");
    let page = fs::read_to_string(folder.join("README.md")).unwrap();
    let lines = page.lines().filter_map(|line| line.strip_prefix("$ "));
    lines.map(str::to_owned).collect()
}

fn is_import(command: &&String) -> bool {
    command.starts_with("coach import ")
}

#[test]
fn every_command_of_the_page_works_and_has_nothing_to_do_again() {
    let checkout = Checkout::new();
    let commands = commands();
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands.iter().filter(is_import) {
        let run = checkout.run(command);
        assert_eq!(run.code, 0, "{command}: {}{}", run.out, run.err);
        let same = run.err.contains("the same; nothing to do");
        assert_eq!(same, command.contains("download.csv"), "{command}: {}", run.err);
    }
    for command in commands.iter().filter(is_import) {
        let run = checkout.run(command);
        assert!(run.code == 0 && run.err.contains("nothing to do"), "{command}: {}", run.err);
    }
    let check = checkout.run("coach check -C my-riverbend");
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

#[cfg(unix)]
#[test]
fn the_other_commands_of_the_page_work_too() {
    let checkout = Checkout::new();
    fs::remove_dir_all(checkout.top.path().join("checkout/my-riverbend")).unwrap();
    for command in commands().iter().filter(|command| !is_import(command)) {
        assert!(!command.starts_with("coach"), "{command}");
        let mut shell = std::process::Command::new("sh");
        let shell = shell.args(["-c", command]).current_dir(checkout.top.path().join("checkout"));
        assert!(shell.status().unwrap().success(), "{command}");
    }
    assert!(checkout.top.path().join("checkout/my-riverbend/coach.toml").exists());
}

/// What the small sources say, read by hand.
#[test]
fn what_comes_in_is_what_the_sources_say() {
    let checkout = Checkout::new();
    for command in commands().iter().filter(is_import) {
        checkout.run(command);
    }
    for (begin, lines) in [
        (
            "lincoln-elementary/c-01-t-101/2026-05-18-session",
            &["minutes: 40", "phases: [planning, modeling]", "due: 2026-05-26"][..],
        ),
        ("lincoln-elementary/c-02-t-107/2026-05-20-session", &["minutes: 70"]),
        (
            "saint-genevieve-middle/c-02-t-202/2026-05-18-request",
            &["answered: 2026-05-19", "method: email"],
        ),
        (
            "saint-genevieve-middle/c-03-t-203/2026-05-19-checklist",
            &["id: o-2", "manageable-units: partial", "reflective-questions: not-observed"],
        ),
        (
            "penasco-elementary/c-04-t-302/2026-05-19-session",
            &["method: video", "phases: [observation]", "items: [manageable-units]"],
        ),
        (
            "penasco-elementary/c-05-t-306/2026-05-18-session",
            &["phases: [planning, modeling]", "what: Post the goals", "what: Bring two samples"],
        ),
        (
            "lincoln-elementary/c-01-t-108/relationship",
            &["practice: exit tickets", "started: 2026-05-04"],
        ),
        ("lincoln-elementary/c-01-t-103/2026-05-26-session", &["method: video", "minutes: 20"]),
        ("coaches/c-03/2026-04-29-time", &["minutes: 45", "what: data", "school: saint-genev"]),
        (
            "riverbend-high/c-06-t-901/relationship",
            &["started: 2025-08-01", "practice: number talks"],
        ),
        ("lincoln-elementary/c-06-t-902/2026-05-19-session", &["minutes: 80", "method: video"]),
    ] {
        let text = checkout.record(begin);
        for line in lines {
            assert!(text.contains(line), "{begin}: {line}: {text}");
        }
    }
    let list = fs::read_to_string(checkout.top.path().join("people-of-riverbend.csv")).unwrap();
    assert_eq!(list.lines().count(), 3);
}
