//! What a shell is offered on the Tab key: asked of the real program through the variables that the
//! scripts set, and of a real bash through the script itself.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::{District, Pair, Run, coach_in};
use crate::not_tested::not_tested;

/// Lincoln has two educators, of whom one has been left; Prairie has one. All have names.
fn district() -> District {
    District::new()
        .pair(&Pair::of("c-01", "t-101", "lincoln").ended("2025-12-01"))
        .pair(&Pair::of("c-01", "t-102", "lincoln"))
        .pair(&Pair::of("c-02", "t-203", "prairie"))
        .file("people.yaml", "t-101: Zebra Quill\nt-102: Yak\nc-01: Newt\n")
}

/// Asks as the script of `shell` does for the last word of `line`.
fn ask(folder: &Path, shell: &str, line: &str) -> Run {
    let words: Vec<&str> = line.split(' ').collect();
    let index = (words.len() - 1).to_string();
    let variables =
        [("COACH_COMPLETE", shell), ("_CLAP_COMPLETE_INDEX", &index), ("_CLAP_IFS", "\n")];
    coach_in(folder, &variables, &[&["--"], &words[..]].concat())
}

/// What is offered for the last word of `line`, one a line.
fn offered(folder: &Path, line: &str) -> Vec<String> {
    let run = ask(folder, "bash", line);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{line}: {run:?}");
    run.out.lines().map(str::to_owned).collect()
}

#[test]
fn ids_of_the_district_are_offered() {
    let district = district();
    let offered = |line: &str| offered(district.path(), line);
    assert_eq!(offered("coach report --educator "), ["t-101", "t-102", "t-203"]);
    assert_eq!(offered("coach report --educator t-10"), ["t-101", "t-102"]);
    assert_eq!(offered("coach report --coach "), ["c-01", "c-02"]);
    assert_eq!(offered("coach report --by school --school p"), ["prairie"]);
    assert_eq!(offered("coach report --profile m"), ["missouri-sbic-2014"]);
    assert_eq!(offered("coach explain unknown-i"), ["unknown-item"]);
    assert_eq!(offered("coach explain by-h"), ["by-hand"]);
    assert_eq!(offered("coach profile show mis"), ["missouri-sbic-2014"]);
    assert_eq!(offered("coach completions po"), ["powershell"]);
    assert_eq!(offered("coach man pro"), ["profile"]);
    assert_eq!(offered("coach man profile sh"), ["show"]);
    assert!(offered("coach man check sh").is_empty());
}

#[test]
fn verbs_and_options_are_offered() {
    let district = district();
    assert_eq!(offered(district.path(), "coach rep"), ["report"]);
    assert_eq!(offered(district.path(), "coach report --edu"), ["--educator"]);
    assert_eq!(offered(district.path(), "coach report --by sch"), ["school"]);
}

#[test]
fn the_folder_is_found_upwards_or_named() {
    let district = district();
    let below = district.path().join("records/lincoln");
    assert_eq!(offered(&below, "coach report --school l"), ["lincoln"]);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = district.path().display();
    for line in [
        format!("coach -C {path} report --school l"),
        format!("coach report -C{path} --school l"),
        format!("coach report -C '{path}' --school l"),
    ] {
        assert_eq!(offered(elsewhere.path(), &line), ["lincoln"], "{line}");
    }
}

#[test]
fn descriptions_are_schools_and_never_names() {
    let district = district();
    let fish = |line: &str| ask(district.path(), "fish", line).out;
    assert_eq!(
        fish("coach report --educator "),
        "t-101\tLincoln, ended\nt-102\tLincoln\nt-203\tPrairie\n"
    );
    assert_eq!(
        fish("coach report --coach "),
        "c-01\t1 active relationship\nc-02\t1 active relationship\n"
    );
    assert_eq!(ask(district.path(), "zsh", "coach report --educator t-2").out, "t-203:Prairie");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        for line in ["coach report --educator ", "coach report --coach ", "coach "] {
            let run = ask(district.path(), shell, line);
            assert!(!["Zebra", "Quill", "Yak", "Newt"].iter().any(|name| run.out.contains(name)));
        }
    }
}

