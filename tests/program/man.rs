//! The manual: pages printed and written by the real program, and read by a real `man`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{Run, coach_in};
use crate::not_tested::not_tested;

fn coach(folder: &Path, arguments: &[&str]) -> Run {
    coach_in(folder, &[], arguments)
}

/// The files of a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<_> =
        entries.map(|entry| name(entry).into_string().expect("a plain name")).collect();
    names.sort();
    names
}

/// The commands that `coach --help`, or that of a command, lists.
fn listed(folder: &Path, words: &[&str]) -> Vec<String> {
    let help = coach(folder, &[words, &["-h"]].concat()).out;
    let Some((_, list)) = help.split_once("Commands:\n") else { return Vec::new() };
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    let words = lines.filter_map(|line| line.split_whitespace().next().map(str::to_owned));
    words.filter(|word| word != "help").collect()
}

#[test]
fn every_command_that_help_lists_has_a_page() {
    let scratch = tempfile::tempdir().expect("a folder");
    let run = coach(scratch.path(), &["man", "--dir", "share/man1"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let pages = names(&scratch.path().join("share/man1"));
    let mut expected = vec!["coach.1".to_owned()];
    for verb in listed(scratch.path(), &[]) {
        expected.push(format!("coach-{verb}.1"));
        for below in listed(scratch.path(), &[&verb]) {
            expected.push(format!("coach-{verb}-{below}.1"));
        }
    }
    expected.sort();
    assert!(expected.contains(&"coach-profile-show.1".to_owned()));
    assert_eq!(pages, expected);
    assert_eq!(run.out, format!("{} pages written into share/man1\n", pages.len()));
    let printed = coach(scratch.path(), &["man", "profile", "show"]).out;
    let written = scratch.path().join("share/man1/coach-profile-show.1");
    assert_eq!(printed, fs::read_to_string(written).expect("a page"));
}

#[test]
fn only_pages_are_replaced() {
    let scratch = tempfile::tempdir().expect("a folder");
    let (page, other) = (scratch.path().join("coach.1"), scratch.path().join("coach-check.1"));
    let first = coach(scratch.path(), &["man"]).out;
    let older = first.replace("Manual of coach", "of another version");
    fs::write(&page, &older).expect("written");
    fs::write(&other, "my own notes").expect("written");
    let run = coach(scratch.path(), &["man", "--dir", "."]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("coach-check.1") && run.err.contains("nothing was written"));
    assert_eq!(names(scratch.path()), ["coach-check.1", "coach.1"]);
    assert_eq!(fs::read_to_string(&page).expect("a page"), older);
    fs::remove_file(&other).expect("gone");
    assert_eq!(coach(scratch.path(), &["man", "--dir", "."]).code, 0);
    assert_eq!(fs::read_to_string(&page).expect("a page"), first);
    fs::write(scratch.path().join("file"), "").expect("written");
    let run = coach(scratch.path(), &["man", "--dir", "file"]);
    assert!(run.code == 2 && run.err.contains("not a folder"), "{run:?}");
}

#[test]
fn a_command_that_is_not_there_brings_up_the_nearest() {
    let scratch = tempfile::tempdir().expect("a folder");
    for (words, expected) in [
        (&["man", "reprot"][..], "did you mean `report`?"),
        (
            &["man", "profile", "chek"],
            "`coach profile` has no command `chek`; did you mean `check`?",
        ),
        (&["man", "check", "it"], "`coach check` has no commands below it"),
        (&["man", "x\u{1b}[31m"], "`x\\u{1b}[31m`"),
    ] {
        let run = coach(scratch.path(), words);
        assert!(run.code == 2 && run.err.contains(expected), "{run:?}");
    }
}

#[test]
fn a_real_man_renders_every_page_without_a_warning() {
    let scratch = tempfile::tempdir().expect("a folder");
    assert_eq!(coach(scratch.path(), &["man", "--dir", "."]).code, 0);
    for name in names(scratch.path()) {
        let man = Command::new("man")
            .args(["--warnings", "-l", &name])
            .env("MANWIDTH", "100")
            .env("LC_ALL", "C.UTF-8")
            .current_dir(scratch.path())
            .output();
        let Ok(output) = man else {
            return not_tested("there is no man here");
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && output.stderr.is_empty(), "{name}: {output:?}");
        let command = name.trim_end_matches(".1");
        assert!(text.starts_with(&format!("{}(1)", command.to_uppercase())), "{text}");
        assert!(text.contains("Manual of coach") && text.contains("EXIT STATUS"), "{text}");
        let example = "coach check -C examples/riverbend --format text --format sarif";
        assert!(command != "coach-check" || text.contains(example), "{text}");
    }
}
