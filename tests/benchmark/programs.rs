//! The programs that are measured against each other, and whether they can be run here.

use std::env;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::measure::{Series, Timed};

const PARSE_ONLY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/benchmark/parse_only.py");
/// The parser in Python takes a minute where others take a second.
const PARSE_EVERY: usize = 2;

/// The coach that is timed, and the district in which it works.
#[derive(Clone, Copy)]
pub(crate) struct Coach<'a> {
    pub(crate) program: &'a Path,
    pub(crate) folder: &'a Path,
}

impl Coach<'_> {
    pub(crate) fn command(self, words: &[&str]) -> Command {
        let mut command = Command::new(self.program);
        command.arg("-C").arg(self.folder).args(words);
        command
    }

    /// The same, to be timed under the name that `words` are.
    pub(crate) fn series(self, timed: Timed, words: &[&str]) -> Series {
        Series::new(timed, format!("coach {}", words.join(" ")), self.command(words))
    }

    /// What `coach check` says of the district.
    ///
    /// # Errors
    /// It finds an error there: then the programs would not do what they are measured for.
    pub(crate) fn check(self) -> anyhow::Result<String> {
        let output = self.command(&["check"]).output().context("coach cannot be run")?;
        let text = String::from_utf8_lossy(&output.stdout);
        let summary = text.lines().last().unwrap_or_default().to_owned();
        if !output.status.success() {
            let first = text.lines().take(20).collect::<Vec<_>>().join("\n");
            bail!("the generated district has errors:\n{first}\n…\n{summary}");
        }
        Ok(summary)
    }
}

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

/// What reads the whole district, in the order in which all take turns: reading first, each number of `jobs`,
/// and last, where it can be run, parsing in Python.
pub(crate) fn whole(
    coach: Coach<'_>,
    jobs: &[usize],
    python: Option<&Python>,
) -> anyhow::Result<Vec<Series>> {
    let mut reading = Command::new(env::current_exe()?);
    reading.arg("--read-only").arg(coach.folder);
    let reading = Series::new(Timed::Reading, "(a) reads every file, one thread", reading);
    // The two school years that a generated district has.
    let compare = ["report", "--period", "2025-26", "--compare", "2024-25"];
    let mut all = vec![
        reading,
        coach.series(Timed::Report, &["report"]),
        coach.series(Timed::Check, &["check"]),
        coach.series(Timed::ReportJobs1, &["report", "--jobs", "1"]),
        coach.series(Timed::ReportByRelationship, &["report", "--by", "relationship"]),
        coach.series(Timed::ReportCompare, &compare),
    ];
    for jobs in jobs.iter().map(usize::to_string) {
        let verbs = ["report", "check"];
        all.extend(verbs.map(|verb| coach.series(Timed::Jobs, &[verb, "--jobs", &jobs])));
    }
    if let Some(Python { program, version }) = python {
        let mut command = Command::new(program);
        command.arg(PARSE_ONLY).arg(coach.folder);
        let name = format!("(b) parses every file, {version} with C");
        let parsing = Series::new(Timed::Parsing, name, command);
        all.push(Series { every: PARSE_EVERY, ..parsing });
    }
    Ok(all)
}