#[test]
fn a_hostile_school_steers_no_terminal() {
    let settings =
        crate::harness::SETTINGS.replace("\"Lincoln\"", "\"Lin\\u001B[31m\\ncoln\\u202E\"");
    let district = district().file("coach.toml", settings);
    let run = ask(district.path(), "fish", "coach report --school l");
    assert_eq!(run.out, "lincoln\tLin\\u{1b}[31m\\u{a}coln\\u{202e}\n");
}

#[test]
fn without_a_folder_or_with_a_broken_one_nothing_is_said() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let broken = District::new().file("coach.toml", "version = [");
    let unreadable = District::new().file("records/lincoln/c-01-t-101/relationship.yaml", "a: [");
    for folder in [nowhere.path(), broken.path(), unreadable.path()] {
        assert!(offered(folder, "coach report --educator ").is_empty());
        assert!(!offered(folder, "coach explain unknown").is_empty());
    }
    assert_eq!(offered(nowhere.path(), "coach profile show mis"), ["missouri-sbic-2014"]);
    assert!(offered(nowhere.path(), "coach report -C /no/such/folder --school ").is_empty());
}

#[test]
fn no_question_of_a_shell_ends_with_an_error_in_the_command_line() {
    let district = district();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish", "tcsh"] {
        for line in ["", "coach", "coach report --none x ", "coach -C", "coach -- a b "] {
            for index in ["", "0", "3", "99", "-1", "x"] {
                let variables = [("COACH_COMPLETE", shell), ("_CLAP_COMPLETE_INDEX", index)];
                let words: Vec<&str> = line.split(' ').collect();
                let run = coach_in(district.path(), &variables, &[&["--"], &words[..]].concat());
                assert_eq!(run.err, "", "{shell} {line} {index}");
            }
        }
    }
}

#[test]
fn other_variables_are_not_a_question() {
    let district = district();
    let run = coach_in(district.path(), &[("COMPLETE", "1"), ("COACH_COMPLETE", "")], &["check"]);
    assert!(run.out.contains("no problems"), "{run:?}");
}

/// What bash makes of a script after the program's own, with `coach` in `folder`.
fn in_bash(folder: &Path, then: &str) -> Option<String> {
    let setup = format!("eval \"$({} completions bash)\"\n{then}", env!("CARGO_BIN_EXE_coach"));
    let bash = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", &setup])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    let output = bash.ok()?;
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What bash sets before it calls the function that completes `words`, and what that offers.
fn complete(words: &str, current: &str, previous: &str) -> String {
    format!(
        "COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_TYPE=9; \
         COMP_LINE=\"${{COMP_WORDS[*]}}\"; COMP_POINT=${{#COMP_LINE}}; \
         name=$(complete -p coach); name=${{name#*-F }}; ${{name%% *}} coach '{current}' '{previous}'; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
}

#[test]
fn a_real_bash_completes() {
    let (district, broken) = (district(), District::new().file("coach.toml", "version = ["));
    for (words, current, previous, offered) in [
        ("coach report --educator t-1", "t-1", "--educator", "t-101\nt-102\n"),
        // Bash makes three words of `--educator=t-1`, and keeps all but the last.
        ("coach report --by = school --educator = t-1", "t-1", "=", "t-101\nt-102\n"),
        ("coach report --school =", "", "--school", "lincoln\nprairie\n"),
        ("coach rep", "rep", "coach", "report\n"),
    ] {
        let script = complete(words, current, previous);
        let Some(out) = in_bash(district.path(), &script) else {
            return not_tested("there is no bash here");
        };
        assert_eq!(out, offered, "{words}");
    }
    let script = complete("coach report --educator t-1", "t-1", "--educator");
    assert_eq!(in_bash(broken.path(), &script).as_deref(), Some("\n"));
}

#[test]
fn every_script_is_printed_without_a_district() {
    let nowhere = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = coach_in(nowhere.path(), &[], &["completions", shell]);
        assert!(run.code == 0 && run.out.contains("COACH_COMPLETE"), "{run:?}");
    }
    let run = coach_in(nowhere.path(), &[], &["completions", "tcsh"]);
    assert!(run.code == 2 && run.err.contains("bash, zsh, fish"), "{run:?}");
}
