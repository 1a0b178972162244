//! The programs that are measured against each other, and whether they can be run here.

use std::env;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::measure::Series;

pub(crate) const COACH: &str = env!("CARGO_BIN_EXE_coach");
const PARSE_ONLY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/benchmark/parse_only.py");
/// The parser in Python takes a minute where others take a second.
const PARSE_EVERY: usize = 2;

/// Where the programs of interest stand among those of [`all`].
pub(crate) const READING: usize = 0;
pub(crate) const REPORT: usize = 1;
pub(crate) const CHECK: usize = 2;

/// A Python that can parse, and its parser's version.
pub(crate) struct Python {
    program: &'static str,
    version: String,
}

/// Finds a Python with PyYAML and its C loader.
///
/// # Errors
/// What is missing.
pub(crate) fn python() -> Result<Python, String> {
    for program in ["python3", "python"] {
        let Ok(output) = Command::new(program).arg(PARSE_ONLY).output() else { continue };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if output.status.success() {
            return Ok(Python { program, version: text(&output.stdout) });
        }
        return Err(text(&output.stderr));
    }
    Err("Python is not installed".to_owned())
}

/// Reading, report, check, both again with each number of `jobs`, and last, where it can be run,
/// parsing in Python: in the order in which they take turns.
pub(crate) fn all(
    folder: &Path,
    jobs: &[usize],
    python: Option<&Python>,
) -> anyhow::Result<Vec<Series>> {
    let mut reading = Command::new(env::current_exe()?);
    reading.arg("--read-only").arg(folder);
    let mut all = vec![
        Series::new("(a) reads every file, one thread", reading),
        Series::new("coach report", coach("report", folder)),
        Series::new("coach check", coach("check", folder)),
    ];
    for jobs in jobs {
        for verb in ["report", "check"] {
            let mut command = coach(verb, folder);
            command.arg("--jobs").arg(jobs.to_string());
            all.push(Series::new(format!("coach {verb} --jobs {jobs}"), command));
        }
    }
    if let Some(Python { program, version }) = python {
        let mut command = Command::new(program);
        command.arg(PARSE_ONLY).arg(folder);
        let parsing = Series::new(format!("(b) parses every file, {version} with C"), command);
        all.push(Series { every: PARSE_EVERY, ..parsing });
    }
    Ok(all)
}

/// The start-up of coach and nothing else.
pub(crate) fn help() -> Series {
    let mut command = Command::new(COACH);
    command.arg("--help");
    Series::new("coach --help", command)
}

fn coach(verb: &str, folder: &Path) -> Command {
    let mut command = Command::new(COACH);
    command.arg(verb).arg("-C").arg(folder);
    command
}

/// What `coach check` says of the district.
///
/// # Errors
/// It finds an error there: then the programs would not do what they are measured for.
pub(crate) fn check(folder: &Path) -> anyhow::Result<String> {
    let output = coach("check", folder).output().context("coach cannot be run")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let summary = text.lines().last().unwrap_or_default().to_owned();
    if !output.status.success() {
        let first = text.lines().take(20).collect::<Vec<_>>().join("\n");
        bail!("the generated district has errors:\n{first}\n…\n{summary}");
    }
    Ok(summary)
}
