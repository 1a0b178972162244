//! The README is true: its commands are run, in order, in a scratch folder with a copy of the
//! examples, and print what it shows. A line `…` stands for any lines, and
//! `…` at the end of one for the rest of it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::copy::copy_folder;

const README: &str = include_str!("../../README.md");
/// Commands that build, test or time this repository itself: a test cannot run them. `.ci/run` does,
/// the benchmark in small.
const RUN_BY_CI: &[&str] = &[
    "cargo run --release -- report -C examples/riverbend",
    "cargo test",
    "cargo install --path .",
    "cargo bench --bench speed -- --records 100000 --rounds 7",
];

/// One command of a `console` block and the lines shown under it.
struct Shown {
    command: String,
    output: Vec<String>,
}

fn shown() -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    let mut in_console = false;
    for line in README.lines() {
        match line.strip_prefix("```") {
            Some(language) => in_console = language == "console",
            None if !in_console => {}
            None => match line.strip_prefix("$ ") {
                Some(command) => {
                    all.push(Shown { command: command.to_owned(), output: Vec::new() });
                }
                None => {
                    let last = all.last_mut().expect("a console block starts with a command");
                    last.output.push(line.to_owned());
                }
            },
        }
    }
    all
}

/// Whether `lines` are `pattern`, where a line `…` matches any number of lines.
fn matches(pattern: &[String], lines: &[&str]) -> bool {
    match pattern.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=lines.len()).any(|skip| matches(rest, &lines[skip..]))
        }
        Some((first, rest)) => {
            lines.split_first().is_some_and(|(line, lines)| {
                // An excerpt's margin is as wide as its line number.
                let same = line == first
                    || line.trim_start() == first.trim_start()
                    || first.strip_suffix('…').is_some_and(|start| line.starts_with(start));
                same && matches(rest, lines)
            })
        }
    }
}

#[test]
#[cfg(unix)] // the README's commands are for a POSIX shell
fn every_command_prints_what_the_readme_shows() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    copy_folder(&repository.join("examples"), &scratch.path().join("examples"));
    let programs = Path::new(env!("CARGO_BIN_EXE_coach")).parent().expect("a folder");
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let mut ran = 0;
    for Shown { command, output } in shown() {
        if command.starts_with("cargo ") {
            assert!(RUN_BY_CI.contains(&command.as_str()), "nothing runs `{command}`");
            continue;
        }
        let run = Command::new("sh")
            .args(["-c", &format!("{command} 2>&1")])
            .current_dir(scratch.path())
            .env_clear()
            .env("PATH", &path)
            .output()
            .expect("a shell");
        let printed = String::from_utf8_lossy(&run.stdout).into_owned();
        let lines: Vec<&str> = printed.lines().collect();
        assert!(
            output.is_empty() || matches(&output, &lines),
            "`{command}` prints\n{printed}\nbut the README shows\n{}",
            output.join("\n")
        );
        ran += 1;
    }
    assert!(ran >= 6, "only {ran} commands were found");
}

#[test]
fn every_rule_is_listed() {
    for rule in coach::check::rules() {
        assert!(README.contains(&format!("`{}`", rule.id)), "the README does not list {}", rule.id);
    }
}

#[test]
fn the_first_two_commands_are_the_main_job_and_the_tests() {
    let commands: Vec<String> = shown().into_iter().map(|shown| shown.command).collect();
    assert_eq!(commands[..2], RUN_BY_CI[..2]);
}

#[test]
fn links_lead_somewhere() {
    for link in README.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        if let Some(anchor) = link.strip_prefix('#') {
            let headings = README.lines().filter_map(|line| line.strip_prefix('#'));
            let mut anchors = headings.map(|heading| {
                heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-")
            });
            assert!(anchors.any(|known| known == anchor), "{link}");
            continue;
        }
        let is_file = !link.starts_with("https://");
        assert!(!is_file || Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists(), "{link}");
    }
}
