//! Child processes and what they cost: a command comes in; seconds, processor seconds and peak memory
//! go out. Everything is measured from the outside, start-up included, and nothing is printed.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, bail};
use walkdir::WalkDir;

/// Where Linux takes the request to forget what it keeps of files.
const DROP_CACHES: &str = "/proc/sys/vm/drop_caches";

/// What one run of a program cost.
pub(crate) struct Run {
    pub(crate) seconds: f64,
    /// Seconds of all processors, in the program and in the system on its behalf.
    pub(crate) processor_seconds: Option<f64>,
    /// Largest resident memory in MiB. It is never less than that of the process that starts the
    /// program (this one), whose peak the system hands down.
    pub(crate) peak_mib: Option<f64>,
}

/// Runs `command` to its end, which has to be a success, and drops what it prints.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<Run> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let shown = format!("{command:?}");
    let start = Instant::now();
    let run = wait(command, start).with_context(|| format!("{shown} cannot be run"))?;
    run.with_context(|| format!("{shown} failed"))
}

#[cfg(unix)]
fn wait(command: &mut Command, start: Instant) -> std::io::Result<Option<Run>> {
    use wait4::Wait4;

    let used = command.spawn()?.wait4()?;
    let seconds = start.elapsed().as_secs_f64();
    let processor = used.rusage.utime + used.rusage.stime;
    #[allow(clippy::cast_precision_loss, reason = "a few digits are shown")]
    let peak_mib = used.rusage.maxrss as f64 / 1_048_576.0;
    Ok(used.status.success().then_some(Run {
        seconds,
        processor_seconds: Some(processor.as_secs_f64()),
        peak_mib: Some(peak_mib),
    }))
}

#[cfg(not(unix))]
fn wait(command: &mut Command, start: Instant) -> std::io::Result<Option<Run>> {
    let is_success = command.spawn()?.wait()?.success();
    let seconds = start.elapsed().as_secs_f64();
    Ok(is_success.then_some(Run { seconds, processor_seconds: None, peak_mib: None }))
}

/// What is timed, for whoever asks what it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timed {
    /// (a) of reading: every file is read by one thread.
    Reading,
    Report,
    ReportJobs1,
    ReportByRelationship,
    ReportCompare,
    Check,
    /// One of several numbers of threads.
    Jobs,
    /// (b): every file is parsed in Python.
    Parsing,
    Help,
    NextPair,
    NextEducator,
    Explain,
    CheckFile,
    CheckFiles,
    LogContact,
    /// (a) of imports: the same files are written, with one flush.
    Writing,
    Import,
    ImportAgain,
}

/// A program that is run again and again.
pub(crate) struct Series {
    pub(crate) timed: Timed,
    pub(crate) name: String,
    pub(crate) command: Command,
    /// It is run in every so many rounds.
    pub(crate) every: usize,
    pub(crate) runs: Vec<Run>,
}

impl Series {
    pub(crate) fn new(timed: Timed, name: impl Into<String>, command: Command) -> Self {
        Self { timed, name: name.into(), command, every: 1, runs: Vec::new() }
    }

    pub(crate) fn run_once(&mut self) -> anyhow::Result<()> {
        self.runs.push(run(&mut self.command)?);
        Ok(())
    }

    pub(crate) fn seconds(&self) -> Spread {
        Spread::of(self.runs.iter().map(|run| run.seconds))
    }

    pub(crate) fn processor_seconds(&self) -> Option<Spread> {
        let seconds: Option<Vec<f64>> = self.runs.iter().map(|run| run.processor_seconds).collect();
        Some(Spread::of(seconds?.into_iter()))
    }

    /// The largest of all runs.
    pub(crate) fn peak_mib(&self) -> Option<f64> {
        self.runs.iter().map(|run| run.peak_mib).try_fold(0.0, |peak, mib| Some(mib?.max(peak)))
    }
}

/// The middle one of several numbers, and the outermost two.
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl Spread {
    fn of(numbers: impl Iterator<Item = f64>) -> Self {
        let mut numbers: Vec<f64> = numbers.collect();
        numbers.sort_by(f64::total_cmp);
        let last = numbers.len() - 1;
        let median = f64::midpoint(numbers[last / 2], numbers[last.div_ceil(2)]);
        Self { median, least: numbers[0], most: numbers[last] }
    }
}

/// Reads every file below `folder` on this thread, as cheaply as it can be done, and gives their
/// bytes.
pub(crate) fn read_all(folder: &Path) -> anyhow::Result<usize> {
    let mut bytes = 0;
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            bytes += black_box(fs::read(entry.path())?).len();
        }
    }
    Ok(bytes)
}

/// How many programs wanted a core in the last minute, where Linux tells.
pub(crate) fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// Makes the system forget the contents of all files, so that they come from the disk again.
///
/// # Errors
/// The system is not Linux, or does not let this user do it.
pub(crate) fn drop_caches() -> anyhow::Result<()> {
    if !Command::new("sync").status().is_ok_and(|status| status.success()) {
        bail!("sync failed");
    }
    fs::write(DROP_CACHES, "3").with_context(|| format!("{DROP_CACHES} cannot be written"))
}
