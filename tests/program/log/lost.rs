//! Nothing that was typed is lost: folders that vanish, cannot be written, or are none.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::{Desk, FOR_T104, T104, finish, read_only};
use crate::harness::Run;
use crate::script::script;

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
    let desk = read_only::open_desk();
    let folder = desk.path().join(T104);
    read_only::set(&folder, 0o555);
    let arguments = [&["log"], &CONTACT[..], &FOR_T104].concat();
    let run = read_only::run(&desk, "a_folder_that_cannot_be_written", &arguments);
    read_only::set(&folder, 0o755);
    let Some(run) = run else { return };
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

/// An editor that saves what it was given, after `lines` have run in the district's folder.
fn editor(desk: &Desk, lines: &str) -> String {
    let folder = desk.path().display();
    script(
        &desk.state.path().join("editor.sh"),
        &format!(
            "cd '{folder}' || exit 1
{lines}"
        ),
    )
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

/// The program without a folder of the user's own, and one for temporary files.
fn without_home(desk: &Desk, arguments: &[&str]) -> std::process::Command {
    let mut command = desk.command(arguments);
    command.env_remove("XDG_STATE_HOME").env_remove("LOCALAPPDATA");
    command.env("TMPDIR", desk.state.path());
    command
}

#[test]
fn without_a_home_nothing_is_kept_where_others_look() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path().join("records")).expect("it goes");
    desk.file("records", "");
    let new = ["relationship", "--coach", "c-03", "--educator", "t-201", "--school", "lincoln"];
    for home in [None, Some("relative/home")] {
        let mut command = without_home(&desk, &[&["log"], &new[..]].concat());
        command.envs(home.map(|home| ("HOME", home)));
        let run = finish(command.spawn().expect("the program starts"));
        assert_eq!(run.code, 2);
        assert!(run.err.contains("set HOME or XDG_STATE_HOME"), "{run:?}");
        assert!(run.err.contains("its text is:\nkind: relationship\n"), "{run:?}");
        assert!(run.err.contains("educator: t-201\n"), "{run:?}");
    }
    let left = fs::read_dir(desk.state.path()).expect("a folder");
    assert_eq!(left.count(), 0, "nothing is written among temporary files");
}

#[test]
fn without_a_home_what_was_handed_over_is_shown() {
    let desk = Desk::new();
    let mut command = without_home(&desk, &["log", "--from", "-"]);
    command.stdin(std::process::Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let text = "kind: contact\neducator: t-104\ndate: 2025-10-40\nmethod: email\n";
    let mut input = child.stdin.take().expect("standard input");
    std::io::Write::write_all(&mut input, text.as_bytes()).expect("it is read");
    drop(input);
    let run = finish(child);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.err.contains("the unwritten text cannot be kept: the environment names no folder")
            && run.err.contains(text),
        "{run:?}"
    );
    let left = fs::read_dir(desk.state.path()).expect("a folder");
    assert_eq!(left.count(), 0, "nothing is written among temporary files");
}

#[test]
fn without_a_home_the_editor_is_not_opened() {
    let desk = Desk::new();
    let variables = [("EDITOR", "true"), ("XDG_STATE_HOME", "")];
    let arguments = [&CONTACT[..], &FOR_T104, &["--edit"]].concat();
    let (code, shown) = desk.at_terminal(&variables, &arguments).end();
    assert_eq!(code, 2, "{shown}");
    assert!(shown.contains("set HOME or XDG_STATE_HOME"), "{shown}");
    assert!(desk.records().is_empty());
}

/// What came on standard input cannot be asked for again.
#[test]
fn what_was_handed_over_and_not_used_is_kept() {
    let good = "kind: contact\neducator: t-104\ndate: 2025-10-06\nmethod: email\n";
    let bad = good.replace("email", "mail");
    for (arguments, input, code) in [
        (&["--from", "-"][..], bad.as_str(), 1),
        (&["--from", "-"], "kind: [contact\n", 1),
        (&["contact", "--from", "-"], "kind: session\neducator: t-104\n", 1),
        (&["--from", "-"], &good.replace("t-104", "t-140"), 1),
        (&["--from", "-", "-C", "nowhere"], good, 2),
    ] {
        let desk = Desk::new();
        let run = desk.log_from(input, arguments);
        assert_eq!(run.code, code, "{run:?}");
        let rescued = desk.rescued();
        let [(path, kept)] = &rescued[..] else { panic!("{rescued:?} {run:?}") };
        assert_eq!(kept, input);
        let mode = fs::metadata(path).expect("it").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
        assert!(run.err.contains(&format!("is kept in {}", path.display())), "{run:?}");
    }
    let desk = Desk::new();
    desk.file("coach.toml", "version = 1\ndistrict = 3\n");
    assert_eq!(desk.log_from(good, &["--from", "-"]).code, 2);
    assert_eq!(desk.rescued().len(), 1, "also where the settings have a fault");
    let desk = Desk::new();
    assert_eq!(desk.log_from(&bad, &["--from", "-", "--dry-run"]).code, 1);
    assert_eq!(desk.log_from(good, &["--from", "-"]).code, 0);
    assert!(desk.rescued().is_empty());
}

/// Bytes that are no text are kept as they came.
#[test]
fn what_is_no_text_is_kept_as_it_came() {
    let desk = Desk::new();
    let run = desk.log_from(b"kind: \xff\n", &["--from", "-"]);
    assert_eq!(run.code, 2, "{run:?}");
    let kept = fs::read(desk.state.path().join("coach/rescue/handed-over.yaml")).expect("a file");
    assert_eq!(kept, b"kind: \xff\n");
}

/// What is kept in a folder that was there, for others to read, is for its owner alone; and git, should
/// the folder lie in a repository, passes over it.
#[test]
fn what_is_kept_is_private_in_any_folder() {
    let desk = Desk::new();
    let rescue = desk.state.path().join("coach/rescue");
    fs::create_dir_all(&rescue).expect("made");
    fs::set_permissions(&rescue, fs::Permissions::from_mode(0o777)).expect("rights");
    desk.log_from("kind: [\n", &["--from", "-"]);
    let rescued = desk.rescued();
    let [(path, _)] = &rescued[..] else { panic!("{rescued:?}") };
    assert_eq!(fs::metadata(path).expect("it").permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_to_string(rescue.join(".gitignore")).expect("a text"), "*\n");
}
