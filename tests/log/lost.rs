//! Nothing that was typed is lost: folders that vanish, cannot be written, or are none.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::harness::Run;
use super::{Desk, FOR_T104, T104, finish};

const CONTACT: [&str; 7] =
    ["contact", "--method", "email", "--date", "2025-10-06", "--about", "where the cards are"];
const TEXT: &str = "kind: contact\ndate: 2025-10-06\nmethod: email\nabout: where the cards are\n";

/// Checks that `run` failed, said so, and that `text` alone is kept, for its owner only.
fn is_kept(desk: &Desk, run: &Run, text: &str) -> PathBuf {
    assert_eq!(run.code, 2, "{run:#?}");
    let rescued = desk.rescued();
    let [(path, kept)] = &rescued[..] else { panic!("{rescued:#?}\n{run:#?}") };
    assert_eq!(kept, text);
    let said = run.err.lines().any(|line| line.ends_with(&format!("kept in {}", path.display())));
    assert!(said, "{} is not named: {run:#?}", path.display());
    let mode =
        |path: &std::path::Path| fs::metadata(path).expect("it").permissions().mode() & 0o777;
    assert_eq!(mode(path), 0o600);
    assert_eq!(mode(path.parent().expect("a folder")), 0o700);
    path.clone()
}

#[test]
fn a_folder_that_cannot_be_written() {
    let desk = Desk::new();
    let folder = desk.path().join(T104);
    let set =
        |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("rights");
    set(0o555);
    if fs::write(folder.join("try"), "").is_ok() {
        // The superuser may write anywhere; the other tests bring a folder that nobody can write.
        fs::remove_file(folder.join("try")).expect("it");
        set(0o755);
        let mut error = std::io::stderr();
        writeln!(error, "a_folder_that_cannot_be_written is not tried: root may write anywhere")
            .expect("written");
        return;
    }
    let run = desk.log(&[&CONTACT[..], &FOR_T104].concat());
    set(0o755);
    assert!(run.err.contains(T104), "{run:?}");
    is_kept(&desk, &run, TEXT);
    assert!(desk.records().is_empty());
}

#[test]
fn a_folder_for_records_that_is_a_file() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path().join("records")).expect("it goes");
    desk.file("records", "not a folder\n");
    let new = ["relationship", "--coach", "c-03", "--educator", "t-201", "--school", "lincoln"];
    let run = desk.log(&[&new[..], &["--started", "2025-09-08"]].concat());
    let text = "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-03\neducator: t-201\n\
                school: lincoln\nstarted: 2025-09-08\n";
    is_kept(&desk, &run, text);
    assert!(run.err.contains("a folder belongs there"), "{run:?}");
    assert_eq!(desk.read("records"), "not a folder\n");
}

/// An editor that saves what it was given, after `script` has run in the district's folder.
fn editor(desk: &Desk, script: &str) -> String {
    let path = desk.state.path().join("editor.sh");
    let folder = desk.path().display();
    fs::write(&path, format!("#!/bin/sh\ncd '{folder}' || exit 1\n{script}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("rights");
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn a_folder_that_vanishes_while_the_editor_is_open() {
    for (script, said) in [
        ("rm -r records/lincoln/c-03-t-104", "c-03-t-104"),
        ("rm -r records/lincoln/c-03-t-104; echo > records/lincoln/c-03-t-104", "c-03-t-104"),
        ("rm -r records", "c-03-t-104"),
    ] {
        let desk = Desk::new();
        let editor = editor(&desk, script);
        let arguments = [&CONTACT[..], &FOR_T104, &["--edit"]].concat();
        let (code, shown) = desk.at_terminal(&[("EDITOR", &editor)], &arguments).end();
        let run = Run { code, out: String::new(), err: shown.replace("\r\n", "\n") };
        assert!(run.err.contains(said), "{run:?}");
        is_kept(&desk, &run, TEXT);
        assert!(desk.records().iter().all(|(_, text)| text.trim().is_empty()));
    }
}

#[test]
fn a_disk_on_which_nothing_can_be_written_at_all() {
    let desk = Desk::new();
    let coach = env!("CARGO_BIN_EXE_coach");
    // No file may grow beyond nothing, as on a full disk; not even the one that would be kept aside.
    let script = format!("trap '' XFSZ; ulimit -f 0; exec '{coach}' \"$@\"");
    let arguments = [&["log"], &CONTACT[..], &FOR_T104].concat();
    let mut command = std::process::Command::new("/bin/sh");
    let environment = desk.command(&[]);
    let variables = environment.get_envs().filter_map(|(name, value)| Some((name, value?)));
    command.env_clear().envs(variables).current_dir(desk.path());
    command.stdin(std::process::Stdio::null());
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    command.args(["-c", &script, "coach"]).args(arguments);
    let run = finish(command.spawn().expect("the shell starts"));
    assert_eq!(run.code, 2, "{run:#?}");
    assert!(run.err.contains("cannot be kept in") && run.err.ends_with(TEXT), "{run:#?}");
    assert!(desk.records().is_empty() && desk.rescued().is_empty());
    let folder = fs::read_dir(desk.path().join(T104)).expect("a folder");
    assert_eq!(folder.count(), 1, "only the relationship is left");
}

#[test]
fn what_is_kept_twice_is_kept_beside() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path().join("records")).expect("it goes");
    desk.file("records", "");
    let new = |educator| {
        let new =
            ["relationship", "--coach", "c-03", "--educator", educator, "--school", "lincoln"];
        desk.log(&[&new[..], &["--started", "2025-09-08"]].concat()).code
    };
    assert_eq!((new("t-201"), new("t-202")), (2, 2));
    let kept: Vec<String> = desk.rescued().into_iter().map(|(_, text)| text).collect();
    assert!(kept.len() == 2 && kept.iter().any(|text| text.contains("t-201")), "{kept:?}");
    assert!(kept.iter().any(|text| text.contains("t-202")), "{kept:?}");
}

#[test]
fn without_a_home_it_is_kept_among_temporary_files() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path().join("records")).expect("it goes");
    desk.file("records", "");
    let new = ["relationship", "--coach", "c-03", "--educator", "t-201", "--school", "lincoln"];
    let mut command = desk.command(&[&["log"], &new[..]].concat());
    command.env_remove("XDG_STATE_HOME").env("TMPDIR", desk.state.path());
    let run = finish(command.spawn().expect("the program starts"));
    assert_eq!(run.code, 2);
    assert_eq!(desk.rescued().len(), 1, "{run:?}");
}
